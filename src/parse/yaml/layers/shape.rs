/// What is known of the keys of a mapping when one lies over another.
pub struct Shape {
    /// Where the sources of its values stand.
    pub cites: Cites,
    /// Keys whose values do not simply merge where both are mappings, and replace each other where not.
    pub keys: &'static [(&'static str, Lie)],
    /// Keys whose values have the source of the mapping in which they stand.
    pub words: &'static [&'static str],
    /// Keys of which only one can stand there: one takes the place of the other.
    pub rivals: &'static [[&'static str; 2]],
}

/// Where the sources of the values of a mapping stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cites {
    /// Further out.
    Outside,
    /// In its own `source` and `as_of`, where they stand there.
    Here,
    /// In its own `source` and `as_of`, and in `defaults` under the key of the value.
    InDefaults,
    /// Nowhere: it is a table, and each of its values is an item by itself.
    Table,
}

/// How a value lies over another.
#[derive(Clone, Copy)]
pub enum Lie {
    /// Key by key.
    Mapping(&'static Shape),
    /// A list whose items are known by an identity: item by item.
    Items(&'static Identity, &'static Shape),
    /// A list that is replaced as a whole, and what its items are.
    Whole(&'static Shape),
    /// A value that may name its source.
    Figure(&'static Long),
}

/// By what an item of a list is known.
pub struct Identity {
    /// The keys whose values make it, in order.
    pub keys: &'static [&'static str],
    /// What the identity of an item without these keys is made from: a key, and how.
    pub otherwise: Option<(&'static str, Make)>,
    /// A key by which one of several items of an identity is chosen, and what it means where it is absent: that whose value is the same,
    /// otherwise the first.
    pub choice: Option<(&'static str, &'static str)>,
}

/// Makes an identity from a text.
pub type Make = fn(&str) -> Option<String>;

/// The long form of a value that may name its source.
pub struct Long {
    /// The keys under which the value itself stands.
    pub values: &'static [&'static str],
    /// That of them which means the same as the short form.
    pub short: Option<&'static str>,
}

/// A mapping of which nothing is known.
pub(super) const PLAIN: Shape = Shape { cites: Cites::Outside, keys: &[], words: &[], rivals: &[] };

impl Shape {
    pub(super) fn lie(&self, key: &str) -> Option<Lie> {
        self.keys.iter().find(|(name, _)| *name == key).map(|(_, lie)| *lie)
    }

    /// A key that excludes another one.
    pub(super) fn rival(&self, key: &str) -> Option<&'static str> {
        self.rivals.iter().find_map(|[one, other]| match key {
            _ if key == *one => Some(*other),
            _ if key == *other => Some(*one),
            _ => None,
        })
    }
}

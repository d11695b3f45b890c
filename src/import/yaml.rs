use std::fmt::Write;

/// A line that would be longer than this is broken into one for each key or item. A single text is never broken.
const WIDTH: usize = 140;

/// A value that is to be written as YAML.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// A text, in quotes where it needs them.
    Text(String),
    /// A number, a date or a word, as it is.
    Plain(String),
    /// A list: in one line where its items are not mappings and fit into it.
    List(Vec<Node>),
    /// A mapping: in one line where it fits.
    Map(Fields),
    /// A mapping with a line for each key.
    Lines(Fields),
}

/// The keys of a mapping with their values, in the order in which they are written. What is absent or empty is not written.
#[derive(Clone, Debug, Default)]
pub(super) struct Fields(Vec<(String, Node)>);

impl Fields {
    pub fn text(self, key: &str, text: &str) -> Self {
        self.node(key, Node::Text(text.to_owned()))
    }

    pub fn text_or_none(self, key: &str, text: Option<&String>) -> Self {
        self.optional(key, text.map(|text| Node::Text(text.clone())))
    }

    /// A number, a date or a word of the format.
    pub fn plain(self, key: &str, value: impl ToString) -> Self {
        self.node(key, Node::Plain(value.to_string()))
    }

    pub fn plain_or_none(self, key: &str, value: Option<impl ToString>) -> Self {
        self.optional(key, value.map(|value| Node::Plain(value.to_string())))
    }

    /// A key that is written only where it is true.
    pub fn flag(self, key: &str, is_true: bool) -> Self {
        self.optional(key, is_true.then(|| Node::Plain("true".to_owned())))
    }

    pub fn list(self, key: &str, items: impl IntoIterator<Item = Node>) -> Self {
        let items: Vec<Node> = items.into_iter().collect();
        self.optional(key, (!items.is_empty()).then_some(Node::List(items)))
    }

    /// A mapping that is not written where nothing is in it.
    pub fn map(self, key: &str, fields: Self) -> Self {
        self.optional(key, (!fields.0.is_empty()).then_some(Node::Map(fields)))
    }

    /// A mapping with a line for each key, not written where nothing is in it.
    pub fn lines(self, key: &str, fields: Self) -> Self {
        self.optional(key, (!fields.0.is_empty()).then_some(Node::Lines(fields)))
    }

    pub fn optional(self, key: &str, node: Option<Node>) -> Self {
        match node {
            Some(node) => self.node(key, node),
            None => self,
        }
    }

    pub fn node(mut self, key: &str, node: Node) -> Self {
        self.0.push((key.to_owned(), node));
        self
    }

    /// The text of a file: after the comments, a line for each key; those with lines of their own are set off by an empty line.
    pub fn document(&self, comments: &str) -> String {
        let mut out = comments.to_owned();
        let mut after_block = false;
        for (at, (key, node)) in self.0.iter().enumerate() {
            let start = out.len();
            write_field(key, node, 0, &mut out);
            let is_block = out[start..].trim_end().contains('\n');
            if at > 0 && (is_block || after_block) {
                out.insert(start, '\n');
            }
            after_block = is_block;
        }
        out
    }
}

/// A key and its value, with the line break at its end. What stands before it on its line is written.
fn write_field(key: &str, node: &Node, indentation: usize, out: &mut String) {
    let column = out.len() - out.rfind('\n').map_or(0, |at| at + 1);
    out.push_str(&scalar(key, Place::Line));
    out.push(':');
    match one_line(node, Place::Line) {
        Some(line) if is_short(node, &line, column + key.len() + 2) => {
            out.push(' ');
            out.push_str(&line);
            out.push('\n');
        }
        _ => {
            out.push('\n');
            write_block(node, indentation + 2, out);
        }
    }
}

/// A list or a mapping with a line for each item or key.
fn write_block(node: &Node, indentation: usize, out: &mut String) {
    let spaces = " ".repeat(indentation);
    match node {
        Node::List(items) => {
            for item in items {
                write!(out, "{spaces}- ").expect("writing to a string does not fail");
                match (one_line(item, Place::Line), item) {
                    (Some(line), _) if is_short(item, &line, indentation + 2) => {
                        out.push_str(&line);
                        out.push('\n');
                    }
                    (_, Node::Map(fields) | Node::Lines(fields)) => write_fields(fields, indentation + 2, "", out),
                    (_, other) => {
                        out.push('\n');
                        write_block(other, indentation + 2, out);
                    }
                }
            }
        }
        Node::Map(fields) | Node::Lines(fields) => write_fields(fields, indentation, &spaces, out),
        Node::Text(_) | Node::Plain(_) => unreachable!("a single value stands in a line"),
    }
}

/// The lines of a mapping; what stands before its first key is given.
fn write_fields(fields: &Fields, indentation: usize, first: &str, out: &mut String) {
    for (at, (key, node)) in fields.0.iter().enumerate() {
        if at == 0 {
            out.push_str(first);
        } else {
            out.push_str(&" ".repeat(indentation));
        }
        write_field(key, node, indentation, out);
    }
}

/// Whether a value may stand in one line from a column on. A single value has no other form.
fn is_short(node: &Node, line: &str, column: usize) -> bool {
    matches!(node, Node::Text(_) | Node::Plain(_)) || column + line.chars().count() <= WIDTH
}

/// A value in one line. `None` where it never stands in one.
fn one_line(node: &Node, place: Place) -> Option<String> {
    match node {
        Node::Text(text) => Some(scalar(text, place)),
        Node::Plain(word) => Some(word.clone()),
        Node::List(items) => {
            // A line of its own for each thing that has several values.
            if place == Place::Line && items.iter().any(|item| matches!(item, Node::Map(_))) {
                return None;
            }
            let items: Option<Vec<String>> = items.iter().map(|item| one_line(item, Place::Brackets)).collect();
            Some(format!("[{}]", items?.join(", ")))
        }
        Node::Map(fields) => {
            let field = |(key, node): &(String, Node)| {
                Some(format!("{}: {}", scalar(key, Place::Brackets), one_line(node, Place::Brackets)?))
            };
            let fields: Option<Vec<String>> = fields.0.iter().map(field).collect();
            Some(format!("{{{}}}", fields?.join(", ")))
        }
        Node::Lines(_) => None,
    }
}

/// Where a text stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// To the end of its line.
    Line,
    /// Among others in brackets or braces.
    Brackets,
}

/// A text, in quotes where YAML would take it for something else.
fn scalar(text: &str, place: Place) -> String {
    if is_plain(text, place) {
        return text.to_owned();
    }
    // A text in JSON is one in YAML too, but for what YAML takes for a line break.
    let json = serde_json::Value::from(text).to_string();
    let mut quoted = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' => {
                write!(quoted, "\\u{:04x}", c as u32).expect("writing to a string does not fail");
            }
            c => quoted.push(c),
        }
    }
    quoted
}

fn is_plain(text: &str, place: Place) -> bool {
    let is_word = matches!(
        text.to_ascii_lowercase().as_str(),
        "null" | "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n" | "nan" | "inf"
    );
    let is_signed = text.contains(": ") || text.contains(" #") || text.ends_with(':');
    let fits = |c: char| match c {
        ',' | '[' | ']' | '{' | '}' => place == Place::Line,
        c => !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'),
    };
    // A colon before a bracket or a quotation mark ends a key where braces are.
    let is_key = place == Place::Brackets && text.contains(':');
    text.starts_with(char::is_alphabetic)
        && text.trim() == text
        && text.chars().all(fits)
        && !is_word
        && !is_signed
        && !is_key
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(text: &str) -> Node {
        Node::Text(text.to_owned())
    }

    #[test]
    fn short_things_stand_in_a_line() {
        let skill = |name: &str| Node::Map(Fields::default().text("name", name).plain("level", 4.5));
        let task = Node::Lines(Fields::default().text("name", "Cut keys.").plain("importance", 4));
        let long = "a title that is repeated often";
        let written = Fields::default()
            .text("title", "Locksmiths: an \"example\"")
            .list("also", [text("Key cutter"), text("Bank, vault")])
            .map("cite", Fields::default().text("source", "study").plain("as_of", "2025-05"))
            .list("skills", [skill("Speaking"), skill("null")])
            .list("tasks", [task])
            .list("long", (0..6).map(|_| text(long)))
            .lines("pay", Fields::default().plain("per", "year").map("percentiles", Fields::default().plain("p50", 1)))
            .map("none", Fields::default())
            .flag("off", false)
            .document("# Note.\n");
        let expected = format!(
            "# Note.\n\
             title: \"Locksmiths: an \\\"example\\\"\"\n\
             also: [Key cutter, \"Bank, vault\"]\n\
             cite: {{source: study, as_of: 2025-05}}\n\
             \n\
             skills:\n  - {{name: Speaking, level: 4.5}}\n  - {{name: \"null\", level: 4.5}}\n\
             \n\
             tasks:\n  - name: Cut keys.\n    importance: 4\n\
             \n\
             long:\n{}\
             \n\
             pay:\n  per: year\n  percentiles: {{p50: 1}}\n",
            format!("  - {long}\n").repeat(6)
        );
        assert_eq!(written, expected);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(texts in prop::collection::vec(any::<String>(), 1..8), key in any::<String>()) {
            // Carriage returns and marks at the start of a text are no content of a report.
            let list = || texts.iter().map(|text| Node::Text(text.clone()));
            let item = Fields::default().text("a", &texts[0]).text("b", &texts[texts.len() - 1]);
            let written = Fields::default()
                .node(&key, Node::Text(texts[0].clone()))
                .list("one", list())
                .list("two", [Node::Map(item.clone()), Node::Lines(item)])
                .document("");
            let read: serde_yaml::Value = serde_yaml::from_str(&written).expect("the text is YAML");
            let strings = |value: &serde_yaml::Value| serde_yaml::from_value::<Vec<String>>(value.clone()).expect("a list of texts");
            if !["one", "two"].contains(&key.as_str()) {
                prop_assert_eq!(read[key.as_str()].as_str(), Some(texts[0].as_str()), "{}", written);
            }
            prop_assert_eq!(&strings(&read["one"]), &texts, "{}", written);
            for item in read["two"].as_sequence().expect("a list") {
                prop_assert_eq!(item["a"].as_str(), Some(texts[0].as_str()));
                prop_assert_eq!(item["b"].as_str(), Some(texts[texts.len() - 1].as_str()));
            }
        }
    }
}

use crate::model::{Date, Scalar};

/// An edition of the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::import) struct Edition {
    /// Its number: `29.3`.
    pub number: String,
    /// The month in which it came out.
    pub date: Date,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The first edition whose occupations have the codes of O*NET-SOC 2019.
const FIRST: (u32, u32) = (25, 1);

impl Edition {
    /// The edition that a text names with its number and its month, such as "O*NET 29.3 Database, May 2025" or "29.3, 2025-05". `None`
    /// where one of them is missing.
    pub fn from_text(text: &str) -> Option<Self> {
        let words: Vec<&str> =
            text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()).collect();
        let number = words.iter().copied().find(|word| parts(word).is_some())?.to_owned();
        let in_words = words.windows(2).find_map(|pair| {
            let month = MONTHS.iter().position(|month| *month == pair[0].to_lowercase())?;
            let year: i16 = pair[1].parse().ok().filter(|year| (1990..=2999).contains(year))?;
            Some(Date::Month(year, month as i8 + 1))
        });
        let in_digits =
            || words.iter().find_map(|word| Date::from_text(word).ok().filter(|date| !matches!(date, Date::Year(_))));
        Some(Self { number, date: in_words.or_else(in_digits)? })
    }

    /// Whether its codes are those of O*NET-SOC 2019.
    pub fn has_known_codes(&self) -> bool {
        parts(&self.number).is_some_and(|number| number >= FIRST)
    }

    /// The id of the database in this edition as a source.
    pub fn source(&self) -> String {
        format!("onet-{}", self.number)
    }
}

/// The two parts of an edition's number.
fn parts(word: &str) -> Option<(u32, u32)> {
    let (major, minor) = word.split_once('.')?;
    let part = |digits: &str| {
        let plain = (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        if plain { digits.parse().ok() } else { None }
    };
    Some((part(major)?, part(minor)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_is_known_by_its_number_and_month() {
        let edition = |text| Edition::from_text(text).map(|edition| (edition.number, edition.date.to_string()));
        let of_may = Some(("29.3".to_owned(), "2025-05".to_owned()));
        assert_eq!(edition("O*NET 29.3 Database\nMay 2025 Release\n---\n\nhttps://www.onetcenter.org/"), of_may);
        assert_eq!(edition("29.3, 2025-05"), of_may);
        for incomplete in
            ["", "O*NET Database, May 2025", "O*NET 29.3 Database", "29.3 in May", "29.3 2025", "é.é May 2025"]
        {
            assert_eq!(edition(incomplete), None, "{incomplete}");
        }
    }

    #[test]
    fn editions_with_older_codes_are_told_apart() {
        let known = |number: &str| Edition { number: number.to_owned(), date: Date::Year(2020) }.has_known_codes();
        assert_eq!(["24.3", "25.0", "25.1", "29.3", "30.0"].map(known), [false, false, true, true, true]);
    }
}

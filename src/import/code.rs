use std::fmt;

/// The name of the classification of O*NET's occupations that this program knows, with its edition.
pub(super) const ONET_SOC: &str = "onet-soc-2019";
/// The name of the classification beneath it.
pub(super) const SOC: &str = "soc-2018";

/// A code of an occupation in O*NET: `15-1252.00`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct OnetCode(String);

/// A code of an occupation in the Standard Occupational Classification: `15-1252`. The last digit of a broad occupation is 0.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct SocCode(String);

/// A code of either kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum JobCode {
    /// Of O*NET.
    Onet(OnetCode),
    /// Of the SOC.
    Soc(SocCode),
}

impl JobCode {
    /// Reads a code, also one that a spreadsheet program has written as a formula: `="15-1252"`.
    pub fn from_text(text: &str) -> Option<Self> {
        let text = text.trim().trim_start_matches('=').trim_matches('"').trim();
        let digits =
            |range: &str, count: usize| range.len() == count && range.bytes().all(|byte| byte.is_ascii_digit());
        let (soc, detail) = match text.split_once('.') {
            Some((soc, detail)) => (soc, Some(detail)),
            None => (text, None),
        };
        let (major, rest) = soc.split_once('-')?;
        if !digits(major, 2) || !digits(rest, 4) {
            return None;
        }
        match detail {
            None => Some(Self::Soc(SocCode(soc.to_owned()))),
            Some(detail) => digits(detail, 2).then(|| Self::Onet(OnetCode(text.to_owned()))),
        }
    }

    /// The classification to which it belongs.
    pub fn scheme(&self) -> &'static str {
        match self {
            Self::Onet(_) => ONET_SOC,
            Self::Soc(_) => SOC,
        }
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Onet(code) => code.as_str(),
            Self::Soc(code) => code.as_str(),
        }
    }
}

impl OnetCode {
    /// Reads a code.
    pub fn from_text(text: &str) -> Option<Self> {
        match JobCode::from_text(text)? {
            JobCode::Onet(code) => Some(code),
            JobCode::Soc(_) => None,
        }
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The code of the SOC that it divides.
    pub fn soc(&self) -> SocCode {
        SocCode(self.0[..7].to_owned())
    }

    /// Whether it is the one that bears the title of its SOC code.
    pub fn is_whole(&self) -> bool {
        self.0.ends_with(".00")
    }

    /// The two digits of its major group.
    pub fn major(&self) -> &str {
        &self.0[..2]
    }
}

impl SocCode {
    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Codes that stand for this one and others together, nearest first: those that the U.S. statistics make of several occupations, then
    /// the broad occupation.
    pub fn wider(&self) -> Vec<Self> {
        let joined = JOINED.iter().filter(|(_, parts)| parts.contains(&self.as_str())).map(|(code, _)| *code);
        let broad = format!("{}0", &self.0[..6]);
        joined.map(str::to_owned).chain([broad]).filter(|code| *code != self.0).map(Self).collect()
    }
}

/// Occupations that the U.S. wage statistics and employment projections publish together under a code of their own, which is not that of
/// a broad occupation. Both state it in the lists of their occupations.
const JOINED: [(&str, &[&str]); 5] = [
    ("21-1018", &["21-1011", "21-1014"]),
    ("25-2052", &["25-2055", "25-2056"]),
    ("25-9045", &["25-9042", "25-9043", "25-9049"]),
    ("51-2028", &["51-2022", "51-2023"]),
    ("53-1047", &["53-1042", "53-1043", "53-1044", "53-1049"]),
];

impl fmt::Display for OnetCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for SocCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_in_the_forms_that_files_have() {
        let read = |text| JobCode::from_text(text).map(|code| (code.scheme(), code.as_str().to_owned()));
        assert_eq!(read(" 15-1252.00 "), Some((ONET_SOC, "15-1252.00".to_owned())));
        assert_eq!(read("15-1252"), Some((SOC, "15-1252".to_owned())));
        assert_eq!(read("=\"15-1252\""), Some((SOC, "15-1252".to_owned())));
        for wrong in ["", "15", "151252", "15-12", "15-1252.0", "15-1252.000", "15-125é", "1é-1252", "15-1252.é"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_code_is_looked_for_under_wider_ones() {
        let wider = |text: &str| {
            let codes = SocCode(text.to_owned()).wider();
            codes.iter().map(|code| code.as_str().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(wider("13-1021"), ["13-1020"]);
        assert_eq!(wider("53-1043"), ["53-1047", "53-1040"]);
        assert!(wider("13-1020").is_empty());
    }
}

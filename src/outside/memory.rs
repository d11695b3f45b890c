use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use jiff::civil;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::model::{Date, Scalar};
use crate::source::replace;

/// For so many days a good answer is believed.
const DAYS: i32 = 7;

/// The addresses that answered well, and when.
pub(super) struct Memory {
    today: civil::Date,
    /// What the file says.
    known: BTreeMap<String, civil::Date>,
    /// What it is to say: good answers to addresses that the site still has.
    kept: BTreeMap<String, civil::Date>,
}

/// The file.
#[derive(Default, Serialize, Deserialize)]
struct File {
    /// Days by address.
    good: BTreeMap<String, String>,
}

impl Memory {
    /// Reads the file. One that is not there, or that says anything but what this program writes, is as one that is empty; so is an answer
    /// that is too old, or from the future.
    pub fn read(path: &Path, today: civil::Date) -> Self {
        let file: File = fs::read(path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        let known = file.good.into_iter().filter_map(|(address, day)| match Date::from_text(&day) {
            Ok(Date::Day(day)) if (0..DAYS).contains(&(today - day).get_days()) => Some((address, day)),
            _ => None,
        });
        Self { today, known: known.collect(), kept: BTreeMap::new() }
    }

    /// Whether an address answered well some days ago.
    pub fn is_good(&mut self, url: &Url) -> bool {
        let Some((address, day)) = self.known.remove_entry(url.as_str()) else { return false };
        self.kept.insert(address, day);
        true
    }

    /// Remembers that an address answered well today.
    pub fn keep(&mut self, url: &Url) {
        self.kept.insert(url.as_str().to_owned(), self.today);
    }

    /// Writes the file. Its folder tells version control to leave it out.
    pub fn write(&self, path: &Path) -> io::Result<()> {
        if self.kept.is_empty() && !path.exists() {
            return Ok(());
        }
        let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
        if !folder.exists() {
            fs::create_dir_all(folder)?;
            fs::write(folder.join(".gitignore"), "*\n")?;
        }
        let good = self.kept.iter().map(|(address, day)| (address.clone(), day.to_string())).collect();
        let mut bytes = serde_json::to_vec_pretty(&File { good })?;
        bytes.push(b'\n');
        replace(path, &bytes)
    }
}

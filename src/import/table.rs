use std::ops::{Range, RangeInclusive};

use csv::StringRecord;

use super::findings::Findings;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::{Invalid, Scalar, Text};

/// A file with a table in it, separated by tabs, commas or semicolons, with its first line as header.
pub(super) struct DataFile {
    /// How it was named.
    pub name: String,
    /// Its text, without a byte-order mark.
    pub text: String,
}

/// What stands in a cell that holds no value.
const NO_VALUE: [&str; 8] = ["", "n/a", "na", "*", "**", "-", "–", "—"];

impl DataFile {
    /// A file by its bytes.
    ///
    /// # Errors
    /// A fault and the text that it stands in, where the bytes are no text.
    pub fn of(name: String, bytes: Vec<u8>) -> Result<Self, Box<(Diagnostic, String)>> {
        if bytes.starts_with(b"PK\x03\x04") {
            let fault = Diagnostic::new(Code::UnusableData, name, Place::File, "this is a workbook or an archive")
                .help("unpack it, or save its sheet as CSV with the encoding UTF-8, and name that file");
            return Err(Box::new((fault, String::new())));
        }
        match String::from_utf8(bytes) {
            Ok(text) => {
                let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
                Ok(Self { name, text })
            }
            Err(error) => {
                let start = error.utf8_error().valid_up_to();
                let place = Place::Bytes(start..start + char::REPLACEMENT_CHARACTER.len_utf8());
                let fault = Diagnostic::new(Code::NotUtf8, name, place, "the file is not UTF-8 from here on")
                    .help("save the file with the encoding UTF-8");
                Err(Box::new((fault, String::from_utf8_lossy(error.as_bytes()).into_owned())))
            }
        }
    }

    /// The sign between the cells: the one of which the first line has most.
    fn separator(&self) -> u8 {
        let first = self.text.lines().next().unwrap_or_default();
        let count = |sign: &u8| first.bytes().filter(|byte| byte == sign).count();
        // Of two that stand equally often the last would be taken.
        [b';', b',', b'\t'].into_iter().max_by_key(count).expect("there are three")
    }
}

/// The header of a file.
pub(super) struct Table<'f> {
    file: &'f DataFile,
    separator: u8,
    /// The names of the columns as they are written.
    pub header: Vec<String>,
}

/// The position of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Column(usize);

impl<'f> Table<'f> {
    /// The table in a file.
    pub fn of(file: &'f DataFile) -> Self {
        let separator = file.separator();
        let mut header = StringRecord::new();
        let read = reader(file, separator).read_record(&mut header);
        let header = if matches!(read, Ok(true)) { header.iter().map(one_line).collect() } else { Vec::new() };
        Self { file, separator, header }
    }

    /// The first column of which the name is one of these, whatever its case, spaces and signs.
    pub fn find(&self, names: &[&str]) -> Option<Column> {
        let found = |name: &&str| self.header.iter().position(|column| folded(column) == folded(name));
        names.iter().find_map(found).map(Column)
    }

    /// The first column whose name holds all of these words.
    pub fn holding(&self, words: &[&str]) -> Option<Column> {
        let holds = |column: &String| words.iter().all(|word| folded(column).contains(&folded(word)));
        self.header.iter().position(holds).map(Column)
    }

    /// The name of a column as it is written.
    pub fn name(&self, column: Column) -> &str {
        &self.header[column.0]
    }

    /// Columns that are needed, each by any of its names. `None` where one is missing; a fault says which.
    pub fn needed<const N: usize>(&self, names: [&[&str]; N], findings: &mut Findings) -> Option<[Column; N]> {
        let found = names.map(|names| self.find(names));
        let missing = found.iter().zip(names).filter(|(found, _)| found.is_none()).map(|(_, names)| names[0]);
        self.report_missing(&missing.collect::<Vec<_>>(), findings);
        found.iter().all(Option::is_some).then(|| found.map(|found| found.expect("each was found")))
    }

    /// Notes that columns are missing.
    pub fn report_missing(&self, missing: &[&str], findings: &mut Findings) {
        if missing.is_empty() {
            return;
        }
        let listed = |names: &[&str]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let message = match missing {
            [one] => format!("the file has no column `{one}`"),
            several => format!("the file has no columns {}", listed(several)),
        };
        let header: Vec<&str> = self.header.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
        let help = match header.as_slice() {
            [] => "its first line has to name the columns, and is empty".to_owned(),
            // A file of another kind can have any number.
            names if names.len() > 40 => {
                format!("its columns are {} and {} more", listed(&names[..40]), names.len() - 40)
            }
            names => format!("its columns are {}", listed(names)),
        };
        findings.fault(Diagnostic::new(Code::MissingColumn, &self.file.name, Place::File, message).help(help));
    }

    /// A fault of the file as a whole.
    pub fn unusable(&self, message: impl Into<String>, help: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Code::UnusableData, &self.file.name, Place::File, message).help(help)
    }

    /// Takes every row below the header; notes what is wrong with those that cannot be taken. Says how many rows there are.
    pub fn each(&self, findings: &mut Findings, mut take: impl FnMut(&Row<'_>) -> Result<(), Diagnostic>) -> usize {
        let mut reader = reader(self.file, self.separator);
        let mut record = StringRecord::new();
        let mut rows: usize = 0;
        // The text is UTF-8 and rows may have any length, so that nothing but the end stops the reader.
        while let Ok(true) = reader.read_record(&mut record) {
            let start = record.position().map_or(0, |at| usize::try_from(at.byte()).unwrap_or(usize::MAX));
            rows += 1;
            if rows == 1 {
                continue;
            }
            let row = Row { table: self, record: &record, start };
            let taken = row.check_length().and_then(|()| take(&row));
            if let Err(fault) = taken {
                findings.fault(fault);
            }
        }
        rows.saturating_sub(1)
    }
}

fn reader(file: &DataFile, separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(file.text.as_bytes())
}

/// One row of a table.
pub(super) struct Row<'r> {
    table: &'r Table<'r>,
    record: &'r StringRecord,
    /// The offset of its first byte, or of the line break before it.
    start: usize,
}

impl<'r> Row<'r> {
    fn check_length(&self) -> Result<(), Diagnostic> {
        let (found, wanted) = (self.record.len(), self.table.header.len());
        let over = self.record.iter().skip(wanted).all(|cell| cell.trim().is_empty());
        if found == wanted || (found > wanted && over) {
            return Ok(());
        }
        let cells = if found == 1 { "1 cell".to_owned() } else { format!("{found} cells") };
        let first = self.range(Column(0));
        let fault = self.fault_at(first, format!("the row has {cells}, and the header {wanted}"));
        let lines = self.record.iter().any(|cell| cell.contains('\n'));
        Err(if lines { fault.help("look for a quotation mark that is not closed") } else { fault })
    }

    /// The text of a cell without space around it.
    pub fn cell(&self, column: Column) -> &'r str {
        self.record.get(column.0).unwrap_or_default().trim()
    }

    /// The text of a cell of a column that a file may lack; empty where it does.
    pub fn optional(&self, column: Option<Column>) -> &'r str {
        column.map_or("", |column| self.cell(column))
    }

    /// A text in one line that is not empty.
    ///
    /// # Errors
    /// When the cell is empty, or holds what no text may.
    pub fn text(&self, column: Column) -> Result<String, Diagnostic> {
        let text = one_line(self.cell(column));
        match Text::new(&text) {
            Ok(_) => Ok(text),
            Err(invalid) => Err(self.invalid(column, invalid)),
        }
    }

    /// A text in one line; `None` where the cell is empty.
    ///
    /// # Errors
    /// When the cell holds what no text may.
    pub fn text_or_none(&self, column: Option<Column>) -> Result<Option<String>, Diagnostic> {
        match column.filter(|column| !self.cell(*column).is_empty()) {
            Some(column) => self.text(column).map(Some),
            None => Ok(None),
        }
    }

    /// A number within a range; `None` where the cell holds none, or one of the marks that stand for no value. Separators of thousands
    /// are taken out.
    ///
    /// # Errors
    /// When the cell holds something else, or a number out of the range.
    pub fn number(&self, column: Column, range: RangeInclusive<f64>) -> Result<Option<f64>, Diagnostic> {
        let cell = self.cell(column);
        if NO_VALUE.contains(&cell.to_lowercase().as_str()) {
            return Ok(None);
        }
        let digits = cell.replace([',', '\u{a0}', '\u{202f}', ' '], "").replace('\u{2212}', "-");
        let number =
            digits.strip_suffix('%').unwrap_or(&digits).parse::<f64>().ok().filter(|number| number.is_finite());
        match number {
            Some(number) if range.contains(&number) => Ok(Some(number)),
            Some(_) => {
                let (from, to) = (range.start(), range.end());
                let what =
                    if to.is_finite() { format!("a number from {from} to {to}") } else { format!("{from} or more") };
                Err(self.fault(column, format!("`{cell}` is out of range")).help(format!("this is {what}")))
            }
            None => Err(self.fault(column, format!("expected a number, found `{}`", shortened(cell)))),
        }
    }

    /// Whether a cell says yes. An empty one, and a column that the file lacks, say no.
    ///
    /// # Errors
    /// When the cell says neither yes nor no.
    pub fn is_yes(&self, column: Option<Column>) -> Result<bool, Diagnostic> {
        let Some(column) = column else { return Ok(false) };
        match self.cell(column).to_lowercase().as_str() {
            "y" | "yes" | "true" => Ok(true),
            "" | "n" | "no" | "false" | "n/a" => Ok(false),
            _ => Err(self.fault(column, format!("expected `Y` or `N`, found `{}`", shortened(self.cell(column))))),
        }
    }

    /// A value of the model.
    ///
    /// # Errors
    /// When the cell breaks a rule of the type.
    pub fn scalar<T: Scalar>(&self, column: Column) -> Result<T, Diagnostic> {
        T::from_text(self.cell(column)).map_err(|invalid| self.invalid(column, invalid))
    }

    /// What is wrong with a cell.
    pub fn fault(&self, column: Column, message: impl Into<String>) -> Diagnostic {
        self.fault_at(self.range(column), message)
    }

    fn invalid(&self, column: Column, invalid: Invalid) -> Diagnostic {
        let column_name = self.table.name(column);
        let fault = self.fault(column, format!("in the column `{column_name}`: {}", invalid.message));
        match invalid.help {
            // How a text is mended in YAML says nothing here.
            Some(help) if invalid.code != Code::EmptyText => fault.help(help),
            _ => fault,
        }
    }

    fn fault_at(&self, range: Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Code::BrokenRow, &self.table.file.name, Place::Bytes(range), message)
    }

    /// The bytes of a cell, with its quotation marks.
    fn range(&self, column: Column) -> Range<usize> {
        let text = &self.table.file.text;
        let bytes = text.as_bytes();
        let mut at = self.start.min(bytes.len());
        while matches!(bytes.get(at), Some(b'\r' | b'\n')) {
            at += 1;
        }
        for _ in 0..column.0 {
            at = self.end_of_cell(at);
            if bytes.get(at) != Some(&self.table.separator) {
                break;
            }
            at += 1;
        }
        let end = self.end_of_cell(at);
        let blank = text[at..end].len() - text[at..end].trim_start().len();
        if blank == end - at { at..end } else { at + blank..end }
    }

    fn end_of_cell(&self, start: usize) -> usize {
        let bytes = self.table.file.text.as_bytes();
        let mut at = start;
        let mut quoted = bytes.get(at) == Some(&b'"');
        if quoted {
            at += 1;
        }
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'"' if quoted => quoted = false,
                // Two of them stand for one.
                b'"' if at > start && bytes[at - 1] == b'"' && bytes[start] == b'"' => quoted = true,
                b'\r' | b'\n' if !quoted => break,
                byte if !quoted && byte == self.table.separator => break,
                _ => {}
            }
            at += 1;
        }
        at
    }
}

/// A text with single spaces in place of every run of white space.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The letters and digits of a name, in lower case.
fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The beginning of a cell that is too long to be quoted.
fn shortened(cell: &str) -> String {
    match cell.char_indices().nth(60) {
        Some((end, _)) => format!("{} …", one_line(&cell[..end])),
        None => one_line(cell),
    }
}

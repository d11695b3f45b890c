//! The file in which a build keeps what was parsed: bytes that nobody wrote, and a sound file that something befell.

use std::path::PathBuf;
use std::sync::{LazyLock, Mutex, PoisonError};

use foretask::build::{BuildError, BuildOptions, Site, Workshop};
use foretask::parse::Shelf;
use foretask::parse::fuzz::{self, put_shelf, shelf_in, sound_shelf};
use foretask::plan::Output;
use foretask::render::{OutputError, Press};
use tempfile::TempDir;

/// What a record begins with.
const MARK: &[u8] = b"said";

/// The lengths of the parts of a record and of its head.
const LENGTHS: [usize; 8] = [1, 4, 16, 20, 32, 36, 40, 76];

static SOUND: LazyLock<Vec<u8>> = LazyLock::new(sound_shelf);
static KEPT: LazyLock<Mutex<Kept>> = LazyLock::new(|| Mutex::new(Kept::new()));

/// The first byte says whether the others are the file, the file behind a right head, or what befalls a sound file.
pub fn shelf(bytes: &[u8]) {
    let Some((way, bytes)) = bytes.split_first() else { return };
    match way % 3 {
        0 => fuzz::shelf(bytes),
        1 => {
            let head = SOUND.iter().position(|byte| *byte == b'\n').map_or(0, |at| at + 1);
            fuzz::shelf(&[&SOUND[..head], bytes].concat());
        }
        _ => fuzz::shelf(&befallen(&SOUND, bytes)),
    }
}

/// What befalls the file of a site: the site stays as it is.
pub fn kept(bytes: &[u8]) {
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    let file = befallen(&kept.sound, bytes);
    kept.expect_same_on(&file);
}

/// A file in which bytes were changed, cut off, taken out, exchanged, written over by others and repeated, as eight bytes each time say.
fn befallen(sound: &[u8], what: &[u8]) -> Vec<u8> {
    let mut file = sound.to_vec();
    for step in what.chunks_exact(8) {
        let records: Vec<usize> =
            file.windows(MARK.len()).enumerate().filter(|(_, w)| *w == MARK).map(|(at, _)| at).collect();
        // In the whole file, or from the beginning of a record on.
        let place = |high: u8, low: u8| match (step[0] & 0x80, records.len()) {
            (0, _) | (_, 0) => usize::from(u16::from_be_bytes([high, low])) % file.len().max(1),
            (_, count) => (records[usize::from(high) % count] + usize::from(low)).min(file.len()),
        };
        let (at, from) = (place(step[1], step[2]), place(step[3], step[4]));
        let length = if step[0] & 0x40 == 0 { usize::from(step[5]) } else { LENGTHS[usize::from(step[5]) % 8] };
        let rest = file.len() - at.max(from);
        let length = length.min(rest);
        match step[0] % 8 {
            0 => file[at..at + length].iter_mut().for_each(|byte| *byte ^= step[6]),
            1 => file[at..at + length].fill(step[6]),
            2 => file.truncate(at),
            3 => drop(file.drain(at..at + length)),
            4 => (0..length).for_each(|step| file.swap(at + step, from + step)),
            5 => file.copy_within(from..from + length, at),
            6 => {
                let piece = file[from..from + length].to_vec();
                file.splice(at..at, piece);
            }
            _ => file.extend_from_slice(&step[1..]),
        }
    }
    file
}

/// A site, what comes of it, and the file that was kept of it.
struct Kept {
    folder: TempDir,
    /// What is known of the site without that file.
    workshop: Workshop,
    press: Press,
    sound: Vec<u8>,
    said: Vec<String>,
}

impl Kept {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let root: PathBuf = [env!("CARGO_MANIFEST_DIR"), "..", "tests", "sites", "layers"].iter().collect();
        let mut workshop = Workshop::new(&root, BuildOptions::default());
        let site = workshop.site().expect("the site has no faults");
        let press = site.press().expect("its templates have none");
        let said = said(&site, &press).expect("it is in memory");
        let mut kept = Self { folder, workshop, press, sound: Vec::new(), said };
        let first = kept.on_shelf().expect("nothing is damaged");
        assert_eq!(first, kept.said);
        kept.sound = shelf_in(kept.folder.path());
        kept
    }

    /// What comes of the site with a file is what comes of it without.
    fn expect_same_on(&mut self, file: &[u8]) {
        put_shelf(self.folder.path(), file);
        let said = self.on_shelf().expect("what is damaged is forgotten");
        assert!(said == self.said, "another site came of it");
    }

    /// What comes of the site on the shelf in the folder; as in a build, a damaged one is forgotten once.
    fn on_shelf(&mut self) -> Result<Vec<String>, BuildError> {
        let mut once = || {
            let shelf = Shelf::kept_in(self.folder.path());
            let mut workshop = std::mem::take(&mut self.workshop).on(shelf.clone());
            let said = workshop.site().and_then(|site| said(&site, &self.press));
            // The file is given free.
            self.workshop = workshop.on(Shelf::default());
            (said, shelf.forget_if_damaged())
        };
        match once() {
            (Err(BuildError::Read(_)), true) => once().0,
            (said, _) => said,
        }
    }
}

/// What reports say, and the outputs that are made of what was put aside.
fn said(site: &Site, press: &Press) -> Result<Vec<String>, BuildError> {
    let Site { corpus, .. } = site;
    let mut said = vec![format!("{:?} {:?}", corpus.cards(), corpus.digests)];
    for report in corpus.reports() {
        said.push(format!("{:?} {:?}", corpus.relations(report), corpus.body(report)?));
    }
    let renderer = site.renderer(press);
    for (path, output) in site.plan.outputs().iter().filter(|(_, output)| matches!(output, Output::Table(_))) {
        match site.bytes(&renderer, path, *output) {
            Ok(bytes) => said.push(String::from_utf8(bytes).expect("tables are text")),
            Err(OutputError::Read(error)) => return Err(error.into()),
            Err(OutputError::Fault(fault)) => panic!("{fault:?}"),
        }
    }
    Ok(said)
}

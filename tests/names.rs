//! Names of files that some file system cannot have, or takes for one: each is refused with its place and a way to mend it, and nothing is
//! ever written outside the output. The names are such as only Linux takes.
#![cfg(target_os = "linux")]

mod support;

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::{fs, iter};

use foretask::diagnostic::Code;
use foretask::source::WORK_FOLDER;
use support::{Site, files_below, foretask};

const REPORT: &str = "title: Foghorn Tuner\nindustry: sea\nsummary: Tunes foghorns.\n";
const PAGE: &str = "---\ntitle: About\nsummary: About us.\n---\n\nWords.\n";

/// The faults of a site with further files: the code, the file and the message of each.
fn faults(files: &[(&str, &str)]) -> Vec<(Code, String, String)> {
    let site = files.iter().fold(Site::minimal(), |site, (path, text)| site.file(path, text));
    // What was parsed is put aside in a folder of the site's own, whatever comes of the build.
    let files = || {
        let mut files = files_below(&site.root().join(".."));
        files.retain(|path| !path.components().any(|part| part.as_os_str() == WORK_FOLDER));
        files
    };
    let before = files();
    let found = site.faults().into_iter().map(|fault| {
        assert!(fault.help.is_some(), "{}: no way to mend it", fault.message);
        (fault.code, fault.file, fault.message)
    });
    let found = found.collect();
    assert_eq!(files(), before, "a refused site left something behind");
    found
}

/// Fails unless further files are one fault, in this file, whose message holds these words.
fn refused(files: &[(&str, &str)], code: Code, file: &str, words: &str) {
    let found = faults(files);
    let [(found_code, found_file, message)] = found.as_slice() else { panic!("{files:?}: {found:?}") };
    assert_eq!((*found_code, found_file.as_str()), (code, file), "{message}");
    assert!(message.contains(words), "{message}");
}

#[test]
fn names_that_some_system_cannot_have_are_refused() {
    let long = "a".repeat(250);
    let stems = [
        "Abc", "a b", "a_b", "a..", "-a", "a.", "a ", "é", "e\u{301}", "aux", "com1", "nul", &long, "a\\b", "c:", "a*",
        "%2e%2e", "日本",
    ];
    for stem in stems {
        for (folder, ending, text) in [
            ("content/occupations", "yaml", REPORT),
            ("content/imported/occupations", "yaml", REPORT),
            ("content/articles", "md", PAGE),
            ("content/pages", "md", PAGE),
        ] {
            let file = format!("{folder}/{stem}.{ending}");
            refused(&[(&file, text)], Code::InvalidFileName, &file, "becomes the address of the page, but");
        }
    }
    let long = format!("{}.png", "a".repeat(251));
    for (name, words) in [
        ("aux", "Windows keeps the name `aux` for a device"),
        ("img/Nul.tar.gz", "Windows keeps the name `Nul.tar.gz`"),
        ("a.", "ends with a dot or a space"),
        ("folder /a", "`folder ` ends with a dot or a space"),
        ("up\\..\\a", "holds `\\`"),
        ("C:a", "holds `:`"),
        ("what?", "holds `?`"),
    ] {
        for folder in ["static", "static/root", "templates"] {
            let file = format!("{folder}/{name}");
            refused(&[(&file, "x")], Code::InvalidFileName, &file, words);
        }
    }
    refused(&[(&format!("static/{long}"), "x")], Code::InvalidFileName, &format!("static/{long}"), "has 255 bytes");
    let id = |id: &str| format!("{id}: {{name: Lens, summary: A lens.}}\n");
    for wrong in
        ["aux", "com1.2", "con.x", "\"..\"", "\"a/b\"", "/etc/passwd", "\"../../a\"", "Abc", "\"a\\0b\"", "\"\""]
    {
        let found = faults(&[("content/tools.yaml", &id(wrong))]);
        assert_eq!(found.len(), 1, "{wrong}: {found:?}");
        assert_eq!(found[0].1, "content/tools.yaml");
    }
}

#[test]
fn names_with_characters_that_are_not_seen_are_refused_and_never_printed() {
    for sign in
        ['\u{1}', '\n', '\u{1b}', '\u{7f}', '\u{9b}', '\u{202e}', '\u{2066}', '\u{200f}', '\u{feff}', '\u{2028}']
    {
        for (folder, text) in
            [("content/occupations", REPORT), ("static", "x"), ("static/root", "x"), ("templates/sections", "x")]
        {
            let file = format!("{folder}/a{sign}b.yaml");
            let words = format!("U+{:04X}", u32::from(sign));
            refused(&[(&file, text)], Code::InvalidFileName, &file, &words);
        }
        let site = Site::minimal().file(&format!("static/root/a{sign}b"), "x");
        for format in ["human", "github"] {
            let run = foretask().args(["build", "--format", format, "--root"]).arg(site.root()).output();
            let run = run.expect("the program starts");
            let printed = String::from_utf8([run.stdout, run.stderr].concat()).expect("the program prints UTF-8");
            let line = printed.lines().find(|line| line.contains("static/root/")).expect("the file is named");
            assert!(line.contains(&format!("static/root/a\\u{{{:x}}}b", u32::from(sign))), "{line}");
            assert!(sign == '\n' || !printed.contains(sign), "{printed:?}");
        }
    }
}

#[test]
fn a_name_that_is_no_text_is_refused() {
    for folder in ["content/occupations", "static", "static/root", "templates"] {
        let site = Site::minimal();
        let folder = site.root().join(folder);
        fs::create_dir_all(&folder).expect("the test's folder is its own");
        fs::write(folder.join(OsStr::from_bytes(b"a\xff.yaml")), REPORT).expect("the test's folder is its own");
        let found = site.faults();
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].code, found[0].message.as_str()), (Code::InvalidFileName, "the file name is not Unicode"));
    }
}

#[test]
fn names_that_are_one_on_some_systems_are_refused_with_both_places() {
    for folder in ["static", "static/root", "templates"] {
        for (one, other, named, words) in [
            ("A.txt", "a.txt", "a.txt", "`{}/A.txt` only in capitals"),
            ("img/A.txt", "img/a.txt", "img/a.txt", "`{}/img/A.txt` only in capitals"),
            ("Img/a.txt", "img/b.txt", "img", "`{}/Img` only in capitals"),
            ("e\u{301}", "\u{e9}", "\u{e9}", "`{}/e\u{301}` only in how accented letters are encoded"),
            ("straSSe", "stra\u{df}e", "stra\u{df}e", "`{}/straSSe` only in letters"),
        ] {
            let (one, other) = (format!("{folder}/{one}"), format!("{folder}/{other}"));
            let words = words.replace("{}", folder);
            refused(&[(&one, "1"), (&other, "2")], Code::InvalidFileName, &format!("{folder}/{named}"), &words);
        }
    }
    refused(&[("static/Root/a", "x")], Code::InvalidFileName, "static/Root", "small letters");
}

#[test]
fn outputs_that_are_one_on_some_systems_are_refused_with_both_places() {
    let page = ("content/pages/about.md", PAGE);
    for (file, words) in [
        ("static/root/about/index.html", "`/about/index.html` is wanted twice: here and by `content/pages/about.md`"),
        ("static/root/About/INDEX.html", "is wanted twice: here and by `content/pages/about.md`"),
        ("static/root/about", "a file and a folder: here and by `content/pages/about.md`"),
        ("static/root/ABOUT", "a file and a folder: here and by `content/pages/about.md`"),
        ("static/root/about/index.html/a", "a file and a folder: here and by `content/pages/about.md`"),
        ("static/root/About/a.txt", "one on many systems and two on others: here and by `content/pages/about.md`"),
        ("static/root/FEED.xml", "is wanted twice: here and by a page of the theme"),
        ("static/root/feed.xml/a", "a file and a folder: here and by a page of the theme"),
        (
            "static/root/occupations/Lighthouse-Keeper.json",
            "wanted twice: here and by `content/occupations/lighthouse-keeper.yaml`",
        ),
        ("static/root/Occupations/a", "one on many systems"),
        ("static/root/asset\u{17f}/a", "one on many systems"),
    ] {
        refused(&[page, (file, "x")], Code::AddressCollision, file, words);
    }
    let site = Site::minimal().file("static/root/about.txt", "x").file("static/root/occupations/extra/a.txt", "x");
    site.build();
}

#[test]
fn a_redirect_is_written_nowhere_but_in_its_folder() {
    for alias in
        ["..", "../../a", "/etc/passwd", "a/b", "nul", "Lighthouse", "\"\\0\"", "\"a\\u202eb\"", "lighthouse-keeper"]
    {
        let report = format!("{REPORT}aliases: [{alias}]\n");
        let found = faults(&[("content/occupations/foghorn-tuner.yaml", &report)]);
        assert_eq!(found.len(), 1, "{alias}: {found:?}");
        assert_eq!(found[0].1, "content/occupations/foghorn-tuner.yaml");
    }
}

#[test]
fn long_names_that_fit_are_published() {
    let slug = "a".repeat(200);
    let folders = iter::repeat_n("b".repeat(100), 8).collect::<Vec<_>>().join("/");
    let root_file = format!("{folders}/{}", "c".repeat(255));
    let site = Site::minimal()
        .file(&format!("content/occupations/{slug}.yaml"), REPORT)
        .file(&format!("static/{}.txt", "d".repeat(240)), "x")
        .file(&format!("static/root/{root_file}"), "x");
    let dist = site.build();
    for path in [format!("occupations/{slug}/index.html"), format!("occupations/{slug}.json"), root_file] {
        assert!(dist.folder().join(&path).is_file(), "{path}");
    }
}

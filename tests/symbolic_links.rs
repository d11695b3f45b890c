//! Links, pipes and devices in a site's folder: what leads out of it is refused unless the site says otherwise, and nothing is waited for.
#![cfg(unix)]

mod support;

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use foretask::build::{BuildError, BuildOptions, build};
use foretask::diagnostic::Code;
use support::{Preview, Site, files_in, read};
use tempfile::TempDir;

const REPORT: &str = "title: Foghorn Tuner\nindustry: sea\nsummary: Tunes foghorns.\n";
const FOUR: [&str; 4] = ["content/articles", "templates/sections", "static/img", "static/root/files"];

/// A folder outside of every site, with a report, a picture and a template.
fn outside() -> TempDir {
    let folder = TempDir::with_prefix("foretask-outside-").expect("tests can make temporary folders");
    for (name, text) in
        [("foghorn-tuner.yaml", REPORT), ("lamp.svg", "<svg/>"), ("inner/more.txt", "more"), ("404.html", "nowhere")]
    {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it stands in a folder")).expect("the test's folder is its own");
        fs::write(path, text).expect("the test's folder is its own");
    }
    folder
}

fn link(site: &Site, at: &str, target: impl AsRef<Path>) {
    let path = site.root().join(at);
    fs::create_dir_all(path.parent().expect("it stands in a folder")).expect("the test's folder is its own");
    symlink(target, path).expect("the test's folder is its own");
}

fn following(paths: &str) -> Site {
    Site::minimal().line("content/site.yaml", &format!("follow: [{paths}]"))
}

/// Fails unless the site has one fault, in this file, whose message holds these words and which can be mended.
fn refused(site: &Site, file: &str, words: &str) {
    let found = site.faults();
    let [fault] = found.as_slice() else { panic!("{file}: {found:?}") };
    assert_eq!((fault.code, fault.file.as_str()), (Code::MisplacedFile, file), "{}", fault.message);
    assert!(fault.message.contains(words), "{}", fault.message);
    assert!(fault.help.is_some(), "{}", fault.message);
    assert!(!site.out().exists());
}

#[test]
fn links_that_lead_out_are_refused() {
    let outside = outside();
    let long_way_round = Path::new("../../../../../../../../../../../..");
    for folder in FOUR {
        for target in [
            outside.path().to_owned(),
            outside.path().join("lamp.svg"),
            PathBuf::from("/"),
            PathBuf::from("/proc/self"),
            PathBuf::from("/dev/zero"),
            PathBuf::from("/etc/passwd"),
            long_way_round.join("etc/passwd"),
            PathBuf::from("../../../.."),
        ] {
            let site = Site::minimal();
            let at = format!("{folder}/x");
            link(&site, &at, target);
            refused(&site, &at, "leads out of the site's folder");
        }
        // A link to a link, of which only the second leads out.
        let site = Site::minimal();
        let at = format!("{folder}/x");
        link(&site, ".hidden", outside.path());
        link(&site, &at, site.root().join(".hidden/inner"));
        refused(&site, &at, "leads out of the site's folder");
    }
}

#[test]
fn the_folders_of_a_site_are_its_own() {
    let outside = outside();
    for folder in ["templates", "static", "static/root"] {
        let site = Site::minimal();
        link(&site, folder, outside.path());
        refused(&site, folder, "leads out of the site's folder");
    }
    // Where the content lies elsewhere, so does the file that would say that it may.
    let site = Site::minimal();
    let content = outside.path().join("content");
    fs::rename(site.root().join("content"), &content).expect("both are in the folder for temporary files");
    link(&site, "content", &content);
    let found = site.faults();
    assert!(found.iter().any(|fault| fault.file == "content" && fault.message.contains("leads out")), "{found:?}");
    for (path, said) in [
        ("content", "the site's own folder"),
        ("content/site.yaml", "the site's own folder"),
        ("dist", "its path from"),
        ("static/../..", "its path from"),
        ("/etc", "its path from"),
        ("static//a", "its path from"),
    ] {
        let found = following(path).faults();
        assert_eq!((found.len(), found[0].code), (1, Code::UnknownWord), "{found:?}");
        assert!(found[0].help.as_ref().is_some_and(|help| help.contains(said)), "{found:?}");
    }
    let site = Site::minimal();
    site.rename("content/site.yaml", "site.yaml");
    fs::rename(site.root().join("site.yaml"), outside.path().join("site.yaml")).expect("both are temporary");
    link(&site, "content/site.yaml", outside.path().join("site.yaml"));
    let found = site.faults();
    assert!(
        found.iter().any(|fault| fault.file == "content/site.yaml" && fault.code == Code::MisplacedFile),
        "{found:?}"
    );
}

#[test]
fn links_in_a_circle_and_to_nowhere_are_refused() {
    for folder in FOUR {
        for (target, words) in [
            ("x", "leads back"),
            (".", "leads back"),
            ("..", "leads back"),
            ("nowhere", "leads nowhere"),
            ("/no/such/file", "leads nowhere"),
        ] {
            let site = Site::minimal();
            let at = format!("{folder}/x");
            link(&site, &at, target);
            refused(&site, &at, words);
        }
    }
    // Two folders that show each other.
    let site = Site::minimal();
    link(&site, "static/a/b", "../b");
    link(&site, "static/b/a", "../a");
    let found = site.faults();
    let files: Vec<&str> = found.iter().map(|fault| fault.file.as_str()).collect();
    assert_eq!(files, ["static/a/b/a", "static/b/a/b"]);
    assert!(found.iter().all(|fault| fault.message.contains("leads back")), "{found:?}");
}

#[test]
fn links_that_show_folders_again_and_again_come_to_an_end() {
    let site = Site::minimal();
    for level in 0..40 {
        for name in ["left", "right"] {
            link(&site, &format!("static/{level:02}/{name}"), format!("../{:02}", level + 1));
        }
    }
    site.write("static/40/end.txt", "x");
    let found = site.faults();
    assert!(found.iter().all(|fault| fault.message.contains("again and again")), "{:?}", found[0]);
}

#[test]
fn pipes_sockets_and_devices_are_refused_and_never_opened() {
    for folder in FOUR {
        let site = Site::minimal();
        let at = site.root().join(folder);
        fs::create_dir_all(&at).expect("the test's folder is its own");
        let made = Command::new("mkfifo").arg(at.join("x")).status().expect("the system has `mkfifo`");
        assert!(made.success());
        refused(&site, &format!("{folder}/x"), "neither a file nor a folder");
        // By way of a link inside of the site too.
        fs::rename(at.join("x"), site.root().join(".pipe")).expect("the test's folder is its own");
        link(&site, &format!("{folder}/x"), site.root().join(".pipe"));
        refused(&site, &format!("{folder}/x"), "neither a file nor a folder");

        let site = Site::minimal();
        let at = site.root().join(folder);
        fs::create_dir_all(&at).expect("the test's folder is its own");
        let _socket = UnixListener::bind(at.join("x")).expect("a socket can be made");
        refused(&site, &format!("{folder}/x"), "neither a file nor a folder");

        let site = following(&format!("{folder}/x"));
        link(&site, &format!("{folder}/x"), "/dev/zero");
        refused(&site, &format!("{folder}/x"), "neither a file nor a folder");
    }
    // The file that is read before all others.
    let site = Site::minimal();
    site.remove("content/site.yaml");
    let made = Command::new("mkfifo").arg(site.root().join("content/site.yaml")).status();
    assert!(made.expect("the system has `mkfifo`").success());
    let found = site.faults();
    assert!(
        found.iter().any(|fault| fault.file == "content/site.yaml" && fault.message.contains("neither")),
        "{found:?}"
    );
}

#[test]
fn links_that_the_site_names_are_followed() {
    let outside = outside();
    let site =
        following("static/shared, static/root/lamp.svg, content/occupations/foghorn-tuner.yaml, templates/404.html");
    link(&site, "static/shared", outside.path());
    link(&site, "static/root/lamp.svg", outside.path().join("lamp.svg"));
    link(&site, "content/occupations/foghorn-tuner.yaml", outside.path().join("foghorn-tuner.yaml"));
    link(&site, "templates/404.html", outside.path().join("404.html"));
    let dist = site.build();
    assert_eq!(dist.text("404.html"), "nowhere");
    assert_eq!(dist.text("lamp.svg"), "<svg/>");
    assert!(dist.text("occupations/foghorn-tuner/index.html").contains("Tunes foghorns."));
    let published = files_in(dist.folder());
    assert!(published.keys().any(|path| path.starts_with("assets/shared/inner/more.")), "{:?}", published.keys());
    // What stands behind a link is part of the site: nothing may be published into it.
    let error = build(&site.root(), &outside.path().join("dist"), &BuildOptions::default(), &());
    assert!(matches!(error, Err(BuildError::Publish(_))), "{error:?}");
    assert!(!outside.path().join("dist").exists());
}

#[test]
fn a_link_behind_a_link_needs_a_name_of_its_own() {
    let (near, far) = (outside(), outside());
    symlink(far.path(), near.path().join("far")).expect("the test's folder is its own");
    symlink(near.path().join("inner"), near.path().join("again")).expect("the test's folder is its own");
    let site = following("static/near");
    link(&site, "static/near", near.path());
    refused(&site, "static/near/far", "leads out of the site's folder");
    let site = following("static/near, static/near/far");
    link(&site, "static/near", near.path());
    let dist = site.build();
    let published = files_in(dist.folder());
    for path in ["assets/near/far/inner/more.", "assets/near/again/more.", "assets/near/inner/more."] {
        assert!(published.keys().any(|known| known.starts_with(path)), "{path}");
    }
}

#[test]
fn links_within_a_site_need_no_permission() {
    let site = Site::minimal().file("static/img/lamp.svg", "<svg/>");
    link(&site, "static/root/img", "../img");
    link(&site, "content/occupations/lamp-oiler.yaml", "lighthouse-keeper.yaml");
    let dist = site.build();
    assert_eq!(dist.text("img/lamp.svg"), "<svg/>");
    assert!(dist.folder().join("occupations/lamp-oiler/index.html").is_file());
}

#[test]
fn a_preview_sees_what_changes_behind_links() {
    let outside = outside();
    let site = following("static/root/shared, content/occupations/foghorn-tuner.yaml");
    link(&site, "static/root/shared", outside.path());
    link(&site, "content/occupations/foghorn-tuner.yaml", outside.path().join("foghorn-tuner.yaml"));
    link(&site, "content/occupations/lamp-oiler.yaml", "lighthouse-keeper.yaml");
    let mut preview = Preview::of(&site);
    preview.lines_to("reports");
    // Written beside and renamed, so that it is never read half written.
    let save = |path: PathBuf, text: &str| {
        let beside = path.with_extension("new~");
        fs::write(&beside, text).expect("the test's folder is its own");
        fs::rename(beside, path).expect("the test's folder is its own");
    };
    save(outside.path().join("inner/more.txt"), "other");
    preview.lines_to("static/root/shared/inner/more.txt");
    assert_eq!(preview.get("/shared/inner/more.txt").text(), "other");
    save(outside.path().join("foghorn-tuner.yaml"), &REPORT.replace("Tunes", "Retunes"));
    preview.lines_to("content/occupations/foghorn-tuner.yaml");
    assert!(preview.get("/occupations/foghorn-tuner/").text().contains("Retunes foghorns."));
    let keeper = site.root().join("content/occupations/lighthouse-keeper.yaml");
    save(keeper.clone(), &read(&keeper).replace("title: ", "title: New "));
    preview.lines_to("lamp-oiler.yaml");
    assert!(preview.get("/occupations/lamp-oiler/").text().contains("<h1>New "));
}

#[test]
fn a_preview_follows_a_link_as_soon_as_the_site_names_it() {
    let outside = outside();
    let site = Site::minimal();
    let plain = read(site.root().join("content/site.yaml"));
    link(&site, "static/root/shared", outside.path());
    let mut preview = Preview::of(&site);
    preview.lines_to("leads out of the site's folder");
    let save = |text: &str| {
        site.write("content/.site.new", text);
        site.rename("content/.site.new", "content/site.yaml");
    };
    save(&format!("{}\nfollow: [static/root/shared]\n", plain.trim_end()));
    preview.lines_to("content/site.yaml");
    assert_eq!(preview.get("/shared/inner/more.txt").text(), "more");
    fs::write(outside.path().join("new~"), "later").expect("the test's folder is its own");
    fs::rename(outside.path().join("new~"), outside.path().join("later.txt")).expect("the test's folder is its own");
    preview.lines_to("static/root/shared/later.txt");
    assert_eq!(preview.get("/shared/later.txt").text(), "later");
}

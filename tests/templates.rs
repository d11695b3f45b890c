//! What a site makes templates of its own from: copies of the built-in ones, and the values that they see.

mod support;

use std::fs;

use serde_json::Value;
use support::{Site, crate_root, files_below, files_in, read, run};

/// The files of the built-in theme.
fn theme() -> Vec<String> {
    let mut files = Vec::new();
    for folder in ["static", "templates"] {
        let below = files_below(&crate_root().join(folder));
        files.extend(below.iter().map(|file| format!("{folder}/{}", file.display()).replace('\\', "/")));
    }
    files.retain(|file| !file.starts_with("static/root/"));
    files.sort();
    files
}

#[test]
fn the_files_of_the_theme_are_listed() {
    let site = Site::minimal();
    let all = run(&site, &["eject", "--list"]);
    assert_eq!((all.code, all.stderr.as_str()), (Some(0), ""));
    assert_eq!(all.stdout.lines().collect::<Vec<_>>(), theme());
    let some = run(&site, &["eject", "--list", "templates/components"]);
    assert_eq!(
        some.stdout,
        "templates/components/parts.html\ntemplates/components/paths.html\ntemplates/components/pictures.html\n\
         templates/components/skills.html\ntemplates/components/strip.html\n"
    );
}

#[test]
fn a_copied_file_takes_the_place_of_the_built_in_one() {
    let site = Site::minimal();
    let before = site.build().files();
    let copied = run(&site, &["eject", "templates/404.html", "./static/css/theme.css"]);
    assert_eq!((copied.code, copied.stderr.as_str()), (Some(0), "2 files copied\n"));
    assert_eq!(copied.stdout, "static/css/theme.css\ntemplates/404.html\n");
    assert_eq!(read(site.root().join("templates/404.html")), read(crate_root().join("templates/404.html")));
    assert!(site.build().files() == before, "a copy that is not changed changes the site");
    site.replace("templates/404.html", "{{ t.not_found }}", "Nothing here");
    assert_eq!(site.build().page("404.html").words("h1"), "Nothing here");
}

#[test]
fn the_whole_theme_can_be_copied_and_builds_the_same_site() {
    let site = Site::minimal();
    let before = site.build().files();
    let copied = run(&site, &["eject", "templates/", "static"]);
    assert_eq!(
        (copied.code, copied.stdout.lines().collect::<Vec<_>>()),
        (Some(0), theme().iter().map(String::as_str).collect())
    );
    assert!(site.build().files() == before);
}

#[test]
fn nothing_is_written_over() {
    let own = "Mine\n";
    let site = Site::minimal().file("templates/404.html", own);
    let before = files_in(&site.root());
    let refused = run(&site, &["eject", "templates/base.html", "templates/404.html"]);
    let message = "error: the site has a `templates/404.html` already; rename or remove it to get the built-in one\n";
    assert_eq!((refused.code, refused.stdout.as_str(), refused.stderr.as_str()), (Some(2), "", message));
    assert_eq!(files_in(&site.root()), before);
    let folder = run(&site, &["eject", "templates"]);
    assert_eq!(folder.code, Some(0));
    assert!(folder.stderr.starts_with("templates/404.html was there already and stays\n"), "{}", folder.stderr);
    assert!(!folder.stdout.contains("templates/404.html"), "{}", folder.stdout);
    assert_eq!(read(site.root().join("templates/404.html")), own);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_not_written_through() {
    let site = Site::minimal();
    fs::create_dir(site.root().join("templates")).expect("the test's folder is its own");
    let outside = site.root().with_file_name("outside.html");
    std::os::unix::fs::symlink(&outside, site.root().join("templates/404.html")).expect("the test's folder is its own");
    assert_eq!(run(&site, &["eject", "templates/404.html"]).code, Some(2));
    assert_eq!(run(&site, &["eject", "templates/"]).code, Some(0));
    assert!(!outside.exists());
}

#[test]
fn what_the_theme_does_not_have_is_refused_with_the_nearest_name() {
    let site = Site::minimal();
    let before = files_in(&site.root());
    for (path, hint) in [
        ("templates/sections/task.html", "; did you mean `templates/sections/tasks.html`?"),
        ("sections/tasks.html", "; did you mean `templates/sections/tasks.html`?"),
        ("static/css/them.css", "; did you mean `static/css/theme.css`?"),
        ("nothing/of/the/kind", "; `foretask eject --list` lists what it has"),
        ("", "; `foretask eject --list` lists what it has"),
        ("../templates/base.html", "; did you mean `templates/base.html`?"),
    ] {
        let refused = run(&site, &["eject", "templates/base.html", path]);
        let message = format!("error: the theme has no `{path}`{hint}\n");
        assert_eq!((refused.code, refused.stderr), (Some(2), message));
        assert_eq!(run(&site, &["eject", "--list", path]).code, Some(2));
    }
    assert_eq!(files_in(&site.root()), before);
    assert_eq!(run(&site, &["eject"]).code, Some(2));
    let nowhere = run(&Site::empty(), &["eject", "templates/base.html"]);
    assert_eq!(nowhere.code, Some(2));
    assert!(nowhere.stderr.contains("is no site: there is no `content/` in it"), "{}", nowhere.stderr);
}

/// What a template sees, and which it is.
fn view(site: &Site, arguments: &[&str]) -> (String, Value) {
    let seen = run(site, &[&["view"], arguments].concat());
    assert_eq!(seen.code, Some(0), "{}", seen.stderr);
    (seen.stderr, serde_json::from_str(&seen.stdout).expect("it is JSON"))
}

#[test]
fn a_page_is_shown_as_its_template_sees_it() {
    let site = Site::full();
    let (template, seen) = view(&site, &["lighthouse-keeper"]);
    assert_eq!(template, "templates/report.html sees\n");
    assert_eq!(seen["title"], "Lighthouse Keeper");
    assert_eq!(seen["history"]["rows"][0]["score"]["points"], 61);
    assert_eq!(seen["site"]["title"], "The Full Book of Jobs: Lamps & Lanterns");
    assert!(seen.get("t").is_none());
    let (_, labelled) = view(&site, &["lighthouse-keeper", "--labels"]);
    assert_eq!(labelled["t"]["section_history"], "Score history");
    for same in [
        "/occupations/lighthouse-keeper/",
        "occupations/lighthouse-keeper",
        "https://full.example/reports/occupations/lighthouse-keeper/",
    ] {
        assert_eq!(view(&site, &[same]).1, seen, "{same}");
    }
}

#[test]
fn every_page_can_be_shown() {
    let site = Site::full();
    for (page, template, value) in [
        ("/", "home", "counted"),
        ("/occupations/", "reports", "count"),
        ("rankings", "rankings", "lists"),
        ("/404.html", "404", "page"),
        ("/changes", "changes", "rows"),
        ("about", "page", "text"),
        ("/methodology/", "methodology", "rule"),
    ] {
        let (name, seen) = view(&site, &[page]);
        assert_eq!(name, format!("templates/{template}.html sees\n"));
        assert!(seen.get(value).is_some() && seen.get("site").is_some(), "{page}: {seen}");
    }
    let (template, seen) = view(&site, &["fog-bottler", "--drafts", "--base-url", "https://draft.example/"]);
    assert_eq!(template, "templates/report.html sees\n");
    assert_eq!(seen["page"]["canonical"], "https://draft.example/occupations/fog-bottler/");
}

#[test]
fn a_template_prints_what_the_view_shows() {
    let site = Site::minimal().file("templates/404.html", "{{ page.title }}|{{ site.title }}|{{ t.nav_changes }}");
    let (_, seen) = view(&site, &["/404.html", "--labels"]);
    let text = |value: &Value| value.as_str().expect("it is a text").to_owned();
    let expected = format!(
        "{}|{}|{}",
        text(&seen["page"]["title"]),
        text(&seen["site"]["title"]),
        text(&seen["t"]["nav_changes"])
    );
    assert_eq!(site.build().text("404.html"), expected);
}

#[test]
fn a_page_that_is_not_there_is_refused_with_the_nearest_name() {
    let site = Site::full();
    for (page, message) in [
        ("lighthous-keeper", "no page is named `lighthous-keeper`; did you mean `lighthouse-keeper`?"),
        ("/ranking/", "no page is named `/ranking/`; did you mean `/rankings/`?"),
        ("xyz", "no page is named `xyz`; name a report by its slug, or a page by its path, such as `/rankings/`"),
        ("/feed.xml", "`/feed.xml` is made without a template"),
    ] {
        let refused = run(&site, &["view", page]);
        assert_eq!(
            (refused.code, refused.stdout.as_str(), refused.stderr),
            (Some(2), "", format!("error: {message}\n"))
        );
    }
    let broken = Site::minimal().line("content/site.yaml", "titel: A");
    let refused = run(&broken, &["view", "/"]);
    assert_eq!((refused.code, refused.stdout.as_str()), (Some(1), ""));
    assert!(
        refused.stderr.starts_with("error[unknown-key]: ") && refused.stderr.ends_with("1 fault in 1 file\n"),
        "{}",
        refused.stderr
    );
}

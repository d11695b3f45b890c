//! The preview: it serves what `build` writes, shows every change, survives every mistake, and lets nobody out of the site.

mod support;

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};

use support::{Preview, Site, foretask};

const KEEPER: &str = "content/occupations/lighthouse-keeper.yaml";
const PAGE: &str = "/occupations/lighthouse-keeper/";

/// Replaces a file as editors do that write atomically: a new one is written beside it and takes its name. On a busy machine a file that is
/// written in place can be read half written; the preview shows that and mends itself, but a test has to know what comes.
fn save(site: &Site, path: &str, text: &str) {
    let (folder, name) = path.rsplit_once('/').expect("the file stands in a folder");
    let beside = format!("{folder}/.{name}.tmp");
    site.write(&beside, text);
    site.rename(&beside, path);
}

fn keeper(summary: &str) -> String {
    format!("title: Lighthouse Keeper\nindustry: coast\nsummary: {summary}\n")
}

/// The minimal site with a report whose summary a test changes.
fn site() -> Site {
    let site = Site::minimal();
    let industries = support::read(site.root().join("content/industries.yaml"));
    let industry = industries.split(':').next().expect("the minimal site has an industry").to_owned();
    site.file(KEEPER, &keeper("Keeps the light.").replace("coast", &industry))
}

#[test]
fn every_output_is_served_as_it_is_built() {
    for (site, base) in [(Site::minimal(), "/"), (Site::full(), "/reports/")] {
        let built = site.build();
        let preview = Preview::of(&site);
        for (path, bytes) in built.files() {
            let encoded = url::Url::parse("http://a/").and_then(|root| root.join(&format!(".{base}{path}")));
            let target = encoded.expect("an output has an address").path().to_owned();
            let reply = preview.get(&target);
            assert_eq!(reply.status, 200, "{target}");
            if path.ends_with(".html") {
                assert_eq!(reply.page(), String::from_utf8(bytes).expect("pages are text"), "{target}");
            } else {
                assert!(reply.body == bytes, "{target} is another");
            }
            if let Some(folder) = target.strip_suffix("index.html") {
                assert_eq!(preview.get(folder).body, reply.body, "{folder}");
            }
        }
    }
}

#[test]
fn addresses_without_their_slash_lead_to_the_page() {
    let site = Site::full();
    let preview = Preview::of(&site);
    let moved = |target: &str| {
        let reply = preview.get(target);
        (reply.status, reply.header("location").to_owned())
    };
    assert_eq!(moved("/"), (307, "/reports/".to_owned()));
    assert_eq!(moved("/reports"), (307, "/reports/".to_owned()));
    assert_eq!(moved("/reports/occupations"), (307, "/reports/occupations/".to_owned()));
    assert_eq!(moved("/reports/occupations/sre?x=1"), (307, "/reports/occupations/sre/?x=1".to_owned()));
    assert_eq!(preview.get("/occupations/").status, 404);
}

#[test]
fn where_nothing_is_the_site_s_own_page_says_so() {
    let site = Site::minimal();
    let built = site.build();
    let reply = Preview::of(&site).get("/nothing/here/");
    assert_eq!((reply.status, reply.page()), (404, built.text("404.html")));
}

#[test]
fn types_lengths_and_ranges_are_right() {
    let site = Site::full();
    let preview = Preview::of(&site);
    let kinds = [
        ("", "text/html; charset=utf-8"),
        ("feed.xml", "text/xml; charset=utf-8"),
        ("data/reports.csv", "text/csv; charset=utf-8"),
        ("data/reports.json", "application/json; charset=utf-8"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("_redirects", "text/plain; charset=utf-8"),
    ];
    for (path, kind) in kinds {
        let reply = preview.get(&format!("/reports/{path}"));
        assert_eq!((reply.header("content-type"), reply.header("x-content-type-options")), (kind, "nosniff"), "{path}");
    }
    let table = "/reports/data/reports.csv";
    let whole = preview.get(table);
    assert_eq!(whole.header("content-length"), whole.body.len().to_string());
    let head = preview.ask("HEAD", table, "");
    assert_eq!((head.status, head.body.len(), &head.headers["etag"]), (200, 0, &whole.headers["etag"]));
    assert_eq!(head.header("content-length"), whole.body.len().to_string());
    let range = |range: &str| preview.ask("GET", table, &format!("Range: {range}\r\n"));
    let part = range("bytes=2-5");
    assert_eq!((part.status, part.body.as_slice()), (206, &whole.body[2..=5]));
    assert_eq!(part.header("content-range"), format!("bytes 2-5/{}", whole.body.len()));
    assert_eq!(range("bytes=-3").body, whole.body[whole.body.len() - 3..]);
    assert_eq!(range("bytes=999999999-").status, 416);
    for not_given in ["bytes=0-1,4-5", "lines=1-2", "bytes=x"] {
        assert_eq!(range(not_given).status, 200, "{not_given}");
    }
    let stale = preview.ask("GET", table, "Range: bytes=2-5\r\nIf-Range: \"another\"\r\n");
    assert_eq!((stale.status, stale.body.len()), (200, whole.body.len()));
    let known = preview.ask("GET", table, &format!("If-None-Match: {}\r\n", whole.header("etag")));
    assert_eq!((known.status, known.body.len()), (304, 0));
    let post = preview.ask("POST", table, "Content-Length: 0\r\n");
    assert_eq!((post.status, post.header("allow")), (405, "GET, HEAD"));
}

#[test]
fn no_address_leads_out_of_the_site() {
    let site = site();
    std::fs::write(site.root().join("../secret.txt"), "the secret").expect("the test's folder is its own");
    site.write("secret.txt", "the secret");
    let mut preview = Preview::of(&site);
    let ups = [
        "..",
        "%2e%2e",
        "%2E%2e",
        ".%2e",
        "%2e.",
        "%252e%252e",
        "..%00",
        "..;",
        "..%5c",
        "%c0%ae%c0%ae",
        "%e0%80%ae%e0%80%ae",
        "..%ef%bc%8f",
        "%uff0e%uff0e",
        "....",
        "...",
        "..%20",
        "..%09",
        "..%0a",
        "%2e%2e%2f%2e%2e",
        "..%c0%af",
    ];
    let slashes = ["/", "%2f", "%5c", "\\", "//", "%252f"];
    let mut tried = 0;
    for up in ups {
        for slash in slashes {
            for path in [format!("/{up}{slash}secret.txt"), format!("/occupations/{up}{slash}{up}{slash}secret.txt")] {
                let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
                let reply = preview.raw(request.as_bytes());
                assert!(matches!(reply.status, 400 | 404), "{path}: {}", reply.status);
                assert!(!String::from_utf8_lossy(&reply.body).contains("the secret"), "{path}");
                tried += 1;
            }
        }
    }
    assert!(tried >= 60);
    for path in [
        "/straße",
        "/content/site.yaml",
        "/secret.txt",
        "/C:/secret.txt",
        "/file:///secret.txt",
        "/occupations/lighthouse-keeper.yaml",
    ] {
        assert_eq!(preview.get(path).status, 404, "{path}");
    }
    assert!(preview.runs());
}

#[test]
fn other_hosts_and_other_sites_get_nothing() {
    let site = site();
    let preview = Preview::of(&site);
    let named = |host: &str, more: &str| {
        preview.raw(format!("GET {PAGE} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{more}\r\n").as_bytes())
    };
    for own in ["localhost", "localhost:1234", "127.0.0.1", "[::1]:80", "site.localhost"] {
        assert_eq!(named(own, "").status, 200, "{own}");
    }
    for foreign in
        ["evil.example", "evil.example:8000", "localhost.evil.example", "192.168.0.7", "127.0.0.1.evil.example"]
    {
        let reply = named(foreign, "");
        assert_eq!(reply.status, 421, "{foreign}");
        assert!(!reply.text().contains("Lighthouse"), "{foreign}");
    }
    assert_eq!(preview.raw(format!("GET {PAGE} HTTP/1.1\r\nConnection: close\r\n\r\n").as_bytes()).status, 400);
    let proxied = format!("GET http://evil.example{PAGE} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert_eq!(preview.raw(proxied.as_bytes()).status, 421);
    for target in [PAGE, "/.foretask/events?path=/"] {
        for origin in ["http://evil.example", "null", "http://localhost:3000"] {
            let reply = preview.ask("GET", target, &format!("Origin: {origin}\r\n"));
            assert_eq!(reply.status, 403, "{target} from {origin}");
            assert_eq!(reply.header("access-control-allow-origin"), "");
        }
    }
    let own = format!("Origin: http://{}\r\n", preview.address);
    assert_eq!(preview.ask("GET", PAGE, &own).status, 200);
    assert_eq!(preview.get(PAGE).header("cross-origin-resource-policy"), "same-origin");
}

#[test]
fn many_and_slow_clients_keep_nobody_out() {
    let site = site();
    let mut preview = Preview::of(&site);
    assert_eq!(preview.get(PAGE).status, 200);
    // A thousand clients that begin a request and say no more.
    let slow: Vec<TcpStream> = (0..1000)
        .filter_map(|_| {
            let mut stream = TcpStream::connect(preview.address).ok()?;
            stream.write_all(b"GET / HTTP/1.1\r\nHost: loc").ok()?;
            Some(stream)
        })
        .collect();
    assert!(slow.len() > 900, "only {} connections came about", slow.len());
    assert_eq!(preview.get(PAGE).status, 200);
    // Clients that ask and do not read.
    let deaf: Vec<TcpStream> = (0..300)
        .map(|_| {
            let mut stream = preview.connect();
            stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("the preview reads");
            stream
        })
        .collect();
    assert_eq!(preview.get(PAGE).status, 200);
    drop((slow, deaf));
    // One that sends more header than any browser does.
    let mut stream = preview.connect();
    let header = format!("GET / HTTP/1.1\r\nHost: localhost\r\nX: {}\r\n\r\n", "x".repeat(1 << 20));
    let _ = stream.write_all(header.as_bytes());
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    assert!(!answer.starts_with(b"HTTP/1.1 200"), "a header of a megabyte is taken");
    assert_eq!(preview.get(PAGE).status, 200);
    assert!(preview.runs());
}

#[test]
fn two_hundred_atomic_saves_are_all_seen() {
    let site = site();
    let preview = Preview::of(&site);
    let text = support::read(site.root().join(KEEPER));
    let mut shown = preview.get(PAGE);
    for number in 0..200 {
        let mut events = preview.follow(PAGE, &shown);
        save(&site, KEEPER, &text.replace("Keeps the light.", &format!("Keeps light number {number}.")));
        // An editor that replaces the file once more before the page is there is shown once.
        assert_eq!(events.names_to("reload").last().map(String::as_str), Some("reload"));
        shown = preview.get(PAGE);
        assert!(shown.text().contains(&format!("Keeps light number {number}.")), "after save {number}");
        if number % 20 == 0 {
            let clean = site.build_clean();
            for path in [PAGE, "/occupations/", "/"] {
                assert_eq!(preview.get(path).page(), clean.text(&format!("{}index.html", &path[1..])), "{path}");
            }
        }
        assert_eq!(shown.page(), page_of_clean_build(&site), "after save {number}");
    }
}

/// The page as a program that knows nothing of earlier saves renders it.
fn page_of_clean_build(site: &Site) -> String {
    use foretask::build::{BuildOptions, Site as Loaded};
    let loaded = Loaded::load(&site.root(), &BuildOptions::default()).expect("the site has no fault");
    let press = loaded.press().expect("the theme has no fault");
    let (path, output) = &loaded.plan.outputs()[loaded.plan.find(&PAGE[1..]).expect("the page is planned")];
    let bytes = loaded.bytes(&loaded.renderer(&press), path, *output).expect("the page renders");
    String::from_utf8(bytes).expect("pages are text")
}

#[test]
fn a_page_is_told_only_of_what_changes_it() {
    let site = site();
    site.write("content/pages/about.md", "---\ntitle: About\nsummary: Who writes this.\n---\n\nWe do.\n");
    let mut preview = Preview::of(&site);
    let shown = preview.get("/about/");
    let mut events = preview.follow("/about/", &shown);
    assert_eq!(events.names_to("mended"), ["mended"]);
    // The report's own page changes, this one does not.
    let text = support::read(site.root().join(KEEPER));
    save(&site, KEEPER, &text.replace("Keeps the light.", "Keeps the lamp."));
    preview.lines_to(KEEPER);
    save(&site, "content/pages/about.md", "---\ntitle: About\nsummary: Who writes this.\n---\n\nThey do.\n");
    assert_eq!(events.names_to("reload"), ["reload"]);
    assert_eq!(events.next(), None);
}

#[test]
fn a_changed_style_sheet_is_swapped_without_a_reload() {
    let site = site();
    let preview = Preview::of(&site);
    let shown = preview.get(PAGE);
    let mut events = preview.follow(PAGE, &shown);
    assert_eq!(events.names_to("mended"), ["mended"]);
    save(&site, "static/css/theme.css", ":root { color: rebeccapurple; }\n");
    let event = events.next().expect("the stream goes on");
    assert_eq!(event.name, "styles");
    let sheets: Vec<String> = serde_json::from_str(&event.data).expect("the event is a list");
    let after = preview.get(PAGE).text();
    assert!(!sheets.is_empty());
    for sheet in sheets {
        assert!(after.contains(&sheet) && !shown.text().contains(&sheet), "{sheet}");
        assert!(preview.get(&sheet).text().contains("rebeccapurple"));
    }
}

#[test]
fn a_mistake_stands_above_the_last_good_page_until_it_is_mended() {
    let site = site();
    let mut preview = Preview::of(&site);
    preview.line();
    let text = support::read(site.root().join(KEEPER));
    let shown = preview.get(PAGE);
    let mut events = preview.follow(PAGE, &shown);
    assert_eq!(events.names_to("mended"), ["mended"]);
    save(&site, KEEPER, &format!("{text}updatd: 2026\n"));
    let event = events.next().expect("the stream goes on");
    assert_eq!(event.name, "problem");
    let problem: String = serde_json::from_str(&event.data).expect("the event is a text");
    assert!(problem.starts_with("error[unknown-key]: unknown key `updatd`; did you mean `updated`?\n"), "{problem}");
    let printed = preview.lines_to("1 fault in 1 file").join("\n");
    assert!(printed.starts_with(&problem), "the terminal says\n{printed}");
    assert_eq!(preview.get(PAGE).page(), shown.page());
    // A page that comes while the fault is there is told too.
    assert_eq!(preview.follow(PAGE, &preview.get(PAGE)).next().map(|event| event.name), Some("problem".to_owned()));
    save(&site, KEEPER, &text);
    assert_eq!(events.names_to("mended"), ["mended"]);
    assert!(preview.lines_to(KEEPER).last().is_some_and(|line| line.starts_with("mended: ")));
}

#[test]
fn a_template_that_fails_on_a_page_is_shown_above_it() {
    let site = site();
    let preview = Preview::of(&site);
    let shown = preview.get(PAGE);
    let mut events = preview.follow(PAGE, &shown);
    assert_eq!(events.names_to("mended"), ["mended"]);
    save(&site, "templates/sections/cite.html", "<p>{{ nothing.at.all }}</p>\n");
    let event = events.next().expect("the stream goes on");
    assert_eq!(event.name, "problem");
    assert!(event.data.contains("templates/sections/cite.html"), "{}", event.data);
    let alone = preview.get(PAGE);
    assert_eq!(alone.status, 500);
    assert!(alone.text().contains("templates/sections/cite.html"), "{}", alone.text());
    let mut events_of_problem = preview.follow(PAGE, &alone);
    site.remove("templates/sections/cite.html");
    assert_eq!(events.names_to("mended"), ["mended"]);
    assert_eq!(events_of_problem.names_to("reload").last().map(String::as_str), Some("reload"));
    assert_eq!(preview.get(PAGE).page(), shown.page());
}

#[test]
fn a_site_that_begins_with_a_mistake_is_served_when_it_is_mended() {
    let site = site();
    let text = support::read(site.root().join(KEEPER));
    save(&site, KEEPER, &format!("{text}updatd: 2026\n"));
    let mut preview = Preview::of(&site);
    let alone = preview.get(PAGE);
    assert_eq!(alone.status, 500);
    assert!(alone.text().contains("unknown key `updatd`"), "{}", alone.text());
    let mut events = preview.follow(PAGE, &alone);
    save(&site, KEEPER, &format!("{text}tasks: 3\n"));
    assert_eq!(events.names_to("reload").last().map(String::as_str), Some("reload"));
    let alone = preview.get(PAGE);
    assert!(!alone.text().contains("updatd"), "{}", alone.text());
    let mut events = preview.follow(PAGE, &alone);
    save(&site, KEEPER, &text);
    assert_eq!(events.names_to("reload").last().map(String::as_str), Some("reload"));
    assert_eq!((preview.get(PAGE).status, preview.get(PAGE).page()), (200, page_of_clean_build(&site)));
    assert!(preview.runs());
}

/// Waits until the preview shows of every page what a clean build gives; a page that is behind is told when it no longer is.
fn catches_up(preview: &Preview, site: &Site) {
    let clean = site.build_clean();
    for (path, bytes) in clean.files().iter().filter(|(path, _)| path.ends_with(".html")) {
        let target = format!("/{}", path.strip_suffix("index.html").unwrap_or(path));
        let wanted = std::str::from_utf8(bytes).expect("pages are text");
        loop {
            let shown = preview.get(&target);
            if shown.page() == wanted {
                break;
            }
            preview.follow(&target, &shown).names_to("reload");
        }
    }
}

#[test]
fn new_deleted_and_renamed_files_and_folders_are_seen() {
    let site = site();
    let preview = Preview::of(&site);
    let text = support::read(site.root().join(KEEPER));
    // A file that is new, then another name of it, then none.
    site.write("content/occupations/foghorn-tuner.yaml", &text.replace("Lighthouse Keeper", "Foghorn Tuner"));
    catches_up(&preview, &site);
    assert_eq!(preview.get("/occupations/foghorn-tuner/").status, 200);
    site.rename("content/occupations/foghorn-tuner.yaml", "content/occupations/horn-tuner.yaml");
    catches_up(&preview, &site);
    assert_eq!(preview.get("/occupations/foghorn-tuner/").status, 404);
    site.remove("content/occupations/horn-tuner.yaml");
    catches_up(&preview, &site);
    // A folder that goes and comes back with other files in it, as when another branch is checked out.
    site.rename("content/occupations", "occupations-of-another-branch");
    site.rename("occupations-of-another-branch", "content/occupations");
    for number in 0..300 {
        let other = text.replace("Lighthouse Keeper", &format!("Keeper of Lighthouse {number}"));
        site.write(&format!("content/occupations/keeper-{number}.yaml"), &other);
    }
    catches_up(&preview, &site);
    for number in 0..300 {
        let path = format!("content/occupations/keeper-{number}.yaml");
        save(&site, &path, &support::read(site.root().join(&path)).replace("Keeps the light.", "Keeps another light."));
    }
    catches_up(&preview, &site);
    assert!(preview.get("/occupations/keeper-299/").text().contains("Keeps another light."));
    // Folders that the site did not have.
    site.write("content/articles/first.md", "---\ntitle: First\nsummary: The first one.\n---\n\nText.\n");
    site.write("templates/messages/en.ftl", "nav_reports = All the jobs\n");
    catches_up(&preview, &site);
    assert!(preview.get("/").text().contains("All the jobs"));
    std::fs::remove_dir_all(site.root().join("templates")).expect("the test's folder is its own");
    catches_up(&preview, &site);
}

#[test]
fn what_editors_write_beside_a_file_changes_nothing() {
    let site = site();
    let mut preview = Preview::of(&site);
    preview.line();
    for name in ["content/occupations/.lighthouse-keeper.yaml.swp", "content/occupations/lighthouse-keeper.yaml~"] {
        site.write(name, "not: [yaml");
    }
    site.write("content/occupations/4913", "");
    site.remove("content/occupations/4913");
    let text = support::read(site.root().join(KEEPER));
    save(&site, KEEPER, &text.replace("Keeps the light.", "Keeps the lamp."));
    // The next thing that is said is of the file itself.
    let line = preview.line();
    assert!(line.starts_with(KEEPER), "{line}");
}

#[test]
fn polling_sees_what_the_system_does_not_tell() {
    let site = site();
    let mut preview = Preview::with(&site, &["--poll"]);
    preview.line();
    let shown = preview.get(PAGE);
    let mut events = preview.follow(PAGE, &shown);
    let text = support::read(site.root().join(KEEPER));
    save(&site, KEEPER, &text.replace("Keeps the light.", "Keeps the lamp."));
    assert_eq!(events.names_to("reload").last().map(String::as_str), Some("reload"));
    assert_eq!(preview.get(PAGE).page(), page_of_clean_build(&site));
}

#[test]
fn drafts_are_shown_when_they_are_asked_for() {
    let site = site().line(KEEPER, "draft: true");
    assert_eq!(Preview::of(&site).get(PAGE).status, 404);
    assert_eq!(Preview::with(&site, &["--drafts"]).get(PAGE).status, 200);
}

#[test]
fn a_port_that_is_taken_gives_way_to_the_next() {
    let site = site();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let port = taken.local_addr().expect("it listens").port();
    let mut preview = Preview::with(&site, &["--port", &port.to_string()]);
    assert!(preview.address.port() > port, "{} is taken", preview.address);
    assert_eq!(preview.get(PAGE).status, 200);
    assert!(preview.runs());
}

#[test]
fn what_cannot_be_served_ends_with_2() {
    let site = Site::empty();
    let output = foretask().args(["serve", "--root"]).arg(site.root()).output().expect("the program starts");
    let stderr = String::from_utf8(output.stderr).expect("the program prints UTF-8");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr.contains("a site is a folder with `content/` in it"), "{stderr}");
    let site = Site::minimal();
    let mut command = foretask();
    let output = command.args(["serve", "--host", "192.0.2.1", "--root"]).arg(site.root()).output();
    let output = output.expect("the program starts");
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
}

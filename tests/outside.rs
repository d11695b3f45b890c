//! `check --external`: what is asked of other hosts, how politely, and what is said of their answers. All hosts are this computer.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::net::TcpListener;
use std::time::Duration;

use foretask::build::BuildOptions;
use foretask::diagnostic::{Code, Severity};
use foretask::outside::{Found, OutsideOptions, Reached, look_outside};
use jiff::civil;
use support::{Answer, Server, Site, files_in, foretask, read};

const ABOUT: &str = "content/pages/about.md";

/// A site with a page that links to addresses, one in each line from the fifth on.
fn site(addresses: &[String]) -> Site {
    let links: String = addresses.iter().map(|address| format!("- [A page]({address})\n")).collect();
    Site::minimal().file(ABOUT, &format!("---\ntitle: About\nsummary: Links.\n---\n{links}"))
}

fn options(site: &Site) -> OutsideOptions {
    let patience = Duration::from_secs(20);
    OutsideOptions { patience, ..OutsideOptions::of(&site.root(), BuildOptions::default(), civil::date(2026, 11, 25)) }
}

fn look(site: &Site) -> Found {
    look_with(site, &options(site))
}

fn look_with(site: &Site, options: &OutsideOptions) -> Found {
    let found = look_outside(&site.root(), options).expect("the site has no faults");
    assert!(found.not_remembered.is_none(), "{:?}", found.not_remembered);
    assert!(found.notes.diagnostics.iter().all(|note| note.code == Code::OutsideLink));
    found
}

/// The messages of the notes, sorted by place, with `@` in place of the server.
fn messages(found: &Found, server: &Server) -> Vec<String> {
    let own = server.url("");
    found.notes.diagnostics.iter().map(|note| note.message.replace(&own, "@")).collect()
}

#[test]
fn each_kind_of_answer_has_its_note() {
    let server = Server::start();
    let closed = TcpListener::bind("127.0.0.1:0").expect("a port is free").local_addr().expect("it has an address");
    let on = |status, to: &str| Answer::SendOn(status, to.to_owned());
    let elsewhere = server.url("/good");
    let server = server
        .at("/good", Answer::Status(200))
        .at("/no-head", Answer::NoHead(405))
        .at("/head-is-hidden", Answer::NoHead(404))
        .at("/gone", Answer::Status(410))
        .at("/forbidden", Answer::Status(403))
        .at("/busy", Answer::Status(503))
        .at("/hurried", Answer::Status(429))
        .at("/teapot", Answer::Status(418))
        .at("/moved", on(301, "/good"))
        .at("/moved-whole", on(308, &elsewhere))
        .at("/moved-twice", on(301, "/moved"))
        .at("/moved-then-elsewhere", on(301, "/for-now"))
        .at("/for-now", on(302, "/good"))
        .at("/for-now-then-moved", on(307, "/moved"))
        .at("/moved-to-nothing", on(301, "/nothing"))
        .at("/circle", on(302, "/circle-back"))
        .at("/circle-back", on(302, "/circle"))
        .at("/to-a-file", on(302, "file:///etc/passwd"))
        .at("/to-nowhere", on(302, "http://"))
        .at("/without-a-place", Answer::Status(302))
        .at("/hang-up", Answer::HangUp);
    let expected = [
        ("/good", ""),
        ("/no-head", ""),
        ("/head-is-hidden", ""),
        ("/nothing", "`@/nothing` does not exist: the server answers 404"),
        ("/gone", "`@/gone` is gone for good: the server answers 410"),
        ("/forbidden", "`@/forbidden` is not shown to a program: the server answers 403"),
        ("/busy", "`@/busy` cannot be looked at now: the server answers 503"),
        ("/hurried", "`@/hurried` cannot be looked at now: the server answers 429"),
        ("/teapot", "`@/teapot` cannot be looked at: the server answers 418"),
        ("/moved", "`@/moved` has moved for good to `@/good`"),
        ("/moved-whole", "`@/moved-whole` has moved for good to `@/good`"),
        ("/moved-twice", "`@/moved-twice` has moved for good to `@/good`"),
        ("/moved-then-elsewhere", "`@/moved-then-elsewhere` has moved for good to `@/for-now`"),
        ("/for-now-then-moved", ""),
        (
            "/moved-to-nothing",
            "`@/moved-to-nothing`, which leads to `@/nothing`, does not exist: the server answers 404",
        ),
        ("/circle", "`@/circle` is sent on in a circle"),
        ("/to-a-file", "`@/to-a-file` is sent on to `file:///etc/passwd`, which is no page"),
        ("/to-nowhere", "`@/to-nowhere` is sent on to `http://`, which is no address"),
        ("/without-a-place", "`@/without-a-place` cannot be looked at: the server answers 302"),
        ("/hang-up", "`@/hang-up` does not answer: the connection breaks off"),
    ];
    let refused = format!("http://{closed}/");
    let mut addresses: Vec<String> = expected.iter().map(|(path, _)| server.url(path)).collect();
    addresses.push(refused.clone());
    let unsafe_url = server.url("/good").replace("http:", "https:");
    addresses.push(unsafe_url.clone());
    let site = site(&addresses);
    let found = look(&site);
    let mut messages = messages(&found, &server);
    let (last, before) = (messages.pop(), messages.pop());
    let wanted: Vec<&str> =
        expected.iter().map(|(_, message)| *message).filter(|message| !message.is_empty()).collect();
    assert_eq!(messages, wanted);
    assert_eq!(before, Some(format!("`{refused}` does not answer: the connection is refused")));
    let insecure = "no secure connection can be made, or its certificate cannot be trusted";
    assert_eq!(last, Some(format!("`{unsafe_url}` does not answer: {insecure}")));
    assert_eq!((found.addresses, found.asked, found.reached), (22, 22, Reached::Hosts));
    // Who asks to be left alone is not asked twice.
    let requests = server.requests();
    for (path, count) in [("/busy", 1), ("/hurried", 1), ("/gone", 2), ("/no-head", 2), ("/hang-up", 1)] {
        assert_eq!(requests.iter().filter(|line| line.ends_with(&format!(" {path}"))).count(), count, "{path}");
    }
    assert!(requests.contains(&"HEAD /good".to_owned()) && !requests.contains(&"GET /good".to_owned()));
    let name = format!("foretask/{} (link check)", env!("CARGO_PKG_VERSION"));
    assert!(server.agents().iter().all(|agent| *agent == name), "{:?}", server.agents());
}

#[test]
fn a_long_chain_of_redirects_is_given_up() {
    let mut server = Server::start();
    for at in 0..20 {
        server = server.at(&format!("/{at}"), Answer::SendOn(302, format!("/{}", at + 1)));
    }
    let found = look(&site(&[server.url("/0")]));
    assert_eq!(messages(&found, &server), ["`@/0` is sent on more than 10 times"]);
    assert_eq!(server.requests().len(), 11);
}

/// A server that holds every request until another host has answered forty times, which it does two at a time: whatever else could be
/// asked of the first server meanwhile is. The other host in turn answers nothing before the first has two requests.
fn held(paths: usize) -> (Server, Server) {
    let (first, other) = (Server::start(), Server::start());
    let (first_asked, other_asked) = (first.asked(), other.asked());
    let of_other = |server: Server, at: usize| server.at(&format!("/{at}"), Answer::After(first_asked.clone(), 2));
    let of_first = |server: Server, at: usize| server.at(&format!("/{at}"), Answer::After(other_asked.clone(), 40));
    ((0..paths).fold(first, of_first), (0..40).fold(other, of_other))
}

fn addresses(server: &Server, count: usize) -> Vec<String> {
    (0..count).map(|at| server.url(&format!("/{at}"))).collect()
}

#[test]
fn a_host_gets_two_requests_at_a_time() {
    let (server, other) = held(12);
    let found = look(&site(&[addresses(&server, 12), addresses(&other, 40)].concat()));
    assert_eq!(messages(&found, &server), [""; 0]);
    assert_eq!((server.requests().len(), server.most_open()), (12, 2));
}

#[test]
fn redirects_count_towards_the_requests_of_the_host_to_which_they_lead() {
    let (hub, other) = held(8);
    let lead = |at: usize| Server::start().at("/", Answer::SendOn(302, hub.url(&format!("/{at}"))));
    let servers: Vec<Server> = (0..8).map(lead).collect();
    let leads: Vec<String> = servers.iter().map(|server| server.url("/")).collect();
    let found = look(&site(&[leads, addresses(&other, 40)].concat()));
    assert_eq!(messages(&found, &hub), [""; 0]);
    assert_eq!((hub.requests().len(), hub.most_open()), (8, 2));
}

#[test]
fn who_does_not_answer_is_not_waited_for() {
    let server = Server::start();
    let paths: Vec<String> = (0..6).map(|at| format!("/{at}")).collect();
    let server = paths.iter().fold(server, |server, path| server.at(path, Answer::Never));
    let addresses: Vec<String> = paths.iter().map(|path| server.url(path)).collect();
    let site = site(&addresses);
    let options = OutsideOptions { patience: Duration::from_millis(200), ..options(&site) };
    let found = look_with(&site, &options);
    let messages = messages(&found, &server);
    assert_eq!(messages.len(), 6);
    assert_eq!(messages[0], "`@/0` does not answer: it takes too long");
    assert_eq!(messages[5], "`@/5` does not answer: it takes too long, as for other links to this host");
    assert!(server.requests().len() <= 3, "a silent host is asked again and again");
}

#[test]
fn without_a_network_one_line_says_so() {
    let free = || TcpListener::bind("127.0.0.1:0").expect("a port is free").local_addr().expect("it has an address");
    let (one, other) = (free().port(), free().port());
    let addresses: Vec<String> = (0..40)
        .flat_map(|at| [format!("http://127.0.0.1:{one}/{at}"), format!("http://localhost:{other}/{at}")])
        .collect();
    let site = site(&addresses);
    let found = look(&site);
    assert_eq!((found.reached, found.notes.diagnostics.len()), (Reached::Nobody, 0));
    let line = "no host answered, so nothing is known of 80 outside links; look whether this computer is online";
    assert_eq!(found.to_string(), line);
    assert!(!site.root().join(".foretask").exists());
    let run = check(&site, &[]);
    assert_eq!(run.matches(line).count(), 1, "{run}");
    assert!(!run.contains("note["), "{run}");
}

#[test]
fn a_good_answer_is_remembered_for_a_week() {
    let server = Server::start()
        .at("/good", Answer::Status(200))
        .at("/moved", Answer::SendOn(301, "/good".to_owned()))
        .at("/bad", Answer::Status(404));
    let site = site(&[server.url("/good#here"), server.url("/moved"), server.url("/bad"), server.url("/good#there")]);
    let look_on = |day: civil::Date| {
        let found = look_with(&site, &OutsideOptions { today: day, ..options(&site) });
        assert_eq!((found.addresses, found.notes.diagnostics.len()), (3, 2));
        (found.asked, server.requests().iter().filter(|line| *line == "HEAD /good").count())
    };
    // The moved address leads to the good one.
    assert_eq!(look_on(civil::date(2026, 11, 25)), (3, 2));
    assert_eq!(look_on(civil::date(2026, 12, 1)), (2, 1));
    assert_eq!(look_on(civil::date(2026, 12, 2)), (3, 2));
    // An answer from the future is none.
    assert_eq!(look_on(civil::date(2026, 12, 1)), (3, 2));
    let memory = site.root().join(".foretask/links.json");
    let whole = read(&memory);
    let good = server.url("/good");
    assert_eq!(whole, format!("{{\n  \"good\": {{\n    \"{good}\": \"2026-12-01\"\n  }}\n}}\n"));
    assert_eq!(read(site.root().join(".foretask/.gitignore")), "*\n");
    let damaged = [
        "",
        "{",
        "null",
        "[]",
        &whole[..whole.len() / 2],
        &whole.replace("2026-12-01", "today"),
        &whole.replace("good\": {", "bad\": {"),
    ];
    for text in damaged {
        fs::write(&memory, text).expect("the test's folder is its own");
        assert_eq!(look_on(civil::date(2026, 12, 1)), (3, 2), "{text}");
        assert_eq!(read(&memory), whole);
    }
    let left: Vec<String> = files_in(&site.root().join(".foretask")).into_keys().collect();
    assert_eq!(left, [".gitignore", "links.json"]);
    // What the site no longer links to is forgotten.
    site.write(ABOUT, "---\ntitle: About\nsummary: Links.\n---\nNothing.\n");
    look(&site);
    assert_eq!(read(&memory), "{\n  \"good\": {}\n}\n");
}

#[test]
fn a_note_points_to_where_the_link_first_stands() {
    let server = Server::start();
    let url = |path: &str| server.url(path);
    let (file, text) = (
        "content/occupations/lighthouse-keeper.yaml",
        format!(
            "title: Lighthouse Keeper\nindustry: sea\nsummary: Keeps a lamp burning.\nrisk:\n  assessments:\n    \
             - {{source: index, score: 3%, url: '{}'}}\n  outlook: See [this]({}).\n  verdict: See [it]({}).\n\
             roadmap:\n  - {{title: A, steps: [a, 'See [this]({})']}}\nquick_wins: [a, 'See [this]({})']\n\
             certifications: [{{name: A, url: '{}'}}]\ntimeline: [{{period: '2020', title: A, text: 'See [this]({})'}}]\n\
             faq: [{{question: A?, answer: 'See [this]({})'}}]\n",
            url("/assessment"),
            url("/outlook"),
            url("/verdict"),
            url("/roadmap"),
            url("/quick"),
            url("/certificate"),
            url("/timeline"),
            url("/faq"),
        ),
    );
    let site = Site::minimal()
        .file(file, &text)
        .file(
            "content/site.yaml",
            &format!(
                "title: A\nbase_url: {}\ndescription: A.\npublisher: {{name: A, url: '{}'}}\nlicence: {{name: A, url: '{}'}}\n\
                 navigation: [{{label: A, to: /rankings/}}, {{label: A, to: '{}'}}]\nblocks:\n  - {{id: a, kind: product, title: A, \
                 text: 'See [this]({})', link: {{label: A, url: '{}'}}}}\n",
                url("/own/"),
                url("/publisher"),
                url("/licence"),
                url("/navigation"),
                url("/block"),
                url("/product"),
            ),
        )
        .file(
            "content/sources.yaml",
            &format!(
                "index: {{title: A, kind: index, measures: risk, url: '{}', licence: A, licence_url: '{}'}}\n",
                url("/source"),
                url("/source-licence")
            ),
        )
        .file("content/tools.yaml", &format!("a: {{name: A, summary: A., url: '{}'}}\n", url("/tool")))
        .file("content/occupations/lighthouse-keeper.md", &format!("é <{}> [own]({})\n", url("/analysis"), url("/own/x")))
        .file(
            "content/articles/a.md",
            &format!("\u{feff}---\ntitle: A\nsummary: A.\n---\n\nÉ [this]({}) [mail](mailto:a@b.example)\n", url("/article")),
        )
        .file(ABOUT, &format!("---\r\ntitle: A\r\nsummary: A.\r\n---\r\n[this]({})\r\n[that]({})\r\n", url("/tool"), url("/page")));
    let found = look(&site);
    let mut stands: BTreeMap<String, String> = BTreeMap::new();
    for note in &found.notes.diagnostics {
        let foretask::diagnostic::Place::Bytes(range) = &note.place else { panic!("{note:?}") };
        let path =
            note.message.split('`').nth(1).expect("the address stands in backticks").replace(&server.url(""), "");
        let text = &found.notes.texts[&note.file];
        assert!(text[range.clone()].contains(&server.url(&path)), "{note:?}: {}", &text[range.clone()]);
        stands.insert(path, note.file.trim_start_matches("content/").to_owned());
    }
    let (report, site_file) = ("occupations/lighthouse-keeper.yaml", "site.yaml");
    let expected = [
        ("/analysis", "occupations/lighthouse-keeper.md"),
        ("/article", "articles/a.md"),
        ("/assessment", report),
        ("/block", site_file),
        ("/certificate", report),
        ("/faq", report),
        ("/licence", site_file),
        ("/navigation", site_file),
        ("/outlook", report),
        ("/page", "pages/about.md"),
        ("/product", site_file),
        ("/publisher", site_file),
        ("/quick", report),
        ("/roadmap", report),
        ("/source", "sources.yaml"),
        ("/source-licence", "sources.yaml"),
        ("/timeline", report),
        ("/tool", "tools.yaml"),
        ("/verdict", report),
    ];
    let expected: BTreeMap<String, String> =
        expected.iter().map(|(path, file)| ((*path).to_owned(), (*file).to_owned())).collect();
    assert_eq!(stands, expected);
}

/// What `check --external` prints, which ends with 0.
fn check(site: &Site, arguments: &[&str]) -> String {
    let mut command = foretask();
    command.args(["check", "--external", "--today", "2026-11-25", "--root"]).arg(site.root()).args(arguments);
    let output = command.output().expect("the program starts");
    let printed = [output.stdout, output.stderr].concat();
    let printed = String::from_utf8(printed).expect("the program prints UTF-8");
    assert_eq!(output.status.code(), Some(0), "{printed}");
    printed
}

#[test]
fn notes_never_fail_a_check() {
    assert_eq!(Code::OutsideLink.severity(), Severity::Note);
    let server = Server::start().at("/good", Answer::Status(200));
    let site = site(&[server.url("/good"), server.url("/bad")]);
    let printed = check(&site, &[]);
    let note = format!(
        "note[outside-link]: `{}` does not exist: the server answers 404\n --> content/pages/about.md:6:3\n",
        server.url("/bad")
    );
    assert!(printed.contains(&note), "{printed}");
    assert!(printed.contains("  = help: look where the page went, or name an archived copy of it\n"), "{printed}");
    assert!(printed.starts_with("2 outside links: 2 asked, 0 good before\n"), "{printed}");
    let strict = |arguments: &[&str]| {
        let mut command = foretask();
        command
            .args(["check", "--deny", "warnings", "--today", "2026-11-25", "--root"])
            .arg(site.root())
            .args(arguments);
        command.output().expect("the program starts").status.code()
    };
    assert_eq!(strict(&["--external"]), strict(&[]));
    let json = check(&site, &["--format", "json"]);
    let lines = json.lines().filter(|line| line.contains("\"outside-link\",\"severity\":\"note\""));
    assert_eq!(lines.count(), 1, "{json}");
    let site = site.line("content/site.yaml", "check: {off: [outside-link]}");
    assert!(!check(&site, &[]).contains("outside-link"));
}

#[test]
fn nothing_is_asked_of_a_site_with_faults_or_without_the_option() {
    let server = Server::start();
    let site = site(&[server.url("/bad")]);
    foretask().args(["check", "--root"]).arg(site.root()).assert().success();
    let faulty = site.line("content/occupations/lighthouse-keeper.yaml", "updatd: 2026");
    foretask().args(["check", "--external", "--root"]).arg(faulty.root()).assert().code(1);
    assert_eq!(server.requests(), [""; 0]);
}

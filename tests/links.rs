//! Every address that a built site names is there: links, images, styles, scripts, feeds, the sitemap, structured data, data files.
//! And every page is whole: it has one heading of the first level, no level is skipped, ids are unique, and home leads to it.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use foretask::build::{BuildError, BuildOptions};
use foretask::diagnostic::Code;
use foretask::link::DraftRule;
use foretask::model::site::Section;
use serde_json::Value;
use support::{Dist, Page, Site, crate_root, words, xml_texts};
use url::Url;

/// A built site and where it stands.
struct Web {
    base: Url,
    dist: Dist,
    files: BTreeSet<String>,
    pages: BTreeMap<String, Page>,
    complaints: Vec<String>,
}

impl Web {
    fn of(dist: Dist) -> Self {
        let home = dist.page("");
        let base = home.one("link[rel=canonical]").attr("href").expect("the first page has an address");
        Self {
            base: Url::parse(base).expect("the address of the first page is one"),
            files: dist.files().into_keys().collect(),
            pages: dist.pages().into_iter().map(|page| (page.file.clone(), page)).collect(),
            dist,
            complaints: Vec::new(),
        }
    }

    /// The sites that are looked at: the example, and the full site, which stands in a path, with its drafts.
    fn all() -> Vec<Self> {
        let drafts = BuildOptions { drafts: DraftRule::Include, ..BuildOptions::default() };
        let sites = vec![
            Self::of(Site::build_in_place(crate_root(), &BuildOptions::default())),
            Self::of(Site::build_in_place(&crate_root().join("tests/sites/full"), &drafts)),
            Self::of(Site::minimal().build()),
        ];
        assert_eq!(sites[1].base.path(), "/reports/");
        sites
    }

    fn complain(&mut self, complaint: String) {
        if !self.complaints.contains(&complaint) {
            self.complaints.push(complaint);
        }
    }

    fn address_of(&self, file: &str) -> Url {
        let path = file.strip_suffix("index.html").unwrap_or(file);
        self.base.join(path).expect("the path of a file is part of an address")
    }

    /// The file to which an address of this site leads, and the anchor in it; nothing for another site's.
    fn file_of(&self, address: &Url) -> Option<(String, Option<String>)> {
        if address.host_str() != self.base.host_str() || address.port() != self.base.port() {
            return None;
        }
        let decoded = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned();
        let path = decoded(address.path().strip_prefix(self.base.path()).unwrap_or("(outside of the site)"));
        let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path };
        Some((file, address.fragment().map(decoded)))
    }

    /// Follows an address from a file. Gives the file to which it leads, where it is of this site and there.
    fn follow(&mut self, from: &str, address: &str, anchors: Anchors) -> Option<String> {
        let Ok(url) = self.address_of(from).join(address) else {
            self.complain(format!("{from}: `{address}` is not an address"));
            return None;
        };
        if !matches!(url.scheme(), "http" | "https") {
            return None;
        }
        let (file, anchor) = self.file_of(&url)?;
        if !self.files.contains(&file) {
            self.complain(format!("{from}: `{address}` leads to `{file}`, which is not there"));
            return None;
        }
        if let (Anchors::Follow, Some(anchor), Some(page)) = (anchors, anchor, self.pages.get(&file))
            && !page.ids().contains(&anchor.as_str())
        {
            self.complain(format!("{from}: `{address}` leads to `#{anchor}`, which `{file}` does not have"));
        }
        Some(file)
    }

    fn text(&self, file: &str) -> String {
        self.dist.text(file)
    }

    fn ends_with(&self, ending: &str) -> Vec<String> {
        self.files.iter().filter(|file| file.ends_with(ending)).cloned().collect()
    }
}

/// Whether the part of an address behind `#` has to be the id of an element.
#[derive(Clone, Copy)]
enum Anchors {
    Follow,
    Ignore,
}

/// Fails with the complaints about all sites.
fn finish(sites: Vec<Web>) {
    let complaints: Vec<String> = sites
        .into_iter()
        .flat_map(|site| site.complaints.into_iter().map(move |complaint| format!("{} {complaint}", site.base)))
        .collect();
    assert!(complaints.is_empty(), "{} complaints\n{}", complaints.len(), complaints.join("\n"));
}

fn owned(values: Vec<&str>) -> Vec<String> {
    values.into_iter().map(str::to_owned).collect()
}

#[test]
fn every_link_and_anchor_of_every_page_resolves() {
    let mut sites = Web::all();
    for site in &mut sites {
        for file in site.ends_with(".html") {
            let page = &site.pages[&file];
            let mut addresses = Vec::new();
            for attribute in ["href", "src", "action", "poster", "data", "cite"] {
                addresses.extend(owned(page.values(attribute)));
            }
            for value in page.values("srcset") {
                addresses.extend(value.split(',').filter_map(|part| part.split_whitespace().next()).map(str::to_owned));
            }
            for value in page.values("content") {
                addresses.extend(value.split_once("url=").map(|(_, address)| address.to_owned()));
                addresses.extend(value.starts_with("http").then(|| value.to_owned()));
            }
            assert!(!addresses.is_empty(), "`{file}` leads nowhere");
            for address in addresses {
                site.follow(&file, &address, Anchors::Follow);
            }
        }
    }
    finish(sites);
}

#[test]
fn every_id_that_an_element_refers_to_is_there() {
    let mut sites = Web::all();
    for site in &mut sites {
        let mut complaints = Vec::new();
        for page in site.pages.values() {
            let ids = page.ids();
            for attribute in
                ["aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "for", "headers", "list"]
            {
                for id in page.values(attribute).into_iter().flat_map(str::split_whitespace) {
                    if !ids.contains(&id) {
                        complaints.push(format!("{}: {attribute}=\"{id}\" refers to nothing", page.file));
                    }
                }
            }
        }
        complaints.into_iter().for_each(|complaint| site.complain(complaint));
    }
    finish(sites);
}

/// Every text of a JSON value with the key under which it stands.
fn texts<'a>(key: &'a str, value: &'a Value, found: &mut Vec<(&'a str, &'a str)>) {
    match value {
        Value::String(text) => found.push((key, text)),
        Value::Array(items) => items.iter().for_each(|item| texts(key, item, found)),
        Value::Object(entries) => entries.iter().for_each(|(key, value)| texts(key, value, found)),
        _ => {}
    }
}

fn addresses_in(value: &Value) -> Vec<(String, Anchors)> {
    let mut found = Vec::new();
    texts("", value, &mut found);
    let addresses = found.into_iter().filter(|(_, text)| text.starts_with("http") && !text.contains(' '));
    // What names a thing need not be a place on a page.
    let anchors = |key| if key == "@id" { Anchors::Ignore } else { Anchors::Follow };
    addresses.map(|(key, text)| (text.to_owned(), anchors(key))).collect()
}

#[test]
fn every_address_in_structured_data_and_data_files_resolves() {
    let mut sites = Web::all();
    for site in &mut sites {
        let mut addresses = Vec::new();
        for page in site.pages.values() {
            for block in page.structured() {
                addresses.extend(addresses_in(&block).into_iter().map(|found| (page.file.clone(), found)));
            }
        }
        for file in site.ends_with(".json") {
            addresses.extend(addresses_in(&site.dist.json(&file)).into_iter().map(|found| (file.clone(), found)));
        }
        for file in site.ends_with(".csv") {
            let text = site.text(&file);
            let cells = text.split([',', '\n', '"']).filter(|cell| cell.starts_with(site.base.as_str()));
            addresses.extend(cells.map(|cell| (file.clone(), (cell.to_owned(), Anchors::Follow))));
        }
        assert!(addresses.len() > 10);
        for (file, (address, anchors)) in addresses {
            site.follow(&file, &address, anchors);
        }
    }
    finish(sites);
}

#[test]
fn every_address_in_feeds_and_lists_resolves() {
    let mut sites = Web::all();
    for site in &mut sites {
        let mut addresses = Vec::new();
        for file in ["feed.xml", "changes.xml", "sitemap.xml"] {
            let found = xml_texts(file, &site.text(file));
            let found = found.into_iter().filter(|(element, _)| matches!(element.as_str(), "link" | "loc"));
            addresses.extend(found.map(|(_, address)| (file, address)));
        }
        for file in ["robots.txt", "llms.txt"] {
            let text = site.text(file);
            let found = text.split([' ', '\n', '(', ')']).filter(|word| word.starts_with("http"));
            addresses.extend(found.map(|address| (file, address.to_owned())));
        }
        if site.dist.has("_redirects") {
            let text = site.text("_redirects");
            let found = text.lines().flat_map(|line| line.split(' ').take(2));
            addresses.extend(found.map(|address| ("_redirects", address.to_owned())));
        }
        for (file, address) in addresses {
            site.follow(file, &address, Anchors::Follow);
        }
    }
    finish(sites);
}

#[test]
fn every_file_that_a_style_or_script_names_is_there() {
    let mut sites = Web::all();
    for site in &mut sites {
        let mut addresses = Vec::new();
        for file in site.ends_with(".css") {
            let text = site.text(&file);
            for (at, _) in text.match_indices("url(") {
                let address = text[at + 4..].split(')').next().unwrap_or_default().trim().trim_matches(['"', '\'']);
                addresses.extend((!address.starts_with("data:")).then(|| (file.clone(), address.to_owned())));
            }
        }
        for file in site.ends_with(".js") {
            let text = site.text(&file);
            for start in ["from \"", "import \"", "import(\""] {
                for (at, _) in text.match_indices(start) {
                    let address = text[at + start.len()..].split('"').next().unwrap_or_default();
                    addresses.push((file.clone(), address.to_owned()));
                }
            }
        }
        assert!(!addresses.is_empty(), "the style sheet names no font");
        for (file, address) in addresses {
            site.follow(&file, &address, Anchors::Ignore);
        }
    }
    finish(sites);
}

#[test]
fn home_leads_to_every_page() {
    let mut sites = Web::all();
    for site in &mut sites {
        let mut reached = BTreeSet::from(["index.html".to_owned()]);
        let mut next = vec!["index.html".to_owned()];
        while let Some(file) = next.pop() {
            let Some(page) = site.pages.get(&file) else { continue };
            let links: Vec<String> =
                page.all("a[href]").into_iter().filter_map(|link| link.attr("href").map(str::to_owned)).collect();
            for address in links {
                if let Some(to) = site.follow(&file, &address, Anchors::Ignore)
                    && reached.insert(to.clone())
                {
                    next.push(to);
                }
            }
        }
        // Nobody is led to a former address, to the page for what is missing, or to what is kept from search engines.
        let meant = |page: &&Page| !page.is_redirect() && page.file != "404.html" && !page.has("meta[name=robots]");
        let lost = site.pages.values().filter(meant).filter(|page| !reached.contains(&page.file));
        let lost: Vec<String> = lost.map(|page| format!("nothing leads to {}", page.file)).collect();
        lost.into_iter().for_each(|complaint| site.complain(complaint));
    }
    finish(sites);
}

#[test]
fn every_page_is_whole() {
    let mut sites = Web::all();
    for site in &mut sites {
        let mut complaints = Vec::new();
        for page in site.pages.values() {
            let mut complain = |what: String| complaints.push(format!("{}: {what}", page.file));
            let mut ids = BTreeSet::new();
            for id in page.ids() {
                if !ids.insert(id) {
                    complain(format!("the id `{id}` stands twice"));
                }
            }
            // Without a link to an icon a browser asks the host for `/favicon.ico`, which no site has.
            for selector in ["head > title", "html[lang]", "link[rel=canonical]", "link[rel=icon]"] {
                if page.all(selector).len() != 1 {
                    complain(format!("{} elements match `{selector}`", page.all(selector).len()));
                }
            }
            if page.is_redirect() {
                continue;
            }
            for selector in ["h1", "main", "meta[name=description]"] {
                if page.all(selector).len() != 1 {
                    complain(format!("{} elements match `{selector}`", page.all(selector).len()));
                }
            }
            let mut above = 0;
            for heading in page.all("h1, h2, h3, h4, h5, h6") {
                let level = heading.value().name()[1..].parse::<usize>().expect("the name of a heading has a number");
                if level > above + 1 {
                    complain(format!("“{}” is an h{level} under an h{above}", words(heading)));
                }
                above = level;
            }
            for image in page.all("img:not([alt])") {
                complain(format!("{} has no alternative text", image.html()));
            }
            let canonical = page.one("link[rel=canonical]").attr("href").unwrap_or_default();
            // What stands in frames elsewhere is a part of its report.
            let whole = match page.file.strip_prefix("embed/") {
                Some(report) => format!("occupations/{report}"),
                None => page.file.clone(),
            };
            if page.file != "404.html" && canonical != site.address_of(&whole).as_str() {
                complain(format!("its canonical address is {canonical}"));
            }
        }
        complaints.into_iter().for_each(|complaint| site.complain(complaint));
    }
    finish(sites);
}

#[test]
fn every_title_and_description_is_its_own() {
    let mut sites = Web::all();
    for site in &mut sites {
        let mut complaints = Vec::new();
        for (selector, attribute) in [("head > title", None), ("meta[name=description]", Some("content"))] {
            let mut seen: BTreeMap<String, &str> = BTreeMap::new();
            for page in site.pages.values().filter(|page| !page.is_redirect()) {
                let element = page.one(selector);
                let text =
                    attribute.map_or_else(|| words(element), |name| element.attr(name).unwrap_or_default().to_owned());
                if text.is_empty() {
                    complaints.push(format!("{}: {selector} is empty", page.file));
                }
                if let Some(other) = seen.insert(text, &page.file) {
                    complaints.push(format!("{} and {other} have the same {selector}", page.file));
                }
            }
        }
        complaints.into_iter().for_each(|complaint| site.complain(complaint));
    }
    finish(sites);
}

#[test]
fn nothing_is_asked_of_another_host() {
    let mut sites = Web::all();
    for site in &mut sites {
        let mut complaints = Vec::new();
        for page in site.pages.values() {
            let loaded = "link[rel=stylesheet], link[rel=preload], link[rel=icon], link[rel=preconnect], script[src], img[src], iframe, \
                          video, audio, source, object, embed, use";
            for element in page.all(loaded) {
                let address = element.attr("href").or(element.attr("src")).unwrap_or_default();
                if !address.starts_with(site.base.path()) || address.starts_with("//") {
                    complaints.push(format!("{}: {}", page.file, element.html()));
                }
            }
            for element in page
                .all("style, [style], script:not([src]):not([type='application/ld+json'], [type='application/json'])")
            {
                complaints.push(format!("{}: a policy refuses {}", page.file, element.html()));
            }
        }
        complaints.into_iter().for_each(|complaint| site.complain(complaint));
    }
    finish(sites);
}

/// Whether the only fault of a site is a page's link to an anchor of the report.
fn refuses_anchor(site: Site, anchor: &str) -> bool {
    let link = format!("See [this](../occupations/lighthouse-keeper.yaml#{anchor}).");
    let site = site.file("content/pages/about.md", &format!("---\ntitle: About\nsummary: Us.\n---\n\n{link}\n"));
    let built = foretask::build::build(&site.root(), &site.out(), &BuildOptions::default(), &());
    let Err(BuildError::Faults(faults)) = built else { return false };
    faults.diagnostics.len() == 1 && faults.diagnostics[0].code == Code::BrokenAnchor
}

#[test]
fn a_link_to_a_section_that_is_not_shown_is_a_fault() {
    // How to cite the page stands on each; all else needs data.
    let others = Section::ALL.iter().map(|section| section.as_str()).filter(|section| *section != "cite");
    let accepted: Vec<&str> = others.filter(|section| !refuses_anchor(Site::minimal(), section)).collect();
    assert!(accepted.is_empty(), "links to {accepted:?} lead nowhere, and the build says nothing");
}

#[test]
fn a_link_into_a_section_that_is_hidden_is_a_fault() {
    let hiding = |what: &str| {
        Site::minimal()
            .line("content/site.yaml", &format!("sections: {{hide: [{what}]}}"))
            .line("content/occupations/lighthouse-keeper.yaml", "tasks: [{name: Waiting, exposure: 40}]")
    };
    for anchor in ["tasks", "task-waiting"] {
        assert!(refuses_anchor(hiding("tasks"), anchor), "a link to `{anchor}` leads nowhere");
        assert!(!refuses_anchor(hiding("cite"), anchor), "a link to `{anchor}` is refused");
    }
}

#[test]
fn links_to_every_kind_of_place_resolve() {
    let targets = [
        "../occupations/lighthouse-keeper.yaml",
        "../occupations/lighthouse-keeper.yaml#task-waiting",
        "../occupations/lighthouse-keeper.yaml#tasks",
        "../occupations/lighthouse-keeper.yaml#the-lamp",
        "../occupations/lighthouse-keeper.md#the-lamp",
        "../tools.yaml",
        "../tools.yaml#lens",
        "../industries.yaml",
        "../industries.yaml#sea",
        "../sources.yaml",
        "../sources.yaml#harbour-report",
        "../../static/img/lamp.svg",
        "about.md",
        "#below",
        "/rankings/",
        "/data/reports.csv",
        "/occupations/lighthouse-keeper.json",
        "/feed.xml",
        "/",
    ];
    let links = targets.map(|target| format!("- [{target}]({target})")).join("\n");
    let dist = Site::minimal()
        .line("content/occupations/lighthouse-keeper.yaml", "tasks: [{name: Waiting, exposure: 40, tools: [lens]}]")
        .file("content/occupations/lighthouse-keeper.md", "## The lamp\n\nIt burns.\n")
        .file("content/tools.yaml", "lens: {name: Lens, summary: Shows ships.}\n")
        .file("content/sources.yaml", "harbour-report: {title: Report, kind: report}\n")
        .file("static/img/lamp.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n")
        .file(
            "content/pages/about.md",
            &format!("---\ntitle: About\nsummary: Us.\n---\n\n{links}\n\n## Below\n\nHere.\n"),
        )
        .build();
    let mut site = Web::of(dist);
    let page = &site.pages["about/index.html"];
    let found: Vec<String> =
        page.all("main li a").into_iter().filter_map(|link| link.attr("href").map(str::to_owned)).collect();
    let made: Vec<&String> = found.iter().filter(|address| address.starts_with(['/', '#'])).collect();
    assert!(made.len() >= targets.len(), "{made:?}");
    for address in found {
        site.follow("about/index.html", &address, Anchors::Follow);
    }
    finish(vec![site]);
}

use scraper::{ElementRef, Html, Node, Selector};

/// A built HTML page, as a browser reads it.
pub struct Page {
    /// Its file, relative to the site's root.
    pub file: String,
    html: Html,
}

impl Page {
    /// Parses a page.
    pub fn parse(file: &str, text: &str) -> Self {
        Self { file: file.to_owned(), html: Html::parse_document(text) }
    }

    /// Whether it only leads to another page.
    pub fn is_redirect(&self) -> bool {
        self.has("meta[http-equiv=refresh]")
    }

    /// The elements that match, in order.
    pub fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        let selector = Selector::parse(selector).unwrap_or_else(|error| panic!("`{selector}` is no selector: {error}"));
        self.html.select(&selector).collect()
    }

    /// Whether an element matches.
    pub fn has(&self, selector: &str) -> bool {
        !self.all(selector).is_empty()
    }

    /// The one element that matches.
    pub fn one(&self, selector: &str) -> ElementRef<'_> {
        let all = self.all(selector);
        assert_eq!(all.len(), 1, "{} has {} elements that match `{selector}`", self.file, all.len());
        all[0]
    }

    /// The words of the one element that matches.
    pub fn words(&self, selector: &str) -> String {
        words(self.one(selector))
    }

    /// The values of an attribute, in order.
    pub fn values(&self, attribute: &str) -> Vec<&str> {
        self.all(&format!("[{attribute}]")).into_iter().filter_map(|element| element.attr(attribute)).collect()
    }

    /// The ids, in order.
    pub fn ids(&self) -> Vec<&str> {
        self.values("id")
    }

    /// Every element, in order.
    pub fn elements(&self) -> impl Iterator<Item = ElementRef<'_>> {
        self.html.root_element().descendants().filter_map(ElementRef::wrap)
    }

    /// The blocks of structured data.
    pub fn structured(&self) -> Vec<serde_json::Value> {
        let parse = |script: ElementRef<'_>| {
            let text: String = script.text().collect();
            assert!(!text.contains("</"), "{}: a block of JSON-LD holds `</`", self.file);
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: JSON-LD is not JSON: {error}", self.file))
        };
        self.all("script[type='application/ld+json']").into_iter().map(parse).collect()
    }

    /// Headings without words, and those under which nothing stands before the next of the same or a higher level. A heading
    /// below another is something that stands there.
    pub fn empty_headings(&self) -> Vec<String> {
        let mut empty = Vec::new();
        let mut open: Vec<(u8, String)> = Vec::new();
        for node in self.html.root_element().descendants() {
            let inside_heading = node.ancestors().filter_map(ElementRef::wrap).any(|above| level(above).is_some());
            match ElementRef::wrap(node).map(|element| (element, level(element))) {
                Some((element, Some(level))) => {
                    let is_over = |(other, _): &(u8, String)| *other >= level;
                    empty.extend(open.iter().filter(|heading| is_over(heading)).map(|(_, words)| words.clone()));
                    open.clear();
                    let words = words(element);
                    if words.is_empty() {
                        empty.push(format!("an h{level} without words"));
                    }
                    open.push((level, words));
                }
                _ if !inside_heading && is_content(node.value()) => open.clear(),
                _ => {}
            }
        }
        empty.extend(open.into_iter().map(|(_, words)| words));
        empty
    }

    /// Elements that are there to hold something and hold nothing.
    pub fn empty_shells(&self) -> Vec<String> {
        let shells = "main section, main article, main aside, main nav, main ul, main ol, main dl, main li, main dt, \
                      main dd, main table, main tbody, main thead, main tr, main th, main caption, main p, \
                      main figure, main figcaption, main details, main summary, main blockquote, main a, main button";
        let holds_nothing = |element: &ElementRef<'_>| !element.descendants().any(|node| is_content(node.value()));
        self.all(shells).into_iter().filter(holds_nothing).map(|element| element.html()).collect()
    }
}

/// The level of a heading.
fn level(element: ElementRef<'_>) -> Option<u8> {
    match element.value().name() {
        "h1" => Some(1),
        "h2" => Some(2),
        "h3" => Some(3),
        "h4" => Some(4),
        "h5" => Some(5),
        "h6" => Some(6),
        _ => None,
    }
}

/// Whether a node shows something by itself.
pub fn is_content(node: &Node) -> bool {
    match node {
        Node::Text(text) => !text.trim().is_empty(),
        Node::Element(element) => matches!(element.name(), "img" | "svg" | "input" | "hr"),
        _ => false,
    }
}

/// The words of an element, with single spaces between them.
pub fn words(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

use super::*;

/// Level, id and HTML of each heading.
fn headings(text: &str) -> Vec<(u8, String, String)> {
    let (outline, _) = super::outline(text, &DOCUMENT);
    outline.headings.into_iter().map(|heading| (heading.level, heading.id, heading.html)).collect()
}

fn ids(text: &str) -> Vec<String> {
    headings(text).into_iter().map(|(_, id, _)| id).collect()
}

#[test]
fn headings_have_html_for_a_table_of_contents() {
    assert_eq!(
        headings("## *A* & [b](c) ![d](e) `<f>`[^1]\n\nG\n---\n\n[^1]: h\n"),
        [
            (2, "a-b-d-f".to_owned(), "<em>A</em> &amp; b d <code>&lt;f&gt;</code>".to_owned()),
            (2, "g".to_owned(), "G".to_owned())
        ]
    );
}

#[test]
fn ids_are_slugs_of_the_words() {
    let text = "## Don't -- C++ & *Node.js*!\n\n## Über 50 % größer\n\n## Ёлка 東京 हिन्दी\n\n## …\n\n## cafe\u{301}s\n";
    assert_eq!(ids(text), ["dont-c-node-js", "über-50-größer", "ёлка-東京-हिन्दी", "section", "cafe\u{301}s"]);
}

#[test]
fn ids_are_given_once() {
    assert_eq!(ids("## A\n\n## a!\n\n## A 2\n\n## A\n\n## A {#a-3}\n"), ["a", "a-2", "a-2-2", "a-4", "a-3"]);
    assert_eq!(
        ids("## Tasks\n\n## Sources {#sources}\n\n## X {#x}\n\n## X {#x}\n"),
        ["tasks-2", "sources-2", "x", "x-2"]
    );
    assert_eq!(ids("## A {#fn:1}\n\n## fn 1\n"), ["fn-1", "fn-1-2"]);
}

#[test]
fn links_are_what_the_site_has_to_know() {
    let text = "[a](b.md#c) <https://d.example> <e@f.example> ![g](<h i.png>) [j][]\n\n\
                [k](#l) ![m](https://n.example)\n\n[j]: ../o.yaml";
    let (outline, _) = super::outline(text, &DOCUMENT);
    let links: Vec<_> =
        outline.links.iter().map(|link| (link.target.as_str(), link.kind, &text[link.span.clone()])).collect();
    assert_eq!(
        links,
        [
            ("b.md#c", LinkKind::Link, "[a](b.md#c)"),
            ("h i.png", LinkKind::Image, "![g](<h i.png>)"),
            ("../o.yaml", LinkKind::Link, "[j]"),
            ("#l", LinkKind::Link, "[k](#l)"),
        ]
    );
}

#[test]
fn the_first_paragraph_stands_by_itself() {
    let first = |text: &str| super::outline(text, &DOCUMENT).0.first_paragraph;
    assert_eq!(first("## A\n\n> b\n\n- c\n\n  d\n\n![](e)\n\nf *g*\nh[^1]\n\n[^1]: i"), Some("f g h".to_owned()));
    assert_eq!(first("- a"), None);
}

#[test]
fn words_are_counted_without_footnotes() {
    let words = |text: &str| super::outline(text, &DOCUMENT).0.words;
    assert_eq!(words("## A b\n\nc **d**e `f g`[^1]\n\n- h\n\n[^1]: i j k"), 7);
    assert_eq!(words(""), 0);
}

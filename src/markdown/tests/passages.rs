use super::*;

/// Kind and words of each passage.
fn read(text: &str) -> Vec<(PassageKind, String)> {
    super::passages(text, &DOCUMENT).passages.into_iter().map(|passage| (passage.kind, passage.text)).collect()
}

#[test]
fn words_stand_in_passages_without_their_markup() {
    use PassageKind::{Cell, Code, Footnote, Heading, Item, Other, Paragraph, Quote};
    let text = "One *two*\nthree.[^1]\n\n## Four `5`\n\n- six\n- seven\n\n> eight\n\n| a | b |\n|---|---|\n| c | |\n\n```\nd\n```\n\n---\n\n> [!NOTE]\n> nine\n\n[^1]: ten\n";
    let wanted = [
        (Paragraph, "One two three."),
        (Heading(2), "Four 5"),
        (Item, "six"),
        (Item, "seven"),
        (Quote, "eight"),
        (Cell, "a"),
        (Cell, "b"),
        (Cell, "c"),
        (Code, ""),
        (Other, ""),
        (Paragraph, "nine"),
        (Footnote, "ten"),
    ];
    assert_eq!(read(text), wanted.map(|(kind, words)| (kind, words.to_owned())));
}

#[test]
fn every_part_of_a_passage_has_its_place() {
    let text = "A *b c* \"d\" [e f](https://g.example/) `h`.\n\n- Äi &amp; j\n";
    let passages = super::passages(text, &DOCUMENT).passages;
    for (passage, words, source) in [
        (0, "b c", "b c"),
        (0, "c “d", "c* \"d"),
        (0, "e f", "e f"),
        (0, "h", "h"),
        (0, "f h", "f](https://g.example/) `h"),
        (1, "Äi", "Äi"),
        (1, "j", "j"),
    ] {
        let passage = &passages[passage];
        let at = passage.text.find(words).unwrap_or_else(|| panic!("`{words}` is not in `{}`", passage.text));
        assert_eq!(&text[passage.source(at..at + words.len())], source);
    }
}

#[test]
fn links_and_images_have_their_words_and_places() {
    let text = "[here *now*](a.md) and ![](b.svg), [![c](d.svg)](e.md) <https://f.example/>";
    let Passages { links, images, .. } = super::passages(text, &DOCUMENT);
    let shown = |found: Vec<Wording>| -> Vec<(String, String)> {
        found.into_iter().map(|found| (found.text, text[found.span].to_owned())).collect()
    };
    let pairs = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(words, source)| ((*words).to_owned(), (*source).to_owned())).collect()
    };
    assert_eq!(shown(images), pairs(&[("", "![](b.svg)"), ("c", "![c](d.svg)")]));
    assert_eq!(
        shown(links),
        pairs(&[
            ("here now", "[here *now*](a.md)"),
            ("", "[![c](d.svg)](e.md)"),
            ("https://f.example/", "<https://f.example/>")
        ])
    );
}

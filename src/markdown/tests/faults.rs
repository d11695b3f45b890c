use super::*;

#[test]
fn a_good_text_has_none() {
    let text = "Text <!-- note --> [a](b), <c@d.example>.\n\n## A {#b}\n\n### C[^1]\n\n## D\n\n\
                [^1]: E\n\n`[^2] <b>` \\[^3] \\<b>\r\n";
    assert_eq!(faults(text), [""; 0]);
}

#[test]
fn heading_levels() {
    assert_eq!(
        faults("# A\n\n## B\n\n#### C\n\n##### D\n"),
        [
            "heading-level \"# A\": a heading of the first level, which only the page's title has",
            "heading-level \"#### C\": a heading of level 4 under one of level 2",
        ]
    );
    assert_eq!(faults("### A\n"), ["heading-level \"### A\": a heading of level 3 without one of level 2 above it"]);
    assert_eq!(
        faults("##\n\n## ![](a)\n\n## <!-- b -->\n"),
        [
            "heading-level \"##\": a heading without text",
            "heading-level \"## ![](a)\": a heading without text",
            "heading-level \"## <!-- b -->\": a heading without text",
        ]
    );
    assert_eq!(faults("a[^1]\n\n[^1]: b\n\n    ## c\n"), ["heading-level \"## c\": a heading in a footnote"]);
}

#[test]
fn prose_has_no_headings() {
    assert_eq!(faults_of("## A\n", &PROSE), ["heading-level \"## A\": a heading in a text that has none"]);
    let (_, faults) = outline("A\n---\n", &PROSE);
    assert_eq!(faults[0].span, 0..5);
    assert_eq!(
        faults[0].help.as_deref(),
        Some("leave a line empty above `---` or `===`, which make a heading of the text before them")
    );
}

#[test]
fn ids_that_are_taken() {
    assert_eq!(
        faults("## A {#x}\n\n## B {#x}\n\n## C {#tasks}\n\n## D {#fn:1}\n"),
        [
            "duplicate-id \"## B {#x}\": the id `x` belongs to an earlier heading",
            "duplicate-id \"## C {#tasks}\": the id `tasks` belongs to the page around the text",
            "duplicate-id \"## D {#fn:1}\": the id `fn:1` belongs to the page around the text",
        ]
    );
}

#[test]
fn a_heading_takes_an_id_only() {
    assert_eq!(
        faults("## A {.b}\n\n## C {onclick=d}\n"),
        [
            "unknown-key \"## A {.b}\": a heading takes nothing but an id, not `.b`",
            "unknown-key \"## C {onclick=d}\": a heading takes nothing but an id, not `onclick`",
        ]
    );
}

#[test]
fn html_is_marked_at_its_tag() {
    assert_eq!(
        faults("a <b>c</b>\n\n> <div\n> class=x>\n> d\n\n<!-- e --> <hr> f\n\n<?php ?>\n"),
        [
            "raw-html \"<b>\": HTML is not allowed here",
            "raw-html \"</b>\": HTML is not allowed here",
            "raw-html \"<div\": HTML is not allowed here",
            "raw-html \"<hr>\": HTML is not allowed here",
            "raw-html \"<?php ?>\": HTML is not allowed here",
        ]
    );
    assert_eq!(faults_of("a <b>c</b>\n\n<hr>", &WITH_HTML), [""; 0]);
}

#[test]
fn a_comment_has_an_end() {
    for settings in [DOCUMENT, WITH_HTML] {
        assert_eq!(faults_of("a\n\n<!-- b\n\nc", &settings), ["raw-html \"<!--\": a comment without an end"]);
    }
}

#[test]
fn schemes_that_are_not_allowed() {
    for address in [
        "javascript:alert(1)",
        "JaVaScRiPt:a",
        "data:text/html,a",
        "vbscript:a",
        "file:///a",
        "java&#115;cript&colon;a",
    ] {
        let faults = faults(&format!("[x]({address})"));
        assert!(faults.len() == 1 && faults[0].contains("the scheme `"), "{address}: {faults:?}");
    }
    assert_eq!(
        faults("[x][y] <about:blank>\n\n[y]: JAVASCRIPT:z\n"),
        [
            "invalid-address \"[x][y]\": the scheme `JAVASCRIPT:` is not allowed",
            "invalid-address \"<about:blank>\": the scheme `about:` is not allowed",
        ]
    );
}

#[test]
fn addresses_that_hide_something() {
    assert_eq!(
        faults("[a](<java\tscript:b>) [c](&#1;javascript:d) [e](java&NewLine;script:f)"),
        [
            "invalid-address \"[a](<java\\tscript:b>)\": `java\\tscript:b` holds a control character",
            "invalid-address \"[c](&#1;javascript:d)\": `\\u{1}javascript:d` holds a control character",
            "invalid-address \"[e](java&NewLine;script:f)\": `java\\nscript:f` holds a control character",
        ]
    );
    for address in ["//host", "/\\\\host", "\\\\\\\\host", "< //host>"] {
        let faults = faults(&format!("[x]({address})"));
        assert!(faults.len() == 1 && faults[0].ends_with("has no scheme"), "{address}: {faults:?}");
    }
}

#[test]
fn addresses_that_lead_nowhere() {
    assert_eq!(
        faults("[a]() [b](http:c) [d](https://) [e](mailto:) [f](https://g\\|h/)"),
        [
            "invalid-address \"[a]()\": an address without anything in it",
            "invalid-address \"[b](http:c)\": `http:c` is not an address of the web",
            "invalid-address \"[d](https://)\": `https://` is not an address of the web",
            "invalid-address \"[e](mailto:)\": `mailto:` has nothing after its scheme",
            "invalid-address \"[f](https://g\\\\|h/)\": `https://g|h/` is not an address of the web",
        ]
    );
}

#[test]
fn links_have_words() {
    assert_eq!(
        faults("[](a) [![](b)](c) [![d](e)](f)"),
        ["empty-text \"[](a)\": a link without text", "empty-text \"[![](b)](c)\": a link without text"]
    );
}

#[test]
fn images_are_of_this_site() {
    assert_eq!(
        faults("![a](https://b.example/c.png) ![d](data:image/png;base64,e) ![f](static/g.png)"),
        [
            "invalid-address \"![a](https://b.example/c.png)\": the image `https://b.example/c.png` is not of this site; \
             pages ask nothing of other hosts",
            "invalid-address \"![d](data:image/png;base64,e)\": the scheme `data:` is not allowed",
        ]
    );
}

#[test]
fn footnotes_that_do_not_fit() {
    assert_eq!(
        faults("a[^one] b[^onr] ![^c]\n\n[^one]: d\n\n[^ONE]: e\n\n[^f]: g[^f] [^h]\n\n[^i]:\n"),
        [
            "footnote \"[^onr]\": no footnote is named `onr`; did you mean `one`?",
            "footnote \"[^c]\": no footnote is named `c`",
            "footnote \"[^ONE]\": the footnote `ONE` is written twice",
            "footnote \"[^f]\": nothing in the text refers to the footnote `f`",
            "footnote \"[^h]\": no footnote is named `h`",
            "footnote \"[^i]\": nothing in the text refers to the footnote `i`",
            "footnote \"[^i]\": the footnote `i` has no text",
        ]
    );
    assert_eq!(faults("[a [^b] c](d)"), ["footnote \"[^b]\": no footnote is named `b`"]);
    assert_eq!(faults_of("a[^b]", &PROSE), [""; 0]);
}

#[test]
fn control_characters() {
    let (_, faults) = outline("a\tb\r\nc\u{7}\u{8}\n`\u{85}`", &DOCUMENT);
    let found: Vec<_> = faults.iter().map(|fault| (fault.code.as_str(), fault.span.clone(), &*fault.message)).collect();
    assert_eq!(
        found,
        [
            ("control-character", 6..7, "control character U+0007"),
            ("control-character", 10..12, "control character U+0085"),
        ]
    );
}

#[test]
fn long_names_are_cut() {
    let (_, faults) = outline(&format!("[a]({}:b)", "x".repeat(100_000)), &DOCUMENT);
    assert_eq!(faults[0].message, format!("the scheme `{}…:` is not allowed", "x".repeat(60)));
}

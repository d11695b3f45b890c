use super::*;

/// Everything there is to be made of a text.
fn all(text: &str) -> (Outline, String) {
    to_plain(text);
    to_inline_html(text, &PROSE, &LABELS, &resolve, "");
    (outline(text, &DOCUMENT).0, html(text))
}

#[test]
fn deep_nesting_is_flattened() {
    for (text, tag, depth) in [
        (format!("{}a", ">".repeat(10_000)), "<blockquote>", 64),
        (format!("{}a", "> ".repeat(65)), "<blockquote>", 64),
        (format!("{}a", "- ".repeat(10_000)), "<ul>", 64),
        (format!("{}a", "1. ".repeat(10_000)), "<ol>", 64),
        ((0..100).map(|level| format!("{}- a\n", "  ".repeat(level))).collect(), "<ul>", 64),
        (format!("{}a{}", "*a ".repeat(10_000), "*".repeat(10_000)), "<em>", 64),
        (format!("{}- a", "> ".repeat(63)), "<ul>", 1),
        (format!("{}- a", "> ".repeat(64)), "<ul>", 0),
    ] {
        let (_, html) = all(&text);
        assert_eq!(html.matches(tag).count(), depth, "{tag} in {html}");
        assert!(html.contains('a'), "{html}");
    }
}

#[test]
fn flattened_items_stay_apart() {
    let text = format!("{prefix}- a\n{prefix}- b\n", prefix = "> ".repeat(64));
    let (_, html) = all(&text);
    assert_eq!(html.replace("<blockquote>\n", "").replace("</blockquote>\n", ""), "\na\nb\n");
}

#[test]
fn a_line_opens_so_much_and_no_more() {
    for sign in [">", "> ", "- ", "* ", "10) ", "[^a]: > "] {
        let text = format!("{}b *c*", sign.repeat(5000));
        let bounded = nesting::bounded(&text);
        assert_eq!(bounded.len(), text.len());
        let (outline, html) = all(&text);
        assert!(html.contains("b c") || sign.starts_with('['), "{sign:?} {}", html.replace("<blockquote>\n", ""));
        assert!(outline.words <= 3 || sign.starts_with('['), "{}", outline.words);
    }
    let ornament = format!("{}\n\n    {}\n", "-".repeat(5000), "> ".repeat(400));
    assert!(matches!(nesting::bounded(&ornament), std::borrow::Cow::Borrowed(_)));
}

#[test]
fn many_lines_under_much_that_is_open() {
    let opened = format!("{}a\n", ">".repeat(20_000));
    let (_, html) = all(&format!("{opened}{}", "b\n".repeat(500)));
    assert_eq!(html.matches("\nb").count(), 500);
}

/// Each of these is known to make some parser's work grow with the square of the text, or its stack with the text.
#[test]
fn hostile_texts_are_read_to_their_end() {
    let units = [
        "[",
        "![",
        "]",
        "[a](",
        "[a](b",
        "[a](<b",
        "[a](b \"",
        "[](",
        "[a][",
        "![[]()",
        "[^",
        "[^1]",
        "[^a\\",
        "[^a]: b ",
        "*a _b ",
        "**",
        "***a",
        "a**b",
        "_a __",
        "~~",
        "~a~~",
        "`",
        "`a``",
        "<",
        "<a ",
        "<a b=\"",
        "<!--",
        "<?",
        "<![CDATA[",
        "<b>\n",
        "<https://a.b>",
        "&",
        "&amp;",
        "&#7;",
        "\\",
        "\"a",
        "'",
        "|",
        "||\n",
        "a|b\n",
        "- [ ] ",
        "+ a\n  + ",
        "a\n: b\n",
        "> [!NOTE]\n",
        "## a\n",
        "## a {#a}\n",
        "## {#a",
        "```\n",
        "    a\n",
        "---\n",
        "a\\\n",
        "a  \n",
        "\t",
        "\0",
        "\u{301}",
        "[a]: b\n",
    ];
    for unit in units {
        all(&unit.repeat(20_000 / unit.len()));
    }
    all(&"word ".repeat(200_000));
    all(&(1..500).map(|length| format!("a{}", "`".repeat(length))).collect::<String>());
    all(&format!("[x]: {}\n\n{}", "y".repeat(20_000), "[x]\n".repeat(10_000)));
    all(&format!("|{}\n|{}\n{}", "a|".repeat(300), "-|".repeat(300), "|b\n".repeat(1000)));
    all(&(0..3000).map(|name| format!("[^{name}]: a[^{}] [^x{name}]\n\n", name + 1)).collect::<String>());
}

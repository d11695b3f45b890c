use std::collections::HashSet;

use proptest::prelude::*;
use scraper::{ElementRef, Html, Selector};

use super::*;

/// Texts that are likely to be Markdown: signs, words and line ends in any order.
fn markdown() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(&[
            "\n", "\n\n", " ", "a", "b c", "# ", "## ", "### ", "####", "{#a}", " {#fn:1}", " {#b .c}", "\n---\n",
            "> ", "- ", "1. ", "  ", "    ", "- [x] ", "*", "**", "_", "~~", "`", "```\n", "[", "]", "](", ")", "(",
            "![", "[a](b)", "![a](b.png \"c\")", "[^1]", "[^2]", "\n[^1]: ", "\n[^2]: a\n", "|", "|-|-|\n",
            "\n|a|b|\n|-|:-:|\n|c|", "\n: ", "\\", "&", "&amp;", "&#0;", "&#1;", "<", ">", "<b>", "</p>", "<div>",
            "<script>", "<a href=x>", "<!--", "-->", "<!-- a -->", "<?", "javascript:", "[a](javascript:b)",
            "[a](JAVASCRIPT:b)", "[a](&#1;javascript:b)", "<https://a.b>", "<a@b.c>", "https://a.b", "//a", "%", "#",
            "\"", "'", "\t", "\r\n", "\u{0}", "\u{7f}", "\u{fdd0}", "é", "東", "> [!NOTE]\n", "\n[a]: javascript:b\n",
            "\n[b]: c\n", "[b]", "...", "tasks", "***\n",
        ][..]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[ -~]{0,6}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn settings() -> impl Strategy<Value = Settings<'static>> {
    prop_oneof![Just(DOCUMENT), Just(PROSE)]
}

fn select<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).expect("a selector of this file");
    page.select(&selector).collect()
}

fn attributes<'a>(page: &'a Html, name: &str) -> Vec<&'a str> {
    select(page, &format!("[{name}]")).into_iter().filter_map(|element| element.attr(name)).collect()
}

/// What an element of each kind may stand in, for those that the parser of a browser does not move to their place.
fn misplaced(page: &Html) -> Vec<String> {
    let wrong = [
        "a a",
        "label label",
        "label input ~ input",
        "a label",
        "a input",
        "p p",
        "h2 h2",
        "p div",
        "p ul",
        "p pre",
        "ul > :not(li)",
        "ol > :not(li)",
        "dl > :not(dt):not(dd)",
        "dl > dd:first-child",
        "dl > dt:last-child",
        "dl:empty",
        "dt h2",
        "dt p",
        "tr > :not(td):not(th)",
        "th:empty",
        "table table",
        "a:empty",
        "h1",
        "p:empty",
        "h2:empty",
        "h3:empty",
        "h4:empty",
        "h5:empty",
        "h6:empty",
        "h2 label",
        "code *",
        "pre > :not(code)",
        "script",
        "b",
        "div:not([class])",
        "a:not([href])",
        "img:not([alt])",
        "[style]",
        "[onclick]",
        "span",
        "sup:empty",
    ];
    wrong.iter().filter(|selector| !select(page, selector).is_empty()).map(|selector| (*selector).to_owned()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn html_is_well_formed_and_harmless(text in markdown(), settings in settings()) {
        let html = to_html(&text, &settings, &LABELS, &resolve, "t-");
        let page = Html::parse_fragment(&html);
        prop_assert!(page.errors.is_empty(), "{:?} in {}", page.errors, html);
        prop_assert_eq!(misplaced(&page), Vec::<String>::new(), "{}", html);

        for address in attributes(&page, "href").into_iter().chain(attributes(&page, "src")) {
            let inside = address.starts_with("/at/") || address.starts_with('#');
            let scheme = address.split(':').next().unwrap_or_default().to_ascii_lowercase();
            prop_assert!(inside || ["http", "https", "mailto", "tel"].contains(&scheme.as_str()), "{}", address);
        }
        prop_assert!(attributes(&page, "src").iter().all(|src| src.starts_with("/at/") || src.starts_with('#')));
        prop_assert!(html.chars().all(|c| c == '\n' || c == '\t' || !c.is_control()));
        prop_assert!(html.is_empty() || html.ends_with('\n'));
    }

    #[test]
    fn outline_and_html_agree_about_ids(text in markdown(), settings in settings()) {
        let (outline, _) = outline(&text, &settings);
        let html = to_html(&text, &settings, &LABELS, &resolve, "t-");
        let page = Html::parse_fragment(&html);
        let headings: Vec<_> = select(&page, "h2, h3, h4, h5, h6")
            .into_iter()
            .map(|heading| (heading.value().name().to_owned(), heading.attr("id").unwrap_or_default().to_owned()))
            .collect();
        let outlined: Vec<_> =
            outline.headings.iter().map(|heading| (format!("h{}", heading.level), heading.id.clone())).collect();
        prop_assert_eq!(headings, outlined);

        let ids = attributes(&page, "id");
        prop_assert!(ids.iter().all(|id| !id.is_empty() && !settings.reserved_ids.contains(id)));
        prop_assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len(), "an id twice in {}", html);
        for target in attributes(&page, "href").into_iter().filter_map(|href| href.strip_prefix("#t-")) {
            let id = format!("t-{target}");
            prop_assert!(ids.contains(&id.as_str()), "{} leads nowhere in {}", id, html);
        }
        for heading in &outline.headings {
            prop_assert!(Html::parse_fragment(&heading.html).errors.is_empty() && !heading.text.is_empty());
        }
    }

    #[test]
    fn spans_are_pieces_of_the_text(text in markdown(), settings in prop_oneof![settings(), Just(WITH_HTML)]) {
        to_html(&text, &settings, &LABELS, &resolve, "");
        let (outline, faults) = outline(&text, &settings);
        for span in faults.iter().map(|fault| &fault.span).chain(outline.links.iter().map(|link| &link.span)) {
            prop_assert!(text.get(span.clone()).is_some_and(|piece| !piece.is_empty()), "{:?} in {:?}", span, text);
        }
        prop_assert!(faults.is_sorted_by_key(|fault| fault.span.start));
    }

    #[test]
    fn a_text_without_faults_loses_no_words(text in markdown()) {
        let (_, faults) = outline(&text, &DOCUMENT);
        if faults.is_empty() && !text.contains("[^") && !text.contains("[x]") {
            let labels = Labels { note: "", ..LABELS };
            let page = Html::parse_fragment(&to_html(&text, &DOCUMENT, &labels, &resolve, ""));
            let mut printed: String = page.root_element().text().collect();
            for image in attributes(&page, "alt") {
                printed.push_str(image);
            }
            let count = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
            prop_assert_eq!(count(&printed), count(&to_plain(&text)), "{}", printed);
        }
    }

    #[test]
    fn a_line_of_words_is_what_the_parser_makes_of_it(text in "[a-zA-Z0-9 ,.;/%()-]{1,12}", settings in settings()) {
        if is_line_of_words(&text) {
            let page = Surroundings { labels: &LABELS, resolve: &resolve, id_prefix: "" };
            let read = reader::read(&text, &settings);
            prop_assert_eq!(to_html(&text, &settings, &LABELS, &resolve, ""), super::super::html::blocks(&read, page));
            prop_assert_eq!(to_inline_html(&text, &settings, &LABELS, &resolve, ""), super::super::html::inline(&read, page));
            prop_assert_eq!(to_plain(&text), plain::plain(read.events.iter().map(|(event, _)| event)));
            let (outline, faults) = outline(&text, &settings);
            prop_assert_eq!(links(&text, &settings), (outline.links, faults));
        }
    }

    #[test]
    fn any_bytes_are_read(text in any::<String>()) {
        outline(&text, &DOCUMENT);
        to_inline_html(&text, &PROSE, &LABELS, &resolve, "");
        to_plain(&text);
    }
}

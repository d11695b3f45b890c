use super::*;

#[test]
fn phrases_are_escaped_and_quotes_are_curly() {
    assert_eq!(
        html("*a* **b** ~~c~~ `<d> & \"e\"` \"f\" -- 1 < 2 & 3...\nsoft\\\nhard &lt;"),
        "<p><em>a</em> <strong>b</strong> <del>c</del> <code>&lt;d&gt; &amp; \"e\"</code> “f” – 1 &lt; 2 &amp; 3…\n\
         soft<br>\nhard &lt;</p>\n"
    );
}

#[test]
fn headings_lead_to_themselves() {
    assert_eq!(
        html("## How *we* count\n\n### Own {#own-id}\n"),
        "<h2 id=\"how-we-count\"><a class=\"heading-link\" href=\"#how-we-count\">How <em>we</em> count</a></h2>\n\
         <h3 id=\"own-id\"><a class=\"heading-link\" href=\"#own-id\">Own</a></h3>\n"
    );
}

#[test]
fn a_heading_that_holds_a_link_is_none() {
    assert_eq!(html("## See [a](b)\n"), "<h2 id=\"see-a\">See <a href=\"/at/b\">a</a></h2>\n");
    assert_eq!(
        to_html("## <abbr>AI</abbr>\n", &WITH_HTML, &LABELS, &resolve, ""),
        "<h2 id=\"ai\"><abbr>AI</abbr></h2>\n"
    );
}

#[test]
fn an_id_with_odd_letters_is_escaped_for_its_place() {
    assert_eq!(
        html("## A {#ü\"&%}\n"),
        "<h2 id=\"ü&quot;&amp;%\"><a class=\"heading-link\" href=\"#ü%22&amp;%25\">A</a></h2>\n"
    );
}

#[test]
fn links_say_whose_they_are() {
    assert_eq!(html("[a](b.md \"A \\\"t\\\"\")"), "<p><a href=\"/at/b.md\" title=\"A &quot;t&quot;\">a</a></p>\n");
    assert_eq!(
        html("<https://x.example/?a=1&b=%20>"),
        "<p><a href=\"https://x.example/?a=1&amp;b=%20\" rel=\"noopener external\" class=\"external\" \
         title=\"Another site\">https://x.example/?a=1&amp;b=%20</a></p>\n"
    );
    assert_eq!(
        html("[Buy](https://shop.example/ \"Now\")."),
        "<p><a href=\"https://shop.example/\" rel=\"sponsored noopener external\" class=\"external\" title=\"Now\">Buy</a> \
         <small class=\"sponsored\">advertisement</small>.</p>\n"
    );
    assert_eq!(
        html("<a@b.example> [call](TEL:+49)"),
        "<p><a href=\"mailto:a@b.example\">a@b.example</a> <a href=\"TEL:+49\">call</a></p>\n"
    );
}

#[test]
fn a_label_for_other_sites_may_be_empty() {
    let labels = Labels { external: "", ..LABELS };
    assert_eq!(
        to_html("[a](HTTPS://x.example)", &DOCUMENT, &labels, &resolve, ""),
        "<p><a href=\"HTTPS://x.example\" rel=\"noopener external\" class=\"external\">a</a></p>\n"
    );
}

#[test]
fn addresses_are_encoded_once() {
    assert_eq!(html("[a](<b c%20d%zz[é]#e#f>)"), "<p><a href=\"/at/b%20c%20d%25zz%5Bé%5D#e%23f\">a</a></p>\n");
    assert_eq!(
        html("[a](https://[::1]/[b])"),
        "<p><a href=\"https://[::1]/%5Bb%5D\" rel=\"noopener external\" class=\"external\" title=\"Another site\">a</a></p>\n"
    );
}

#[test]
fn links_do_not_hold_links() {
    assert_eq!(html("[a <https://x.example> b](c)"), "<p><a href=\"/at/c\">a https://x.example b</a></p>\n");
}

#[test]
fn images_load_when_they_are_seen() {
    assert_eq!(
        html("![A *b* ![c](d) `e`](f.png \"g\")"),
        "<p><img src=\"/at/f.png\" alt=\"A b c e\" title=\"g\" loading=\"lazy\" decoding=\"async\"></p>\n"
    );
    assert_eq!(
        html("[![a](b.svg)](c)"),
        "<p><a href=\"/at/c\"><img src=\"/at/b.svg\" alt=\"a\" loading=\"lazy\" decoding=\"async\"></a></p>\n"
    );
}

#[test]
fn lists_begin_where_they_are_told_to() {
    assert_eq!(html("- a\n- b\n  1. c\n"), "<ul>\n<li>a</li>\n<li>b\n<ol>\n<li>c</li>\n</ol>\n</li>\n</ul>\n");
    assert_eq!(html("7. a\n\n8. b\n"), "<ol start=\"7\">\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ol>\n");
}

#[test]
fn tasks_are_labelled_by_their_words() {
    assert_eq!(
        html("- [ ] to *do*\n  - [x] done\n- [ ]\n- no task\n"),
        "<ul>\n<li class=\"task\"><label><input type=\"checkbox\" disabled> to <em>do</em></label>\n<ul>\n\
         <li class=\"task\"><label><input type=\"checkbox\" disabled checked> done</label></li>\n</ul>\n</li>\n\
         <li class=\"task\">[ ]</li>\n<li>no task</li>\n</ul>\n"
    );
    assert_eq!(
        html("- [x] a\n\n  b\n"),
        "<ul>\n<li class=\"task\">\n<p><label><input type=\"checkbox\" disabled checked> a</label></p>\n<p>b</p>\n</li>\n</ul>\n"
    );
    assert_eq!(
        html("- [x] Title\n  ---\n"),
        "<ul>\n<li>\n<h2 id=\"x-title\"><a class=\"heading-link\" href=\"#x-title\">[x] Title</a></h2>\n</li>\n</ul>\n"
    );
}

#[test]
fn alerts_have_their_title_in_the_words_of_the_page() {
    let labels = Labels { caution: "Vorsicht & Rücksicht", ..LABELS };
    assert_eq!(
        to_html("> [!CAUTION]\n> *Text*\n", &DOCUMENT, &labels, &resolve, ""),
        "<div class=\"alert alert-caution\" role=\"note\">\n<p class=\"alert-title\">Vorsicht &amp; Rücksicht</p>\n\
         <p><em>Text</em></p>\n</div>\n"
    );
    for (kind, title) in [("NOTE", "Note"), ("TIP", "Tip"), ("IMPORTANT", "Important"), ("WARNING", "Warning")] {
        let alert = format!("<div class=\"alert alert-{}\" role=\"note\">", kind.to_lowercase());
        let html = html(&format!("> [!{kind}]\n> a\n"));
        assert!(html.starts_with(&alert) && html.contains(&format!(">{title}</p>")), "{html}");
    }
    assert_eq!(html("> a\n"), "<blockquote>\n<p>a</p>\n</blockquote>\n");
}

#[test]
fn definition_lists() {
    assert_eq!(
        html("*Term*\n: one\n: two\n\nplain\n"),
        "<dl>\n<dt><em>Term</em></dt>\n<dd>one</dd>\n<dd>two</dd>\n</dl>\n<p>plain</p>\n"
    );
}

#[test]
fn code_keeps_its_text() {
    assert_eq!(
        html("```rust,ignore x\r\nlet a = \"<\";\r\n```\n"),
        "<pre tabindex=\"0\"><code class=\"language-rust\">let a = \"&lt;\";\n</code></pre>\n"
    );
    assert_eq!(html("    a\n\n    \"b\"\n"), "<pre tabindex=\"0\"><code>a\n\n\"b\"\n</code></pre>\n");
}

#[test]
fn tables_are_scrolled_in_regions_with_names_of_their_own() {
    assert_eq!(
        html("|Task \"A\"|Share|Mid|\n|:--|--:|:-:|\n|a|1|\n"),
        "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Table: Task “A”\">\n<table>\n<thead>\n\
         <tr><th scope=\"col\">Task “A”</th><th scope=\"col\" class=\"align-right\">Share</th>\
         <th scope=\"col\" class=\"align-center\">Mid</th></tr>\n</thead>\n<tbody>\n\
         <tr><td>a</td><td class=\"align-right\">1</td><td class=\"align-center\"></td></tr>\n</tbody>\n</table>\n</div>\n"
    );
    let tables = html("|A|\n|-|\n|1|\n\n|A|\n|-|\n|2|\n\n||B|\n|-|-|\n|3|4|\n\n||B|\n|-|-|\n");
    let names: Vec<_> = tables.split("aria-label=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(names, ["Table: A", "Table 2: A", "Table", "Table 4"]);
    assert!(tables.contains("<tr><td></td><th scope=\"col\">B</th></tr>"), "a header without words is none: {tables}");
}

#[test]
fn footnotes_stand_at_the_end_in_the_order_of_their_references() {
    let reference = |id: &str, number: usize| {
        format!(
            "<sup class=\"footnote-reference\"><a id=\"t-{id}\" href=\"#t-fn:{number}\" aria-describedby=\"t-fn:title\">\
             {number}</a></sup>"
        )
    };
    assert_eq!(
        html("[^b]: Of *b*.\n\nOne[^a] two[^B] one[^a].\n\n[^a]:\n    ```\n    code\n    ```\n"),
        format!(
            "<p>One{} two{} one{}.</p>\n\
             <div class=\"footnotes\" role=\"region\" aria-labelledby=\"t-fn:title\">\n\
             <p class=\"footnotes-title\" id=\"t-fn:title\">Footnotes</p>\n<ol>\n\
             <li id=\"t-fn:1\">\n<pre tabindex=\"0\"><code>code\n</code></pre>\n\
             <p><a class=\"footnote-back\" href=\"#t-fnref:1\" aria-label=\"Back to the text 1.1\">↩\u{fe0e}<sup>1</sup></a> \
             <a class=\"footnote-back\" href=\"#t-fnref:1:2\" aria-label=\"Back to the text 1.2\">↩\u{fe0e}<sup>2</sup></a></p>\n\
             </li>\n\
             <li id=\"t-fn:2\">\n<p>Of <em>b</em>. \
             <a class=\"footnote-back\" href=\"#t-fnref:2\" aria-label=\"Back to the text 2\">↩\u{fe0e}</a></p>\n</li>\n\
             </ol>\n</div>\n",
            reference("fnref:1", 1),
            reference("fnref:2", 2),
            reference("fnref:1:2", 1),
        )
    );
}

#[test]
fn a_footnote_may_refer_to_another_one() {
    let html = html("a[^1]\n\n[^1]: one[^2]\n[^2]: two[^1]\n");
    let at = |piece: &str| html.find(piece).unwrap_or_else(|| panic!("no {piece} in {html}"));
    assert!(at("id=\"t-fn:1\"") < at("id=\"t-fnref:2\"") && at("id=\"t-fnref:2\"") < at("id=\"t-fn:2\""));
    assert!(at("id=\"t-fnref:1:2\"") > at("id=\"t-fn:2\""));
}

#[test]
fn footnotes_are_text_in_prose() {
    assert_eq!(to_html("a[^1]", &PROSE, &LABELS, &resolve, ""), "<p>a[^1]</p>\n");
}

#[test]
fn refused_html_is_printed_as_letters() {
    assert_eq!(html("a <b onclick='x'>b</b>"), "<p>a &lt;b onclick='x'&gt;b&lt;/b&gt;</p>\n");
    assert_eq!(
        html("<script>\nalert(1)\n</script>\n\nb"),
        "<p>&lt;script&gt;\nalert(1)\n&lt;/script&gt;</p>\n<p>b</p>\n"
    );
}

#[test]
fn allowed_html_goes_through() {
    let html = to_html("<div>\n<!-- kept -->\n\n*a* <br>\n\n</div>\n", &WITH_HTML, &LABELS, &resolve, "");
    assert_eq!(html, "<div>\n<!-- kept -->\n<p><em>a</em> <br></p>\n</div>\n");
}

#[test]
fn comments_are_left_out() {
    for settings in [DOCUMENT, PROSE, WITH_HTML] {
        let text = "<!-- a\n\nb --> <!-->\n\nc<!-- d -->e\n\n> <!-- f\n> g -->\n> h\n\n<!-- i -->";
        assert_eq!(
            to_html(text, &settings, &LABELS, &resolve, ""),
            "<p>ce</p>\n<blockquote>\n<p>h</p>\n</blockquote>\n"
        );
    }
}

#[test]
fn faults_are_printed_in_the_nearest_harmless_form() {
    assert_eq!(html("# A\n"), "<h2 id=\"a\"><a class=\"heading-link\" href=\"#a\">A</a></h2>\n");
    assert_eq!(to_html("## A\n", &PROSE, &LABELS, &resolve, ""), "<p>A</p>\n");
    assert_eq!(html("## A {#tasks .c onclick=x}\n"), html("## A {#tasks-2}\n"));
    assert_eq!(html("[a](javascript:b) [](c) ![d](https://e.example/f.png)"), "<p>a  d</p>\n");
    assert_eq!(html("##\n\n[](a)\n"), "");
    assert_eq!(html("a\u{7}b\0 &#7;\u{fdd0}"), "<p>ab </p>\n");
}

#[test]
fn one_paragraph_stands_inside_a_sentence() {
    let inline = |text: &str| to_inline_html(text, &PROSE, &LABELS, &resolve, "");
    assert_eq!(inline("*a*\nb\n"), "<em>a</em>\nb");
    assert_eq!(inline("a\n\nb"), "<p>a</p>\n<p>b</p>");
    assert_eq!(inline("- a"), "<ul>\n<li>a</li>\n</ul>");
    assert_eq!(inline("a\n\n<!-- b -->"), "a");
    assert_eq!(inline(""), "");
    assert_eq!(to_inline_html("a[^1]\n\n[^1]: b", &DOCUMENT, &LABELS, &resolve, "").find("<p>"), Some(0));
}

#[test]
fn plain_text_is_one_line_of_words() {
    assert_eq!(
        to_plain(
            "## A *b* {#c}\n\nd`e`[f](g) ![h](i)\n- [x] j\n- k\\\n  l\n\n|m|n|\n|-|-|\n|o|p|\n\n\
             q<br>r <b>s</b>[^1]\n\n[^1]: t\n"
        ),
        "A b def h j k l m n o p q r s"
    );
    assert_eq!(to_plain(" \n"), "");
    assert_eq!(to_plain("It's < \"x\" &amp; y"), "It’s < “x” & y");
}

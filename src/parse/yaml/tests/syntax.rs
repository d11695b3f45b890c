//! Mistakes of syntax, exactly.

use super::table::Table;
use super::{faults, marked};

/// The one fault of a text that is not YAML: its place, what it marks, its message and its help.
fn mistake(text: &str) -> String {
    let fault = faults::<Table<String>>(text);
    let [marked] = marked::<Table<String>>(text)[..] else { panic!("not one fault: {fault}") };
    fault.trim_end().replacen(" yaml-syntax", &format!(" <{marked}>"), 1)
}

fn check(mistakes: &[(&str, &str)]) {
    for (text, expected) in mistakes {
        assert_eq!(mistake(text), *expected, "{text}");
    }
}

#[test]
fn a_tab_that_only_serde_yaml_refuses() {
    assert_eq!(
        faults::<Table<Vec<String>>>("a:\n-\t x\n"),
        "2:2 yaml-syntax a tab stands where only spaces may (put spaces in its place, or delete it)\n"
    );
}

#[test]
fn a_tab_that_indents() {
    check(&[
        ("title: x\n\tfoo: y\n", "2:1 <\t> a tab indents this line (indent with spaces: YAML takes no tabs for it)"),
        ("a:\n\tb: 1\n", "2:1 <\t> a tab indents this line (indent with spaces: YAML takes no tabs for it)"),
        ("a:\n  b: 1\n \tc: 2\n", "3:2 <\t> a tab indents this line (indent with spaces: YAML takes no tabs for it)"),
        ("a: |\n\tx\n", "2:1 <\t> a tab indents this line (indent with spaces: YAML takes no tabs for it)"),
    ]);
}

#[test]
fn a_colon_in_a_value() {
    check(&[
        (
            "title: Foo: bar\n",
            r#"1:8 <Foo: bar> a colon and a space stand in a value without quotes (put the whole text in quotes: `"Foo: bar"`)"#,
        ),
        (
            "- \"x\": It's: fine # c\n",
            r#"1:8 <It's: fine # c> a colon and a space stand in a value without quotes (put the whole text in quotes: `"It's: fine"`)"#,
        ),
        (
            "a: [b]: c\n",
            r#"1:4 <[b]: c> a colon and a space stand in a value without quotes (put the whole text in quotes: `"[b]: c"`)"#,
        ),
        (
            "a: \"x\": y\n",
            r#"1:4 <"x": y> a colon and a space stand in a value without quotes (put the whole text in quotes: `'"x": y'`)"#,
        ),
        (
            "a: b:\n",
            r#"1:4 <b:> a colon and a space stand in a value without quotes (put the whole text in quotes: `"b:"`)"#,
        ),
    ]);
}

#[test]
fn keys_below_a_value() {
    check(&[
        (
            "title: Foo\n  bar: baz\n",
            "2:3 <bar: baz> this line is indented as if it belonged to the value above (a key has either a value on its line or keys below it, indented alike)",
        ),
        (
            "a:\n  - name: x\n      exposure: 3\n",
            "3:7 <exposure: 3> this line is indented as if it belonged to the value above (a key has either a value on its line or keys below it, indented alike)",
        ),
        (
            "a: x\n  - b: c\n",
            "2:3 <- b: c> this line is indented as if it belonged to the value above (a key has either a value on its line or keys below it, indented alike)",
        ),
    ]);
}

#[test]
fn a_line_without_a_key() {
    check(&[
        (
            "title Foo\nb: 1\n",
            "1:1 <title Foo> this line has no key (a key is followed by a colon, a space and its value)",
        ),
        (
            "b: 1\ntitle Foo\n# c\n\nc: 2\n",
            "2:1 <title Foo> this line has no key (a key is followed by a colon, a space and its value)",
        ),
        ("a:b\nc: d\n", "1:1 <a:b> this line has no key (a space stands behind the colon: `a: b`)"),
        ("b: 1\ntitle", "2:1 <title> this line has no key (a key is followed by a colon, a space and its value)"),
        ("a:\n- b\n  c: d\n", "2:1 <- b> this line has no key (a key is followed by a colon, a space and its value)"),
    ]);
}

#[test]
fn wrong_indentation() {
    check(&[
        (
            "a:\n  b: 1\n c: 2\n",
            "3:2 <c: 2> this line is indented unlike any above (it has 1 space; lines above that it could belong to have 2 or 0)",
        ),
        (
            "a:\n   b: 1\n  c: 2\n",
            "3:3 <c: 2> this line is indented unlike any above (it has 2 spaces; lines above that it could belong to have 3 or 0)",
        ),
        (
            "a:\n  - name: x\n   exposure: 3\n",
            "3:4 <exposure: 3> this line is indented unlike any above (it has 3 spaces; lines above that it could belong to have 4 or 2)",
        ),
        (
            "a: |\n  text\n less\nb: 1\n",
            "3:2 <less> this line is indented unlike any above (it has 1 space; lines above that it could belong to have 2 or 0)",
        ),
        (
            "  a: 1\nb: 2\n",
            "2:1 <b: 2> this line is indented unlike any above (it has 0 spaces; lines above that it could belong to have 2)",
        ),
        (
            "- - - a\n  - b\n - c\n",
            "3:2 <- c> this line is indented unlike any above (it has 1 space; lines above that it could belong to have 2 or 0)",
        ),
    ]);
}

#[test]
fn items_and_keys_mixed() {
    check(&[
        (
            "a:\n  - x\n  y: 1\n",
            "3:3 <y: 1> a key stands among the items of a list (begin the line with `- `, or indent it like the key it belongs to)",
        ),
        ("a: x\n- b\n", "2:1 <- b> an item stands among keys (indent it below the key whose list it belongs to)"),
        (
            "- a\nb: 1\n",
            "2:1 <b: 1> a key stands among the items of a list (begin the line with `- `, or indent it like the key it belongs to)",
        ),
    ]);
}

#[test]
fn a_list_on_the_line_of_its_key() {
    check(&[
        (
            "a: - x\n",
            r#"1:4 <- x> a list cannot begin on the line of its key (write the items on lines of their own; if it is a text, put the whole text in quotes: `"- x"`)"#,
        ),
        ("a: -\n", r#"1:4 <-> `-` begins an item of a list (if it is meant as a text, put it in quotes: `"-"`)"#),
        (
            "a: [- b]\n",
            "1:5 <- b]> an item with a dash stands inside brackets (in brackets items stand without dashes, with commas between them: `[a, b]`)",
        ),
    ]);
}

#[test]
fn a_quote_that_is_not_closed() {
    check(&[
        (
            "a: \"foo\nb: 1\n",
            r#"1:4 <"foo> the quote `"` is not closed (close it, and indent the lines on which the text goes on)"#,
        ),
        (
            "a: \"foo\nb: \"x\"\n",
            r#"1:4 <"foo> the quote `"` is not closed (close it, and indent the lines on which the text goes on)"#,
        ),
        ("a: 'x", "1:4 <'x> the quote `'` is not closed (close it, and indent the lines on which the text goes on)"),
        (
            "a:\n - name: \"x\n   foo: y\n - name: z\n",
            r#"2:10 <"x> the quote `"` is not closed (close it, and indent the lines on which the text goes on)"#,
        ),
    ]);
}

#[test]
fn text_behind_a_quote() {
    check(&[
        (
            "a: 'don't'\n",
            "1:9 <t'> text stands behind the closing quote (a quote inside single quotes is written twice: `''`)",
        ),
        (
            "a: \"say \"hi\" now\"\n",
            r#"1:10 <hi" now"> text stands behind the closing quote (a quote inside double quotes is written `\"`)"#,
        ),
        (
            "a: \"x\" y\n",
            r#"1:8 <y> text stands behind the closing quote (a quote inside double quotes is written `\"`)"#,
        ),
        ("a: [x] y\n", "1:8 <y> this does not belong to the value before it (put the whole value in quotes)"),
    ]);
}

#[test]
fn escapes() {
    check(&[
        (
            "a: \"C:\\q\"\n",
            r"1:7 <\q> `\q` means nothing in double quotes (a backslash in double quotes is written `\\`; in single quotes it is a backslash)",
        ),
        (
            "a: \"\\ud83d\\ude00\"\n",
            r"1:5 control-character `\ud83d` is no character but half of one (write the character itself, or `\U` with eight digits)",
        ),
        (
            "a: \"é \\x4\"\n",
            r"1:7 <\x4> `\x4` means nothing in double quotes (a backslash in double quotes is written `\\`; in single quotes it is a backslash)",
        ),
    ]);
}

#[test]
fn brackets_that_are_not_closed() {
    check(&[
        ("a: [1, 2\nb: 3\n", "1:4 <[1, 2> the bracket `[` is not closed (close it with `]`)"),
        ("a: [1, 2\n", "1:4 <[1, 2> the bracket `[` is not closed (close it with `]`)"),
        ("a: {x: 1, y: [2\nb: 3\n", "1:14 <[2> the bracket `[` is not closed (close it with `]`)"),
        ("have: [\n  a, b # [\nnext: c\n", "1:7 <[> the bracket `[` is not closed (close it with `]`)"),
        ("- a: [b\n- c\n", "1:6 <[b> the bracket `[` is not closed (close it with `]`)"),
        (
            "t: |\n  [a\nb: don't [x\nc: {y: 'z}'\nd: 1\n",
            "4:4 <{y: 'z}'> the bracket `{` is not closed (close it with `}`)",
        ),
    ]);
}

#[test]
fn brackets_with_something_wrong_inside() {
    check(&[
        (
            "a: [1, 2}\n",
            "1:9 <}> `,` or `]` is missing before this (put a text that holds commas, brackets or colons in quotes)",
        ),
        (
            "{a: 1 b: 2}\n",
            "1:8 <: 2}> `,` or `}` is missing before this (put a text that holds commas, brackets or colons in quotes)",
        ),
        (
            "a: [a,,b]\n",
            "1:7 <,b]> a comma stands here without anything before it (put a text that holds commas, brackets or colons in quotes)",
        ),
        ("a: {x:[1]}\n", "1:6 <:[1> a space is missing behind the colon (inside brackets too, write `key: value`)"),
        ("a: {x:}\n", "1:6 <:> a space is missing behind the colon (inside brackets too, write `key: value`)"),
        ("a: [|x]\n", "1:5 <|x]> a value cannot begin with `|` (put the whole text in quotes)"),
        ("a: b]\nc: ]\n", "2:4 <]> `]` closes nothing (delete it, or put the text in quotes)"),
        (
            "have:\n  [\n    a\n    b: c\n  ]\n",
            "4:6 <: c> `,` or `]` is missing before this (put a text that holds commas, brackets or colons in quotes)",
        ),
    ]);
}

#[test]
fn signs_that_begin_no_value() {
    check(&[
        ("a: @foo\n", r#"1:4 <@foo> a value cannot begin with `@` (put the whole text in quotes: `"@foo"`)"#),
        (
            "a: `foo` \"x\"\n",
            r#"1:4 <`foo` "x"> a value cannot begin with a backtick (put the whole text in quotes: `'`foo` "x"'`)"#,
        ),
        ("a: %foo # c\n", r#"1:4 <%foo # c> a value cannot begin with `%` (put the whole text in quotes: `"%foo"`)"#),
        (
            "- *foo bar\n",
            r#"1:3 <*foo> no value is marked with `&foo` (a text cannot begin with `*`; put the whole text in quotes: `"*foo bar"`)"#,
        ),
        ("a: *\n", r#"1:4 <*> a value cannot begin with `*` (put the whole text in quotes: `"*"`)"#),
        ("a: & foo\n", r#"1:4 <& foo> a value cannot begin with `&` (put the whole text in quotes: `"& foo"`)"#),
        ("a: ?\n", r#"1:4 <?> a value cannot begin with `?` (put the whole text in quotes: `"?"`)"#),
        (
            "a: !e!foo bar\n",
            r#"1:4 <!e!foo bar> a value cannot begin with `!` (put the whole text in quotes: `"!e!foo bar"`)"#,
        ),
        (
            "a:\n  : b\n",
            "2:3 <: b> no key stands before this colon (write the key, or put a text that begins with a colon in quotes)",
        ),
        (
            "%foo\na: 1\n",
            "1:1 <%foo> a line that begins with `%` is an instruction to the parser, not a text (put a text that begins with `%` in quotes)",
        ),
    ]);
}

#[test]
fn texts_of_several_lines() {
    check(&[
        (
            "a: x # foo\n  bar\n",
            "1:6 <# foo> a comment stands within a text of several lines (put the comment above the text, or the text in quotes if `#` belongs to it)",
        ),
        (
            "a: > foo\n  bar\n",
            r#"1:4 <> foo> a text stands on the line of `>` (begin the text on the next line, indented; if `>` belongs to it, put the whole text in quotes: `"> foo"`)"#,
        ),
        (
            "a: |2x\n",
            r#"1:4 <|2x> a text stands on the line of `|` (begin the text on the next line, indented; if `|` belongs to it, put the whole text in quotes: `"|2x"`)"#,
        ),
    ]);
}

#[test]
fn several_documents() {
    check(&[
        (
            "a: 1\n---\nb: 2\n",
            "2:1 <---> a second document begins here; a file holds one (delete this line, or put what follows into a file of its own)",
        ),
        (
            "a: 1\n...\nb: 2\n",
            "3:1 <b: 2> a second document begins here; a file holds one (delete this line, or put what follows into a file of its own)",
        ),
        (
            "---\n---\n",
            "2:1 <---> a second document begins here; a file holds one (delete this line, or put what follows into a file of its own)",
        ),
    ]);
}

#[test]
fn what_has_no_words_of_its_own() {
    check(&[
        ("a: ,x\n", r#"1:4 <,x> a value cannot begin with `,` (put the whole text in quotes: `",x"`)"#),
        (
            "a: 1\n... foo\n",
            "2:5 <foo> this is not YAML: invalid content after document end marker (a text with signs that mean something to YAML stands in quotes)",
        ),
        ("...\na: 1\n", "1:1 <...> this is not YAML: did not find expected node content"),
    ]);
}

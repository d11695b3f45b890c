use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

/// Elements that a text can become.
const ELEMENTS: [&[u8]; 37] = [
    b"a",
    b"abbr",
    b"blockquote",
    b"br",
    b"code",
    b"dd",
    b"del",
    b"div",
    b"dl",
    b"dt",
    b"em",
    b"h2",
    b"h3",
    b"h4",
    b"h5",
    b"h6",
    b"hr",
    b"img",
    b"input",
    b"label",
    b"li",
    b"ol",
    b"p",
    b"pre",
    b"section",
    b"small",
    b"span",
    b"strong",
    b"sup",
    b"table",
    b"tbody",
    b"td",
    b"th",
    b"thead",
    b"tr",
    b"ul",
    b"nav",
];

/// Elements without content.
const VOID: [&[u8]; 4] = [b"br", b"hr", b"img", b"input"];

/// Fails where HTML is not well-formed, holds an element that no Markdown becomes, an attribute that runs something, or an address that
/// does.
pub fn expect_harmless(html: &str, text: &str) {
    let mut open: Vec<Vec<u8>> = Vec::new();
    for token in Tokenizer::new_with_emitter(html, DefaultEmitter::default()) {
        match token.expect("a text in memory can be read") {
            Token::Error(error) => panic!("{error:?} in {html:?} of {text:?}"),
            Token::StartTag(tag) => {
                expect_plain(&tag, html, text);
                if !VOID.contains(&tag.name.as_slice()) {
                    open.push(tag.name.to_vec());
                }
            }
            Token::EndTag(tag) => assert_eq!(open.pop().as_deref(), Some(tag.name.as_slice()), "{html:?} of {text:?}"),
            Token::Comment(_) | Token::Doctype(_) => panic!("a comment in {html:?} of {text:?}"),
            Token::String(_) => {}
        }
    }
    assert!(open.is_empty(), "{html:?} of {text:?}");
}

fn expect_plain(tag: &StartTag<()>, html: &str, text: &str) {
    let name = String::from_utf8_lossy(&tag.name);
    assert!(ELEMENTS.contains(&tag.name.as_slice()), "`{name}` in {html:?} of {text:?}");
    for (attribute, value) in &tag.attributes {
        let (attribute, value) = (String::from_utf8_lossy(attribute), String::from_utf8_lossy(value));
        let runs =
            attribute.starts_with("on") || matches!(&*attribute, "style" | "srcdoc" | "formaction" | "autofocus");
        assert!(!runs, "`{attribute}` in {html:?} of {text:?}");
        if matches!(&*attribute, "href" | "src") {
            let inside = value.starts_with("/at/") || value.starts_with('#');
            let scheme = value.split(':').next().unwrap_or_default().to_ascii_lowercase();
            let allowed = ["http", "https", "mailto", "tel"].contains(&scheme.as_str()) && attribute == "href";
            assert!(inside || allowed, "{attribute}={value:?} in {html:?} of {text:?}");
        }
    }
}

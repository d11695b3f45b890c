use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

/// The texts and the `href`s of an XML file, each with the name of its element. Fails where the file is not XML, or holds more than
/// elements and texts.
pub fn xml_texts(path: &str, text: &str) -> Vec<(String, String)> {
    let allowed =
        |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    assert!(text.chars().all(allowed), "{path} holds a character that XML does not allow");
    let mut reader = Reader::from_str(text);
    let mut texts = Vec::new();
    let mut open: Vec<(String, String)> = Vec::new();
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{path} is not XML: {error}")) {
            Event::Start(start) => open.push((start.name().0.to_owned(), String::new())),
            Event::Empty(element) => {
                for attribute in element.attributes() {
                    let attribute = attribute.unwrap_or_else(|error| panic!("{path} is not XML: {error}"));
                    if attribute.key.0 == "href" {
                        let value = quick_xml::escape::unescape(&attribute.value).expect("the address is escaped");
                        texts.push((element.name().0.to_owned(), value.into_owned()));
                    }
                }
            }
            Event::Text(text) => {
                if let Some((_, words)) = open.last_mut() {
                    words.push_str(&text.xml10_content());
                }
            }
            Event::GeneralRef(name) => {
                let text = match name.resolve_char_ref().expect("references are well-formed") {
                    Some(c) => c.to_string(),
                    None => resolve_predefined_entity(&name)
                        .unwrap_or_else(|| panic!("{path} has an unknown entity `&{};`", &*name))
                        .to_owned(),
                };
                open.last_mut().expect("a reference stands in an element").1.push_str(&text);
            }
            Event::End(_) => texts.push(open.pop().expect("the reader checks that elements match")),
            Event::CData(_) | Event::DocType(_) | Event::PI(_) | Event::Comment(_) => {
                panic!("{path} holds more than elements and texts");
            }
            Event::Decl(_) => {}
            Event::Eof => break,
        }
    }
    assert!(open.is_empty(), "{path} is cut off");
    texts
}

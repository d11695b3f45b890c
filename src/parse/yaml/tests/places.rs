use crate::diagnostic::{FieldPath, Place};
use crate::parse::yaml::locate;

const TEXT: &str = "\u{feff}# é\ntitle: Über\ntasks:\n- name: a # c\n  tools: [x, 'y']\n- &b\n  name: b\nalso: *b\nlast: |\n  text\n\n# end\n";

fn at(place: Place) -> &'static str {
    &TEXT[locate(TEXT, &[place])[0].clone()]
}

#[test]
fn values_and_keys_are_found() {
    let tasks = FieldPath::of("tasks");
    let tools = tasks.index(0).key("tools");
    assert_eq!(at(Place::Value(FieldPath::of("title"))), "Über");
    assert_eq!(at(Place::Key(FieldPath::of("title"))), "title");
    assert_eq!(at(Place::Value(tools.index(1))), "'y'");
    assert_eq!(at(Place::Value(tools.clone())), "[x, 'y']");
    assert_eq!(at(Place::Key(tools)), "tools");
    assert_eq!(at(Place::Value(tasks.index(0))), "name: a # c\n  tools: [x, 'y']");
    assert_eq!(at(Place::Value(tasks)), "- name: a # c\n  tools: [x, 'y']\n- &b\n  name: b");
    assert_eq!(at(Place::Value(FieldPath::of("also"))), "*b");
    assert_eq!(at(Place::Key(FieldPath::of("also").key("name"))), "name");
    assert_eq!(at(Place::Value(FieldPath::of("last"))), "|\n  text");
}

#[test]
fn what_does_not_exist_stands_where_it_would() {
    let second = FieldPath::of("tasks").index(1);
    assert_eq!(at(Place::Value(second.key("none").key("deeper"))), "&b\n  name: b");
    assert_eq!(at(Place::Key(second.key("none"))), "&b\n  name: b");
    assert_eq!(at(Place::Key(second)), "&b\n  name: b");
    assert_eq!(at(Place::Value(FieldPath::of("title").index(3))), "Über");
    assert_eq!(at(Place::Value(FieldPath::root())), TEXT["\u{feff}# é\n".len()..].trim_end_matches("\n\n# end\n"));
}

#[test]
fn other_places_are_themselves() {
    assert_eq!(locate(TEXT, &[Place::File, Place::Bytes(3..5)]), [0..0, 3..5]);
    assert_eq!(locate("a: [", &[Place::Value(FieldPath::of("a")), Place::Bytes(3..4)]), [0..0, 3..4]);
    assert_eq!(locate("", &[Place::Key(FieldPath::of("a"))])[0], 0..0);
}

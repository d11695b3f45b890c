use super::*;
#[test]
fn show() {
    for t in std::fs::read_to_string("/tmp/h_a.txt").unwrap().split("=====\n") {
        let r = decode::<Report>(t).unwrap_err();
        if r[0].code == Code::YamlSyntax {
            println!("--\n{t}>> {}{:?}", faults::<Report>(t), marked::<Report>(t));
        }
    }
}

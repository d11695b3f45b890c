use super::*;

fn p(t: &str) {
    println!("--\n{t}\n>>\n{}{:?}", faults::<Report>(t), marked::<Report>(t));
}
#[test]
fn show() {
    const H: &str = "title: Über x\nindustry: tech\nsummary: s\n";
    p("");
    p("# c\n");
    p("---\n");
    p("title: a\n");
    p("titel: a\nindustry: x\n");
    p("title: [a]\nindustry: Foo\nsummary: ''\n");
    p(&format!("{H}taks: []\n"));
    p(&format!("{H}foo: 1\nbar: 2\ndraft: maybe\n"));
    p(&format!("{H}also: [a, [b], '', c, {{x: 1}}]\n"));
    p(&format!(
        "{H}tasks:\n- name: a\n  exposure: 80\n- name: b\n  expsure: 80\n- exposure: 180\n- name: c\n- {{name: d, level: hgih}}\n- {{name: e, level: high, exposure: 2}}\n- {{name: f, exposure: {{value: x, source: A B, foo: 1}}}}\n- name: g\n  exposure: 3\n  share: 300\n- name: h\n  exposure: 3\n  share: -3\n  tools:\n  - a\n  - B C\n  -\n- a\n"
    ));
    p(&format!(
        "{H}tools:\n  a: {{name: x, kind: low, rank: 1}}\n  b: {{name: x, kind: low, rank: 1}}\n  a: {{name: x, kind: low, rank: 1}}\n  c:\n    kind: [a]\n    rank: 1.5\n    name: q\n  d:\n  e: {{}}\n"
    ));
    p(&format!("{H}pay: {{currency: usd, p50: abc, range: [1, 2, 3]}}\n"));
    p(&format!("{H}pay: {{range: [1, a]}}\n"));
    p(&format!("{H}pay: {{range: [1]}}\n"));
    p(&format!("{H}title: z\ndraft: true\ndraft: false\n"));
    p(&format!("{H}1: z\n[a, b]: 2\n~: 3\n<<: {{}}\n"));
    p(&format!("{H}also: [!foo x, !!str 3, !!int 3, !!int x, !!set x]\n"));
    p("title: a\u{7}b\nindu\u{1}stry: tech\nsummary: \"a\\u0007b\"\nalso: [\u{feff}a, \"\\uFEFF\", \"\\r\"] # \u{b}\n");
    p(&format!("{H}also: &a [x, '']\ntasks: *a\n"));
    p(&format!("{H}also: [&a '', *a]\n"));
    p(&format!("{H}also: [&a {{b: c}}, *a]\n"));
    p(&format!("{H}tasks: {{name: x}}\ntools: [a]\npay:\n"));
    p("- a\n");
    p("foo\n");
    p("~\n");
}

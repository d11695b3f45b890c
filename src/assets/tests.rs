//! Static files in, named files out.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use super::*;
use proptest::prelude::*;

fn file(path: &str, text: &str) -> StaticFile {
    let source = format!("static/{path}");
    StaticFile { path: path.to_owned(), source, bytes: text.as_bytes().to_vec().into() }
}

fn build(files: &[(&str, &str)]) -> (Assets, Vec<Diagnostic>) {
    Assets::build(files.iter().map(|(path, text)| file(path, text)).collect())
}

fn text<'a>(assets: &'a Assets, path: &str) -> &'a str {
    let asset = assets.iter().find(|asset| asset.path == path).unwrap();
    std::str::from_utf8(&asset.bytes).unwrap()
}

/// The text of `path` after a build with these other files, each fingerprint replaced by `#`; there must be no problem.
fn rewritten_text(path: &str, content: &str, others: &[&str]) -> String {
    let mut files: Vec<_> = others.iter().map(|other| (*other, "")).collect();
    files.push((path, content));
    let (assets, problems) = build(&files);
    assert_eq!(problems, [], "{content}");
    let mut out = text(&assets, path).to_owned();
    for asset in assets.iter() {
        let is_fingerprint = |part: &&str| part.len() == 10 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
        out = out.replace(asset.output.split('.').find(is_fingerprint).unwrap(), "#");
    }
    out
}

fn css(content: &str) -> String {
    rewritten_text("css/site.css", content, &["css/a.css", "img/a.png", "img/b c.png", "font/a.woff2"])
}

fn js(content: &str) -> String {
    rewritten_text("js/site.js", content, &["js/a.js", "js/lib/b.js", "c.js", "img/a.png"])
}

#[test]
fn a_name_holds_the_start_of_the_digest() {
    let (assets, problems) =
        build(&[("css/site.css", "body{}"), ("img/a.b.png", "x"), ("LICENSE", "x"), (".nojekyll", "")]);
    assert_eq!(problems, []);
    let digest = |text: &str| blake3::hash(text.as_bytes()).to_hex()[..10].to_owned();
    assert_eq!(assets.output("css/site.css"), Some(&*format!("assets/css/site.{}.css", digest("body{}"))));
    assert_eq!(assets.output("img/a.b.png"), Some(&*format!("assets/img/a.b.{}.png", digest("x"))));
    assert_eq!(assets.output("LICENSE"), Some(&*format!("assets/LICENSE.{}", digest("x"))));
    assert_eq!(assets.output(".nojekyll"), Some(&*format!("assets/.nojekyll.{}", digest(""))));
    assert_eq!(assets.output("css/other.css"), None);
    let paths: Vec<_> = assets.iter().map(|asset| asset.path.as_str()).collect();
    assert_eq!(paths, [".nojekyll", "LICENSE", "css/site.css", "img/a.b.png"]);
}

#[test]
fn style_sheets_refer_to_the_new_names() {
    for (written, expected) in [
        ("a{b:url(../img/a.png)}", "a{b:url(../img/a.#.png)}"),
        ("a{b:url( '../img/a.png' )}", "a{b:url( '../img/a.#.png' )}"),
        ("a{b:URL(\"../img/a.png\")}", "a{b:URL(\"../img/a.#.png\")}"),
        ("a{b:url(\t../img/a.png\n) c}", "a{b:url(\t../img/a.#.png\n) c}"),
        ("@import \"a.css\";", "@import \"a.#.css\";"),
        ("@IMPORT/**/'./a.css' layer(x);", "@IMPORT/**/'a.#.css' layer(x);"),
        ("@import url(a.css) screen;", "@import url(a.#.css) screen;"),
        ("a{src:url(../font/a.woff2?#iefix)}", "a{src:url(../font/a.#.woff2?#iefix)}"),
        ("a{b:url(../img/b%20c.png)}", "a{b:url(../img/b%20c.#.png)}"),
        ("a{b:url('../img/b c.png')}", "a{b:url('../img/b%20c.#.png')}"),
        ("a{b:url(../img/b\\ c.png#\\(x\\))}", "a{b:url(../img/b%20c.#.png#%28x%29)}"),
        ("a{b:url(../img/\\61.png)}", "a{b:url(../img/a.#.png)}"),
        (
            "a{b:image-set(\"../img/a.png\" 1x, url(../img/a.png) 2x type('image/png'))}",
            "a{b:image-set(\"../img/a.#.png\" 1x, url(../img/a.#.png) 2x type('image/png'))}",
        ),
    ] {
        assert_eq!(css(written), expected);
    }
}

#[test]
fn what_is_no_reference_in_a_style_sheet_is_left_alone() {
    for written in [
        "/* url(gone.png) @import 'gone.css'; */",
        "a{content:'url(gone.png)'}",
        "a{content:\"\\\" url(gone.png)\"}",
        "a{b:url(https://example.org/a.png) url(//example.org/a) url(/a.png) url(#a) url(data:image/png;base64,AA==)}",
        "a{b:url()} c{d:url('')} e{f:url(gone'.png)} g{h:url(a b.png)}",
        "@namespace 'gone'; @charset \"utf-8\";",
        "@import-more 'gone'; .url{} #url{} a{b:curl(gone.png) 1url(gone.png)}",
        "@import screen; a{b:'gone.css'}",
        "a{b:type('gone')}",
        "a{b:'unclosed\n} c{d:e}",
        "a{b:url(gone",
        "a{b:url('gone",
        "/* url(gone",
        "a{b:'gone\\",
    ] {
        assert_eq!(css(written), written);
    }
}

#[test]
fn scripts_refer_to_the_new_names() {
    for (written, expected) in [
        ("import './a.js';", "import './a.#.js';"),
        ("import a from \"./a.js\"", "import a from \"./a.#.js\""),
        ("import * as a from './lib/b.js'", "import * as a from './lib/b.#.js'"),
        ("import from from './a.js'", "import from from './a.#.js'"),
        ("import a, {b as c,\n 'd e' as f} from '../c.js'", "import a, {b as c,\n 'd e' as f} from '../c.#.js'"),
        (
            "export * from './a.js';export * as b from './a.js'",
            "export * from './a.#.js';export * as b from './a.#.js'",
        ),
        ("export {a, b as default} from './a.js'", "export {a, b as default} from './a.#.js'"),
        ("export {a}\nimport b from './a.js'", "export {a}\nimport b from './a.#.js'"),
        ("const a = await import('./a.js')", "const a = await import('./a.#.js')"),
        ("import(`./a.js`, {with: {type: 'json'}})", "import(`./a.#.js`, {with: {type: 'json'}})"),
        ("`${import('./a.js')} '` + import('./a.js')", "`${import('./a.#.js')} '` + import('./a.#.js')"),
        ("`a${`b${{c: import('./a.js')}}`}` ", "`a${`b${{c: import('./a.#.js')}}`}` "),
        ("[...import('./a.js')]", "[...import('./a.#.js')]"),
        ("new URL('../img/a.png?x', import.meta.url)", "new URL('../img/a.#.png?x', import.meta.url)"),
        ("new URL('a.js', import.meta.url,)", "new URL('./a.#.js', import.meta.url,)"),
        ("#!/usr/bin/env it's\nimport './a.js'", "#!/usr/bin/env it's\nimport './a.#.js'"),
        ("a = b / c; import('./a.js') / 2", "a = b / c; import('./a.#.js') / 2"),
        ("a = /'/; import('./a.js')", "a = /'/; import('./a.#.js')"),
        ("a = [/[/']/g, x++ / 2, '/']; import('./a.js')", "a = [/[/']/g, x++ / 2, '/']; import('./a.#.js')"),
        ("if (a) /'/.test(b); import('./a.js')", "if (a) /'/.test(b); import('./a.#.js')"),
        ("f(a) / b; import('./a.js') // '/", "f(a) / b; import('./a.#.js') // '/"),
        ("return /\\/'/.test(x.return / 2); import('./a.js')", "return /\\/'/.test(x.return / 2); import('./a.#.js')"),
        ("a[0] / b['x'] / 2; import('./a.js')", "a[0] / b['x'] / 2; import('./a.#.js')"),
    ] {
        assert_eq!(js(written), expected);
    }
}

#[test]
fn what_is_no_reference_in_a_script_is_left_alone() {
    for written in [
        "// import './gone.js'",
        "/* import './gone.js' */",
        "a = \"import './gone.js'\"; b = `import './gone.js'`; c = `${1} import('./gone.js')`",
        "a = /import '.\\/gone.js'/",
        "import lit from 'lit'; import 'https://example.org/a.js'; import('/a.js')",
        "import(a); import('./gone' + a); import(`./${a}.js`); import('./g\\x6fne.js')",
        "a.import('./gone.js'); a.export; import.meta.resolve('./gone.js')",
        "export const a = './gone.js'; export default './gone.js'; export {a}; const from = './gone.js'",
        "new URL('./gone.js', a); new URL('./gone.js'); new Url('./gone.js', import.meta.url)",
        "new URL('.', import.meta.url); new URL('../', import.meta.url); new URL('../../data/', import.meta.url)",
        "new URL('../../data/search.json', import.meta.url)",
        "a = 'unclosed\nb",
        "a = `unclosed ${b",
        "a = 'x\\",
        "/* a",
    ] {
        assert_eq!(js(written), written);
    }
}

#[test]
fn a_missing_target_is_a_problem_at_its_place() {
    let style = "a{b:url(../img/lgo.png)} c{d:url('../../x.png?y')}";
    let script = "import './sort.js'; import('./x/')";
    let (assets, problems) = build(&[("css/site.css", style), ("js/site.js", script), ("img/logo.png", "")]);
    assert_eq!(text(&assets, "css/site.css"), style);
    let told: Vec<_> = problems
        .iter()
        .map(|problem| {
            let Place::Bytes(range) = problem.place.clone() else { panic!("{problem:?}") };
            assert_eq!(problem.code, Code::StaticReference);
            let source = if problem.file == "static/css/site.css" { style } else { script };
            (problem.file.as_str(), &source[range], problem.message.as_str())
        })
        .collect();
    assert_eq!(
        told,
        [
            (
                "static/css/site.css",
                "../img/lgo.png",
                "no static file is named `img/lgo.png`; did you mean `img/logo.png`?"
            ),
            ("static/css/site.css", "../../x.png?y", "`../../x.png?y` leads out of the static files"),
            ("static/js/site.js", "./sort.js", "no static file is named `js/sort.js`; did you mean `js/site.js`?"),
            ("static/js/site.js", "./x/", "no static file is named `js/x/`"),
        ]
    );
}

#[test]
fn a_changed_image_changes_what_refers_to_it() {
    let site = |image| {
        build(&[("a.css", "@import 'b.css'"), ("b.css", "a{b:url(c.png)}"), ("c.png", image), ("d.css", "a{}")]).0
    };
    let (one, two) = (site("1"), site("2"));
    for path in ["a.css", "b.css", "c.png"] {
        assert_ne!(one.output(path), two.output(path));
    }
    assert_eq!(one.output("d.css"), two.output("d.css"));
    for asset in one.iter() {
        assert!(asset.output.contains(&blake3::hash(&asset.bytes).to_hex()[..10]));
    }
}

#[test]
fn modules_that_import_each_other_share_a_fingerprint() {
    let site = |image, b| {
        let (assets, problems) = build(&[
            ("js/a.js", "import './b.js'; new URL('../i.png', import.meta.url)"),
            ("js/b.js", b),
            ("js/own.js", "import('./own.js')"),
            ("js/main.js", "import './a.js'"),
            ("i.png", image),
        ]);
        assert_eq!(problems, []);
        assets
    };
    let fingerprint = |assets: &Assets, path: &str| assets.output(path).unwrap().split('.').nth(1).unwrap().to_owned();
    let assets = site("1", "import './a.js'");
    assert_eq!(fingerprint(&assets, "js/a.js"), fingerprint(&assets, "js/b.js"));
    assert_eq!(text(&assets, "js/b.js"), format!("import './a.{}.js'", fingerprint(&assets, "js/a.js")));
    assert_eq!(text(&assets, "js/own.js"), format!("import('./own.{}.js')", fingerprint(&assets, "js/own.js")));
    for other in [site("2", "import './a.js'"), site("1", "import './a.js';")] {
        for path in ["js/a.js", "js/b.js", "js/main.js"] {
            assert_ne!(assets.output(path), other.output(path));
        }
        assert_eq!(assets.output("js/own.js"), other.output("js/own.js"));
    }
}

#[test]
fn the_order_of_the_files_does_not_matter() {
    let files: Vec<_> = (0..40)
        .map(|n: usize| {
            let imports: String = [n * 7 % 40, n * 3 % 40].map(|to| format!("import './m{to}.js';")).concat();
            file(&format!("m{n}.js"), &format!("{imports}import './gone{n}.js'"))
        })
        .collect();
    let expected = Assets::build(files.clone());
    assert_eq!(expected.1.len(), 40);
    let mut other = files.clone();
    other.reverse();
    other.rotate_left(13);
    assert_eq!(Assets::build(other), expected);
}

#[test]
fn a_long_chain_of_imports_is_followed() {
    let files = (0..20_000).map(|n| file(&format!("m{n}.js"), &format!("import './m{}.js'", n + 1)));
    let (assets, problems) = Assets::build(files.chain([file("m20000.js", "")]).collect());
    assert_eq!(problems, []);
    assert_eq!(assets.iter().count(), 20_001);
}

#[test]
fn files_of_other_kinds_keep_their_bytes() {
    let (assets, problems) = build(&[("a.svg", "url(gone.png)"), ("b.txt", "import './gone.js'")]);
    assert_eq!(problems, []);
    assert_eq!((text(&assets, "a.svg"), text(&assets, "b.txt")), ("url(gone.png)", "import './gone.js'"));
}

proptest! {
    /// Whatever the bytes, nothing fails and only the bytes of addresses change.
    #[test]
    fn any_bytes_are_taken(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "import ", "export ", "from ", "new URL(", "import.meta.url)", "'./a.js'", "\"", "'", "`", "${", "}", "{", "(",
            ")", "/", "*", "\\", "\n", "url(", "a.js", "@import ", "image-set(", "é", "\u{0}", ",", ";", " ", ".", "[", "]",
        ]), 0..40),
        end in prop::collection::vec(any::<u8>(), 0..4),
    ) {
        let bytes: Vec<u8> = pieces.concat().into_bytes().into_iter().chain(end).collect();
        for path in ["b.css", "b.js"] {
            let given = StaticFile { path: path.into(), source: path.into(), bytes: bytes.clone().into() };
            let (assets, _) = Assets::build(vec![given, file("a.js", "")]);
            let name = assets.output("a.js").unwrap().trim_start_matches("assets/").to_owned();
            let out = &assets.iter().nth(1).unwrap().bytes;
            let back = |bytes: &[u8], from: &str, to: &str| {
                let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
                text.replace(from, to).replace("./a.js", "a.js")
            };
            prop_assert_eq!(back(out, &name, "a.js"), back(&bytes, "a.js", "a.js"));
        }
    }
}

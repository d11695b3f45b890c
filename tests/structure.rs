//! The shape of the source: a module uses only what stands before it in `lib.rs`, and the commands of the README work.

mod support;

use support::{Site, crate_root, files_below, foretask, read};

/// The modules in their order.
fn modules() -> Vec<String> {
    let text = read(crate_root().join("src/lib.rs"));
    let names = text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let modules: Vec<String> = names.map(str::to_owned).collect();
    assert!(modules.len() > 10, "lib.rs declares {modules:?}");
    modules
}

/// The modules that a line of code names by paths from the root of the crate.
fn used(line: &str) -> Vec<&str> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let code = line.split("//").next().unwrap_or_default();
    let paths = code.match_indices("crate::").filter(|(at, _)| !code[..*at].ends_with(is_name));
    paths.map(|(at, start)| code[at + start.len()..].split(|c| !is_name(c)).next().unwrap_or_default()).collect()
}

#[test]
fn a_module_uses_only_what_stands_before_it() {
    let modules = modules();
    let source = crate_root().join("src");
    let mut complaints = Vec::new();
    for file in files_below(&source).into_iter().filter(|file| file.extension().is_some_and(|end| end == "rs")) {
        let path = file.to_str().expect("source files have plain names").replace('\\', "/");
        let Some((module, inner)) = path.split_once('/') else { continue };
        let Some(place) = modules.iter().position(|name| name == module) else {
            complaints.push(format!("src/{path}: `{module}` is not declared in lib.rs as `pub mod`"));
            continue;
        };
        for (at, line) in read(source.join(&file)).lines().enumerate() {
            let mut complain = |what: &str| complaints.push(format!("src/{path}:{}: {what}: {}", at + 1, line.trim()));
            for name in used(line) {
                match modules.iter().position(|other| other == name) {
                    Some(other) if other <= place => {}
                    Some(_) => complain(&format!("`{module}` stands before `{name}`")),
                    None => complain("a path from the root of the crate names a module, one in each line"),
                }
            }
            // The one other way out of a module.
            if inner == "mod.rs" && line.contains("super::") {
                complain("write `crate::`");
            }
        }
    }
    assert!(complaints.is_empty(), "{} complaints\n{}", complaints.len(), complaints.join("\n"));
}

#[test]
fn lib_rs_lists_the_modules_in_the_order_of_the_pipeline() {
    let modules = modules();
    let place = |name: &str| modules.iter().position(|module| module == name).expect("the stage is a module");
    let stages = ["source", "parse", "link", "plan", "render", "publish", "build", "cli"];
    assert!(stages.iter().map(|stage| place(stage)).is_sorted(), "lib.rs declares {modules:?}");
}

/// The fenced blocks of the README in a language, without their indentation.
fn blocks(language: &str) -> Vec<String> {
    let readme = read(crate_root().join("README.md"));
    let mut blocks = Vec::new();
    let mut open: Option<(usize, bool, String)> = None;
    for line in readme.lines() {
        let fence = line.trim_start().strip_prefix("```");
        match (&mut open, fence) {
            (None, Some(info)) => open = Some((line.len() - line.trim_start().len(), info == language, String::new())),
            (Some((_, wanted, text)), Some(_)) => {
                if *wanted {
                    blocks.push(std::mem::take(text));
                }
                open = None;
            }
            (Some((indentation, _, text)), None) => {
                text.push_str(line.get(*indentation..).unwrap_or_default());
                text.push('\n');
            }
            (None, None) => {}
        }
    }
    blocks
}

/// The commands of the README, without remarks.
fn commands() -> Vec<String> {
    let blocks = blocks("sh");
    let lines =
        blocks.iter().flat_map(|block| block.lines()).map(|line| line.split(" # ").next().unwrap_or_default().trim());
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

#[test]
fn the_readme_begins_with_how_to_build_and_how_to_test() {
    assert_eq!(commands()[..2], ["cargo run --release -- build", "cargo test"]);
}

#[test]
fn the_commands_of_the_readme_work() {
    let site = Site::example();
    for line in commands() {
        // This program stands for the one that the command would compile first.
        let Some(arguments) = line.strip_prefix("cargo run --release -- ").or(line.strip_prefix("foretask ")) else {
            // Cargo's own commands are not run inside of one, and a server has no end.
            let known = ["cargo test", "cargo install ", "python3 -m http.server"];
            assert!(known.iter().any(|start| line.starts_with(start)), "nobody has tried whether `{line}` works");
            continue;
        };
        let mut command = foretask();
        command.current_dir(site.root()).args(arguments.split_whitespace());
        if arguments.starts_with("serve") || arguments.starts_with("import") {
            // A server has no end, and data sets are not part of the project.
            command.arg("--help");
        }
        command.assert().success();
    }
    assert!(site.root().join("dist/index.html").is_file(), "the first command builds the example into `dist`");
}

#[test]
fn the_tour_of_the_readme_is_true() {
    let locksmith = "content/occupations/locksmith.yaml";
    let site = Site::example().file(locksmith, &blocks("yaml").concat());
    let page = site.build().page("occupations/locksmith/");
    assert_eq!(page.words("h1"), "Locksmith");
    assert!(page.ids().contains(&"assessments"));
    site.replace(locksmith, " score:", " scroe:");
    let output = foretask().args(["build", "--root"]).arg(site.root()).output().expect("the program starts");
    let printed = String::from_utf8(output.stderr).expect("the program prints UTF-8");
    let told = blocks("text").into_iter().find(|block| block.starts_with("error[")).expect("the README shows a fault");
    assert!(printed.contains(told.trim_end()), "the README says\n{told}\nthe program says\n{printed}");
}

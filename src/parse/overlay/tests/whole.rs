//! Whole reports over each other.

use proptest::prelude::*;
use serde_yaml::Value as Yaml;

use super::{Layered, Merged, result};
use crate::model::occupation::OccupationDraft;
use crate::parse::yaml::{Texts, write_layers};

/// Reports of the repository.
fn reports() -> Vec<String> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["content/occupations", "tests/sites/full/content/occupations"];
    let files = folders.iter().flat_map(|folder| root.join(folder).read_dir().expect("the site is there"));
    let paths = files.map(|file| file.expect("the folder can be read").path());
    let yaml = paths.filter(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    let mut texts: Vec<String> = yaml.map(|path| std::fs::read_to_string(path).expect("it can be read")).collect();
    texts.sort();
    texts
}

fn draft(text: &str) -> String {
    let draft: OccupationDraft = serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error}:\n{text}"));
    format!("{draft:?}")
}

#[test]
fn an_empty_file_over_a_report_changes_nothing() {
    for text in reports() {
        for above in ["", "# yaml-language-server: $schema=x\n", "{}\n"] {
            let Merged { value, diagnostics, idle, .. } = result(&text, above);
            assert!(diagnostics.is_empty() && idle.is_empty(), "{diagnostics:?} {idle:?}");
            assert_eq!(format!("{:?}", value.expect("there is no fault")), draft(&text));
        }
    }
}

#[test]
fn a_report_over_itself_changes_nothing() {
    for text in reports() {
        let Merged { value, diagnostics, idle, .. } = result(&text, &text);
        assert!(diagnostics.is_empty() && idle.is_empty(), "{diagnostics:?} {idle:?}");
        assert_eq!(format!("{:?}", value.expect("there is no fault")), draft(&text));
    }
}

/// A report with some of its keys, and of its lists with some of their items, some of them as nothing.
fn part(text: &str, choices: &[u8]) -> String {
    let whole: Yaml = serde_yaml::from_str(text).expect("the report is YAML");
    let mut choices = choices.iter().copied().cycle();
    let part = thinned(&whole, &mut choices, 0);
    serde_yaml::to_string(&part).expect("YAML can be written")
}

fn thinned(value: &Yaml, choices: &mut impl Iterator<Item = u8>, depth: usize) -> Yaml {
    match value {
        Yaml::Mapping(entries) => {
            let mut kept = serde_yaml::Mapping::new();
            for (key, inner) in entries {
                match choices.next().unwrap_or_default() % 8 {
                    0 | 1 => {}
                    2 if depth > 0 => {
                        kept.insert(key.clone(), Yaml::Null);
                    }
                    _ => {
                        kept.insert(key.clone(), thinned(inner, choices, depth + 1));
                    }
                }
            }
            Yaml::Mapping(kept)
        }
        Yaml::Sequence(items) => {
            let kept =
                items.iter().filter(|_| choices.next().is_some_and(|choice| choice > 80)).cloned().collect::<Vec<_>>();
            Yaml::Sequence(kept.iter().map(|item| thinned(item, choices, depth + 1)).collect())
        }
        scalar => scalar.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn a_merged_report_is_what_its_text_says(one in 0..40_usize, other in 0..40_usize, choices in prop::collection::vec(any::<u8>(), 1..60)) {
        let reports = reports();
        let (imported, written) = (&reports[one % reports.len()], part(&reports[other % reports.len()], &choices));
        let Merged { value, diagnostics, idle, .. } = result(imported, &written);
        let texts = Texts { imported, written: &written };
        let text = write_layers::<OccupationDraft>(texts, OccupationDraft::SHAPE).expect("both are YAML");
        let quick = serde_yaml::from_str::<OccupationDraft>(&text);
        // What is left out of the text because it found nothing can have a fault beside.
        let agree = quick.is_ok() == diagnostics.is_empty() || !idle.is_empty();
        prop_assert!(agree, "{:?}\n{:?}\n{}", diagnostics, quick, text);
        prop_assert!(quick.is_ok() || !diagnostics.is_empty());
        if let Ok(quick) = quick {
            let value = value.filter(|_| diagnostics.is_empty());
            prop_assert!(value.is_none_or(|value| format!("{value:?}") == format!("{quick:?}")), "{}", text);
        }
    }
}

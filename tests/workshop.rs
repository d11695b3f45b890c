//! A workshop that is told what changed gives the site that one gives which knows nothing: after every edit, byte for byte.

mod support;

use std::collections::BTreeMap;

use foretask::build::{BuildError, BuildOptions, Site as Loaded, Workshop};
use foretask::diagnostic::Diagnostic;
use proptest::prelude::*;
use support::{Edit, Site, imported, read};

/// What a site is: every output and its bytes, or what is wrong with it.
#[derive(Debug, PartialEq)]
enum Outcome {
    Outputs(BTreeMap<String, Vec<u8>>),
    Faults(Vec<Diagnostic>),
}

fn outcome(site: Result<Loaded, BuildError>) -> Outcome {
    let faults = |error| match error {
        BuildError::Faults(faults) => Outcome::Faults(faults.diagnostics),
        error => panic!("the test's files are readable: {error}"),
    };
    let site = match site {
        Ok(site) => site,
        Err(error) => return faults(error),
    };
    let press = match site.press() {
        Ok(press) => press,
        Err(error) => return faults(error),
    };
    let renderer = site.renderer(&press);
    let bytes = |(path, output): &(foretask::plan::SitePath, foretask::plan::Output)| {
        (path.to_string(), site.bytes(&renderer, path, *output).expect("the test's templates do not fail"))
    };
    // Share cards are dear to draw, and are made of nothing that their pages do not show.
    let outputs = site.plan.outputs().iter().filter(|(path, _)| !path.as_str().starts_with("cards/"));
    Outcome::Outputs(outputs.map(bytes).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_workshop_that_is_told_of_edits_gives_the_site_of_one_that_knows_nothing(edits in prop::collection::vec(Edit::any(), 1..10)) {
        let site = Site::full();
        for path in ["content/imported/occupations/imported-one.yaml", "content/imported/occupations/imported-two.yaml"] {
            site.write(path, &read(site.root().join("content/occupations/dragon-groomer.yaml")).replace("\naliases:", "\n# aliases:"));
        }
        let mut workshop = Workshop::new(&site.root(), BuildOptions::default());
        prop_assert!(matches!(outcome(workshop.site()), Outcome::Outputs(_)));
        for edit in &edits {
            for path in edit.make(&site) {
                workshop.changed(&path);
            }
            let clean = outcome(Loaded::load(&site.root(), &BuildOptions::default()));
            prop_assert!(outcome(workshop.site()) == clean, "another site after {:?} of {:?}", edit, edits);
        }
    }
}

#[test]
fn a_skill_that_two_reports_had_in_common_is_forgotten_when_one_loses_it() {
    let site = Site::full();
    let mut workshop = Workshop::new(&site.root(), BuildOptions::default());
    assert!(matches!(outcome(workshop.site()), Outcome::Outputs(_)));
    let groomer = "content/occupations/dragon-groomer.yaml";
    site.replace(groomer, "  - {name: Talking to strangers, resilience: high, source: charm-index, as_of: 2025}\n", "");
    assert!(workshop.changed(groomer));
    let clean = outcome(Loaded::load(&site.root(), &BuildOptions::default()));
    assert!(outcome(workshop.site()) == clean);
}

#[test]
fn a_report_follows_each_of_its_two_files() {
    let site = Site::layers();
    let written = "content/occupations/lamp-trimmer.yaml";
    let imported = imported(written);
    let mut workshop = Workshop::new(&site.root(), BuildOptions::default());
    let title = |workshop: &mut Workshop| {
        let loaded = workshop.site().expect("the site has no fault");
        let card = loaded.corpus.cards().iter().find(|card| card.slug.as_str() == "lamp-trimmer");
        card.map(|card| card.title.as_str().to_owned())
    };
    let before = outcome(workshop.site());
    assert_eq!(title(&mut workshop).as_deref(), Some("Lamp Trimmer"));
    let overlay = read(site.root().join(written));
    site.remove(written);
    assert!(workshop.changed(written));
    assert_eq!(title(&mut workshop).as_deref(), Some("Lamp Trimmers"));
    site.replace(&imported, "title: Lamp Trimmers", "title: Trimmers of lamps");
    assert!(workshop.changed(&imported));
    assert_eq!(title(&mut workshop).as_deref(), Some("Trimmers of lamps"));
    site.write(written, &overlay);
    assert!(workshop.changed(written));
    assert_eq!(title(&mut workshop).as_deref(), Some("Lamp Trimmer"));
    assert!(outcome(workshop.site()) == before, "the written title lies over any");
    // Without what it lies over it is not a report.
    site.remove(&imported);
    assert!(workshop.changed(&imported));
    assert!(matches!(outcome(workshop.site()), Outcome::Faults(_)));
}

#[test]
fn a_file_without_a_meaning_is_forgotten_when_it_is_gone() {
    let site = Site::minimal();
    let mut workshop = Workshop::new(&site.root(), BuildOptions::default());
    let before = outcome(workshop.site());
    for path in ["content/occupations/lighthouse-keeper.yaml.tmp", "content/4913", "content/drafts/one.yaml"] {
        site.write(path, "");
        assert!(workshop.changed(path));
        assert!(matches!(outcome(workshop.site()), Outcome::Faults(_)), "{path} is no fault");
        site.remove(path);
        assert!(workshop.changed(path), "{path} was a fault, and is gone");
        assert!(outcome(workshop.site()) == before, "{path} is remembered");
    }
}

//! The built-in template keeps what it promises: its schema, the whole seed, and prose of its own.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tiebeam::schema::template::BUILT_IN;
use tiebeam::schema::{Prompt, Template, name_key, plain_text};

fn template() -> Template {
    Template::parse(BUILT_IN).unwrap()
}

fn prompts(template: &Template) -> Vec<&Prompt> {
    let fields = template.header.iter().flat_map(|field| &field.prompts);
    fields.chain(template.sections.iter().flat_map(|section| &section.prompts)).collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

#[test]
fn templates_follow_their_schema_and_the_schema_refuses_what_rust_refuses() {
    let read = |path: &Path| -> Value { serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap() };
    let schema = jsonschema::validator_for(&read(&root().join("schemas/template.schema.json"))).unwrap();
    let mut checked = 0;
    for folder in ["schemas/templates", "tests/templates"] {
        for entry in fs::read_dir(root().join(folder)).unwrap().flatten() {
            let value = read(&entry.path());
            let faults: Vec<String> = schema.iter_errors(&value).map(|error| error.to_string()).collect();
            assert!(faults.is_empty(), "{}: {}", entry.path().display(), faults.join("\n"));
            assert!(Template::parse(&value.to_string()).is_ok(), "{}", entry.path().display());
            checked += 1;
        }
    }
    assert!(checked >= 4, "only {checked} templates were found");

    let whole: Value = serde_json::from_str(BUILT_IN).unwrap();
    let spoilt: [fn(&mut Value); 5] = [
        |value| value["sections"][0]["id"] = "Not Kebab".into(),
        |value| value["sections"][0]["required"] = "sometimes".into(),
        |value| value["sections"][0]["prompts"][0]["answer"] = "guess".into(),
        |value| value["sections"][0]["colour"] = "red".into(),
        |value| {
            value["sections"][0].as_object_mut().unwrap().remove("why");
        },
    ];
    for spoil in spoilt {
        let mut value = whole.clone();
        spoil(&mut value);
        assert!(!schema.is_valid(&value) && Template::parse(&value.to_string()).is_err());
    }
}

#[test]
fn the_template_has_the_whole_seed() {
    let template = template();
    let tops = template.sections.iter().filter(|section| section.parent.is_none()).count();
    assert_eq!(
        (template.header.len(), tops, template.sections.len(), prompts(&template).len()),
        (5, 17, 18, 63)
    );

    let known: HashSet<String> = prompts(&template)
        .iter()
        .flat_map(|prompt| prompt.seed.iter().chain(&prompt.aliases).chain([&prompt.label]))
        .chain(template.sections.iter().flat_map(|section| section.aliases.iter().chain([&section.heading])))
        .chain(template.header.iter().flat_map(|field| field.aliases.iter().chain([&field.label])))
        .chain(template.title_aliases.iter())
        .map(|text| name_key(&plain_text(text)))
        .collect();
    let seed = fs::read_to_string(root().join("tests/corpus/seed.md")).unwrap();
    let mut lines = 0;
    for line in seed.lines().flat_map(|line| line.split('\t')) {
        // The header's table has two lists in a cell, which its guidance keeps apart.
        for part in line.split("<ul style=\"list-style-type: none\">").flat_map(|part| part.split('•')) {
            let text = part.trim().trim_start_matches("- ").trim();
            let key = name_key(&plain_text(text));
            if !key.is_empty() {
                assert!(known.contains(&key), "the template does not know {text:?}");
                lines += 1;
            }
        }
    }
    assert!(lines > 90, "only {lines} lines of the seed were looked up");
}

#[test]
fn the_prose_is_its_own_and_right() {
    let template = template();
    let mut prose: Vec<&String> = vec![&template.summary];
    for section in &template.sections {
        prose.extend([&section.heading, &section.why, &section.good, &section.example]);
    }
    prose.extend(template.header.iter().flat_map(|field| [&field.label, &field.why]));
    for prompt in prompts(&template) {
        prose.extend([&prompt.label, &prompt.question, &prompt.why, &prompt.example]);
    }
    for text in prose {
        assert!(!text.trim().is_empty());
        let lower = text.to_lowercase();
        for foreign in ["luminate", "environment-infra-acceptance", "confest"] {
            assert!(!lower.contains(foreign), "{foreign} in {text:?}");
        }
        for swapped in ["rto (recovery point", "rpo (recovery time"] {
            assert!(!lower.contains(swapped), "{text:?}");
        }
    }
}

#[test]
fn labels_are_unique_where_they_are_read() {
    let template = template();
    let groups = template
        .sections
        .iter()
        .map(|section| &section.prompts)
        .chain(template.header.iter().map(|field| &field.prompts));
    for prompts in groups {
        let labels: HashSet<String> = prompts.iter().map(|prompt| name_key(&prompt.label)).collect();
        assert_eq!(labels.len(), prompts.len());
    }
}

//! The files of a folder taken together.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tiebeam::model::terraform::{Module, TerraformFile, Value};

use crate::corpus::file;

fn module(files: &[(&str, &str)]) -> Module {
    Module::new(
        Path::new(""),
        files.iter().map(|(path, text)| (PathBuf::from(path), Arc::new(TerraformFile::read(text)))).collect(),
    )
}

#[test]
fn files_are_taken_together_by_kind() {
    let module = module(&[
        ("m/variables.tf", &file("variables.tf")),
        ("m/outputs.tf", &file("outputs.tf")),
        ("m/main.tf", &file("aws_asg.tofu")),
        ("m/calls.tf", &file("modules.tf")),
        ("m/versions.tf", &file("versions.tf")),
        ("m/locals.tf", "locals {\n  a = 1\n}\nlocals {\n  b = 2\n}\n"),
    ]);
    assert_eq!(module.resources().count(), 1);
    assert_eq!(module.data().next().unwrap().path, Path::new("m/main.tf"));
    assert_eq!(module.variables().count(), 3);
    assert_eq!(module.outputs().count(), 3);
    assert_eq!(module.providers().count(), 2);
    assert_eq!(module.locals().map(|local| local.attribute.name.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    let sources: Vec<_> = module.local_module_sources().map(|(_, source)| source).collect();
    assert_eq!(sources, ["./modules/near", "../up"]);
    assert_eq!(module.files().count(), 6);
}

#[test]
fn overrides_change_what_is_declared_and_declare_nothing_twice() {
    let module = module(&[
        (
            "z_override.tf",
            "resource \"a\" \"b\" {\n  x = 3\n  n {\n    p = 9\n  }\n}\nlocals {\n  l = 2\n}\n",
        ),
        ("override.tf", "resource \"a\" \"b\" {\n  x = 2\n  y = 2\n}\n"),
        (
            "main.tf",
            "resource \"a\" \"b\" {\n  x = 1\n  y = 1\n  z = 1\n  n {\n    p = 1\n    q = 1\n  }\n}\nlocals {\n  l = 1\n}\n",
        ),
    ]);
    let resources: Vec<_> = module.resources().collect();
    assert_eq!(resources.len(), 1);
    let value = |path: &str| {
        resources[0]
            .attribute(path)
            .map(|found| (found.path.to_str().unwrap(), found.attribute.value.clone()))
    };
    assert_eq!(value("x"), Some(("z_override.tf", Value::Number(3.0))));
    assert_eq!(value("y"), Some(("override.tf", Value::Number(2.0))));
    assert_eq!(value("z"), Some(("main.tf", Value::Number(1.0))));
    assert_eq!(value("n.p"), Some(("z_override.tf", Value::Number(9.0))));
    assert_eq!(value("n.q"), None);
    assert_eq!(resources[0].blocks("n").len(), 1);
    let locals: Vec<_> = module.locals().map(|local| (local.path, local.attribute.value.clone())).collect();
    assert_eq!(locals, [(Path::new("z_override.tf"), Value::Number(2.0))]);
}

#[test]
fn tofu_stands_for_its_twin() {
    let module = module(&[("main.tf", "variable \"a\" {}\n"), ("main.tofu", "variable \"a\" {}\n")]);
    assert_eq!(module.variables().map(|found| found.path).collect::<Vec<_>>(), [Path::new("main.tofu")]);
}

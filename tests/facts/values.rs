//! Values through variables, locals, files of values, calls of modules and expressions.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tiebeam::facts::{Estate, Existence, Outcome};
use tiebeam::model::terraform::{Module, TerraformFile};

/// The modules of some files, one for each folder.
fn modules(files: &[(&str, &str)]) -> Vec<Module> {
    let mut folders: Vec<PathBuf> = Vec::new();
    for (path, _) in files {
        let folder = Path::new(path).parent().unwrap().to_owned();
        let below = Path::new(path).extension().is_some_and(|extension| extension == "tfvars");
        let folder =
            if below && folder.ends_with("env") { folder.parent().unwrap().to_owned() } else { folder };
        if !folders.contains(&folder) {
            folders.push(folder);
        }
    }
    let file = |(path, text): &(&str, &str)| {
        (PathBuf::from(path), Arc::new(TerraformFile::read_at(Path::new(path), text)))
    };
    folders
        .iter()
        .map(|folder| {
            let own = files.iter().filter(|(path, _)| {
                let parent = Path::new(path).parent().unwrap();
                parent == folder || parent == folder.join("env")
            });
            Module::new(folder, own.map(file).collect())
        })
        .collect()
}

/// What the attribute `x` of the one resource comes to.
fn outcome_in(files: &[(&str, &str)], environment: Option<&str>) -> Outcome {
    let modules = modules(files);
    let estate = Estate::new(modules.iter(), environment.map(str::to_owned));
    let resource = &estate.resources()[0];
    let sites = estate.sites(resource, "x").unwrap();
    estate.read(resource, &sites[0])
}

fn outcome(files: &[(&str, &str)]) -> Outcome {
    outcome_in(files, None)
}

fn said(outcome: &Outcome) -> String {
    match &outcome.value {
        Ok(value) => value.to_string(),
        Err(unknown) => format!("unknown: {}", unknown.reason),
    }
}

const NAMES: &str = r#"
variable "region" {
  default = "eu-west-1"
}
variable "days" {
  default = 7
}
variable "secret" {}
variable "settings" {
  default = {
    backup = { days = 14, on = true }
    zones  = ["a", "b", "c"]
  }
}
locals {
  plain   = 3
  twice   = local.plain * 2
  path    = { a = { b = [10, 20, var.secret] }, other = var.secret }
  circle  = local.round
  round   = local.circle
  is_prod = var.region == "eu-west-1"
  merged  = merge({ a = 1, b = 2 }, { b = 3 })
}
resource "aws_kms_key" "k" {
  deletion_window_in_days = 30
}
"#;

#[test]
fn expressions_come_to_what_terraform_makes_of_them() {
    for (expression, expected) in [
        ("7", "7"),
        ("var.days", "7"),
        ("local.twice", "6"),
        ("local.path.a.b[1]", "20"),
        ("local.path[\"a\"].b.0", "10"),
        ("local.path.other", "unknown: depends on `var.secret`, which has no default"),
        ("var.settings.backup.days", "14"),
        ("var.settings[\"zones\"][2]", "\"c\""),
        ("length(var.settings.zones)", "3"),
        ("local.is_prod ? 30 : 7", "30"),
        ("var.secret == \"x\" ? 30 : 7", "unknown: depends on `var.secret`, which has no default"),
        ("var.secret == \"x\" ? 7 : 7", "7"),
        ("var.days > 5 ? var.days : var.secret", "7"),
        ("\"${var.region}-backup\"", "\"eu-west-1-backup\""),
        ("\"${var.days}\"", "7"),
        ("max(var.days, 14)", "14"),
        ("coalesce(null, var.days)", "7"),
        ("try(var.settings.none, 5)", "5"),
        ("try(var.secret, 5)", "unknown: depends on `var.secret`, which has no default"),
        ("lookup(local.merged, \"b\", 9)", "3"),
        ("local.merged[\"b\"]", "3"),
        ("[for zone in var.settings.zones : upper(zone)]", "[\n  \"A\",\n  \"B\",\n  \"C\"\n]"),
        ("element(var.settings.zones, 4)", "\"b\""),
        ("tonumber(\"12\")", "12"),
        ("!local.is_prod", "false"),
        ("join(\",\", var.settings.zones)", "\"a,b,c\""),
        ("format(\"%s-%d\", var.region, 2)", "\"eu-west-1-2\""),
        ("aws_kms_key.k.deletion_window_in_days", "30"),
        ("aws_kms_key.k.arn", "unknown: depends on `aws_kms_key.k.arn`, which is known after apply"),
        ("data.aws_ami.base.id", "unknown: depends on `data.aws_ami.base.id`, which is known after apply"),
        ("terraform.workspace == \"prod\" ? 30 : 7", "unknown: depends on the workspace"),
        ("local.none", "unknown: depends on `local.none`, which is not there"),
        ("count.index", "unknown: differs from instance to instance"),
        ("sha256(\"x\")", "unknown: undefined function `sha256`"),
        ("split(\"\", \"ab\")", "unknown: error calling function `split`: its arguments are of another kind"),
    ] {
        let file = format!("resource \"aws_db_instance\" \"t\" {{\n  x = {expression}\n}}\n");
        let found = outcome(&[("m/a.tf", &file), ("m/names.tf", NAMES)]);
        assert_eq!(said(&found), expected, "{expression}");
    }
}

#[test]
fn the_way_of_a_value_is_told() {
    let file = "resource \"aws_db_instance\" \"t\" {\n  x = local.twice + var.days\n}\n";
    let found = outcome(&[("m/a.tf", file), ("m/names.tf", NAMES)]);
    let steps: Vec<(String, usize)> =
        found.steps.iter().map(|step| (step.what.to_string(), step.line)).collect();
    assert_eq!(said(&found), "13");
    assert_eq!(
        steps,
        [
            ("`local.twice`".to_owned(), 17),
            ("`local.plain`".to_owned(), 16),
            ("the default of `var.days`".to_owned(), 6)
        ]
    );
}

#[test]
fn files_of_values_stand_before_defaults_and_calls_before_both() {
    let resource =
        "resource \"aws_db_instance\" \"t\" {\n  x = var.days\n}\nvariable \"days\" {\n  default = 1\n}\n";
    let with = |others: &[(&'static str, &'static str)]| {
        let files: Vec<(&str, &str)> =
            std::iter::once(("m/a.tf", resource)).chain(others.iter().copied()).collect();
        said(&outcome(&files))
    };
    assert_eq!(with(&[]), "1");
    assert_eq!(with(&[("m/terraform.tfvars", "days = 2")]), "2");
    assert_eq!(with(&[("m/terraform.tfvars", "days = 2"), ("m/b.auto.tfvars", "days = 3")]), "3");
    assert_eq!(with(&[("m/terraform.tfvars.json", "{\"days\": 4}")]), "4");
    assert_eq!(with(&[("m/env/prod.tfvars", "days = 5")]), "5");
    assert_eq!(with(&[("m/env/prod.tfvars", "days = 5"), ("m/env/dev.tfvars", "days = 5")]), "5");
    assert_eq!(
        with(&[("m/env/prod.tfvars", "days = 5"), ("m/env/dev.tfvars", "days = 6")]),
        "unknown: `var.days` is not the same in dev.tfvars and prod.tfvars"
    );
    assert_eq!(with(&[("m/terraform.tfvars", "days = 5"), ("m/env/prod.tfvars", "days = 5")]), "5");
    assert_eq!(
        with(&[("m/terraform.tfvars", "days = 2"), ("m/env/prod.tfvars", "days = 5")]),
        "unknown: `var.days` is not the same in terraform.tfvars and prod.tfvars"
    );
    assert_eq!(with(&[("m/env/other.tfvars", "hours = 5")]), "1");
    let files = [("m/a.tf", resource), ("m/env/prod.tfvars", "days = 5"), ("m/env/dev.tfvars", "days = 6")];
    assert_eq!(said(&outcome_in(&files, Some("prod"))), "5");
    assert_eq!(
        with(&[(
            "r/main.tf",
            "module \"m\" {\n  source = \"../m\"\n  days = local.days + 1\n}\nlocals {\n  days = 8\n}\n"
        )]),
        "9"
    );
    assert_eq!(with(&[("r/main.tf", "module \"m\" {\n  source = \"../m\"\n}\n")]), "1");
    assert_eq!(
        with(&[
            (
                "r/main.tf",
                "module \"m\" {\n  source = \"../m\"\n  days = module.other.days\n}\nmodule \"other\" {\n  source = \"../o\"\n}\n"
            ),
            ("o/main.tf", "output \"days\" {\n  value = local.days\n}\nlocals {\n  days = 21\n}\n")
        ]),
        "21"
    );
}

#[test]
fn what_is_made_and_how_often_is_known() {
    let existences = |meta: &str| {
        let file = format!("resource \"aws_db_instance\" \"t\" {{\n  {meta}\n}}\n");
        let modules = modules(&[("m/a.tf", &file), ("m/names.tf", NAMES)]);
        let estate = Estate::new(modules.iter(), None);
        estate.of_kind("aws_db_instance").map(|resource| resource.existence).collect::<Vec<_>>()
    };
    assert_eq!(existences(""), [Existence::One]);
    assert_eq!(existences("count = 1"), [Existence::One]);
    assert_eq!(existences("count = local.plain"), [Existence::Many]);
    assert_eq!(existences("count = 0"), []);
    assert_eq!(existences("count = local.is_prod ? 0 : 1"), []);
    assert_eq!(existences("count = var.secret ? 1 : 0"), [Existence::Unsure]);
    assert_eq!(existences("for_each = toset([\"a\", \"b\"])"), [Existence::Many]);
    assert_eq!(existences("for_each = {}"), []);
    assert_eq!(existences("for_each = var.secret"), [Existence::Unsure]);
}

#[test]
fn what_all_instances_share_is_known() {
    let of = |each: &str| {
        let file = format!(
            "resource \"aws_db_instance\" \"t\" {{\n  for_each = {each}\n  x = each.value.days\n}}\n"
        );
        said(&outcome(&[("m/a.tf", &file), ("m/names.tf", NAMES)]))
    };
    assert_eq!(of("{ a = { days = 7 }, b = { days = 7, more = var.secret } }"), "7");
    assert_eq!(of("{ a = { days = 7 }, b = { days = 8 } }"), "unknown: differs from instance to instance");
    assert_eq!(of("var.secret"), "unknown: differs from instance to instance");
}

#[test]
fn generated_blocks_count_where_they_are_certain() {
    let of = |each: &str| {
        let file = format!(
            "resource \"aws_dynamodb_table\" \"t\" {{\n  dynamic \"point_in_time_recovery\" {{\n    for_each = {each}\n    content {{\n      enabled = true\n    }}\n  }}\n}}\n"
        );
        let modules = modules(&[("m/a.tf", &file), ("m/names.tf", NAMES)]);
        let estate = Estate::new(modules.iter(), None);
        let resource = &estate.resources()[0];
        let sites = estate.sites(resource, "point_in_time_recovery.enabled").unwrap();
        sites.iter().map(|site| said(&estate.read(resource, site))).collect::<Vec<_>>()
    };
    assert_eq!(of("[1]"), ["true"]);
    assert_eq!(of("local.is_prod ? [1] : []"), ["true"]);
    assert_eq!(of("[]"), [""; 0]);
    assert_eq!(of("var.secret"), ["unknown: depends on what generates its block"]);
}

#[test]
fn no_expression_is_too_much() {
    let deep = |open: &str, close: &str| format!("{}1{}", open.repeat(20_000), close.repeat(20_000));
    let expressions = [
        deep("(", ")"),
        deep("[", "]"),
        deep("!", ""),
        deep("-", ""),
        deep("true ? 1 : ", ""),
        deep("f(", ")"),
        format!("\"{}\"", deep("${[", "]}")),
        "1 + ".repeat(50_000) + "1",
        "1 +".to_owned(),
        "var.".to_owned(),
        "local.circle".to_owned(),
        "\"${".to_owned(),
        "max()".to_owned(),
        "max([])".to_owned(),
        "1 / 0".to_owned(),
        "1 % 0".to_owned(),
        "(2 - 1) / (1 - 1)".to_owned(),
        "[for a in [0] : 1 / a]".to_owned(),
        "1e999".to_owned(),
        "1e308 * 10".to_owned(),
        "max(1e308, 2) * 10".to_owned(),
        "sum([1e308, 1e308])".to_owned(),
        "tonumber(\"inf\")".to_owned(),
        "9999999999999999999999 * 9999999999999999999999".to_owned(),
        "element([], 1)".to_owned(),
        "[for a in [1] : [for b in [2] : a]]".to_owned(),
        "[1, 2][99999999999999999999]".to_owned(),
        "[1, 2][-1]".to_owned(),
        "local.circle[1.5]".to_owned(),
        "[1, 2][true][null][[]]".to_owned(),
        "1+".repeat(8_000) + "1",
        format!("\"a${{{}1}}\"", "1+".repeat(8_000)),
    ];
    for expression in expressions {
        let file = format!("resource \"aws_db_instance\" \"t\" {{\n  x = {expression}\n}}\n");
        let found = outcome(&[("m/a.tf", &file), ("m/names.tf", NAMES)]);
        let begin: String = expression.chars().take(40).collect();
        assert!(said(&found).len() < 500, "{begin}");
    }
}

#[test]
fn no_names_are_too_much() {
    type Next = fn(&str) -> String;
    let come_to = |count: usize, first: &str, next: Next| {
        let links: Vec<String> =
            (0..count).map(|at| format!("  v{} = {}\n", at + 1, next(&format!("local.v{at}")))).collect();
        let links = links.concat();
        let resource = format!("resource \"aws_db_instance\" \"t\" {{\n  x = local.v{count}\n}}\n");
        let file = format!("{resource}locals {{\n  v0 = {first}\n{links}}}\n");
        said(&outcome(&[("m/a.tf", &file)]))
    };
    let sum = |last: &str| format!("{last} + {last}");
    assert_eq!(come_to(8, "1", sum), "256", "as much as anybody writes");
    let monsters: [(&str, Next); 9] = [
        ("1", sum),
        ("\"ab\"", |last| format!("\"${{{last}}}${{{last}}}\"")),
        ("[1, 2]", |last| format!("[{last}, {last}]")),
        ("[1, 2]", |last| format!("concat({last}, {last})")),
        ("{ a = 1 }", |last| format!("{{ a = {last}, b = {last} }}")),
        ("\"aa\"", |last| format!("replace({last}, \"a\", \"aaaa\")")),
        ("\"a,a\"", |last| format!("join({last}, split(\",\", {last}))")),
        ("[1, 2]", |last| format!("[for a in {last} : [for b in {last} : [for c in {last} : {last}]]]")),
        ("var.gone", |last| format!("{last} ? {last} : {last}")),
    ];
    for (first, next) in monsters {
        let found = come_to(28, first, next);
        assert!(found.starts_with("unknown: "), "{first}: {found:.200}");
    }
    let list = "1,".repeat(2_000);
    let loops = format!(
        "resource \"aws_db_instance\" \"t\" {{\n  x = length(flatten([for a in local.l : [for b in local.l : [for c in split(\",\", a) : c]]]))\n}}\nlocals {{\n  l = split(\",\", \"{list}\")\n}}\n"
    );
    assert_eq!(said(&outcome(&[("m/a.tf", &loops)])), "unknown: it takes too long to be worked out");
}

#[test]
fn json_says_what_hcl_says() {
    let json = r#"{"resource": {"aws_db_instance": {"t": {"x": "${var.days + 1}", "tags": {"a": "b"}}}},
        "variable": {"days": {"default": 6}}}"#;
    assert_eq!(said(&outcome(&[("m/a.tf.json", json)])), "7");
    for broken in ["", "{", "[]", "{\"resource\": 7}", "{\"resource\": {\"aws_db_instance\": []}}", "null"] {
        let modules = modules(&[("m/a.tf.json", broken)]);
        assert!(Estate::new(modules.iter(), None).resources().is_empty(), "{broken}");
    }
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(TerraformFile::read_json(&deep).blocks.is_empty());
}

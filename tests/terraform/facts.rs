//! What files say.

use tiebeam::model::terraform::{Block, Item, Kind, TerraformFile, Value};
use tiebeam::text::Span;

use crate::corpus::file;

fn read(name: &str) -> (String, TerraformFile) {
    let text = file(name);
    let file = TerraformFile::read(&text);
    (text, file)
}

fn block<'a>(file: &'a TerraformFile, address: &str) -> &'a Block {
    file.blocks.iter().find(|block| block.address().as_deref() == Some(address)).unwrap()
}

fn locals(text: &str) -> Vec<Value> {
    let file = TerraformFile::read(&format!("locals {{\n{text}\n}}\n"));
    file.locals().map(|local| local.value.clone()).collect()
}

fn string(text: &str) -> Value {
    Value::String(text.to_owned())
}

#[test]
fn blocks_know_their_place_and_their_address() {
    let (text, file) = read("aws_database.tf");
    let orders = block(&file, "aws_db_instance.orders");
    assert_eq!(orders.kind(), Kind::Resource);
    assert_eq!(orders.resource_type(), Some("aws_db_instance"));
    assert_eq!(orders.header.of(&text), "resource \"aws_db_instance\" \"orders\"");
    assert!(orders.span.of(&text).ends_with("}\n}"));
    let retention = orders.attribute("backup_retention_period").unwrap();
    assert_eq!(retention.value, Value::Number(7.0));
    assert_eq!(retention.span().of(&text), "backup_retention_period = 7");
    let protection = orders.attribute("deletion_protection").unwrap();
    assert_eq!(protection.value, Value::Expression);
    assert_eq!(protection.value_span.of(&text), "var.environment == \"production\"");
    assert_eq!(orders.attribute("tags").unwrap().value.entry("cost:team").unwrap().value, string("shop"));
    let addresses = |name| -> Vec<_> { read(name).1.blocks.iter().map(Block::address).collect() };
    assert_eq!(addresses("aws_asg.tofu")[1].as_deref(), Some("data.aws_ami.base"));
    assert_eq!(addresses("modules.tf")[0].as_deref(), Some("module.near"));
    assert_eq!(addresses("variables.tf")[0].as_deref(), Some("var.region"));
    assert_eq!(addresses("refactoring.tf"), [None, None, None, None]);
}

#[test]
fn paths_lead_through_blocks_to_all_that_match() {
    let (_, file) = read("google_sql.tf");
    let db = block(&file, "google_sql_database_instance.db");
    let path = "settings.backup_configuration.backup_retention_settings.retained_backups";
    assert_eq!(db.attribute(path).unwrap().value.as_number(), Some(30.0));
    let (_, file) = read("aws_network.tf");
    let web = block(&file, "aws_security_group.web");
    let ports: Vec<_> = web.attributes("ingress.from_port").iter().map(|a| a.value.as_number()).collect();
    assert_eq!(ports, [Some(443.0), Some(80.0)]);
    let (_, file) = read("aws_dynamic.tf");
    let environment = &file.blocks[0];
    assert_eq!(environment.attributes("setting.name").len(), 1);
    assert_eq!(environment.dynamic("setting").count(), 1);
}

#[test]
fn provisioners_are_told_by_their_label() {
    let (text, file) = read("azure_vm.tf");
    let found: Vec<_> = file.blocks[0].provisioners().collect();
    assert_eq!(found.iter().map(|p| p.kind).collect::<Vec<_>>(), ["remote-exec", "local-exec", "file"]);
    assert!(found[1].span.of(&text).starts_with("provisioner \"local-exec\" {"));
}

#[test]
fn versions_and_providers_are_found() {
    let (_, file) = read("versions.tf");
    let versions: Vec<_> = file.required_versions().map(|a| a.value.as_str()).collect();
    assert_eq!(versions, [Some(">= 1.5, < 2.0")]);
    let providers: Vec<_> =
        file.required_providers().map(|p| (p.attribute.name.as_str(), p.source, p.version)).collect();
    assert_eq!(providers, [("aws", Some("hashicorp/aws"), Some("~> 5.0")), ("random", None, Some("3.6.0"))]);
}

#[test]
fn literals_are_read_and_all_else_is_an_expression() {
    let numbers = locals("a = 1\nb = -2.5\nc = ((3))\nd = - 4\ne = 1e-3\nf = -(5)");
    assert_eq!(numbers, [1.0, -2.5, 3.0, -4.0, 0.001, -5.0].map(Value::Number));
    let expressions =
        locals("a = 1 + 1\nb = [1][0]\nc = { a = 1 }.a\nd = !true\ne = x\nf = true ? 1 : 2\ng = -x");
    assert!(expressions.len() == 7 && expressions.iter().all(|value| *value == Value::Expression));
    assert_eq!(locals("a = \"\\u00e9\\U0001F680\\n\\t\\\"\""), [string("é🚀\n\t\"")]);
    assert_eq!(locals("a = \"$${x} %%{y} $5 100%\""), [string("${x} %{y} $5 100%")]);
    assert_eq!(locals("a = \"${x}\"\nb = \"%{ if x }%{ endif }\""), [Value::Expression, Value::Expression]);
    assert_eq!(locals("a = null\nb = false"), [Value::Null, Value::Bool(false)]);
    let mixed = locals("a = [1, x.y, [\"b\"], { c = f(1, 2) }]").remove(0);
    let elements = mixed.as_list().unwrap();
    assert_eq!(elements[1].value, Value::Expression);
    assert_eq!(elements[3].value.entry("c").unwrap().value, Value::Expression);
    assert_eq!(
        locals("a = [for x in y : x]\nb = { for k, v in m : k => v }"),
        [Value::Expression, Value::Expression]
    );
}

#[test]
fn heredocs_are_strings_unless_they_are_templates() {
    let heredoc = |text: &str| locals(&format!("a = {text}")).remove(0);
    assert_eq!(heredoc("<<A\n  x\n y\n  A"), string("  x\n y\n"));
    assert_eq!(heredoc("<<-A\n    x\n\n      y\n  A"), string("x\n\n  y\n"));
    assert_eq!(heredoc("<<A\nA"), string(""));
    assert_eq!(heredoc("<<A\n${x}\nA"), Value::Expression);
    assert_eq!(heredoc("<<A\n$${x} \\n\nA B\nA"), string("${x} \\n\nA B\n"));
}

#[test]
fn comments_have_their_text_and_what_follows_them() {
    let (text, file) = read("comments.tf");
    let comment = file.comments.iter().find(|c| c.text.starts_with("tiebeam-ignore")).unwrap();
    assert_eq!(comment.text, "tiebeam-ignore rpo-not-met: replicated elsewhere");
    assert_eq!(comment.span.of(&text), format!("# {}", comment.text));
    let Some(Item::Attribute(next)) = file.following(comment.span.end) else { panic!() };
    assert_eq!(next.name, "y");
    assert_eq!(file.enclosing(comment.span.start)[0].address().as_deref(), Some("aws_instance.c"));
    assert!(matches!(file.following(0), Some(Item::Block(_))));
    assert_eq!(file.comments.last().unwrap().text, "no newline at the end");
    assert!(file.comments.iter().all(|c| c.text != "no /* comment */ // here"));
    assert_eq!(file.attribute_at(next.value_span.end).unwrap().name, "y");
}

#[test]
fn half_typed_code_says_nothing_wrong_and_spares_what_follows() {
    for name in ["value", "quote", "block", "words", "heredoc", "interpolation", "object"] {
        let (_, file) = read(&format!("broken_{name}.tf"));
        let last = file.blocks.last().unwrap();
        assert_eq!(last.address().as_deref(), Some("aws_db_instance.b"), "{name}");
        assert_eq!(last.attributes.len(), 1, "{name}");
        assert_ne!(last.attributes[0].value, Value::Expression, "{name}");
    }
    let (_, file) = read("broken_value.tf");
    let unfinished = file.blocks[0].attribute("multi_az").unwrap();
    assert_eq!((&unfinished.value, unfinished.value_span.len()), (&Value::Expression, 0));
    assert_eq!(file.blocks[0].attribute("storage_encrypted").unwrap().value, Value::Bool(true));
    let (_, file) = read("broken_quote.tf");
    assert_eq!(file.blocks[0].attribute("multi_az").unwrap().value, Value::Bool(true));
}

#[test]
fn files_of_variables_have_attributes_at_the_top() {
    let (text, file) = read("terraform.tfvars");
    assert_eq!(file.attributes.len(), 5);
    assert_eq!(file.attributes[0].value_span, Span::new(14, 25));
    assert_eq!(file.attributes[0].value_span.of(&text), "\"eu-west-1\"");
}

#[test]
fn a_byte_order_mark_is_no_part_of_a_name() {
    let file = TerraformFile::read("\u{feff}variable \"a\" {}\n");
    assert_eq!(file.blocks[0].address().as_deref(), Some("var.a"));
    assert_eq!(read("bom.tf").1.comments[0].text, "with a mark");
}

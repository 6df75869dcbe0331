//! What users and we ourselves configure: each is read or refused, with a place in its text.

use std::path::Path;
use std::sync::Arc;

use tiebeam::model::{Directive, DirectiveKind, Document, FrontMatter, Outline};
use tiebeam::rules;
use tiebeam::schema::{Template, Vocabulary, evidence, metrics, resource_types, service_level};
use tiebeam::text::Span;
use tiebeam::workspace::config::Config;
use tiebeam::workspace::{Settings, Workspace, disk};

pub fn check(data: &[u8]) {
    let Some((kind, text)) = data.split_first() else { return };
    let text = &*String::from_utf8_lossy(text);
    match kind % 8 {
        0 | 1 => template(text),
        2 => configuration(text),
        3 => front_matter(text),
        4 => directives(text),
        5 => tables(text),
        6 => editor_settings(text),
        _ => code(text),
    }
}

fn within(text: &str, span: Span) {
    assert!(text.get(span.range()).is_some(), "{span:?} in {} bytes", text.len());
}

/// A template is refused at a place in its text, or a document can be read with it.
fn template(text: &str) {
    match Template::parse(text) {
        Err(error) => {
            let span = error.span(text);
            assert!(span.end <= text.len(), "{error:?}");
            assert!(error.line >= 1 && error.column >= 1 && !error.message.is_empty(), "{error:?}");
            assert!(error.line <= text.split('\n').count(), "{error:?}");
        }
        Ok(template) => {
            let headings = template.sections.iter().map(|section| format!("## {}\n\n", section.heading));
            let document = headings.collect::<String>();
            let count = template.sections.len();
            for index in 0..count {
                assert!(template.depth(index) <= count);
                assert!(template.children(index).all(|child| template.is_within(child, index)));
            }
            let vocabulary = Arc::new(Vocabulary::of([template]));
            let read = Document::new(&document, vocabulary);
            let _ = read.recognise("a.md");
            let _ = Outline::new(&read, 0);
        }
    }
}

fn configuration(text: &str) {
    let names = rules::names();
    if let Err(errors) = Config::parse(text, &names) {
        assert!(!errors.is_empty());
        for error in &errors {
            within(text, error.span);
            assert!(!error.message.is_empty());
        }
        return;
    }
    let folder = Path::new("/nowhere");
    let base = Settings::without_file(folder, Arc::new(Vocabulary::new([])));
    let settings = Settings::read(&folder.join("tiebeam.toml"), text, &names, &base, &base, disk::read_text);
    let _ = (settings.excludes(&folder.join("a/b.md")), settings.document(&folder.join("a/b.md")));
    for error in settings.fault.iter().flat_map(|fault| &fault.errors) {
        within(text, error.span);
    }
}

fn front_matter(text: &str) {
    let read = FrontMatter::parse(text);
    within(text, read.span);
    let mut last = 0;
    for entry in &read.entries {
        for scalar in std::iter::once(&entry.key).chain(&entry.values) {
            within(text, scalar.span);
        }
        assert!(entry.key.span.start >= last, "{entry:?}");
        last = entry.key.span.start;
    }
    assert_eq!(read, FrontMatter::parse(text));
}

fn directives(text: &str) {
    for directive in Directive::in_html(text) {
        within(text, directive.span);
        if let DirectiveKind::Ignore { rule, rule_span, .. } = &directive.kind {
            assert_eq!(rule_span.of(text), rule, "{directive:?}");
            assert!(directive.span.covers(*rule_span), "{directive:?}");
        }
    }
}

/// Our own tables, which the tests of a new row read first.
fn tables(text: &str) {
    let lines = text.split('\n').count();
    let refused = [
        evidence::rows(text).err(),
        evidence::modules(text).err(),
        metrics::metrics(text).err(),
        service_level::services(text).err(),
        resource_types::provider(text).err(),
    ];
    for error in refused.into_iter().flatten() {
        assert!(error.line() <= lines, "{error}");
    }
}

/// The settings of an editor, which are the file's in JSON.
fn editor_settings(text: &str) {
    let workspace = Workspace::new(Path::new("/nowhere"), &rules::names());
    if let Err(message) = workspace.with_editor_settings(text) {
        assert!(!message.is_empty());
    }
}

/// Names that tests and policies have.
fn code(text: &str) {
    use tiebeam::model::names_in_code::{Code, is_terratest};
    for path in ["a_test.go", "a.rego", "a.tftest.hcl", "a.py"] {
        for named in Code::of(Path::new(path)).into_iter().flat_map(|code| code.names(text)) {
            within(text, named.span);
        }
    }
    let _ = is_terratest(text);
}

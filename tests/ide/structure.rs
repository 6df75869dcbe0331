//! Symbols, folds and links.

use tiebeam::ide::folding::folds;
use tiebeam::ide::links::{Target, links};
use tiebeam::ide::symbols::{Symbol, headings, symbols};
use tiebeam::rules;

use super::fixture::Fixture;

const TEXT: &str = "---\ntemplate: infrastructure\n---\n\n# Cache\n\n## Backp / Restore\n\n1 h\n\n### Drill\n\nMonthly.\n\n## Logs\n\n## Glossary\n\n[a](#gone)\n\n##\n\n";

fn outline(symbols: &[Symbol], depth: usize) -> Vec<String> {
    let line = |symbol: &Symbol| {
        let detail = symbol.detail.as_ref().map(|detail| format!(" ({detail})")).unwrap_or_default();
        format!("{}{}{detail}", "  ".repeat(depth), symbol.name)
    };
    symbols
        .iter()
        .flat_map(|symbol| [vec![line(symbol)], outline(&symbol.children, depth + 1)].concat())
        .collect()
}

/// Each range covers what the symbol is called by, and those under it.
fn assert_nested(symbol: &Symbol) {
    assert!(symbol.range.covers(symbol.selection), "{symbol:?}");
    for child in &symbol.children {
        assert!(symbol.range.covers(child.range), "{symbol:?}");
        assert_nested(child);
    }
}

#[test]
fn symbols_nest_and_say_the_state_of_each_section() {
    let fixture = Fixture::new("a.md", TEXT);
    let context = fixture.context();
    let findings = rules::check(&fixture.workspace, fixture.requirements.as_ref().unwrap());
    let found = symbols(&context, &findings);
    assert_eq!(
        outline(&found, 0),
        [
            "Cache (1 of 16 sections)",
            "  Backp / Restore (misspelt: Backup / Restore)",
            "    Drill",
            "  Logs (empty)",
            "  Glossary (1 finding)",
            "  (no text)",
        ]
    );
    found.iter().for_each(assert_nested);
    assert!(fixture.document.slice(found[0].children[0].range).ends_with("Monthly."));
    let names: Vec<_> =
        headings(&context).into_iter().map(|heading| (heading.name, heading.container)).collect();
    let cache = || Some("Cache".to_owned());
    assert_eq!(
        names,
        [("Cache".to_owned(), None), ("Backp / Restore".to_owned(), cache()), ("Logs".to_owned(), cache())]
    );
}

#[test]
fn headings_and_front_matter_fold() {
    let fixture = Fixture::new("a.md", TEXT);
    let folded: Vec<String> =
        folds(&fixture.context()).into_iter().map(|span| fixture.document.slice(span)).collect();
    let starts: Vec<&str> = folded.iter().map(|text| text.lines().next().unwrap()).collect();
    assert_eq!(starts, ["---", "# Cache", "## Backp / Restore", "### Drill", "## Glossary"]);
    assert!(folded.iter().all(|text| text.trim_end() == text), "blank lines at the end stay: {folded:?}");
}

#[test]
fn links_lead_to_files_and_addresses() {
    let text = "# Cache: infrastructure requirements\n\n[a](runbook.md#drill) [b](https://example.com/x) [c](#sla) [d](#) [e](/etc/passwd) ![f](a%20b.svg) [g](guide) [h](javascript:alert(1)) [i](mailto:x@example.com)\n";
    let fixture =
        Fixture::with("docs/requirements.md", text, &[("docs/guide.md", ""), ("docs/runbook.md", "")]);
    let folder = fixture.path.parent().unwrap();
    let file = |name: &str, anchor: Option<&str>| Target::File(folder.join(name), anchor.map(str::to_owned));
    let found: Vec<_> = links(&fixture.workspace, &fixture.path, &fixture.document)
        .into_iter()
        .map(|link| (fixture.document.slice(link.span), link.target))
        .collect();
    let expected = [
        ("runbook.md#drill", file("runbook.md", Some("drill"))),
        ("https://example.com/x", Target::Address("https://example.com/x".to_owned())),
        ("#sla", file("requirements.md", Some("sla"))),
        ("a%20b.svg", file("a b.svg", None)),
        ("guide", file("guide.md", None)),
        ("mailto:x@example.com", Target::Address("mailto:x@example.com".to_owned())),
    ];
    assert_eq!(found, expected.map(|(span, target)| (span.to_owned(), target)));
}

//! Inlay hints and code lenses.

use tiebeam::ide::code_lens::lenses;
use tiebeam::ide::inlay_hint::hints;
use tiebeam::rules;
use tiebeam::text::Span;

use super::fixture::Fixture;

const TEXT: &str = "# Cache: infrastructure requirements

## SLA

- **Required SLA:** 99.95 % a month
- **Provider SLA:** 99.9 %

## Backup / Restore

- **Backup needed:** Yes
- **RPO:** 24 h
- **Backup method:** snapshots, `cron(0 3 * * ? *)`, kept 30 days
- **Restore method:**

## Maintenance

- **Maintenance window:** Sun 03:00-04:00 +02:00

## Limits

We know of none.

## Logs

- **Log export:** Yes, to CloudWatch
- **Log shipping:** N/A — nobody reads them elsewhere
- **Log search:** https://logs.example.com
";

#[test]
fn values_are_explained_behind_them() {
    let fixture = Fixture::new("requirements.md", TEXT);
    let context = fixture.context();
    let all = hints(&context, Span::new(0, TEXT.len()));
    let shown: Vec<(String, &str)> = all
        .iter()
        .map(|hint| {
            (TEXT[..hint.offset].rsplit(['\n', '*']).next().unwrap().trim().to_owned(), hint.label.as_str())
        })
        .collect();
    let pair = |text: &str, label| (text.to_owned(), label);
    assert_eq!(
        shown,
        [
            pair("99.95 %", "21 min 36 s / 30 d"),
            pair("99.9 %", "43 min 12 s / 30 d"),
            pair("99.9 %", "21 min 36 s short"),
            pair(")", "every 1 d"),
            pair("Sun 03:00-04:00 +02:00", "Sun 01:00–02:00 UTC"),
        ]
    );
    let sla = TEXT.find("99.95").unwrap();
    assert_eq!(hints(&context, Span::new(sla, sla + 3)).len(), 1, "only what is asked for");
}

#[test]
fn headings_say_how_far_their_sections_are() {
    let fixture = Fixture::new("requirements.md", TEXT);
    let context = fixture.context();
    let findings = rules::check(&fixture.workspace, fixture.requirements.as_ref().unwrap());
    let shown: Vec<(String, String)> = lenses(&context, &findings)
        .into_iter()
        .map(|lens| (fixture.document.slice(lens.span), lens.title))
        .collect();
    let pair = |heading: &str, title: &str| (heading.to_owned(), title.to_owned());
    assert_eq!(
        shown[1..],
        [
            pair("SLA", "1 of 3 prompts open"),
            pair("Backup / Restore", "3 of 6 prompts open"),
            pair("Maintenance", "2 of 3 prompts open"),
        ]
    );
    let (title, summary) = &shown[0];
    assert_eq!(title, "Cache: infrastructure requirements");
    assert!(summary.starts_with("2 of 16 sections complete, 6 prompts open, "), "{summary}");
}

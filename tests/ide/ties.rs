//! Claims with what proves them, where that is much.

use tiebeam::ide::hover::hover;
use tiebeam::ide::ties::{definition, references};

use super::fixture::Fixture;

/// A document that claims 14 days of backups beside so many databases, the last of which keeps them for 7.
fn claimed(databases: usize) -> Fixture {
    let text = "---\nterraform: .\n---\n\n# Orders: infrastructure requirements\n\n## Backup / Restore\n\n- **Backup method:** automated backups, kept for 14 d‸ays\n";
    let database = |number: usize| {
        let days = if number == databases { 7 } else { 14 };
        format!(
            "resource \"aws_db_instance\" \"orders_{number}\" {{\n  backup_retention_period = {days}\n}}\n"
        )
    };
    let terraform: String = (1..=databases).map(database).collect();
    Fixture::with("requirements.md", text, &[("main.tf", &terraform)])
}

#[test]
fn an_explanation_lists_all_that_fits_and_what_is_wrong_first() {
    let fixture = claimed(20);
    let shown = hover(&fixture.context(), fixture.offset).unwrap().markdown;
    assert_eq!(shown.matches("\n- ").count(), 20, "{shown}");
    assert!(!shown.contains(" more"), "{shown}");
    let fixture = claimed(25);
    let shown = hover(&fixture.context(), fixture.offset).unwrap().markdown;
    assert_eq!(shown.matches("\n- ").count(), 21, "{shown}");
    assert!(shown.ends_with("- and 5 more\n"), "{shown}");
    let first = shown.lines().find(|line| line.starts_with("- ")).unwrap();
    assert!(first.contains("orders_25"), "{shown}");
}

#[test]
fn a_claim_leads_to_no_more_places_than_anybody_goes_through() {
    let fixture = claimed(1_100);
    assert_eq!(definition(&fixture.context(), fixture.offset).len(), 1_000);
    assert_eq!(references(&fixture.context(), fixture.offset).len(), 1_000);
}

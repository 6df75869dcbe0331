//! Documents that are hard to read.

use super::{Case, Size, many};

/// The start of a document that is known to be one.
const START: &str = "# Orders: infrastructure requirements\n\n## SLA\n\n- **SLA:** 99.95 %\n\n## Backup / Restore\n\n\
    - **RPO:** 1 h\n- **RTO:** 20 min\n\n## Supportability\n\n";

/// A document that goes on like this.
fn document(name: &'static str, text: impl AsRef<str>) -> Case {
    Case::new(name, "requirements.md", START.to_owned() + text.as_ref())
}

/// A document that begins like this.
fn beginning(name: &'static str, text: impl AsRef<str>) -> Case {
    Case::new(name, "requirements.md", format!("{}\n\n{START}", text.as_ref()))
}

/// All of them.
pub fn cases(size: Size) -> Vec<Case> {
    [
        nested(size),
        unclosed(size),
        bytes(size),
        numerous(size),
        front_matter(size),
        answers(size),
        endless(size),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn nested(size: Size) -> Vec<Case> {
    let n = |many| size.of(many);
    let pairs = |open: &str, close: &str, times| open.repeat(times) + "a" + &close.repeat(times);
    vec![
        document("lists nested in a line", "- ".repeat(n(20_000)) + "a\n"),
        document("lists nested by indentation", many(n(1_500), |at| format!("{}- a\n", "  ".repeat(at)))),
        document("quotes nested in a line", "> ".repeat(n(20_000)) + "a\n"),
        document("quotes and lists by turns", "> 1. ".repeat(n(10_000)) + "a\n"),
        document("quotes that become deeper", many(n(1_500), |at| format!("{} a\n", ">".repeat(at)))),
        document("brackets", pairs("[", "]", n(100_000))),
        document("links in links", pairs("[", "](a.md)", n(50_000))),
        document("images in images", pairs("![", "](a.svg)", n(50_000))),
        document("emphasis in emphasis", "*a **a ".repeat(n(50_000)) + &"b** b*".repeat(n(50_000))),
        document("underscores", "_a__b".repeat(n(100_000))),
        document("code marks that become longer", many(n(1_500), |at| format!("{} a\n", "`".repeat(at + 1)))),
        document("elements in elements", pairs("<div><details>\n", "\n</details></div>", n(20_000))),
    ]
}

fn unclosed(size: Size) -> Vec<Case> {
    let lines = "A line of text | with a [link](a.md) and `code`.\n".repeat(size.of(20_000));
    vec![
        document("a fence without end", format!("```hcl\n{lines}")),
        document("a comment without end", format!("<!-- tiebeam-ignore {lines}")),
        document("comments without end", "<!-- ".repeat(size.of(100_000))),
        document("a script without end", format!("<script>\n{lines}<pre><style><![CDATA[\n")),
        document("tags without end", "<a b='".repeat(size.of(100_000))),
        document("link targets without end", "[a](<b ".repeat(size.of(100_000))),
        document("link titles without end", "[a](b \"c ".repeat(size.of(100_000))),
        document("a table without end", format!("| a | b |\n|---|---|\n{lines}")),
        Case::new(
            "front matter without end",
            "requirements.md",
            format!("---\nterraform: [\n{lines}{START}"),
        ),
        Case::new("TOML front matter", "requirements.md", format!("+++\na = \"{lines}\n+++\n{START}")),
    ]
}

fn bytes(size: Size) -> Vec<Case> {
    let whole = format!(
        "{START}{}",
        "A word, a \u{301}\u{301}\u{301} mark, 😀👩‍👩‍👧‍👦 and \u{202e}more.\n\n".repeat(size.of(5_000))
    );
    let mut binary = document(
        "bytes that are no text",
        "what an editor makes of them: \u{fffd}\u{fffd}\u{1}\u{7f}\u{1b}[0m\n",
    );
    binary.bytes = Some((0..=255).cycle().take(size.of(1_000_000)).collect());
    let mut invalid = document("bytes that are no UTF-8", "ü");
    invalid.bytes = Some([START.as_bytes(), b"\xff\xfe\xc3\x28\xed\xa0\x80 text\n"].concat());
    vec![
        document("zeros", "a\0b\0\0\n\0# c\0\n".repeat(size.of(50_000))),
        beginning("byte order marks", "\u{feff}\u{feff}"),
        Case::new("returns alone", "requirements.md", whole.replace('\n', "\r")),
        Case::new(
            "line breaks of every sort",
            "requirements.md",
            whole.replace("\n\n", "\r\n\r\n\u{2028}\u{2029}\u{85}\u{b}\u{c}"),
        ),
        Case::new("letters of every width", "requirements.md", whole),
        document("marks upon a letter", "e".to_owned() + &"\u{301}".repeat(size.of(500_000))),
        binary,
        invalid,
    ]
}

fn numerous(size: Size) -> Vec<Case> {
    let n = |many| size.of(many);
    let hundred_thousand = n(100_000);
    vec![
        document("100,000 headings", many(hundred_thousand, |at| format!("## Heading {at}\n\n"))),
        document("100,000 headings of one name", "## Backup\n\n".repeat(hundred_thousand)),
        document(
            "10,000 headings that are nearly right",
            many(n(10_000), |at| format!("## Bakcup and Restroe {at}\n\n")),
        ),
        document("100,000 links", many(hundred_thousand, |at| format!("[a](gone-{at}.md#b) "))),
        document("100,000 links to headings", many(hundred_thousand, |at| format!("[a](#gone-{at})\n\n"))),
        document(
            "100,000 columns",
            format!(
                "|{}\n|{}\n|{}\n",
                " a |".repeat(hundred_thousand),
                "---|".repeat(hundred_thousand),
                " b |".repeat(hundred_thousand)
            ),
        ),
        document(
            "100,000 rows",
            format!(
                "| Prompt | Answer |\n|---|---|\n{}",
                many(hundred_thousand, |at| format!("| RPO {at} | {at} h |\n"))
            ),
        ),
        document(
            "100,000 definitions",
            many(hundred_thousand, |at| format!("[a{at}]: b{at}.md\n"))
                + &many(hundred_thousand, |at| format!("[c][a{at}] ")),
        ),
        document("100,000 footnotes", many(hundred_thousand, |at| format!("a[^{at}]\n\n[^{at}]: b\n\n"))),
        document(
            "50,000 accepted findings",
            "<!-- tiebeam-ignore dead-link: so it is -->\n\n[a](gone.md)\n\n".repeat(n(50_000)),
        ),
        document(
            "50,000 names of resources",
            many(n(50_000), |at| format!("`aws_db_instance.orders_{at}` ")),
        ),
        document("100,000 acronyms", many(hundred_thousand, |at| format!("ABC{at} RPO ALARP "))),
    ]
}

fn front_matter(size: Size) -> Vec<Case> {
    let n = |many| size.of(many);
    let bomb = many(30, |at| format!("a{}: &a{} [{}]\n", at + 1, at + 1, format!("*a{at}, ").repeat(10)));
    let keys = many(n(50_000), |at| format!("key-{at}: value\n"));
    let folders = many(n(5_000), |at| format!("  - ../infra-{at}\n"));
    let resources = many(n(20_000), |at| format!("  - aws_db_instance.orders_{at}\n"));
    vec![
        beginning("a YAML bomb", format!("---\na0: &a0 [lol]\n{bomb}terraform: *a30\n---\n")),
        beginning(
            "brackets in front matter",
            format!("---\nterraform: {}\n---\n", "[{a: ".repeat(n(50_000))),
        ),
        beginning("50,000 keys in front matter", format!("---\n{keys}---\n")),
        beginning("5,000 folders of Terraform", format!("---\nterraform:\n{folders}---\n")),
        beginning(
            "20,000 resources in front matter",
            format!("---\nterraform: .\nresources:\n{resources}---\n"),
        ),
    ]
}

fn answers(size: Size) -> Vec<Case> {
    let nines = "9".repeat(size.of(100_000));
    let answers = [
        format!("99.{nines} %"),
        format!("{nines} h"),
        format!("P{nines}Y"),
        "1e999999 h".to_owned(),
        "-1 h".to_owned(),
        "999999-99-99".to_owned(),
        "2026-02-30T25:61:61+99:99".to_owned(),
        "cron(0 0 31 2 ? 9999)".to_owned(),
        "*/0 * * * *".to_owned(),
        format!("0-{nines} * * * *"),
        format!("cron({})", "*/1,".repeat(size.of(20_000))),
        format!("Sun 99:99-{nines}:00 Mars/Olympus"),
        format!("rate({nines} days)"),
        format!("{nines} $ a month"),
        "P1".repeat(size.of(20_000)),
    ];
    let labels = [
        "SLA",
        "RPO",
        "RTO",
        "Backup schedule",
        "Retention",
        "Maintenance window",
        "Last drill",
        "Budget",
        "Alert",
    ];
    let bullets: String = labels
        .iter()
        .flat_map(|label| answers.iter().map(move |answer| format!("- **{label}:** {answer}\n")))
        .collect();
    vec![
        document("numbers without end in answers", format!("## Backup / Restore\n\n{bullets}")),
        document(
            "20,000 answers",
            "- **RPO:** 1 h\n- **SLA:** 99.95 % a month, 21.9 min downtime\n".repeat(size.of(10_000)),
        ),
        document(
            "10,000 alerts",
            many(size.of(10_000), |at| format!("| CPU {at} | > {at} % for 5 min | P{} |\n", at % 5)),
        ),
    ]
}

fn endless(size: Size) -> Vec<Case> {
    let n = |many| size.of(many);
    vec![
        document("a line of 5 MB", "word and word, ".repeat(n(350_000))),
        document("a heading of 1 MB", format!("## {}\n", "Backup ".repeat(n(150_000)))),
        document("an underline of 1 MB", format!("Backup\n{}\n", "=".repeat(n(1_000_000)))),
        document(
            "rules, bullets and underlines of 1 MB",
            format!(
                "{}\n{}\n{}\n",
                "* ".repeat(n(500_000)),
                "-".repeat(n(1_000_000)),
                "_ ".repeat(n(500_000))
            ),
        ),
        document(
            "letters that a pattern trips over",
            format!(
                "{}! {}@{} www.{}\n",
                "a".repeat(n(200_000)),
                "a.".repeat(n(100_000)),
                "b.".repeat(n(100_000)),
                "c.".repeat(n(100_000))
            ),
        ),
        document(
            "entities, escapes and pipes",
            format!(
                "{}{}{}{}\n",
                "&amp;&#x1F600;&".repeat(n(50_000)),
                "\\".repeat(n(200_001)),
                "|".repeat(n(200_000)),
                "~".repeat(n(200_000))
            ),
        ),
        document(
            "10 MB of prose",
            "The cache answers a request in a millisecond, or it does not.\n\n".repeat(n(160_000)),
        ),
        document(
            "10 MB of sections",
            many(n(50_000), |at| {
                format!(
                    "## Section {at}\n\n- **RPO:** 1 h\n- **Backup method:** a snapshot, see [the drill](drills/{at}.md)\n\n| a | b |\n|---|---|\n| 1 | 99.9 % |\n\nText of `aws_db_instance.orders`.\n\n"
                )
            }),
        ),
    ]
}

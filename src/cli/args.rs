//! What can be asked on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::rules::Severity;

/// Checks infrastructure requirement documents against their template and the Terraform beside them.
#[derive(Debug, Parser)]
#[command(name = "tiebeam", version, max_term_width = 100)]
#[command(after_help = "Examples:
  tiebeam check                          every requirements document below this folder
  tiebeam fix --dry-run docs             what could be fixed below docs, as a diff
  tiebeam new session-cache/requirements.md
  tiebeam explain missing-section")]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// When to colour the output.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub color: Color,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Report what is missing or contradictory.
    Check(Check),
    /// Apply the fixes that need no decision.
    Fix(Fix),
    /// Start a new document.
    New(New),
    /// Explain a rule, a section or a prompt.
    Explain(Explain),
    /// Serve an editor on standard input and output.
    #[cfg(feature = "server")]
    Lsp(Lsp),
}

/// Options of `tiebeam check`.
#[derive(Debug, Args)]
#[command(after_help = "Folders are searched for Markdown files; what .gitignore names is left out.

Exit code: 0 nothing reaches --fail-on, 1 something does, 2 could not run.

Examples:
  tiebeam check
  tiebeam check --summary                one line a document
  tiebeam check --ties                   what Terraform says to each claim, also where it holds
  tiebeam check --fail-on error docs services/session-cache/requirements.md
  tiebeam check --format json > findings.json")]
pub struct Check {
    /// Files and folders to check.
    #[arg(default_value = ".", value_name = "PATHS")]
    pub paths: Vec<PathBuf>,
    /// How to print findings; the JSON is described in schemas/check.schema.json.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// The least severity that makes the exit code 1.
    #[arg(long, value_enum, default_value_t = FailOn::Warning, value_name = "SEVERITY")]
    pub fail_on: FailOn,
    /// Print one line a document instead of the findings: sections, prompts answered, findings.
    #[arg(long, conflicts_with = "format")]
    pub summary: bool,
    /// Print what each claim was held against instead of the findings: attributes, their values, verdicts.
    #[arg(long, conflicts_with_all = ["format", "summary"])]
    pub ties: bool,
    /// Print findings only: no closing line, no remarks on skipped files.
    #[arg(short, long)]
    pub quiet: bool,
}

/// Options of `tiebeam fix`.
#[derive(Debug, Args)]
#[command(after_help = "Without --rule, only fixes are applied that change no meaning and invent nothing.
Exit code: 0 done, 2 could not run.

Examples:
  tiebeam fix --dry-run
  tiebeam fix docs
  tiebeam fix --rule empty-section requirements.md")]
pub struct Fix {
    /// Files and folders to fix; nothing outside them is changed.
    #[arg(default_value = ".", value_name = "PATHS")]
    pub paths: Vec<PathBuf>,
    /// Print what would change as a unified diff, and change nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Fix findings of this rule only, also where the fix should be looked at; may be repeated.
    #[arg(long = "rule", value_name = "RULE")]
    pub rules: Vec<String>,
    /// Print nothing but the diff of a dry run.
    #[arg(short, long)]
    pub quiet: bool,
}

/// Options of `tiebeam new`.
#[derive(Debug, Args)]
#[command(after_help = "Sections with a condition are included where the Terraform at the place fulfils it.
An existing file is never overwritten.

Examples:
  tiebeam new                                          print an infrastructure document
  tiebeam new session-cache/requirements.md            write one
  tiebeam new team-template.json docs/requirements.md --title \"Orders: requirements\"")]
pub struct New {
    /// The name of a template, or a .json file [default: infrastructure].
    #[arg(value_name = "TEMPLATE")]
    pub template: Option<String>,
    /// The file to write, or a folder for a requirements.md; printed where it is left out.
    #[arg(value_name = "PATH")]
    pub path: Option<PathBuf>,
    /// The document's title; made from the path where it is left out.
    #[arg(long)]
    pub title: Option<String>,
}

/// Options of `tiebeam explain`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  tiebeam explain                        list rules, header fields and sections
  tiebeam explain missing-section        a rule
  tiebeam explain disaster recovery      a section, by its id, heading or another name
  tiebeam explain backup-restore.rpo     a prompt")]
pub struct Explain {
    /// A rule, a section or a prompt; a list of them where it is left out.
    #[arg(value_name = "RULE|SECTION|PROMPT")]
    pub name: Vec<String>,
}

/// Options of `tiebeam lsp`.
#[cfg(feature = "server")]
#[derive(Debug, Args)]
#[command(after_help = "Speaks the Language Server Protocol; an editor starts it, and ends it.
Exit code: 0 after a shutdown request, 1 without one.

Examples:
  tiebeam lsp                            what an editor starts
  tiebeam lsp --log tiebeam.log          the same, with every request and its time in a file")]
pub struct Lsp {
    /// Append what happens to this file: requests with their times, what went wrong.
    #[arg(long, value_name = "FILE")]
    pub log: Option<PathBuf>,
    /// Serve on standard input and output, which it does anyway; some editors say it.
    #[arg(long)]
    pub stdio: bool,
}

/// How to print findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: each finding with the line it is about.
    Text,
    /// For programs.
    Json,
}

/// The least severity that makes a check fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Errors.
    Error,
    /// Warnings and errors.
    Warning,
    /// Everything but hints.
    Information,
    /// Every finding.
    Hint,
    /// Nothing.
    Never,
}

impl FailOn {
    /// Whether a finding of this severity makes a check fail.
    pub fn reaches(self, severity: Severity) -> bool {
        let least = match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Information => Severity::Information,
            Self::Hint => Severity::Hint,
            Self::Never => return false,
        };
        severity <= least
    }
}

/// When to colour the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl From<Color> for anstream::ColorChoice {
    fn from(color: Color) -> Self {
        match color {
            Color::Auto => Self::Auto,
            Color::Always => Self::Always,
            Color::Never => Self::Never,
        }
    }
}

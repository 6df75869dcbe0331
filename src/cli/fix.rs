//! `tiebeam fix`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::Fix as Options;
use super::check::remarks;
use super::console::Console;
use super::failure::Failure;
use super::input::Input;
use super::report::{Report, Texts};
use super::words::{severities, shown};
use super::write;
use crate::model::quantity::number::counted;
use crate::model::terraform::TerraformFile;
use crate::rules::{self, Chosen, Cured, MOST_ROUNDS};
use crate::text::{Difference, apply_edits};
use crate::workspace::config::did_you_mean;
use crate::workspace::disk;

/// What was written may bring something up in another document that links to it.
const MOST_PASSES: usize = 4;

/// What fixing comes to.
struct Settled {
    /// The texts that changed, as they were and as they are.
    changed: BTreeMap<PathBuf, (String, String)>,
    /// What was done, by file.
    done: BTreeMap<PathBuf, Vec<String>>,
    /// What the rules say about the texts as they are.
    left: Report,
}

/// Fixes what was asked for and tells what was fixed and what is left.
pub fn run(console: &mut Console, folder: &Path, options: &Options) -> Result<u8, Failure> {
    let known = rules::names();
    if let Some(unknown) = options.rules.iter().find(|rule| !known.contains(&rule.as_str())) {
        return Err(Failure::new(format!("there is no rule `{unknown}`{}", did_you_mean(unknown, &known))));
    }
    let mut done: BTreeMap<PathBuf, Vec<String>> = BTreeMap::new();
    let mut remarked = false;
    for _ in 0..MOST_PASSES {
        let mut input = Input::collect(folder, &options.paths)?;
        input.check_configurations(folder, console.source_width())?;
        let settled = settle(&mut input, options);
        if !std::mem::replace(&mut remarked, true) {
            remarks(console, &settled.left, &input, folder, options.quiet)?;
        }
        if options.dry_run {
            return show(console, folder, &settled, options.quiet);
        }
        for (path, (before, after)) in &settled.changed {
            write::replace(path, before, after)
                .map_err(|error| Failure::new(format!("cannot change {}: {error}", shown(path, folder))))?;
        }
        for (path, titles) in settled.done {
            done.entry(path).or_default().extend(titles);
        }
        if settled.changed.is_empty() {
            if !options.quiet {
                console.print(&told(&done, &settled.left, folder, "Fixed"))?;
            }
            break;
        }
    }
    Ok(0)
}

/// Applies fixes to the texts in memory until nothing is left to apply.
fn settle(input: &mut Input, options: &Options) -> Settled {
    let mut texts = Texts::new();
    let mut originals = Texts::new();
    let mut done: BTreeMap<PathBuf, Vec<String>> = BTreeMap::new();
    let mut left = Report::of(input, &texts);
    for _ in 0..MOST_ROUNDS {
        let chosen = chosen(&left.findings, input, options);
        let mut progress = false;
        for (path, edits) in chosen.edits {
            let before = match texts.get(&path) {
                Some(text) => text.clone(),
                None => match disk::read_text(&path) {
                    Ok(text) => text,
                    Err(_) => continue,
                },
            };
            let after = apply_edits(&before, &edits);
            if after == before {
                continue;
            }
            progress = true;
            if disk::is_terraform(&path) {
                let file = Arc::new(TerraformFile::read(&after));
                for workspace in input.workspaces_mut() {
                    *workspace = workspace.clone().with_terraform(&path, Arc::clone(&file));
                }
            }
            originals.entry(path.clone()).or_insert(before);
            texts.insert(path, after);
        }
        if !progress {
            break;
        }
        for (path, title) in chosen.titles {
            done.entry(path).or_default().push(title);
        }
        left = Report::of(input, &texts);
    }
    let changed = originals.into_iter().filter_map(|(path, before)| {
        let after = texts.remove(&path)?;
        (after != before).then_some((path, (before, after)))
    });
    Settled { changed: changed.collect(), done, left }
}

/// The fixes of one round that were asked for.
fn chosen(findings: &[Cured], input: &Input, options: &Options) -> Chosen {
    Chosen::of(findings, |cured, fix| {
        let rule = options.rules.iter().any(|rule| rule == cured.finding.rule.name);
        let asked = if options.rules.is_empty() { fix.certain } else { rule };
        asked && fix.edits.iter().all(|(path, _)| input.may_change(path))
    })
}

fn show(console: &mut Console, folder: &Path, settled: &Settled, quiet: bool) -> Result<u8, Failure> {
    let mut diffs = String::new();
    for (path, (before, after)) in &settled.changed {
        let name = shown(path, folder);
        let relative = name.trim_start_matches('/');
        let names = (format!("a/{relative}"), format!("b/{relative}"));
        diffs += &Difference::new(before, after).unified(&names.0, &names.1);
    }
    if console.is_coloured() {
        console.print(&coloured(&diffs))?;
    } else {
        console.print_exactly(&diffs)?;
    }
    if !quiet {
        console.remark(told(&settled.done, &settled.left, folder, "Would fix").trim_end());
    }
    Ok(0)
}

fn coloured(diff: &str) -> String {
    let line = |line: &str| {
        let style = match line.get(..1) {
            Some("+") => "\x1b[32m",
            Some("-") => "\x1b[31m",
            Some("@") => "\x1b[36m",
            _ => return format!("{line}\n"),
        };
        format!("{style}{line}\x1b[0m\n")
    };
    diff.lines().map(line).collect()
}

/// What was done, by file, and what is left.
fn told(done: &BTreeMap<PathBuf, Vec<String>>, left: &Report, folder: &Path, verb: &str) -> String {
    let mut text = String::new();
    for (path, titles) in done {
        let _ = writeln!(text, "{}", shown(path, folder));
        let mut seen = BTreeSet::new();
        for title in titles.iter().filter(|title| seen.insert(*title)) {
            let _ = writeln!(text, "  {title}");
        }
    }
    let fixed = match done.len() {
        0 => "Nothing to fix".to_owned(),
        files => format!("{verb} {}", counted(files, "file")),
    };
    let found = severities(left.findings.iter().map(|cured| cured.finding.severity));
    let rest = if left.findings.is_empty() {
        "nothing is left".to_owned()
    } else {
        format!("left: {found}; `tiebeam check` shows them")
    };
    text + &format!("{fixed}; {rest}\n")
}

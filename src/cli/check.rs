//! `tiebeam check`.

use std::mem;
use std::path::Path;

use super::args::{Check, Format};
use super::console::Console;
use super::failure::Failure;
use super::input::Input;
use super::report::{Report, Texts};
use super::sources::Sources;
use super::words::shown;
use super::{FOUND, json, text, ties};

/// Checks what was asked for and prints what was found.
pub fn run(console: &mut Console, folder: &Path, options: &Check) -> Result<u8, Failure> {
    let input = Input::collect(folder, &options.paths)?;
    input.check_configurations(folder, console.source_width())?;
    let report = Report::of(&input, &Texts::new());
    remarks(console, &report, &input, folder, options.quiet)?;
    let sources = Sources::of(&report);
    match options.format {
        Format::Json => {
            let output = json::output(&report, &sources, folder);
            let json = serde_json::to_string_pretty(&output)
                .map_err(|error| Failure::new(format!("cannot write JSON: {error}")))?;
            console.print_exactly(&(json + "\n"))?;
        }
        Format::Text => {
            let mut printed = if options.summary {
                text::by_document(&report, folder)
            } else if options.ties {
                ties::by_document(&report, &sources, folder)
            } else {
                text::findings(&report, &sources, folder, &console.renderer())
            };
            if !options.quiet {
                printed += &text::summary(&report);
            }
            console.print(&printed)?;
        }
    }
    let reaches = report.findings.iter().any(|cured| options.fail_on.reaches(cured.finding.severity));
    // The process ends here: to take apart what was read would only keep the user waiting.
    mem::forget((input, report, sources));
    Ok(if reaches { FOUND } else { 0 })
}

/// Tells of files that could not be checked; a failure where one of them was named.
pub fn remarks(
    console: &mut Console,
    report: &Report,
    input: &Input,
    folder: &Path,
    quiet: bool,
) -> Result<(), Failure> {
    for (path, error) in &report.unreadable {
        let name = shown(path, folder);
        if input.is_named(path) {
            return Err(Failure::new(format!("cannot read {name}: {error}")));
        }
        if !quiet {
            console.remark(&format!("skipped {name}: {error}"));
        }
    }
    for file in report.unrecognised.iter().filter(|_| !quiet) {
        let name = shown(&file.path, folder);
        console.remark(&if file.excluded {
            format!("{name} is left out by `exclude` in tiebeam.toml")
        } else {
            format!(
                "{name} is not recognised as a requirements document; to declare it, start it with\n  ---\n  \
                template: infrastructure\n  ---\nor list it under [[documents]] in tiebeam.toml"
            )
        });
    }
    Ok(())
}

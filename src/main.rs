//! The command.
use std::sync::Arc;
fn main() {
    let cwd = std::env::current_dir().unwrap();
    let ws = tiebeam::workspace::Workspace::new(&cwd, &tiebeam::rules::names());
    for arg in std::env::args().skip(1) {
        for path in tiebeam::workspace::disk::markdown_files(&cwd.join(&arg)) {
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            let Some(req) = ws.requirements(&path, Arc::new(ws.document(&path, &text))) else {
                println!("-- {}", path.display());
                continue;
            };
            println!("== {}", path.display());
            for f in tiebeam::rules::check(&ws, &req) {
                println!(
                    "  {}:{} {} {} {}",
                    f.path.display(),
                    req.document.text().byte_to_line(f.span.start.min(req.document.text().len_bytes())) + 1,
                    f.severity.name(),
                    f.rule.name,
                    f.message
                );
                for fix in tiebeam::rules::fixes(&ws, &req, &f) {
                    println!("      fix: {}", fix.title);
                }
            }
        }
    }
}

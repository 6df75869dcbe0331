//! Where output goes: the only code that writes to the standard streams.

use std::io::{self, IsTerminal, Stderr, Stdout, Write};

use annotate_snippets::Renderer;
use anstream::{AutoStream, ColorChoice};

use super::failure::Failure;

/// The width that text has where no terminal says another, and that it never exceeds.
const WIDEST_TEXT: usize = 100;
/// The width to which source lines are cut where no terminal says another.
const SOURCE_WIDTH: usize = 140;

/// The standard streams, coloured where that is wanted and can be shown.
pub struct Console {
    color: ColorChoice,
    stdout: Stdout,
    stderr: Stderr,
}

impl Console {
    /// The standard streams with this choice of colour.
    pub fn new(color: ColorChoice) -> Self {
        Self { color, stdout: io::stdout(), stderr: io::stderr() }
    }

    /// Prints text that may be styled; styles go where colour is not wanted.
    pub fn print(&mut self, text: &str) -> Result<(), Failure> {
        if !text.contains('\x1b') {
            return self.print_exactly(text);
        }
        let mut stream = AutoStream::new(self.stdout.lock(), self.color);
        written(stream.write_all(text.as_bytes()).and_then(|()| stream.flush()))
    }

    /// Prints text as it is, byte for byte.
    pub fn print_exactly(&mut self, text: &str) -> Result<(), Failure> {
        let mut stream = self.stdout.lock();
        written(stream.write_all(text.as_bytes()).and_then(|()| stream.flush()))
    }

    /// Prints a remark that is no result.
    pub fn remark(&mut self, text: &str) {
        let mut stream = AutoStream::new(self.stderr.lock(), self.color);
        // There is no other place where a lost remark could be told.
        let _ = writeln!(stream, "{text}");
    }

    /// Prints why a command could not do what it was asked.
    pub fn error(&mut self, failure: &Failure) {
        match failure {
            Failure::Message(message) => self.remark(&format!("\x1b[1;31merror\x1b[0m: {message}")),
            Failure::Rendered(text) => self.remark(text.trim_end()),
        }
    }

    /// Whether results are coloured.
    pub fn is_coloured(&self) -> bool {
        AutoStream::new(self.stdout.lock(), self.color).current_choice() != ColorChoice::Never
    }

    /// What lays source lines out in results.
    pub fn renderer(&self) -> Renderer {
        let renderer = if self.is_coloured() { Renderer::styled() } else { Renderer::plain() };
        renderer.term_width(self.source_width())
    }

    /// The width to which text is wrapped.
    pub fn text_width(&self) -> usize {
        self.terminal_width().map_or(WIDEST_TEXT, |width| width.min(WIDEST_TEXT))
    }

    /// The width to which source lines are cut.
    pub fn source_width(&self) -> usize {
        self.terminal_width().unwrap_or(SOURCE_WIDTH)
    }

    fn terminal_width(&self) -> Option<usize> {
        if !self.stdout.is_terminal() {
            return None;
        }
        let (width, _) = terminal_size::terminal_size_of(&self.stdout)?;
        Some(usize::from(width.0).max(20))
    }
}

/// A reader that went away (`tiebeam check | head`) wants nothing more and is no fault.
fn written(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("cannot print: {error}")))
        }
        _ => Ok(()),
    }
}

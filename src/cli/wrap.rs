//! Markdown laid out for a terminal.

/// Wraps paragraphs and list items to `width`; tables, fenced code and indented lines stay as they are.
pub fn wrap(text: &str, width: usize) -> String {
    let mut wrapped = String::new();
    let mut fenced = false;
    for line in text.lines() {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        if fenced || fence || line.starts_with(['|', '#']) || line.starts_with("    ") {
            wrapped.push_str(line);
        } else {
            wrap_line(line, width, &mut wrapped);
        }
        wrapped.push('\n');
    }
    wrapped
}

/// Wraps a text and sets it in by four spaces, as Markdown does with code.
pub fn indented(text: &str, width: usize) -> String {
    let text = wrap(text, width.saturating_sub(4));
    let lines = text.lines().map(|line| if line.is_empty() { String::new() } else { format!("    {line}") });
    lines.collect::<Vec<_>>().join("\n")
}

/// Makes headings bold.
pub fn styled(text: &str) -> String {
    let lines = text.lines().map(|line| {
        if line.starts_with('#') { format!("\x1b[1m{line}\x1b[0m\n") } else { format!("{line}\n") }
    });
    lines.collect()
}

fn wrap_line(line: &str, width: usize, wrapped: &mut String) {
    let indent = line.chars().take_while(|c| *c == ' ').count();
    let hanging = " ".repeat(indent + marker(line.trim_start()));
    let mut column = 0;
    for (index, word) in line.split_whitespace().enumerate() {
        let length = word.chars().count();
        if index == 0 {
            wrapped.push_str(&" ".repeat(indent));
            column = indent;
        } else if column + 1 + length > width {
            wrapped.push('\n');
            wrapped.push_str(&hanging);
            column = hanging.len();
        } else {
            wrapped.push(' ');
            column += 1;
        }
        wrapped.push_str(word);
        column += length;
    }
}

/// The width of a list item's marker with the space after it.
fn marker(line: &str) -> usize {
    let first = line.split(' ').next().unwrap_or_default();
    let number = first.strip_suffix('.').is_some_and(|digits| digits.parse::<u32>().is_ok());
    if number || ["-", "*", "+"].contains(&first) { first.len() + 1 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_and_items_are_wrapped_and_code_is_not() {
        let text = "one two three four\n\n- five six seven\n12. eight nine\n| a long table row |\n```\nlong code line here\n```\n";
        let expected = "one two\nthree four\n\n- five six\n  seven\n12. eight\n    nine\n| a long table row |\n```\nlong code line here\n```\n";
        assert_eq!(wrap(text, 10), expected);
        assert_eq!(wrap("unbreakable-word x", 5), "unbreakable-word\nx\n");
    }
}

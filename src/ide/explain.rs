//! Explanations of rules, sections, fields and prompts, as Markdown.

//! Chunks and blocks together: both parsers agree, and edits end where a fresh reading ends.

use proptest::prelude::*;
use ropey::Rope;

use super::{Block, BlockKind, ChunkKind, Facts, Parsed, Parser, Pieces, events, parse, tree};
use crate::text::Span;

impl Facts for Parsed {
    fn marks(&self) -> u16 {
        u16::from(!self.inline.links.is_empty())
    }
}

impl Facts for Option<String> {
    fn marks(&self) -> u16 {
        0
    }
}

/// Every block of a text with its place in the whole.
fn parsed(text: &str, kind: ChunkKind) -> Parsed {
    parse(text, kind, Parser::TreeSitter)
}

fn read(rope: &Rope) -> Vec<Block> {
    flat(&Pieces::fresh(rope, parsed))
}

fn flat(pieces: &Pieces<Parsed>) -> Vec<Block> {
    let moved = |start: usize, block: &Block| {
        let mut block = block.clone();
        block.span = block.span.shifted(start);
        block
    };
    pieces
        .iter()
        .flat_map(|(start, piece)| piece.facts.blocks.iter().map(move |block| moved(start, block)))
        .collect()
}

fn headings(text: &str) -> Vec<String> {
    let rope = Rope::from_str(text);
    let mut found = Vec::new();
    for (start, piece) in Pieces::fresh(&rope, parsed).iter() {
        for block in &piece.facts.blocks {
            if let BlockKind::Heading { content, level, .. } = &block.kind {
                found.push(format!("{level} {}", content.shifted(start).of(text)));
            }
        }
    }
    found
}

#[test]
fn headings_are_found_where_commonmark_finds_them() {
    assert_eq!(headings("# A\n\nB\n---\n\n```\n# no\n```\n## C ##\n"), ["1 A", "2 B", "2 C"]);
    assert_eq!(headings("---\ntitle: x\n# no\n---\n# A"), ["1 A"]);
    assert_eq!(headings("\u{feff}# A\r\n\r\n## B\r\n"), ["1 A", "2 B"]);
    assert_eq!(headings("<!--\n# no\n\n# no\n-->\n# A"), ["1 A"]);
    assert_eq!(headings("- a\n\n  ```\n# A\n  ```\n"), ["1 A"]);
    assert_eq!(headings("<div>\n# no\n\n# A\n"), ["1 A"]);
    assert_eq!(headings("a\n# B\ntext\n   ## C"), ["1 B", "2 C"]);
    assert_eq!(headings("```\n# no\n\n# no"), Vec::<String>::new());
    assert_eq!(headings("---\nnot closed\n\n# A"), ["1 A"]);
}

#[test]
fn a_block_of_any_size_is_read_or_counts_as_content() {
    for size in [10, 1_000, 100_000] {
        let text = format!("# A\n\n- item\n{}\n## B\n", "  - nested\n".repeat(size));
        assert_eq!(headings(&text), ["1 A", "2 B"]);
        let rope = Rope::from_str(&text);
        assert!(read(&rope).iter().any(|block| matches!(block.kind, BlockKind::Item | BlockKind::Unread)));
    }
}

/// The text of the chunks that go to a parser.
fn parsed_chunks(text: &str) -> Vec<String> {
    let rope = Rope::from_str(text);
    let chunks = Pieces::fresh(&rope, |text, kind| (kind == ChunkKind::Blocks).then(|| text.to_owned()));
    chunks.iter().filter_map(|(_, piece)| (*piece.facts).clone()).collect()
}

#[test]
fn both_parsers_read_the_same_blocks() {
    let mut read = 0;
    let mut different = Vec::new();
    let texts = crate::corpus::markdown();
    let returns: Vec<String> =
        texts.iter().map(|text| text.replace("\r\n", "\n").replace('\n', "\r")).collect();
    for text in texts.iter().chain(&returns) {
        for chunk in parsed_chunks(text) {
            let (tree, events) = (tree::parse(&chunk), events::parse(&chunk));
            assert_eq!(tree.inline, events.inline, "{chunk:?}");
            let (by_tree, by_events) = (tree.blocks, events.blocks);
            let only = |these: &[Block], those: &[Block]| -> Vec<Block> {
                these.iter().filter(|block| !those.contains(block)).cloned().collect()
            };
            if by_tree != by_events {
                different.push(format!(
                    "{chunk:?}\n  tree: {:?}\n  events: {:?}",
                    only(&by_tree, &by_events),
                    only(&by_events, &by_tree)
                ));
            }
            read += 1;
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
    assert!(read > 300, "only {read} chunks were compared");
}

#[test]
fn front_matter_ends_where_something_is_put_before_it() {
    let mut rope = Rope::from_str("+++\na = 1\n+++\n===\n\ntext\n");
    let mut pieces = Pieces::fresh(&rope, parsed);
    let inserted = "\n<!-- x -->\n";
    rope.insert(0, inserted);
    pieces.edit(&rope, Span::empty(0), inserted.len(), parsed);
    assert_eq!(flat(&pieces), read(&rope));
}

const LINES: [&str; 36] = [
    "# Title",
    "## Logs",
    "  ## Indented",
    "Setext",
    "===",
    "---",
    "```",
    "~~~~",
    "```hcl",
    "<!--",
    "-->",
    "<!-- tiebeam-ignore x: y -->",
    "<div>",
    "</div>",
    "<pre>",
    "</pre>",
    "- item",
    "  - nested",
    "1. one",
    "   text in item",
    "> quote",
    "text",
    "SLA",
    "",
    "",
    "",
    "| a | b |",
    "|---|---|",
    "    code",
    "\ttab",
    "+++",
    "😀 émoji",
    "<b>",
    "[a]: b.md",
    "  ```",
    "*a* [b](#c)",
];

fn document() -> impl Strategy<Value = String> {
    let line = (0..LINES.len(), prop_oneof![8 => Just("\n"), 2 => Just("\r\n"), 1 => Just("\r")]);
    let head =
        prop_oneof![6 => Just(""), 2 => Just("---\n"), 1 => Just("\u{feff}"), 1 => Just("+++\na = 1\n+++\n")];
    (head, prop::collection::vec(line, 0..60)).prop_map(|(head, lines)| {
        lines.iter().fold(head.to_owned(), |text, (line, end)| text + LINES[*line] + end)
    })
}

fn edits() -> impl Strategy<Value = Vec<(prop::sample::Index, usize, String)>> {
    let text = prop_oneof![
        4 => (0..LINES.len()).prop_map(|line| format!("\n{}\n", LINES[line])),
        2 => (0..LINES.len()).prop_map(|line| LINES[line].to_owned()),
        4 => prop::sample::select(vec!["#", "`", "-", "\n", " ", "<", "\r", "\r\n", "x", "😀", "---\n", "", ""]).prop_map(str::to_owned),
        1 => document(),
    ];
    let len = prop_oneof![4 => Just(0usize), 4 => 1usize..4, 2 => 4usize..80, 1 => 80usize..900];
    prop::collection::vec((any::<prop::sample::Index>(), len, text), 1..24)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_edited_text_reads_like_a_fresh_one(text in document(), edits in edits()) {
        let mut rope = Rope::from_str(&text);
        let mut pieces = Pieces::fresh(&rope, parsed);
        for (at, len, inserted) in edits {
            let start = rope.char_to_byte(at.index(rope.len_chars() + 1));
            let end = rope.char_to_byte((rope.byte_to_char(start) + len).min(rope.len_chars()));
            rope.remove(rope.byte_to_char(start)..rope.byte_to_char(end));
            rope.insert(rope.byte_to_char(start), &inserted);
            pieces.edit(&rope, Span::new(start, end), inserted.len(), parsed);
            prop_assert_eq!(flat(&pieces), read(&rope), "after {:?} at {}..{} in {:?}", inserted, start, end, rope.to_string());
        }
    }
}

//! The prompts of a document's sections as they stand there, each with what is said to it.

use std::sync::Arc;

use smallvec::SmallVec;

use super::asked::{Asked, Form};
use super::said::Said;
use super::value::{Values, values};
use crate::model::document::Document;
use crate::model::outline::{Heading, Outline};
use crate::model::passage::{Passage, marks};
use crate::schema::{Meaning, PromptPlace, SectionIndex, TemplateIndex, Vocabulary};
use crate::text::Span;

/// An answer under a heading that is longer is read as something without a look at its words.
const LONGEST_LOOK: usize = 8 * 1024;

/// A prompt as it stands in a document, and what is said to it. Spans are those of the whole text.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The section that asks it.
    pub section: SectionIndex,
    /// The places of the prompts in the section: a question may ask several at once.
    pub prompts: SmallVec<[usize; 4]>,
    /// The label or question.
    pub label: Span,
    /// The answer; empty at the place where it would stand.
    pub answer: Span,
    /// What it says.
    pub said: Said,
    /// What it says as values.
    pub values: Values,
    /// How it is written.
    pub form: Form,
    /// What it holds for, where one table has several.
    pub scope: Option<Box<str>>,
    /// Whether other prompts stand under it, to which it leads.
    pub leads: bool,
}

/// The sections whose prompts may stand under a heading, the innermost first.
pub type SectionScope = SmallVec<[SectionIndex; 6]>;

/// The prompts of the sections of a document as `template` sees it, in the order of the text. `words` gives the text
/// of a part of the document.
pub fn answers(
    document: &Document,
    template: TemplateIndex,
    outline: &Outline<'_>,
    scopes: &[SectionScope],
    words: &dyn Fn(Span) -> String,
) -> Vec<Answer> {
    let mut found = Vec::new();
    let starts: Vec<usize> = outline.headings.iter().map(|heading| heading.span().start).collect();
    // Headings and passages come in the same order.
    let mut heading = 0;
    let mut scope_at = |offset: usize| {
        while starts.get(heading).is_some_and(|start| *start <= offset) {
            heading += 1;
        }
        scopes.get(heading.checked_sub(1)?).filter(|scope| !scope.is_empty())
    };
    let passages: Vec<(usize, u16, &Arc<Passage>)> = document.marked_passages().collect();
    for (number, &(base, marked, passage)) in passages.iter().enumerate() {
        // A passage that asks nothing is not even looked at.
        if marked & marks::ASKED == 0 {
            continue;
        }
        for asked in &passage.asked {
            let Some(scope) = scope_at(asked.label.start + base) else { continue };
            let Some((section, prompts)) = meant(&asked.names, template, scope) else { continue };
            let mut answer = placed(asked, base, section, prompts);
            if asked.open_end
                && let Some(next) =
                    first_block(passages.get(number + 1..).unwrap_or_default(), &starts, template, scope)
            {
                let text = words(next);
                answer.said = Said::of(&text);
                answer.values =
                    read(document.vocabulary(), template, section, &answer.prompts, &text, next.start);
                answer.answer = next;
            }
            found.push(answer);
        }
    }
    let headings = outline.headings.iter().enumerate();
    let under: Vec<Answer> = headings
        .filter_map(|(index, heading)| {
            under_heading(document.vocabulary(), template, outline, scopes, words, index, heading)
        })
        .collect();
    if !under.is_empty() {
        found.extend(under);
        found.sort_by_key(|answer| answer.label.start);
    }
    found
}

/// The prompts that are meant: those of the innermost section that asks any of these.
fn meant(
    names: &[PromptPlace],
    template: TemplateIndex,
    scope: &[SectionIndex],
) -> Option<(SectionIndex, SmallVec<[usize; 4]>)> {
    scope.iter().find_map(|&section| {
        let own =
            names.iter().filter(|name| name.template == template && name.owner == Meaning::Section(section));
        let prompts: SmallVec<[usize; 4]> = own.map(|name| name.prompt).collect();
        (!prompts.is_empty()).then_some((section, prompts))
    })
}

fn placed(asked: &Asked, base: usize, section: SectionIndex, prompts: SmallVec<[usize; 4]>) -> Answer {
    Answer {
        section,
        prompts,
        label: asked.label.shifted(base),
        answer: asked.answer.shifted(base),
        said: asked.said,
        values: Values::new(Arc::clone(&asked.values), base),
        form: asked.form,
        scope: asked.scope.clone(),
        leads: asked.leads,
    }
}

/// The first block of these chunks, where it is no title and asks nothing that may be asked here.
fn first_block(
    later: &[(usize, u16, &Arc<Passage>)],
    starts: &[usize],
    template: TemplateIndex,
    scope: &[SectionIndex],
) -> Option<Span> {
    let (base, _, passage) = later.iter().find(|(_, _, passage)| !passage.blocks.is_empty())?;
    let block = passage.blocks.first()?.shifted(*base);
    let titled = starts.binary_search(&block.start).is_ok();
    let mut asked = passage.asked.iter().filter(|asked| block.contains(asked.label.start + base));
    let asks = asked.any(|asked| meant(&asked.names, template, scope).is_some());
    (!titled && !asks).then_some(block)
}

/// A heading that is the name of a prompt of the section it stands under.
fn under_heading(
    vocabulary: &Vocabulary,
    template: TemplateIndex,
    outline: &Outline<'_>,
    scopes: &[SectionScope],
    words: &dyn Fn(Span) -> String,
    index: usize,
    heading: &Heading<'_>,
) -> Option<Answer> {
    let scope = scopes.get(heading.parent?)?;
    // "Terratest" under "Testing" is no section of its own.
    if heading.section().is_some_and(|section| !scope.contains(&section)) {
        return None;
    }
    let (section, prompts) = meant(vocabulary.prompts(&heading.title.key), template, scope)?;
    let mut region = Span::new(heading.span().end, heading.end);
    let (said, values) = if outline.is_empty(index) {
        (Said::Nothing, Values::default())
    } else if region.len() > LONGEST_LOOK {
        (Said::Something, Values::default())
    } else {
        let whole = words(region);
        let text = behind_comments(&whole);
        region = Span::new(region.end - text.len(), region.end);
        let values = read(vocabulary, template, section, &prompts, text, region.start);
        let start = region.start + (text.len() - text.trim_start().len());
        region = Span::new(start, start + text.trim().len());
        (Said::of(text), values)
    };
    let next = outline.headings.get(index + 1).map_or(usize::MAX, |next| next.span().start);
    Some(Answer {
        section,
        prompts,
        label: heading.content(),
        answer: region,
        said,
        values,
        form: Form::Heading,
        scope: None,
        leads: next < heading.end,
    })
}

/// The values of an answer that was read with the whole document, at their places in it.
fn read(
    vocabulary: &Vocabulary,
    template: TemplateIndex,
    section: SectionIndex,
    prompts: &[usize],
    text: &str,
    start: usize,
) -> Values {
    let owner = Meaning::Section(section);
    let places = prompts.iter().map(|&prompt| PromptPlace { template, owner, prompt });
    let kinds = places.filter_map(|place| vocabulary.prompt(place)).map(|prompt| prompt.answer);
    Values::new(kinds.flat_map(|kind| values(text, kind)).collect(), start)
}

/// A text without the comments with which it begins: one that accepts a finding is no answer.
pub fn behind_comments(text: &str) -> &str {
    let mut rest = text.trim_start();
    while let Some((_, behind)) = rest.strip_prefix("<!--").and_then(|comment| comment.split_once("-->")) {
        rest = behind.trim_start();
    }
    rest
}

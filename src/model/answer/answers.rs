//! The prompts of a document's sections as they stand there, each with what is said to it.

use std::sync::Arc;

use smallvec::SmallVec;

use super::asked::{Asked, Form};
use super::said::Said;
use super::value::{Values, values};
use crate::model::document::Document;
use crate::model::outline::{Heading, Outline};
use crate::model::passage::{Passage, marks};
use crate::schema::{Meaning, PromptPlace, SectionIndex, TemplateIndex};
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

/// A document as the prompts of a template stand in it.
#[derive(Clone, Copy)]
pub struct Prompts<'a> {
    /// The document.
    pub document: &'a Document,
    /// The template.
    pub template: TemplateIndex,
    /// The document's outline.
    pub outline: &'a Outline,
    /// The sections whose prompts may stand under each heading.
    pub scope: &'a dyn Fn(usize) -> SectionScope,
    /// The text of a part of the document.
    pub words: &'a dyn Fn(Span) -> String,
}

impl Prompts<'_> {
    /// The prompts of all sections, in the order of the text.
    pub fn all(self) -> Vec<Answer> {
        let whole = Span::new(0, self.document.text().len_bytes());
        let mut found = self.asked_in(whole);
        let headings = self.outline.headings.iter().enumerate();
        let under: Vec<Answer> =
            headings.filter_map(|(index, heading)| self.under_heading(index, heading)).collect();
        if !under.is_empty() {
            found.extend(under);
            found.sort_by_key(|answer| answer.label.start);
        }
        found
    }

    /// The prompts whose label or answer touches what stands between a heading and the next one, in the order of the
    /// text; others may be among them.
    pub fn near(self, heading: usize) -> Vec<Answer> {
        let headings = &self.outline.headings;
        let start = headings.get(heading).map_or(0, |heading| heading.span().start);
        let end = headings.get(heading + 1).map_or(usize::MAX, |next| next.span().start);
        let mut found = self.asked_in(Span::new(start, end));
        // The heading itself, and those that it stands under, may be prompts.
        let mut at = Some(heading);
        while let Some((index, heading)) = at.and_then(|index| Some((index, headings.get(index)?))) {
            found.extend(self.under_heading(index, heading));
            at = heading.parent;
        }
        found.sort_by_key(|answer| answer.label.start);
        found
    }

    /// The prompts in the chunks that have a part of this region.
    fn asked_in(self, region: Span) -> Vec<Answer> {
        let mut found = Vec::new();
        let mut scope = Scope { prompts: self, next: None, known: SectionScope::new() };
        let mut passages = self.document.marked_passages().peekable();
        while let Some((base, marked, passage)) = passages.next() {
            if base >= region.end {
                break;
            }
            // A passage that asks nothing, or nothing here, is not even looked at.
            let is_before = passages.peek().is_some_and(|(next, ..)| *next <= region.start);
            if marked & marks::ASKED == 0 || is_before {
                continue;
            }
            for asked in &passage.asked {
                let scope = scope.at(asked.label.start + base);
                let Some((section, prompts)) = meant(&asked.names, self.template, scope) else { continue };
                let mut answer = placed(asked, base, section, prompts);
                if asked.open_end
                    && let Some(next) = self.first_block(passages.clone(), scope)
                {
                    let text = (self.words)(next);
                    answer.said = Said::of(&text);
                    answer.values = self.read(section, &answer.prompts, &text, next.start);
                    answer.answer = next;
                }
                found.push(answer);
            }
        }
        found
    }

    /// The first block of these chunks, where it is no title and asks nothing that may be asked here.
    fn first_block<'p>(
        self,
        mut later: impl Iterator<Item = (usize, u16, &'p Arc<Passage>)>,
        scope: &[SectionIndex],
    ) -> Option<Span> {
        let (base, _, passage) = later.find(|(_, _, passage)| !passage.blocks.is_empty())?;
        let block = passage.blocks.first()?.shifted(base);
        let headings = &self.outline.headings;
        let titled = headings.binary_search_by_key(&block.start, |heading| heading.span().start).is_ok();
        let mut asked = passage.asked.iter().filter(|asked| block.contains(asked.label.start + base));
        let asks = asked.any(|asked| meant(&asked.names, self.template, scope).is_some());
        (!titled && !asks).then_some(block)
    }

    /// A heading that is the name of a prompt of the section it stands under.
    fn under_heading(self, index: usize, heading: &Heading) -> Option<Answer> {
        let names = self.document.vocabulary().prompts(&heading.title.key);
        if names.is_empty() {
            return None;
        }
        let scope = (self.scope)(heading.parent?);
        // "Terratest" under "Testing" is no section of its own.
        if heading.section().is_some_and(|section| !scope.contains(&section)) {
            return None;
        }
        let (section, prompts) = meant(names, self.template, &scope)?;
        let mut region = Span::new(heading.span().end, heading.end);
        let (said, values) = if self.outline.is_empty(index) {
            (Said::Nothing, Values::default())
        } else if region.len() > LONGEST_LOOK {
            (Said::Something, Values::default())
        } else {
            let whole = (self.words)(region);
            let text = behind_comments(&whole);
            region = Span::new(region.end - text.len(), region.end);
            let values = self.read(section, &prompts, text, region.start);
            let start = region.start + (text.len() - text.trim_start().len());
            region = Span::new(start, start + text.trim().len());
            (Said::of(text), values)
        };
        let next = self.outline.headings.get(index + 1).map_or(usize::MAX, |next| next.span().start);
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
    fn read(self, section: SectionIndex, prompts: &[usize], text: &str, start: usize) -> Values {
        let (vocabulary, template) = (self.document.vocabulary(), self.template);
        let owner = Meaning::Section(section);
        let places = prompts.iter().map(|&prompt| PromptPlace { template, owner, prompt });
        let kinds = places.filter_map(|place| vocabulary.prompt(place)).map(|prompt| prompt.answer);
        Values::new(kinds.flat_map(|kind| values(text, kind)).collect(), start)
    }
}

/// The sections whose prompts may stand at places that are asked for in the order of the text.
struct Scope<'a> {
    prompts: Prompts<'a>,
    /// The first heading behind the place that was asked for last.
    next: Option<usize>,
    known: SectionScope,
}

impl Scope<'_> {
    fn at(&mut self, offset: usize) -> &[SectionIndex] {
        let outline = self.prompts.outline;
        let begins =
            |next: usize| outline.headings.get(next).is_none_or(|heading| offset < heading.span().start);
        if !self.next.is_some_and(begins) {
            let heading = outline.heading_at(offset);
            self.known = heading.map(self.prompts.scope).unwrap_or_default();
            self.next = Some(heading.map_or(0, |heading| heading + 1));
        }
        &self.known
    }
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

/// A text without the comments with which it begins: one that accepts a finding is no answer.
pub fn behind_comments(text: &str) -> &str {
    let mut rest = text.trim_start();
    while let Some((_, behind)) = rest.strip_prefix("<!--").and_then(|comment| comment.split_once("-->")) {
        rest = behind.trim_start();
    }
    rest
}

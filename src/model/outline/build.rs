//! How an outline is read from a document.

use std::sync::Arc;

use smallvec::SmallVec;

use super::{Heading, Outline, SECTION_LEVEL, nest};
use crate::model::document::Document;
use crate::model::passage::{Passage, Title, TitleForm, marks};
use crate::schema::{Manner, Meaning, Required, Section, SectionIndex, Template, TemplateIndex};

/// The outline of `document` as a template that its vocabulary knows sees it.
pub(super) fn build(document: &Document, template: TemplateIndex, known: &Template) -> Outline {
    let marked = Marked::of(document, template, known);
    let section_level = marked.section_level;
    let (headings, title, passing) = (Vec::new(), None, vec![false; known.sections.len()]);
    let mut build = Build { document, template, known, marked, headings, title, passing };
    for (chunk, (base, marked, passage)) in document.marked_passages().enumerate() {
        if marked & marks::TITLES == 0 {
            build.content(marked & marks::CONTENT != 0);
        } else {
            build.passage(chunk, base, passage);
        }
    }
    let Build { mut headings, title, passing: named_in_passing, .. } = build;
    nest(&mut headings, document.text().len_bytes());
    let best = best(&headings, known.sections.len());
    let misspelt = misspelt(&headings, title, &best, template, known);
    let sections = sections(&headings, &misspelt);
    Outline { headings, title, section_level, named_in_passing, best, misspelt, sections }
}

/// For each section of the template, the heading that names it best.
fn best(headings: &[Heading], sections: usize) -> Vec<Option<(usize, Manner)>> {
    let mut best: Vec<Option<(usize, Manner)>> = vec![None; sections];
    for (index, heading) in headings.iter().enumerate() {
        for (section, manner) in heading.sections() {
            if let Some(slot) = best.get_mut(section)
                && slot.is_none_or(|(_, known)| manner < known)
            {
                *slot = Some((index, manner));
            }
        }
    }
    best
}

/// Headings that are no name and are near the name of a section that no other heading names.
/// Nobody misses an optional section: a heading near its name is more likely a heading of its own.
fn misspelt(
    headings: &[Heading],
    title: Option<usize>,
    best: &[Option<(usize, Manner)>],
    template: TemplateIndex,
    known: &Template,
) -> Vec<(usize, SectionIndex)> {
    let mut found: Vec<(usize, SectionIndex)> = Vec::new();
    for (index, heading) in headings.iter().enumerate() {
        if title == Some(index) {
            continue;
        }
        let meant =
            heading.title.misspelt.iter().filter(|(owner, _)| *owner == template).find(|(_, section)| {
                let named = best.get(*section).copied().flatten();
                let optional = |known: &Section| known.required == Required::Optional;
                !known.sections.get(*section).is_some_and(optional)
                    && named.is_none_or(|(heading, _)| heading == index)
                    && !found.iter().any(|(_, known)| known == section)
            });
        found.extend(meant.map(|(_, section)| (index, *section)));
    }
    found
}

/// The sections that each heading stands for, each once, one that it is a misspelt name of included.
fn sections(headings: &[Heading], misspelt: &[(usize, SectionIndex)]) -> Vec<SmallVec<[SectionIndex; 2]>> {
    let each_once = |heading: &Heading| {
        let mut once = SmallVec::new();
        for (section, _) in heading.sections() {
            if !once.contains(&section) {
                once.push(section);
            }
        }
        once
    };
    let mut sections: Vec<SmallVec<[SectionIndex; 2]>> = headings.iter().map(each_once).collect();
    for (heading, section) in misspelt {
        if let Some(own) = sections.get_mut(*heading).filter(|own| !own.contains(section)) {
            own.push(*section);
        }
    }
    sections
}

/// What the marked headings of a document tell about its plain lines.
struct Marked<'d> {
    /// For each section, whether a marked heading names it.
    named: Vec<bool>,
    section_level: u8,
    /// Whether at least as many marked headings as plain lines name sections: then a plain line is more often
    /// the lead of a list than a title.
    usual: bool,
    /// The keys of plain lines, each as often as it stands there.
    plain: Vec<&'d str>,
}

impl<'d> Marked<'d> {
    fn of(document: &'d Document, template: TemplateIndex, known: &Template) -> Self {
        let mut named = vec![false; known.sections.len()];
        let mut plain = Vec::new();
        let mut levels = [0_usize; 7];
        for title in document.titles() {
            let (TitleForm::Atx(level) | TitleForm::Setext(level)) = title.form else {
                plain.push(title.key.as_str());
                continue;
            };
            for name in
                title.named.iter().filter(|name| name.template == template && name.manner != Manner::Mention)
            {
                let Meaning::Section(section) = name.meaning else { continue };
                if let Some(named) = named.get_mut(section) {
                    *named = true;
                }
                let depth = u8::try_from(known.depth(section)).unwrap_or_default();
                if let Some(count) = levels.get_mut(usize::from(level.saturating_sub(depth))) {
                    *count += 1;
                }
            }
        }
        let most = levels.iter().copied().max().unwrap_or_default();
        let level = levels.iter().position(|&count| count == most && most > 0);
        let section_level = level.and_then(|level| u8::try_from(level).ok()).unwrap_or(SECTION_LEVEL).max(1);
        let usual = named.iter().filter(|named| **named).count() >= plain.len();
        Self { named, section_level, usual, plain }
    }

    /// Whether a plain line among marked headings looks like a title that lost its marks: it is there once, leads
    /// to nothing with a colon and begins with a capital letter, where its script has them.
    fn is_lone_title(&self, title: &Title) -> bool {
        let once = self.plain.iter().filter(|key| **key == title.key).count() == 1;
        once && !title.text.ends_with(':') && !title.text.starts_with(char::is_lowercase)
    }
}

struct Build<'d> {
    document: &'d Document,
    template: TemplateIndex,
    known: &'d Template,
    marked: Marked<'d>,
    headings: Vec<Heading>,
    title: Option<usize>,
    passing: Vec<bool>,
}

impl Build<'_> {
    fn passage(&mut self, chunk: usize, base: usize, passage: &Passage) {
        let mut contents = passage.contents.iter().peekable();
        for (number, title) in passage.titles.iter().enumerate().filter(|(_, title)| title.top) {
            let before = std::iter::from_fn(|| contents.next_if(|&&start| start < title.span.start)).count();
            self.content(before > 0);
            let Some(level) = self.level(title) else { continue };
            contents.next_if(|&&start| start == title.span.start);
            self.headings.push(Heading {
                title: Arc::clone(title),
                chunk,
                number,
                base,
                level,
                parent: None,
                end: 0,
                has_content: false,
                place: title.span.shifted(base),
                template: self.template,
                is_title: self.title == Some(self.headings.len()),
            });
        }
        self.content(contents.next().is_some());
    }

    fn content(&mut self, any: bool) {
        if let Some(last) = self.headings.last_mut() {
            last.has_content |= any;
        }
    }

    /// The level of a title; nothing where a plain line is not taken for a title.
    fn level(&mut self, title: &Title) -> Option<u8> {
        if self.is_document_title(title) {
            self.title = Some(self.headings.len());
            return Some(match title.form {
                TitleForm::Atx(level) | TitleForm::Setext(level) => level,
                TitleForm::Plain => 1,
            });
        }
        match title.form {
            TitleForm::Atx(level) | TitleForm::Setext(level) => Some(level),
            TitleForm::Plain => self.plain_level(title),
        }
    }

    fn is_document_title(&self, title: &Title) -> bool {
        if self.title.is_some() || !self.headings.is_empty() {
            return false;
        }
        let named =
            title.named.iter().any(|named| named.template == self.template && named.manner == Manner::Whole);
        let first = matches!(title.form, TitleForm::Atx(1) | TitleForm::Setext(1));
        (first && !named) || self.document.vocabulary().document_title(&title.key) == Some(self.template)
    }

    /// A plain line is a title where no marked heading names its section, where it does not stand under that
    /// section already, and where it is not the first thing under a marked heading: there it is an answer.
    /// Where marked headings are the rule, it must look like a title too.
    fn plain_level(&mut self, title: &Title) -> Option<u8> {
        let section = title.named.iter().find_map(|named| match named.meaning {
            Meaning::Section(section) if named.template == self.template => Some(section),
            _ => None,
        })?;
        if self.marked.named.get(section).copied().unwrap_or_default() {
            return None;
        }
        let above = self.headings.last();
        if let Some(above) = above
            && let Some(owner) = above.section()
        {
            let part = self.known.parent(section) == Some(owner);
            if owner == section || (!above.is_plain() && !above.has_content && !part) {
                return None;
            }
        }
        if self.marked.usual && !self.marked.is_lone_title(title) {
            if let Some(passing) = self.passing.get_mut(section) {
                *passing = true;
            }
            return None;
        }
        let depth = u8::try_from(self.known.depth(section)).unwrap_or_default();
        Some(self.marked.section_level.saturating_add(depth).min(6))
    }
}

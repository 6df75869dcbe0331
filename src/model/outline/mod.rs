//! The outline of a document: which headings it has, which section each one names, how they nest.

mod build;
mod kept;

use std::sync::Arc;

use smallvec::SmallVec;

use super::document::Document;
use super::passage::{Title, TitleForm};
use crate::schema::{Manner, Meaning, SectionIndex, TemplateIndex};
use crate::text::Span;

pub(super) use kept::Kept;

/// The level of sections where no heading shows another.
const SECTION_LEVEL: u8 = 2;

/// The headings of a document, seen with one template.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// In the order of the text.
    pub headings: Vec<Heading>,
    /// The place in `headings` of the document's own title.
    pub title: Option<usize>,
    /// The level that sections have here.
    pub section_level: u8,
    /// For each section of the template, whether a line without marks has its name and is not taken for its title.
    pub named_in_passing: Vec<bool>,
    /// For each section, the heading that names it best.
    pub best: Vec<Option<(usize, Manner)>>,
    /// Headings that are a misspelt name of a section that is missing.
    pub misspelt: Vec<(usize, SectionIndex)>,
    /// For each heading, the sections that it stands for.
    sections: Vec<SmallVec<[SectionIndex; 2]>>,
}

/// A heading, or a line without marks that stands for one.
#[derive(Clone, Debug)]
pub struct Heading {
    /// What it says and names.
    pub title: Arc<Title>,
    /// The offset to which the spans in `title` are relative.
    pub base: usize,
    /// 1 to 6; a plain line has the level its section would have.
    pub level: u8,
    /// The heading that it stands under.
    pub parent: Option<usize>,
    /// Where the next heading of the same or a higher level starts, or the end of the text.
    pub end: usize,
    /// Whether there is content before the next heading of any level.
    pub has_content: bool,
    place: Span,
    /// The chunk in which its title is, and which title of the chunk that is.
    chunk: usize,
    number: usize,
    template: TemplateIndex,
    is_title: bool,
}

impl Heading {
    /// The heading's place in the text.
    pub fn span(&self) -> Span {
        self.place
    }

    /// The place of the heading's text, without marks.
    pub fn content(&self) -> Span {
        self.title.content.shifted(self.base)
    }

    /// The sections that it names, and how.
    pub fn sections(&self) -> impl Iterator<Item = (SectionIndex, Manner)> + '_ {
        let named = self.title.named.iter().filter(|named| named.template == self.template && !self.is_title);
        named.filter_map(|named| match named.meaning {
            Meaning::Section(section) => Some((section, named.manner)),
            Meaning::Field(_) => None,
        })
    }

    /// The one section whose name it is.
    pub fn section(&self) -> Option<SectionIndex> {
        self.sections().find(|(_, manner)| *manner == Manner::Whole).map(|(section, _)| section)
    }

    /// The header field that it names.
    pub fn field(&self) -> Option<usize> {
        let mut named =
            self.title.named.iter().filter(|named| named.template == self.template && !self.is_title);
        named.find_map(|named| match named.meaning {
            Meaning::Field(field) => Some(field),
            Meaning::Section(_) => None,
        })
    }

    /// Whether it is a line without marks.
    pub fn is_plain(&self) -> bool {
        self.title.form == TitleForm::Plain
    }
}

impl Outline {
    /// The outline of `document` as `template` sees it.
    pub fn new(document: &Document, template: TemplateIndex) -> Self {
        let known = document.vocabulary().template(template);
        match known {
            Some(known) => build::build(document, template, known),
            None => Self { section_level: SECTION_LEVEL, ..Self::default() },
        }
    }

    /// The document's own title.
    pub fn document_title(&self) -> Option<&Heading> {
        self.title.and_then(|title| self.headings.get(title))
    }

    /// The heading under which a place is: the last that begins before it, or at it.
    pub fn heading_at(&self, offset: usize) -> Option<usize> {
        self.headings.partition_point(|heading| heading.place.start <= offset).checked_sub(1)
    }

    /// The sections that a heading stands for, each once, one that it is a misspelt name of included.
    pub fn sections_of(&self, heading: usize) -> &[SectionIndex] {
        self.sections.get(heading).map(SmallVec::as_slice).unwrap_or_default()
    }

    /// The heading that the one at `index` stands under.
    pub fn parent(&self, index: usize) -> Option<&Heading> {
        self.headings.get(self.headings.get(index)?.parent?)
    }

    /// Whether anything stands under the heading at `index`, its sub-headings' content included.
    pub fn is_empty(&self, index: usize) -> bool {
        let Some(heading) = self.headings.get(index) else { return true };
        let below = self.headings.iter().skip(index).take_while(|other| other.place.start < heading.end);
        !below.into_iter().any(|other| other.has_content)
    }
}

/// Fills in parents and ends.
fn nest(headings: &mut [Heading], text_end: usize) {
    let mut open: Vec<(usize, u8)> = Vec::new();
    let mut ends = vec![text_end; headings.len()];
    for (index, heading) in headings.iter_mut().enumerate() {
        while let Some(&(above, level)) = open.last() {
            if level < heading.level {
                heading.parent = Some(above);
                break;
            }
            if let Some(end) = ends.get_mut(above) {
                *end = heading.place.start;
            }
            open.pop();
        }
        open.push((index, heading.level));
    }
    for (heading, end) in headings.iter_mut().zip(ends) {
        heading.end = end;
    }
}

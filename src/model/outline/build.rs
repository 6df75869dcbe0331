//! The outline of a document: which headings it has, which section each one names, how they nest.

use super::document::Document;
use super::passage::{Passage, Title, TitleForm, marks};
use crate::schema::{Manner, Meaning, SectionIndex, Template, TemplateIndex};
use crate::text::Span;

/// The level of sections where no heading shows another.
const SECTION_LEVEL: u8 = 2;

/// The headings of a document, seen with one template.
#[derive(Debug)]
pub struct Outline<'d> {
    /// In the order of the text.
    pub headings: Vec<Heading<'d>>,
    /// The place in `headings` of the document's own title.
    pub title: Option<usize>,
    /// The level that sections have here.
    pub section_level: u8,
    /// For each section of the template, whether a line without marks has its name and is not taken for its title.
    pub named_in_passing: Vec<bool>,
}

/// A heading, or a line without marks that stands for one.
#[derive(Debug)]
pub struct Heading<'d> {
    /// What it says and names.
    pub title: &'d Title,
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
    template: TemplateIndex,
    is_title: bool,
}

impl Heading<'_> {
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

impl<'d> Outline<'d> {
    /// The outline of `document` as `template` sees it.
    pub fn new(document: &'d Document, template: TemplateIndex) -> Self {
        let Some(known) = document.vocabulary().template(template) else {
            let (headings, named_in_passing) = (Vec::new(), Vec::new());
            return Self { headings, title: None, section_level: SECTION_LEVEL, named_in_passing };
        };
        let marked = Marked::of(document, template, known);
        let mut build = Build {
            document,
            template,
            known,
            marked: &marked,
            headings: Vec::new(),
            title: None,
            passing: vec![false; known.sections.len()],
        };
        for (base, marked, passage) in document.marked_passages() {
            if marked & marks::TITLES == 0 {
                build.content(marked & marks::CONTENT != 0);
            } else {
                build.passage(base, passage);
            }
        }
        let Build { mut headings, title, passing: named_in_passing, .. } = build;
        nest(&mut headings, document.text().len_bytes());
        Self { headings, title, section_level: marked.section_level, named_in_passing }
    }

    /// The document's own title.
    pub fn document_title(&self) -> Option<&Heading<'d>> {
        self.title.and_then(|title| self.headings.get(title))
    }

    /// For each section of the template, the heading that names it best.
    pub fn best(&self) -> Vec<Option<(usize, Manner)>> {
        let mut best: Vec<Option<(usize, Manner)>> = vec![None; self.named_in_passing.len()];
        for (index, heading) in self.headings.iter().enumerate() {
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

    /// The heading that the one at `index` stands under.
    pub fn parent(&self, index: usize) -> Option<&Heading<'d>> {
        self.headings.get(self.headings.get(index)?.parent?)
    }

    /// Whether anything stands under the heading at `index`, its sub-headings' content included.
    pub fn is_empty(&self, index: usize) -> bool {
        let Some(heading) = self.headings.get(index) else { return true };
        let below = self.headings.iter().skip(index).take_while(|other| other.place.start < heading.end);
        !below.into_iter().any(|other| other.has_content)
    }
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

struct Build<'d, 'm> {
    document: &'d Document,
    template: TemplateIndex,
    known: &'d Template,
    marked: &'m Marked<'d>,
    headings: Vec<Heading<'d>>,
    title: Option<usize>,
    passing: Vec<bool>,
}

impl<'d> Build<'d, '_> {
    fn passage(&mut self, base: usize, passage: &'d Passage) {
        let mut contents = passage.contents.iter().peekable();
        for title in passage.titles.iter().filter(|title| title.top) {
            let before = std::iter::from_fn(|| contents.next_if(|&&start| start < title.span.start)).count();
            self.content(before > 0);
            let Some(level) = self.level(title) else { continue };
            contents.next_if(|&&start| start == title.span.start);
            self.headings.push(Heading {
                title,
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

/// Fills in parents and ends.
fn nest(headings: &mut [Heading<'_>], text_end: usize) {
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

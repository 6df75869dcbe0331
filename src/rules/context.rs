//! What every rule looks at: one document, seen with its template.

use std::cell::{OnceCell, RefCell};
use std::path::Path;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::finding::{Finding, Related, Subject};
use super::progress::{Progress, progress};
use super::registry::Rule;
use super::ties::{Tie, of_document};
use crate::facts::{Estate, Memory};
use crate::model::{
    Answer, Document, Header, Heading, Outline, Passage, Prompts, SectionScope, Slugs, marks,
};
use crate::schema::{Condition, Required, SectionIndex, Template, TemplateIndex, conditions};
use crate::text::Span;
use crate::workspace::{Requirements, Workspace};

/// What a judgement of a document has worked out besides its findings.
#[derive(Clone, Debug)]
pub struct Known {
    /// How far its sections are.
    pub progress: Arc<Vec<Progress>>,
    /// What it claims beside what its Terraform says; nothing where an edit may have moved a claim.
    pub ties: Option<Arc<Vec<Tie>>>,
}

/// Asks for what is known.
pub type Ask = Box<dyn Fn() -> Known>;

/// One document, seen with its template.
pub struct Context<'a> {
    /// The folder it is in and what was read there.
    pub workspace: &'a Workspace,
    /// The document and what it is judged by.
    pub requirements: &'a Requirements,
    /// Its path, shared by all findings.
    pub path: Arc<Path>,
    /// Its template.
    pub template: &'a Template,
    /// Its headings.
    pub outline: Arc<Outline>,
    /// Sections that label a row or line, where the document is such a table.
    labelled: FxHashSet<SectionIndex>,
    /// The fields at its top, worked out when they are first asked for.
    header: OnceCell<Header>,
    /// The prompts that stand in it, worked out when they are first asked for.
    answers: OnceCell<Vec<Answer>>,
    /// The places of the answers to each prompt.
    by_prompt: OnceCell<FxHashMap<(SectionIndex, usize), Vec<usize>>>,
    /// How far its sections are, worked out when it is first asked for.
    progress: OnceCell<Arc<Vec<Progress>>>,
    /// A resource that runs on instances the team owns, looked for when it is first asked for.
    instance: OnceCell<Option<(String, Related)>>,
    /// The resources of its Terraform, taken together when a rule first asks for them.
    estate: OnceCell<Estate<'a>>,
    /// What is remembered of blocks of Terraform until the estate takes it.
    memory: RefCell<Memory>,
    /// What it claims beside what its Terraform says.
    ties: OnceCell<Arc<Vec<Tie>>>,
    /// Asks who judged the document, when that is first of use.
    ask: Option<Ask>,
    known: OnceCell<Option<Known>>,
    /// Its anchors, and what of it has links, gathered when a fix first asks for them.
    slugs: OnceCell<Slugs<'a>>,
    linking: OnceCell<Vec<(usize, &'a Passage)>>,
    /// Parts of the document whose very words a rule has judged, see [`Context::words`].
    pub(super) read: RefCell<Vec<Span>>,
}

impl<'a> Context<'a> {
    /// Looks at a document; nothing where its template is gone.
    pub fn new(workspace: &'a Workspace, requirements: &'a Requirements) -> Option<Self> {
        let document: &'a Document = &requirements.document;
        let template = document.vocabulary().template(requirements.template)?;
        let outline = document.outline(requirements.template);
        let labelled = labelled(document, requirements.template, template.sections.len());
        let path = Arc::from(requirements.path.as_path());
        Some(Self {
            workspace,
            requirements,
            path,
            template,
            outline,
            labelled,
            header: OnceCell::new(),
            answers: OnceCell::new(),
            by_prompt: OnceCell::new(),
            progress: OnceCell::new(),
            instance: OnceCell::new(),
            estate: OnceCell::new(),
            memory: RefCell::default(),
            ties: OnceCell::new(),
            ask: None,
            known: OnceCell::new(),
            slugs: OnceCell::new(),
            linking: OnceCell::new(),
            read: RefCell::default(),
        })
    }

    /// The resources of its Terraform.
    pub fn estate(&self) -> &Estate<'a> {
        self.estate.get_or_init(|| {
            let modules = self.requirements.binding.iter().flat_map(|binding| &binding.modules);
            let environment = self.environment().map(str::to_lowercase);
            Estate::remembering(modules.map(AsRef::as_ref), environment, self.memory.take())
        })
    }

    /// The same context with what an earlier judgement remembered of blocks of Terraform.
    pub(super) fn remembering(self, memory: Memory) -> Self {
        self.memory.replace(memory);
        self
    }

    /// What this judgement remembers of blocks of Terraform.
    pub(super) fn into_memory(self) -> Memory {
        let kept = self.memory.take();
        self.estate.into_inner().map_or(kept, Estate::into_memory)
    }

    /// What it claims beside what its Terraform says; nothing where it is bound to none.
    pub fn ties(&self) -> &Arc<Vec<Tie>> {
        self.ties.get_or_init(|| {
            // Nobody need be asked about a document that is bound to nothing.
            let known = self.requirements.binding.as_ref().and_then(|_| self.known()?.ties.clone());
            known.unwrap_or_else(|| Arc::new(of_document(self)))
        })
    }

    /// The same context; what a judgement of the same document in the same surroundings has worked out is asked for
    /// where it is of use.
    #[must_use]
    pub fn asking(self, ask: Ask) -> Self {
        Self { ask: Some(ask), ..self }
    }

    fn known(&self) -> Option<&Known> {
        self.known.get_or_init(|| self.ask.as_ref().map(|ask| ask())).as_ref()
    }

    /// The environment that the document says in its front matter that it is about.
    fn environment(&self) -> Option<&'a str> {
        let (_, front_matter) = self.document().front_matter()?;
        front_matter.get("environment")?.values.first().map(|value| value.text.as_str())
    }

    /// The prompts of its sections as they stand in it, with what is said to them, in the order of the text.
    pub fn answers(&self) -> &[Answer] {
        self.answers.get_or_init(|| {
            let scopes = self.scopes();
            let scope = |heading: usize| scopes.get(heading).cloned().unwrap_or_default();
            self.prompts(&scope, &|span| self.words(span)).all()
        })
    }

    /// Those of its prompts whose label or answer touches a place, in the order of the text; others may be among them.
    ///
    /// Who asks about one place does not wait until all of a long document has been looked at.
    pub fn answers_near(&self, offset: usize) -> Vec<Answer> {
        let Some(heading) = self.outline.heading_at(offset) else { return Vec::new() };
        self.prompts(&|heading| self.scope(heading), &|span| self.words(span)).near(heading)
    }

    fn prompts<'p>(
        &'p self,
        scope: &'p dyn Fn(usize) -> SectionScope,
        words: &'p dyn Fn(Span) -> String,
    ) -> Prompts<'p> {
        let (document, template) = (self.document(), self.requirements.template);
        Prompts { document, template, outline: &self.outline, scope, words }
    }

    /// The fields at its top.
    pub fn header(&self) -> &Header {
        let template = self.requirements.template;
        self.header.get_or_init(|| Header::new(self.document(), template, &self.outline))
    }

    /// The sections that a heading stands for, each once, one that it is a misspelt name of included.
    pub fn sections_of(&self, heading: usize) -> &[SectionIndex] {
        self.outline.sections_of(heading)
    }

    /// The answers to a prompt of a section, by their places in the template, in the order of the text.
    pub fn answers_to(&self, section: SectionIndex, prompt: usize) -> impl Iterator<Item = &Answer> + '_ {
        let by_prompt = self.by_prompt.get_or_init(|| {
            let mut by_prompt: FxHashMap<(SectionIndex, usize), Vec<usize>> = FxHashMap::default();
            for (index, answer) in self.answers().iter().enumerate() {
                for prompt in &answer.prompts {
                    by_prompt.entry((answer.section, *prompt)).or_default().push(index);
                }
            }
            by_prompt
        });
        let places = by_prompt.get(&(section, prompt)).into_iter().flatten();
        places.filter_map(|index| self.answers().get(*index))
    }

    /// How far the prompts of each section are answered that has a heading, in the order of the template.
    pub fn progress(&self) -> &Arc<Vec<Progress>> {
        self.progress.get_or_init(|| match self.known() {
            Some(known) => Arc::clone(&known.progress),
            None => Arc::new(progress(self)),
        })
    }

    /// The heading of the section in which a place is: the nearest above it that is a section.
    pub fn section_heading(&self, offset: usize) -> Option<usize> {
        let mut at = self.outline.heading_at(offset)?;
        while self.sections_of(at).is_empty() {
            at = self.outline.headings.get(at)?.parent?;
        }
        Some(at)
    }

    /// Whether a place is in any section.
    pub fn is_in_section(&self, offset: usize) -> bool {
        self.section_heading(offset).is_some()
    }

    /// The sections whose prompts may stand under each heading.
    fn scopes(&self) -> Vec<SectionScope> {
        let mut scopes: Vec<SectionScope> = Vec::with_capacity(self.outline.headings.len());
        for (index, heading) in self.outline.headings.iter().enumerate() {
            let scope = self.scope_under(index, heading.parent.and_then(|parent| scopes.get(parent)));
            scopes.push(scope);
        }
        scopes
    }

    /// The sections whose prompts may stand under one heading.
    fn scope(&self, heading: usize) -> SectionScope {
        let parent = self.outline.headings.get(heading).and_then(|heading| heading.parent);
        self.scope_under(heading, parent.map(|parent| self.scope(parent)).as_ref())
    }

    /// A heading's own sections, their parts, and those of the headings above.
    fn scope_under(&self, heading: usize, above: Option<&SectionScope>) -> SectionScope {
        let own = self.sections_of(heading);
        let parts = own.iter().flat_map(|&section| self.template.children(section));
        let above = above.into_iter().flatten().copied();
        let mut scope = SectionScope::new();
        for section in own.iter().copied().chain(parts).chain(above) {
            if !scope.contains(&section) {
                scope.push(section);
            }
        }
        scope
    }

    /// The words of a part of the document.
    ///
    /// A rule that judges by words, not by what the model makes of them, reads them here: an edit there makes it
    /// judge anew.
    pub fn words(&self, span: Span) -> String {
        self.judged(span);
        self.document().slice(span)
    }

    /// Notes that a rule judges by all that stands in a part of the document.
    pub fn judged(&self, span: Span) {
        self.read.borrow_mut().push(span);
    }

    /// The document.
    pub fn document(&self) -> &'a Document {
        &self.requirements.document
    }

    /// The heading that stands for a section, a misspelt one included.
    pub fn heading_of(&self, section: SectionIndex) -> Option<usize> {
        let best = self.outline.best.get(section).copied().flatten().map(|(heading, _)| heading);
        best.or_else(|| {
            self.outline.misspelt.iter().find(|(_, meant)| *meant == section).map(|(heading, _)| *heading)
        })
    }

    /// Whether the document answers a section that has no heading: its name stands on a line of its own or labels
    /// an answer, or the prompts of a sub-section are spoken of.
    pub fn is_answered_in_passing(&self, section: SectionIndex) -> bool {
        let named = (self.requirements.template, section);
        self.labelled.contains(&section)
            || self.outline.named_in_passing.get(section).copied().unwrap_or_default()
            || self
                .document()
                .passages_with(marks::SPOKEN_OF)
                .any(|(_, passage)| passage.spoken_of.contains(&named))
    }

    /// Whether the template asks for a section or field here.
    pub fn is_required(&self, required: Required) -> bool {
        match required {
            Required::Always => true,
            Required::Optional => false,
            Required::When(condition) => self.holds(condition),
        }
    }

    fn holds(&self, condition: Condition) -> bool {
        match condition {
            Condition::Terraform => {
                self.requirements.binding.as_ref().is_some_and(|binding| !binding.modules.is_empty())
            }
            Condition::Instances => self.instance().is_some(),
        }
    }

    /// A resource that runs on instances the team owns, with its address.
    pub fn instance(&self) -> Option<(String, Related)> {
        self.instance.get_or_init(|| self.find_instance()).clone()
    }

    fn find_instance(&self) -> Option<(String, Related)> {
        let binding = self.requirements.binding.as_ref()?;
        let mut resources = binding.modules.iter().flat_map(|module| module.resources());
        resources.find_map(|resource| {
            resource.block.resource_type().filter(|kind| conditions::means_instances(kind))?;
            let address = resource.block.address().filter(|address| binding.selects(address))?;
            let message = format!("`{address}` runs on instances");
            Some((address, Related { path: Arc::from(resource.path), span: resource.block.header, message }))
        })
    }

    /// Whether the document says of itself that it is a draft.
    pub fn is_draft(&self) -> bool {
        let front_matter = self.document().front_matter().map(|(_, front_matter)| front_matter);
        let status = front_matter.and_then(|front_matter| front_matter.get("status")?.values.first());
        status.is_some_and(|status| status.text.eq_ignore_ascii_case("draft"))
    }

    /// Its anchors.
    pub(super) fn slugs(&self) -> &Slugs<'a> {
        self.slugs.get_or_init(|| Slugs::of(&self.requirements.document))
    }

    /// What of it has links and begins last before `offset`, with its own offset.
    pub(super) fn linking(&self, offset: usize) -> Option<(usize, &'a Passage)> {
        let all =
            self.linking.get_or_init(|| self.requirements.document.passages_with(marks::LINKS).collect());
        all.get(all.partition_point(|(start, _)| *start <= offset).checked_sub(1)?).copied()
    }

    /// Whether the Terraform was found beside the document, not declared by it.
    pub fn is_inferred(&self) -> bool {
        self.requirements.binding.as_ref().is_some_and(|binding| !binding.declared)
    }

    /// Where findings about the document as a whole stand: its title, else its first heading or line.
    pub fn title_span(&self) -> Span {
        let heading = self.outline.document_title().or(self.outline.headings.first());
        heading.map_or_else(|| self.first_line(), Heading::content)
    }

    fn first_line(&self) -> Span {
        self.judged(Span::new(0, self.document().text().len_bytes()));
        first_line(self.document())
    }

    /// A finding of `rule` in the document.
    pub fn finding(&self, rule: &'static Rule, span: Span, subject: Subject, message: String) -> Finding {
        Finding {
            rule,
            severity: rule.severity,
            path: Arc::clone(&self.path),
            span,
            message,
            related: Vec::new(),
            subject,
            has_other_side: false,
        }
    }

    /// A place in the document that explains a finding.
    pub fn related(&self, span: Span, message: impl Into<String>) -> Related {
        Related { path: Arc::clone(&self.path), span, message: message.into() }
    }
}

/// The sections that label a row or a line, where at least half of them do: such a document is a table of answers,
/// not a row of headings.
fn labelled(document: &Document, template: TemplateIndex, sections: usize) -> FxHashSet<SectionIndex> {
    let passages = document.passages_with(marks::LABELS);
    let labelled: FxHashSet<SectionIndex> = passages
        .flat_map(|(_, passage)| &passage.labelled_sections)
        .filter(|(owner, _)| *owner == template)
        .map(|(_, section)| *section)
        .collect();
    if labelled.len() * 2 >= sections { labelled } else { FxHashSet::default() }
}

/// The first line that has text.
fn first_line(document: &Document) -> Span {
    let mut at = 0;
    for line in document.text().lines() {
        let text = line.to_string();
        let content = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if !content.is_empty() {
            let start = at + text.find(content).unwrap_or_default();
            return Span::new(start, start + content.len());
        }
        at += line.len_bytes();
    }
    Span::empty(0)
}

//! The names that the loaded templates know, ready to be looked up.

use std::sync::{Arc, LazyLock};

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::name::{name_key, name_parts, name_words};
use super::template::{BUILT_IN, Prompt, SectionIndex, Template};

/// The place of a template in a [`Vocabulary`].
pub type TemplateIndex = usize;

/// What a name means in a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Meaning {
    /// The section at this index.
    Section(SectionIndex),
    /// The header field at this index.
    Field(usize),
}

/// How a heading names something, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Manner {
    /// The heading is the name.
    Whole,
    /// The name is one part of a combined heading ("Metrics and Monitoring").
    Part,
    /// The name stands somewhere in the heading ("Backup strategy").
    Mention,
}

/// One thing that a heading names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Named {
    /// The template in which it does.
    pub template: TemplateIndex,
    /// What it names.
    pub meaning: Meaning,
    /// How.
    pub manner: Manner,
}

/// A prompt of a template, by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PromptPlace {
    /// The template.
    pub template: TemplateIndex,
    /// The section or header field that asks it.
    pub owner: Meaning,
    /// Its place among the prompts there.
    pub prompt: usize,
}

/// A question that begins a line, and whose it is.
#[derive(Debug)]
struct Question {
    /// Its key, see [`name_key`].
    key: String,
    prompts: Vec<PromptPlace>,
}

/// All loaded templates and what their names mean.
#[derive(Debug)]
pub struct Vocabulary {
    templates: Vec<Arc<Template>>,
    /// What the titles of documents are or end with, see [`name_key`].
    titles: Vec<(String, TemplateIndex)>,
    names: FxHashMap<String, Vec<(TemplateIndex, Meaning)>>,
    headings: Phrases<(TemplateIndex, SectionIndex)>,
    spellings: Vec<Spelling>,
    /// What a label may be the name of.
    labels: FxHashMap<String, Vec<PromptPlace>>,
    /// The first words of labels and questions: most lines begin with none of them.
    first_words: FxHashSet<String>,
    /// Questions as documents copy them, by their first word, the longest first.
    questions: FxHashMap<String, Vec<Question>>,
    /// The prompts of sub-sections: a document that answers them needs no heading of their own for them.
    prompts: Phrases<(TemplateIndex, SectionIndex)>,
}

/// A name that a heading may have been meant to be.
#[derive(Debug)]
struct Spelling {
    words: String,
    letters: Letters,
    template: TemplateIndex,
    section: SectionIndex,
}

/// Which letters a name has, as bits; letters may share one.
#[derive(Clone, Copy, Debug)]
struct Letters(u64);

impl Letters {
    fn of(name: &str) -> Self {
        Self(name.chars().fold(0, |all, letter| all | 1 << (u32::from(letter) % 64)))
    }

    /// So many letters have to be set right at least to make one name of the other.
    fn least_distance(self, other: Self) -> usize {
        (self.0 & !other.0).count_ones().max((other.0 & !self.0).count_ones()) as usize
    }
}

/// Headings shorter than this are not taken for a misspelt name, aliases not below the second figure: with so few
/// letters another word is as near as a slip of the keyboard.
const SHORTEST_MISSPELT: usize = 5;
const SHORTEST_MISSPELT_ALIAS: usize = 8;

/// Phrases to be found as whole words in a key.
#[derive(Debug)]
struct Phrases<T> {
    search: Option<AhoCorasick>,
    meanings: Vec<T>,
}

impl Vocabulary {
    /// The vocabulary of the built-in template alone, made once a process.
    pub fn built_in() -> &'static Arc<Self> {
        static ALONE: LazyLock<Arc<Vocabulary>> = LazyLock::new(|| Arc::new(Vocabulary::new([])));
        &ALONE
    }

    /// The vocabulary of the built-in template and of `others`, which come first where names are equal.
    pub fn new(others: impl IntoIterator<Item = Template>) -> Self {
        Self::of(others.into_iter().chain(Template::parse(BUILT_IN).ok()))
    }

    /// The vocabulary of these templates alone.
    pub fn of(templates: impl IntoIterator<Item = Template>) -> Self {
        let templates: Vec<_> = templates.into_iter().map(Arc::new).collect();
        let titles = templates.iter().enumerate().flat_map(|(index, template)| {
            let titles = std::iter::once(&template.title).chain(&template.title_aliases);
            titles.map(move |title| (name_key(title), index)).filter(|(title, _)| !title.is_empty())
        });
        let titles = titles.collect();
        let mut names: FxHashMap<String, Vec<(TemplateIndex, Meaning)>> = FxHashMap::default();
        let mut headings = Vec::new();
        let mut spellings = Vec::new();
        let mut prompts = Vec::new();
        let mut labels: FxHashMap<String, Vec<PromptPlace>> = FxHashMap::default();
        for (index, template) in templates.iter().enumerate() {
            for (key, meaning) in template_names(template) {
                let meanings = names.entry(key.clone()).or_default();
                if !meanings.contains(&(index, meaning)) {
                    meanings.push((index, meaning));
                }
                if let Meaning::Section(section) = meaning {
                    headings.push((key, (index, section)));
                }
            }
            spellings.extend(template_spellings(index, template));
            for (key, place) in prompt_names(index, template) {
                let places = labels.entry(key).or_default();
                if !places.contains(&place) {
                    places.push(place);
                }
            }
            prompts.extend(sub_section_prompts(template).map(|(key, section)| (key, (index, section))));
        }
        let questions = questions(&labels);
        let first_words = labels.keys().filter_map(|key| key.split(' ').next()).map(str::to_owned).collect();
        let (headings, prompts) = (Phrases::new(headings), Phrases::new(prompts));
        Self { templates, titles, names, headings, spellings, labels, first_words, questions, prompts }
    }

    /// The template at `index`.
    pub fn template(&self, index: TemplateIndex) -> Option<&Arc<Template>> {
        self.templates.get(index)
    }

    /// All templates, the built-in one last.
    pub fn templates(&self) -> &[Arc<Template>] {
        &self.templates
    }

    /// The template of this name.
    pub fn named(&self, name: &str) -> Option<TemplateIndex> {
        self.templates.iter().position(|template| template.name.as_str() == name)
    }

    /// What a heading names, in each template for itself; its text has no Markdown any more.
    pub fn heading(&self, text: &str) -> Vec<Named> {
        let key = name_key(text);
        let mut found: Vec<Named> = self
            .name(&key)
            .map(|(template, meaning)| Named { template, meaning, manner: Manner::Whole })
            .collect();
        let whole: Vec<TemplateIndex> = found.iter().map(|named| named.template).collect();
        if (0..self.templates.len()).all(|template| whole.contains(&template)) {
            return found;
        }
        let mut add = |template, meaning, manner| {
            if !whole.contains(&template)
                && !found.iter().any(|known: &Named| known.template == template && known.meaning == meaning)
            {
                found.push(Named { template, meaning, manner });
            }
        };
        for part in name_parts(text) {
            for (template, meaning) in self.name(&part) {
                add(template, meaning, Manner::Part);
            }
        }
        for (template, section) in self.headings.find(&key) {
            add(template, Meaning::Section(section), Manner::Mention);
        }
        found
    }

    /// The sections whose name a heading that names nothing may be a misspelling of.
    ///
    /// Same first letter, and at most one wrong letter in a short name, two in a longer one, or a similarity of
    /// at least 0.88: figures that found no false friend in 2,486 documents. A short word in a longer name is
    /// another word where it differs: "API lifecycle" is not "AMI lifecycle".
    pub fn misspelt(&self, text: &str) -> Vec<(TemplateIndex, SectionIndex)> {
        let written = name_words(text);
        let length = written.chars().count();
        let letters = Letters::of(&written);
        let mut found = Vec::new();
        for spelling in &self.spellings {
            let wanted = spelling.words.chars().count();
            if written.chars().next() != spelling.words.chars().next()
                || wanted.abs_diff(length) > wanted / 8 + 2
            {
                continue;
            }
            let allowed = if wanted < 8 { 1 } else { 2 };
            // Most names are too far off for 0.88 without their distance being counted.
            if letters.least_distance(spelling.letters) > allowed.max(wanted.max(length) / 8)
                || !differs_in_long_words(&written, &spelling.words)
            {
                continue;
            }
            let distance = strsim::damerau_levenshtein(&written, &spelling.words);
            let near = distance <= allowed || (wanted >= 8 && distance * 100 <= wanted.max(length) * 12);
            if near && !found.contains(&(spelling.template, spelling.section)) {
                found.push((spelling.template, spelling.section));
            }
        }
        found
    }

    /// What exactly this key names.
    pub fn name(&self, key: &str) -> impl Iterator<Item = (TemplateIndex, Meaning)> + '_ {
        self.names.get(key).into_iter().flatten().copied()
    }

    /// The prompt at a place.
    pub fn prompt(&self, place: PromptPlace) -> Option<&Prompt> {
        let template = self.template(place.template)?;
        let prompts = match place.owner {
            Meaning::Section(section) => &template.sections.get(section)?.prompts,
            Meaning::Field(field) => &template.header.get(field)?.prompts,
        };
        prompts.get(place.prompt)
    }

    /// Whether a line whose key begins with this word may begin with the name of a prompt.
    pub fn may_begin_a_prompt(&self, word: &str) -> bool {
        // The last word of a key has lost its plural s, and the first may be the last.
        let singular = word.strip_suffix('s').unwrap_or(word);
        self.first_words.contains(word) || self.first_words.contains(singular)
    }

    /// The prompts of which exactly this key is a name.
    pub fn prompts(&self, key: &str) -> &[PromptPlace] {
        self.labels.get(key).map_or(&[], Vec::as_slice)
    }

    /// The longest question with which a line begins whose key is `key`: its own key, and whose it is.
    pub fn question(&self, key: &str) -> Option<(&str, &[PromptPlace])> {
        let first = key.split(' ').next()?;
        let found = self.questions.get(first)?.iter().find(|question| {
            let Some(rest) = key.strip_prefix(question.key.as_str()) else { return false };
            // Its key is without a plural s at its end, which it has where an answer follows.
            let rest = rest.strip_prefix('s').unwrap_or(rest);
            rest.is_empty() || rest.starts_with(' ')
        })?;
        Some((&found.key, &found.prompts))
    }

    /// The template of whose documents this is the title: it is, or ends with, the template's title or one of
    /// its aliases.
    pub fn document_title(&self, key: &str) -> Option<TemplateIndex> {
        let is = |title: &str| {
            let before = key.strip_suffix(title);
            before.is_some_and(|before| before.is_empty() || before.ends_with(' '))
        };
        self.titles.iter().find(|(title, _)| is(title)).map(|(_, template)| *template)
    }

    /// The sub-sections whose prompts a text speaks of.
    pub fn answered_sub_sections(&self, text: &str) -> Vec<(TemplateIndex, SectionIndex)> {
        if self.prompts.meanings.is_empty() { Vec::new() } else { self.prompts.find(&name_key(text)) }
    }
}

/// Whether two names, taken word by word, differ in words of five letters and more alone.
/// Names of different numbers of words are compared as a whole: a space is missing or too many.
fn differs_in_long_words(written: &str, wanted: &str) -> bool {
    // What `&` stands for in the languages of headings seen so far.
    let joins = |word: &str| ["and", "und", "et", "y", "och", "og", "en", "e", "i"].contains(&word);
    let count = |name: &str| name.split(' ').count();
    let mut words = written.split(' ').zip(wanted.split(' '));
    count(written) != count(wanted)
        || words.all(|(one, two)| {
            let same_start = one.chars().next() == two.chars().next();
            one == two
                || (joins(one) && joins(two))
                || (same_start && one.chars().count() >= 4 && two.chars().count() >= SHORTEST_MISSPELT)
        })
}

/// Every key of the template's headings, header labels and their aliases.
fn template_names(template: &Template) -> impl Iterator<Item = (String, Meaning)> + '_ {
    let sections = template.sections.iter().enumerate().flat_map(|(index, section)| {
        let names = std::iter::once(&section.heading).chain(&section.aliases);
        names.map(move |name| (name_key(name), Meaning::Section(index)))
    });
    let fields = template.header.iter().enumerate().flat_map(|(index, field)| {
        let names = std::iter::once(&field.label).chain(&field.aliases);
        names.map(move |name| (name_key(name), Meaning::Field(index)))
    });
    sections.chain(fields)
}

/// Every key of the prompts' labels, aliases, questions and the words of documents that they were copied from.
fn prompt_names(
    index: TemplateIndex,
    template: &Template,
) -> impl Iterator<Item = (String, PromptPlace)> + '_ {
    let sections = template.sections.iter().enumerate();
    let sections = sections.map(|(section, known)| (Meaning::Section(section), known.prompts.as_slice()));
    let fields = template.header.iter().enumerate();
    let fields = fields.map(|(field, known)| (Meaning::Field(field), known.prompts.as_slice()));
    sections.chain(fields).flat_map(move |(owner, prompts)| {
        prompts.iter().enumerate().flat_map(move |(prompt, known)| {
            let names = [&known.label, &known.question].into_iter().chain(&known.aliases).chain(&known.seed);
            let place = PromptPlace { template: index, owner, prompt };
            names.map(move |name| (name_key(name), place)).filter(|(key, _)| !key.is_empty())
        })
    })
}

/// A name of fewer words is no question: what follows it on a line may be anything.
const SHORTEST_QUESTION: usize = 4;

fn questions(labels: &FxHashMap<String, Vec<PromptPlace>>) -> FxHashMap<String, Vec<Question>> {
    let mut questions: FxHashMap<String, Vec<Question>> = FxHashMap::default();
    for (key, prompts) in labels.iter().filter(|(key, _)| key.split(' ').count() >= SHORTEST_QUESTION) {
        let first = key.split(' ').next().unwrap_or_default().to_owned();
        questions.entry(first).or_default().push(Question { key: key.clone(), prompts: prompts.clone() });
    }
    for known in questions.values_mut() {
        known.sort_by(|one, other| other.key.len().cmp(&one.key.len()).then(one.key.cmp(&other.key)));
    }
    questions
}

fn template_spellings(index: TemplateIndex, template: &Template) -> impl Iterator<Item = Spelling> + '_ {
    template.sections.iter().enumerate().flat_map(move |(section, known)| {
        let canonical = std::iter::once((&known.heading, SHORTEST_MISSPELT));
        let aliases = known.aliases.iter().map(|alias| (alias, SHORTEST_MISSPELT_ALIAS));
        canonical.chain(aliases).filter_map(move |(name, shortest)| {
            let words = name_words(name);
            let letters = Letters::of(&words);
            (words.chars().count() >= shortest).then_some(Spelling {
                words,
                letters,
                template: index,
                section,
            })
        })
    })
}

fn sub_section_prompts(template: &Template) -> impl Iterator<Item = (String, SectionIndex)> + '_ {
    let sub_sections = template.sections.iter().enumerate().filter(|(_, section)| section.parent.is_some());
    sub_sections.flat_map(|(index, section)| {
        section.prompts.iter().flat_map(move |prompt| {
            let names = std::iter::once(&prompt.label).chain(&prompt.aliases).chain(&prompt.seed);
            names.map(move |name| (name_key(name), index))
        })
    })
}

impl<T: Copy + PartialEq> Phrases<T> {
    fn new(phrases: Vec<(String, T)>) -> Self {
        let phrases: Vec<_> = phrases.into_iter().filter(|(key, _)| !key.is_empty()).collect();
        let search = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(phrases.iter().map(|(key, _)| key.as_str()))
            .ok();
        Self { search, meanings: phrases.into_iter().map(|(_, meaning)| meaning).collect() }
    }

    /// What the phrases mean that stand in `key` as whole words; a plural s may follow.
    fn find(&self, key: &str) -> Vec<T> {
        let mut found = Vec::new();
        let Some(search) = &self.search else { return found };
        for hit in search.find_overlapping_iter(key) {
            let before = key.get(..hit.start()).unwrap_or_default();
            let after = key.get(hit.end()..).unwrap_or_default();
            let after = after.strip_prefix('s').unwrap_or(after);
            let whole =
                (before.is_empty() || before.ends_with(' ')) && (after.is_empty() || after.starts_with(' '));
            if let Some(meaning) = self.meanings.get(hit.pattern().as_usize()).filter(|_| whole)
                && !found.contains(meaning)
            {
                found.push(*meaning);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(heading: &str) -> Vec<(String, Manner)> {
        let vocabulary = Vocabulary::new([]);
        let template = &vocabulary.templates()[0];
        let sections = vocabulary.heading(heading).into_iter().filter_map(|named| match named.meaning {
            Meaning::Section(section) => Some((template.sections[section].id.to_string(), named.manner)),
            Meaning::Field(_) => None,
        });
        sections.collect()
    }

    fn misspelt(heading: &str) -> Vec<String> {
        let vocabulary = Vocabulary::new([]);
        let template = &vocabulary.templates()[0];
        vocabulary
            .misspelt(heading)
            .into_iter()
            .map(|(_, section)| template.sections[section].id.to_string())
            .collect()
    }

    #[test]
    fn combined_headings_name_every_section_in_them() {
        let part = |id: &str| (id.to_owned(), Manner::Part);
        assert_eq!(
            named("Metrics, Monitoring and Logging"),
            [part("metrics"), part("monitoring-alerts"), part("logs")]
        );
        assert_eq!(named("Disaster recovery"), [("backup-restore".to_owned(), Manner::Whole)]);
        assert_eq!(named("Our backup drill"), [("backup-restore".to_owned(), Manner::Mention)]);
        assert!(named("Glossary").is_empty());
    }

    #[test]
    fn only_slips_of_the_keyboard_are_misspelt_names() {
        assert_eq!(misspelt("Monitorng and Alerts"), ["monitoring-alerts"]);
        assert_eq!(misspelt("Backp / Restore"), ["backup-restore"]);
        assert_eq!(misspelt("Testng"), ["testing"]);
        assert_eq!(misspelt("Limts"), ["limits"]);
        for heading in [
            "Activation",
            "Metrics catalogue",
            "Login",
            "SSL",
            "SQL",
            "Quotes",
            "Motivation",
            "Legs",
            "Lists",
            "Cast",
            "API lifecycle",
        ] {
            assert_eq!(misspelt(heading), Vec::<String>::new(), "{heading}");
        }
    }
}

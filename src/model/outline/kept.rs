//! An outline that is kept while its document is edited: most edits change no heading.

use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Outline, nest};
use crate::model::change::Change;
use crate::model::document::Document;
use crate::schema::TemplateIndex;

/// The outline of a document as it was when somebody last asked for it.
#[derive(Debug, Default)]
pub(in crate::model) struct Kept(Mutex<Option<Known>>);

#[derive(Debug)]
struct Known {
    template: TemplateIndex,
    /// That of the document.
    revision: u64,
    outline: Arc<Outline>,
}

impl Kept {
    /// The outline of `document` as `template` sees it.
    pub fn outline(&self, document: &Document, template: TemplateIndex) -> Arc<Outline> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let before = known.take().filter(|known| known.template == template);
        let outline = before
            .and_then(|before| before.after_edits(document))
            .unwrap_or_else(|| Arc::new(Outline::new(document, template)));
        *known = Some(Known { template, revision: document.revision(), outline: Arc::clone(&outline) });
        outline
    }
}

impl Known {
    /// The outline now; nothing where a heading may be another one.
    fn after_edits(self, document: &Document) -> Option<Arc<Outline>> {
        let mut outline = self.outline;
        if self.revision != document.revision() {
            let changes: Vec<&Change> = document.changes_since(self.revision)?.collect();
            if !changes.iter().all(|change| change.keeps_outline) {
                return None;
            }
            let read_anew: Vec<Range<usize>> = changes.iter().map(|change| change.chunks()).collect();
            Arc::make_mut(&mut outline).move_headings(document, &read_anew)?;
        }
        Some(outline)
    }
}

impl Outline {
    /// Takes the headings to where they are now; nothing where one is gone.
    fn move_headings(&mut self, document: &Document, read_anew: &[Range<usize>]) -> Option<()> {
        let mut headings = self.headings.iter_mut().peekable();
        for (chunk, (base, _, passage)) in document.marked_passages().enumerate() {
            while let Some(heading) = headings.next_if(|heading| heading.chunk == chunk) {
                if read_anew.iter().any(|chunks| chunks.contains(&chunk)) {
                    heading.title = Arc::clone(passage.titles.get(heading.number)?);
                    heading.place = heading.title.span.shifted(base);
                } else {
                    heading.place = heading.place.rebased(heading.base, base);
                }
                heading.base = base;
            }
        }
        nest(&mut self.headings, document.text().len_bytes());
        Some(())
    }
}

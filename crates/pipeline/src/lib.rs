//! The stages in order: a page goes in, its articles come out read.
//!
//! This is the only place that knows the order of the stages. Every stage is a pure function, so this is one too.

use extract::Extracted;
use model::ids::sha256;
use model::{Accounted, Article, Code, Diagnostic, Page, PageRecord, Reading};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A page with everything read from it, not yet compared with other pages.
#[derive(Clone, Debug, PartialEq)]
pub struct PageReading {
    /// The page's line in the record.
    pub page: PageRecord,
    /// Its articles, in reading order.
    pub readings: Vec<Reading>,
}

/// Reads one page. Never fails: what goes wrong becomes a diagnostic of the page.
pub fn read(page: &Page) -> PageReading {
    // A fault of ours on one hostile page must not stop the batch.
    let (extracted, readings) = catch_unwind(AssertUnwindSafe(|| stages(page))).unwrap_or_else(|_| {
        let fault = Diagnostic::new(Code::PipelineFault, format!("reading {} failed inside the program", page.path));
        let lost = Accounted { kept: 0.0, boilerplate: 0.0, lost: 1.0 };
        (Extracted { accounted: lost, diagnostics: vec![fault], ..Extracted::default() }, Vec::new())
    });
    let mut diagnostics = page.diagnostics.clone();
    diagnostics.extend(extracted.diagnostics);
    PageReading {
        page: PageRecord {
            id: page.id,
            path: page.path.clone(),
            url: page.url.clone(),
            media_type: page.media_type,
            sha256: sha256(&page.bytes),
            bytes: page.bytes.len() as u64,
            fetched: page.fetched,
            articles: readings.iter().map(|r| r.article.id).collect(),
            diagnostics,
            accounted: extracted.accounted,
        },
        readings,
    }
}

/// Most bytes of a text in which mentions are looked for, a thick book: each byte takes some 200 of memory there.
const READ: usize = 1 << 20;

/// The beginning of an article that is longer than any news text; `None` for all others.
fn front(article: &Article) -> Option<Article> {
    let end = (article.text.len() > READ).then(|| article.text.floor_char_boundary(READ))?;
    let mut front = article.clone();
    front.text.truncate(end);
    front.blocks.retain_mut(|b| {
        b.range.end = b.range.end.min(end as u32);
        b.range.start < b.range.end
    });
    front.dateline = front.dateline.filter(|d| d.range.end as usize <= end);
    Some(front)
}

fn stages(page: &Page) -> (Extracted, Vec<Reading>) {
    let mut extracted = extract::extract(page);
    let articles = std::mem::take(&mut extracted.articles);
    let mut readings = Vec::with_capacity(articles.len());
    for mut article in articles {
        let known = article.language.as_deref().is_none_or(|l| l == "en" || l.starts_with("en-"));
        if !known {
            let message = format!("{:?} is in {:?}", article.headline.as_deref().unwrap_or("an article"), article.language);
            extracted.diagnostics.push(Diagnostic::new(Code::AnnotateLanguage, message));
        }
        let (mentions, reports) = if known {
            let front = front(&article);
            if let Some(front) = &front {
                let (whole, read) = (article.text.len(), front.text.len());
                let message = format!("an article of {whole} bytes: mentions and events were read in the first {read}");
                extracted.diagnostics.push(Diagnostic::new(Code::AnnotateTooLong, message));
            }
            let read = front.as_ref().unwrap_or(&article);
            let annotated = annotate::annotate(read);
            let reports = coding::Coder::builtin().code(read, &annotated.syntax, &annotated.mentions);
            if let Some(dateline) = &mut article.dateline {
                dateline.place = annotated.dateline_place;
            }
            (annotated.mentions, reports)
        } else {
            Default::default()
        };
        readings.push(Reading { article, duplicate_of: None, story: None, mentions, reports });
    }
    (extracted, readings)
}

//! The stages in order: a page goes in, its articles come out read.
//!
//! This is the only place that knows the order of the stages. Every stage is a pure function, so this is one too.

pub mod codebook;
mod forces;
mod headline;
mod languages;

use codebook::Coder;
pub use coding::{Asked, Explanation, Left, Rival};
use extract::Extracted;
use model::ids::sha256;
use model::{
    Accounted, Acled, Article, ArticleId, Code, Diagnostic, Mentions, Page, PageRecord, Plover, Reading, Report, ReportId,
    Syntax,
};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A page with everything read from it, not yet compared with other pages.
#[derive(Clone, Debug, PartialEq)]
pub struct PageReading {
    /// The page's line in the record.
    pub page: PageRecord,
    /// Its articles, in reading order.
    pub readings: Vec<Reading>,
}

/// Reads one page with the program's codebook. Never fails: what goes wrong becomes a diagnostic of the page.
pub fn read(page: &Page) -> PageReading {
    read_with(page, Coder::builtin())
}

/// Reads one page with any codebook.
pub fn read_with(page: &Page, coder: &Coder) -> PageReading {
    let (page, readings) = articles(page, |mut article, read| {
        let (mentions, reports, place) = match read {
            Read::Times(front) => {
                let times = annotate::times(front.as_deref().unwrap_or(&article));
                (Mentions { times, ..Mentions::default() }, Vec::new(), None)
            }
            Read::All => told(&article, coder),
            Read::Front(front) => told(&front, coder),
        };
        if let Some(dateline) = &mut article.dateline {
            dateline.place = place;
        }
        Reading { article, duplicate_of: None, story: None, mentions, reports }
    });
    PageReading { page, readings }
}

/// The crosswalks of a kind of happening in the codebook (PLOVER, ACLED); `None` if the codebook has no such kind.
pub fn crosswalk(kind: &str) -> Option<(Option<Plover>, Option<Acled>)> {
    let known = coding::codebook().iter().find(|k| k.kind == kind)?;
    Some((known.plover.clone(), known.acled.clone()))
}

/// See [`extract::left_out`].
pub use extract::left_out;

/// Only cuts and tags the words of one page: what `each` makes of every article and its syntax, in reading order.
/// An article in a language that is not read has an empty one.
pub fn parse<T>(page: &Page, each: impl Fn(&Article, &Syntax) -> T) -> (PageRecord, Vec<T>) {
    articles(page, |article, read| match read {
        Read::Times(_) => each(&article, &Syntax::default()),
        Read::All => each(&article, &annotate::syntax(&article)),
        Read::Front(front) => each(&front, &annotate::syntax(&front)),
    })
}

/// What of an article is read for what it says.
enum Read {
    /// Its times (of its beginning, where that is told): the other stages do not know its language.
    Times(Option<Box<Article>>),
    /// The whole text.
    All,
    /// Its beginning.
    Front(Box<Article>),
}

/// The page's line in the record, and what `each` makes of its articles.
fn articles<T>(page: &Page, each: impl Fn(Article, Read) -> T) -> (PageRecord, Vec<T>) {
    // A fault of ours on one hostile page must not stop the batch.
    let (extracted, ids, made) = catch_unwind(AssertUnwindSafe(|| stages(page, each))).unwrap_or_else(|_| {
        let fault = Diagnostic::new(Code::PipelineFault, format!("reading {} failed inside the program", page.path));
        let lost = Accounted { kept: 0.0, boilerplate: 0.0, lost: 1.0 };
        (Extracted { accounted: lost, diagnostics: vec![fault], ..Extracted::default() }, Vec::new(), Vec::new())
    });
    let mut diagnostics = page.diagnostics.clone();
    diagnostics.extend(extracted.diagnostics);
    let record = PageRecord {
        id: page.id,
        path: page.path.clone(),
        url: page.url.clone(),
        media_type: page.media_type,
        sha256: sha256(&page.bytes),
        bytes: page.bytes.len() as u64,
        fetched: page.fetched,
        articles: ids,
        diagnostics,
        accounted: extracted.accounted,
    };
    (record, made)
}

/// Most bytes of a text in all of which mentions are looked for, a thick book: each byte takes some 200 of memory there.
const READ: usize = 1 << 20;

/// What is read of a longer one: that is no news text, and a page may hold many.
const BEGINNING: usize = 1 << 18;

/// The beginning of an article that is longer than any news text; `None` for all others.
fn front(article: &Article) -> Option<Article> {
    let end = (article.text.len() > READ).then(|| article.text.floor_char_boundary(BEGINNING))?;
    let mut front = article.clone();
    front.text.truncate(end);
    front.blocks.retain_mut(|b| {
        b.range.end = b.range.end.min(end as u32);
        b.range.start < b.range.end
    });
    front.dateline = front.dateline.filter(|d| d.range.end as usize <= end);
    Some(front)
}

fn stages<T>(page: &Page, each: impl Fn(Article, Read) -> T) -> (Extracted, Vec<ArticleId>, Vec<T>) {
    let mut extracted = extract::extract(page);
    let articles = std::mem::take(&mut extracted.articles);
    let ids = articles.iter().map(|a| a.id).collect();
    let mut made = Vec::with_capacity(articles.len());
    for article in articles {
        let foreign = article.language.as_deref().filter(|l| *l != "en" && !l.starts_with("en-"));
        let known = foreign.is_none();
        if let Some(language) = foreign {
            let what = article.headline.as_deref().map_or_else(|| "an article".to_string(), |h| format!("“{h}”"));
            let message = format!("{what} is in {}: no events were read", languages::name(language));
            extracted.diagnostics.push(Diagnostic::new(Code::AnnotateLanguage, message));
        }
        let front = front(&article).filter(|_| known || annotate::knows_times(&article)).map(Box::new);
        if let Some(front) = &front {
            let (whole, read) = (article.text.len(), front.text.len());
            let message = format!("an article of {whole} bytes: mentions and events were read in the first {read}");
            extracted.diagnostics.push(Diagnostic::new(Code::AnnotateTooLong, message));
        }
        let read = match front {
            front if !known => Read::Times(front),
            Some(front) => Read::Front(front),
            None => Read::All,
        };
        made.push(each(article, read));
    }
    (extracted, ids, made)
}

/// What a text mentions and tells, and which of its places its dateline names.
fn told(article: &Article, coder: &Coder) -> (Mentions, Vec<Report>, Option<u32>) {
    let mut annotated = annotate::annotate(article);
    let mut reports = coder.read(article, &annotated.syntax, &annotated.mentions);
    headline::add(article, coder, &annotated.mentions, &mut reports);
    headline::land(article, &annotated.mentions, &mut reports);
    forces::name(&article.text, &mut annotated.mentions, &mut reports);
    (annotated.mentions, reports, annotated.dateline_place)
}

/// Why an article gives a report: its syntax, and the coder's account. `None` where the article gives none with this id.
pub fn explain(article: &Article, id: ReportId) -> Option<(Syntax, Explanation)> {
    let front = front(article);
    let article = front.as_ref().unwrap_or(article);
    let annotated = annotate::annotate(article);
    let told = coding::Coder::builtin().explain(article, &annotated.syntax, &annotated.mentions, id)?;
    Some((annotated.syntax, told))
}

//! Briefs of one form are no copies: "A man was shot dead on Mill Lane on Monday" and the same of Elm Street on Tuesday have most
//! of their words in common, and tell two things.

use crate::subject::{Telling, Word};
use crate::{Digest, same, set};
use jiff::civil::Date;
use model::ArticleId;
use std::collections::{BTreeMap, HashMap};

/// The copies without those that tell of other days than their originals, with names or numbers of their own on both sides.
/// What is left out may be copied too: of those of one original each stands for the next ones that tell what it tells.
pub(crate) fn copies(digests: &[Digest], mut found: HashMap<ArticleId, ArticleId>) -> HashMap<ArticleId, ArticleId> {
    let by_id: HashMap<ArticleId, &Digest> = digests.iter().map(|d| (d.article, d)).collect();
    let mut others: BTreeMap<ArticleId, Vec<&Digest>> = BTreeMap::new();
    for d in digests {
        let Some(original) = found.get(&d.article).copied() else { continue };
        let apart = by_id.get(&original).is_some_and(|o| other(d, o));
        if !apart {
            continue;
        }
        let mine = others.entry(original).or_default();
        match mine.iter().find(|o| !other(d, o)) {
            Some(first) => found.insert(d.article, first.article),
            None => {
                mine.push(d);
                found.remove(&d.article)
            }
        };
    }
    found
}

/// True where two articles of two days tell of days that are not the same, and each names or counts what the other does not.
fn other(x: &Digest, y: &Digest) -> bool {
    let printed = x.published.zip(y.published).is_some_and(|(p, q)| p.date != q.date);
    let (days, others) = (days(x), days(y));
    let apart = !days.is_empty() && !others.is_empty() && days.iter().all(|d| !others.contains(d));
    // A long text that another paper prints years later, with a line of its own on top, is a copy.
    let brief = x.telling.words.len().min(y.telling.words.len()) <= BRIEF;
    brief && printed && apart && own(&x.telling, &y.telling) && own(&y.telling, &x.telling)
}

/// Words of a text at most that is a brief.
const BRIEF: usize = 50;

/// The days that an article states for what it tells.
fn days(d: &Digest) -> Vec<Date> {
    let news = d.reports.iter().filter(|r| !r.background);
    set(news.filter_map(same::stated_day).map(|(start, _)| start))
}

/// True where a text's first paragraphs name or count what the other's words do not have.
fn own(x: &Telling, y: &Telling) -> bool {
    let tells = |w: &&Word| w.flags & (Word::NAMES | Word::COUNTS) != 0 && w.flags & Word::LEADS != 0;
    x.words.iter().filter(tells).any(|w| y.words.binary_search_by_key(&w.hash, |v| v.hash).is_err())
}

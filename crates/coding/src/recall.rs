//! What only its tense, or the charge it is told beside, marks as recalled, where the article tells it as news elsewhere:
//! "had been shot, too", after "a woman was shot on Sunday".

use crate::Coder;
use crate::code::{Draft, OLD, days};
use crate::codebook::Family;
use model::{Article, Carried, Status};

/// Takes back the mark of background from harm that is no older than what the article tells as news.
pub(crate) fn told_as_news(coder: &Coder, article: &Article, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let d = &drafts[i];
        // What counts nobody and names nobody hardly tells more than that it was.
        let tells = !d.figures.is_empty() || !d.found.roles.is_empty();
        if !(d.mildly && d.background && d.family.violent() && tells) || d.natural {
            continue;
        }
        let own = (d.when.from == Carried::Stated).then_some(d.when.end).flatten();
        if own.zip(article.published).is_some_and(|(end, published)| days(end, published) > OLD) {
            continue;
        }
        let kind = |d: &Draft| coder.book.kinds[d.found.kind].kind.as_str();
        let news = |q: &Draft| {
            let one_day = own.is_none_or(|end| q.when.end.is_some_and(|e| days(e, end).abs() <= 1));
            let fits = kind(q) == kind(d) || q.family == Family::Toll || d.family == Family::Toll;
            !q.background && q.status == Status::Happened && q.family.violent() && !q.natural && fits && one_day
        };
        if drafts.iter().any(news) {
            let d = &mut drafts[i];
            (d.background, d.recalled) = (false, false);
        }
    }
}

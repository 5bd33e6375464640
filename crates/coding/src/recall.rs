//! What only its tense, or the charge it is told beside, marks as recalled, where the article tells it as news elsewhere:
//! "had been shot, too", after "a woman was shot on Sunday".

use crate::code::{Draft, OLD, days};
use crate::codebook::Family;
use crate::find::Scene;
use crate::inherit::executed;
use jiff::civil::Date;
use model::{Article, Carried, Status};
use std::collections::{BTreeMap, BTreeSet};

/// The days of the harm that the article tells as news, by number of the kind.
#[derive(Default)]
struct News {
    of_kind: BTreeMap<usize, BTreeSet<Option<Date>>>,
    /// Those of tolls, which may be of any kind.
    tolls: BTreeSet<Option<Date>>,
    all: BTreeSet<Option<Date>>,
}

impl News {
    fn add(&mut self, d: &Draft) {
        if !d.background && d.status == Status::Happened && d.family.violent() && !d.natural {
            let day = d.when.end.map(|end| end.date);
            self.of_kind.entry(d.found.kind).or_default().insert(day);
            self.all.insert(day);
            if d.family == Family::Toll {
                self.tolls.insert(day);
            }
        }
    }

    /// True if harm of the draft's kind, or a toll, is news of about that day; of any day where it has none of its own.
    fn tell(&self, d: &Draft, own: Option<Date>) -> bool {
        let near = |days: &BTreeSet<Option<Date>>| match own {
            None => !days.is_empty(),
            Some(day) => [day.yesterday().ok(), Some(day), day.tomorrow().ok()].iter().any(|x| x.is_some() && days.contains(x)),
        };
        let kinds = if d.family == Family::Toll { Some(&self.all) } else { self.of_kind.get(&d.found.kind) };
        kinds.is_some_and(near) || near(&self.tolls)
    }
}

/// Takes back the mark of background from harm that is no older than what the article tells as news.
pub(crate) fn told_as_news(scene: &Scene, article: &Article, drafts: &mut [Draft]) {
    let mut news = News::default();
    // "Two men were hanged on Monday. They had bombed a mosque": the news is no killing of theirs.
    drafts.iter().filter(|d| !executed(scene, d)).for_each(|d| news.add(d));
    for d in drafts {
        // What counts nobody and names nobody hardly tells more than that it was.
        let tells = !d.figures.is_empty() || !d.found.roles.is_empty();
        if !(d.mildly && d.background && d.family.violent() && tells) || d.natural {
            continue;
        }
        let own = (d.when.from == Carried::Stated).then_some(d.when.end).flatten();
        if own.zip(article.published).is_some_and(|(end, published)| days(end, published) > OLD) {
            continue;
        }
        if news.tell(d, own.map(|end| end.date)) {
            (d.background, d.recalled) = (false, false);
            news.add(d);
        }
    }
}

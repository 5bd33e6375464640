//! Reports to events, mentions to actors, articles to stories.
//!
//! The stage works on [`Digest`]s, a few kilobytes an article, so that a large batch need not be held in memory.
//! It sorts what it is given first: the order in which articles come in never changes the result.

mod actors;
mod aftermath;
mod agreed;
mod alias;
mod briefs;
mod digest;
mod events;
mod kinds;
mod ledger;
mod meet;
mod neighbours;
mod once;
mod parties;
mod parts;
mod quarters;
mod recalled;
mod same;
mod sides;
mod site;
mod spread;
mod stories;
pub mod subject;
mod title;
mod two;
mod war;
pub mod within;
mod wounded;

pub use alias::{Calling, Country, Cue};
pub use digest::{Digest, FigureDigest, Hour, Kind, NameDigest, Pool, ReportDigest, RoleDigest, Told, hash};
pub use events::pairs;
pub use parties::Known;
pub use parts::leaving;

pub use title::title;

use model::{Actor, ActorId, ArticleId, Event, Links, ReportId, Story};
use std::collections::{HashMap, HashSet};

/// What the stage makes of all articles together.
#[derive(Clone, Debug, Default)]
pub struct Linked {
    /// The events, by day.
    pub events: Vec<Event>,
    /// The actors, most named first.
    pub actors: Vec<Actor>,
    /// The stories of two articles and more, by day.
    pub stories: Vec<Story>,
    /// Which report, name and article belongs to which of them.
    pub links: Links,
}

/// Joins what belongs together over all articles. `duplicate_of` comes from `dedup`; a copy that tells another figure than its
/// original is an update, and what it tells counts.
pub fn link(mut digests: Vec<Digest>, duplicate_of: HashMap<ArticleId, ArticleId>) -> Linked {
    sort(&mut digests);
    let duplicate_of = briefs::copies(&digests, duplicate_of);
    let tellings: Vec<_> = digests.iter().map(|d| (&d.telling, d.published.map(|p| p.date))).collect();
    let cuts = subject::gather(subject::Model::builtin(), &tellings);
    let comparison = subject::Comparison::new(subject::Model::builtin(), &tellings);
    let (actors, actor_of) = actors::actors(&digests);
    let copies = mere_copies(&digests, &duplicate_of);
    let (events, event_of) = events::events(&digests, &cuts, &comparison, &actors, &actor_of, &copies);
    let (stories, story_of) = stories::stories(&digests, &cuts.stories, &event_of);
    Linked { events, actors, stories, links: Links { event_of, actor_of, story_of, duplicate_of } }
}

/// One event of the reports wanted, as it would be had linking joined them: for joins that a person corrects.
/// `digests` holds the articles of all these reports and the originals of those that are copies (others may stand there too),
/// `known` what is known of each actor.
/// `None` if no digest has one of the reports.
pub fn event(
    wanted: &HashSet<ReportId>,
    mut digests: Vec<Digest>,
    known: &HashMap<ActorId, Known>,
    actor_of: &HashMap<(ArticleId, u32), ActorId>,
    duplicate_of: &HashMap<ArticleId, ArticleId>,
) -> Option<Event> {
    sort(&mut digests);
    let copies = mere_copies(&digests, duplicate_of);
    events::event(wanted, &digests, known, actor_of, &copies)
}

/// The copies among these that tell no figure that their originals do not tell. Asked for single events, too, so that it looks at
/// no other article's copies.
fn mere_copies(digests: &[Digest], duplicate_of: &HashMap<ArticleId, ArticleId>) -> HashMap<ArticleId, ArticleId> {
    let pairs = || digests.iter().filter_map(|d| Some((d.article, *duplicate_of.get(&d.article)?)));
    let asked: HashSet<ArticleId> = pairs().flat_map(|(copy, original)| [copy, original]).collect();
    let told: HashMap<ArticleId, HashSet<(&str, u64)>> =
        digests.iter().filter(|d| asked.contains(&d.article)).map(|d| (d.article, figures(d))).collect();
    let nothing_new = |copy: &ArticleId, original: &ArticleId| match (told.get(copy), told.get(original)) {
        (Some(copy), Some(original)) => copy.is_subset(original),
        _ => true,
    };
    pairs().filter(|(copy, original)| nothing_new(copy, original)).collect()
}

/// What an article counts: what, and how many.
fn figures(d: &Digest) -> HashSet<(&str, u64)> {
    let all = d.reports.iter().filter(|r| !r.background).flat_map(|r| &r.figures);
    all.filter_map(|f| Some((f.what.as_str(), f.best?.to_bits()))).collect()
}

/// Sorted, each once.
pub(crate) fn set<T: Ord>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut out: Vec<T> = items.into_iter().collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// The one order of articles that everything is taken in.
fn sort(digests: &mut Vec<Digest>) {
    digests.sort_by_key(|d| (d.published.is_none(), d.published, d.article));
    digests.dedup_by_key(|d| d.article);
}

//! Articles of one story: what the gathering of articles left together at the lower bar.

use crate::Digest;
use model::{ArticleId, EventId, ReportId, Story, StoryId};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The most articles of a story that are weighed for its headline: its first ones.
const WEIGHED: usize = 200;

/// The stories of two articles and more, and which article is in which. `story[i]` is the number of the first article of
/// the story that article `i` is in.
pub fn stories(
    digests: &[Digest],
    story: &[u32],
    event_of: &HashMap<ReportId, EventId>,
) -> (Vec<Story>, HashMap<ArticleId, StoryId>) {
    let mut members: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (i, s) in story.iter().enumerate() {
        members.entry(*s).or_default().push(i);
    }
    let mut story_of = HashMap::new();
    let mut out = Vec::new();
    for members in members.into_values().filter(|m| m.len() > 1) {
        let id = StoryId::of(digests[members[0]].article);
        story_of.extend(members.iter().map(|&i| (digests[i].article, id)));
        let events: BTreeSet<EventId> =
            members.iter().flat_map(|&i| &digests[i].reports).filter_map(|r| event_of.get(&r.id).copied()).collect();
        out.push(Story {
            id,
            headline: headline(digests, &members),
            articles: members.iter().map(|&i| digests[i].article).collect(),
            events: events.into_iter().collect(),
            from: members.iter().filter_map(|&i| digests[i].published).min(),
            to: members.iter().filter_map(|&i| digests[i].published).max(),
        });
    }
    out.sort_by_key(|s| (s.from, s.id));
    (out, story_of)
}

/// The headline of the article whose words are nearest to those of all.
fn headline(digests: &[Digest], members: &[usize]) -> String {
    let weighed = &members[..members.len().min(WEIGHED)];
    let mut sum: HashMap<u32, f32> = HashMap::new();
    let unit = |i: usize| {
        let words = &digests[i].telling.words;
        let length = words.iter().map(|w| w.weight().powi(2)).sum::<f32>().sqrt().max(1e-9);
        words.iter().map(move |w| (w.hash, w.weight() / length))
    };
    for (w, x) in weighed.iter().flat_map(|&i| unit(i)) {
        *sum.entry(w).or_default() += x;
    }
    let central = weighed.iter().copied().filter(|&i| digests[i].headline.is_some()).max_by(|&a, &b| {
        let of = |i: usize| unit(i).map(|(w, x)| x * sum[&w]).sum::<f32>();
        of(a).total_cmp(&of(b)).then(b.cmp(&a))
    });
    central.and_then(|i| digests[i].headline.clone()).unwrap_or_default()
}

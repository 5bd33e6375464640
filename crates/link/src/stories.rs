//! Articles to stories: one pass in order of publication, TF-IDF over headline and lead, within a window of days.

use crate::Digest;
use jiff::civil::Date;
use model::{ArticleId, EventId, ReportId, Story, StoryId};
use std::collections::{BTreeSet, HashMap};

/// Least cosine of an article with a story's centroid.
const NEAR: f64 = 0.32;
/// Days after which a story takes no more articles.
const WINDOW: i32 = 10;

struct Cluster {
    members: Vec<usize>,
    sum: HashMap<usize, f64>,
    last: Option<Date>,
}

/// The stories of two articles and more, and which article is in which.
pub fn stories(digests: &[Digest], event_of: &HashMap<ReportId, EventId>) -> (Vec<Story>, HashMap<ArticleId, StoryId>) {
    let vectors = vectors(digests);
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut by_word: HashMap<usize, Vec<usize>> = HashMap::new();
    for (i, d) in digests.iter().enumerate() {
        let day = d.published.map(|s| s.date);
        let mut dots: HashMap<usize, f64> = HashMap::new();
        for (w, x) in &vectors[i] {
            for &c in by_word.get(w).into_iter().flatten() {
                *dots.entry(c).or_default() += x * clusters[c].sum.get(w).copied().unwrap_or(0.0);
            }
        }
        let open = |c: &Cluster| match (c.last, day) {
            (Some(a), Some(b)) => a.until(b).is_ok_and(|s| s.get_days() <= WINDOW),
            (None, None) => true,
            _ => false,
        };
        let best = dots
            .into_iter()
            .filter(|(c, _)| open(&clusters[*c]))
            .map(|(c, dot)| (dot / norm(clusters[c].sum.values()), c))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let c = match best {
            Some((s, c)) if s >= NEAR => c,
            _ => {
                clusters.push(Cluster { members: Vec::new(), sum: HashMap::new(), last: None });
                clusters.len() - 1
            }
        };
        let cluster = &mut clusters[c];
        cluster.members.push(i);
        cluster.last = cluster.last.max(day);
        for (w, x) in &vectors[i] {
            if cluster.sum.insert(*w, cluster.sum.get(w).copied().unwrap_or(0.0) + x).is_none() {
                by_word.entry(*w).or_default().push(c);
            }
        }
    }
    let mut story_of = HashMap::new();
    let mut out = Vec::new();
    for c in clusters.into_iter().filter(|c| c.members.len() > 1) {
        let id = StoryId::of(digests[c.members[0]].article);
        story_of.extend(c.members.iter().map(|&i| (digests[i].article, id)));
        let events: BTreeSet<EventId> =
            c.members.iter().flat_map(|&i| &digests[i].reports).filter_map(|r| event_of.get(&r.id).copied()).collect();
        let central = c.members.iter().copied().max_by(|&a, &b| {
            let of = |i: usize| vectors[i].iter().map(|(w, x)| x * c.sum.get(w).copied().unwrap_or(0.0)).sum::<f64>();
            of(a).total_cmp(&of(b)).then(b.cmp(&a))
        });
        out.push(Story {
            id,
            headline: central.and_then(|i| digests[i].headline.clone()).unwrap_or_default(),
            articles: c.members.iter().map(|&i| digests[i].article).collect(),
            events: events.into_iter().collect(),
            from: c.members.iter().filter_map(|&i| digests[i].published).min(),
            to: c.members.iter().filter_map(|&i| digests[i].published).max(),
        });
    }
    out.sort_by_key(|s| (s.from, s.id));
    (out, story_of)
}

fn norm<'a>(values: impl Iterator<Item = &'a f64>) -> f64 {
    // Sorted, so that the sum does not hang on the order of a hash map.
    let mut squares: Vec<f64> = values.map(|x| x * x).collect();
    squares.sort_by(f64::total_cmp);
    squares.iter().sum::<f64>().sqrt().max(1e-9)
}

/// TF-IDF vectors of unit length, words in order.
fn vectors(digests: &[Digest]) -> Vec<Vec<(usize, f64)>> {
    let mut ids: HashMap<&str, usize> = HashMap::new();
    let mut documents: Vec<u32> = Vec::new();
    for d in digests {
        for (w, _) in &d.words {
            let id = *ids.entry(w).or_insert_with(|| {
                documents.push(0);
                documents.len() - 1
            });
            documents[id] += 1;
        }
    }
    let n = digests.len() as f64;
    digests
        .iter()
        .map(|d| {
            let mut v: Vec<(usize, f64)> = d
                .words
                .iter()
                .map(|(w, count)| {
                    let id = ids[w.as_str()];
                    (id, (1.0 + f64::from(*count).ln()) * ((n + 1.0) / f64::from(documents[id])).ln())
                })
                .collect();
            let length = norm(v.iter().map(|(_, x)| x));
            v.iter_mut().for_each(|(_, x)| *x /= length);
            v
        })
        .collect()
}

//! Articles to stories: one pass in order of publication, TF-IDF over headline and lead, within a window of days.

use crate::Digest;
use jiff::civil::Date;
use model::{ArticleId, EventId, ReportId, Story, StoryId};
use std::collections::{BTreeSet, HashMap};

/// Least cosine of an article with a story's centroid.
const NEAR: f64 = 0.32;
/// Days after which a story takes no more articles.
const WINDOW: i32 = 10;

/// A word in more articles than this share tells no subject (in batches of some size).
const COMMON: usize = 20;

struct Cluster {
    members: Vec<usize>,
    last: Option<Date>,
    /// Square of the length of the sum of the members' vectors.
    square: f64,
}

impl Cluster {
    fn open(&self, day: Option<Date>) -> bool {
        match (self.last, day) {
            (Some(a), Some(b)) => a.until(b).is_ok_and(|s| s.get_days() <= WINDOW),
            (None, None) => true,
            _ => false,
        }
    }
}

/// The stories of two articles and more, and which article is in which.
pub fn stories(digests: &[Digest], event_of: &HashMap<ReportId, EventId>) -> (Vec<Story>, HashMap<ArticleId, StoryId>) {
    let (vectors, words) = vectors(digests);
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut cluster_of: Vec<usize> = Vec::with_capacity(digests.len());
    // The articles that hold a word, with its weight. Those of closed stories are dropped: days only go forward.
    let mut holders: Vec<Vec<(usize, f64)>> = vec![Vec::new(); words];
    let mut dots: Vec<f64> = Vec::new();
    for (i, d) in digests.iter().enumerate() {
        let day = d.published.map(|s| s.date);
        let mut touched: Vec<usize> = Vec::new();
        for (w, x) in &vectors[i] {
            holders[*w].retain(|(j, y)| {
                let c = cluster_of[*j];
                let open = clusters[c].open(day);
                if open {
                    if dots[c] == 0.0 {
                        touched.push(c);
                    }
                    dots[c] += x * y;
                }
                open
            });
        }
        touched.sort_unstable();
        touched.dedup();
        let best = touched
            .iter()
            .map(|&c| (dots[c] / clusters[c].square.sqrt(), c))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let c = match best {
            Some((s, c)) if s >= NEAR => c,
            _ => {
                clusters.push(Cluster { members: Vec::new(), last: None, square: 0.0 });
                dots.push(0.0);
                clusters.len() - 1
            }
        };
        let cluster = &mut clusters[c];
        cluster.square += 2.0 * dots[c] + 1.0;
        cluster.members.push(i);
        cluster.last = cluster.last.max(day);
        cluster_of.push(c);
        vectors[i].iter().for_each(|(w, x)| holders[*w].push((i, *x)));
        touched.iter().for_each(|&c| dots[c] = 0.0);
    }
    let mut story_of = HashMap::new();
    let mut out = Vec::new();
    for c in clusters.into_iter().filter(|c| c.members.len() > 1) {
        let id = StoryId::of(digests[c.members[0]].article);
        story_of.extend(c.members.iter().map(|&i| (digests[i].article, id)));
        let events: BTreeSet<EventId> =
            c.members.iter().flat_map(|&i| &digests[i].reports).filter_map(|r| event_of.get(&r.id).copied()).collect();
        let mut sum: HashMap<usize, f64> = HashMap::new();
        for (w, x) in c.members.iter().flat_map(|&i| &vectors[i]) {
            *sum.entry(*w).or_default() += x;
        }
        let central = c.members.iter().copied().max_by(|&a, &b| {
            let of = |i: usize| vectors[i].iter().map(|(w, x)| x * sum[w]).sum::<f64>();
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

/// TF-IDF vectors of unit length over words that tell a subject, words in order; and how many words there are.
fn vectors(digests: &[Digest]) -> (Vec<Vec<(usize, f64)>>, usize) {
    let mut ids: HashMap<u64, usize> = HashMap::new();
    let mut documents: Vec<usize> = Vec::new();
    for d in digests {
        for (w, _) in &d.words {
            let id = *ids.entry(*w).or_insert_with(|| {
                documents.push(0);
                documents.len() - 1
            });
            documents[id] += 1;
        }
    }
    let n = digests.len();
    let most = (n / COMMON).max(50);
    let vector = |d: &Digest| {
        let mut v: Vec<(usize, f64)> = d
            .words
            .iter()
            .map(|(w, count)| (ids[w], *count))
            .filter(|(id, _)| documents[*id] <= most)
            .map(|(id, count)| (id, (1.0 + f64::from(count).ln()) * ((n as f64 + 1.0) / documents[id] as f64).ln()))
            .collect();
        let length = v.iter().map(|(_, x)| x * x).sum::<f64>().sqrt().max(1e-9);
        v.iter_mut().for_each(|(_, x)| *x /= length);
        v
    };
    (digests.iter().map(vector).collect(), documents.len())
}

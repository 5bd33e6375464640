//! Where on the page the text of the article stands.
//!
//! Each run has a value: long unlinked prose speaks for its place, short and linked text against it. An element's score
//! is the sum over its runs, weighed by what its names and its tag say.

use super::cues::Cues;
use super::runs::{Run, Runs};
use crate::dom::{Dom, NodeId, Tag};

/// Sums of the runs' values.
pub(crate) struct Scores {
    /// `sums[i]` is the value of the first `i` runs.
    sums: Vec<f64>,
}

impl Scores {
    pub fn new(runs: &Runs, told: &[bool]) -> Scores {
        let mut sums = vec![0.0];
        let mut sum = 0.0;
        for (i, r) in runs.runs.iter().enumerate() {
            let v = value(r, runs.text(i));
            sum += if told.get(i).copied().unwrap_or(false) { v.max(0.0) * 2.0 } else { v };
            sums.push(sum);
        }
        Scores { sums }
    }

    pub fn of(&self, range: std::ops::Range<usize>) -> f64 {
        self.sums[range.end] - self.sums[range.start]
    }

    pub fn node(&self, dom: &Dom, runs: &Runs, id: NodeId) -> f64 {
        self.of(runs.inside(dom, id))
    }
}

/// What a run speaks for (positive) or against.
fn value(r: &Run, text: &str) -> f64 {
    if r.cues.has(Cues::AGAINST) || r.cues.has(Cues::CAPTION) || r.around.heading > 0 {
        return 0.0;
    }
    let chars = f64::from(r.chars);
    let links = f64::from(r.linked) / chars.max(1.0);
    if links > 0.5 {
        return -chars.min(60.0) * 0.5;
    }
    let sentence = ends_sentence(text);
    let prose = chars * (1.0 - links);
    if r.around.item > 0 || r.around.cell > 0 && r.around.table > 0 {
        return if chars > 60.0 || sentence { prose * 0.7 } else { 0.0 };
    }
    if chars >= 80.0 {
        prose.min(1200.0)
    } else if sentence && chars >= 20.0 {
        prose * 0.7
    } else if chars >= 20.0 {
        -5.0
    } else {
        -2.0
    }
}

/// True if the text ends like a sentence, closing quotation marks and brackets aside.
pub(crate) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '\u{201D}', '\'', '\u{2019}', ')', ']', ' ', '\u{BB}', '*'])
        .ends_with(['.', '!', '?', '\u{2026}', '\u{3002}', '\u{FF01}', '\u{FF1F}', '\u{61F}', '\u{6D4}', ':', ';'])
}

/// The elements that hold the article's text, in document order, none inside another. Empty where there is no prose.
pub(crate) fn choose(dom: &Dom, runs: &Runs, scores: &Scores, root: NodeId) -> Vec<NodeId> {
    let mut best = descend(dom, runs, scores, root, 0.75);
    let mut best_score = scores.node(dom, runs, best);
    for id in dom.descendants(root) {
        let own = runs.own[id.0 as usize];
        let tag = dom.tag(id);
        let weight = if own.has(Cues::BODY) {
            1.6
        } else if tag == Tag::Article || own.has(Cues::ARTICLE) {
            1.25
        } else if tag == Tag::Main || dom.attr(id, "role") == Some("main") {
            1.1
        } else {
            continue;
        };
        let range = runs.inside(dom, id);
        if runs.runs.get(range.start).is_none_or(|r| r.cues.has(Cues::COMMENT)) && range.len() < 2 {
            continue;
        }
        let score = scores.of(range) * weight;
        if score > best_score {
            (best, best_score) = (id, score);
        }
    }
    if best_score <= 0.0 {
        return home(dom, runs, root).or_else(|| short(dom, runs, root)).into_iter().collect();
    }
    let mut found = vec![best];
    if runs.own[best.0 as usize].has(Cues::BODY) {
        // A text is often cut into several containers of one kind with advertisements between them.
        let class = dom.attr(best, "class");
        for id in dom.descendants(root) {
            let alike =
                runs.own[id.0 as usize].has(Cues::BODY) && dom.tag(id) == dom.tag(best) && dom.attr(id, "class") == class;
            if alike
                && scores.node(dom, runs, id) > 0.0
                && !found.iter().any(|f| dom.contains(*f, id) || dom.contains(id, *f))
                && near(dom, best, id)
            {
                found.push(id);
            }
            if found.len() > 200 {
                break;
            }
        }
        found.sort_unstable();
    }
    found
}

/// The story under the headline, where a list of others after it holds more text and was chosen for that.
pub(crate) fn under(dom: &Dom, runs: &Runs, scores: &Scores, headline: NodeId, region: NodeId) -> Option<NodeId> {
    let (from, to) = (runs.inside(dom, headline).end, runs.inside(dom, region).start);
    if runs.own[region.0 as usize].has(Cues::BODY) {
        return None;
    }
    let ends = |i: &usize| super::phrases::ends_for_good(runs.text(*i));
    let cut = (from..to + 1).filter(|i| *i < runs.runs.len()).find(ends)?;
    if scores.of(from..cut) < 300.0 {
        return None;
    }
    let most = (from..cut).max_by_key(|i| runs.runs[*i].chars - runs.runs[*i].linked.min(runs.runs[*i].chars))?;
    let block = runs.runs[most].block;
    std::iter::once(block)
        .chain(dom.ancestors(block))
        .take_while(|a| !dom.contains(*a, region) && runs.inside(dom, *a).end <= cut)
        .last()
}

/// True if two elements stand a few levels below a common one.
fn near(dom: &Dom, a: NodeId, b: NodeId) -> bool {
    dom.ancestors(a).take(3).any(|up| dom.contains(up, b) && dom.tag(up) != Tag::Body && up != NodeId::ROOT)
}

/// From `id` down as long as one child holds nearly all.
pub(crate) fn descend(dom: &Dom, runs: &Runs, scores: &Scores, mut id: NodeId, share: f64) -> NodeId {
    loop {
        let here = scores.node(dom, runs, id);
        let next = dom
            .children(id)
            .filter(|c| !dom.is_text(*c))
            .map(|c| (c, scores.node(dom, runs, c)))
            .max_by(|a, b| a.1.total_cmp(&b.1));
        match next {
            Some((c, s)) if s > 0.0 && s >= share * here && dom.tag(c) != Tag::P => id = c,
            _ => return id,
        }
    }
}

/// For a page without prose: the element that says it holds the article, if there is anything in it.
fn short(dom: &Dom, runs: &Runs, root: NodeId) -> Option<NodeId> {
    let words = |id: NodeId| -> u32 {
        let r = &runs.runs[runs.inside(dom, id)];
        r.iter().filter(|r| !r.cues.has(Cues::AGAINST) && r.around.heading == 0).map(|r| r.chars - r.linked.min(r.chars)).sum()
    };
    let best = |wanted: Cues| {
        let nodes = dom.descendants(root).filter(|id| runs.own[id.0 as usize].has(wanted));
        nodes.map(|id| (words(id), std::cmp::Reverse(id))).max().filter(|(n, _)| *n >= 20).map(|(_, id)| id.0)
    };
    best(Cues::BODY).or_else(|| best(Cues::ARTICLE))
}

/// Where links outweigh the prose everywhere: the element that holds most prose directly, if there is enough of it.
fn home(dom: &Dom, runs: &Runs, root: NodeId) -> Option<NodeId> {
    let mut sums = std::collections::BTreeMap::<NodeId, f64>::new();
    for i in runs.inside(dom, root) {
        let v = value(&runs.runs[i], runs.text(i));
        if v > 0.0
            && let Some(parent) = dom.parent(runs.runs[i].block)
        {
            *sums.entry(parent).or_default() += v;
        }
    }
    let (node, sum) = sums.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
    (sum >= 150.0).then_some(node)
}

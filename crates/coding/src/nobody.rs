//! "No one was hurt": a word on the happening told beside it, and none of its own.

use crate::Coder;
use crate::code::Draft;
use crate::codebook::Family;
use crate::find::{Found, Scene};
use model::{Article, BlockKind, Status};

/// Sentences from a happening to the word that nobody was hurt in it.
const NEAR: usize = 2;

/// True for a report that only tells that nobody came to harm.
pub(crate) fn tells_of_nobody(coder: &Coder, scene: &Scene, f: &Found, figures: &[u32], status: Status) -> bool {
    let toll = coder.book.kinds[coder.book.rules[f.rule].kind].family == Family::Toll;
    let zero = |n: &u32| scene.mentions.figures[*n as usize].best == Some(0.0);
    let counted = !figures.is_empty() && figures.iter().all(zero) && status == Status::Denied;
    toll && (counted || scene.nobody(f.anchor))
}

/// False for two places of a text of which one lies in an item of a list and the other does not: what an item tells is its own.
pub(crate) fn one_item(article: &Article, a: u32, b: u32) -> bool {
    let item = |at: u32| article.block_at(at).filter(|b| b.kind == BlockKind::ListItem).map(|b| b.range.start);
    item(a) == item(b)
}

/// Gives the figure of a sentence that says that nobody was hurt to the harm told in a sentence before, and drops the report.
pub(crate) fn unhurt(coder: &Coder, scene: &Scene, article: &Article, drafts: &mut Vec<Draft>) {
    let mut i = 0;
    while i < drafts.len() {
        let d = &drafts[i];
        let none = tells_of_nobody(coder, scene, &d.found, &d.figures, d.status);
        let tells = |n: usize, q: &Draft| {
            n != i
                && q.family.harmful()
                && q.family != Family::Toll
                && q.background == d.background
                && q.status != Status::Denied
        };
        let at = |d: &Draft| scene.words.tokens[d.found.anchor].range.start;
        let near = |q: &Draft| q.sentence < d.sentence && d.sentence - q.sentence <= NEAR && one_item(article, at(q), at(d));
        let before = || (0..i).rev().find(|&n| near(&drafts[n]) && tells(n, &drafts[n]));
        let Some(host) = none.then(before).flatten() else {
            i += 1;
            continue;
        };
        let figures = std::mem::take(&mut drafts[i].figures);
        drafts[host].figures.extend(figures);
        drafts[host].figures.sort_unstable();
        drafts.remove(i);
    }
}

//! What an article is about, where the codebook has no kind for it: one report of kind `other`.
//!
//! "The singer checked into a clinic on Friday" is news that people follow from article to article, whatever the codebook
//! holds. The report rests on the main verb of the first sentence that tells something, and says so by its kind.

use crate::Coder;
use crate::code::{Draft, carry, sentence};
use crate::codebook::Family;
use crate::find::{Found, Link, Scene};
use crate::words::Words;
use model::{Article, BlockKind, Report, RoleKind, Status, Syntax};

/// The kind of such a report.
pub(crate) const OTHER: &str = "other";
/// How sure it is: that something is told is plain, what it is is not.
const SCORE: f32 = 0.4;
/// Sentences after the first one in which an article may come to its subject.
const LATER: usize = 2;

/// The report of an article whose beginning gave no other report that is news.
pub(crate) fn about(coder: &Coder, scene: &Scene, article: &Article, reports: &[Report]) -> Option<Draft> {
    let w = scene.words;
    let lead = lead_sentence(article, w.syntax)?;
    let known = |r: &Report| {
        let family = coder.kind(&r.kind).map_or(Family::Affairs, |k| k.family);
        // Harm and what comes of it in court is what an article is about, however late it comes to it.
        r.sentence as usize <= lead + 1 || !matches!(family, Family::Affairs | Family::Statement)
    };
    if w.syntax.sentences.len() < 2 || reports.iter().any(|r| !r.background && known(r)) {
        return None;
    }
    if advises(scene, article) {
        return None;
    }
    let rule = coder.book.rules.iter().position(|r| r.name == "other/lead")?;
    let kind = coder.book.number(OTHER)?;
    let last = w.syntax.sentences.len() - 1;
    let opens = (lead..=(lead + LATER).min(last)).filter_map(|s| tells(w, s).map(|told| (s, told)));
    // What only is so at the beginning has no news behind it, but captions and asides.
    let mut news = opens.take_while(|(_, (verb, _))| !scene.lexicon.has("stative", w.lemma(*verb)));
    news.find_map(|(s, (verb, roles))| {
        let found =
            Found { group: Some(w.verb_group(verb)), link: Link::Own, roles, ..Found::word(rule, 0, kind, verb, SCORE) };
        let mut drafts: Vec<Draft> = sentence(coder, scene, article, s, vec![found], None);
        carry(coder, scene, article, &mut drafts);
        let draft = drafts.pop()?;
        let told = matches!(draft.status, Status::Happened | Status::Ongoing | Status::Planned | Status::Alleged);
        (!draft.background && told).then_some(draft)
    })
}

/// Share of words that speak to the reader from which on an article is advice, a review or a tale of one's own.
const ADVICE: f64 = 0.012;

/// Fewer such words are a slip of the pen, however short the article.
const SPOKEN: usize = 3;

/// True for advice, reviews, recipes, lists of gifts: what speaks to the reader, or of its writer, tells no news of its own.
pub(crate) fn advises(scene: &Scene, article: &Article) -> bool {
    let w = scene.words;
    let quoted = |at: u32| scene.mentions.quotes.iter().any(|q| q.range.start <= at && at < q.range.end);
    let speaks = |i: &usize| {
        matches!(w.low(*i), "you" | "your" | "yourself" | "yours" | "i" | "my" | "me") && !quoted(w.tokens[*i].range.start)
    };
    let listed = article.blocks.iter().filter(|b| matches!(b.kind, BlockKind::ListItem | BlockKind::Table)).count();
    let words = w.tokens.len();
    let spoken = (0..words).filter(speaks).count();
    spoken >= SPOKEN && spoken as f64 > ADVICE * words as f64 || listed * 2 > article.blocks.len() && listed >= 4
}

/// The main verb of a sentence with those who take part; not of what is asked, wished or told of oneself.
fn tells(w: &Words, s: usize) -> Option<(usize, Vec<(RoleKind, crate::words::Phrase)>)> {
    let tokens = w.syntax.sentences[s].tokens.clone();
    if w.low(tokens.end - 1) == "?" {
        return None;
    }
    let root = tokens.clone().find(|&i| w.tokens[i].head.is_none() && w.is_verb(i))?;
    let hangs = |head: usize, relations: &[&str]| {
        tokens.clone().find(|&i| w.tokens[i].head == Some(head as u32) && relations.contains(&w.tokens[i].relation))
    };
    // "Her agent said that she had checked in": what is said is the news.
    let says = matches!(w.lemma(root), "say" | "tell" | "announce" | "confirm" | "report" | "reveal" | "add" | "claim");
    let verb = if says { hangs(root, &["ccomp"]).filter(|&i| w.is_verb(i)).unwrap_or(root) } else { root };
    // A place line in capitals is no sentence.
    if w.tokens[verb].form(w.text).chars().all(char::is_uppercase) {
        return None;
    }
    let subject = hangs(verb, &["nsubj", "nsubj:pass"])?;
    if matches!(w.low(subject), "i" | "we" | "you" | "it" | "there" | "this" | "that" | "what" | "who") {
        return None;
    }
    let passive = w.tokens[subject].relation == "nsubj:pass";
    let mut roles = Vec::new();
    roles.extend(w.phrase(subject).map(|p| (if passive { RoleKind::Target } else { RoleKind::Actor }, p)));
    roles.extend(hangs(verb, &["obj"]).and_then(|o| w.phrase(o)).map(|p| (RoleKind::Target, p)));
    Some((verb, roles))
}

/// The first paragraph's first sentence, behind a place line ("VELDEN (Reuters) -"): the lead.
pub(crate) fn lead_sentence(article: &Article, syntax: &Syntax) -> Option<usize> {
    let start = article.blocks.iter().find(|b| b.kind == BlockKind::Paragraph).map_or(0, |b| b.range.start);
    let place_line = |text: &str| text.ends_with(['-', '–', '—']);
    syntax.sentences.iter().position(|s| s.range.start >= start && !place_line(s.range.of(&article.text)))
}

/// True for what a standfirst tells: like the lead it gives the day's news.
pub(crate) fn standfirst(scene: &Scene, article: &Article, d: &Draft) -> bool {
    let at = scene.words.tokens[d.found.first].range.start;
    article.block_at(at).is_some_and(|b| b.kind == BlockKind::Standfirst)
}

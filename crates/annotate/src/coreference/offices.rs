//! Which office an article tells of somebody beside his name: "Prime Minister Ana Ruiz", "mill owner Ana Ruiz", "Ana Ruiz,
//! president of the council".

use super::lexicon::{MANY, PERSON, lexicon};
use super::mention::Mention;
use super::scene::Scene;
use super::tree::Tree;
use model::{MentionKind, Name, NameKind, Pos};

/// Most words of an office that are kept.
const WORDS: usize = 6;
/// Mentions behind a name among which its apposition is looked for.
const BEHIND: usize = 4;

/// What somebody is called beside his name.
pub struct Office {
    /// The mention with the name.
    pub mention: usize,
    /// The words in small letters, titles written out.
    pub words: Vec<String>,
    /// He was it once: "former", "ex-".
    pub former: bool,
    /// Whose office it is is told: "prime minister of Norland".
    pub of: bool,
}

/// The offices told beside names, in order of these.
pub fn offices(tree: &Tree, names: &[Name], mentions: &[Mention]) -> Vec<Office> {
    let mut out = Vec::new();
    let people = mentions.iter().enumerate().filter(|(_, m)| m.name_kind == Some(NameKind::Person));
    for (i, m) in people {
        let words = before(tree, m, m.name.is_some_and(|n| names[n].title.is_some()));
        // "Foreign Minister Sheikh Ana Ruiz" is the foreign minister.
        let polite = words.iter().rev().take_while(|w| is_polite(w)).count();
        if polite > 0 && polite < words.len() {
            out.push(office(i, words[..words.len() - polite].to_vec(), false));
        }
        if !words.is_empty() {
            out.push(office(i, words, false));
        }
        let behind = mentions[i + 1..].iter().take(BEHIND).find(|o| o.tokens.start == m.tokens.end + 1);
        let told = |o: &&Mention| o.kind == MentionKind::Nominal && !o.joined && o.number != MANY && o.gender & PERSON != 0;
        if let Some(o) = behind.filter(told).filter(|_| tree.low(m.tokens.end) == ",") {
            let from = o.tokens.start.max(o.head.saturating_sub(WORDS - 1));
            let of = tree.low(o.head + 1) == "of";
            out.push(office(i, (from..o.head + 1).flat_map(|k| written(tree, k)).collect(), of));
        }
    }
    out
}

/// True for a title that goes with any office.
fn is_polite(word: &str) -> bool {
    matches!(
        word,
        "mr" | "mrs"
            | "ms"
            | "miss"
            | "madam"
            | "madame"
            | "sir"
            | "dame"
            | "dr"
            | "doctor"
            | "sheikh"
            | "shaikh"
            | "hon"
            | "haji"
    )
}

fn office(mention: usize, mut words: Vec<String>, of: bool) -> Office {
    let former = words.iter().any(|w| matches!(w.as_str(), "former" | "ex" | "late" | "then" | "onetime"));
    words.retain(|w| !matches!(w.as_str(), "the" | "a" | "an" | "-" | "co" | "elect" | "designate"));
    // "president-elect" as one word
    words.iter_mut().for_each(|w| *w = w.strip_suffix("-elect").unwrap_or(w).to_string());
    Office { mention, words, former, of }
}

/// The words right before a name: all of them where it has a title, else the nouns and what tells of them.
fn before(tree: &Tree, m: &Mention, titled: bool) -> Vec<String> {
    let from = m.tokens.start.saturating_sub(WORDS).max(tree.sentence(m.head).start);
    // "Superintendent of Police (SP) Ana Ruiz": her short title is an office of its own.
    let start = m.tokens.start;
    if start >= from + 3 && tree.low(start - 1) == ")" && tree.low(start - 3) == "(" && is_short(tree, start - 2) {
        return vec![tree.low(start - 2).to_string()];
    }
    let part = |k: usize| matches!(tree.pos(k), Some(Pos::Noun | Pos::Propn | Pos::Adj)) || tree.low(k) == "-";
    // "Secretary of State", "Lt."
    let inner = |k: usize| titled && (tree.pos(k) == Some(Pos::Adp) || matches!(tree.low(k), "." | "and" | "the"));
    let own = (from..m.tokens.start).rev().take_while(|&k| inner(k) || part(k)).last().unwrap_or(m.tokens.start);
    let noun = |k: usize| tree.pos(k) == Some(Pos::Noun) && lexicon().gender(&tree.token(k).lemma, tree.low(k)) & PERSON != 0;
    if !titled && !m.tokens.start.checked_sub(1).is_some_and(|k| k >= own && noun(k)) {
        return Vec::new();
    }
    (own..m.tokens.start).flat_map(|k| written(tree, k)).collect()
}

/// True for a title in short: "SP", "CEC".
pub fn is_short(tree: &Tree, k: usize) -> bool {
    let form = tree.token(k).form(tree.text);
    (2..5).contains(&form.len()) && form.chars().all(|c| c.is_ascii_uppercase())
}

/// The words of a title that a token is, written out: "Lt." is "lieutenant", "PM" is "prime minister".
pub fn written(tree: &Tree, k: usize) -> Vec<String> {
    let low = tree.low(k).trim_end_matches('.');
    match lexicon().written_out(low) {
        Some(words) => words.split('_').map(str::to_string).collect(),
        None => vec![low.strip_prefix("co-").unwrap_or(low).to_string()],
    }
}

impl Scene<'_> {
    /// The offices told beside one name.
    pub fn offices_of(&self, mention: usize) -> impl Iterator<Item = &Office> {
        let from = self.offices.partition_point(|o| o.mention < mention);
        self.offices[from..].iter().take_while(move |o| o.mention == mention)
    }
}

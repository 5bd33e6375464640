//! GUM: its CoNLL-U files as articles with words, trees, names and chains.

use anyhow::{Context, Result};
use model::{Article, Block, BlockKind, Name, NameKind, Pos, Sentence, Syntax, TextRange, Token};
use rustc_hash::FxHashMap;
use std::path::Path;

/// A mention of the corpus.
pub struct Gold {
    pub range: TextRange,
    /// The main word, and the words of a name that hang from it.
    pub heads: Vec<TextRange>,
    pub chain: u32,
    pub pos: Pos,
    /// `person`, `organization`, `time`, …
    pub kind: String,
}

/// One text.
pub struct Document {
    pub name: String,
    pub genre: String,
    pub article: Article,
    pub syntax: Syntax,
    pub names: Vec<Name>,
    pub mentions: Vec<Gold>,
}

/// A mention as it is read, by tokens.
struct Open {
    id: String,
    kind: String,
    from: usize,
}

/// Reads a file. Of its fields `Entity` holds `(chain-kind-…` where a mention begins and `chain)` where it ends.
pub fn read(path: &Path) -> Result<Document> {
    let file = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let name = path.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let genre = name.split('_').nth(1).unwrap_or("").to_string();
    let (mut text, mut tokens, mut sentences) = (String::new(), Vec::<Token>::new(), Vec::<Sentence>::new());
    let mut blocks: Vec<TextRange> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut found: Vec<(usize, usize, Open)> = Vec::new();
    let (mut first, mut space, mut whole) = (0, true, (0, true));
    let mut paragraph = true;
    for line in file.lines().chain([""]) {
        if line.starts_with("# newpar") && !line.starts_with("# newpar_block") {
            paragraph = true;
        }
        if line.is_empty() && tokens.len() > first {
            let range = tokens[first].range.cover(tokens[tokens.len() - 1].range);
            match blocks.last_mut().filter(|_| !paragraph) {
                Some(block) => *block = block.cover(range),
                None => blocks.push(range),
            }
            sentences.push(Sentence { range, tokens: first..tokens.len() });
            (first, paragraph) = (tokens.len(), false);
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, form, lemma, pos, tag, _, head, relation, _, misc] = fields[..] else { continue };
        let glued = misc.split('|').any(|f| f == "SpaceAfter=No");
        if let Some((_, last)) = id.split_once('-') {
            whole = (last.parse()?, glued);
            continue;
        }
        let Ok(number) = id.parse::<usize>() else { continue };
        let new = tokens.len() == first;
        if !text.is_empty() && new && paragraph {
            text.push_str("\n\n");
        } else if !text.is_empty() && (space || new) {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(form);
        space = if number < whole.0 {
            false
        } else if number == whole.0 {
            !whole.1
        } else {
            !glued
        };
        if number >= whole.0 {
            whole.0 = 0;
        }
        let head: usize = head.parse().unwrap_or(0);
        tokens.push(Token {
            range: TextRange::new(start, text.len()),
            lemma: lemma.to_string(),
            pos: pos_of(pos),
            tag: fixed(tag),
            head: head.checked_sub(1).map(|h| (first + h) as u32),
            relation: fixed(relation),
        });
        let at = tokens.len() - 1;
        let entity = misc.split('|').find_map(|f| f.strip_prefix("Entity=")).unwrap_or("");
        for part in entity.split_inclusive(')').flat_map(|p| p.split_inclusive_open()) {
            let opens = part.starts_with('(');
            let closes = part.ends_with(')');
            let body = part.trim_matches(['(', ')']);
            let mut words = body.split('-');
            let (id, kind) = (words.next().unwrap_or("").to_string(), words.next().unwrap_or("").to_string());
            if opens && closes {
                found.push((at, at, Open { id, kind, from: at }));
            } else if opens {
                open.push(Open { id, kind, from: at });
            } else if let Some(k) = open.iter().rposition(|o| o.id == id) {
                let o = open.remove(k);
                found.push((o.from, at, o));
            }
        }
    }
    let mut article = Article::of_text(&text);
    article.blocks = blocks.into_iter().map(|range| Block { kind: BlockKind::Paragraph, range, credit: None }).collect();
    let syntax = Syntax { sentences, tokens };
    let mut ids: FxHashMap<String, u32> = FxHashMap::default();
    let mut mentions = Vec::new();
    let mut names: Vec<(usize, usize, Name)> = Vec::new();
    for (a, b, o) in found {
        let fresh = ids.len() as u32;
        let chain = *ids.entry(o.id).or_insert(fresh);
        let Some(head) = (a..=b).find(|&i| syntax.tokens[i].head.is_none_or(|h| !(a..=b).contains(&(h as usize)))) else {
            continue;
        };
        let part = |i: usize| {
            syntax.tokens[i].head == Some(head as u32) && matches!(base(syntax.tokens[i].relation), "flat" | "goeswith")
        };
        let heads = (a..=b).filter(|&i| i == head || part(i)).map(|i| syntax.tokens[i].range).collect();
        let range = syntax.tokens[a].range.cover(syntax.tokens[b].range);
        if syntax.tokens[head].pos == Pos::Propn && o.kind != "time" {
            names.extend(named(&text, &syntax, head, a..b + 1, &o.kind));
        }
        mentions.push(Gold { range, heads, chain, pos: syntax.tokens[head].pos, kind: o.kind });
    }
    // Names do not overlap: the outer one holds.
    names.sort_by_key(|n| (std::cmp::Reverse(n.1 - n.0), n.0));
    let mut taken = vec![false; syntax.tokens.len()];
    names.retain(|n| {
        let free = taken[n.0..n.1].iter().all(|t| !t);
        taken[n.0..n.1].fill(true);
        free
    });
    names.sort_by_key(|n| n.0);
    let names = names.into_iter().map(|n| n.2).collect();
    Ok(Document { name, genre, article, syntax, names, mentions })
}

trait Opens {
    fn split_inclusive_open(&self) -> Vec<&str>;
}

impl Opens for str {
    /// Cut before each "(".
    fn split_inclusive_open(&self) -> Vec<&str> {
        let mut cuts: Vec<usize> = self.match_indices('(').map(|m| m.0).filter(|&i| i > 0).collect();
        cuts.push(self.len());
        let mut from = 0;
        let parts = cuts.into_iter().map(|to| &self[std::mem::replace(&mut from, to)..to]);
        parts.filter(|p| !p.is_empty()).collect()
    }
}

/// The name that a phrase is headed by: the capitalised words around its main word, titles apart.
fn named(text: &str, syntax: &Syntax, head: usize, phrase: std::ops::Range<usize>, kind: &str) -> Option<(usize, usize, Name)> {
    let t = |i: usize| &syntax.tokens[i];
    let hangs = |i: usize| {
        let mut at = i;
        (0..8).any(|_| {
            let Some(h) = t(at).head else { return false };
            let relation = base(t(at).relation);
            let ok = matches!(relation, "flat" | "compound" | "goeswith" | "nummod" | "amod")
                || relation == "nmod" && t(at).relation == "nmod:desc";
            at = h as usize;
            ok && at == head
        }) && t(i).form(text).starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '-')
    };
    let (mut a, mut b) = (head, head + 1);
    while a > phrase.start && hangs(a - 1) {
        a -= 1;
    }
    while b < phrase.end && hangs(b) {
        b += 1;
    }
    // "University of Norland", but no office of somebody.
    while kind != "person" && b + 1 < phrase.end && t(b).form(text) == "of" {
        let great =
            |i: usize| t(i).form(text).starts_with(char::is_uppercase) && matches!(t(i).pos, Pos::Propn | Pos::Adj | Pos::Noun);
        let end = (b + 1..phrase.end).find(|&i| !great(i) && t(i).form(text) != "the").unwrap_or(phrase.end);
        if t(end - 1).pos != Pos::Propn {
            break;
        }
        b = end;
    }
    let from = a;
    if kind == "person" {
        while b - a > 1 && is_title(t(a).form(text)) {
            a += 1;
        }
        if b - a == 1 && a == from && is_title(t(a).form(text)) {
            return None;
        }
    }
    let title = (a > from).then(|| t(from).range.cover(t(a - 1).range).of(text).to_string());
    let range = t(a).range.cover(t(b - 1).range);
    let kind = match kind {
        "person" => NameKind::Person,
        "organization" => NameKind::Organization,
        "place" => NameKind::Place,
        "event" => NameKind::Event,
        "object" => NameKind::Product,
        _ => NameKind::Other,
    };
    Some((a, b, Name { range, text: range.of(text).to_string(), kind, title, same_as: None, actor: None }))
}

fn is_title(word: &str) -> bool {
    let low = word.trim_end_matches('.').to_lowercase();
    let list = include_str!("../../../crates/language/data/titles.txt");
    list.lines().filter(|l| !l.starts_with(['#', '['])).any(|l| l.split(' ').any(|w| w == low))
}

/// A relation without its subtype.
pub fn base(relation: &'static str) -> &'static str {
    relation.split(':').next().unwrap_or(relation)
}

/// The few tags and relations of a treebank, kept for good.
fn fixed(word: &str) -> &'static str {
    use std::cell::RefCell;
    thread_local!(static KNOWN: RefCell<FxHashMap<String, &'static str>> = RefCell::default());
    KNOWN.with_borrow_mut(|known| match known.get(word) {
        Some(w) => *w,
        None => {
            let kept: &'static str = Box::leak(word.to_string().into_boxed_str());
            known.insert(word.to_string(), kept);
            kept
        }
    })
}

fn pos_of(word: &str) -> Pos {
    match word {
        "ADJ" => Pos::Adj,
        "ADP" => Pos::Adp,
        "ADV" => Pos::Adv,
        "AUX" => Pos::Aux,
        "CCONJ" => Pos::Cconj,
        "DET" => Pos::Det,
        "INTJ" => Pos::Intj,
        "NOUN" => Pos::Noun,
        "NUM" => Pos::Num,
        "PART" => Pos::Part,
        "PRON" => Pos::Pron,
        "PROPN" => Pos::Propn,
        "PUNCT" => Pos::Punct,
        "SCONJ" => Pos::Sconj,
        "SYM" => Pos::Sym,
        "VERB" => Pos::Verb,
        _ => Pos::X,
    }
}

//! Whether a deed that no kind knows is worth a report: a linear model over how its clause tells it.
//!
//! "The council closed the pool on Monday" and "the man closed the door" have the same parts. What tells a happening from a
//! habit, a state, a turn of speech or a scene is a little of everything: what verbs like this one tell, who does it and to
//! what, tense, whether a day or a place is told, where in the page it stands.

use crate::Coder;
use crate::about::about;
use crate::code::{Draft, drafts, report, scene, words_of};
use crate::codebook::Family;
use crate::deed_wide::Wide;
use crate::deed_words::{Telling, deeds};
use crate::find::Scene;
use crate::senses::sense;
use crate::whose::countries;
use crate::words::{NONE, Phrase, VerbGroup};
use model::{Article, BlockKind, Mentions, NameKind, Pos, Report, Syntax, TextRange};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// What is known of one deed, in words: each has a weight.
pub type Facts = Vec<String>;

/// What is less worth than this is left out.
const BAR: f32 = -1.6;

/// The same in a text of a few sentences: what is no news there is mostly cut out of something else.
const SHORT: f32 = -0.2;

/// Sentences at the beginning of an article that tell why it was written.
const OPENING: usize = 3;

/// Sentences of which a text must have more to be one of some kind.
const FEW: usize = 2;

/// Weights of facts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Model {
    weights: FxHashMap<String, f32>,
    bias: f32,
}

impl Model {
    /// The one that is part of the program.
    pub fn builtin() -> &'static Model {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| Model::parse(include_str!("../models/worth.tsv")))
    }

    /// Reads lines of a fact, a tab and its weight; a fact without a line weighs nothing.
    pub fn parse(table: &str) -> Model {
        let rows = table.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'));
        let mut weights: FxHashMap<String, f32> =
            rows.filter_map(|(fact, w)| Some((fact.to_string(), w.trim().parse().ok()?))).collect();
        let bias = weights.remove("bias").unwrap_or(0.0);
        Model { weights, bias }
    }

    /// More than nothing for what is rather worth a report than not.
    pub fn score(&self, facts: &Facts) -> f32 {
        facts.iter().filter_map(|f| self.weights.get(f)).sum::<f32>() + self.bias
    }
}

impl Coder {
    /// The facts of each deed that no kind knows, with its word: what [`Model`] is trained on.
    pub fn worth_facts(&self, article: &Article, syntax: &Syntax, mentions: &Mentions) -> Vec<(TextRange, Facts)> {
        if syntax.tokens.is_empty() {
            return Vec::new();
        }
        let words = words_of(self, article, syntax, mentions);
        let scene = scene(self, &words, mentions);
        let of = |d: &Draft| (words.range(d.found.anchor, d.found.anchor + 1), facts(&scene, article, d));
        untold(self, &scene, article).iter().map(of).collect()
    }
}

/// The deeds that no kind knows, and what the article is about where that is one, before they are weighed.
fn untold(coder: &Coder, scene: &Scene, article: &Article) -> Vec<Draft> {
    let (kinds, mut told) = drafts(coder, scene, article);
    countries(coder, scene, article, &mut told);
    let reports: Vec<Report> = kinds.into_iter().map(|d| report(coder, scene, article, d)).collect();
    told.extend(about(coder, scene, article, &reports));
    told
}

/// True if the beginning of an article tells none of these, or only who said what.
pub(crate) fn wants_a_beginning(drafts: &[Draft]) -> bool {
    !drafts.iter().any(|d| d.sentence < OPENING && !d.background && d.family != Family::Statement)
}

/// Leaves of the deeds those that are worth a report. Where the beginning of an article tells nothing else (`open`), the best deed
/// there stays: the article was written because of something.
pub(crate) fn weigh(scene: &Scene, article: &Article, open: bool, told: &mut Vec<Draft>) {
    let scores: Vec<f32> = told.iter().map(|d| Model::builtin().score(&facts(scene, article, d))).collect();
    let bar = if few(scene) { SHORT } else { BAR };
    let begins = told.iter().zip(&scores).filter(|(d, _)| open && !few(scene) && d.sentence < OPENING);
    let best = begins.map(|(_, s)| *s).fold(f32::MIN, f32::max);
    let mut scores = scores.into_iter();
    told.retain(|_| scores.next().is_some_and(|s| s >= bar || s == best));
}
/// True for a text that tells too little to know of what kind it is.
fn few(scene: &Scene) -> bool {
    scene.words.syntax.sentences.len() <= FEW
}

/// What is known of one deed.
fn facts(scene: &Scene, article: &Article, d: &Draft) -> Facts {
    let mut out = of_the_page(scene, article, d);
    let v = d.found.anchor;
    if scene.words.is_verb(v) {
        let g = scene.words.verb_group(v);
        of_the_verb(scene, &g, &mut out);
        of_who(scene, &g, &mut out);
        behind(scene, v, &mut out);
    }
    out
}

/// Where it is told, and what else its sentence tells.
fn of_the_page(scene: &Scene, article: &Article, d: &Draft) -> Facts {
    let w = scene.words;
    let v = d.found.anchor;
    let far = match d.sentence {
        _ if few(scene) => "alone",
        0 => "first",
        1..=2 => "second",
        3..=9 => "near",
        10..=24 => "far",
        _ => "farther",
    };
    let day = match d.when.start {
        None => "day none".to_string(),
        Some(_) => format!("day {:?}", d.when.from),
    };
    let place = if d.place.place.is_some() { format!("place {:?}", d.place.from) } else { "place none".into() };
    let mut out = vec![format!("status {:?}", d.status), format!("sentence {far}"), day, place];
    let group = if w.is_verb(v) { deeds().group(w.lemma(v)) } else { "noun" };
    out.push(format!("verb of {group}"));
    let relation = if w.relation(v) == "acl:relcl" { "relcl" } else { scene.relation(v) };
    out.push(format!("relation {relation}"));
    if d.when.start.is_some() {
        out.push(format!("precision {:?}", d.when.precision));
    }
    let low = |words: &[&str]| w.sentence(v).any(|i| words.contains(&w.low(i)));
    let heading = article.block_at(w.tokens[v].range.start).is_some_and(|b| b.kind == BlockKind::Heading);
    let holds = [
        ("background", d.background),
        ("heading", heading),
        ("we", low(&["i", "we", "my", "our", "us", "me"])),
        ("quotation marks", low(&["\"", "“", "”", "''", "``"])),
    ];
    out.extend(holds.into_iter().filter(|(_, holds)| *holds).map(|(fact, _)| fact.to_string()));
    out
}

/// How the verb tells it.
fn of_the_verb(scene: &Scene, g: &VerbGroup, out: &mut Facts) {
    let w = scene.words;
    let v = g.main;
    let telling = match (scene.telling(v), scene.wide(v)) {
        (Some(Telling::Deed), _) => "deed",
        (Some(Telling::Phrase), _) => "phrase",
        (Some(Telling::Frame(_)), _) => "frame",
        (Some(Telling::Change), _) => "change",
        (Some(Telling::Thing), _) => "thing",
        (Some(Telling::Open), _) => "open",
        (_, Some(Wide::Sure)) => "sure",
        (_, Some(Wide::Loose)) => "loose",
        _ => "none",
    };
    let tense = match (w.tag(v), g.modal) {
        (_, Some(m)) => w.lemma(m),
        _ if g.to.is_some() => "to do",
        _ if g.past_perfect => "had done",
        _ if g.perfect && g.progressive => "has been doing",
        _ if g.perfect => "has done",
        _ if g.progressive && g.past_aux => "was doing",
        _ if g.progressive => "is doing",
        ("VBD", _) => "did",
        ("VBN", _) if g.past_aux => "was done",
        ("VBN", _) if g.has_aux => "is done",
        ("VBZ" | "VBP", _) => "does",
        (tag, _) => tag,
    };
    out.extend([format!("telling {telling}"), format!("tense {tense}")]);
}

/// Who does it, and to what.
fn of_who(scene: &Scene, g: &VerbGroup, out: &mut Facts) {
    let w = scene.words;
    let passive = w.is_passive(g);
    let first = |p: Option<Vec<Phrase>>| p.and_then(|p| p.first().copied());
    let object = if passive { None } else { first(w.tree_object(g)) };
    for (part, p) in [(if passive { "done to" } else { "subject" }, first(w.tree_subject(g))), ("object", object)] {
        let Some(p) = p else {
            out.push(format!("{part} nobody"));
            continue;
        };
        out.extend([format!("{part} {}", sort(scene, p)), format!("{part} {}", pointed(scene, p))]);
        let lemma = w.lemma(p.head);
        let holds = [
            ("counted", scene.counted_many(p)),
            ("airy", deeds().abstracts.contains(lemma) || deeds().airy.contains(lemma)),
            ("concrete", scene.concrete(p)),
        ];
        out.extend(holds.into_iter().filter(|(_, holds)| *holds).map(|(fact, _)| format!("{part} {fact}")));
    }
}

/// What the clause tells behind its verb.
fn behind(scene: &Scene, v: usize, out: &mut Facts) {
    let w = scene.words;
    let (mut dated, mut placed, mut more) = (false, false, false);
    for c in w.below(v).filter(|&c| scene.relation(c) == "obl") {
        if w.time_of[c] != NONE {
            dated = true;
        } else if c > v {
            more = true;
            placed |= w.place_of[c] != NONE;
            let case = w.below(c).find(|&k| k < c && scene.relation(k) == "case");
            out.extend(case.map(|k| format!("behind {}", w.low(k))));
            out.extend(w.phrase(c).map(|p| format!("behind it {}", sort(scene, p))));
        }
    }
    let holds = [("clause dated", dated), ("clause placed", placed), ("clause with more", more)];
    out.extend(holds.into_iter().filter(|(_, holds)| *holds).map(|(fact, _)| fact.to_string()));
}

/// What somebody or something is.
fn sort(scene: &Scene, p: Phrase) -> String {
    let w = scene.words;
    let name = scene.mentions.names.get(w.name_of[p.head] as usize);
    let class = match (w.pos(p.head), name.map(|n| n.kind)) {
        (Pos::Pron, _) => return w.lemma(p.head).to_string(),
        (_, Some(NameKind::Person)) => "person",
        (_, Some(NameKind::Organization | NameKind::Group)) => "body",
        (_, Some(NameKind::Place)) => "place",
        (_, Some(_)) => "name",
        _ if w.place_of[p.head] != NONE => "place",
        _ => match sense(w.lemma(p.head)) {
            Some(s) => return format!("{s:?}").to_lowercase(),
            None if scene.can_act(p) => "actor",
            None if scene.tangible(p) => "tangible",
            None => "unknown",
        },
    };
    class.to_string()
}

/// How somebody or something is pointed at.
fn pointed(scene: &Scene, p: Phrase) -> &'static str {
    let w = scene.words;
    match w.low(p.start) {
        _ if w.pos(p.head) == Pos::Pron => "by a pronoun",
        _ if w.name_of[p.head] != NONE => "by name",
        "a" | "an" | "another" => "as one",
        "the" | "this" | "that" | "these" | "those" => "as known",
        _ if w.tag(p.start) == "PRP$" => "as somebody's",
        "some" | "many" | "most" | "few" | "several" | "all" | "any" | "no" | "more" => "as so many",
        _ if (p.start..p.end).any(|i| w.name_of[i] != NONE || w.place_of[i] != NONE) => "with a name",
        _ if w.tag(p.head) == "NNS" => "as many",
        _ => "bare",
    }
}

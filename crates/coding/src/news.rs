//! Whether a text is news at all, by how it speaks: a linear model over counts of the whole text.
//!
//! Tales, essays, advice, reviews, handbooks and firms' own pages tell of deeds in the same words as news does. What they lack is
//! what news is made of: days, names, offices, people who say something. What they have is "I", "we" and "you".

use crate::Coder;
use crate::code::{Draft, scene, words_of};
use crate::find::{Link, Scene};
use crate::words::NONE;
use model::{Article, Carried, Mentions, QuoteForm, Report, ReportTime, Status, Syntax, TimeKind, TimePrecision};
use std::sync::OnceLock;

/// What is counted; each is the square root of a share of the words or of the sentences that nobody else speaks.
pub const FEATURES: [&str; 14] = [
    "I",
    "we",
    "you",
    "he and she",
    "names",
    "numbers",
    "modals",
    "exclamations",
    "sentences in which somebody says something",
    "sentences with a day",
    "sentences with a year",
    "sentences with an office",
    "sentences that bid",
    "words that others speak",
];

/// One text's counts.
pub type Features = [f32; FEATURES.len()];

/// Texts of fewer sentences tell too little of themselves.
const SENTENCES: usize = 6;
/// So do texts of fewer words.
const WORDS: usize = 90;

/// How a text tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// It is news, or too short to know.
    News,
    /// An essay, a feature, a review: it tells of deeds in passing.
    Aside,
    /// A tale, advice, a handbook: hardly anything in it came about.
    Tale,
}

impl Sort {
    /// True for what the beginning of such a text tells, where no kind fits: elsewhere than in news its day must be told.
    pub fn leads(self, told: &Report) -> bool {
        let dated = told.when.from == Carried::Stated && told.when.start.is_some();
        self != Sort::Tale || dated
    }
}

/// Weights of the counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Model {
    /// One a feature.
    pub weights: Features,
    /// Added to their sum.
    pub bias: f32,
}

/// Below this a text is hardly news; half of the essays and a few in a hundred news texts lie there.
const ASIDE: f32 = 0.0;
/// Below this it is a tale, or advice.
const TALE: f32 = -3.5;

impl Model {
    /// The one that is part of the program.
    pub fn builtin() -> &'static Model {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| Model::parse(include_str!("../models/news.tsv")))
    }

    /// Reads what [`Model::print`] writes; what is missing weighs nothing.
    pub fn parse(table: &str) -> Model {
        let row = |name: &str| {
            let cell = table.lines().filter_map(|l| l.split_once('\t')).find(|(key, _)| *key == name);
            cell.and_then(|(_, w)| w.trim().parse().ok()).unwrap_or(0.0)
        };
        Model { weights: FEATURES.map(row), bias: row("bias") }
    }

    /// As a table.
    pub fn print(&self) -> String {
        let head = "# Weights of what makes a text news; built by `cargo xtask train news`.\n".to_string();
        let rows = FEATURES.iter().zip(self.weights).map(|(name, w)| format!("{name}\t{w:.3}\n"));
        rows.fold(head, |all, row| all + &row) + &format!("bias\t{:.3}\n", self.bias)
    }

    /// More than nothing for news.
    pub fn score(&self, features: &Features) -> f32 {
        self.weights.iter().zip(features).map(|(w, f)| w * f).sum::<f32>() + self.bias
    }
}

impl Coder {
    /// The counts by which a text is told to be news; `None` for texts too short to tell.
    pub fn news_features(&self, article: &Article, syntax: &Syntax, mentions: &Mentions) -> Option<Features> {
        if syntax.tokens.is_empty() {
            return None;
        }
        let words = words_of(self, article, syntax, mentions);
        features(&scene(self, &words, mentions))
    }
}

/// Sentences in which a text that is about people hurt comes to it.
const FIRST: usize = 5;

/// People hurt, with their number.
fn counted(d: &Draft) -> bool {
    d.family.harmful() && d.status == Status::Happened && !d.figures.is_empty()
}

/// False for "the secret police will arrest them", "a baker is beaten": in any round of the game.
fn past(scene: &Scene, d: &Draft) -> bool {
    let own = d.found.group.filter(|_| d.found.link == Link::Own);
    own.is_none_or(|g| {
        let present = scene.words.is_passive(&g) && !g.past_aux && !g.perfect && g.has_aux;
        !present && (g.past_aux || g.perfect || matches!(scene.words.tag(g.main), "VBD" | "VBN" | "VBG"))
    })
}

/// How an article tells.
pub(crate) fn sort_of(scene: &Scene, article: &Article, drafts: &[Draft]) -> Sort {
    if opinion(article) {
        return Sort::Tale;
    }
    // A place line is the mark of a wire. Who tells at once of people hurt, and how many, tells news, however he speaks.
    let hurt = drafts.iter().any(|d| d.sentence < FIRST && !d.background && counted(d) && past(scene, d));
    if hurt || article.dateline.is_some() {
        return Sort::News;
    }
    match features(scene).map(|f| Model::builtin().score(&f)) {
        Some(score) if score < TALE => Sort::Tale,
        Some(score) if score < ASIDE => Sort::Aside,
        _ => Sort::News,
    }
}

/// True for a text that calls itself somebody's view: "Opinion: …", "Editorial | …", a label of the page.
fn opinion(article: &Article) -> bool {
    let view = |label: &str| {
        let label = label.trim().to_lowercase();
        OPINIONS.contains(&label.as_str())
    };
    let headline = article.headline.as_deref().and_then(|h| h.split_once([':', '|'])).is_some_and(|(first, _)| view(first));
    headline || article.label.as_deref().is_some_and(view)
}

/// What columns, editorials and letters are called, lower case.
const OPINIONS: &[&str] = &[
    "opinion",
    "editorial",
    "commentary",
    "comment",
    "column",
    "guest column",
    "op-ed",
    "letter",
    "letters",
    "letter to the editor",
    "letters to the editor",
    "our view",
    "viewpoint",
    "endorsement",
    "perspective",
];

fn features(scene: &Scene) -> Option<Features> {
    let (w, times) = (scene.words, &scene.mentions.times);
    let mut spoken = vec![false; w.tokens.len()];
    for quote in scene.mentions.quotes.iter().filter(|q| q.form != QuoteForm::Indirect) {
        let from = w.tokens.partition_point(|t| t.range.start < quote.range.start);
        w.tokens[from..]
            .iter()
            .zip(&mut spoken[from..])
            .take_while(|(t, _)| t.range.start < quote.range.end)
            .for_each(|(_, s)| *s = true);
    }
    let mut counts = [0usize; FEATURES.len()];
    let (mut words, mut sentences) = (0, 0);
    for sentence in &w.syntax.sentences {
        let tokens = sentence.tokens.clone();
        if tokens.is_empty() || spoken[tokens.start] {
            continue;
        }
        sentences += 1;
        let own = || tokens.clone().filter(|&i| !spoken[i]);
        words += own().count();
        for i in own() {
            let n = match (w.low(i), w.tag(i)) {
                ("i" | "me" | "my" | "mine" | "myself", _) => 0,
                ("we" | "us" | "our" | "ours", tag) if tag.starts_with("PRP") => 1,
                ("you" | "your" | "yours" | "yourself", _) => 2,
                ("he" | "she" | "him" | "her" | "his" | "hers", _) => 3,
                (_, "NNP" | "NNPS") => 4,
                (_, "CD") => 5,
                (_, "MD") => 6,
                ("!", _) => 7,
                _ => continue,
            };
            counts[n] += 1;
        }
        let time = |i: usize, fits: &dyn Fn(TimePrecision) -> bool| {
            let time = times.get(w.time_of[i] as usize).filter(|_| w.time_of[i] != NONE);
            time.is_some_and(|t| matches!(t.kind, TimeKind::Date | TimeKind::Time) && fits(t.precision))
        };
        let says = |i: usize| w.is_verb(i) && scene.lexicon.has("speech", w.lemma(i)) || w.low(i) == "according";
        counts[8] += usize::from(own().any(says));
        counts[9] += usize::from(tokens.clone().any(|i| time(i, &|p| p <= TimePrecision::Day)));
        counts[10] += usize::from(tokens.clone().any(|i| time(i, &|p| p >= TimePrecision::Year && p < TimePrecision::Vague)));
        counts[11] += usize::from(own().any(|i| scene.lexicon.has("officials", w.lemma(i))));
        let bids = tokens.clone().find(|&i| w.tokens[i].head.is_none()).filter(|&i| w.tag(i) == "VB");
        let done = |c: usize| w.tokens[c].relation.starts_with("nsubj") || w.tokens[c].relation.starts_with("aux");
        counts[12] += usize::from(bids.is_some_and(|i| !w.below(i).any(done)));
    }
    if sentences < SENTENCES || words < WORDS {
        return None;
    }
    counts[13] = spoken.iter().filter(|s| **s).count();
    let mut out = Features::default();
    for (n, (count, out)) in counts.into_iter().zip(&mut out).enumerate() {
        let of = match n {
            0..=7 => words,
            13 => w.tokens.len(),
            _ => sentences,
        };
        *out = (count as f32 / of as f32).sqrt();
    }
    Some(out)
}

/// Leaves of a text that is no news what it dates or places itself, and takes from it the days that only news lends.
pub(crate) fn sift(scene: &Scene, sort: Sort, unknown: bool, drafts: &mut Vec<Draft>) {
    if sort == Sort::News {
        return;
    }
    for d in
        drafts.iter_mut().filter(|d| d.when.from == Carried::Published || sort == Sort::Tale && d.when.from == Carried::Context)
    {
        d.when = ReportTime::UNKNOWN;
    }
    let past = |d: &Draft| past(scene, d);
    drafts.retain(|d| {
        let dated = d.when.start.is_some();
        let placed = d.place.place.is_some() && d.place.from == Carried::Stated;
        let came = !matches!(d.status, Status::Possible | Status::Threatened);
        let happened = matches!(d.status, Status::Happened | Status::Ongoing);
        match sort {
            Sort::News => true,
            Sort::Aside => !unknown && came && past(d) || dated || placed && happened || counted(d),
            Sort::Tale => came && (dated && (placed || happened && d.family.harmful()) || placed && counted(d)),
        }
    });
}

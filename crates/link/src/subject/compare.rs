//! How likely two articles tell of one subject: a logistic regression over what they share, with its reasons.

use super::telling::{Telling, Word, often};
use jiff::civil::Date;
use std::sync::OnceLock;

/// What is compared, as it is told to people. `shared` features are cosines, 0 to 1; the others 1 where they hold.
pub const FEATURES: [&str; 10] = [
    "words of headline and first sentence",
    "names",
    "numbers",
    "other numbers",
    "words",
    "persons",
    "other persons",
    "towns",
    "other towns",
    "other countries",
];

/// The values of [`FEATURES`] for two articles.
pub type Features = [f32; FEATURES.len()];

/// Days between two publications that say nothing against one subject.
const NEAR: i32 = 7;
/// Days between two publications that speak most for one subject.
const CLOSE: i32 = 2;
/// What it says for one subject that two articles came out in one week: articles without a date may be years apart.
const WEEK: f32 = 0.75;

/// How rare a word is that two articles of one town seldom share by chance (inverse document frequency in thousandths),
const TIE: u16 = 5000;
/// and a word of a person's name,
const NAMED: u16 = 4000;
/// which counts for so many.
const PERSON: usize = 5;
/// How rare a word is that says anything of a subject,
const SAYS: u16 = 2500;
/// and how rare those that two articles of one subject share are together, at least.
const SUBJECT: u32 = 3000;
/// Log-odds of two articles that share no more than a place: too few for a story, where no third one stands between.
const APART: f32 = -1.75;

/// A weight for each of [`FEATURES`], and one for itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// In the order of [`FEATURES`].
    pub weights: Features,
    /// Log-odds of two articles that share nothing.
    pub bias: f32,
}

impl Model {
    /// The one that is part of the program.
    pub fn builtin() -> &'static Model {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| Model::parse(include_str!("../../models/subjects.tsv")))
    }

    /// Reads `name TAB weight` lines; what it does not know weighs nothing.
    pub fn parse(text: &str) -> Model {
        let weight = |name: &str| {
            let line = text.lines().find_map(|l| l.strip_prefix(name)?.strip_prefix('\t'));
            line.and_then(|w| w.trim().parse().ok()).unwrap_or(0.0)
        };
        Model { weights: FEATURES.map(weight), bias: weight("bias") }
    }

    /// The lines of the model's file.
    pub fn print(&self) -> String {
        let mut out = String::from("# Weights of how alike two articles are; built by `cargo xtask train subjects`.\n");
        for (name, w) in FEATURES.iter().chain([&"bias"]).zip(self.weights.iter().chain([&self.bias])) {
            out.push_str(&format!("{name}\t{w:.3}\n"));
        }
        out
    }
}

/// Articles made ready to be compared.
pub struct Comparison<'a> {
    model: &'a Model,
    pub(super) articles: &'a [(&'a Telling, Option<Date>)],
    /// Days of publication, counted from 1 January 1970.
    pub(super) days: Vec<Option<i32>>,
    lengths: Vec<[f32; VIEWS.len()]>,
}

/// The views of an article's words that are compared: those with this flag; all with 0.
const VIEWS: [u8; 5] = [Word::OPENS, Word::NAMES, Word::COUNTS, 0, Word::PERSON];

/// Whether a word belongs to a view.
fn seen(flags: u8, view: u8) -> bool {
    view == 0 || flags & view != 0
}

/// A word's weight in a view: in the opening each word counts once.
fn weight(w: &Word, view: u8) -> f32 {
    if view == Word::OPENS { f32::from(w.rare) / 1000.0 } else { w.weight() }
}

impl<'a> Comparison<'a> {
    /// Makes articles ready.
    pub fn new(model: &'a Model, articles: &'a [(&'a Telling, Option<Date>)]) -> Comparison<'a> {
        let length = |t: &Telling, view: u8| {
            t.words.iter().filter(|w| seen(w.flags, view)).map(|w| weight(w, view).powi(2)).sum::<f32>().sqrt()
        };
        let lengths = articles.iter().map(|(t, _)| VIEWS.map(|v| length(t, v))).collect();
        let day = |d: Date| Date::constant(1970, 1, 1).until(d).map_or(0, |s| s.get_days());
        let days = articles.iter().map(|(_, d)| d.map(day)).collect();
        Comparison { model, articles, days, lengths }
    }

    /// What articles `a` and `b` share.
    pub fn features(&self, a: usize, b: usize) -> Features {
        let (x, y) = (self.articles[a].0, self.articles[b].0);
        let (mut i, mut j, mut dots) = (0, 0, [0.0f32; VIEWS.len()]);
        while i < x.words.len() && j < y.words.len() {
            let (v, w) = (&x.words[i], &y.words[j]);
            if v.hash == w.hash {
                for (dot, view) in dots.iter_mut().zip(VIEWS) {
                    if seen(v.flags & w.flags, view) {
                        *dot += weight(v, view) * weight(w, view);
                    }
                }
            }
            i += usize::from(v.hash <= w.hash);
            j += usize::from(w.hash <= v.hash);
        }
        let (la, lb) = (&self.lengths[a], &self.lengths[b]);
        let both = |k: usize| la[k] > 0.0 && lb[k] > 0.0;
        let cos = |k: usize| if both(k) { dots[k] / (la[k] * lb[k]) } else { 0.0 };
        let none = |k: usize| f32::from(u8::from(both(k) && dots[k] <= 0.0));
        let (towns, other_towns) = towns(&x.towns, &y.towns);
        let countries = !x.countries.is_empty()
            && !y.countries.is_empty()
            && !x.countries.iter().any(|c| y.countries.binary_search(c).is_ok());
        let other_countries = f32::from(u8::from(countries));
        [cos(0), cos(1), cos(2), none(2), cos(3), cos(4), none(4), towns, other_towns, other_countries]
    }

    /// The words of both that are no part of a place's name in either.
    fn shared(&self, a: usize, b: usize) -> impl Iterator<Item = (&Word, &Word)> {
        let (x, y) = (self.articles[a].0, self.articles[b].0);
        let theirs = |v: &Word| y.words.binary_search_by_key(&v.hash, |w| w.hash).ok().map(|n| &y.words[n]);
        x.words.iter().filter_map(move |v| Some((v, theirs(v)?))).filter(|(v, w)| (v.flags | w.flags) & Word::PLACE == 0)
    }

    /// How many rare words `a` and `b` share beside the names of places; a word of a person's name counts for many.
    pub fn ties(&self, a: usize, b: usize) -> usize {
        let person = |v: &Word, w: &Word| v.flags & w.flags & Word::PERSON != 0 && v.rare >= NAMED;
        let weigh = |(v, w)| if person(v, w) { PERSON } else { usize::from(v.rare >= TIE) };
        self.shared(a, b).map(weigh).sum()
    }

    /// True where `a` and `b` share hardly a word but the names of places.
    fn only_places(&self, a: usize, b: usize) -> bool {
        let weight: u32 = self.shared(a, b).filter(|(v, _)| v.rare >= SAYS).map(|(v, _)| u32::from(v.rare)).sum();
        weight < SUBJECT
    }

    /// Log-odds that `a` and `b` tell of one subject. A town in common is none.
    pub fn score(&self, a: usize, b: usize) -> f32 {
        let sum = self.sum(a, b);
        if sum > APART && self.only_places(a, b) { APART } else { sum }
    }

    /// Log-odds by what is compared alone.
    fn sum(&self, a: usize, b: usize) -> f32 {
        let f = self.features(a, b);
        self.model.bias + f.iter().zip(&self.model.weights).map(|(x, w)| x * w).sum::<f32>() + self.days(a, b)
    }

    /// What speaks for and against one subject, strongest first.
    pub fn because(&self, a: usize, b: usize) -> Vec<(&'static str, f32)> {
        let f = self.features(a, b);
        let mut out: Vec<(&str, f32)> =
            FEATURES.iter().zip(f.iter().zip(&self.model.weights)).map(|(name, (x, w))| (*name, x * w)).collect();
        out.push(("days between", self.days(a, b)));
        out.retain(|(_, x)| x.abs() > 0.05);
        out.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
        out
    }

    /// What a subject is news for is a few days; each doubling of the time between says more against it.
    #[allow(clippy::match_overlapping_arm)]
    fn days(&self, a: usize, b: usize) -> f32 {
        let (Some(x), Some(y)) = (self.days[a], self.days[b]) else { return 0.0 };
        match (y - x).abs() {
            gap if gap <= CLOSE => WEEK + 0.25,
            gap if gap <= NEAR => WEEK,
            gap => WEEK - 0.4 * ((gap as f32 + 1.0) / (NEAR + 1) as f32).log2(),
        }
    }
}

/// How alike the towns are, and whether there are some on both sides and none in common.
fn towns(a: &[(u32, u8)], b: &[(u32, u8)]) -> (f32, f32) {
    if a.is_empty() || b.is_empty() {
        return (0.0, 0.0);
    }
    let length = |t: &[(u32, u8)]| t.iter().map(|(_, n)| often(*n).powi(2)).sum::<f32>().sqrt();
    let shared = |(k, n): &(u32, u8)| b.binary_search_by_key(k, |(k, _)| *k).map_or(0.0, |i| often(*n) * often(b[i].1));
    let dot: f32 = a.iter().map(shared).sum();
    (dot / (length(a) * length(b)), f32::from(u8::from(dot <= 0.0)))
}

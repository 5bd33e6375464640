//! Which reports of violence in one article tell of one happening.
//!
//! An article may tell one attack three times or three attacks in a row, most often without a day for each. The rules of
//! `same` say what cannot be one and how well two reports fit; a trained model corrects that by what two reports share:
//! kinds, days, places, who takes part, how far they stand from each other. A report joins the happening that it fits best.

use crate::{ReportDigest, RoleDigest, same};
use model::hashed::{Facts, Tables, letters};
use model::{Carried, RoleKind};
use std::sync::LazyLock;

/// Bits of the table's size.
pub const BITS: u32 = 12;

/// Log-odds that say nothing for and nothing against one happening.
const BAR: f64 = 1.5;

/// The trained weights: a linear model over hashed features, one byte a weight.
pub struct Model(Tables<1>);

impl Model {
    /// The model that is part of the program.
    pub fn shipped() -> &'static Model {
        static MODEL: LazyLock<Model> = LazyLock::new(|| Model::open(include_bytes!("../models/within.bin")));
        &MODEL
    }

    /// Reads a file. One of another size knows nothing.
    pub fn open(bytes: &[u8]) -> Model {
        Model(Tables::open([BITS], bytes))
    }

    /// Puts trained weights into bytes for a file.
    pub fn pack(table: Vec<f32>) -> Vec<u8> {
        Tables::pack(&[table])
    }

    /// Log-odds that two reports tell one happening.
    pub fn odds(&self, facts: &Facts) -> f64 {
        f64::from(self.0.score(0, facts))
    }
}

/// Where a feature's weight stands in the table.
pub fn slot(feature: u32) -> usize {
    model::hashed::slot(BITS, feature)
}

/// Kinds that the model knows: violence, and who comes to harm by it.
const KNOWN: &[&str] = &["assault", "killing", "injury", "death", "battle", "hostage_taking", "abduction", "explosion"];

/// True for a report that the model may be asked about: violence told as news.
pub(crate) fn asked(r: &ReportDigest) -> bool {
    same::news(r) && KNOWN.contains(&r.kind.path.split('.').next().unwrap_or(""))
}

/// True for a shooting and another one, or who was hurt: what the rules know best, made on news of shootings.
pub(crate) fn of_a_shooting(a: &ReportDigest, b: &ReportDigest) -> bool {
    let shots = |r: &ReportDigest| r.kind.path == "assault.shooting";
    let harm = |r: &ReportDigest| matches!(&*r.kind.path, "killing" | "injury" | "death");
    shots(a) && (shots(b) || harm(b)) || harm(a) && shots(b)
}

/// What the rules make of a report and a happening, corrected by the log-odds of their pairs; `None` where there is none.
/// Of people led away the model has seen too little to doubt the rules: news tells of one such raid from its headline on.
pub(crate) fn corrected(rules: f64, odds: &[f64], led_away: bool) -> Option<f64> {
    let bar = if led_away { 0.0 } else { BAR };
    (!odds.is_empty()).then(|| rules + odds.iter().sum::<f64>() / odds.len() as f64 - bar)
}

/// What two reports of one article, the earlier one first, have to do with each other. `between` counts the reports
/// asked about in the sentences between them, `many` those of the article, `score` is what the rules make of the two.
pub(crate) fn facts(a: &ReportDigest, b: &ReportDigest, between: usize, many: usize, score: Option<f64>) -> Facts {
    let mut f = Facts::with_room(32);
    let away = b.sentence.saturating_sub(a.sentence).min(6);
    let (k, l) = (letters(stem(&a.kind.path)), letters(stem(&b.kind.path)));
    let (c, d) = (sort(&a.kind.path), sort(&b.kind.path));
    f.add(0, 0, 0);
    f.add(1, away, 0);
    f.add(2, k, l);
    f.add(3, u32::from(a.kind.path == b.kind.path), u32::from(away == 0));
    f.add(4, c, d);
    let day = match (same::days(a), same::days(b)) {
        (Some(x), Some(y)) => 2 + u32::from(x == y) + 2 * u32::from(same::gap(x, y) > 0),
        (Some(_), None) => 1,
        (None, Some(_)) => 7,
        _ => 0,
    };
    let stated = |x: Carried, y: Carried| u32::from(x == Carried::Stated) << 1 | u32::from(y == Carried::Stated);
    f.add(5, day, stated(a.when_from, b.when_from));
    f.add(6, a.when_from as u32, b.when_from as u32);
    f.add(7, a.where_from as u32, b.where_from as u32);
    let place = match (&a.place.name, &b.place.name) {
        (Some(x), Some(y)) if x == y => 3,
        (Some(_), Some(_)) => 1 + u32::from(same::nest(&a.place, &b.place)),
        (None, None) => 4,
        _ => 0,
    };
    f.add(8, place, stated(a.where_from, b.where_from));
    let mut shared = 0;
    for (n, role) in [RoleKind::Actor, RoleKind::Target, RoleKind::Victim, RoleKind::Instrument].into_iter().enumerate() {
        // "shot them": who came to harm by other words than its own tells of no other deed.
        let told = move |x: &&RoleDigest| x.role == role && (role == RoleKind::Actor || !x.elsewhere || x.name.is_some());
        let of = |r: &'_ ReportDigest| r.roles.iter().filter(told).cloned().collect::<Vec<RoleDigest>>();
        let (x, y) = (of(a), of(b));
        let how = match (x.is_empty(), y.is_empty()) {
            (false, false) if x.iter().any(|x| y.iter().any(|y| one(x, y))) => 4,
            (false, false) => 3,
            (p, q) => u32::from(p) << 1 | u32::from(q) | 8,
        };
        shared += u32::from(how == 4);
        f.add(9, n as u32, how);
        f.add(10, n as u32 * 16 + how, u32::from(c == d));
    }
    f.add(11, shared, away);
    f.add(12, many.min(8) as u32, 0);
    f.add(13, between.min(4) as u32, 0);
    f.add(14, if away == 0 { 9 } else { share(&a.words, &b.words) }, 0);
    let counts = |r: &ReportDigest, what: &str| r.figures.iter().find(|x| x.what == what).and_then(|x| x.best);
    for (n, what) in ["killed", "injured"].into_iter().enumerate() {
        if let (Some(x), Some(y)) = (counts(a, what), counts(b, what)) {
            f.add(15, n as u32, u32::from(x == y));
        }
    }
    f.add(16, b.told as u32, u32::from(c == d));
    f.add(17, a.told as u32, 0);
    f.add(18, score.map_or(99, |s| (s * 4.0).round().clamp(-8.0, 12.0) as i32 + 8) as u32, 0);
    f
}

/// The kind without its finest parts.
fn stem(kind: &str) -> &str {
    kind.match_indices('.').nth(1).map_or(kind, |(at, _)| &kind[..at])
}

/// Sorts of violence that are seldom one happening: a bomb, a fire, a kidnapping, an attack; 0 for harm by whatever.
fn sort(kind: &str) -> u32 {
    let has = |words: &[&str]| words.iter().any(|w| kind.contains(w));
    match kind.split('.').next() {
        Some("abduction" | "hostage_taking") => 1,
        _ if has(&["bombing", "grenade"]) => 2,
        Some("explosion") => 3,
        _ if has(&["arson"]) => 4,
        Some("assault" | "killing") => 5,
        Some("battle") => 6,
        _ => 0,
    }
}

/// True where two phrases are about one: by the article's chains, by a name, or by their last word.
fn one(x: &RoleDigest, y: &RoleDigest) -> bool {
    let last = |r: &RoleDigest| r.text.split_whitespace().last().map(str::to_lowercase);
    x.chain.is_some() && x.chain == y.chain || x.name.is_some() && x.name == y.name || last(x) == last(y)
}

/// How many of the shorter sentence's words the other one has, in sixths.
fn share(a: &[u64], b: &[u64]) -> u32 {
    let shared = a.iter().filter(|w| b.binary_search(w).is_ok()).count();
    (shared * 6 / a.len().min(b.len()).max(1)) as u32
}

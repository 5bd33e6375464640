//! Decides which place each name means: what contains it, what else the article names, how large it is.
//!
//! Mentions of one name are one question, unless the text tells them apart ("Paris, Texas"). Each possible place gains
//! from the others' possible places that lie in its country, its division, or near it; a few rounds settle it.

use super::find::{Found, Wanted, container};
use super::inside::Bond;
use gazetteer::{Candidate, Class, Entry, NameForm};
use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeMap;

/// More possible places than this are not weighed; they come most populous first.
const MOST: usize = 48;
const ROUNDS: usize = 4;
/// From these people on all the world's news speaks of a city.
const METROPOLIS: u64 = 250_000;
/// A longer list than this tells no kind.
const MOST_LISTED: usize = 64;
/// What a place as good as ruled out would add is left out.
const LEAST: f32 = 1e-3;

/// The place chosen for a mention and how sure that is.
#[derive(Clone, Copy)]
pub(super) struct Choice {
    pub entry: Entry<'static>,
    pub form: NameForm,
    pub sure: f32,
    /// How much the rest of the article speaks for it.
    pub support: f32,
}

/// One question: the mentions of one name.
struct Question {
    mentions: Vec<usize>,
    candidates: Vec<Candidate<'static>>,
    prior: Vec<f32>,
    /// The one country that the sentences of its mentions name.
    named: Option<u8>,
    share: Vec<f32>,
    support: Vec<f32>,
    weight: f32,
}

/// What the article says of an area.
#[derive(Default)]
struct Masses {
    country: HashMap<u8, f32>,
    admin1: HashMap<u16, f32>,
    cell: HashMap<(i32, i32), f32>,
}

fn cell(e: Entry<'_>) -> (i32, i32) {
    (e.lat().floor() as i32, e.lon().floor() as i32)
}

fn is_spot(e: Entry<'_>) -> bool {
    matches!(e.class(), Class::City | Class::Quarter | Class::Admin2 | Class::Spot)
}

impl Masses {
    fn add(&mut self, e: Entry<'_>, m: f32) {
        if m < LEAST {
            return;
        }
        if let Some(c) = e.country_number() {
            *self.country.entry(c).or_default() += m;
        } else {
            let members = e.members();
            for &c in members {
                *self.country.entry(c).or_default() += m / members.len() as f32;
            }
        }
        if let Some(a) = e.admin1_number() {
            *self.admin1.entry(a).or_default() += m;
        }
        if is_spot(e) {
            *self.cell.entry(cell(e)).or_default() += m;
        }
    }

    fn around(&self, e: Entry<'_>) -> f32 {
        if self.cell.is_empty() {
            return 0.0;
        }
        let (y, x) = cell(e);
        (y - 1..=y + 1).flat_map(|y| (x - 1..=x + 1).map(move |x| (y, x))).filter_map(|c| self.cell.get(&c)).sum()
    }
}

/// Both may be countries, or divisions of one country: next to each other they are a list rather than one in the other.
fn peers(a: &Found, b: &Found) -> bool {
    let high = |f: &Found| -> Vec<Entry<'static>> {
        let all = f.candidates.iter().filter(|c| matches!(c.form, NameForm::Name | NameForm::Abbreviation));
        all.map(|c| c.entry).filter(|e| matches!(e.class(), Class::Admin1 | Class::Country)).collect()
    };
    let of_b = high(b);
    high(a).iter().any(|x| {
        of_b.iter().any(|y| x.class() == y.class() && (x.class() == Class::Country || x.country_number() == y.country_number()))
    })
}

/// For each find, the kind of place that the others of its list are, where at least two agree and none is of another.
fn kin(finds: &[Found], inside: &[Option<Entry<'static>>]) -> Vec<Option<Class>> {
    let likely = |f: &Found| {
        let best = f.candidates.iter().map(|c| (prior(c, &f.candidates, f.wanted), c.entry.class()));
        best.max_by(|a, b| a.0.total_cmp(&b.0)).map(|b| b.1)
    };
    let mut out = vec![None; finds.len()];
    let mut from = 0;
    while from < finds.len() {
        let mut to = from + 1;
        while to < finds.len() && (finds[to].after_comma || finds[to].after_and) {
            to += 1;
        }
        let listed: Vec<usize> = (from..to).filter(|&i| i == from || inside[i - 1].is_none()).collect();
        if listed.len() > 2 && listed.len() < MOST_LISTED {
            let classes: Vec<Option<Class>> = listed.iter().map(|&i| likely(&finds[i])).collect();
            for (n, &i) in listed.iter().enumerate() {
                for class in [Class::City, Class::Admin1, Class::Country] {
                    let others = classes.iter().enumerate().filter(|&(m, _)| m != n);
                    let (mut same, mut all) = (0, 0);
                    for (_, c) in others {
                        same += usize::from(*c == Some(class));
                        all += 1;
                    }
                    if same >= 2 && same * 3 >= all * 2 {
                        out[i] = Some(class);
                    }
                }
            }
        }
        from = to;
    }
    out
}

/// The country that a find names, with its adjective too.
fn country(f: &Found) -> Option<Entry<'static>> {
    f.candidates.iter().map(|c| c.entry).find(|e| e.class() == Class::Country)
}

/// True where a country bears the very name.
fn is_nation(f: &Found) -> bool {
    let named = |c: &Candidate| c.form == NameForm::Name && c.entry.name().len() == f.range.len();
    f.candidates.iter().any(|c| c.entry.class() == Class::Country && named(c))
}

/// The country that `outer` names, with its adjective too, if `entry` lies in it.
fn nation(entry: Entry<'static>, outer: &Found) -> Option<Entry<'static>> {
    let countries = outer.candidates.iter().map(|c| c.entry).filter(|e| e.class() == Class::Country);
    countries.into_iter().find(|&o| entry != o && entry.within(o))
}

fn overshadows(c: &Candidate<'_>) -> bool {
    c.entry.class() == Class::Country || (c.form == NameForm::Name && c.entry.population() > 100_000)
}

/// "Moscow Oblast" is called after the city, and seldom meant by "Moscow", whatever towns of it the article names.
fn called_after(division: Entry<'_>, c: &Candidate<'_>) -> bool {
    let city = c.entry;
    city.class() == Class::City
        && c.form == NameForm::Name
        && city.country_number() == division.country_number()
        && city.population() > 50_000
        && division.name().strip_prefix(city.name()).is_some_and(|rest| rest.starts_with([' ', '-']))
}

/// How likely a place is meant when nothing else is known.
fn prior(c: &Candidate<'_>, all: &[Candidate<'_>], wanted: Option<Wanted>) -> f32 {
    let e = c.entry;
    let w = super::weights();
    let people = (e.population() as f32 + 10.0).log10();
    let mut p = match e.class() {
        Class::City if e.is_capital() => 0.9 * people + w.capital,
        Class::City if e.is_seat() => 0.9 * people + 0.3,
        Class::City => 0.9 * people,
        Class::Quarter => 0.9 * people - 1.0,
        Class::Spot => 0.5,
        Class::Admin2 if c.form == NameForm::Name && e.name().contains(' ') => 3.0 + 0.3 * people,
        Class::Admin2 => 1.0 + 0.3 * people,
        Class::Admin1 => {
            let city = |o: &&Candidate| o.entry.class() == Class::City;
            let seat = all.iter().any(|o| o.entry.class() == Class::City && o.entry.within(e) && o.entry.population() > 50_000);
            // A little known division is hardly meant where a great city elsewhere bears the name.
            let greater = |o: &&Candidate| {
                o.form == NameForm::Name && o.entry.population() > METROPOLIS.max(e.population()) && !o.entry.within(e)
            };
            let outdone = wanted != Some(Wanted::Division) && all.iter().filter(city).any(|o| greater(&o));
            // "In Gao" is in the town rather than anywhere in the region that is called after it.
            let own = wanted != Some(Wanted::Division)
                && all.iter().filter(city).any(|o| {
                    o.entry.within(e) && o.entry.is_seat() && o.entry.name() == e.name() && o.entry.population() > 15_000
                });
            w.division + 0.2 * people
                - if seat { 2.2 } else { 0.0 }
                - if outdone { 2.5 } else { 0.0 }
                - if own { 1.6 } else { 0.0 }
        }
        Class::Country => w.nation + 0.2 * people,
        Class::Region => 9.0,
    };
    if e.class() == Class::City && c.form == NameForm::Name && e.population() > METROPOLIS && !e.is_capital() {
        p += w.metropolis;
    }
    if e.is_noted() {
        p += 2.2;
    }
    match c.form {
        // Another name of a town is hardly meant where it is the very name of a country or a large city.
        NameForm::Other if e.class() < Class::Country && all.iter().any(overshadows) => p -= 3.0,
        NameForm::Other if e.class() < Class::Country => p -= 0.8,
        NameForm::Trailing => p += 1.0,
        _ => {}
    }
    // "Italy" and "China" are towns of Texas too, and next to nobody speaks of them.
    let nation =
        |o: &Candidate| o.entry.class() == Class::Country && o.form == NameForm::Name && o.entry.population() > GREAT_NATION;
    if e.class() < Class::Admin1 && all.iter().any(nation) {
        p -= 4.0;
    }
    let division = matches!(e.class(), Class::Admin1 | Class::Admin2);
    if division && wanted != Some(Wanted::Division) && all.iter().any(|o| called_after(e, o)) {
        p -= 6.0;
    }
    match wanted {
        Some(Wanted::Division) if division => p += 3.0,
        Some(Wanted::City) if e.class() == Class::City => p += 2.0,
        Some(Wanted::City) if e.class() == Class::Country => p -= 1.0,
        _ => {}
    }
    p
}

/// Nations of more people than this are meant by their names nearly always.
const GREAT_NATION: u64 = 9_000_000;

/// For each find the one country that its sentence names besides; `sentences` are those of the finds, in order.
fn named(finds: &[Found], sentences: &[usize]) -> Vec<Option<u8>> {
    // "Georgia" and "Lebanon" may be elsewhere.
    let number = |j: usize| {
        let sure = |c: &&Candidate<'_>| {
            let great = c.form == NameForm::Name && c.entry.population() > GREAT_NATION;
            c.entry.class() == Class::Country && (great || c.form == NameForm::Adjective)
        };
        finds[j].candidates.iter().find(sure)?.entry.country_number()
    };
    let of = |i: usize| {
        let from = sentences.partition_point(|&s| s < sentences[i]);
        let here = (from..finds.len()).take(MOST_LISTED).take_while(|&j| sentences[j] == sentences[i]);
        let mut others = here.filter(|&j| j != i).filter_map(number);
        let first = others.next()?;
        others.all(|c| c == first).then_some(first)
    };
    (0..finds.len()).map(of).collect()
}

/// Chooses for each find; `home` are countries that the publisher speaks for.
pub(super) fn resolve(finds: &[Found], sentences: &[usize], keys: &[String], home: &BTreeMap<u8, f32>) -> Vec<Option<Choice>> {
    // What the text itself puts inside what.
    let mut inside: Vec<Option<Entry<'static>>> = vec![None; finds.len()];
    let mut holds: Vec<Option<Entry<'static>>> = vec![None; finds.len()];
    // The country that a place is said to lie in, where the gazetteer has none of its name there.
    let mut lacking: Vec<Option<Entry<'static>>> = vec![None; finds.len()];
    let mut strict = vec![false; finds.len()];
    for i in 1..finds.len() {
        match finds[i].bond {
            Bond::Within => {
                inside[i] = finds[i].candidates.iter().find_map(|c| nation(c.entry, &finds[i - 1]));
                // "Orle county's Sarn township"
                if inside[i].is_none() && !finds[i - 1].is_adjective() {
                    inside[i] = finds[i].candidates.iter().find_map(|c| container(c.entry, &finds[i - 1].candidates));
                }
                // "the Norlandic town of X": no X of Westland.
                if inside[i].is_none() && finds[i - 1].is_adjective() && finds[i].wanted == Some(Wanted::City) {
                    lacking[i] = country(&finds[i - 1]);
                    strict[i] = true;
                }
                holds[i - 1] = holds[i - 1].or(inside[i]);
                continue;
            }
            Bond::Holds if !finds[i - 1].is_adjective() && !is_nation(&finds[i - 1]) => {
                // "X, in Norland's Y province": in Y rather than anywhere in Norland.
                let finer = finds.get(i + 1).filter(|n| n.bond == Bond::Within).map(|_| i + 1);
                // "X, in the Y department of Norland": in Norland where Y is not known.
                let wider = finds.get(i + 1).filter(|n| n.bond == Bond::Holds).map(|_| i + 1);
                let told = finer.into_iter().chain([i]).chain(wider).find_map(|j| {
                    let outer = finds[i - 1].candidates.iter().find_map(|c| container(c.entry, &finds[j].candidates))?;
                    Some((j, outer))
                });
                if let Some((j, outer)) = told {
                    inside[i - 1] = Some(outer);
                    holds[j] = Some(outer);
                } else {
                    lacking[i - 1] = [Some(i), finer, wider].into_iter().flatten().find_map(|j| country(&finds[j]));
                }
                continue;
            }
            _ => {}
        }
        if !finds[i].after_comma || finds[i].is_adjective() || finds[i - 1].is_adjective() {
            continue;
        }
        // "Ohio, Indiana and Texas" and "Paris, London, Rome" are lists: a container is followed by neither.
        let great = finds[i - 1].candidates.iter().any(|c| matches!(c.entry.class(), Class::Country | Class::Region));
        let trailing = finds[i].candidates.iter().any(|c| c.form == NameForm::Trailing);
        let listed = finds
            .get(i + 1)
            .is_some_and(|n| n.after_comma && finds[i].candidates.iter().all(|c| container(c.entry, &n.candidates).is_none()));
        let linked = finds.get(i + 1).is_some_and(|n| n.after_comma || n.after_and)
            || ((finds[i - 1].after_comma || finds[i - 1].after_and)
                && inside.get(i.wrapping_sub(2)).is_some_and(Option::is_none));
        if !trailing && linked && peers(&finds[i - 1], &finds[i]) {
            continue;
        }
        if (great && !trailing && listed) || (listed && finds[i - 1].after_comma && inside[i - 1].is_none()) {
            continue;
        }
        let outer = finds[i - 1].candidates.iter().filter_map(|c| container(c.entry, &finds[i].candidates)).next();
        inside[i - 1] = outer.or(inside[i - 1]);
        holds[i] = outer;
    }

    // Questions: by name, and by container where one is told. A name told once is told for all.
    let mut told: HashMap<&str, Entry<'static>> = HashMap::default();
    for i in 0..finds.len() {
        if let Some(outer) = inside[i] {
            told.entry(&keys[i]).or_insert(outer);
        }
    }
    let mut groups: BTreeMap<(&str, u32), Vec<usize>> = BTreeMap::new();
    for i in 0..finds.len() {
        let outer = inside[i].or_else(|| told.get(keys[i].as_str()).copied());
        groups.entry((&keys[i], outer.map_or(u32::MAX, |o| o.number()))).or_default().push(i);
    }
    let kin = kin(finds, &inside);
    let named = named(finds, sentences);
    let mut questions: Vec<Question> = Vec::new();
    for mentions in groups.into_values() {
        let outer = mentions.iter().find_map(|&i| inside[i]).or_else(|| told.get(keys[mentions[0]].as_str()).copied());
        let wanted = mentions.iter().find_map(|&i| finds[i].wanted);
        let listed = mentions.iter().find_map(|&i| kin[i]);
        let held = mentions.iter().find_map(|&i| holds[i]);
        let mut candidates = finds[mentions[0]].candidates.clone();
        let torn = candidates.iter().any(|c| matches!(c.entry.class(), Class::Admin1 | Class::Country));
        if let Some(outer) = outer {
            let fits: Vec<_> = candidates.iter().copied().filter(|c| c.entry.within(outer)).collect();
            if !fits.is_empty() {
                candidates = fits;
            }
        }
        let mut scored: Vec<(f32, Candidate<'static>)> = candidates
            .iter()
            .map(|c| {
                let mut bonus = if held == Some(c.entry) { 4.0 } else { 0.0 };
                if listed.is_some_and(|k| k == c.entry.class() && (k > Class::Admin2 || torn)) {
                    bonus += super::weights().kin;
                }
                (prior(c, &candidates, wanted) + bonus, *c)
            })
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.entry.number().cmp(&b.1.entry.number())));
        scored.truncate(MOST);
        let strength = mentions.iter().map(|&i| finds[i].strength).fold(f32::MIN, f32::max);
        let sure = (strength / 2.0).clamp(0.1, 1.0);
        let n = scored.len();
        questions.push(Question {
            // All the world speaks of Cairo and of Norway.
            named: if scored.iter().any(|s| s.1.entry.is_capital() || s.1.entry.class() >= Class::Country) {
                None
            } else {
                mentions.iter().find_map(|&i| named[i])
            },
            weight: sure * (1.0 + (mentions.len() as f32).ln()).min(3.0),
            mentions,
            prior: scored.iter().map(|s| s.0).collect(),
            candidates: scored.into_iter().map(|s| s.1).collect(),
            share: vec![0.0; n],
            support: vec![0.0; n],
        });
    }
    settle(&mut questions, home);

    let mut out = vec![None; finds.len()];
    for q in &questions {
        let best = (0..q.candidates.len()).max_by(|&a, &b| q.share[a].total_cmp(&q.share[b]).then(b.cmp(&a)));
        for &i in &q.mentions {
            // "X, in Norland" is no X of Westland, unless all the world knows that one.
            let best = best.filter(|&b| {
                let c = &q.candidates[b];
                let known = c.entry.is_capital() || c.form != NameForm::Other && c.entry.population() > 100_000;
                lacking[i]
                    .is_none_or(|country| known && !strict[i] || c.entry.class() > Class::Admin2 || c.entry.within(country))
            });
            out[i] = best.map(|b| Choice {
                entry: q.candidates[b].entry,
                form: q.candidates[b].form,
                sure: q.share[b],
                support: q.support[b],
            });
        }
    }
    out
}

/// Weighs the possible places of all questions against each other.
fn settle(questions: &mut [Question], home: &BTreeMap<u8, f32>) {
    let w = super::weights();
    for round in 0..=ROUNDS {
        let mut masses = Masses::default();
        for (&c, &weight) in home {
            *masses.country.entry(c).or_default() += w.home * weight;
        }
        if round > 0 {
            for q in questions.iter() {
                for (c, &p) in q.candidates.iter().zip(&q.share) {
                    masses.add(c.entry, p * q.weight);
                }
            }
        }
        for q in questions.iter_mut() {
            // What the question itself put in is taken out again.
            let mut own = Masses::default();
            if round > 0 {
                for (c, &p) in q.candidates.iter().zip(&q.share) {
                    own.add(c.entry, p * q.weight);
                }
            }
            for (i, c) in q.candidates.iter().enumerate() {
                let e = c.entry;
                let net = |all: f32, own: f32| (all - own).max(0.0);
                let country = e.country_number().map_or(0.0, |n| {
                    net(masses.country.get(&n).copied().unwrap_or(0.0), own.country.get(&n).copied().unwrap_or(0.0))
                });
                let admin1 = e.admin1_number().map_or(0.0, |n| {
                    net(masses.admin1.get(&n).copied().unwrap_or(0.0), own.admin1.get(&n).copied().unwrap_or(0.0))
                });
                let near = if is_spot(e) { net(masses.around(e), own.around(e)) } else { 0.0 };
                q.support[i] = w.country * country.ln_1p() + w.admin1 * admin1.ln_1p() + w.near * near.ln_1p();
            }
            let told = |e: Entry<'_>| q.named.is_some() && e.country_number() == q.named;
            let named = |i: usize| if told(q.candidates[i].entry) { w.named } else { 0.0 };
            let score = |i: usize| (q.prior[i] + q.support[i] + named(i)) / w.heat;
            let top = (0..q.candidates.len()).map(score).fold(f32::MIN, f32::max);
            let all: f32 = (0..q.candidates.len()).map(|i| (score(i) - top).exp()).sum();
            let share: Vec<f32> = (0..q.candidates.len()).map(|i| (score(i) - top).exp() / all).collect();
            q.share = share;
        }
    }
}

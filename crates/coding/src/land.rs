//! In which country a happening was that tells no place, where the article tells of several countries: a choice among these.
//!
//! Background paragraphs name no place, for their readers know where the news is: "the minister died in a bombing in 2029". What
//! speaks for a country is how much of the article tells of it, what stands nearest, and where the news itself is. The weights
//! were fitted to the 853 reports of the Worldwide newswire and of PolNeAR's train half that do tell their place, with their
//! sentence hidden: by five folds of articles 0.64 of them got a country, and 0.90 of these their own.

use crate::Coder;
use crate::code::Draft;
use crate::codebook::Family;
use crate::find::Scene;
use crate::words::NONE;
use model::{Article, PlacePrecision, PlaceUse, Status, goes_elsewhere};

/// What speaks for a country: its share of the places told,
const SHARE: f32 = 0.38;
/// of those that only act or describe ("Norlandic troops"), where another is told as a place,
const SHARE_ACTING: f32 = -0.19;
/// and of both;
const SHARE_OF_ALL: f32 = 0.41;
/// how often it is told, as a logarithm;
const OFTEN: f32 = 0.68;
/// that the next place behind is there;
const BEHIND: f32 = 0.52;
/// that the two sentences before tell of it,
const NEAR: f32 = 0.42;
/// or of another one;
const NEAR_OTHER: f32 = -0.06;
/// that the last report with a place is there,
const LAST: f32 = 0.51;
/// and the first one of harm in the article;
const NEWS: f32 = 0.73;
/// that the headline tells of it: by hand, for the texts that the others were fitted to have none.
const HEADLINE: f32 = 0.16;
/// What speaks for none of them,
const NOWHERE: f32 = 0.69;
/// and for none that is recalled, besides.
const NOWHERE_RECALLED: f32 = 0.9;
/// How sure the choice must be.
const SURE: f32 = 0.75;
/// For what harms nobody, in an article that tells of one country.
const SURE_ALONE: f32 = 0.6;
/// Sentences that are near.
const SENTENCES: usize = 2;
/// No article tells of more countries than these that matter.
const COUNTRIES: usize = 24;

/// A mention of a place in a country.
struct Told {
    start: u32,
    /// Index of the country.
    land: usize,
    literal: bool,
}

/// What an article tells of countries.
struct Lands<'a> {
    codes: Vec<&'a str>,
    /// In the order of the text.
    told: Vec<Told>,
    /// For each country: how often it is told, and how often as a place.
    counts: Vec<(f32, f32)>,
    headline: Vec<bool>,
}

/// Gives reports of harm and of affairs that have neither a place nor a country the one of the article that they most likely
/// were in.
pub(crate) fn lands(coder: &Coder, scene: &Scene, article: &Article, drafts: &mut [Draft]) {
    let places = &scene.mentions.places;
    let wants = |d: &Draft| {
        let kind = coder.book.kinds[d.found.kind].kind.as_str();
        let street = d.place.place.and_then(|n| places.get(n as usize));
        let known = street.is_some_and(|p| p.lat.is_some() || p.country.is_some() || p.precision == PlacePrecision::Region);
        let real = !matches!(d.status, Status::Possible | Status::Threatened);
        let stays = !goes_elsewhere(kind) && d.family != Family::Statement && kind != "other" && !kind.starts_with("sport.");
        d.place.country.is_none() && !known && real && stays && !scene.everywhere(d)
    };
    if !drafts.iter().any(wants) {
        return;
    }
    let lands = Lands::of(scene, article);
    let chosen: Vec<Option<String>> = (0..drafts.len())
        .map(|i| {
            let d = Some(&drafts[i]).filter(|d| wants(d))?;
            let land = lands.choice(scene, drafts, i).filter(|land| lands.fits(scene, d, *land))?;
            // "its former Norlandic coach" is no place where a club was fined.
            if !d.family.harmful() && lands.counts[land].1 == 0.0 && lands.codes.len() > 1 {
                return None;
            }
            Some(lands.codes[land].to_string())
        })
        .collect();
    for (d, land) in drafts.iter_mut().zip(chosen).filter(|(_, land)| land.is_some()) {
        d.place.country = land;
    }
}

impl<'a> Lands<'a> {
    fn of(scene: &'a Scene, article: &Article) -> Lands<'a> {
        let headline = article.headline.as_deref().unwrap_or_default();
        let mut out = Lands { codes: Vec::new(), told: Vec::new(), counts: Vec::new(), headline: Vec::new() };
        for p in &scene.mentions.places {
            let Some(code) = p.country.as_deref() else { continue };
            let land = match out.codes.iter().position(|c| *c == code) {
                Some(land) => land,
                None if out.codes.len() >= COUNTRIES => continue,
                None => {
                    out.codes.push(code);
                    out.counts.push((0.0, 0.0));
                    out.headline.push(false);
                    out.codes.len() - 1
                }
            };
            let literal = matches!(p.usage, PlaceUse::Literal | PlaceUse::Dateline) && !scene.of_another_cause(p);
            out.counts[land].0 += 1.0;
            out.counts[land].1 += f32::from(literal);
            out.headline[land] |= headline.contains(&p.text);
            out.told.push(Told { start: p.range.start, land, literal });
        }
        out.told.sort_by_key(|t| t.start);
        out
    }

    /// The likeliest country of report `i`, if it is sure enough.
    fn choice(&self, scene: &Scene, drafts: &[Draft], i: usize) -> Option<usize> {
        let d = &drafts[i];
        let sentences = &scene.words.syntax.sentences;
        let range = sentences[d.sentence].range;
        let upto = self.told.partition_point(|t| t.start < range.start);
        let behind = self.told.partition_point(|t| t.start < range.end);
        let near = sentences[d.sentence.saturating_sub(SENTENCES)].range.start;
        let near = &self.told[self.told.partition_point(|t| t.start < near)..upto];
        let next = self.told[behind..].iter().find(|t| t.literal).map(|t| t.land);
        let land = |q: &Draft| {
            let code = scene.mentions.places.get(q.place.place? as usize)?.country.as_deref()?;
            self.codes.iter().position(|c| *c == code)
        };
        let last = drafts[..i].iter().rev().filter(|q| q.sentence < d.sentence).find_map(land);
        let news = drafts.iter().filter(|q| q.family.harmful() && q.sentence != d.sentence).find_map(land);
        let all: f32 = self.counts.iter().map(|c| c.0).sum();
        let literal: f32 = self.counts.iter().map(|c| c.1).sum();
        let part = |n: f32, of: f32| if of > 0.0 { n / of } else { 0.0 };
        let is = |x: bool, weight: f32| if x { weight } else { 0.0 };
        let score = |n: usize| {
            let (told, there) = self.counts[n];
            SHARE * part(there, literal)
                + SHARE_ACTING * part(told - there, all - literal)
                + SHARE_OF_ALL * part(told, all)
                + OFTEN * (1.0 + told).ln()
                + is(next == Some(n), BEHIND)
                + is(near.iter().any(|t| t.land == n), NEAR)
                + is(near.iter().any(|t| t.land != n), NEAR_OTHER)
                + is(last == Some(n), LAST)
                + is(news == Some(n), NEWS)
                + is(self.headline[n], HEADLINE)
        };
        let scores: Vec<f32> = (0..self.codes.len()).map(score).collect();
        let best = (0..scores.len()).reduce(|a, b| if scores[b] > scores[a] { b } else { a })?;
        let none = if d.background { NOWHERE + NOWHERE_RECALLED } else { NOWHERE };
        let sum: f32 = scores.iter().map(|s| s.exp()).sum::<f32>() + none.exp();
        let sure = if self.codes.len() == 1 && !d.family.harmful() { SURE_ALONE } else { SURE };
        (scores[best].exp() / sum >= sure).then_some(best)
    }

    /// True unless the report's sentence tells of places in another country and of none in this one.
    fn fits(&self, scene: &Scene, d: &Draft, land: usize) -> bool {
        let w = scene.words;
        let told = |i: usize| scene.mentions.places.get(w.place_of[i] as usize);
        let code = |i: usize| told(i).and_then(|p| p.country.as_deref());
        let here = w.sentence(d.found.anchor).any(|i| w.place_of[i] != NONE && code(i) == Some(self.codes[land]));
        here || w.sentence(d.found.anchor).all(|i| code(i).is_none() || told(i).is_some_and(|p| p.usage == PlaceUse::Metonym))
    }
}

impl Scene<'_> {
    /// "for spying for Norland", "against Norland", "flights to Norland": what it is about, and no place to be in.
    fn of_another_cause(&self, p: &model::Place) -> bool {
        let w = self.words;
        let at = w.syntax.token_at(p.range.start).min(w.tokens.len() - 1);
        let start = w.phrase(at).map_or(at, |q| q.start);
        let about =
            |i: usize| matches!(w.low(i), "for" | "against" | "about" | "than" | "like" | "with" | "toward" | "towards");
        start > 0 && (about(start - 1) || self.end_of_a_way(start))
    }

    /// True for what the sentence counts the world over: "861 reporters worldwide", "across the region".
    fn everywhere(&self, d: &Draft) -> bool {
        let w = self.words;
        let wide = |i: usize| {
            matches!(w.low(i), "worldwide" | "globally" | "elsewhere" | "abroad" | "overseas")
                || matches!(w.lemma(i), "world" | "globe" | "continent") && i > 0 && w.low(i - 1) == "the"
                || matches!(w.lemma(i), "country" | "nation" | "ruler" | "state")
                    && i > 0
                    && matches!(w.low(i - 1), "other" | "many" | "several" | "another" | "most" | "some")
        };
        w.sentence(d.found.anchor).any(wide)
    }
}

//! The town that an article tells of, for reports whose own sentences tell none: local news says "police" and "a home on
//! Elm Street" and names its town once, in the place line, in the headline or as that of the police.

use crate::Coder;
use crate::attach::Anchor;
use crate::code::Draft;
use crate::codebook::Family;
use crate::find::{Found, Scene};
use crate::sections::Sections;
use crate::words::NONE;
use model::{Article, Carried, Place, PlacePrecision, PlaceUse, ReportPlace, Status};
use rustc_hash::FxHashMap;

/// What the place line says for its town,
const LINE: f64 = 2.0;
/// the headline,
const HEADLINE: f64 = 2.0;
/// a mention as somebody's who looks after its safety ("Eastvale police"),
const FORCE: f64 = 1.5;
/// a mention as a place, in the first sentences
const EARLY: f64 = 1.0;
/// and below them;
const LATE: f64 = 0.4;
/// and the most that mentions of one sort say.
const MOST: f64 = 3.0;
/// So many mentions of other lands for each of its own make a town no home.
const ABROAD: usize = 2;
/// The first sentences.
const OPENING: usize = 6;
/// The least that makes a town the article's, without what its place line says,
const LEAST: f64 = 2.0;
/// the least where its place line says it or no other town is told,
const ALONE: f64 = 0.6;
/// and how many times the next town's it must be.
const CLEAR: f64 = 1.6;
/// Degrees of latitude or longitude between places that are one for this: a town and its suburb.
const NEAR: f64 = 0.4;

/// What is in the country that it is called after: a Norlandic prison, but no Norlandic base or bus.
const HOUSES: &[&str] = &[
    "prison",
    "jail",
    "court",
    "courtroom",
    "courthouse",
    "hospital",
    "clinic",
    "school",
    "college",
    "university",
    "village",
    "town",
    "city",
    "district",
    "province",
    "region",
    "port",
    "airport",
    "island",
    "coast",
    "hotel",
    "church",
    "mosque",
    "temple",
    "factory",
    "mine",
    "farm",
    "refinery",
    "dam",
    "stadium",
    "parliament",
    "beach",
    "highway",
    "road",
    "street",
    "forest",
    "mountain",
    "countryside",
    "soil",
    "territory",
    "resort",
    "suburb",
    "neighbourhood",
    "neighborhood",
    "desert",
    "jungle",
    "waters",
    "airspace",
    "side",
    "county",
    "capital",
];

/// What speaks for a town.
#[derive(Default)]
struct Votes {
    /// Index of its first mention in the article's places.
    first: u32,
    line: f64,
    headline: f64,
    force: f64,
    told: f64,
}

impl Votes {
    fn without_line(&self) -> f64 {
        self.headline + self.force.min(MOST) + self.told.min(MOST)
    }

    fn all(&self) -> f64 {
        self.line + self.without_line()
    }
}

/// Gives the article's town to its news of harm and of the police and courts that tells no place, or only a street that no
/// gazetteer has.
pub(crate) fn town(coder: &Coder, scene: &Scene, article: &Article, drafts: &mut [Draft]) {
    let wants = |d: &Draft| {
        let kind = coder.book.kinds[d.found.kind].kind.as_str();
        let police = d.family == Family::Justice || matches!(kind, "investigation" | "security");
        let real = matches!(d.status, Status::Happened | Status::Ongoing | Status::Alleged | Status::Failed);
        (d.family.harmful() || police) && real && !d.background && !d.natural && d.place.place.is_none()
    };
    if !drafts.iter().any(|d| wants(d) || d.place.place.is_some()) {
        return;
    }
    if !Sections::of(article, &scene.mentions.places).is_empty() {
        return;
    }
    let Some(n) = scene.town(article) else { return };
    let places = &scene.mentions.places;
    for d in drafts.iter_mut() {
        match d.place.place.map(|p| &places[p as usize]) {
            None if wants(d) && scene.nowhere_but(d, n) => d.place = ReportPlace::new(Some(n), Carried::Article),
            None => {}
            Some(p) if p.lat.is_none() && !d.background && scene.nowhere_but(d, n) && !scene.settlement(p) => {
                d.place.town = Some(n);
            }
            Some(p) if p.lat.is_none() => {}
            // "the Roseland neighborhood", "Loyola Hospital": one of the town's, whatever other towns are called.
            Some(p)
                if local(p)
                    && !near(p, &places[n as usize])
                    && !scene.settlement(p)
                    && (scene.institution(p) || scene.quarter(p)) =>
            {
                d.place = ReportPlace::new(Some(n), Carried::Article);
            }
            Some(_) => {}
        }
    }
}

impl Scene<'_> {
    /// Index of the first mention of the town that the article tells of, if there is one.
    fn town(&self, article: &Article) -> Option<u32> {
        let w = self.words;
        let places = &self.mentions.places;
        let line = article.dateline.as_ref().map(|l| l.range);
        let headline = article.headline.as_deref().unwrap_or_default();
        let opening = w.syntax.sentences.get(OPENING).map_or(u32::MAX, |s| s.range.start);
        let mut votes: FxHashMap<u32, Votes> = FxHashMap::default();
        let at = |p: &Place| w.syntax.token_at(p.range.start).min(w.tokens.len() - 1);
        for (n, p) in places.iter().enumerate() {
            let Some(id) = p.geonames.filter(|_| local(p) && !self.institution(p)) else { continue };
            let v = votes.entry(id).or_insert_with(|| Votes { first: n as u32, ..Votes::default() });
            if line.is_some_and(|l| p.range.overlaps(l)) {
                v.line = LINE;
            } else if self.force(p) {
                v.force += FORCE;
            } else if p.usage == PlaceUse::Literal && !self.comes_from(p) && !self.before_an_audience(at(p)) {
                // What may be no place at all says little.
                v.told += f64::from(p.score).sqrt() * if p.range.start < opening { EARLY } else { LATE };
            }
            if v.headline == 0.0 && names(headline, &p.text) {
                v.headline = HEADLINE;
            }
        }
        let mut ranked: Vec<&Votes> = votes.values().collect();
        ranked.sort_by(|a, b| b.all().total_cmp(&a.all()).then(a.first.cmp(&b.first)));
        let best = *ranked.first()?;
        let at = &places[best.first as usize];
        let rival = ranked[1..].iter().find(|v| !near(at, &places[v.first as usize]));
        let clear = rival.is_none_or(|r| best.all() >= CLEAR * r.all());
        // What speaks for its county or a suburb speaks for it.
        let beside = ranked.iter().filter(|v| near(at, &places[v.first as usize]));
        let around: f64 = beside.map(|v| v.without_line()).sum();
        let same = |p: &Place| p.country == at.country && (p.admin1.is_none() || p.admin1 == at.admin1);
        let least = match (best.line > 0.0, rival) {
            // All places of the text are the town's own or its region's: nothing else can be meant.
            (true, None) if places.iter().filter(|p| p.lat.is_some()).all(same) => 0.0,
            (true, _) | (false, None) => ALONE,
            (false, Some(_)) => LEAST,
        };
        // "announced in Norport" by those of another land, of which the rest of the article tells.
        let told = |p: &&Place| p.usage != PlaceUse::Metonym && p.country.is_some();
        let own = places.iter().filter(told).filter(|p| p.country == at.country).count();
        let abroad = places.iter().filter(told).filter(|p| p.country != at.country).count();
        let at_home = best.line > 0.0 || best.headline > 0.0 || best.force > 0.0 || abroad <= ABROAD * own;
        (clear && at_home && around >= least).then_some(best.first)
    }

    /// True for the name of a hospital or a school that begins with that of a town.
    fn institution(&self, p: &Place) -> bool {
        let w = self.words;
        let n = w.name_of[w.syntax.token_at(p.range.start).min(w.tokens.len() - 1)];
        self.mentions.names.get(n as usize).is_some_and(|name| {
            let last = name.text.rsplit(' ').next().unwrap_or("");
            name.range.contains(p.range) && name.range != p.range && self.lexicon.has("building", &last.to_lowercase())
        })
    }

    /// The token behind the place.
    fn token_behind(&self, p: &Place) -> usize {
        self.words.syntax.token_at(p.range.end.saturating_sub(1)) + 1
    }

    /// The place if it is a village or a town that no gazetteer has.
    pub fn unknown_settlement(&self, n: u32) -> Option<u32> {
        let w = self.words;
        let p = self.mentions.places.get(n as usize)?;
        let unknown = p.lat.is_none() && p.precision == PlacePrecision::Unknown && p.usage == PlaceUse::Literal;
        let at = w.syntax.token_at(p.range.start).min(w.tokens.len() - 1);
        let there = at.checked_sub(1).is_some_and(|i| matches!(w.low(i), "in" | "near" | "at" | "outside" | "around"));
        let built = p.text.split(' ').any(|x| self.lexicon.has("building", &x.to_lowercase()));
        let plain = there && !built && p.text.split(' ').count() <= 2 && !p.text.bytes().any(|b| b.is_ascii_digit());
        (unknown && (self.settlement(p) || plain)).then_some(n)
    }

    /// True for "Orle district", "Orle province": what lies around the town of that name.
    pub fn a_district(&self, n: u32) -> bool {
        let w = self.words;
        let next = self.token_behind(&self.mentions.places[n as usize]);
        let area = |i: usize| {
            matches!(w.low(i), "district" | "province" | "region" | "governorate" | "department" | "oblast" | "municipality")
                || matches!(
                    w.low(i),
                    "county" | "prefecture" | "territory" | "zone" | "state" | "township" | "cercle" | "commune"
                )
        };
        next < w.tokens.len() && area(next)
    }

    /// True for "the village of Dunmere", "Dunmere village", "the Dunmere camp": a town of its own.
    fn settlement(&self, p: &Place) -> bool {
        let w = self.words;
        let at = w.syntax.token_at(p.range.start).min(w.tokens.len() - 1);
        let called = |i: usize| {
            matches!(
                w.lemma(i),
                "village"
                    | "town"
                    | "hamlet"
                    | "settlement"
                    | "municipality"
                    | "camp"
                    | "township"
                    | "island"
                    | "city"
                    | "kibbutz"
            )
        };
        let edge = |i: usize| matches!(w.lemma(i), "outskirt" | "outskirts" | "suburb" | "edge" | "centre" | "center" | "port");
        let of = at >= 2 && w.low(at - 1) == "of" && (called(at - 2) || edge(at - 2));
        let behind = self.token_behind(p);
        of || (behind..w.tokens.len().min(behind + 2)).any(called)
    }

    /// True for a country in what calls a house or a settlement of it: "in a notorious Norlandic prison".
    pub fn house_of_a_land(&self, t: usize) -> bool {
        let w = self.words;
        let Some(p) = w.phrase(t).filter(|p| t < p.head) else { return false };
        let told = self.mentions.places.get(w.place_of[t] as usize);
        let country = told.is_some_and(|q| q.precision == PlacePrecision::Country && q.country.is_some());
        let prep = p.start.checked_sub(1).map_or("", |i| w.low(i));
        let there = matches!(prep, "in" | "at" | "inside" | "near" | "outside" | "on" | "off" | "from" | "across");
        country && there && HOUSES.contains(&w.lemma(p.head)) && w.name_of[p.head] == NONE
    }

    /// "outside the Norlandic embassy": it stands anywhere but in Norland.
    pub fn of_an_embassy(&self, t: usize) -> bool {
        let w = self.words;
        let land = self.mentions.places.get(w.place_of[t] as usize).is_some_and(|q| q.precision == PlacePrecision::Country);
        let head = w.phrase(t).map(|p| p.head).filter(|&h| t < h);
        land && head.is_some_and(|h| matches!(w.low(h), "embassy" | "embassies" | "consulate" | "consulates" | "legation"))
    }

    /// "near the border of Norland", "on its border with Norland": on which side nobody says.
    pub fn across_the_border(&self, start: usize) -> bool {
        let w = self.words;
        let of = start.checked_sub(2).filter(|_| matches!(w.low(start - 1), "of" | "with"));
        of.is_some_and(|i| matches!(w.lemma(i), "border" | "frontier"))
    }

    /// "in what Norland called a shootout", "Norland and Tarvik agreed on it at a meeting": a country that speaks or acts is not
    /// where it speaks of.
    pub fn says_itself(&self, f: &Found, t: usize) -> bool {
        let w = self.words;
        let t = w.phrase(t).map(|p| p.head).filter(|&h| w.place_of[h] == w.place_of[t]).unwrap_or(t);
        let listed = w.governor(t).filter(|_| w.relation(t) == "conj").unwrap_or(t);
        let verb = w.governor(listed).filter(|_| w.relation(listed) == "nsubj");
        let Some(v) = verb.filter(|&v| w.is_verb(v) && !(f.first..f.end).contains(&v)) else { return false };
        let speaks =
            self.lexicon.has("speech", w.lemma(v)) || matches!(w.lemma(v), "describe" | "call" | "consider" | "regard");
        // "Norland has seen its worst floods": it is there.
        let undergoes = matches!(w.lemma(v), "see" | "suffer" | "experience" | "witness" | "face" | "be" | "have" | "endure")
            || matches!(w.lemma(v), "brace" | "reel" | "remain" | "become" | "mark" | "mourn" | "wake" | "descend" | "slide")
            || matches!(w.lemma(v), "record" | "report" | "battle" | "grapple" | "struggle" | "recover" | "go" | "vote");
        let state =
            |i: usize| self.mentions.places.get(w.place_of[i] as usize).is_some_and(|p| p.precision == PlacePrecision::Country);
        let several = listed != t || w.below(t).any(|i| w.relation(i) == "conj" && state(i));
        // "Norland took part in a summit in Tarvik", "Norland boycotted the talks"
        let takes_part = matches!(w.lemma(v), "attend" | "participate" | "join" | "boycott" | "skip" | "shun")
            || w.lemma(v) == "take" && w.below(v).any(|i| w.low(i) == "part");
        speaks || state(t) && (takes_part || several && !undergoes)
    }

    /// "the leaders of Norland and Tarvik": whose they are, and not where they are.
    pub fn of_rulers(&self, t: usize) -> bool {
        let w = self.words;
        let t = w.phrase(t).map(|p| p.head).filter(|&h| w.place_of[h] == w.place_of[t]).unwrap_or(t);
        let first = w.governor(t).filter(|_| w.relation(t) == "conj").unwrap_or(t);
        let ruler = |i: usize| {
            matches!(w.lemma(i), "leader" | "president" | "government" | "minister" | "ministry" | "ambassador" | "parliament")
                || matches!(
                    w.lemma(i),
                    "king" | "premier" | "envoy" | "delegation" | "official" | "authority" | "representative"
                )
        };
        let of = w.below(first).any(|i| w.relation(i) == "case" && w.low(i) == "of");
        let state = self.mentions.places[w.place_of[t] as usize].precision == PlacePrecision::Country;
        state && of && w.governor(first).is_some_and(ruler)
    }

    /// "this Baltic capital", "a Mediterranean port city": by which sea it lies.
    pub fn by_the_sea(&self, t: usize) -> bool {
        let w = self.words;
        let sea = self.mentions.places.get(w.place_of[t] as usize);
        let sea = sea.is_some_and(|p| p.precision == PlacePrecision::Region && p.country.is_none());
        let land =
            |i: usize| matches!(w.lemma(i), "capital" | "nation" | "state" | "country" | "republic" | "city" | "town" | "port");
        sea && w.phrase(t).is_some_and(|p| t < p.head && w.tag(p.head) == "NN" && land(p.head))
    }

    /// "Two brothers, who were held in Tarvik, are to stand trial": a place in a clause with a report of its own.
    pub fn of_a_clause_told(&self, f: &Found, others: &[Anchor], t: usize) -> bool {
        let w = self.words;
        let clause = w.above(t, 12).find(|&i| w.relation(i) == "acl:relcl").filter(|_| t < f.first);
        clause.is_some_and(|c| {
            let told = others.iter().any(|o| o.at != f.anchor && !o.harmful && w.above(o.at, 8).any(|i| i == c));
            told && !w.above(f.anchor, 16).any(|i| i == c) && w.governor(c).is_none_or(|n| !(f.first..f.end).contains(&n))
        })
    }

    /// "the Norland-Tarvik summit", "Norland peace talks": a country that calls those who meet.
    pub fn parley_of(&self, f: &Found, t: usize) -> bool {
        let w = self.words;
        let inside = t < f.anchor && w.phrase(f.anchor).is_some_and(|p| p.start <= t);
        inside
            && (matches!(w.lemma(f.anchor), "summit" | "talk" | "talks" | "meeting" | "conference" | "dialogue" | "treaty")
                || matches!(
                    w.lemma(f.anchor),
                    "negotiation" | "agreement" | "deal" | "accord" | "pact" | "truce" | "ceasefire"
                ))
    }

    /// True for "the Roseland neighborhood".
    fn quarter(&self, p: &Place) -> bool {
        let w = self.words;
        let next = self.token_behind(p);
        next < w.tokens.len() && matches!(w.low(next), "neighborhood" | "neighbourhood" | "subdivision" | "section" | "quarter")
    }

    /// True for "Eastvale police", "the Oakvale County Sheriff's Office", "Eastvale's mayor".
    fn force(&self, p: &Place) -> bool {
        let w = self.words;
        let next = self.token_behind(p);
        (next..w.tokens.len().min(next + 3)).any(|i| {
            matches!(
                w.low(i),
                "police" | "sheriff" | "deputies" | "officers" | "detectives" | "firefighters" | "fire" | "mayor" | "coroner"
            )
        })
    }

    /// True for "of Eastvale" behind a person: where somebody lives; and for a town many miles off.
    fn comes_from(&self, p: &Place) -> bool {
        let w = self.words;
        let at = w.syntax.token_at(p.range.start);
        let before = at.checked_sub(1).map_or("", |j| w.low(j));
        matches!(before, "from" | "to") || self.residence(at) || self.birthplace(at) || self.measured_from(at)
    }

    /// True if the report's sentence names no place far from place `n`.
    fn nowhere_but(&self, d: &Draft, n: u32) -> bool {
        let w = self.words;
        let places = &self.mentions.places;
        let home = &places[n as usize];
        w.sentence(d.found.anchor).all(|i| {
            let Some(p) = places.get(w.place_of[i] as usize).filter(|_| w.place_of[i] != NONE) else { return true };
            let within = p.country == home.country && (p.admin1.is_none() || p.admin1 == home.admin1);
            p.lat.is_none() || near(p, home) || within && !local(p)
        })
    }
}

/// True for towns and their parts, with coordinates.
fn local(p: &Place) -> bool {
    p.lat.is_some() && matches!(p.precision, PlacePrecision::City | PlacePrecision::Neighborhood | PlacePrecision::Admin2)
}

fn near(a: &Place, b: &Place) -> bool {
    let apart = |x: Option<f64>, y: Option<f64>| x.zip(y).is_some_and(|(x, y)| (x - y).abs() <= NEAR);
    apart(a.lat, b.lat) && apart(a.lon, b.lon)
}

/// True if the headline has the name as words.
fn names(headline: &str, name: &str) -> bool {
    let (line, name) = (headline.to_lowercase(), name.to_lowercase());
    line.match_indices(&name).any(|(at, _)| {
        let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        edge(line[..at].chars().next_back()) && edge(line[at + name.len()..].chars().next())
    })
}

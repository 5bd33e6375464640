//! Where a happening was whose sentence tells no place: the country of those who take part, or of the whole article.
//!
//! "The foreign ministry of Norland warned on Monday" was said by Norland, wherever its spokesman stood, and in an article of which
//! nearly every place lies in Norland an arrest was made there. Both are less than a place that is told, so the report says
//! how its place was come by, and only a country is given: by a mention of it, or by its code where the article that tells of
//! three towns of Norland does not say in which country they are.

use crate::Coder;
use crate::code::Draft;
use crate::codebook::Family;
use crate::find::{Found, Scene};
use crate::home::{home_in, led_by, led_by_surname, of_money};
use crate::words::{NONE, Phrase};
use model::countries::part_of as part;
use model::{Article, Carried, NameKind, PlacePrecision, PlaceUse, ReportPlace, RoleKind, goes_elsewhere};
use rustc_hash::FxHashMap;

/// Least mentions of places for an article to have a country,
const PLACES: usize = 4;
/// and which share of them lies in it, where the place line lies in it too
const SHARE_AT_HOME: f64 = 0.5;
/// and where there is none.
const SHARE: f64 = 0.75;
/// Fewer are enough where all of them lie in one country.
const FEW_PLACES: usize = 2;
/// Sentences in which one body is enough to tell the country of an article that tells no place.
const OPENING: usize = 6;
/// What is less surely a place than this says nothing of the article's country.
const SURE: f32 = 0.4;

/// Words for those who receive others,
const HOSTS: &[&str] = &["leader", "president", "king", "queen", "emir", "sultan", "chancellor", "premier", "pope", "prime"];
/// and for those who are received.
const GUESTS: &[&str] = &["minister", "secretary", "envoy", "ambassador", "delegation", "adviser", "advisor", "deputy", "vice"];

/// Words before the family name of one who leads a country.
const TITLES: &[&str] = &["president", "prime", "minister", "premier", "king", "queen", "chancellor", "emir", "sultan", "pm"];
/// Bodies and officers of a town or a province that bear its name.
const LOCAL: &[&str] = &[
    "court",
    "tribunal",
    "prosecutor",
    "prosecutors",
    "police",
    "council",
    "university",
    "exchange",
    "corporation",
    "authority",
    "authorities",
    "governor",
    "mayor",
    "municipality",
    "assembly",
    "government",
    "department",
    "administration",
    "chamber",
    "legislature",
    "senate",
    "magistrate",
    "commission",
    "office",
];

/// Those who rule a country and keep its law.
const GOVERNS: &[&str] =
    &["army", "military", "navy", "parliament", "lawmakers", "cabinet", "ministry", "judiciary", "union", "unions"];

/// Countries of an article and of the people in it, as indexes into its places.
struct Homes<'a> {
    /// The country that the article tells of,
    article: Option<u32>,
    /// its code, whether or not the article names it,
    land: Option<&'a str>,
    /// and whether no place of another one is told.
    alone: bool,
    /// Whether it was written in the country.
    written: bool,
    /// By the last word of a person's name, the country that some mention of the name tells; `NONE` where two are told.
    people: FxHashMap<&'a str, u32>,
}

/// Gives a country to reports that have no place.
pub(crate) fn countries(coder: &Coder, scene: &Scene, article: &Article, drafts: &mut [Draft]) {
    let homes = scene.homes(article);
    // "Norland confirmed its first case, in a woman who had come from Tarvik"
    for d in drafts.iter_mut().filter(|d| coder.book.kinds[d.found.kind].kind == "disease" && d.place.from == Carried::Stated) {
        if let Some(n) = scene.state_that_finds(d) {
            d.place = ReportPlace::new(Some(n), Carried::Parties);
        }
    }
    for d in drafts.iter_mut().filter(|d| d.place.place.is_none()) {
        let kind = coder.book.kinds[d.found.kind].kind.as_str();
        let away = goes_elsewhere(kind);
        let ours = matches!(d.family, Family::Statement | Family::Affairs | Family::Justice);
        let guards = kind == "battle.air_defence";
        let own = match ours || guards {
            true if guards => {
                scene.of(&homes, d, &[RoleKind::Actor]).ok().flatten().or_else(|| scene.body_that_tells(&homes, d))
            }
            // "Norland's inflation rose"
            true if kind == "economy" && d.found.role(RoleKind::Actor).is_none() => {
                scene.of(&homes, d, &[RoleKind::Target]).ok().flatten().or_else(|| scene.who_tells(&homes, d))
            }
            true if !away => scene.parties(&homes, d).or_else(|| scene.who_tells(&homes, d)),
            // Aid is given where those are who get it.
            true if kind == "aid" => scene.of(&homes, d, &[RoleKind::Recipient]).ok().flatten(),
            true if kind == "meeting" => scene.host(&homes, d).or_else(|| scene.received(&homes, d)),
            false if !away => scene.police_of(&homes, d).or_else(|| scene.who_counts(&homes, kind, d)),
            _ => None,
        };
        let own = scene.polled(kind, d).or(own);
        let around = || homes.article.filter(|&n| ours && (!away || homes.written) && scene.nowhere_else(d, n));
        d.place = match own {
            Some(n) => ReportPlace::new(Some(n), Carried::Parties),
            None => match around() {
                Some(n) => ReportPlace::new(Some(n), Carried::Article),
                None => continue,
            },
        };
    }
    for d in drafts.iter_mut() {
        if let Some(country) = scene.around_the_street(d) {
            d.place.country = Some(country.to_string());
        }
    }
    for d in drafts.iter_mut().filter(|d| d.place.place.is_none() && d.place.country.is_none()) {
        let kind = coder.book.kinds[d.found.kind].kind.as_str();
        let acts = || scene.body_that_acts(d).filter(|_| !goes_elsewhere(kind));
        if let Some(country) = acts().or_else(|| scene.host_by_name(d)) {
            d.place.country = Some(country.to_string());
        }
    }
    for d in drafts
        .iter_mut()
        .filter(|d| d.place.country.is_none() && homes.land.is_some() && scene.lies_in_the_land(coder, &homes, d))
    {
        d.place.country = homes.land.map(String::from);
    }
    for d in drafts.iter_mut().filter(|d| !d.family.harmful() && d.place.place.is_none()) {
        let kind = coder.book.kinds[d.found.kind].kind.as_str();
        let away = goes_elsewhere(kind) && !matches!(kind, "meeting" | "agreement");
        if let Some(n) = scene.house_that_acts(d).filter(|_| !away) {
            d.place = ReportPlace::new(Some(n), Carried::Parties);
        }
    }
    for d in drafts.iter_mut().filter(|d| d.place.place.is_none() && d.place.country.is_none()) {
        if let Some(country) = scene.capital_that_acts(d) {
            d.place.country = Some(country.to_string());
        }
    }
    for d in drafts.iter_mut().filter(|d| d.place.country.is_none()) {
        d.place.country = scene.shore(&homes, d).map(String::from);
    }
    in_one_sentence(coder, scene, drafts);
    // "Norland's shares fell. The index lost 9 percent."
    for i in 1..drafts.len() {
        let (before, rest) = drafts.split_at_mut(i);
        let (q, d) = (&before[i - 1], &mut rest[0]);
        let goes_on = q.found.kind == d.found.kind && q.status == d.status && q.background == d.background;
        let nowhere = d.place.place.is_none() && d.place.country.is_none();
        let by_parties = q.place.from == Carried::Parties && nowhere && d.family == Family::Affairs;
        if goes_on && by_parties && d.sentence - q.sentence <= 1 && !d.apart {
            d.place = ReportPlace::new(q.place.place, Carried::Context);
        }
    }
}

/// "Norland has arrested a man for the murder of two nurses": what a sentence tells of police, courts and harm is in one
/// country, where it names no other.
fn in_one_sentence(coder: &Coder, scene: &Scene, drafts: &mut [Draft]) {
    let lends = |d: &Draft| d.family == Family::Justice || d.family.harmful();
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let kind = coder.book.kinds[d.found.kind].kind.as_str();
        if d.place.place.is_some() || d.place.country.is_some() || d.natural || !lends(d) || goes_elsewhere(kind) {
            continue;
        }
        let mut beside =
            drafts.iter().filter(|q| q.sentence == d.sentence && lends(q) && !q.apart && q.background <= d.background);
        let land = beside.find_map(|q| q.place.country.clone().or_else(|| scene.country(q.place.place?).map(String::from)));
        let w = scene.words;
        let alone = |c: &String| w.sentence(d.found.anchor).all(|t| !scene.abroad(Some(c), t));
        drafts[i].place.country = land.filter(alone);
    }
}

/// The state that a territory is part of.
fn part_of(code: Option<&str>) -> Option<&str> {
    code.and_then(part)
}

impl Scene<'_> {
    fn country(&self, n: u32) -> Option<&str> {
        self.mentions.places.get(n as usize)?.country.as_deref()
    }

    fn homes(&self, article: &Article) -> Homes<'_> {
        let w = self.words;
        let places = &self.mentions.places;
        let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
        let line = article.dateline.as_ref().map(|l| l.range);
        let mut all = 0;
        for country in places.iter().filter_map(|p| p.country.as_deref()) {
            *counts.entry(country).or_default() += 1;
            all += 1;
        }
        let most = counts.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)));
        let written = places.iter().find(|p| line.is_some_and(|l| p.range.overlaps(l))).and_then(|p| p.country.as_deref());
        let share = |c: &str| match written {
            Some(line) if line == c => SHARE_AT_HOME,
            Some(_) => f64::INFINITY,
            None => SHARE,
        };
        let home = most.filter(|(c, n)| all >= PLACES && **n as f64 >= share(c) * all as f64).map(|(c, _)| *c);
        let mut sure = places.iter().filter(|p| p.score >= SURE).filter_map(|p| p.country.as_deref());
        // "the Norland Farmers' Party" and "the Bank of Norland" tell of Norland as well.
        let apart = |n: &&model::Name| !places.iter().any(|p| p.range.overlaps(n.range));
        let names = self.mentions.names.iter().filter(apart);
        let of_name = |n: &model::Name| match n.kind {
            NameKind::Other => None,
            _ if self.may_be_a_body(n) => home_in(&n.text),
            NameKind::Person => led_by(&n.text),
            _ => None,
        };
        let bodies: Vec<(u32, &str)> = names.filter_map(|n| Some((n.range.start, of_name(n)?))).collect();
        let within = |c: &str| bodies.iter().filter(|b| b.1 == c).count();
        let one = sure.next().filter(|c| sure.clone().count() + 1 + within(c) >= FEW_PLACES && sure.all(|o| o == *c));
        let one = one.or_else(|| self.without_places(&bodies).filter(|_| all == 0));
        // Presidents travel: their names alone keep no summit at home.
        let by_name = |n: &model::Name| n.kind != NameKind::Person && of_name(n).is_some();
        let alone = one.is_some() && (all > 0 || self.mentions.names.iter().any(by_name));
        // The place line's, where the text is of no other place.
        let line_alone = || {
            let mut told = places.iter().filter(|p| matches!(p.usage, PlaceUse::Literal | PlaceUse::Dateline));
            written.filter(|c| told.all(|p| p.country.as_deref() == Some(*c)))
        };
        let one = one.or_else(|| self.one_place(&bodies)).or_else(|| self.one_government(&bodies));
        let land = home.or(one.filter(|c| written.is_none_or(|line| line == *c))).or_else(line_alone);
        let here = |p: &model::Place| p.country.as_deref() == home;
        let article = home.and_then(|_| {
            let country = places.iter().position(|p| here(p) && p.precision == PlacePrecision::Country);
            country.map(|n| n as u32)
        });
        let mut people: FxHashMap<&str, u32> = FxHashMap::default();
        for p in w.phrases.iter() {
            let name = w.name_of[p.head];
            if name == NONE || self.mentions.names[name as usize].kind != NameKind::Person {
                continue;
            }
            let before = (p.start..p.end).find(|&i| w.name_of[i] != name && self.state(i).is_some());
            if let Some(n) = before.and_then(|i| self.state(i)) {
                let known = people.entry(w.low(p.head)).or_insert(n);
                if *known != NONE && self.country(*known) != self.country(n) {
                    *known = NONE;
                }
            }
        }
        Homes { article, land, alone, written: written.is_some() && written == land, people }
    }

    /// The country of the one place that an article tells, if something is in it, and no body is of another country.
    fn one_place(&self, bodies: &[(u32, &str)]) -> Option<&str> {
        let w = self.words;
        let [p] = &self.mentions.places[..] else { return None };
        let country = p.country.as_deref().filter(|_| p.usage == PlaceUse::Literal && p.score >= SURE)?;
        let at = w.syntax.token_at(p.range.start).min(w.tokens.len() - 1);
        let there = at.checked_sub(1).is_some_and(|i| matches!(w.low(i), "in" | "at" | "near" | "outside" | "across"));
        let comes_from = self.residence(at) || self.birthplace(at) || self.measured_from(at) || self.posting(at);
        let comes_from = comes_from || w.above(at, 8).any(|i| w.relation(i) == "acl:relcl");
        (there && !comes_from && bodies.iter().all(|b| b.1 == country)).then_some(country)
    }

    /// "Unions accused the Norlandic government", where nothing else tells of a country: that of its officials and bodies.
    fn one_government(&self, bodies: &[(u32, &str)]) -> Option<&str> {
        let w = self.words;
        let [p] = &self.mentions.places[..] else { return None };
        let country = p.country.as_deref().filter(|_| p.precision == PlacePrecision::Country && p.score >= SURE)?;
        let at = w.syntax.token_at(p.range.start).min(w.tokens.len() - 1);
        let head = w.phrase(at).filter(|q| at < q.head).map(|q| q.head)?;
        let rules =
            LOCAL.contains(&w.low(head)) || self.lexicon.has("officials", w.lemma(head)) || GOVERNS.contains(&w.low(head));
        (rules && bodies.iter().all(|b| b.1 == country)).then_some(country)
    }

    /// The country of an article that tells no place at all: that of the bodies in it, or that whose money it counts in.
    fn without_places<'a>(&'a self, bodies: &[(u32, &'a str)]) -> Option<&'a str> {
        let opening = self.words.syntax.sentences.get(OPENING).map_or(u32::MAX, |s| s.range.start);
        if let Some((at, first)) = bodies.first() {
            let told = *at < opening || bodies.len() >= FEW_PLACES;
            return Some(*first).filter(|c| told && bodies.iter().all(|b| b.1 == *c));
        }
        let mut money = self.mentions.figures.iter().filter(|f| f.what == "money");
        let first = of_money(&money.next()?.unit)?;
        money.all(|f| of_money(&f.unit) == Some(first)).then_some(first)
    }

    /// "The Reserve Bank of Norland raised rates", "Tarvik Airways cut 300 posts": the country in the name of who acts.
    fn body_that_acts(&self, d: &Draft) -> Option<&'static str> {
        let of = |role: RoleKind| {
            let home = |p: Phrase| self.body_home(p).or_else(|| self.leader_home(p));
            let mut found = d.found.roles.iter().filter(|(r, _)| *r == role).map(|(_, p)| home(*p));
            let first = found.next()??;
            found.all(|c| c == Some(first)).then_some(first)
        };
        match d.family {
            Family::Statement => of(RoleKind::Speaker),
            Family::Justice | Family::Affairs => match d.found.role(RoleKind::Actor) {
                Some(_) => of(RoleKind::Actor),
                None => of(RoleKind::Target),
            },
            _ => None,
        }
    }

    /// The country in a body's name, or in the fullest name that the article gives it.
    fn body_home(&self, p: Phrase) -> Option<&'static str> {
        let w = self.words;
        let n = match w.name_of[w.meaning(p)] {
            NONE => self.meant(p)?,
            n => n,
        };
        let name = self.mentions.names.get(n as usize).filter(|n| self.may_be_a_body(n))?;
        let full = || self.mentions.names.get(name.same_as? as usize);
        home_in(&name.text).or_else(|| home_in(&full()?.text))
    }

    /// True for a name that is no person's and no known place's. "The Sarnat" is no person, whatever the name finder takes it for.
    fn may_be_a_body(&self, name: &model::Name) -> bool {
        let w = self.words;
        let at = w.syntax.token_at(name.range.start);
        match name.kind {
            NameKind::Person => !name.text.contains(' ') && at > 0 && w.low(at - 1) == "the",
            NameKind::Place => {
                !self.mentions.places.iter().any(|p| p.range.overlaps(name.range) && p.precision != PlacePrecision::Unknown)
            }
            _ => true,
        }
    }

    /// The country that somebody leads, by his full name here or elsewhere in the article, or by his title and family name.
    fn leader_home(&self, p: Phrase) -> Option<&'static str> {
        let w = self.words;
        let n = match w.name_of[w.meaning(p)] {
            NONE => self.meant(p)?,
            n => n,
        };
        let name = self.mentions.names.get(n as usize).filter(|n| n.kind == NameKind::Person)?;
        let full = || led_by(&self.mentions.names.get(name.same_as? as usize)?.text);
        let titled = (p.start..p.end).any(|i| TITLES.contains(&w.low(i)));
        led_by(&name.text).or_else(full).or_else(|| led_by_surname(&name.text).filter(|_| titled))
    }

    /// "capsized on Lake Orle, Norland", "on Lake Orle" in an article about Norland: on which shore of a lake it was.
    fn shore<'a>(&'a self, homes: &Homes<'a>, d: &Draft) -> Option<&'a str> {
        let w = self.words;
        let lake = self.mentions.places.get(d.place.place? as usize)?;
        if lake.country.is_some() || !lake.feature.as_deref().is_some_and(|f| f.starts_with("LK")) {
            return None;
        }
        let next = w.syntax.token_at(lake.range.end.saturating_sub(1)) + 1;
        let told =
            (next + 1 < w.tokens.len() && w.low(next) == ",").then(|| self.country(*w.place_of.get(next + 1)?)).flatten();
        told.or(homes.article.and_then(|n| self.country(n))).or(homes.land)
    }

    /// The place mention at a token, if it is a country or what belongs to one ("Norland", "Norlandic").
    fn state(&self, i: usize) -> Option<u32> {
        let n = self.words.place_of[i];
        let place = self.mentions.places.get(n as usize)?;
        (place.precision == PlacePrecision::Country && place.country.is_some()).then_some(n)
    }

    /// The one country of those who play one of these roles, if they have one; an error if they have two. Of a country and its
    /// territory it is the territory.
    fn of(&self, homes: &Homes, d: &Draft, roles: &[RoleKind]) -> Result<Option<u32>, ()> {
        let mut known: Option<u32> = None;
        for (_, p) in d.found.roles.iter().filter(|(r, _)| roles.contains(r)) {
            for n in self.parties_of(homes, *p) {
                known = match known.map(|k| (k, self.country(k), self.country(n))) {
                    None => Some(n),
                    Some((k, a, b)) if a == b || part_of(a) == b && b.is_some() => Some(k),
                    Some((_, a, b)) if part_of(b) == a && a.is_some() => Some(n),
                    Some(_) => return Err(()),
                };
            }
        }
        Ok(known)
    }

    /// The one country of those who speak or act; of those who are arrested or tried where nobody acts.
    fn parties(&self, homes: &Homes, d: &Draft) -> Option<u32> {
        let of = |roles: &[RoleKind]| self.of(homes, d, roles);
        match d.family {
            Family::Statement => of(&[RoleKind::Speaker]).ok().flatten(),
            // "Police arrested a Norlandic man" tells nothing of where.
            Family::Justice if d.found.role(RoleKind::Actor).is_some() => of(&[RoleKind::Actor]).ok().flatten(),
            Family::Justice => of(&[RoleKind::Target]).ok().flatten(),
            // "The Norlandic premier was sworn in": nobody else acts.
            Family::Affairs if d.found.role(RoleKind::Actor).is_none() && self.befalls_an_official(d) => {
                of(&[RoleKind::Target]).ok().flatten()
            }
            // "A passing Norlandic ship rescued six": ships are about.
            _ if d.found.role(RoleKind::Actor).is_some_and(|p| self.moves_about(p)) => None,
            _ => of(&[RoleKind::Actor]).ok().flatten(),
        }
    }

    /// True for a ship, an aircraft or a vehicle.
    fn moves_about(&self, p: Phrase) -> bool {
        ["vessel", "aircraft", "vehicle"].iter().any(|c| self.lexicon.has(c, self.words.lemma(p.head)))
    }

    /// True for a report of which an official or a body is the target.
    fn befalls_an_official(&self, d: &Draft) -> bool {
        let w = self.words;
        let official = |p: Phrase| (p.start..p.end).any(|i| self.lexicon.has("officials", w.lemma(i)));
        d.found.role(RoleKind::Target).is_some_and(official)
    }

    /// "Norland recorded its first case of plague": a country counts its own sick.
    fn who_counts(&self, homes: &Homes, kind: &str, d: &Draft) -> Option<u32> {
        let told = match self.of(homes, d, &[RoleKind::Speaker, RoleKind::Actor]) {
            Ok(told) => told.or_else(|| self.subject_state(d)),
            Err(()) => None,
        };
        told.filter(|_| kind.starts_with("disease")).or_else(|| self.who_tells(homes, d).filter(|&n| self.nowhere_else(d, n)))
    }

    /// The country that finds a case, where the report stands elsewhere.
    fn state_that_finds(&self, d: &Draft) -> Option<u32> {
        let w = self.words;
        let finds = matches!(w.lemma(d.found.anchor), "confirm" | "record" | "report" | "register" | "detect");
        let country = d.place.place.and_then(|n| self.country(n));
        self.subject_state(d).filter(|&n| finds && self.country(n) != country)
    }

    /// The country that is the subject of the report's verb.
    fn subject_state(&self, d: &Draft) -> Option<u32> {
        let w = self.words;
        let subject = w.below(d.found.anchor).find(|&i| w.relation(i) == "nsubj")?;
        self.state(subject).filter(|_| !w.below(subject).any(|i| w.relation(i) == "conj"))
    }

    /// "Norlandic police shot dead three people": police stay at home, as armies do not.
    fn police_of(&self, homes: &Homes, d: &Draft) -> Option<u32> {
        let actor = d.found.role(RoleKind::Actor)?;
        let police = matches!(self.words.lemma(actor.head), "police" | "policeman" | "policemen" | "gendarme" | "gendarmerie");
        self.party(homes, actor).filter(|_| police)
    }

    /// "won Norland's presidential election": whose vote it was.
    fn polled(&self, kind: &str, d: &Draft) -> Option<u32> {
        (kind == "election").then(|| (d.found.first..d.found.end).find_map(|i| self.state(i))).flatten()
    }

    /// "Norland's president said four gunmen had been arrested": by whom nobody says, but officials tell of their own country.
    fn who_tells(&self, homes: &Homes, d: &Draft) -> Option<u32> {
        let w = self.words;
        let theirs = matches!(d.family, Family::Justice | Family::Harm);
        if !theirs || d.family == Family::Justice && d.found.roles.iter().any(|(r, _)| *r == RoleKind::Actor) {
            return None;
        }
        let at = w.syntax.token_at(d.said_by.as_ref()?.span.range.start);
        let p = (at < w.tokens.len()).then(|| w.phrase(at)).flatten()?;
        let official = (p.start..p.end).any(|i| self.lexicon.has("officials", w.lemma(i)));
        self.party(homes, p).filter(|_| official)
    }

    /// "Norland's defence ministry said its air defences had downed nine drones": a country guards its own sky.
    fn body_that_tells(&self, homes: &Homes, d: &Draft) -> Option<u32> {
        let w = self.words;
        let at = w.syntax.token_at(d.said_by.as_ref()?.span.range.start);
        let p = (at < w.tokens.len()).then(|| w.phrase(at)).flatten()?;
        let its = d.found.role(RoleKind::Actor).is_none_or(|a| w.low(a.start) == "its");
        self.party(homes, p).filter(|_| its)
    }

    /// "The speaker of Norland's senate received the ambassador of Tarvik": at home.
    fn host(&self, homes: &Homes, d: &Draft) -> Option<u32> {
        self.who_receives(d).and_then(|p| self.party(homes, p))
    }

    /// The same where a name alone tells the home.
    fn host_by_name(&self, d: &Draft) -> Option<&'static str> {
        self.who_receives(d).and_then(|p| self.body_home(p).or_else(|| self.leader_home(p)))
    }

    fn who_receives(&self, d: &Draft) -> Option<Phrase> {
        let receives = matches!(self.words.lemma(d.found.anchor), "receive" | "host" | "welcome");
        let mut acting = d.found.roles.iter().filter(|(r, p)| *r == RoleKind::Actor && p.end <= d.found.first);
        acting.next().filter(|_| receives).map(|(_, p)| *p)
    }

    /// "Norland's leader met Tarvik's minister of trade": ministers and envoys are received by heads of state, and not the other
    /// way round. Two heads may meet anywhere.
    fn received(&self, homes: &Homes, d: &Draft) -> Option<u32> {
        let w = self.words;
        let parties: Vec<Phrase> = d.found.roles.iter().filter(|(r, _)| *r == RoleKind::Actor).map(|(_, p)| *p).collect();
        let [a, b] = parties[..] else { return None };
        let is = |p: Phrase, words: &[&str]| (p.start..p.end).any(|i| words.contains(&w.lemma(i)));
        let minor = |p: Phrase| is(p, GUESTS);
        let (host, guest) = match (is(a, HOSTS) && !minor(a), is(b, HOSTS) && !minor(b)) {
            (true, false) => (a, b),
            (false, true) => (b, a),
            _ => return None,
        };
        let (home, other) = (self.party(homes, host)?, self.party(homes, guest)?);
        (minor(guest) && self.country(home) != self.country(other)).then_some(home)
    }

    /// The countries of a phrase: that of each state named in it where it is a list of them, else one.
    fn parties_of(&self, homes: &Homes, p: Phrase) -> Vec<u32> {
        let listed: Vec<u32> = (p.start..p.end).filter(|&i| self.acts(i)).filter_map(|i| self.state(i)).collect();
        if listed.len() > 1 { listed } else { self.party(homes, p).into_iter().collect() }
    }

    /// True for a state that speaks or acts by its name ("Beijing said").
    fn acts(&self, i: usize) -> bool {
        self.mentions.places.get(self.words.place_of[i] as usize).is_some_and(|p| p.usage == PlaceUse::Metonym)
    }

    /// "Norport airport cancelled 90 flights": where the airport is.
    fn house_that_acts(&self, d: &Draft) -> Option<u32> {
        let w = self.words;
        let takes_part = |r: &RoleKind| matches!(r, RoleKind::Actor | RoleKind::Target | RoleKind::Speaker);
        let p = d.found.roles.iter().find(|(r, _)| takes_part(r)).map(|(_, p)| *p)?;
        let built = self.lexicon.has("building", w.lemma(p.head)) || matches!(w.lemma(p.head), "airport" | "port" | "metro");
        let house = built && d.family == Family::Affairs || LOCAL.contains(&w.low(p.head));
        let place = (p.start..p.head).map(|i| w.place_of[i]).find(|n| *n != NONE)?;
        let told = self.mentions.places.get(place as usize)?;
        (house && told.precision <= PlacePrecision::Admin1 && told.country.is_some()).then_some(place)
    }

    /// "Norport summoned the ambassador": the country of a capital that speaks or acts for it.
    fn capital_that_acts(&self, d: &Draft) -> Option<&str> {
        let ours = matches!(d.family, Family::Statement | Family::Affairs | Family::Justice) && !d.background;
        let mut actors = d.found.roles.iter().filter(|(r, _)| matches!(r, RoleKind::Speaker | RoleKind::Actor));
        let (_, p) = actors.next().filter(|_| ours)?;
        let place = self.mentions.places.get(self.words.place_of[p.head] as usize)?;
        (place.usage == PlaceUse::Metonym && place.precision == PlacePrecision::City)
            .then_some(place.country.as_deref())
            .flatten()
    }

    fn party(&self, homes: &Homes, p: Phrase) -> Option<u32> {
        let w = self.words;
        if let Some(n) = (p.start..p.end).find_map(|i| self.state(i)) {
            return Some(n);
        }
        let name = match w.name_of[w.meaning(p)] {
            NONE => self.meant(p)?,
            n => n,
        };
        let name = &self.mentions.names[name as usize];
        let last = w.syntax.token_at(name.range.end.saturating_sub(1)).min(w.tokens.len() - 1);
        homes.people.get(w.low(last)).copied().filter(|n| *n != NONE)
    }

    /// True for a report without a country of its own that nothing puts outside the article's.
    fn lies_in_the_land(&self, coder: &Coder, homes: &Homes, d: &Draft) -> bool {
        let w = self.words;
        // A street that no gazetteer has is in the country that everything else is in.
        let street = d.place.place.and_then(|n| self.mentions.places.get(n as usize));
        if street.is_some_and(|p| p.lat.is_some() || p.country.is_some() || p.precision == PlacePrecision::Region) {
            return false;
        }
        let kind = coder.book.kinds[d.found.kind].kind.as_str();
        let away = goes_elsewhere(kind) && !homes.written && !homes.alone && street.is_none();
        let ours = matches!(d.family, Family::Statement | Family::Affairs | Family::Justice);
        // What is recalled may have been anywhere, and so may what the sentence before tells of another country.
        let before = w.syntax.sentences.get(d.sentence.wrapping_sub(1)).map_or(0..0, |s| s.tokens.clone());
        let led_away = before.clone().any(|i| self.abroad(homes.land, i) && !self.acts(i));
        let named = || w.sentence(d.found.anchor).any(|i| w.place_of[i] != NONE && self.country(w.place_of[i]) == homes.land);
        !away
            && (ours || !d.background || named())
            && !led_away
            && w.sentence(d.found.anchor).all(|i| self.acts(i) || !self.abroad(homes.land, i))
    }

    /// "Norland was shaken, the siege of the Orlo theatre being the worst": a place that no gazetteer has lies in the one country
    /// in which its sentence tells other places.
    fn around_the_street(&self, d: &Draft) -> Option<&str> {
        let w = self.words;
        let p = self.mentions.places.get(d.place.place? as usize)?;
        if p.lat.is_some() || p.precision == PlacePrecision::Region {
            return None;
        }
        // "at the Old Bailey": some houses are known to stand in one country, whatever others are told.
        let named = self.mentions.names.iter().find(|n| n.range.contains(p.range)).map_or(&p.text, |n| &n.text);
        if let Some(country) = home_in(named) {
            return Some(country);
        }
        if p.country.is_some() {
            return None;
        }
        let told = |i: usize| self.mentions.places.get(w.place_of[i] as usize).filter(|q| q.usage == PlaceUse::Literal);
        let mut countries = w.sentence(d.found.anchor).filter_map(|i| told(i)?.country.as_deref());
        let first = countries.next().or_else(|| self.last_country(d))?;
        countries.all(|c| c == first).then_some(first)
    }

    /// "Rebels withdrew to Norport. A bomb killed six in nearby Velm": the one country of the places that the sentence before
    /// tells, for one that no gazetteer has.
    fn last_country(&self, d: &Draft) -> Option<&str> {
        let w = self.words;
        let before = w.syntax.sentences.get(d.sentence.checked_sub(1)?)?.tokens.clone();
        let mut told = before.filter_map(|i| self.mentions.places.get(w.place_of[i] as usize)?.country.as_deref());
        let first = told.next().filter(|_| !d.apart)?;
        told.all(|c| c == first).then_some(first)
    }

    /// "Norland beat Sudmark": the names of the sides say nothing of where they played; "in Tarn" and "the Tarn Open" do.
    pub fn off_the_field(&self, kind: &str, f: &Found, place: ReportPlace) -> ReportPlace {
        let w = self.words;
        let is = |n: u32, p: &Phrase| (p.start..p.end).any(|i| w.place_of[i] == n);
        let there = |n: u32| {
            let at = |i: usize| {
                i > 0
                    && w.place_of[i] == n
                    && matches!(w.low(w.phrase(i).map_or(i, |p| p.start).saturating_sub(1)), "in" | "at")
            };
            w.sentence(f.anchor).any(at) || f.roles.iter().any(|(r, p)| *r == RoleKind::Other && is(n, p))
        };
        let side = kind == "sport.result" && place.place.is_some_and(|n| !there(n));
        if side { ReportPlace::new(None, Carried::Unknown) } else { place }
    }

    /// True for a place in another country than this one and the one that it is part of.
    fn abroad(&self, home: Option<&str>, i: usize) -> bool {
        let place = self.words.place_of[i];
        place != NONE && self.country(place).is_some_and(|c| Some(c) != home && Some(c) != part_of(home))
    }

    /// True if the report's sentence names no place of another country than that of place `n`.
    fn nowhere_else(&self, d: &Draft, n: u32) -> bool {
        // "Beijing passed a law": who acts is not where it is.
        self.words.sentence(d.found.anchor).all(|i| self.acts(i) || !self.abroad(self.country(n), i))
    }
}

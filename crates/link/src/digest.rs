//! What linking needs to know of an article, and no more.

use crate::alias::{Cue, cues};
use crate::quarters::quarters;
use crate::same;
use crate::subject::Telling;
use model::{
    Acled, ArticleId, Carried, CharIndex, CharRange, EventPlace, Figure, Mentions, Name, NameKind, PlacePrecision, Plover,
    Quantifier, Reading, Report, ReportId, Role, RoleKind, Stamp, Status, TextRange, TimeKind, TimePrecision,
};
use std::collections::HashMap;
use std::sync::Arc;

/// One article, cut down to what linking compares.
#[derive(Clone, Debug, PartialEq)]
pub struct Digest {
    /// The article.
    pub article: ArticleId,
    /// Its publication.
    pub published: Option<Stamp>,
    /// Who published it.
    pub source: Option<String>,
    /// Its headline.
    pub headline: Option<String>,
    /// What tells its subject.
    pub telling: Telling,
    /// Its names, in order.
    pub names: Vec<NameDigest>,
    /// Its reports, in order.
    pub reports: Vec<ReportDigest>,
    /// The ages told where it tells of harm to people, in months, sorted.
    pub ages: Vec<u64>,
    /// The same address has shown a later version of it since.
    pub superseded: bool,
}

/// One name.
#[derive(Clone, Debug, PartialEq)]
pub struct NameDigest {
    /// The words.
    pub text: String,
    /// What it names.
    pub kind: NameKind,
    /// Index of the fullest mention in the article.
    pub same_as: Option<u32>,
    /// What the article says beside it of who bears it.
    pub cue: Cue,
}

/// A kind of happening with its crosswalks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Path in the codebook.
    pub path: String,
    /// Crosswalk.
    pub plover: Option<Plover>,
    /// Crosswalk.
    pub acled: Option<Acled>,
}

/// Kinds and places that many reports share, kept once: digests of a large batch must stay small.
#[derive(Debug, Default)]
pub struct Pool {
    kinds: HashMap<String, Vec<Arc<Kind>>>,
    places: HashMap<u64, Vec<Arc<EventPlace>>>,
}

impl Pool {
    fn kind(&mut self, r: &Report) -> Arc<Kind> {
        let known = self.kinds.entry(r.kind.clone()).or_default();
        if let Some(k) = known.iter().find(|k| k.plover == r.plover && k.acled == r.acled) {
            return k.clone();
        }
        let kind = Arc::new(Kind { path: r.kind.clone(), plover: r.plover.clone(), acled: r.acled.clone() });
        known.push(kind.clone());
        kind
    }

    fn place(&mut self, place: EventPlace) -> Arc<EventPlace> {
        let key = place.geonames.map_or_else(|| hash(place.name.as_deref().unwrap_or_default()), u64::from);
        let known = self.places.entry(key).or_default();
        if let Some(p) = known.iter().find(|p| ***p == place) {
            return p.clone();
        }
        let place = Arc::new(place);
        known.push(place.clone());
        place
    }
}

/// One report.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportDigest {
    /// Its id.
    pub id: ReportId,
    /// What kind of happening; shared by all reports of the kind.
    pub kind: Arc<Kind>,
    /// Whether it came about.
    pub status: Status,
    /// Recalled as history.
    pub background: bool,
    /// Index of its sentence in the article.
    pub sentence: u32,
    /// First day.
    pub start: Option<Stamp>,
    /// Last day.
    pub end: Option<Stamp>,
    /// How finely.
    pub precision: Option<TimePrecision>,
    /// How the time came to it.
    pub when_from: Carried,
    /// Which part of the day its words tell.
    pub hour: Option<Hour>,
    /// Where; shared by all reports of the place.
    pub place: Arc<EventPlace>,
    /// How the place came to it.
    pub where_from: Carried,
    /// The town of a place that no gazetteer has.
    pub town: Option<Arc<EventPlace>>,
    /// Parts of a town and streets that its sentence names, [`hash`]ed, sorted.
    pub quarters: Vec<u64>,
    /// Who and what takes part.
    pub roles: Vec<RoleDigest>,
    /// The numbers.
    pub figures: Vec<FigureDigest>,
    /// Who says so.
    pub said_by: Option<String>,
    /// Content words of the sentence, [`hash`]ed, sorted.
    pub words: Vec<u64>,
    /// Whether the words before the trigger point back or bring in another.
    pub told: Told,
    /// True for a count of a stretch of time.
    pub period: bool,
    /// The sentence of the happening that it speaks of as known.
    pub again: Option<u32>,
    /// Its word, where no kind tells what it is,
    pub word: Option<String>,
    /// and whether it is what its article is about.
    pub about: bool,
    /// Confidence.
    pub score: f32,
}

impl ReportDigest {
    /// True where the sentence has one of these words.
    pub(crate) fn says(&self, words: &[&str]) -> bool {
        words.iter().any(|w| self.words.binary_search(&hash(w)).is_ok())
    }

    /// The first whole of dead that is told, if it has a number.
    pub(crate) fn dead(&self) -> Option<f64> {
        self.figures.iter().find(|f| f.what == "killed" && !f.part && !f.feared).and_then(|f| f.best)
    }
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hour {
    /// After midnight: "early on Friday", "overnight".
    Early,
    /// Until noon.
    Morning,
    /// Until the evening.
    Afternoon,
    /// Until midnight: "Friday evening", "late on Friday".
    Night,
}

/// Whether a happening is told of as known or as another one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Told {
    /// The words do not say.
    #[default]
    Plain,
    /// "the shooting", "that attack".
    Again,
    /// "another shooting", "a separate attack".
    Anew,
    /// The sentence says that it is another one than what was told before.
    Apart,
}

/// One role.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleDigest {
    /// As what.
    pub role: RoleKind,
    /// The words.
    pub text: String,
    /// Index into the article's names.
    pub name: Option<u32>,
    /// Index into the article's chains: who is one and the same in it.
    pub chain: Option<u32>,
    /// True for words that a pronoun takes up: "them" that are "three men".
    pub elsewhere: bool,
}

/// One figure of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureDigest {
    /// What is counted.
    pub what: String,
    /// The numbers and their words.
    pub best: Option<f64>,
    /// Lowest.
    pub low: Option<f64>,
    /// Highest.
    pub high: Option<f64>,
    /// The words around the number.
    pub quantifier: Quantifier,
    /// Who is counted.
    pub of: Option<String>,
    /// Unit.
    pub unit: String,
    /// A part of another figure.
    pub part: bool,
    /// A value that a newer one took the place of.
    pub earlier: bool,
    /// Who gives it, where others give other numbers.
    pub said_by: Option<String>,
    /// Which of the article's dead or hurt, where one is counted.
    pub person: Option<u32>,
    /// One whom the totals leave out.
    pub beside: bool,
    /// "three others": counted beside those told before.
    pub others: bool,
    /// "the toll has risen to 83": it takes the place of what the article told before.
    pub update: bool,
    /// "12 bodies were recovered": those found so far, who may be some of the dead.
    pub found: bool,
    /// "The toll could top 180": it may come to that.
    pub feared: bool,
    /// Only the headline gives it: its span is the report's trigger.
    pub headline: bool,
    /// A person found it wrong.
    pub rejected: bool,
    /// The day by which it was so, where the sentence tells it: "By Thursday the toll stood at 217".
    pub as_of: Option<Stamp>,
    /// Where it stands, in code points.
    pub span: CharRange,
}

/// True for a role whose words stand in another sentence than the report, or before its verb while a pronoun stands behind it: "her
/// parents" in "She was with her parents when somebody shot at them".
fn elsewhere(text: &str, m: &Mentions, r: &Report, x: &Role) -> bool {
    let before = m.sentences.get(r.sentence as usize).is_some_and(|s| x.span.range.end <= s.start);
    let (start, end) = (r.trigger.range.start as usize, r.trigger.range.end as usize);
    let behind = text[start..].split_whitespace().take(text[start..end].split_whitespace().count() + 2);
    let pronoun = |w: &str| matches!(w.trim_matches(|c: char| !c.is_alphabetic()), "them" | "him" | "her");
    before || x.role == RoleKind::Victim && x.span.range.end as usize <= start && behind.into_iter().any(pronoun)
}

impl Digest {
    /// The digest of a reading. What many reports share is kept once, in `pool`.
    pub fn of(reading: &Reading, pool: &mut Pool) -> Digest {
        let a = &reading.article;
        let m = &reading.mentions;
        let index = CharIndex::new(&a.text);
        let counted = |f: &Figure, span: CharRange, headline: bool| FigureDigest {
            what: f.what.clone(),
            best: f.best,
            low: f.low,
            high: f.high,
            quantifier: f.quantifier,
            of: f.of.clone(),
            unit: f.unit.clone(),
            part: f.part,
            earlier: f.earlier,
            said_by: f.said_by.as_ref().map(|s| s.text.clone()),
            person: f.person,
            beside: f.beside,
            others: f.person.is_none()
                && (others(f.of.as_deref().unwrap_or(&f.text)) || others(&f.text))
                && !m.figures.iter().any(|g| after_the_dead(f, g)),
            update: !headline && f.cue.is_some_and(|cue| update(&a.text, cue, f.range)),
            feared: !headline && f.cue.is_some_and(|cue| feared(&a.text, cue, f.range)),
            found: !headline && f.cue.is_some_and(|cue| matches!(cue.of(&a.text), "bodies" | "corpses" | "remains" | "body")),
            headline,
            rejected: false,
            as_of: None,
            span,
        };
        let figures = |r: &Report| {
            let text = r.figures.iter().filter_map(|i| m.figures.get(*i as usize));
            let trigger = index.chars(r.trigger.range);
            let headline = r.headline.iter().map(|f| counted(f, trigger, true));
            let told = text.map(|f| FigureDigest {
                as_of: as_of(r, f, m, &a.text, a.published),
                ..counted(f, index.chars(f.range), false)
            });
            told.chain(headline).collect()
        };
        let place = |n: Option<u32>| {
            let Some(p) = n.and_then(|i| m.places.get(i as usize)) else { return EventPlace::UNKNOWN };
            EventPlace {
                name: Some(p.name.clone().unwrap_or_else(|| p.text.clone())),
                geonames: p.geonames,
                country: p.country.clone(),
                admin1: p.admin1.clone(),
                lat: p.lat,
                lon: p.lon,
                precision: p.precision,
            }
        };
        // What only the article's country is known of lies there, and so does a street that no gazetteer has.
        let within = |r: &Report| {
            let own = place(r.place.place);
            match r.place.country.as_deref().and_then(model::countries::find) {
                Some(c) if own.country.is_none() && own.name.is_some() => EventPlace { country: Some(c.alpha2.into()), ..own },
                Some(c) if own.name.is_none() => EventPlace {
                    name: Some(c.name.into()),
                    country: Some(c.alpha2.into()),
                    precision: PlacePrecision::Country,
                    ..own
                },
                _ => own,
            }
        };
        // "Seven people" where a sentence begins with them are "seven people" anywhere else.
        let called = |x: &Role| {
            let (range, text) = (x.span.range, &x.span.text);
            let first = text.split_whitespace().next().unwrap_or_default();
            let word = TextRange { start: range.start, end: range.start + first.len() as u32 };
            let begins = m.sentences[..m.sentences.partition_point(|s| s.start <= range.start)]
                .last()
                .is_some_and(|s| a.text[s.start as usize..range.start as usize].chars().all(|c| !c.is_alphanumeric()));
            let proper = m.names.iter().any(|n| n.range.overlaps(word))
                || m.places.iter().any(|p| p.range.overlaps(word))
                || !first.chars().skip(1).all(|c| c.is_lowercase() || !c.is_alphabetic());
            match text.chars().next() {
                Some(c) if begins && !proper && c.is_uppercase() => {
                    c.to_lowercase().chain(text[c.len_utf8()..].chars()).collect()
                }
                _ => text.clone(),
            }
        };
        let chained = Chained::of(m);
        let name = |(n, cue): (&Name, Cue)| NameDigest { text: n.text.clone(), kind: n.kind, same_as: n.same_as, cue };
        let reports = reading
            .reports
            .iter()
            .map(|r| ReportDigest {
                id: r.id,
                kind: pool.kind(r),
                status: r.status,
                background: r.background,
                sentence: r.sentence,
                start: r.when.start,
                end: r.when.end,
                precision: r.when.precision,
                when_from: if by_the_hour(r, m) || before_the_day(r, m, &a.text) { Carried::Context } else { r.when.from },
                hour: hour(r, m),
                place: pool.place(within(r)),
                where_from: r.place.came(),
                town: r.place.town.map(|n| pool.place(place(Some(n)))),
                quarters: m.sentences.get(r.sentence as usize).map(|s| quarters(s.of(&a.text))).unwrap_or_default(),
                roles: r
                    .roles
                    .iter()
                    .map(|x| RoleDigest {
                        role: x.role,
                        text: called(x),
                        name: x.name,
                        chain: chained.within(x.span.range),
                        elsewhere: elsewhere(&a.text, m, r, x),
                    })
                    .collect(),
                figures: figures(r),
                said_by: r.said_by.as_ref().map(|s| s.name.clone().unwrap_or_else(|| s.span.text.clone())),
                words: m.sentences.get(r.sentence as usize).map(|s| content_words(s.of(&a.text))).unwrap_or_default(),
                told: match told(&a.text[..r.trigger.range.start as usize]) {
                    _ if r.apart => Told::Apart,
                    // "Another bus went over a cliff"
                    Told::Plain if r.roles.iter().any(|x| another(&a.text, x)) => Told::Anew,
                    told => told,
                },
                period: r.period,
                again: r.again,
                word: (r.kind == same::UNSPECIFIED).then(|| r.trigger.text.clone()),
                about: r.rule == "other/lead",
                score: r.score,
            })
            .collect();
        Digest {
            article: a.id,
            published: a.published,
            source: a.source.clone(),
            headline: a.headline.clone(),
            telling: Telling::of(a, m),
            names: m.names.iter().zip(cues(a, m, &reading.reports)).map(name).collect(),
            ages: ages(&reading.reports, m, &a.text),
            superseded: false,
            reports,
        }
    }
}

/// Days after which a toll is no longer that of the news.
const COUNTED: i32 = 60;
/// Bytes from a figure to the day by which it was so.
const TOLD_BY: u32 = 160;

/// "By Thursday evening the toll stood at 217", "the number of dead rose to 33 on Tuesday": the day of a count, which lies behind that
/// of the happening and not behind print.
fn as_of(r: &Report, f: &Figure, m: &Mentions, text: &str, published: Option<Stamp>) -> Option<Stamp> {
    let published = published?;
    let sentence = m.sentences.get(m.sentences.partition_point(|s| s.end <= f.range.start))?;
    let words = sentence.of(text).to_lowercase();
    let counts = ["toll", "number of", "tally", "confirmed dead", "had died", "have died", "were dead", "bodies"];
    if !counts.iter().any(|c| words.contains(c)) {
        return None;
    }
    let days = |a: Stamp, b: Stamp| (b.date - a.date).get_days();
    let fits = |s: &Stamp| {
        (0..=COUNTED).contains(&days(*s, published)) && r.when.end.or(r.when.start).is_none_or(|deed| days(deed, *s) > 0)
    };
    let apart = |t: TextRange| {
        if t.start >= f.range.end { t.start - f.range.end } else { f.range.start.saturating_sub(t.end) }
    };
    let day = |t: &&model::Time| {
        matches!(t.kind, TimeKind::Date | TimeKind::Time)
            && t.precision <= TimePrecision::Day
            && sentence.start <= t.range.start
            && t.range.end <= sentence.end
            && apart(t.range) <= TOLD_BY
    };
    m.times.iter().filter(day).filter(|t| t.start.is_some_and(|s| fits(&s))).min_by_key(|t| apart(t.range))?.start
}

/// True where a report's own words tell the time of day alone ("just after dusk"): the day is lent to it.
fn by_the_hour(r: &Report, m: &Mentions) -> bool {
    let time = r.when.time.and_then(|n| m.times.get(n as usize)).filter(|_| r.when.from == Carried::Stated);
    time.is_some_and(|t| {
        t.kind == TimeKind::Time
            && t.text.split(' ').all(|w| {
                matches!(
                    &*w.to_lowercase(),
                    "dawn" | "dusk" | "noon" | "midday" | "midnight" | "sunrise" | "sunset" | "daybreak"
                ) || matches!(
                    &*w.to_lowercase(),
                    "nightfall" | "morning" | "afternoon" | "evening" | "night" | "the" | "at" | "early" | "late"
                )
            })
    })
}

/// "Traders counted their losses on Monday after a fire destroyed 200 stalls": the day is that of what came after.
fn before_the_day(r: &Report, m: &Mentions, text: &str) -> bool {
    let time = r.when.time.and_then(|n| m.times.get(n as usize)).filter(|_| r.when.from == Carried::Stated);
    let between = time.and_then(|t| text.get(t.range.end as usize..r.trigger.range.start as usize)).unwrap_or_default();
    let clause = between.rsplit_once(" after ").map(|(_, rest)| rest);
    clause.is_some_and(|c| !c.contains([',', '.', ';', '\n']))
}

/// The part of the day that the words for a report's time tell.
fn hour(r: &Report, m: &Mentions) -> Option<Hour> {
    let time = m.times.get(r.when.time? as usize)?;
    let says = |words: &[&str]| time.text.split([' ', '-']).any(|w| words.contains(&&*w.to_lowercase()));
    if says(&["early", "overnight", "midnight", "dawn"]) {
        return Some(Hour::Early);
    }
    let (_, part) = time.value.split_once('T')?;
    match part.get(..2)? {
        "MO" => Some(Hour::Morning),
        "AF" => Some(Hour::Afternoon),
        "EV" | "NI" => Some(Hour::Night),
        clock => match clock.parse::<u8>().ok()? {
            0..=5 => Some(Hour::Early),
            6..=11 => Some(Hour::Morning),
            12..=17 => Some(Hour::Afternoon),
            _ => Some(Hour::Night),
        },
    }
}

/// The ages in the sentences that tell of harm to people, in months.
fn ages(reports: &[Report], m: &Mentions, text: &str) -> Vec<u64> {
    let harmful = reports.iter().filter(|r| crate::same::harmful(&r.kind));
    let sentences = crate::set(harmful.map(|r| r.sentence));
    crate::set(sentences.into_iter().filter_map(|s| m.sentences.get(s as usize)).flat_map(|s| ages_in(s.of(text))))
}

/// "A 6-year-old girl", "a woman of 31 years", "Ana Ruiz, 44,".
fn ages_in(sentence: &str) -> Vec<u64> {
    let words: Vec<&str> = sentence.split([' ', '-', '\u{a0}']).filter(|w| !w.is_empty()).collect();
    let mut out = Vec::new();
    for (n, w) in words.iter().enumerate() {
        let Ok(number) = w.trim_end_matches([',', '.', ';', ')']).trim_start_matches('(').parse::<u64>() else { continue };
        let next = words.get(n + 1).copied().unwrap_or_default();
        let name = n > 1 && words[n - 1].ends_with(',') && capital(words[n - 1]) && capital(words[n - 2]);
        match number {
            1..=36 if next.starts_with("month") => out.push(number),
            1..=110 if next.starts_with("year") => out.push(number * 12),
            1..=110 if w.ends_with([',', '.', ';']) && name => out.push(number * 12),
            _ => {}
        }
    }
    out
}

fn capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// The chains of an article by where their mentions' main words stand.
struct Chained(Vec<(u32, u32, u32)>);

impl Chained {
    fn of(m: &Mentions) -> Chained {
        let heads = m
            .chains
            .iter()
            .enumerate()
            .flat_map(|(n, c)| c.mentions.iter().map(move |x| (x.head.start, x.range.start, n as u32)));
        let mut all: Vec<(u32, u32, u32)> = heads.collect();
        all.sort_unstable();
        Chained(all)
    }

    /// The chain of the mention that fills a phrase: its main word stands in it, and it begins no later than the phrase does.
    fn within(&self, range: TextRange) -> Option<u32> {
        let from = self.0.partition_point(|(head, ..)| *head < range.start);
        let inside = self.0[from..].iter().take_while(|(head, ..)| *head < range.end);
        inside.filter(|(_, start, _)| *start <= range.start + SLACK).map(|(.., chain)| *chain).next()
    }
}

/// A mention may begin a few bytes into the phrase: behind "the" or a title.
const SLACK: u32 = 4;

/// True for words that count beside those told before: "others", "other people"; not for a list that has them.
fn others(words: &str) -> bool {
    let mut words = words.split(' ');
    words.clone().any(|w| matches!(w, "other" | "others" | "another" | "Another")) && !words.any(|w| w == "and")
}

/// "One man was killed and three others were hurt": the others beside the dead are all the hurt.
fn after_the_dead(others: &Figure, dead: &Figure) -> bool {
    let near = dead.range.end <= others.range.start && others.range.start - dead.range.end <= BESIDE;
    near && others.what == "injured" && dead.what == "killed"
}

/// True for a toll that a text only thinks may come: "the death toll could top 180".
fn feared(text: &str, cue: TextRange, number: TextRange) -> bool {
    let between = text.get(cue.end.min(number.end) as usize..number.start as usize).unwrap_or("");
    let counts = matches!(cue.of(text).to_lowercase().as_str(), "toll" | "death toll");
    let may = |w: &str| matches!(w, "could" | "may" | "might" | "feared" | "expected");
    counts && between.len() < UPDATE && between.split(|c: char| !c.is_alphabetic()).any(may)
}

/// True for a figure that a text tells as the newer one: "the toll rose to 130", "the number of dead had climbed to 83".
fn update(text: &str, cue: TextRange, number: TextRange) -> bool {
    let between = text.get(cue.end.min(number.end) as usize..number.start as usize).unwrap_or("");
    let counts = matches!(cue.of(text).to_lowercase().as_str(), "toll" | "death toll" | "dead" | "deaths" | "killed");
    counts
        && between.len() < UPDATE
        && between.split(|c: char| !c.is_alphabetic()).any(|w| {
            matches!(
                w,
                "rose"
                    | "risen"
                    | "rises"
                    | "rising"
                    | "climbed"
                    | "climbs"
                    | "passed"
                    | "passes"
                    | "reached"
                    | "reaches"
                    | "jumped"
            ) || matches!(w, "soared" | "increased" | "grew" | "grown" | "surpassed" | "exceeded" | "topped" | "raised")
        })
}

/// Bytes between the word for a toll and its newer number.
const UPDATE: usize = 80;

/// Bytes between the dead and the others of one sentence.
const BESIDE: u32 = 120;

/// What the words before a trigger say of it, as far as they are of its phrase.
fn told(before: &str) -> Told {
    let words = before.rsplit([' ', '\n']).filter(|w| !w.is_empty()).take(3);
    for w in words {
        // "three other people injured" are others, and it is no other shooting.
        if person(w) {
            break;
        }
        match w.to_ascii_lowercase().as_str() {
            "the" | "this" | "that" | "these" | "those" => return Told::Again,
            "another" | "separate" | "unrelated" | "second" | "third" | "other" | "similar" | "previous" | "earlier" => {
                return Told::Anew;
            }
            w if !w.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-') => break,
            "was" | "were" | "been" | "and" | "in" | "of" | "a" | "an" | "after" => break,
            _ => {}
        }
    }
    Told::Plain
}

/// True for what it happened to as "another bus"; another victim may be one of several.
fn another(text: &str, role: &model::Role) -> bool {
    if role.role != RoleKind::Instrument {
        return false;
    }
    let before = text.get(..role.span.range.start as usize).unwrap_or("").trim_end();
    let last = before.rsplit(' ').next().unwrap_or("");
    last.eq_ignore_ascii_case("another") || role.span.text.to_lowercase().starts_with("another ")
}

/// True for the commonest words for people.
fn person(word: &str) -> bool {
    PEOPLE.contains(&&*word.to_ascii_lowercase())
}

const PEOPLE: &[&str] = &[
    "people",
    "person",
    "persons",
    "man",
    "men",
    "woman",
    "women",
    "victim",
    "victims",
    "boy",
    "boys",
    "girl",
    "girls",
    "child",
    "children",
    "teen",
    "teens",
    "teenager",
    "teenagers",
    "officer",
    "officers",
    "soldier",
    "soldiers",
    "student",
    "students",
    "male",
    "males",
    "female",
    "females",
    "suspect",
    "suspects",
    "gunman",
    "gunmen",
    "driver",
    "drivers",
    "passenger",
    "passengers",
    "deputy",
    "deputies",
    "guard",
    "guards",
    "worker",
    "workers",
    "employee",
    "employees",
    "customer",
    "customers",
    "brother",
    "brothers",
    "sister",
    "sisters",
];

/// Words of four letters and more and capitalized words, lower case: a stand-in for content words that needs no list.
fn words(text: &str) -> impl Iterator<Item = u64> + '_ {
    text.split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|w| w.chars().count() >= 4 || w.chars().next().is_some_and(|c| c.is_uppercase()) && w.len() > 1)
        .map(|w| hash(&w.to_lowercase()))
}

/// A word as a number that stays the same over runs and machines (FNV-1a, 64 bits).
pub fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

fn content_words(sentence: &str) -> Vec<u64> {
    crate::set(words(sentence))
}

#[cfg(test)]
mod tests {
    #[test]
    fn ages_are_told_in_three_ways() {
        let ages = super::ages_in(
            "Ana Ruiz, 44, a 6-year-old girl and a 5-month-old boy were hit 3 times at 9, on Elm Street, 12 of them.",
        );
        assert_eq!(ages, [44 * 12, 6 * 12, 5]);
    }
}

//! What pages show, prepared: events as cards, times and places and figures in words, marks in a text.

use model::{Actor, EventId, Mentions, NameKind, Quantifier, Reading, Report, TextRange, TimePrecision, Told};
use serde::Serialize;
use std::collections::HashMap;
use std::sync::LazyLock;
use store::{Brief, BriefFigure, ReportLine};

/// Longest title that a page shows, in characters.
const TITLE: usize = 220;

/// True for characters that turn what follows them around, beyond the text that they stand in.
fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text cut after so many characters, with an ellipsis; without characters that turn the rest of the page around.
pub fn cut(s: &str, most: usize) -> String {
    if s.len() <= most && s.bytes().all(|b| (b' '..0x7f).contains(&b)) {
        return s.into();
    }
    let clean = s.chars().filter(|c| !turns(*c)).map(|c| if c.is_control() { ' ' } else { c });
    let clean: String = clean.take(most + 1).collect();
    match clean.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", clean[..at].trim_end()),
        None => clean,
    }
}

/// A name among words of the page, where no element can keep them apart: what of it runs from right to left turns nothing else
/// around.
pub fn isolated(s: &str) -> String {
    let from_the_right = |c: char| {
        matches!(c, '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    };
    match s.chars().any(from_the_right) {
        true => format!("\u{2068}{s}\u{2069}"),
        false => s.into(),
    }
}

/// A value of the record's enumerations as its word.
pub fn word<T: Serialize>(x: &T) -> String {
    match serde_json::to_value(x) {
        Ok(serde_json::Value::String(s)) => s,
        _ => String::new(),
    }
}

/// A number with thin groups: 12,345.
pub fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// So many of something: "1 event", "2,100 events".
pub fn several(n: usize, what: &str) -> String {
    format!("{} {what}{}", number(n as u64), if n == 1 { "" } else { "s" })
}

/// A figure's number: whole ones without a point.
pub fn amount(x: f64) -> String {
    if x.fract() == 0.0 && x >= 0.0 { number(x as u64) } else { format!("{x}") }
}

/// A number as its words give it: "at least 115", "20–30", "dozens (24 or more)". What a reader would take for "dozens" is told by
/// nobody.
pub fn told(t: &Told) -> String {
    let n = |x: Option<f64>| x.map_or("?".to_string(), amount);
    match t.quantifier {
        Quantifier::Exactly => n(t.best.or(t.low)),
        Quantifier::Range => format!("{}–{}", n(t.low), n(t.high)),
        q @ (Quantifier::Dozens | Quantifier::Scores | Quantifier::Hundreds | Quantifier::Thousands) => {
            format!("{} ({} or more)", word(&q), n(t.low.or(t.best)))
        }
        q => format!("{} {}", plain(&word(&q)), n(t.best)),
    }
}

/// Two numbers that exclude each other: "4–6", "17 to hundreds (200 or more)".
fn ends((least, most): &(Told, Told)) -> String {
    let exact = |t: &Told| t.quantifier == Quantifier::Exactly;
    format!("{}{}{}", told(least), if exact(least) && exact(most) { "–" } else { " to " }, told(most))
}

/// What is counted, behind the number.
pub fn counted(what: &str) -> String {
    match what {
        "crowd" => "in a crowd".into(),
        what => plain(what),
    }
}

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// A day `YYYYMMDD` as a number on months of 31 days: near enough for drawing, and in order.
pub fn day_number(day: i32) -> i32 {
    day / 10_000 * 372 + day / 100 % 100 * 31 + day % 100
}

/// A day's ISO text in words: 22 March 2024.
pub fn long_day(iso: &str) -> String {
    let mut parts = iso.get(..10).unwrap_or(iso).split('-');
    match (parts.next(), parts.next().and_then(|m| m.parse::<usize>().ok()), parts.next().and_then(|d| d.parse::<u8>().ok())) {
        (Some(y), Some(m @ 1..=12), Some(d)) => format!("{d} {} {y}", MONTHS[m - 1]),
        _ => iso.to_string(),
    }
}

/// A span of time as finely as it is known: "22 March 2024", "March 2024", "2019", "3–9 May 2024".
pub fn time(start: Option<String>, end: Option<String>, precision: Option<TimePrecision>) -> String {
    use TimePrecision::*;
    let Some(start) = start else { return "day unknown".into() };
    let end = end.unwrap_or_else(|| start.clone());
    let (y, m) = (start.get(..4).unwrap_or(""), start.get(5..7).and_then(|m| m.parse::<usize>().ok()).unwrap_or(1));
    match precision {
        Some(Month) => format!("{} {y}", MONTHS[(m - 1).min(11)]),
        Some(Year) => y.to_string(),
        Some(Decade) => format!("the {y}s"),
        _ if start.get(..10) == end.get(..10) => long_day(&start),
        _ => span(&start, &end),
    }
}

/// Two days, telling the month and the year once where they are the same: "17–19 November 2024", "28 May – 3 June 2024".
fn span(start: &str, end: &str) -> String {
    let (first, last) = (long_day(start), long_day(end));
    let same = |to: usize| start.get(..to).is_some() && start.get(..to) == end.get(..to);
    let words: Vec<&str> = first.split(' ').collect();
    match words[..] {
        [day, _, _] if same(7) => format!("{day}–{last}"),
        [day, month, _] if same(4) => format!("{day} {month} – {last}"),
        _ => format!("{first} – {last}"),
    }
}

/// What kind of kind: the class of its colour and shape.
pub fn family(kind: &str) -> &'static str {
    use coding::Family::*;
    static FAMILIES: LazyLock<HashMap<&'static str, coding::Family>> =
        LazyLock::new(|| coding::codebook().iter().rev().map(|k| (k.kind.as_str(), k.family)).collect());
    let below = || coding::codebook().iter().find(|k| kind.starts_with(k.kind.as_str())).map(|k| k.family);
    match FAMILIES.get(kind).copied().or_else(below) {
        Some(Violence) => "violence",
        Some(Toll) => "toll",
        Some(Harm) => "harm",
        Some(Justice) => "justice",
        Some(Statement) => "statement",
        Some(Affairs) | None => "affairs",
    }
}

/// A kind for people: `assault.suicide_bombing` is "assault › suicide bombing".
pub fn kind_words(kind: &str) -> String {
    let mut out = String::with_capacity(kind.len() + 4);
    for c in kind.chars() {
        match c {
            '.' => out.push_str(" › "),
            '_' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// With a capital letter at the beginning.
pub fn capital(s: &str) -> String {
    let mut letters = s.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A name of a facet or a figure for people.
pub fn plain(s: &str) -> String {
    s.replace('_', " ")
}

/// A piece of a sentence, marked or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    pub text: String,
    pub on: bool,
}

/// How much of a sentence is shown on each side of its first mark, in characters.
const AROUND: usize = 600;

impl Part {
    /// Cuts a text at marks (bytes, in order, apart). What lies far from them is left out with an ellipsis.
    pub fn cut(text: &str, marks: &[(usize, usize)]) -> Vec<Part> {
        let mut out = Vec::new();
        let mut at = 0;
        for &(from, to) in marks {
            let (Some(before), Some(words)) = (text.get(at..from), text.get(from..to)) else { continue };
            let before = if at == 0 { tail(before) } else { middle(before) };
            out.push(Part { text: before, on: false });
            out.push(Part { text: cut(words, AROUND), on: true });
            at = to;
        }
        out.push(Part { text: cut(text.get(at..).unwrap_or(""), AROUND), on: false });
        out.retain(|p| !p.text.is_empty());
        out
    }

    /// A report's sentence with its trigger marked. A trigger that is not where it should be marks nothing.
    pub fn of(r: &ReportLine) -> Vec<Part> {
        Part::cut(&r.sentence, &[(r.trigger_at, r.trigger_at + r.trigger.len())])
    }
}

fn tail(s: &str) -> String {
    let n = s.chars().count();
    if n <= AROUND { cut(s, AROUND) } else { format!("…{}", cut(&s.chars().skip(n - AROUND).collect::<String>(), AROUND)) }
}

fn middle(s: &str) -> String {
    if s.chars().count() <= 2 * AROUND { cut(s, 2 * AROUND) } else { format!("{} {}", cut(s, AROUND), tail(s)) }
}

/// A sentence as evidence: whose it is, and where it stands.
#[derive(Clone, Debug, Default)]
pub struct Quote {
    pub parts: Vec<Part>,
    pub source: String,
    pub day: String,
    pub href: String,
}

/// A figure on a card.
#[derive(Clone, Debug)]
pub struct Toll {
    pub what: String,
    pub text: String,
    pub disputed: bool,
}

impl Toll {
    /// The number to show; both ends where the ledger disagrees.
    fn of(f: &BriefFigure) -> Option<Toll> {
        let best = f.best.filter(|b| b.best.is_some())?;
        let text = f.apart.as_ref().map_or_else(|| told(&best), ends);
        Some(Toll { what: counted(&f.what), text, disputed: f.apart.is_some() })
    }

    /// The numbers of an event's card.
    fn all(figures: &[BriefFigure]) -> Vec<Toll> {
        figures.iter().filter(|f| f.what != "money").filter_map(Toll::of).take(3).collect()
    }
}

/// An event in a list.
#[derive(Clone, Default)]
pub struct Card {
    pub id: String,
    pub title: String,
    pub kind: String,
    pub kind_words: String,
    pub family: &'static str,
    pub status: String,
    pub background: bool,
    pub when: String,
    pub iso: String,
    pub place: String,
    pub precision: String,
    pub tolls: Vec<Toll>,
    pub articles: usize,
    pub reports: usize,
    pub evidence: Option<Quote>,
    /// A sentence of its articles that none of its reports stands on: where a search found its words.
    pub also: Option<Quote>,
}

impl Card {
    /// A card without evidence.
    pub fn of(id: EventId, e: &Brief) -> Card {
        let iso = e.when.start.map(|s| s.date.to_string()).unwrap_or_default();
        Card {
            id: id.to_string(),
            title: cut(&e.title, TITLE),
            kind: e.kind.clone(),
            kind_words: kind_words(&e.kind),
            family: family(&e.kind),
            status: word(&e.status),
            background: e.background,
            when: time(e.when.start.map(|s| s.to_string()), e.when.end.map(|s| s.to_string()), e.when.precision),
            iso,
            place: place(&e.place.name, &e.place.country),
            precision: word(&e.place.precision),
            tolls: Toll::all(&e.figures),
            articles: e.articles.count,
            reports: e.reports.count,
            evidence: None,
            also: None,
        }
    }
}

/// A place in words.
pub fn place(name: &Option<String>, country: &Option<String>) -> String {
    let country = country.as_deref().and_then(model::countries::find).map(|c| c.name);
    match (name, country) {
        (Some(n), Some(c)) if n != c => format!("{}, {c}", isolated(&cut(n, 80))),
        (Some(n), _) => cut(n, 80),
        (None, Some(c)) => c.into(),
        (None, None) => "place unknown".into(),
    }
}

/// An address as a link may have it: only those of the web are, as a page may hold any; empty where it is none.
pub fn web(url: Option<&str>) -> String {
    url.filter(|u| u.starts_with("https://") || u.starts_with("http://")).unwrap_or_default().into()
}

/// A piece of a text: marked, or not.
#[derive(Clone, Debug, Default)]
pub struct Piece {
    pub text: String,
    pub class: String,
    pub href: String,
    pub title: String,
    pub id: String,
}

/// A block of an article's text.
pub struct BlockView {
    pub kind: String,
    pub pieces: Vec<Piece>,
}

struct Mark {
    start: usize,
    end: usize,
    rank: u8,
    piece: Piece,
}

/// The blocks of an article with its mentions marked. Of two that overlap the weightier stays.
pub fn blocks(r: &Reading) -> Vec<BlockView> {
    let marks = marks(r);
    let text = &r.article.text;
    let whole = vec![model::Block { kind: model::BlockKind::Paragraph, range: (0..text.len()).into(), credit: None }];
    let blocks = if r.article.blocks.is_empty() { &whole } else { &r.article.blocks };
    let view = |b: &model::Block| BlockView {
        kind: word(&b.kind),
        pieces: pieces(text, b.range.start as usize, b.range.end as usize, &marks),
    };
    blocks.iter().map(view).collect()
}

/// One stretch of an article's text with its mentions marked.
pub fn stretch(r: &Reading, range: model::TextRange) -> Vec<Piece> {
    pieces(&r.article.text, range.start as usize, range.end as usize, &marks(r))
}

fn pieces(text: &str, from: usize, to: usize, marks: &[Mark]) -> Vec<Piece> {
    let (mut out, mut at) = (Vec::new(), from);
    let plain = |s: usize, e: usize| Piece { text: shown(text.get(s..e).unwrap_or("")), ..Piece::default() };
    for m in marks.iter().filter(|m| m.start >= from && m.end <= to) {
        if m.start < at {
            continue;
        }
        if m.start > at {
            out.push(plain(at, m.start));
        }
        out.push(m.piece.clone());
        at = m.end;
    }
    if at < to {
        out.push(plain(at, to));
    }
    out
}

/// A report's sentence with what it takes from it: the trigger, and below it the figures, the place, the time, and who takes part.
pub fn taken(r: &Reading, x: &Report) -> Vec<Piece> {
    let (text, m) = (&r.article.text, &r.mentions);
    let sentence = m.sentences.get(x.sentence as usize).copied().unwrap_or(x.trigger.range);
    let (from, to) = (sentence.start as usize, sentence.end as usize);
    let mut marks: Vec<(&str, String)> = vec![("", String::new())];
    // What stands over another is painted last.
    let mut painted: Vec<usize> = vec![0; to.saturating_sub(from)];
    let mut paint = |range: TextRange, class, title: String| {
        let (a, b) = (range.start as usize, range.end as usize);
        if from <= a && a < b && b <= to {
            painted[a - from..b - from].fill(marks.len());
            marks.push((class, title));
        }
    };
    for role in &x.roles {
        paint(role.span.range, "m-name", word(&role.role));
    }
    x.when.time.and_then(|i| m.times.get(i as usize)).into_iter().for_each(|t| paint(t.range, "m-time", "when".into()));
    x.place.place.and_then(|i| m.places.get(i as usize)).into_iter().for_each(|p| paint(p.range, "m-place", "where".into()));
    for f in x.figures.iter().filter_map(|i| m.figures.get(*i as usize)) {
        paint(f.range, "m-figure", counted(&f.what));
    }
    paint(x.trigger.range, "m-event", "what happened".into());
    let mut at = from;
    let runs = painted.chunk_by(|a, b| a == b).map(|run| {
        let (start, (class, title)) = (at, &marks[run[0]]);
        at += run.len();
        let words = text.get(start..at).unwrap_or_default();
        // Room beside words is not marked.
        let class = if words.trim().is_empty() { "" } else { class };
        Piece { text: shown(words), class: class.into(), title: title.clone(), ..Piece::default() }
    });
    runs.collect()
}

/// A text without the control characters that no page may hold.
fn shown(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && !matches!(c, '\n' | '\t') { '\u{fffd}' } else { c }).collect()
}

/// Marks in order, none overlapping another.
fn marks(r: &Reading) -> Vec<Mark> {
    let mut all = Vec::new();
    let text = &r.article.text;
    let mut add = |range: model::TextRange, rank: u8, class: &str, href: String, title: String, id: String| {
        let words = range.of(text);
        if !words.is_empty() {
            let piece = Piece { text: shown(words), class: class.into(), href, title, id };
            all.push(Mark { start: range.start as usize, end: range.end as usize, rank, piece });
        }
    };
    for x in &r.reports {
        let href = x.event.map_or_else(|| format!("/report/{}", x.id), |e| format!("/event/{e}"));
        let title = format!("{} · {}{}", kind_words(&x.kind), word(&x.status), if x.background { " · recalled" } else { "" });
        add(x.trigger.range, 0, &format!("m-event f-{}", family(&x.kind)), href, title, x.id.to_string());
    }
    mention_marks(&r.mentions, &mut add);
    all.sort_by_key(|m| (m.rank, m.start));
    let mut kept: Vec<Mark> = Vec::new();
    let mut taken = std::collections::BTreeMap::new();
    for m in all {
        let before = taken.range(..m.end).next_back().map(|(_, end)| *end).unwrap_or(0);
        if before <= m.start {
            taken.insert(m.start, m.end);
            kept.push(m);
        }
    }
    kept.sort_by_key(|m| m.start);
    kept
}

fn mention_marks(m: &Mentions, add: &mut impl FnMut(model::TextRange, u8, &str, String, String, String)) {
    for f in &m.figures {
        let number = told(&Told { best: f.best, low: f.low, high: f.high, quantifier: f.quantifier });
        add(f.range, 1, "m-figure", String::new(), format!("{number} {}", counted(&f.what)), String::new());
    }
    for p in &m.places {
        let href = p.geonames.map(|g| format!("/place/{g}")).unwrap_or_default();
        let known = p.name.is_some() || p.country.is_some();
        let title = match (known, word(&p.precision)) {
            (false, _) => "a place that the gazetteer does not know".into(),
            (true, finely) if finely == "unknown" => place(&p.name, &p.country),
            (true, finely) => format!("{} · {}", place(&p.name, &p.country), plain(&finely)),
        };
        add(p.range, 2, if p.geonames.is_some() { "m-place" } else { "m-place m-unknown" }, href, title, String::new());
    }
    for n in m.names.iter().filter(|n| !matches!(n.kind, NameKind::Place)) {
        let href = n.actor.map(|a| format!("/actor/{a}")).unwrap_or_default();
        add(n.range, 3, "m-name", href, word(&n.kind), String::new());
    }
    for t in &m.times {
        let from = if matches!(t.anchor.as_str(), "" | "none") { String::new() } else { format!(" · {}", plain(&t.anchor)) };
        add(t.range, 4, "m-time", String::new(), format!("{}{from}", t.value), String::new());
    }
}

/// A sector's code in words; an unknown one stays as it is.
fn sector(code: &str) -> String {
    let words = match code {
        "GOV" => "government",
        "MIL" => "armed forces",
        "COP" => "police",
        "SPY" => "intelligence",
        "LEG" => "parliament",
        "JUD" => "judiciary",
        "PTY" => "party",
        "OPP" => "opposition",
        "REB" => "rebels",
        "UAF" => "armed group",
        "CRM" => "crime",
        "IGO" => "international body",
        "NGO" => "civil organization",
        "BUS" => "business",
        "MED" => "media",
        "EDU" => "education",
        "LAB" => "labour",
        "HLH" => "health",
        "CVL" => "civilians",
        "SPORT" => "sport",
        "ART" => "art",
        "FAITH" => "faith",
        "LAW" => "law",
        "SCI" => "science",
        other => other,
    };
    words.into()
}

/// True for words that count people and say nothing else of them: "17 people", "more than 40", "dozens".
pub fn counts_only(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "a",
        "about",
        "all",
        "almost",
        "and",
        "another",
        "around",
        "at",
        "dead",
        "dozen",
        "dozens",
        "eight",
        "eighteen",
        "eighty",
        "eleven",
        "fewer",
        "fifteen",
        "fifty",
        "five",
        "forty",
        "four",
        "fourteen",
        "hundred",
        "hundreds",
        "injured",
        "least",
        "less",
        "many",
        "million",
        "millions",
        "more",
        "most",
        "nearly",
        "nine",
        "nineteen",
        "ninety",
        "of",
        "one",
        "or",
        "others",
        "over",
        "people",
        "person",
        "persons",
        "roughly",
        "score",
        "scores",
        "seven",
        "seventeen",
        "seventy",
        "several",
        "six",
        "sixteen",
        "sixty",
        "some",
        "ten",
        "than",
        "the",
        "them",
        "thirteen",
        "thirty",
        "thousand",
        "thousands",
        "three",
        "to",
        "twelve",
        "twenty",
        "two",
        "up",
        "victims",
        "wounded",
    ];
    let number = |w: &str| w.bytes().next().is_some_and(|b| b.is_ascii_digit()) || WORDS.contains(&w.to_lowercase().as_str());
    name.split(|c: char| c.is_whitespace() || c == '-').filter(|w| !w.is_empty()).all(number)
}

/// An actor's line of small facts.
pub fn actor_facts(a: &Actor) -> String {
    let country = a.country.as_deref().and_then(model::countries::find).map(|c| c.name.to_string());
    [Some(word(&a.kind)), country, a.sector.as_deref().map(sector)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_title_is_cut_between_characters() {
        assert_eq!(cut("äöü", 3), "äöü");
        assert_eq!(cut("äöüß", 3), "äöü…");
        assert_eq!(cut("a\u{1b}[31m", 9), "a [31m");
    }

    #[test]
    fn nothing_turns_the_page_around() {
        assert_eq!(cut("Ruse \u{202e}esrever", 40), "Ruse esrever");
        assert_eq!(isolated("Harbour Tribune"), "Harbour Tribune");
        assert_eq!(isolated("صحيفة"), "\u{2068}صحيفة\u{2069}");
        assert_eq!(place(&Some("صور".into()), &Some("LB".into())), "\u{2068}صور\u{2069}, Lebanon");
    }

    #[test]
    fn a_number_is_told_in_its_words() {
        let t = |quantifier, best, low, high| Told { best: Some(best), low, high, quantifier };
        let dozens = t(Quantifier::Dozens, 36.0, Some(24.0), None);
        let (few, many) =
            (t(Quantifier::Exactly, 4.0, Some(4.0), Some(4.0)), t(Quantifier::Exactly, 60.0, Some(60.0), Some(60.0)));
        assert_eq!(told(&dozens), "dozens (24 or more)");
        assert_eq!(told(&t(Quantifier::Range, 25.0, Some(20.0), Some(30.0))), "20–30");
        assert_eq!(told(&t(Quantifier::AtLeast, 1200.0, Some(1200.0), None)), "at least 1,200");
        let figure = |all: &[Told]| {
            let all: Vec<(Told, ())> = all.iter().map(|t| (*t, ())).collect();
            let apart = Told::apart(&all).map(|(a, b)| (a.0, b.0));
            Toll::of(&BriefFigure { what: "injured".into(), best: Some(all[0].0), apart }).unwrap()
        };
        let said = |all: &[Told]| (figure(all).text, figure(all).disputed);
        assert_eq!(said(&[few, many]), ("4–60".into(), true));
        assert_eq!(said(&[dozens, many]), ("dozens (24 or more)".into(), false));
        assert_eq!(said(&[dozens, few]), ("4 to dozens (24 or more)".into(), true));
    }

    #[test]
    fn time_is_told_as_finely_as_it_is_known() {
        let t = |s: &str, e: &str, p| time(Some(s.into()), Some(e.into()), p);
        assert_eq!(t("2024-03-22", "2024-03-22", Some(TimePrecision::Day)), "22 March 2024");
        assert_eq!(t("2024-03-01", "2024-03-31", Some(TimePrecision::Month)), "March 2024");
        assert_eq!(t("2024-03-22", "2024-03-24", Some(TimePrecision::Day)), "22–24 March 2024");
        assert_eq!(t("2024-02-28", "2024-03-04", Some(TimePrecision::Day)), "28 February – 4 March 2024");
        assert_eq!(t("2023-12-31", "2024-01-02", Some(TimePrecision::Day)), "31 December 2023 – 2 January 2024");
        assert_eq!(time(None, None, None), "day unknown");
    }

    #[test]
    fn who_is_only_counted_is_told_from_who_is_somebody() {
        for counted in ["12", "17 people", "more than 40", "At least twenty-five others", "dozens", "some 3,000 people"] {
            assert!(counts_only(counted), "{counted}");
        }
        for somebody in ["a dock worker", "six workers", "three Chadian soldiers", "Ana Ruiz", "the mayor"] {
            assert!(!counts_only(somebody), "{somebody}");
        }
    }

    #[test]
    fn numbers_have_groups() {
        assert_eq!((number(0), number(1234), number(1234567)), ("0".into(), "1,234".into(), "1,234,567".into()));
    }
}

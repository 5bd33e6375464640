//! One figure of an event: its ledger as a table, and drawn over time with a point for each who tells it.

use super::mend::{self, Choice};
use crate::view::{amount, cut, day_number, isolated, long_day, plain, several, told};
use model::{EventFigure, LedgerEntry, Quantifier, Told};
use std::collections::{HashMap, HashSet};

/// A row of a ledger, and its point in the drawing.
pub struct Row {
    /// The number in its words.
    pub number: String,
    pub of: String,
    /// What it is besides a total, and how often its article tells it.
    pub role: String,
    pub day: String,
    pub said_by: String,
    pub source: String,
    pub href: String,
    pub x: String,
    pub y: String,
    /// What its words leave open, as a line: from the least to the most of a range, an arrow for "or more" or "at most".
    pub open: String,
    /// True where a single number is told: a point is drawn for it.
    pub dot: bool,
    pub part: bool,
    pub color: usize,
    /// A person found it wrong: it is told, and not drawn.
    pub rejected: bool,
}

/// A figure as the event's page shows it.
pub struct FigureView {
    pub what: String,
    pub best: String,
    pub because: String,
    /// From which number to which one it is told, with who tells them; empty where all tell the same.
    pub range: String,
    /// What that is: a disagreement only where not all can be true.
    pub how: &'static str,
    pub disputed: bool,
    pub rows: Vec<Row>,
    /// How many of the first rows are shown at once: of a long ledger the others are folded.
    pub shown: usize,
    pub speakers: Vec<(usize, String)>,
    pub lines: Vec<(String, String)>,
    /// Where a day stands below the drawing, the day, and which side of it is there.
    pub days: Vec<(String, String, &'static str)>,
    pub chart: bool,
    /// True where each line of the drawing is ten times the one below it.
    pub tens: bool,
    /// What else is in the drawing, in words.
    pub legend: String,
    pub options: Vec<Choice>,
}

impl FigureView {
    /// The rows shown at once.
    pub fn first(&self) -> &[Row] {
        &self.rows[..self.shown]
    }

    /// Those folded.
    pub fn rest(&self) -> &[Row] {
        &self.rows[self.shown..]
    }
}

/// The drawing is so wide,
const WIDE: f64 = 640.0;
/// points stand between these sides,
const LEFT: f64 = 72.0;
const RIGHT: f64 = 616.0;
/// and between zero and the highest.
const BASE: f64 = 252.0;
const TOP: f64 = 34.0;
/// How long an arrow is, and how wide an end of a range to each side.
const ARROW: f64 = 26.0;
const END: f64 = 6.0;
/// Points of one number and day stand so far beside each other.
const BESIDE: f64 = 15.0;
/// Rows of a ledger shown at once, and how many more than these are not worth folding.
const SHOWN: usize = 12;
const FEW: usize = 4;
/// Where the highest number is so many times the middle one, a drawing in proportion shows nothing of the others.
const FAR: f64 = 20.0;

/// How high numbers stand.
#[derive(Clone, Copy)]
struct Scale {
    top: f64,
    tens: bool,
}

impl Scale {
    /// That of some numbers.
    fn of(numbers: impl Iterator<Item = f64>) -> Scale {
        let mut all: Vec<f64> = numbers.filter(|n| *n > 0.0).collect();
        all.sort_by(f64::total_cmp);
        let (top, middle) = (all.last().copied().unwrap_or(1.0), all.get(all.len() / 2).copied().unwrap_or(1.0));
        Scale { top: top.max(1.0), tens: top >= 100.0 && (top > FAR * middle || middle > FAR * all[0]) }
    }

    fn y(self, v: f64) -> f64 {
        let share = if self.tens { v.max(0.0).ln_1p() / self.top.ln_1p() } else { v / self.top };
        BASE - share * (BASE - TOP)
    }

    /// The numbers at which lines are drawn.
    fn lines(self) -> Vec<f64> {
        if !self.tens {
            return steps(self.top);
        }
        let powers = std::iter::successors(Some(1.0), |v| Some(v * 10.0));
        // Numbers need room below each other: zero stands there only where one is far above it.
        let mut out: Vec<f64> = Vec::new();
        for v in powers.take_while(|v| *v <= self.top) {
            if out.last().is_none_or(|last| self.y(*last) - self.y(v) >= ROOM) {
                out.push(v);
            }
        }
        if BASE - self.y(1.0) >= ROOM {
            out.insert(0, 0.0);
        }
        out
    }
}

/// How far below each other numbers beside a drawing stand at least.
const ROOM: f64 = 24.0;

/// Who tells a number.
fn speaker(l: &LedgerEntry) -> String {
    l.said_by.clone().unwrap_or_else(|| "the article itself".into())
}

/// True for words that give no single number.
fn is_open(q: Quantifier) -> bool {
    matches!(q, Quantifier::Dozens | Quantifier::Scores | Quantifier::Hundreds | Quantifier::Thousands | Quantifier::Range)
}

/// The number at which an entry is drawn: of words that give no single one the least that they allow.
fn drawn_at(t: &Told) -> f64 {
    let least = if is_open(t.quantifier) { t.low.or(t.best) } else { t.best.or(t.low) };
    least.or(t.high).unwrap_or(0.0)
}

/// What the words of a number leave open, as a path.
fn open(t: &Told, x: f64, scale: Scale) -> String {
    let y = scale.y(drawn_at(t));
    let arrow = |to: f64| {
        let back = if to < y { 7.0 } else { -7.0 };
        format!("M{x:.1},{y:.1}V{to:.1}M{:.1},{:.1}L{x:.1},{to:.1}L{:.1},{:.1}", x - 5.0, to + back, x + 5.0, to + back)
    };
    let end = |y: f64| format!("M{:.1},{y:.1}h{:.1}", x - END, 2.0 * END);
    match t.quantifier {
        Quantifier::Range => {
            let top = scale.y(t.high.unwrap_or_else(|| drawn_at(t)));
            format!("{}M{x:.1},{y:.1}V{top:.1}{}", end(y), end(top))
        }
        q if is_open(q) => format!("{}{}", end(y), arrow(y - ARROW)),
        Quantifier::AtLeast | Quantifier::MoreThan => arrow(y - ARROW),
        Quantifier::AtMost | Quantifier::LessThan | Quantifier::Nearly => arrow((y + ARROW).min(BASE + 12.0)),
        _ => String::new(),
    }
}

/// What an entry counts. "12 person" is no English.
fn of(l: &LedgerEntry) -> String {
    match &l.of {
        Some(of) => cut(of, 60),
        None if l.unit == "person" && l.best == Some(1.0) => "person".into(),
        None if l.unit == "person" => "people".into(),
        None => cut(&l.unit, 60),
    }
}

/// A figure with its ledger.
pub fn figure(f: &EventFigure) -> FigureView {
    let mut speakers: Vec<String> = Vec::new();
    let told_still = || f.ledger.iter().filter(|l| !l.rejected);
    let mut dates: Vec<String> = told_still().filter_map(|l| l.as_of.map(|d| d.date.to_string())).collect();
    dates.sort();
    dates.dedup();
    let low = store::day(dates.first().map(String::as_str));
    let high = store::day(dates.last().map(String::as_str));
    let index = |d: i32| f64::from(day_number(d));
    let tops =
        told_still().map(|l| if l.quantifier == Quantifier::Range { l.high.or(l.best) } else { Some(drawn_at(&l.told())) });
    let scale = Scale::of(tops.flatten());
    let span = (index(high) - index(low)).max(1.0);
    let x = |day: &str| match day.is_empty() || low == high {
        true => (LEFT + RIGHT) / 2.0,
        false => LEFT + (index(store::day(Some(day))) - index(low)) / span * (RIGHT - LEFT),
    };
    let mut points = Points::default();
    let mut row = |l: &LedgerEntry| {
        let who = speaker(l);
        let color = speakers.iter().position(|s| *s == who).unwrap_or_else(|| {
            speakers.push(who.clone());
            speakers.len() - 1
        });
        let day = l.as_of.map(|d| d.date.to_string()).unwrap_or_default();
        let t = l.told();
        let y = scale.y(drawn_at(&t));
        let x = if l.rejected { 0.0 } else { points.place(x(&day), y) };
        Row {
            number: told(&t),
            of: of(l),
            role: if l.role == "total" { String::new() } else { l.role.clone() },
            day: if day.is_empty() { "day unknown".into() } else { day },
            said_by: cut(&who, 80),
            source: cut(l.source.as_deref().unwrap_or("source unknown"), 60),
            href: format!("/article/{}#{}", l.article, l.report),
            x: format!("{x:.1}"),
            y: format!("{y:.1}"),
            open: if l.rejected { String::new() } else { open(&t, x, scale) },
            dot: !is_open(t.quantifier),
            part: l.aside(),
            color,
            rejected: l.rejected,
        }
    };
    let mut rows: Vec<Row> = Vec::new();
    let mut times: HashMap<String, (usize, usize)> = HashMap::new();
    let said = |l: &LedgerEntry| format!("{:?} {:?} {} {} {}", l.told(), l.of, l.role, l.article, l.rejected);
    let with_speaker = f.ledger.iter().rev().filter(|l| l.said_by.is_some());
    let spoken: HashMap<String, &LedgerEntry> = with_speaker.map(|l| (said(l), l)).collect();
    for l in &f.ledger {
        // An article may tell the same twice, once in its own voice.
        let l = if l.said_by.is_none() { spoken.get(&said(l)).copied().unwrap_or(l) } else { l };
        let key = format!("{:?} {}", l.said_by, said(l));
        let next = rows.len();
        let seen = times.entry(key).or_insert((next, 0));
        seen.1 += 1;
        if seen.0 == next {
            rows.push(row(l));
        }
    }
    for (at, n) in times.into_values().filter(|(_, n)| *n > 1) {
        let often = if n == 2 { "twice".to_string() } else { several(n, "time") };
        let role = std::mem::take(&mut rows[at].role);
        rows[at].role = if role.is_empty() { format!("told {often}") } else { format!("{role}, told {often}") };
    }
    // More speakers than colours: those who spoke last share one.
    let shared = speakers.len() > COLORS;
    if shared {
        rows.iter_mut().for_each(|r| r.color = r.color.min(COLORS - 1));
    }
    let folded = rows.len() > SHOWN + FEW;
    if folded {
        // What tells the whole is seen before what tells parts of it.
        rows.sort_by_key(|r| r.part);
    }
    let lines = scale.lines();
    let tens = scale.tens && lines.windows(2).all(|w| w[0] == 0.0 || w[1] == 10.0 * w[0]);
    let lines = lines.into_iter().map(|v| (format!("{:.1}", scale.y(v)), amount(v))).collect();
    let (how, range) = range(f);
    let mut drawn = rows.iter().filter(|r| !r.rejected).map(|r| &r.number);
    let first = drawn.next();
    FigureView {
        what: plain(&f.what),
        best: f.recommended.as_ref().filter(|r| r.best.is_some()).map_or_else(|| "only parts told".into(), |r| told(&r.told())),
        because: f.recommended.as_ref().map(|r| r.because.clone()).unwrap_or_default(),
        disputed: how == DISAGREE,
        range,
        how,
        // Where all say the same a drawing has nothing to show.
        chart: drawn.any(|r| Some(r) != first),
        tens,
        legend: legend(f, &rows),
        options: mend::ledger(f),
        shown: if folded { SHOWN } else { rows.len() },
        speakers: match shared {
            true => {
                let told = speakers.iter().take(COLORS - 1).map(|s| cut(s, 60));
                told.chain([format!("{} others", speakers.len() + 1 - COLORS)]).enumerate().collect()
            }
            false => speakers.iter().map(|s| cut(s, 60)).enumerate().collect(),
        },
        rows,
        lines,
        days: days(&dates, x),
    }
}

/// What is drawn besides points, in words.
fn legend(f: &EventFigure, rows: &[Row]) -> String {
    let drawn: HashSet<Quantifier> = f.ledger.iter().filter(|l| !l.rejected).map(|l| l.quantifier).collect();
    let any = |all: &[Quantifier]| all.iter().any(|q| drawn.contains(q));
    let rejected = rows.iter().filter(|r| r.rejected).count();
    use Quantifier::*;
    let told = [
        (rows.iter().any(|r| r.part && !r.rejected), "hollow: a part of it".to_string()),
        (any(&[Range]), "bar between two ends: a range".into()),
        (any(&[Dozens, Scores, Hundreds, Thousands, AtLeast, MoreThan]), "arrow up: so many or more".into()),
        (any(&[AtMost, LessThan, Nearly]), "arrow down: so many or fewer".into()),
        (rejected > 0, format!("{} not drawn", several(rejected, "rejected number"))),
    ];
    told.into_iter().filter(|t| t.0).map(|t| t.1).collect::<Vec<_>>().join(" · ")
}

const DISAGREE: &str = "The sources disagree";

/// From which total to which one it is told, and what that is; empty where all tell the same.
fn range(f: &EventFigure) -> (&'static str, String) {
    let who = |l: &LedgerEntry| {
        // Where no source is known, the day tells one article from another.
        let day = || l.as_of.map(|d| long_day(&d.date.to_string()));
        let source = l.source.as_deref().map(|s| isolated(&cut(s, 50))).or_else(day).map(|s| format!(", {s}"));
        format!("{}{}", isolated(&cut(&speaker(l), 60)), source.unwrap_or_default())
    };
    let between =
        |a: &LedgerEntry, b: &LedgerEntry| format!("from {} ({}) to {} ({})", told(&a.told()), who(a), told(&b.told()), who(b));
    let whole: Vec<(Told, &LedgerEntry)> = f.whole().filter(|l| l.best.is_some()).map(|l| (l.told(), l)).collect();
    if let Some((a, b)) = Told::apart(&whole) {
        return (DISAGREE, between(a.1, b.1));
    }
    let totals = || f.ledger.iter().filter(|l| !l.aside() && !l.rejected && l.best.is_some());
    let least = totals().min_by(|a, b| drawn_at(&a.told()).total_cmp(&drawn_at(&b.told())));
    // Of equals the first one told it.
    let most = totals().reduce(|a, b| if drawn_at(&b.told()) > drawn_at(&a.told()) { b } else { a });
    match (least, most) {
        (Some(a), Some(b)) if drawn_at(&a.told()) < drawn_at(&b.told()) => {
            (if f.moved() { "The number moved" } else { "All that is told can be true" }, between(a, b))
        }
        _ => ("", String::new()),
    }
}

/// Where points stand already: one of the same number and day stands beside the others, so that each is seen.
#[derive(Default)]
struct Points(HashMap<(i64, i64), usize>);

impl Points {
    /// Where the next one stands.
    fn place(&mut self, x: f64, y: f64) -> f64 {
        let n = self.0.entry((x as i64 / 8, y as i64 / 8)).or_default();
        let by = *n as f64 * BESIDE;
        *n += 1;
        // To the right while there is room, then back from the side.
        let room = WIDE - 10.0 - LEFT + BESIDE;
        let at = if x > (LEFT + RIGHT) / 2.0 { x - by } else { x + by };
        LEFT - BESIDE + (at - LEFT + BESIDE).rem_euclid(room)
    }
}

/// Colours that tell speakers apart.
const COLORS: usize = 6;
/// How much room a day takes below a drawing.
const DAY: f64 = 96.0;

/// The days below a drawing: the first and the last, and those between for which there is room.
fn days(dates: &[String], x: impl Fn(&str) -> f64) -> Vec<(String, String, &'static str)> {
    let [first, .., last] = dates else {
        return dates.iter().map(|d| (format!("{:.1}", x(d)), d.clone(), "middle")).collect();
    };
    let told = |at: f64, day: &String, anchor| (format!("{at:.1}"), day.clone(), anchor);
    let (mut at, end) = (x(first), x(last));
    // The first begins left of where it stands, those after it have it in their middle, the last one ends right of it.
    let mut out = vec![told((at - DAY / 3.0).max(0.0), first, "start")];
    at += DAY / 2.0;
    for day in &dates[1..dates.len() - 1] {
        if x(day) - at >= DAY && end - x(day) >= DAY * 1.2 {
            at = x(day);
            out.push(told(at, day, "middle"));
        }
    }
    out.push(told(WIDE.min(end + DAY / 2.0), last, "end"));
    out
}

/// Round numbers from 0 up to the highest one of a drawing, three to six of them; whole ones, as people are counted.
fn steps(high: f64) -> Vec<f64> {
    let rough = (high / 4.0).max(1.0);
    let ten = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].map(|k| k * ten).into_iter().find(|s| *s >= rough).unwrap_or(rough);
    (0..=5).map(|i| f64::from(i) * step).take_while(|v| *v <= high).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_stand_below_a_drawing_where_there_is_room() {
        let days = |all: &[i32]| {
            let dates: Vec<String> = all.iter().map(|x| x.to_string()).collect();
            days(&dates, |d| d.parse().unwrap()).into_iter().map(|d| format!("{} {} {}", d.1, d.0, d.2)).collect::<Vec<_>>()
        };
        assert!(days(&[]).is_empty());
        assert_eq!(days(&[344]), ["344 344.0 middle"]);
        assert_eq!(days(&[72, 616]), ["72 40.0 start", "616 640.0 end"]);
        assert_eq!(days(&[72, 90, 260, 300, 560, 616]), ["72 40.0 start", "260 260.0 middle", "616 640.0 end"]);
    }

    #[test]
    fn a_drawing_has_round_lines() {
        assert_eq!(steps(7.0), [0.0, 2.0, 4.0, 6.0]);
        assert_eq!(steps(1.0), [0.0, 1.0]);
        assert_eq!(steps(240.0), [0.0, 100.0, 200.0]);
        assert_eq!(steps(41_000.0), [0.0, 20_000.0, 40_000.0]);
    }

    #[test]
    fn one_number_far_above_the_others_does_not_flatten_them() {
        let near = Scale::of([3.0, 4.0, 40.0].into_iter());
        assert!(!near.tens && near.y(40.0) == TOP && near.y(0.0) == BASE);
        let far = Scale::of([1.0, 1.0, 3.0, 2000.0].into_iter());
        assert_eq!(far.lines(), [1.0, 10.0, 100.0, 1000.0]);
        // Where zero and one would stand on each other, only one of them does.
        let farther = Scale::of([1.0, 1.0, 3.0, 7e7].into_iter()).lines();
        assert!(farther[0] == 1.0 && farther.windows(2).all(|w| w[1] > w[0]), "{farther:?}");
        assert!(far.y(1.0) - far.y(3.0) > 15.0 && far.y(2000.0) == TOP);
        assert_eq!(Scale::of(std::iter::empty()).lines(), [0.0, 1.0]);
    }

    #[test]
    fn points_of_one_number_and_day_stand_beside_each_other() {
        let mut points = Points::default();
        let first: Vec<f64> = (0..3).map(|_| points.place(LEFT, 100.0)).collect();
        assert_eq!(first, [LEFT, LEFT + BESIDE, LEFT + 2.0 * BESIDE]);
        let last: Vec<f64> = (0..2).map(|_| points.place(RIGHT, 100.0)).collect();
        assert_eq!(last, [RIGHT, RIGHT - BESIDE]);
        for _ in 0..200 {
            let x = points.place(RIGHT, 40.0);
            assert!((0.0..WIDE).contains(&x), "{x}");
        }
    }
}

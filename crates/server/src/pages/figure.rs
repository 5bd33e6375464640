//! One figure of an event: its ledger as a table, and drawn over time with a point for each who tells it.

use super::mend::{self, Choice};
use crate::view::{amount, cut, day_number, long_day, plain, word};
use model::{EventFigure, LedgerEntry};
use std::collections::HashMap;

/// A row of a ledger, and its point in the drawing.
pub struct Row {
    pub number: String,
    pub quantifier: String,
    pub of: String,
    pub role: String,
    pub day: String,
    pub said_by: String,
    pub source: String,
    pub href: String,
    pub x: String,
    pub y: String,
    pub top: String,
    pub bottom: String,
    pub color: usize,
    pub rejected: bool,
}

/// A figure as the event's page shows it.
pub struct FigureView {
    pub what: String,
    pub best: String,
    pub because: String,
    pub range: String,
    /// One article tells all of it, and its newer number is on top: nobody disagrees.
    pub moved: bool,
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
const TOP: f64 = 22.0;
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
        std::iter::once(0.0).chain(powers.take_while(|v| *v <= self.top)).collect()
    }
}

/// Who tells a number.
fn speaker(l: &LedgerEntry) -> String {
    l.said_by.clone().unwrap_or_else(|| "the article itself".into())
}

/// A figure with its ledger.
pub fn figure(f: &EventFigure) -> FigureView {
    let mut speakers: Vec<String> = Vec::new();
    let mut dates: Vec<String> = f.ledger.iter().filter_map(|l| l.as_of.map(|d| d.date.to_string())).collect();
    dates.sort();
    dates.dedup();
    let low = store::day(dates.first().map(String::as_str));
    let high = store::day(dates.last().map(String::as_str));
    let index = |d: i32| f64::from(day_number(d));
    let scale = Scale::of(f.ledger.iter().filter_map(|l| l.high.or(l.best)));
    let span = (index(high) - index(low)).max(1.0);
    let x = |day: &str| match day.is_empty() || low == high {
        true => (LEFT + RIGHT) / 2.0,
        false => LEFT + (index(store::day(Some(day))) - index(low)) / span * (RIGHT - LEFT),
    };
    let mut points = Points::default();
    let row = |l: &LedgerEntry| {
        let who = speaker(l);
        let color = speakers.iter().position(|s| *s == who).unwrap_or_else(|| {
            speakers.push(who.clone());
            speakers.len() - 1
        });
        let day = l.as_of.map(|d| d.date.to_string()).unwrap_or_default();
        let best = l.best.or(l.low).or(l.high).unwrap_or(0.0);
        let x = points.place(x(&day), scale.y(best));
        Row {
            number: l.best.map(amount).unwrap_or_else(|| "?".into()),
            quantifier: plain(&word(&l.quantifier)),
            of: cut(l.of.as_deref().unwrap_or(&l.unit), 60),
            role: l.role.clone(),
            day: if day.is_empty() { "day unknown".into() } else { day },
            said_by: cut(&who, 80),
            source: cut(l.source.as_deref().unwrap_or("source unknown"), 60),
            href: format!("/article/{}#{}", l.article, l.report),
            x: format!("{x:.1}"),
            y: format!("{:.1}", scale.y(best)),
            top: format!("{:.1}", scale.y(l.high.unwrap_or(best).min(scale.top))),
            bottom: format!("{:.1}", scale.y(l.low.unwrap_or(best))),
            color,
            rejected: l.rejected,
        }
    };
    let mut rows: Vec<Row> = f.ledger.iter().map(row).collect();
    // More speakers than colours: those who spoke last share one.
    let shared = speakers.len() > COLORS;
    if shared {
        rows.iter_mut().for_each(|r| r.color = r.color.min(COLORS - 1));
    }
    let folded = rows.len() > SHOWN + FEW;
    if folded {
        // What tells the whole is seen before what tells parts of it.
        rows.sort_by_key(|r| matches!(r.role.as_str(), "part" | "earlier"));
    }
    let lines = scale.lines().into_iter().map(|v| (format!("{:.1}", scale.y(v)), amount(v))).collect();
    FigureView {
        what: plain(&f.what),
        best: f.recommended.as_ref().and_then(|r| r.best).map(amount).unwrap_or_else(|| "only parts told".into()),
        because: f.recommended.as_ref().map(|r| r.because.clone()).unwrap_or_default(),
        range: range(&f.ledger),
        moved: f.moved(),
        // Where all say the same a drawing has nothing to show.
        chart: rows.iter().any(|r| (&r.y, &r.top, &r.bottom) != (&rows[0].y, &rows[0].top, &rows[0].bottom)),
        tens: scale.tens,
        options: mend::ledger(f),
        shown: if folded { SHOWN } else { rows.len() },
        rows,
        speakers: match shared {
            true => {
                let told = speakers.iter().take(COLORS - 1).map(|s| cut(s, 60));
                told.chain([format!("{} others", speakers.len() + 1 - COLORS)]).enumerate().collect()
            }
            false => speakers.iter().map(|s| cut(s, 60)).enumerate().collect(),
        },
        lines,
        days: days(&dates, x),
    }
}

/// Between which totals the ledger lies, with who tells them; empty where all tell the same.
fn range(ledger: &[LedgerEntry]) -> String {
    let told = |l: &LedgerEntry| {
        // Where no source is known, the day tells one article from another.
        let day = || l.as_of.map(|d| long_day(&d.date.to_string()));
        let source = l.source.clone().or_else(day).map(|s| format!(", {s}")).unwrap_or_default();
        cut(&format!("{}{source}", l.said_by.as_deref().unwrap_or("the article itself")), 90)
    };
    let totals = || ledger.iter().filter(|l| !l.aside() && !l.rejected).filter_map(|l| Some((l.best?, l)));
    let least = totals().min_by(|a, b| a.0.total_cmp(&b.0));
    // Of equals the first one told it.
    let most = totals().reduce(|a, b| if b.0 > a.0 { b } else { a });
    match (least, most) {
        (Some(a), Some(b)) if a.0 < b.0 => format!("from {} ({}) to {} ({})", amount(a.0), told(a.1), amount(b.0), told(b.1)),
        _ => String::new(),
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
        assert_eq!(far.lines(), [0.0, 1.0, 10.0, 100.0, 1000.0]);
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

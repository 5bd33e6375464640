//! The ledger of an event: every figure of every report, and the one put on top with its reason.

use crate::{Digest, FigureDigest, ReportDigest, same, sides};
use model::{ArticleId, CharRange, EventFigure, LedgerEntry, Quantifier, Recommended, ReportId, Status, Told};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What is told first; the rest follows by its letters.
const ORDER: &[&str] = &["killed", "injured", "missing", "kidnapped", "hostages", "detained"];

/// The figures of an event's reports (sorted by article), gathered by what they count.
pub fn figures(reports: &[(&Digest, &ReportDigest)]) -> Vec<EventFigure> {
    let mut by_what: BTreeMap<&str, Vec<LedgerEntry>> = BTreeMap::new();
    for (d, r) in reports {
        for f in &r.figures {
            let entries = by_what.entry(&f.what).or_default();
            let told = |e: &LedgerEntry| e.span == f.span && !f.headline || f.headline && e.best == f.best;
            if entries.iter().any(|e| e.article == d.article && told(e)) {
                continue;
            }
            entries.push(LedgerEntry {
                best: f.best,
                low: f.low,
                high: f.high,
                quantifier: f.quantifier,
                of: f.of.clone().filter(|of| !pronoun(of)),
                unit: f.unit.clone(),
                role: if f.headline {
                    "headline"
                } else if f.earlier {
                    "earlier"
                } else if f.part {
                    "part"
                } else {
                    "total"
                }
                .into(),
                as_of: f.as_of.or(d.published),
                said_by: f.said_by.clone().or_else(|| r.said_by.clone()).filter(|_| !f.headline),
                source: d.source.clone(),
                article: d.article,
                span: f.span,
                report: r.id,
                rejected: f.rejected,
            });
        }
    }
    // Articles whose tolls of two sides, or of some and those beside them, were added up, by what they count.
    let mut sided: HashSet<(&str, ArticleId)> = HashSet::new();
    for (what, ledger) in &mut by_what {
        parts_of_the_whole(ledger);
        let added = sums(what, reports, ledger);
        let both: Vec<LedgerEntry> = of_sides(what, reports, ledger);
        sided.extend(both.iter().map(|e| (*what, e.article)));
        ledger.extend(added.into_iter().filter(|e| !sided.contains(&(*what, e.article))));
        ledger.extend(both);
        let beside = reports.iter().filter(|(_, r)| r.figures.iter().any(|f| f.beside && f.what == *what));
        sided.extend(beside.map(|(d, _)| (*what, d.article)));
    }
    let mut whats: Vec<(&str, Vec<LedgerEntry>)> = by_what.into_iter().collect();
    whats.sort_by_key(|(what, _)| ORDER.iter().position(|o| o == what).unwrap_or(ORDER.len()));
    let against: HashMap<(ReportId, CharRange), Aside> =
        reports.iter().flat_map(|(d, r)| r.figures.iter().map(move |f| ((r.id, f.span), aside_of(d, r, f)))).collect();
    // What an older version told counts only where no newer one is among the articles.
    let newest = reports.iter().any(|(d, _)| !d.superseded);
    let older: HashSet<ArticleId> = reports.iter().filter(|(d, _)| newest && d.superseded).map(|(d, _)| d.article).collect();
    let aside = |e: &LedgerEntry| Aside {
        older: older.contains(&e.article),
        ..against.get(&(e.report, e.span)).copied().unwrap_or_default()
    };
    whats
        .into_iter()
        .map(|(what, mut ledger)| {
            let summed = |e: &LedgerEntry| sided.contains(&(what, e.article));
            let mut recommended = recommend(&ledger, &aside, &summed);
            // Of a crowd, the police's count is one side's: what an article tells in its own voice goes before it.
            let own = |e: &LedgerEntry| e.said_by.is_none() && !e.aside() && !e.rejected && e.best.is_some();
            if what == "crowd" && ledger.iter().any(own) && ledger.iter().any(|e| e.said_by.is_some()) {
                let voiced: Vec<LedgerEntry> = ledger.iter().filter(|e| own(e)).cloned().collect();
                let chosen = recommend(&voiced, &aside, &summed);
                let differs = |r: &Recommended| ledger.iter().any(|e| !e.aside() && !e.rejected && e.best != r.best);
                recommended = chosen.map(|r| Recommended { conflict: differs(&r), ..r });
            }
            // One victim told by name or calling is one of those that a greater total counts, and no other total.
            if recommended.as_ref().is_some_and(|r| r.best > Some(1.0)) {
                let one = |e: &&mut LedgerEntry| e.role == "total" && value(e) == 1.0 && e.of.as_deref().is_some_and(somebody);
                ledger.iter_mut().filter(one).for_each(|e| e.role = "part".into());
            }
            EventFigure { what: what.to_string(), recommended, ledger }
        })
        .collect()
}

/// "14 people in two villages: nine in Orle, and five in Varn": totals of one article that add up to one that it tells before them
/// are its parts.
fn parts_of_the_whole(ledger: &mut [LedgerEntry]) {
    let mut totals: Vec<usize> = (0..ledger.len()).filter(|&n| ledger[n].role == "total" && value(&ledger[n]) >= 1.0).collect();
    totals.sort_by_key(|&n| (ledger[n].article, ledger[n].span.0));
    let mut found: Vec<usize> = Vec::new();
    for article in totals.chunk_by(|&m, &n| ledger[m].article == ledger[n].article) {
        let all = article.iter().map(|&n| value(&ledger[n])).fold(0.0, f64::max);
        let Some(first) = article.iter().position(|&n| value(&ledger[n]) == all) else { continue };
        let less: Vec<usize> = article[first..].iter().copied().filter(|&n| value(&ledger[n]) < all).collect();
        let mut sum = 0.0;
        let parts = less.iter().take_while(|&&n| {
            let more = sum < all;
            sum += if more { value(&ledger[n]) } else { 0.0 };
            more
        });
        let parts: Vec<usize> = parts.copied().collect();
        if sum == all && parts.len() > 1 {
            found.extend(parts);
        }
    }
    found.into_iter().for_each(|n| ledger[n].role = "part".into());
}

/// True for words that tell who it was: "a dock worker", not "person".
fn somebody(of: &str) -> bool {
    !at_large(of)
        && !matches!(of.to_lowercase().as_str(), "person" | "a person" | "life" | "death" | "fatality" | "casualty" | "body")
}

/// For each article that tells victims one by one, and no total as high: their number, at the last of them.
fn sums(what: &str, reports: &[(&Digest, &ReportDigest)], ledger: &[LedgerEntry]) -> Vec<LedgerEntry> {
    let mut out = Vec::new();
    if !matches!(what, "killed" | "injured") {
        return out;
    }
    let mut from = 0;
    while from < reports.len() {
        let article = reports[from].0.article;
        let to = from + reports[from..].iter().take_while(|(d, _)| d.article == article).count();
        let told =
            || reports[from..to].iter().filter(|(_, r)| !r.background).flat_map(|(_, r)| &r.figures).filter(|f| f.what == what);
        let count = |before: u32| crate::set(told().filter(|f| f.span.0 < before).filter_map(|f| f.person)).len() as f64;
        let totals = || told().filter(|f| f.person.is_none() && !f.part);
        // "Ana Ruiz and three others": beside those told before.
        let all = |f: &&FigureDigest| told().any(|t| t.person.is_none() && !t.others && t.best == f.best);
        // "The blast killed twelve. Three others died in hospital.": beside the total told last; "the other three" are of it.
        // Others who are hurt may be others than the dead.
        let total = |before: u32| {
            let told = totals().filter(|f| !f.others && !f.headline && f.span.0 < before).max_by_key(|f| f.span.0);
            told.and_then(|f| f.best).filter(|_| what == "killed").unwrap_or(0.0)
        };
        let more = |f: &FigureDigest| f.of.as_deref().is_some_and(|of| of.starts_with("other"));
        let with = |f: &FigureDigest| {
            let before = if more(f) { total(f.span.0) } else { 0.0 };
            f.best.unwrap_or(0.0) + count(f.span.0).max(before)
        };
        let beside = totals().filter(|f| f.others && !all(f)).map(with).fold(0.0, f64::max);
        let most = totals().filter_map(|f| f.best).fold(0.0, f64::max);
        // "The gunman killed two people before he was shot dead": three.
        let left_out = crate::set(told().filter(|f| f.beside).filter_map(|f| f.person)).len() as f64;
        let (beside, with_all) = if left_out > 0.0 { (0.0, most + left_out) } else { (beside, 0.0) };
        let sum = beside.max(count(u32::MAX)).max(with_all);
        // What an article counts twice needs no adding up.
        let of_all = || totals().filter(|f| !f.others && f.best.is_some_and(|b| b > 1.0));
        let agreed = of_all().any(|h| h.headline && of_all().any(|f| !f.headline && f.best == h.best));
        if with_all < sum && (agreed || of_all().filter(|f| !f.headline).count() >= TOLD) {
            from = to;
            continue;
        }
        let last = ledger.iter().filter(|e| e.article == article).max_by_key(|e| e.span.0);
        if let Some(last) = last.filter(|_| sum > 1.0 && sum > most) {
            let (best, quantifier) = (Some(sum), Quantifier::AtLeast);
            out.push(LedgerEntry {
                best,
                low: best,
                high: None,
                quantifier,
                of: None,
                role: "sum".into(),
                rejected: false,
                said_by: None,
                ..last.clone()
            });
        }
        from = to;
    }
    out
}

/// For each article that tells the tolls of two sides of a fight and none of people at large: how many they are together, at the
/// last of them.
fn of_sides(what: &str, reports: &[(&Digest, &ReportDigest)], ledger: &[LedgerEntry]) -> Vec<LedgerEntry> {
    let mut out = Vec::new();
    if !matches!(what, "killed" | "injured") {
        return out;
    }
    for mine in reports.chunk_by(|(a, _), (b, _)| a.article == b.article) {
        let article = mine[0].0.article;
        let told = || {
            let news = mine.iter().filter(|(_, r)| same::news(r));
            news.flat_map(|(_, r)| &r.figures).filter(|f| f.what == what && !f.part && !f.rejected && f.best >= Some(1.0))
        };
        let mut tolls: BTreeMap<sides::Side, (f64, HashSet<u32>)> = BTreeMap::new();
        for f in told().filter(|f| !f.headline) {
            let Some(side) = sides::counted(f) else { continue };
            let (most, persons) = tolls.entry(side).or_default();
            match f.person {
                Some(p) => drop(persons.insert(p)),
                None => *most = most.max(f.best.unwrap_or(0.0)),
            }
        }
        let all = told().filter(|f| f.person.is_none() && f.best > Some(1.0) && f.of.as_deref().is_none_or(at_large)).count();
        let sum: f64 = tolls.values().map(|(most, persons)| most.max(persons.len() as f64)).sum();
        let known = told().any(|f| f.best >= Some(sum));
        let last = ledger.iter().filter(|e| e.article == article).max_by_key(|e| e.span.0);
        if let Some(last) = last.filter(|_| tolls.len() > 1 && all == 0 && !known) {
            let (best, quantifier) = (Some(sum), Quantifier::AtLeast);
            let role = "sum".into();
            let (of, said_by, low) = (None, None, best);
            out.push(LedgerEntry { best, low, high: None, quantifier, of, role, rejected: false, said_by, ..last.clone() });
        }
    }
    out
}

/// The total to take. What cannot be one is left aside, step by step, as long as something stays: parts, figures of what did
/// not happen or was recalled while the dead were counted, what only a headline tells, what lies far above all other articles, bounds from above ("up to 120"), single victims, vague words ("dozens"), those counted
/// beside others, those of a group ("three officers") where people at large are counted, and sums where totals are told.
/// Of the rest the latest day's: what officials say, else the highest, because tolls rise while a day lasts; of equals the
/// most exact. Null where only parts are told.
fn recommend(
    ledger: &[LedgerEntry],
    aside: &dyn Fn(&LedgerEntry) -> Aside,
    sided: &dyn Fn(&LedgerEntry) -> bool,
) -> Option<Recommended> {
    let mut told: Vec<&LedgerEntry> =
        ledger.iter().filter(|e| !e.aside() && e.best.is_some() && !e.rejected && !aside(e).older).collect();
    let totals: Vec<&LedgerEntry> =
        told.iter().copied().filter(|e| e.role == "total" && value(e) != 1.0 && !aside(e).unreal && !aside(e).others).collect();
    // Of a group there are no more than of people at large; "dozens" are no count.
    let counts = |e: &&&LedgerEntry| e.role == "total" && rank(e.quantifier) > 0 && e.of.as_deref().is_none_or(at_large);
    let everybody = told.iter().filter(counts).map(|e| value(e)).fold(0.0, f64::max);
    // What a side of the fight claims stands behind what those say whose office it is to count.
    let counted = told.iter().any(|e| e.role == "total" && e.said_by.as_deref().is_some_and(official));
    let steps: [&dyn Fn(&LedgerEntry) -> bool; 9] = [
        &|e| !aside(e).unreal,
        &|e| !(counted && e.said_by.as_deref().is_some_and(partisan)),
        // "Up to 120 bodies may lie there" is no count.
        &|e| !matches!(e.quantifier, Quantifier::AtMost | Quantifier::LessThan),
        &|e| e.role != "headline",
        // A victim told by name is no new total.
        &|e| value(e) > 1.0,
        &|e| rank(e.quantifier) > 0,
        &|e| !aside(e).others,
        &|e| e.role == "sum" || e.of.as_deref().is_none_or(at_large) || value(e) > everybody,
        &|e| {
            e.role != "sum"
                || sided(e)
                || ledger.iter().filter(|t| t.role == "total" && value(t) > 1.0 && !aside(t).others).count() < TOLD
        },
    ];
    // "killed 59 … By Saturday the toll had risen to 83": the newer one takes the place of what the article told before.
    let newer: Vec<(ArticleId, u32, f64)> =
        told.iter().filter(|e| aside(e).update).map(|e| (e.article, e.span.0, value(e))).collect();
    let before = told.len();
    told.retain(|e| !newer.iter().any(|(article, at, n)| *article == e.article && e.span.0 < *at && value(e) < *n));
    // "60 drowned … 12 bodies were recovered": the bodies are some of the dead.
    let dead: Vec<(ArticleId, f64)> = told.iter().filter(|e| !aside(e).found).map(|e| (e.article, value(e))).collect();
    told.retain(|e| !(aside(e).found && dead.iter().any(|(article, n)| *article == e.article && *n >= value(e))));
    let common = middle(&told);
    let far = |e: &LedgerEntry| value(e) >= MANY && value(e) > FAR * common;
    if !told.iter().all(|e| far(e)) {
        told.retain(|e| !far(e));
    }
    for keep in steps {
        if told.iter().any(|e| keep(e)) {
            told.retain(|e| keep(e));
        }
    }
    let latest = told.iter().map(|e| e.as_of.map(|s| s.date)).max()?;
    let of_day: Vec<&LedgerEntry> = told.iter().copied().filter(|e| e.as_of.map(|s| s.date) == latest).collect();
    let officials: Vec<&LedgerEntry> =
        of_day.iter().copied().filter(|e| e.said_by.as_deref().is_some_and(official) || aside(e).update).collect();
    let differs = |entries: &[&LedgerEntry], best: &LedgerEntry| entries.iter().any(|e| e.best != best.best);
    let highest = |entries: &[&LedgerEntry]| {
        let order = |a: &&&LedgerEntry, b: &&&LedgerEntry| {
            value(a).total_cmp(&value(b)).then(rank(a.quantifier).cmp(&rank(b.quantifier)))
        };
        entries.iter().max_by(order).map(|e| (*e).clone())
    };
    let chosen = if officials.is_empty() { &of_day } else { &officials };
    let best = highest(chosen)?;
    // "Nearly 150 were killed", where the same day has 147: the exact one is meant by both.
    let round = matches!(best.quantifier, Quantifier::About | Quantifier::Nearly);
    let near = |e: &&LedgerEntry| rank(e.quantifier) > 1 && (value(e) - value(&best)).abs() <= ROUND * value(&best);
    let exact: Vec<&LedgerEntry> = of_day.iter().copied().filter(near).filter(|_| round).collect();
    let best = highest(&exact).unwrap_or(best);
    // An article that tells a greater toll in its own voice knows that the official's is of a part.
    let whole: Vec<&LedgerEntry> = of_day
        .iter()
        .copied()
        .filter(|e| e.article == best.article && e.said_by.is_none() && e.role == "total" && rank(e.quantifier) > 1)
        .filter(|e| best.said_by.is_some() && value(e) > value(&best))
        .collect();
    let own_voice = !whole.is_empty();
    let best = highest(&whole).unwrap_or(best);
    let since = |e: &&LedgerEntry| e.as_of.map(|s| s.date) >= best.as_of.map(|s| s.date);
    let conflict = of_day
        .iter()
        .copied()
        .chain(totals.iter().copied().filter(since))
        .any(|e| Told::apart(&[(e.told(), ()), (best.told(), ())]).is_some());
    let several = totals.iter().any(|e| e.best != best.best && e.of.as_deref().is_none_or(at_large));
    let because = match () {
        _ if best.role == "sum" => "added up",
        _ if newer.iter().any(|(article, at, _)| *article == best.article && *at == best.span.0) && before > told.len() => {
            "latest"
        }
        _ if told.len() == 1 && ledger.iter().any(|e| aside(e).older && e.best != best.best) => "latest",
        _ if told.len() == 1 && several => "most specific",
        _ if told.len() == 1 => "only",
        _ if !differs(&told, &best) => "all agree",
        _ if conflict && !officials.is_empty() && !own_voice => "latest official",
        _ if !conflict => "latest",
        _ => "highest of the latest",
    };
    Some(Recommended {
        low: best.low,
        high: best.high,
        best: best.best,
        quantifier: best.quantifier,
        because: because.into(),
        conflict,
    })
}

fn aside_of(d: &Digest, r: &ReportDigest, f: &FigureDigest) -> Aside {
    // "the collapse of a year ago, which killed 1,138": nobody counts any more.
    let ago = same::days(r).zip(d.published).map(|((_, end), printed)| same::days_between(end, printed.date));
    let settled = ago.is_some_and(|days| days >= SETTLED) && matches!(r.status, Status::Happened | Status::Ongoing);
    Aside { unreal: !(same::news(r) || settled) || f.feared, others: f.others, update: f.update, found: f.found, older: false }
}

/// What speaks for or against a figure as a total, besides what its entry says.
#[derive(Clone, Copy, Default)]
struct Aside {
    /// The article tells it as newer than what it told before.
    update: bool,
    /// It counts bodies that were found.
    found: bool,
    /// Its report is recalled, or did not come about.
    unreal: bool,
    /// It counts beside those told before.
    others: bool,
    /// The same address tells something newer.
    older: bool,
}

/// Days after which a toll that is recalled is the final one.
const SETTLED: i32 = 60;
/// Figures beside which a sum is not needed.
const TOLD: usize = 2;
/// A total so many times the usual one counts something else: the dead of a year.
const FAR: f64 = 10.0;
/// Share by which a round number may be off.
const ROUND: f64 = 0.1;
/// Below this no total is far from others: an article may name one victim of thirteen.
const MANY: f64 = 30.0;

fn value(e: &LedgerEntry) -> f64 {
    e.best.unwrap_or(0.0)
}

/// True for a side of a fight, which counts for itself.
fn partisan(who: &str) -> bool {
    sides::side(who) == Some(sides::Side::Fighters)
        || who
            .to_lowercase()
            .split(|c: char| !c.is_alphabetic())
            .any(|w| matches!(w, "opposition" | "activists" | "islamists" | "jihadists"))
}

/// The middle of what articles tell at most; without a bound where fewer than three tell something.
fn middle(told: &[&LedgerEntry]) -> f64 {
    let mut most: BTreeMap<ArticleId, f64> = BTreeMap::new();
    for e in told {
        let m = most.entry(e.article).or_default();
        *m = m.max(value(e));
    }
    let mut most: Vec<f64> = most.into_values().collect();
    most.sort_by(f64::total_cmp);
    if most.len() < 3 { f64::INFINITY } else { most[most.len() / 2] }
}

/// True for words that leave nobody out: "people", "others", "the dead".
fn at_large(of: &str) -> bool {
    of.to_lowercase().split(' ').all(|w| {
        matches!(w, "the" | "people" | "persons" | "victims" | "dead" | "deaths" | "fatalities" | "casualties" | "injured")
            || matches!(w, "wounded" | "bodies" | "lives" | "individuals" | "all" | "others" | "other" | "and" | "more" | "of")
    })
}

/// True for words that tell of nobody outside their sentence: "nine of them", "half of whom".
fn pronoun(of: &str) -> bool {
    matches!(
        of.to_lowercase().as_str(),
        "them" | "us" | "you" | "they" | "we" | "whom" | "who" | "which" | "these" | "those" | "it"
    )
}

/// True for those whose office it is to count.
fn official(who: &str) -> bool {
    who.to_lowercase().split(|c: char| !c.is_alphabetic()).any(|w| {
        matches!(w, "police" | "official" | "officials" | "authorities" | "authority" | "ministry" | "minister" | "government")
            || matches!(
                w,
                "spokesman" | "spokeswoman" | "spokesperson" | "sheriff" | "chief" | "mayor" | "governor" | "hospital"
            )
            || matches!(
                w,
                "hospitals" | "coroner" | "examiner" | "army" | "military" | "agency" | "department" | "commissioner"
            )
            || matches!(w, "investigators" | "prosecutor" | "prosecutors" | "defence" | "defense" | "president" | "governorate")
    })
}

/// How exact the words are.
fn rank(q: Quantifier) -> u8 {
    match q {
        Quantifier::Exactly => 3,
        Quantifier::AtLeast | Quantifier::MoreThan | Quantifier::AtMost | Quantifier::LessThan | Quantifier::Range => 2,
        Quantifier::About | Quantifier::Nearly => 1,
        Quantifier::Dozens | Quantifier::Scores | Quantifier::Hundreds | Quantifier::Thousands => 0,
    }
}

//! Which kinds may tell one happening, by themselves or with what their reports and articles have in common.

use crate::same::{NEXT, Side, harms, mains_of_one, news, overlap};
use crate::{ReportDigest, sides, wounded};
use model::Carried;

/// Kinds that another, special kind may tell more exactly.
pub const GENERAL: &[&str] = &["assault", "killing", "injury", "death", "missing", "explosion"];

/// Kinds that tell only who came to harm.
pub(crate) const HARM: &[&str] = &["killing", "injury", "death", "missing"];
/// Roots of kinds that are violence between people.
pub(crate) const VIOLENT: &[&str] = &["assault", "killing", "injury", "battle", "hostage_taking", "abduction", "explosion"];
/// Roots of kinds that bring harm.
pub(crate) const HARMFUL: &[&str] = &[
    "assault",
    "killing",
    "injury",
    "death",
    "battle",
    "hostage_taking",
    "abduction",
    "explosion",
    "accident",
    "disaster",
    "riot",
    "protest",
    "missing",
];

/// Missiles and drones, or aircraft, are brought down.
const AIR_DEFENCE: &str = "battle.air_defence";

/// 0.4 for the same kind, 0.2 for a kind and its parent or two violent kinds; `None` for others.
pub(crate) fn kinds(a: &str, b: &str) -> Option<f64> {
    if a == b {
        return Some(0.4);
    }
    if under(a, b) || under(b, a) {
        return Some(0.25);
    }
    let within = |k: &str, roots: &[&str]| roots.contains(&root(k));
    let pair = |f: &dyn Fn(&str) -> bool, g: &dyn Fn(&str) -> bool| f(a) && g(b) || f(b) && g(a);
    // A bomber blew himself up, and the bomb went off.
    if a.ends_with("bombing") && b.ends_with("bombing") {
        return Some(0.25);
    }
    // What is shot down is told by itself.
    if a == AIR_DEFENCE || b == AIR_DEFENCE {
        return None;
    }
    // "Assault" may be any violence; "killed", "injured" may be told of anything that harms.
    let unspecific =
        pair(&|k| GENERAL.contains(&k), &|k| within(k, VIOLENT)) || pair(&|k| within(k, HARM), &|k| within(k, HARMFUL));
    // Heavy rain, and the floods and landslides that it brings.
    let weather = |k: &str| matches!(k, "disaster.flood" | "disaster.landslide" | "disaster.storm");
    if weather(a) && weather(b) {
        return Some(0.25);
    }
    // What blew up may turn out to be an accident or an attack.
    let blast =
        pair(&|k| k == "explosion", &|k| matches!(k, "assault.bombing" | "assault.suicide_bombing") || root(k) == "accident");
    (unspecific || blast).then_some(0.2)
}

/// The kind of a happening that the codebook does not know.
pub const UNSPECIFIED: &str = "other";

/// What an article is about may be told more exactly by another article of its subject.
pub(crate) fn unspecified(a: &Side, b: &Side) -> Option<f64> {
    let other = |s: &Side| s.report.kind.path == UNSPECIFIED;
    let last = |s: &Side| s.report.kind.path.rsplit('.').next().map(crate::hash);
    // A shooting that turns out to be an accident.
    let alike = last(a) == last(b);
    let shots = alike && a.report.kind.path.ends_with(".shooting");
    // What is told in passing, of no day, is hardly what another article is about.
    let told =
        |s: &Side| s.report.start.is_some() || s.main && (s.published.is_none() || s.report.where_from == Carried::Stated);
    let near = a.subject == b.subject && ((other(a) || other(b)) && told(a) && told(b) || alike) || shots;
    (a.article != b.article && near).then_some(0.2)
}

/// "He shot three people and then himself": one article's shootings may be one, whatever the last one was.
pub(crate) fn turned_gun(a: &Side, b: &Side) -> Option<f64> {
    let shots = |s: &Side| s.report.kind.path.ends_with(".shooting");
    (a.article == b.article && shots(a) && shots(b)).then_some(0.2)
}

/// One article's gunfight, and the shots heard there; its quake, and the houses that fell.
pub(crate) fn gunfight(a: &Side, b: &Side) -> Option<f64> {
    let (x, y) = (a.report, b.report);
    let one = a.article == b.article;
    let shots = || (one && !a.many && news(x) && news(y) && sides::gunfight(x, y)).then_some(0.2);
    shots().or_else(|| (one && wounded::brought_down(x, y)).then_some(0.4))
}

/// "The rebels killed nine soldiers. Four of the attackers were shot dead.": what one side did to the other is one fight.
pub(crate) fn fight(a: &Side, b: &Side) -> Option<f64> {
    let (x, y) = (a.report, b.report);
    let armed = |r: &ReportDigest| matches!(r.kind.path.split('.').next(), Some("assault" | "battle" | "killing" | "death"));
    let near = a.article == b.article && x.sentence.abs_diff(y.sentence) <= NEXT;
    (near && armed(x) && armed(y) && news(x) && news(y) && sides::answered(x, y)).then_some(0.2)
}

/// "An air strike hit the suburb. Nine were hurt when missiles struck a house": one article goes on with what came from above.
pub(crate) fn from_above(a: &Side, b: &Side) -> Option<f64> {
    let (x, y) = (a.report, b.report);
    // "The Norport attack" is what the article told before, however it told it.
    let known = x.again.is_some() || y.again.is_some();
    let above = |r: &ReportDigest| {
        matches!(&*r.kind.path, "assault.airstrike" | "assault.shelling" | "assault.drone")
            || known && r.kind.path == "assault.bombing"
    };
    let later = if x.sentence < y.sentence { y } else { x };
    let near = a.article == b.article && (known || x.sentence.abs_diff(y.sentence) == 1);
    (near && above(x) && above(y) && news(x) && news(y) && later.when_from != Carried::Stated).then_some(0.2)
}

/// "killed four and kidnapped thirty": those who are led away or raped, and those who came to harm in the same raid.
pub(crate) fn led_and_killed(led: &ReportDigest, harm: &ReportDigest) -> bool {
    let harmed =
        |r: &ReportDigest| HARM.contains(&&*r.kind.path) || r.figures.iter().any(|f| matches!(&*f.what, "killed" | "injured"));
    let rough = matches!(root(&harm.kind.path), "assault" | "killing" | "injury" | "death");
    let apart = root(&led.kind.path) == "abduction" || led.kind.path == "assault.sexual";
    apart && led.kind.path != harm.kind.path && rough && harmed(harm)
}

/// The first part of a kind.
pub(crate) fn root(kind: &str) -> &str {
    kind.split('.').next().unwrap_or(kind)
}

/// True for a kind that stands below another.
pub(crate) fn under(long: &str, short: &str) -> bool {
    long.strip_prefix(short).is_some_and(|r| r.starts_with('.'))
}

/// Kinds that may tell one happening meet under one number.
pub fn family(kind: &str) -> u64 {
    let root = kind.split('.').next().unwrap_or("");
    crate::hash(if HARMFUL.contains(&root) { "harm" } else { root })
}

/// "A crash killed Ana Ruiz", and another article: "Ana Ruiz was shot in her car". Who is killed once is killed in one happening.
pub(crate) fn one_victim_of_two_kinds(a: &Side, b: &Side) -> Option<f64> {
    let one = a.article != b.article && a.subject == b.subject && harms(a.report) && harms(b.report);
    (one && overlap(a.victims, b.victims) > 0.0).then_some(0.2)
}

/// What two articles tell by two verbs that no kind knows are two deeds, where they tell them neither by one word nor in like
/// words, and neither is what its article is about.
pub(crate) fn two_unknown(a: &Side, b: &Side) -> bool {
    let (x, y) = (a.report, b.report);
    let unknown = |r: &ReportDigest| r.kind.path == UNSPECIFIED && !r.about;
    let word = |r: &ReportDigest| r.word.as_deref().map(str::to_lowercase);
    a.article != b.article
        && !mains_of_one(a, b)
        && unknown(x)
        && unknown(y)
        && word(x) != word(y)
        && overlap(&x.words, &y.words) < LIKE
}

/// Share of words in common, half of it, from which on two articles may tell one deed by two words.
const LIKE: f64 = 0.1;

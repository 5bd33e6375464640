//! What helps a search on: a caret at what cannot be understood, what was likely meant, and what is found without a word or a filter.

use super::search::Pill;
use crate::Room;
use crate::grammar::{Piece, What};
use crate::params::Params;
use crate::problem::Problem;
use crate::search::{Fault, read};
use crate::values;
use crate::view::{cut, kind_words, several};
use model::StoryId;
use std::sync::Arc;
use store::{Browse, Columns, Facet};

/// What cannot be understood, drawn below what was typed.
pub struct Caret {
    /// Why.
    pub why: String,
    /// What was typed; empty where all of a parameter is wrong.
    pub line: String,
    /// Spaces, and signs below the characters.
    pub below: String,
}

/// Characters of what was typed that are shown before what is wrong.
const BEFORE: usize = 60;

impl Caret {
    /// Of a fault.
    pub fn of(f: &Fault) -> Caret {
        let Some((at, to)) = f.at else {
            return Caret { why: sentence(&f.why), line: String::new(), below: String::new() };
        };
        let from = at.saturating_sub(BEFORE);
        let shown = |c: char| if c.is_control() { ' ' } else { c };
        let line: String = f.value.chars().skip(from).take(2 * BEFORE).map(shown).collect();
        let signs = (to - at).clamp(1, BEFORE);
        let why = format!("{} (character {}).", f.why.trim_end_matches('.'), at + 1);
        let dots = if from > 0 { "…" } else { "" };
        let indent = at - from + dots.chars().count();
        Caret { why, line: format!("{dots}{line}"), below: format!("{}{}", " ".repeat(indent), "^".repeat(signs)) }
    }
}

/// With a full stop, where it does not ask.
fn sentence(why: &str) -> String {
    if why.ends_with(['.', '?']) { why.into() } else { format!("{why}.") }
}

/// A search that finds something where this one does not.
pub struct Without {
    pub label: String,
    pub href: String,
    pub events: String,
}

/// How the words searched for are called among the filters.
pub const WORDS: &str = "words: ";
/// Searches that are tried for what may be dropped.
const TRIED: usize = 8;
/// Searches that are tried for what may be meant.
const MEANT: usize = 6;

/// How many events a search finds, and the way to them, if there are any.
fn found(room: &Room, label: String, p: &Params) -> Result<Option<Without>, Problem> {
    let read = read(p);
    if !read.faults.iter().all(|f| f.small) {
        return Ok(None);
    }
    let events = room.find(&read.search)?.len();
    let some = || Without { label, href: p.href("/search"), events: several(events, "event") };
    Ok((events > 0).then(some))
}

/// The box without some of its characters, or with others in their place.
fn typed(p: &Params, at: usize, to: usize, instead: &str) -> Params {
    let q = p.get("q").unwrap_or("");
    let letters = |from: usize, to: usize| q.chars().skip(from).take(to - from).collect::<String>();
    let text = format!("{}{instead}{}", letters(0, at), letters(to, usize::MAX));
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let p = p.drop("after");
    if text.is_empty() { p.drop("q") } else { p.set("q", &text) }
}

/// What is found without one of the filters, or without one of the pieces of the box.
pub fn without(room: &Room, p: &Params, pieces: &[Piece], pills: &[Pill], usual: bool) -> Result<Vec<Without>, Problem> {
    let mut out = Vec::new();
    let mut tried = 0;
    let mut go = |label: String, p: &Params, out: &mut Vec<Without>| {
        tried += 1;
        if tried <= TRIED {
            out.extend(found(room, label, p)?);
        }
        Ok::<_, Problem>(())
    };
    // Of words alone nothing is left without them.
    let narrowed = pills.len() > 1 + usize::from(usual);
    for pill in pills.iter().filter(|p| narrowed || !p.label.starts_with(WORDS)) {
        let query = pill.href.split_once('?').map_or("", |(_, query)| query);
        go(pill.label.clone(), &Params::parse(query), &mut out)?;
    }
    let text = p.get("q").unwrap_or("");
    for (i, piece) in pieces.iter().enumerate().filter(|_| pieces.len() > 1) {
        // A word among alternatives, or one that must not occur, is in nobody's way by itself.
        let either = |p: Option<&Piece>| p.is_some_and(|p| p.what == What::Or);
        if matches!(piece.what, What::Or) || either(pieces.get(i + 1)) || i > 0 && either(pieces.get(i - 1)) {
            continue;
        }
        let label: String = text.chars().skip(piece.at).take(piece.to - piece.at).collect();
        go(cut(&label, 60), &typed(p, piece.at, piece.to, ""), &mut out)?;
    }
    Ok(out)
}

/// One thing to be put right: in the box, or in a parameter.
enum Right {
    Typed(usize, usize, String),
    Param(String, String, String),
}

/// A value as it is typed.
fn quoted(value: &str) -> String {
    if value.contains(char::is_whitespace) { format!("\"{value}\"") } else { value.into() }
}

/// What was likely meant where nothing is found: words and values that somebody has, one letter or two away from those that nobody
/// has. Only what finds something is told.
pub fn meant(room: &Room, c: &Arc<Columns>, p: &Params, pieces: &[Piece]) -> Result<Vec<Without>, Problem> {
    let mut right = Vec::new();
    let value = |name: &str, value: &str| match Facet::ALL.iter().find(|f| f.name() == name) {
        Some(f) if values::settled(c, *f, value).iter().all(|v| !c.knows(*f, v)) => values::meant(c, *f, value),
        None if name == "place" && !c.knows_place(value) => values::meant_place(c, value),
        _ => None,
    };
    for (name, v) in &p.0 {
        right.extend(value(name, v).map(|m| Right::Param(name.clone(), v.clone(), m)));
    }
    for piece in pieces {
        match &piece.what {
            What::Filter { name, value: v, out: false } => {
                let meant = value(name, v);
                right.extend(meant.map(|m| Right::Typed(piece.at, piece.to, format!("{name}:{}", quoted(&m)))));
            }
            What::Word(word) => right.extend(other_word(room, word)?.map(|w| Right::Typed(piece.at, piece.to, w))),
            _ => {}
        }
    }
    let mut out = Vec::new();
    // All at once, else each by itself.
    if right.len() > 1 {
        out.extend(righted(room, p, &right)?);
    }
    if out.is_empty() {
        for one in right.iter().take(MEANT) {
            out.extend(righted(room, p, std::slice::from_ref(one))?);
        }
    }
    Ok(out)
}

/// What a search finds when some things are put right.
fn righted(room: &Room, p: &Params, right: &[Right]) -> Result<Option<Without>, Problem> {
    let (mut p, mut label) = (p.drop("after"), Vec::new());
    // From behind, so that what stands before keeps its place.
    for r in right.iter().rev() {
        match r {
            Right::Typed(at, to, instead) => {
                p = typed(&p, *at, *to, instead);
                label.push(instead.clone());
            }
            Right::Param(name, old, new) => {
                p.0.iter_mut().filter(|(k, v)| k == name && v == old).for_each(|(_, v)| v.clone_from(new));
                let words = match name.as_str() {
                    "country" => model::countries::find(new).map_or(new.clone(), |c| c.name.into()),
                    "kind" => kind_words(new),
                    _ => new.clone(),
                };
                label.push(format!("{name}: {words}"));
            }
        }
    }
    label.reverse();
    found(room, label.join(" "), &p)
}

/// The word that articles hold and that is one slip away from one that none holds; of several, that of most articles.
fn other_word(room: &Room, word: &str) -> Result<Option<String>, Problem> {
    let plain = word.trim_matches(|c: char| !c.is_alphanumeric());
    if word.contains(['"', '*']) || room.holding(plain)? > 0 {
        return Ok(None);
    }
    let mut best: Option<(usize, String)> = None;
    for other in room.with(|db| Ok(db.words_near(plain)?))? {
        let n = room.holding(&other)?;
        if best.as_ref().is_none_or(|(most, _)| n > *most) {
            best = Some((n, other));
        }
    }
    Ok(best.map(|(_, other)| other))
}

/// A story's headline; empty where there is none.
pub fn story_title(room: &Room, story: Option<StoryId>) -> Result<String, Problem> {
    let Some(id) = story else { return Ok(String::new()) };
    room.with(|db| db.story(id)?.map_or(Ok(String::new()), |s| super::lists::story_title(db, &s)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_stand_below_what_is_wrong() {
        let fault =
            |value: &str, at| Fault { name: "q".into(), value: value.into(), at: Some(at), why: "No.".into(), small: false };
        let c = Caret::of(&fault("mill (fire", (5, 6)));
        assert_eq!((c.line.as_str(), c.below.as_str(), c.why.as_str()), ("mill (fire", "     ^", "No (character 6)."));
        let c = Caret::of(&fault(&format!("{}sourc:x", "word ".repeat(30)), (150, 155)));
        assert!(c.line.starts_with('…') && c.below.ends_with("^^^^^"), "{} {}", c.line, c.below);
        assert_eq!(c.line.chars().nth(c.below.find('^').unwrap()), Some('s'));
    }

    #[test]
    fn pieces_are_taken_out_of_the_box_or_put_right_in_it() {
        let p = Params::parse("q=mill+%22two+words%22+fire&after=3");
        assert_eq!(typed(&p, 5, 16, "").get("q"), Some("mill fire"));
        assert_eq!(typed(&p, 17, 21, "fires").get("q"), Some("mill \"two words\" fires"));
        assert_eq!(typed(&Params::parse("q=mill&from=2024"), 0, 4, "").0, [("from".to_string(), "2024".to_string())]);
    }
}

//! Tolls of one verb in several places: "killed three people in Norport and two in Eastvale" tells two happenings, each with
//! its dead and its place.

use crate::Coder;
use crate::code::Draft;
use crate::codebook::Family;
use crate::find::{Link, Scene};
use crate::words::NONE;
use model::{Carried, PlacePrecision, PlaceUse, Pos, ReportPlace, RoleKind};

/// So many words stand between a number and "in": "four people were wounded in".
const NEAR: usize = 5;
/// No more places than these are told of one verb.
const MOST: usize = 6;

/// A toll with the place right behind it.
struct Toll {
    figure: u32,
    /// The words of its number.
    tokens: (usize, usize),
    place: u32,
}

/// Splits the reports that tell tolls of several places.
pub(crate) fn scatter(coder: &Coder, scene: &Scene, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut out = Vec::with_capacity(drafts.len());
    for mut d in drafts {
        // One quake kills in many towns.
        let harm = d.family.violent() || d.family == Family::Toll;
        let tolls = if harm && d.figures.len() > 1 && !d.period { scene.placed(&d) } else { Vec::new() };
        let Some(first) = tolls.first() else {
            out.push(d);
            continue;
        };
        let others: Vec<&Toll> = tolls[1..].iter().filter(|t| t.place != first.place).take(MOST).collect();
        let mut apart: Vec<Draft> = Vec::new();
        for t in &others {
            let figure = &scene.mentions.figures[t.figure as usize];
            d.figures.retain(|n| *n != t.figure);
            d.found.roles.retain(|(r, p)| *r != RoleKind::Victim || !figure.range.overlaps(scene.words.range(p.start, p.end)));
            // "two killed and four wounded in Eastvale"
            if let Some(same) = apart.iter_mut().find(|x| x.place.place == Some(t.place)) {
                same.figures.push(t.figure);
                continue;
            }
            let mut found = d.found.clone();
            (found.first, found.end, found.anchor) = (t.tokens.0, t.tokens.1, t.tokens.1 - 1);
            (found.link, found.group) = (Link::Free, None);
            found.roles.retain(|(r, _)| matches!(r, RoleKind::Actor | RoleKind::Instrument));
            // "Two people were killed in Norport and four wounded in Eastvale"
            if figure.what == "injured" && matches!(coder.book.kinds[found.kind].kind.as_str(), "killing" | "death") {
                found.kind = coder.book.number("injury").unwrap_or(found.kind);
            }
            found.roles.extend(scene.words.phrase(t.tokens.1 - 1).map(|p| (RoleKind::Victim, p)));
            let place = ReportPlace::new(Some(t.place), Carried::Stated);
            apart.push(Draft { found, place, figures: vec![t.figure], apart: true, ..d.clone() });
        }
        if !others.is_empty() {
            d.place = ReportPlace::new(Some(first.place), Carried::Stated);
        }
        out.push(d);
        out.extend(apart);
    }
    out
}

impl Scene<'_> {
    /// The tolls of a report that have a place of their own, where two of them do and neither place lies in the other.
    fn placed(&self, d: &Draft) -> Vec<Toll> {
        let w = self.words;
        let end = w.sentence(d.found.anchor).end;
        let toll = |&n: &u32| {
            let figure = &self.mentions.figures[n as usize];
            let counts = matches!(figure.what.as_str(), "killed" | "injured") && !figure.part;
            let token = |at: u32| w.syntax.token_at(at).min(w.tokens.len() - 1);
            let tokens = (token(figure.range.start), token(figure.range.end.saturating_sub(1)) + 1);
            let counts = counts && w.pos(tokens.1 - 1) == Pos::Num;
            let plain =
                |i: usize| matches!(w.pos(i), Pos::Noun | Pos::Adj | Pos::Verb | Pos::Aux | Pos::Adv) || w.low(i) == "of";
            let at = (tokens.1..end.min(tokens.1 + NEAR)).find(|&i| !plain(i))?;
            let lies = matches!(w.low(at), "in" | "near" | "at" | "outside" | "around");
            let place = (at + 1..end.min(at + NEAR)).find(|&i| w.place_of[i] != NONE).map(|i| w.place_of[i])?;
            let direct = (at + 1..end)
                .take_while(|&i| w.place_of[i] == NONE)
                .all(|i| matches!(w.pos(i), Pos::Det | Pos::Adj | Pos::Noun) || w.low(i) == "of");
            let literal = self.mentions.places[place as usize].usage == PlaceUse::Literal;
            (counts && lies && direct && literal).then_some(Toll { figure: n, tokens, place })
        };
        let tolls: Vec<Toll> = d.figures.iter().filter_map(toll).collect();
        let fine = |t: &Toll| self.mentions.places[t.place as usize].precision;
        let name = |t: &Toll| self.mentions.places[t.place as usize].name.as_deref();
        let several = tolls.iter().any(|t| name(t) != name(&tolls[0]));
        // "killed three in Norport and two in Norland": a country holds its towns.
        let level = tolls.iter().all(|t| (fine(t) == PlacePrecision::Country) == (fine(&tolls[0]) == PlacePrecision::Country));
        if several && level { tolls } else { Vec::new() }
    }
}

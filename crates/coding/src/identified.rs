//! Who the dead and the hurt are, told in a sentence of its own: "The victims were identified as Ada Ruun and Pol Orm."

use crate::Coder;
use crate::code::Draft;
use crate::find::Scene;
use crate::words::{NONE, Phrase};
use model::{NameKind, RoleKind, Status};

/// Sentences between a deed and the names of those whom it befell.
const REACH: usize = 4;
/// No deed gets more people by name than this.
const MOST: usize = 16;

/// Gives the named of such a sentence to the deed told before it, or right behind it.
pub(crate) fn identified(coder: &Coder, scene: &Scene, drafts: &mut [Draft]) {
    if drafts.is_empty() {
        return;
    }
    for s in 0..scene.words.syntax.sentences.len() {
        let (named, who) = named(scene, s);
        if named.is_empty() {
            continue;
        }
        // "The student was identified as Pol Orm": where a student came to harm.
        let w = scene.words;
        let harmed = |d: &Draft| {
            let mut victims = d.found.roles.iter().filter(|(r, _)| *r == RoleKind::Victim);
            who.is_none_or(|head| victims.any(|(_, p)| w.lemma(p.head) == w.lemma(head)))
        };
        let fits = |d: &Draft| {
            let kind = coder.book.kinds[d.found.kind].kind.as_str();
            (d.family.violent() || matches!(kind, "explosion" | "killing" | "injury"))
                && matches!(d.status, Status::Happened | Status::Ongoing | Status::Alleged)
                && !d.background
                && harmed(d)
        };
        let before = drafts.iter().rposition(|d| d.sentence <= s && d.sentence + REACH >= s && fits(d));
        let Some(n) = before.or_else(|| drafts.iter().position(|d| d.sentence == s + 1 && fits(d))) else { continue };
        let f = &mut drafts[n].found;
        for p in named.into_iter().take(MOST) {
            if !f.holds(&p) {
                f.roles.push((RoleKind::Victim, p));
            }
        }
    }
}

/// Those whom a sentence names as victims, by name, some of them maybe not; and the word for them, where it says of nobody
/// that he came to harm.
fn named(scene: &Scene, s: usize) -> (Vec<Phrase>, Option<usize>) {
    let w = scene.words;
    let tokens = w.syntax.sentences[s].tokens.clone();
    let befell = |p: &Phrase| {
        matches!(w.lemma(p.head), "victim" | "dead" | "deceased" | "casualty" | "fatality" | "slain" | "wounded" | "injured")
    };
    let one = |ps: &[Phrase]| {
        let p = ps.first().filter(|_| ps.len() == 1)?;
        let the = matches!(w.low(p.start), "the" | "one" | "another") && w.name_of[p.head] == NONE && p.head > p.start;
        Some(p.head).filter(|_| the && scene.one_of(&["people"], *p))
    };
    let mut word = None;
    let end = tokens.end;
    // A heading of pictures and lists has no verb, and is left alone.
    let start = tokens.clone().find_map(|i| {
        let next = i + 1 < end;
        match w.lemma(i) {
            "identify" | "name" if w.is_verb(i) && next && w.low(i + 1) == "as" => {
                let g = w.verb_group(i);
                let who = if w.is_passive(&g) { w.tree_subject(&g) } else { None };
                let who = who.filter(|_| !g.negated && g.modal.is_none())?;
                if !who.iter().any(befell) {
                    word = Some(one(&who)?);
                }
                Some(i + 2)
            }
            "identify" | "name" if w.is_verb(i) => {
                let g = w.verb_group(i);
                let object = w.tree_object(&g).filter(|_| !w.is_passive(&g) && !g.negated && g.modal.is_none())?;
                let last = object.iter().map(|p| w.full(*p).end).max()?;
                if !object.iter().any(befell) {
                    word = Some(one(&object)?);
                }
                (last + 1 < end && w.low(last) == "as").then_some(last + 1)
            }
            "include" if w.is_verb(i) => {
                let g = w.verb_group(i);
                let who = w.tree_subject(&g).filter(|_| !w.is_passive(&g))?;
                (who.iter().any(befell) && next).then_some(i + 1)
            }
            // "Those killed were Ada Ruun and Pol Orm."
            "be" if next && tokens.start < i && w.low(tokens.start) == "those" => {
                let befell = |j: usize| {
                    matches!(
                        w.low(j),
                        "killed"
                            | "injured"
                            | "wounded"
                            | "hurt"
                            | "shot"
                            | "murdered"
                            | "slain"
                            | "dead"
                            | "kidnapped"
                            | "abducted"
                    )
                };
                let told = (tokens.start + 1..i).any(befell) && i - tokens.start < 8 && !befell(i + 1);
                told.then_some(i + 1)
            }
            "be" if next && tokens.start < i => {
                // "Among the dead were two pupils and Ada Ruun."
                let among = (tokens.start..i).rfind(|&j| w.low(j) == "among").filter(|j| i - j <= 4)?;
                let befallen = matches!(
                    w.low(i - 1),
                    "dead" | "killed" | "victims" | "slain" | "injured" | "wounded" | "casualties" | "hurt" | "fatalities"
                );
                (befallen && (among + 1..i - 1).all(|j| matches!(w.low(j), "the" | "those"))).then_some(i + 1)
            }
            _ => None,
        }
    });
    let people = start.map(|i| scene.people_from(i, end)).unwrap_or_default();
    let person = |p: &Phrase| {
        let n = w.name_of[w.meaning(*p)];
        n != NONE && scene.mentions.names[n as usize].kind == NameKind::Person
    };
    // Without a name such a sentence only counts them again.
    if people.iter().any(person) { (people, word) } else { (Vec::new(), None) }
}

//! What is said and done at the gathering that the article tells of: "the G9 called for a truce" at the summit of the G9, and the
//! talks of "she attended the summit", were where the summit is. Its closing words are of its day as well.

use crate::Coder;
use crate::code::{Draft, root};
use crate::codebook::Family;
use crate::find::Scene;
use crate::words::Phrase;
use model::{Carried, ReportPlace, ReportTime, RoleKind, Status};

/// Sentences behind the first in which the gathering must be told.
const LEAD: usize = 2;

/// Words behind "signed up to" among which what was signed stands.
const NEAR: usize = 5;

/// Gives the place of the article's gathering to what is told of it.
pub(crate) fn at_the_gathering(coder: &Coder, scene: &Scene, lead: Option<usize>, drafts: &mut [Draft]) {
    let Some(lead) = lead else { return };
    let meets = |d: &Draft| root(&coder.book.kinds[d.found.kind].kind) == "meeting";
    let told = |d: &&Draft| {
        let real = matches!(d.status, Status::Happened | Status::Ongoing | Status::Planned);
        meets(d) && real && !d.background && (lead..=lead + LEAD).contains(&d.sentence)
    };
    let Some(first) = drafts.iter().filter(told).find(|d| d.place.place.is_some() && scene.gathers(d).is_some()) else {
        return;
    };
    let (place, sentence, word, when) = (first.place.place, first.sentence, scene.gathers(first), first.when.clone());
    let w = scene.words;
    let bodies: Vec<&str> = w.syntax.sentences[sentence].tokens.clone().filter_map(|i| scene.body(i)).collect();
    for d in drafts.iter_mut().filter(|d| d.place.place.is_none() && !d.background) {
        let same = d.sentence > sentence && meets(d) && scene.gathers(d) == word && scene.definite(d);
        let says = |(r, p): &(RoleKind, Phrase)| *r == RoleKind::Speaker && bodies.contains(&w.low(p.head));
        let said = d.family == Family::Statement && d.status == Status::Happened && d.found.roles.iter().any(says);
        let signed = d.sentence > sentence && root(&coder.book.kinds[d.found.kind].kind) == "agreement" && scene.joint_words(d);
        if same || said || signed {
            d.place = ReportPlace::new(place, Carried::Context);
        }
        if signed && d.when.start.is_none() && d.status == Status::Happened && when.start.is_some() {
            d.when = ReportTime { from: Carried::Context, ..when.clone() };
        }
    }
}

impl Scene<'_> {
    /// The word for the gathering in a trigger.
    fn gathers(&self, d: &Draft) -> Option<&str> {
        const WORDS: &[&str] = &["summit", "meeting", "conference", "forum", "assembly", "congress", "session", "gathering"];
        (d.found.first..d.found.end).map(|i| self.words.lemma(i)).find(|l| WORDS.contains(l))
    }

    /// "signed the joint statement", "agreed on the final declaration": what a gathering ends with.
    fn joint_words(&self, d: &Draft) -> bool {
        let w = self.words;
        let paper = |i: usize| matches!(w.lemma(i), "statement" | "declaration" | "communique" | "communiqué");
        let of_all = |i: usize| matches!(w.low(i), "joint" | "final" | "closing" | "common" | "summit" | "leaders");
        let near = d.found.first..w.sentence(d.found.anchor).end.min(d.found.end + NEAR);
        near.clone().any(|i| paper(i) && i > 0 && of_all(i - 1))
    }

    /// True for "the summit".
    fn definite(&self, d: &Draft) -> bool {
        let w = self.words;
        let word = (d.found.first..d.found.end).find(|&i| Some(w.lemma(i)) == self.gathers(d));
        word.and_then(|i| w.phrase(i)).is_some_and(|p| matches!(w.low(p.start), "the" | "this"))
    }

    /// "G9 leaders", "ministers of the G9": the body that gathers.
    fn body(&self, i: usize) -> Option<&str> {
        const OF_IT: &[&str] = &["leader", "member", "minister", "country", "nation", "state", "summit", "delegate"];
        let w = self.words;
        let next = w.low.get(i + 1).is_some() && OF_IT.contains(&w.lemma(i + 1));
        let of = || {
            i > 2 && (w.low(i - 1) == "of" || w.low(i - 2) == "of") && (1..4).any(|n| i > n && OF_IT.contains(&w.lemma(i - n)))
        };
        let name = w.tokens[i].form(w.text).starts_with(char::is_uppercase);
        (name && (next || of())).then(|| w.low(i))
    }
}

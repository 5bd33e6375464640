//! Which visits are news.

use crate::find::{Found, Scene};
use crate::words::{NONE, Phrase};
use model::RoleKind;

impl Scene<'_> {
    /// "Has visited Norland, Westland and Eastmark": where somebody has been over time is no one visit.
    pub(crate) fn travels(&self, f: &Found) -> bool {
        const MANY: usize = 3;
        let w = self.words;
        let over_time = f.group.is_some_and(|g| g.perfect && g.modal.is_none());
        let mut last = NONE;
        let mut places = 0;
        for i in f.end..w.sentence(f.anchor).end {
            let n = w.place_of[i];
            if n != NONE {
                places += usize::from(n != last);
                last = n;
            } else if !matches!(w.low(i), "," | "and" | "or" | "the" | "to") {
                break;
            }
        }
        over_time && places >= MANY
    }

    /// True if a visit is to a place, a state, an official or somebody by name: "visited her aunt" is nobody's news.
    pub(crate) fn official_visit(&self, f: &Found) -> bool {
        let crowned = |i: usize| {
            matches!(self.words.lemma(i), "king" | "queen" | "pope" | "prince" | "princess" | "sultan" | "emir" | "monarch")
        };
        let official = |p: &Phrase| (p.start..p.end).any(|i| self.lexicon.has("officials", self.words.lemma(i)) || crowned(i));
        let leads = f.roles.iter().any(|(r, p)| *r == RoleKind::Actor && official(p));
        leads
            || f.roles.iter().filter(|(r, _)| *r == RoleKind::Target).any(|(_, p)| {
                ["site", "party", "officials", "org"].iter().any(|c| self.lexicon.phrase_is(c, *p, self.words, self.mentions))
            })
    }
}

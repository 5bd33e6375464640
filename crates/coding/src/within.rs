//! What lies inside what somebody says, seen from outside of it, by the tree.

use crate::find::Scene;

/// Steps up a tree before it is given up.
const HIGH: usize = 40;

impl Scene<'_> {
    /// True if token `t` stands in a clause that is the object of a verb, and the trigger at `from` outside of that clause:
    /// in "sent tents and said that schools would stay closed on Monday" nothing was sent on Monday.
    pub fn in_what_is_said(&self, from: usize, t: usize) -> bool {
        let tokens = &self.words.tokens;
        let above = |i: usize| self.words.above(i, HIGH);
        above(t).find(|&i| tokens[i].relation == "ccomp").is_some_and(|clause| {
            // "“Five died on Monday,” police said": the clause comes first. "A shooting that police said took place on
            // Monday": what is said tells of the shooting.
            let tells_of = above(clause).take_while(|&i| i != from).any(|i| tokens[i].relation == "acl:relcl");
            clause > from && !tells_of && !above(from).any(|i| i == clause)
        })
    }
}

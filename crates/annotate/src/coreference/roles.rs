//! Whom a phrase means that tells an office or work in other words than the paper did beside the name: "the envoy" after
//! "Ambassador Ana Ruiz", "the foreign minister of Norland" after "Norland's foreign minister, Ana Ruiz".

use super::lexicon::{MANY, PERSON, lexicon};
use super::mention::Mention;
use super::offices::Office;
use super::plain::abbreviates;
use super::scene::Scene;
use model::{MentionKind, NameKind};

/// Mentions looked at behind a phrase.
const BACK: usize = 120;
/// Letters by which a land and its people begin alike.
const STEM: usize = 4;
/// Most words of an office told beside a name.
const LONG: usize = 12;
/// Most words behind "of" by which two posts are compared.
const POST: usize = 6;
/// Mentions before a phrase among which its owner is.
const NEAR: usize = 4;

impl Scene<'_> {
    /// Who speaks as "the diplomat" where only one was named with an office or work of that kind, or one of them spoke last.
    ///
    /// `landed`: only where the phrase tells a land, which then weighs more than who spoke last.
    pub fn by_role(&self, i: usize, m: &Mention, landed: bool) -> Option<usize> {
        let lemma = self.tree.token(m.head).lemma.to_lowercase();
        let roles = lexicon().roles(&lemma);
        if roles == 0 || m.number == MANY || !self.speaks(i) {
            return None;
        }
        let end = self.offices.partition_point(|o| o.mention < i);
        let near = self.offices[..end].iter().rev().take(BACK);
        let like = near.filter(|o| o.words.iter().any(|w| lexicon().roles(w) & roles != 0));
        // "the British envoy" is of Britain.
        let own = |k: usize| self.tree.token(k).form(self.tree.text).starts_with(char::is_uppercase);
        let land = (m.tokens.start + 1..m.head).find(|&k| own(k)).map(|k| self.tree.low(k));
        let short = |w: &str| w.len() < 5 && !w.contains('.');
        if let Some(last) = land.filter(|_| landed).and_then(|house| self.of_house(i, m, house)) {
            return Some(last);
        }
        if landed && land.is_none_or(short) {
            return None;
        }
        // "Britain's ambassador Ana Ruiz"
        let before = |o: &Office| {
            let start = self.mentions[o.mention].tokens.start.saturating_sub(o.words.len());
            let owner = start.saturating_sub(if self.tree.low(start.saturating_sub(1)) == "'s" { 2 } else { 1 });
            (owner..start).map(|k| self.tree.low(k))
        };
        let of_it = |o: &&Office| land.is_none_or(|l| o.words.iter().any(|w| alike(w, l)) || before(o).any(|w| alike(w, l)));
        let mut all: Vec<&Office> = like.collect();
        all.retain(of_it);
        let last = self.spoke_before(i).filter(|&l| self.apart_by(l, i) <= 5).map(|l| self.entity(l));
        let first = self.entity(all.first()?.mention);
        let only = all.iter().all(|o| self.entity(o.mention) == first);
        let found = match all.iter().find(|o| Some(self.entity(o.mention)) == last) {
            Some(spoke) => spoke.mention,
            None if only => all[0].mention,
            None => return None,
        };
        // Nobody else was called that, with a name or without.
        let entity = self.entity(found);
        // Envoys of other lands are not "the British envoy".
        let same = |c: usize| self.entity(c) == entity || self.mentions[c].number == MANY || landed;
        let new = self.entities.called(&lemma).into_iter().filter(|&c| c < i).all(same);
        let person = self.entities.all[entity].kind == Some(NameKind::Person);
        let agrees = m.gender & self.entities.all[entity].gender != 0 || m.gender & PERSON == 0;
        (new && person && agrees && self.may(i, found)).then_some(found)
    }

    /// Who spoke last, where the paper told beside his name of the house that a phrase tells: "the former Finch executive" after
    /// "Ana Ruiz, former president of Finch Oil".
    fn of_house(&self, i: usize, m: &Mention, house: &str) -> Option<usize> {
        let last = self.spoke_before(i).filter(|&l| self.apart_by(l, i) <= 5)?;
        let e = &self.entities.all[self.entity(last)];
        let tells = |&&x: &&usize| {
            let o = &self.mentions[x];
            let held = |k: usize| self.tree.low(k) == house;
            o.kind == MentionKind::Nominal && x < i && (o.head..o.tokens.end.min(o.head + LONG)).any(held)
        };
        let told = e.kind == Some(NameKind::Person) && e.mentions.iter().take(BACK).any(|x| tells(&x));
        (told && m.gender & e.gender != 0 && self.may(i, last)).then_some(last)
    }

    /// The only president, or crowned head, of whom "the head of state" is told, and the only head of a government for that.
    pub fn by_state(&self, i: usize, m: &Mention) -> Option<usize> {
        let tree = self.tree;
        let offices: &[&str] = match (tree.low(m.head), tree.low(m.head + 1), tree.low(m.head + 2)) {
            ("head" | "chief", "of", "state") => &["president", "king", "queen", "emperor", "sultan", "emir"],
            ("head" | "chief", "of", "government") => &["prime", "premier", "chancellor"],
            _ => return None,
        };
        let end = self.offices.partition_point(|o| o.mention < i);
        let held = |o: &&Office| !o.former && o.words.iter().any(|w| offices.contains(&w.as_str()));
        let vice = |o: &&Office| o.words.iter().any(|w| matches!(w.as_str(), "vice" | "deputy" | "assistant"));
        let mut all = self.offices[..end].iter().rev().take(BACK).filter(held).filter(|o| !vice(o)).map(|o| o.mention);
        let first = all.next()?;
        let one = all.all(|c| self.entity(c) == self.entity(first));
        (one && self.may(i, first)).then_some(first)
    }

    /// Who leads what the phrase tells, by another word for who does: "the head of prisons" after "the director of Norland's
    /// prisons, Ana Ruiz".
    pub fn by_post(&self, i: usize, m: &Mention) -> Option<usize> {
        let tree = self.tree;
        let leads = |k: usize| {
            matches!(
                tree.low(k),
                "head"
                    | "chief"
                    | "director"
                    | "director-general"
                    | "leader"
                    | "boss"
                    | "commander"
                    | "president"
                    | "chairman"
                    | "chair"
                    | "chairwoman"
                    | "secretary-general"
            ) && matches!(tree.low(k + 1), "of" | "for")
        };
        let of = |other: &Mention| -> Vec<&str> {
            let words = (other.head + 2..other.tokens.end.min(other.head + 2 + POST)).map(|k| tree.low(k));
            words.take_while(|w| !matches!(*w, "in" | "at" | "on" | "," | "who" | "with")).filter(|w| w.len() >= STEM).collect()
        };
        if !leads(m.head) || m.number == MANY || !self.speaks(i) {
            return None;
        }
        let mine = of(m);
        let same = |&c: &usize| {
            let other = &self.mentions[c];
            let person = self.entities.all[self.entity(c)].kind == Some(NameKind::Person);
            let theirs = || of(other);
            // "the Norlandic navy" is the navy of Norland.
            let like = |w: &str| theirs().iter().any(|t| t.starts_with(w) || w.starts_with(t));
            person && other.kind == MentionKind::Nominal && leads(other.head) && mine.iter().all(|w| like(w))
        };
        let mut all = (0..i).rev().take(BACK).filter(same);
        let first = all.next().filter(|_| !mine.is_empty())?;
        let one = all.all(|c| self.entity(c) == self.entity(first));
        (one && self.agrees(m, self.entity(first)) && self.may(i, first)).then_some(first)
    }

    /// Those named before whose office in full has the letters of a short one: "AG" after "the Attorney General, Ana Ruiz".
    pub fn called_in_short(&self, i: usize, short: &str) -> Vec<usize> {
        let called = |c: &usize| {
            let m = &self.mentions[*c];
            let person = self.entities.all[self.entity(*c)].kind == Some(NameKind::Person);
            let from = m.head.saturating_sub(short.len().saturating_sub(1));
            let words: Vec<String> = (from..m.head + 1).map(|k| self.tree.low(k).to_string()).collect();
            m.kind == MentionKind::Nominal && !m.joined && person && abbreviates(short, &words)
        };
        (0..i).rev().take(BACK).filter(called).collect()
    }

    /// True for an office told with its land before it, where a phrase tells the land behind: "Norland's foreign minister" and
    /// "the foreign minister of Norland".
    pub fn of_land(&self, m: &Mention, office: &Office) -> bool {
        let tree = self.tree;
        let title: Vec<&str> = (m.tokens.start..m.head + 1).map(|k| tree.low(k)).filter(|w| *w != "the").collect();
        let land = (m.head + 2..m.tokens.end).map(|k| tree.low(k)).find(|w| *w != "the");
        let Some(land) = land.filter(|_| tree.low(m.head + 1) == "of") else { return false };
        let words: Vec<&str> = office.words.iter().map(String::as_str).filter(|w| *w != "'s").collect();
        words.len() > title.len()
            && words.ends_with(&title)
            && words[..words.len() - title.len()].iter().any(|w| alike(w, land))
    }

    /// Who bears the title of "Norland's prime minister", as "Prime Minister Ana Ruiz", if only one does.
    pub fn by_lands_title(&self, i: usize, m: &Mention) -> Option<usize> {
        let tree = self.tree;
        let mark = (m.tokens.start..m.head).find(|&k| matches!(tree.low(k), "'s" | "'"))?;
        let land = (i.saturating_sub(NEAR)..i).rev().find(|&c| self.mentions[c].tokens.end == mark)?;
        let title: Vec<&str> = (mark + 1..m.head + 1).map(|k| tree.low(k)).collect();
        let lemma = tree.token(m.head).lemma.to_lowercase();
        let office = lexicon().is("title", &lemma) || title == ["first", "lady"];
        if self.mentions[land].name_kind != Some(NameKind::Place) || !office || m.number == MANY {
            return None;
        }
        let end = self.offices.partition_point(|o| o.mention < i);
        let bears = |o: &&Office| {
            let mut words = o.words.iter().rev().map(String::as_str);
            let same = title.iter().rev().all(|t| words.next() == Some(t));
            same && (title[0] == "first" || words.any(|w| (self.mentions[land].tokens.clone()).any(|k| alike(w, tree.low(k)))))
        };
        let mut all = self.offices[..end].iter().rev().take(BACK).filter(|o| !o.former).filter(bears).map(|o| o.mention);
        let first = all.next()?;
        let one = all.all(|c| self.entity(c) == self.entity(first));
        (one && self.agrees(m, self.entity(first)) && self.may(i, first)).then_some(first)
    }
}

/// True for two words that begin alike as a land and its people do: "norland" and "norlandian".
fn alike(a: &str, b: &str) -> bool {
    a == b
        || a.chars().count() > STEM
            && b.chars().count() > STEM
            && a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count() >= STEM
}

//! Phrases that plainly mean a name: "the prime minister" after "Prime Minister Ana Ruiz", "the group" after the only group.

use super::lexicon::{PERSON, THING, lexicon};
use super::mention::{Mention, Person, Start};
use super::offices::{is_short, written};
use super::scene::Scene;
use super::tree::Role;
use model::{MentionKind, NameKind, Pos};
use std::ops::Range;

/// Mentions looked at behind a phrase.
const BACK: usize = 120;
/// Most words of a title.
const TITLE: usize = 6;
/// Letters by which two words begin alike.
const STEM: usize = 6;
/// Most words of a phrase that are compared.
const LONG: usize = 8;
/// Sentences looked at for the only name of a kind.
const SENTENCES: u32 = 5;

impl Scene<'_> {
    /// The mention that phrase number `i` plainly stands for.
    pub fn plain(&self, i: usize) -> Option<usize> {
        let m = &self.mentions[i];
        let definite = matches!(m.start, Start::The | Start::This) && m.kind == MentionKind::Nominal && !m.joined;
        if !definite {
            let owned = m.start == Start::Owned && m.kind == MentionKind::Nominal && !m.joined && self.speaks(i);
            let title = || self.by_words(i, m).or_else(|| self.by_lands_title(i, m));
            return if owned { self.by_kin(i, m).or_else(title) } else { None };
        }
        // What stands behind a comma does not tell which: "the minister, speaking of prices".
        if self.has_more(m) && self.tree.low(m.head + 1) != "," {
            return self.by_words(i, m).or_else(|| self.by_state(i, m)).or_else(|| self.by_post(i, m));
        }
        self.by_title(i, m)
            .or_else(|| self.by_kind(i, m))
            .or_else(|| self.by_calling(i, m))
            .or_else(|| self.by_age(i, m))
            .or_else(|| self.by_role(i, m, true))
            .or_else(|| self.by_speech(i, m))
            .or_else(|| self.by_role(i, m, false))
    }

    /// Who bears the title that is the phrase, if it is one: "the lieutenant" after "Lt. Ana Ruiz", "the economy minister"
    /// after "Economy Minister Ana Ruiz", "the PM" after "Prime Minister Ana Ruiz".
    fn by_title(&self, i: usize, m: &Mention) -> Option<usize> {
        let from = m.tokens.start.max(m.head.saturating_sub(TITLE - 1));
        let mut phrase: Vec<String> = (from..m.head + 1).flat_map(|k| written(self.tree, k)).collect();
        let office = phrase.last().is_some_and(|w| lexicon().gender(w, w) & PERSON != 0);
        phrase.retain(|w| !matches!(w.as_str(), "the" | "this" | "-" | "co" | "future" | "incoming" | "elect"));
        let short = self.tree.token(m.head).form(self.tree.text);
        let initials = phrase.len() == 1 && is_short(self.tree, m.head);
        if phrase.is_empty() || !office && !initials {
            return None;
        }
        let bears = |words: &[String]| words.ends_with(&phrase) || initials && abbreviates(short, words);
        let mut all = self.bearers(i, &bears);
        // "the former mayor" of whom "former city mayor Ana Ruiz" was told.
        if all.is_empty() && phrase.len() > 1 && phrase[0] == "former" {
            all = self.bearers(i, &|words: &[String]| words.ends_with(&phrase[1..]));
        }
        // "the Norland president" after "President Ana Ruiz", who is called by no other country.
        let foreign = |k: usize| {
            self.tree.pos(k) == Some(Pos::Adj) && self.tree.token(k).form(self.tree.text).starts_with(char::is_uppercase)
        };
        if all.is_empty() && foreign(m.tokens.start + 1) && phrase.len() > 1 {
            all = self.bearers(i, &|words: &[String]| words.len() < phrase.len() && words.ends_with(&phrase[1..]));
        }
        // "the AG" after "the Attorney General, Ana Ruiz"
        if all.is_empty() && initials {
            all = self.called_in_short(i, short);
        }
        // "The Norland leader" above a text that only later tells of "Norland leader Ana Ruiz".
        if all.is_empty() && phrase.len() > 1 && self.speaks(i) {
            let later = self.offices.iter().filter(|o| o.mention > i && !o.former && o.words.ends_with(&phrase));
            all = later.map(|o| o.mention).take(BACK).collect();
        }
        // Of several who bear it whoever spoke last speaks on.
        let speaker = || {
            let last = self.spoke_near(i).filter(|_| self.speaks(i))?;
            let same = |&c: &usize| self.entity(c) == self.entity(last);
            all.iter().copied().find(same).filter(|&c| self.agrees(m, self.entity(c)) && self.may(i, c))
        };
        // Of "the LG" no list tells that it is somebody.
        let one = if initials { self.one(all.iter().copied(), i) } else { self.only(all.iter().copied(), i) };
        one.or_else(speaker)
    }

    /// The only one whom the paper named as such kin before: "his grandmother" after "the victim's grandmother, Ana Ruiz".
    fn by_kin(&self, i: usize, m: &Mention) -> Option<usize> {
        let lemma = self.tree.token(m.head).lemma.to_lowercase();
        if !lexicon().is("kin", &lemma) || m.head > m.tokens.start + 3 {
            return None;
        }
        let called = self.entities.called(&lemma);
        let same = |&c: &usize| c < i && self.tree.token(self.mentions[c].head).lemma.to_lowercase() == lemma;
        let before = called.into_iter().filter(|&c| c < i);
        let found: Vec<usize> =
            before.filter(|c| self.entities.all[self.entity(*c)].kind == Some(NameKind::Person) || same(c)).collect();
        let person = |&c: &usize| self.entities.all[self.entity(c)].kind == Some(NameKind::Person);
        self.only(found.iter().copied(), i).filter(person)
    }

    /// Who was called by the same words before: "the minister of health" after "Ana Ruiz, minister of health" or "Minister of
    /// Health Ana Ruiz".
    fn by_words(&self, i: usize, m: &Mention) -> Option<usize> {
        let words = |tokens: Range<usize>| {
            let low = tokens.take(LONG).map(|k| self.tree.low(k).to_string());
            low.filter(|w| !matches!(w.as_str(), "the" | "this" | "a" | "an")).collect::<Vec<String>>()
        };
        let phrase = words(m.tokens.clone());
        if phrase.len() < 2 || m.gender & PERSON == 0 {
            return None;
        }
        let called = |c: usize| {
            let other = &self.mentions[c];
            let person = self.entities.all[self.entity(c)].kind == Some(NameKind::Person);
            let theirs = words(other.tokens.clone());
            // "The mayor of Lund, Ana Ruiz" is called the mayor of Lund.
            let told = theirs.strip_prefix(phrase.as_slice()).is_some_and(|rest| rest.first().is_none_or(|w| w == ","));
            let same = other.kind == MentionKind::Nominal && told && (other.tokens.len() < LONG || theirs.len() > phrase.len());
            person
                && (same
                    || self.one_of_several(m, other)
                    || self.offices_of(c).any(|o| o.words.ends_with(&phrase) || self.of_land(m, o)))
        };
        // "China's ambassador to Norland" above a text that only later tells of "China's ambassador to Norland Ana Ruiz".
        let later = || {
            let len = m.tokens.len();
            let right = |&c: &usize| {
                let name = &self.mentions[c];
                let from = name.tokens.start.checked_sub(len);
                let same = |from: usize| (0..len).all(|k| self.tree.low(from + k) == self.tree.low(m.tokens.start + k));
                name.name_kind == Some(NameKind::Person) && from.is_some_and(same)
            };
            self.only((i + 1..self.mentions.len()).take(BACK).filter(right), i)
        };
        self.only((0..i).rev().take(BACK).filter(|&c| called(c)), i).or_else(|| later().filter(|_| self.speaks(i)))
    }

    /// True for an office that another phrase tells among several: "the founder of the mill" and "the owner, head and founder of
    /// the mill".
    fn one_of_several(&self, m: &Mention, other: &Mention) -> bool {
        let rest = m.head + 1..m.tokens.end;
        let same = |k: usize| rest.clone().all(|r| self.tree.low(r) == self.tree.low(k + r - m.head - 1));
        let behind = other.tokens.end.checked_sub(rest.len()).filter(|&k| k > other.tokens.start && same(k));
        let several = |end: usize| (other.tokens.start..end).any(|k| self.tree.low(k) == "and");
        let held = |end: usize| (other.tokens.start..end).any(|k| self.tree.low(k) == self.tree.low(m.head));
        rest.len() > 1 && behind.is_some_and(|end| several(end) && held(end))
    }

    /// Those before mention `i` whose office, as told beside their names, passes a test, latest first: who holds it, else who
    /// held it once.
    fn bearers(&self, i: usize, test: &dyn Fn(&[String]) -> bool) -> Vec<usize> {
        let end = self.offices.partition_point(|o| o.mention < i);
        // Whom an article calls "the prime minister" before it tells of "the prime minister of Norland" is another.
        let head = self.tree.low(self.mentions[i].head);
        let called = |&c: &usize| self.mentions[c].kind == MentionKind::Nominal && self.bare(c, head);
        let first = (0..i).find(called).unwrap_or(i);
        let of = |former: bool| {
            let held = self.offices[..end].iter().rev().filter(move |o| o.former == former).take(BACK);
            held.filter(|o| !(o.of && first < o.mention) && test(&o.words)).map(|o| o.mention).collect::<Vec<_>>()
        };
        let now = of(false);
        if now.is_empty() { of(true) } else { now }
    }

    /// True if a phrase is an office with nobody told whose it is: "the prime minister".
    fn bare(&self, c: usize, head: &str) -> bool {
        let m = &self.mentions[c];
        self.tree.low(m.tokens.start) == "the" && m.tokens.end == m.head + 1 && self.tree.low(m.head) == head
    }

    /// True if a word before the noun begins like the last of a name, or both are of one noun: "the production company" and
    /// "Finch Productions", "the foreign ministry" and "Foreign Ministry".
    fn shares(&self, m: &Mention, name: usize) -> bool {
        let stem = |w: &str| w.char_indices().nth(STEM - 1).map(|(at, c)| w[..at + c.len_utf8()].to_string());
        let name = &self.mentions[name];
        let last = self.tree.low(name.tokens.end - 1);
        let body = matches!(name.name_kind, Some(NameKind::Organization | NameKind::Group));
        body && (m.tokens.start + 1..m.head).any(|k| {
            let low = self.tree.low(k);
            stem(low).is_some_and(|s| last.starts_with(&s))
                || last == self.tree.low(m.head) && name.tokens.clone().any(|n| self.tree.low(n) == low)
        })
    }

    /// The age that a phrase tells, "56" of "the 56-year-old", and the end of its words.
    fn age(&self, m: &Mention) -> Option<(String, usize)> {
        let end = (m.tokens.start + 1..m.head + 1).find(|&k| self.tree.low(k).ends_with("old"))? + 1;
        let phrase = (m.tokens.start + 1..end).map(|k| self.tree.low(k)).collect::<Vec<_>>().concat();
        let age = phrase.strip_suffix("-year-old").filter(|a| !a.is_empty() && a.chars().all(|c| c.is_ascii_digit()))?;
        Some((age.to_string(), end))
    }

    /// Who is of the age that is the phrase, "Ana Ruiz, 56" for "the 56-year-old"; else the only person named near.
    fn by_age(&self, i: usize, m: &Mention) -> Option<usize> {
        let (age, end) = self.age(m)?;
        // "the 19-year-old man" may be anybody, "the 34-year-old defender" is whom the paper named.
        let lemma = self.tree.token(m.head).lemma.to_lowercase();
        let anybody = end <= m.head && lexicon().is("anybody", &lemma) && !lexicon().is("kin", &lemma);
        let body = end <= m.head
            && m.gender & PERSON == 0
            && self.tree.token(m.head).form(self.tree.text).starts_with(char::is_lowercase);
        if body || m.number == super::lexicon::MANY {
            return None;
        }
        let people = || (0..i).rev().take(BACK).filter(|&c| self.mentions[c].name_kind == Some(NameKind::Person));
        let aged = |c: &usize| {
            let end = self.mentions[*c].tokens.end;
            self.tree.low(end) == "," && self.tree.low(end + 1) == age
        };
        let near = |c: &usize| m.sentence - self.mentions[*c].sentence <= SENTENCES;
        // "her 11-year-old brother" is the 11-year-old, and not whoever was named.
        let tells = |c: &usize| {
            let other = &self.mentions[*c];
            other.kind == MentionKind::Nominal
                && other.tokens.end <= m.tokens.start
                && other.tokens.clone().any(|k| self.tree.low(k) == age && self.tree.low(k + 2).starts_with("year"))
        };
        let strange = |c: usize, found: usize| self.entity(c) != self.entity(found) && !self.presented(c, found);
        let other = |found: usize| (0..i).rev().take(BACK).filter(tells).any(|c| strange(c, found));
        let only = || self.one(people().take_while(near), i).filter(|&c| !anybody && !is_child(&age) && !other(c));
        // "Goalkeeper Finn Harrow was sent off after he fouled Milo Quist. “I touched the ball,” the 31-year-old said."
        let about = || {
            let last = self.last_subject(i, 1).filter(|_| self.speaks(i) && !anybody && !is_child(&age))?;
            let person = self.entities.all[self.entity(last)].kind == Some(NameKind::Person);
            (person && !other(last) && self.may(i, last)).then_some(last)
        };
        self.one(people().filter(aged), i).or_else(only).or_else(about)
    }

    /// True for somebody told of without a name whom the next sentences name: "A 42-year-old fisherman was saved. Jonas Oster
    /// had clung to a drum." Who has an office, or is heard, is another.
    fn presented(&self, c: usize, found: usize) -> bool {
        let (m, e) = (&self.mentions[c], &self.entities.all[self.entity(found)]);
        let Some(&first) = e.mentions.first().filter(|&&f| f > c && m.start == Start::A) else { return false };
        let unnamed = self.entities.all[self.entity(c)].name.is_none();
        let near = self.mentions[first].sentence.saturating_sub(m.sentence) <= 2 && self.is_subject(&self.mentions[first]);
        let heard = e.mentions.iter().any(|&x| self.speaks(x)) || self.offices_of(first).next().is_some();
        unnamed && near && !heard && self.agrees(m, self.entity(found))
    }

    /// Who spoke last, where an office not told of before goes on speaking: "Ana Ruiz said … “We wait,” the deputy director
    /// said."
    fn by_speech(&self, i: usize, m: &Mention) -> Option<usize> {
        let lemma = self.tree.token(m.head).lemma.to_lowercase();
        if let Some(body) = self.body_speaks(i, m, &lemma) {
            return Some(body);
        }
        if !self.speaks(i) || self.age(m).is_some_and(|(age, _)| is_child(&age)) {
            return None;
        }
        if let Some(one) = self.child_speaks(i, m, &lemma).or_else(|| self.parent_speaks(i, m, &lemma)) {
            return Some(one);
        }
        // "the boxer" and "the MP" may be whom the paper named, "the man" and "the mother" are told of for themselves.
        let lexicon = lexicon();
        let made = ["er", "or", "ant"].iter().any(|s| lemma.ends_with(s));
        let sure = m.gender & THING == 0 || m.gender & PERSON != 0 && !made && !crate::quotes::says(&lemma);
        let sure = sure || lexicon.roles(&lemma) != 0;
        let somebody = sure && !lexicon.is("many", &lemma) && !lexicon.is("anybody", &lemma);
        // "“…,” Tom said. “…,” the young man said.": right behind, where nobody else was called a man.
        let alike = matches!(&*lemma, "man" | "woman")
            && self.spoke_near(i).is_some_and(|l| self.apart_by(l, i) <= 1)
            && m.head == m.tokens.start + 2;
        let somebody = somebody || alike;
        let initials = lexicon.is("initials", &lemma) && is_short(self.tree, m.head) && m.head == m.tokens.start + 1;
        let office = lexicon.is("office", &lemma) || lexicon.is("title", &lemma) || initials;
        if !(office || somebody) || m.number == super::lexicon::MANY {
            return None;
        }
        let last = self.spoke_near(i).or_else(|| self.told_of(i, m))?;
        // "… he said. / Ana Ruiz, a rapper, came, too. The Lund citizen said": whom the paper has turned to.
        let turned = if self.turns(last, i) { self.last_subject(i, 1) } else { None };
        let last = turned.filter(|&t| self.mentions[t].name_kind == Some(NameKind::Person)).unwrap_or(last);
        let entity = self.entity(last);
        // "a ministry official said … The aide would not say who"
        let other = &self.mentions[last];
        let nameless =
            other.kind == MentionKind::Nominal && other.start == Start::A && self.entities.all[entity].name.is_none();
        let near = m.sentence - other.sentence <= 2 && other.number == super::lexicon::ONE && lexicon.is("proxy", &lemma);
        let person = self.entities.all[entity].kind == Some(NameKind::Person) || nameless && near;
        let new = self.new_or_of(&lemma, i, entity);
        // No thing speaks: "the star" is somebody.
        let agrees = self.agrees(m, entity) || office && m.gender == THING;
        (person && new && !self.turns(last, i) && agrees && self.may(i, last)).then_some(last)
    }

    /// Whom the last sentence was about, where nobody spoke and the phrase tells of which land or town he is: "Ruiz came home.
    /// “I wept,” the Norlandian architect recalls."
    fn told_of(&self, i: usize, m: &Mention) -> Option<usize> {
        let capital = |k: usize| self.tree.token(k).form(self.tree.text).starts_with(char::is_uppercase);
        // "the striker", whom the paper named in the sentence before
        let epithet = lexicon().is("epithet", &self.tree.token(m.head).lemma.to_lowercase());
        let between = m.tokens.start + 1..m.head;
        let land = !between.is_empty() && between.clone().all(|k| capital(k) || matches!(self.tree.low(k), "and" | "of" | "-"));
        let called = land && capital(m.head - 1) && !capital(m.head) || epithet;
        let last = self.last_subject(i, 1).filter(|_| called)?;
        (self.entities.all[self.entity(last)].kind == Some(NameKind::Person)).then_some(last)
    }

    /// The only boy named near where "the boy" speaks who was not told of before, and so for girls.
    fn child_speaks(&self, i: usize, m: &Mention, lemma: &str) -> Option<usize> {
        let far = |c: usize| c >= i || m.sentence - self.mentions[c].sentence > 2 * SENTENCES;
        if !matches!(lemma, "boy" | "girl") || !self.entities.called(lemma).into_iter().all(far) {
            return None;
        }
        let near = (0..i).rev().take(BACK).take_while(|&c| m.sentence - self.mentions[c].sentence <= SENTENCES);
        let like = |c: &usize| self.mentions[*c].name_kind == Some(NameKind::Person) && self.mentions[*c].quote.is_none();
        let all: Vec<usize> = near.filter(like).collect();
        let sure = |c: &usize| self.entities.all[self.entity(*c)].gender == m.gender;
        let found = self.one(all.iter().copied().filter(sure), i);
        // Of one whose name does not tell it, where nobody else is named.
        found.or_else(|| self.only(all.iter().copied(), i))
    }

    /// Who spoke last of her own child, where "the mother" goes on.
    fn parent_speaks(&self, i: usize, m: &Mention, lemma: &str) -> Option<usize> {
        if !matches!(lemma, "mother" | "father" | "mom" | "mum" | "dad") {
            return None;
        }
        let last = self.spoke_near(i)?;
        let entity = self.entity(last);
        let child = |&x: &usize| {
            let owner = &self.mentions[x];
            let of = Some(owner.head).filter(|_| owner.role == Role::Owner).and_then(|h| self.tree.head(h));
            x < i
                && of.is_some_and(|h| {
                    matches!(&*self.tree.token(h).lemma, "son" | "daughter" | "child" | "baby" | "boy" | "girl")
                })
        };
        let parent = self.entities.all[entity].mentions.iter().any(child);
        (parent && self.new_or_of(lemma, i, entity) && self.agrees(m, entity) && self.entities.may(i, last)).then_some(last)
    }

    /// The body that spoke last, where a bare noun for one goes on: "The HWU said … “We wait,” the union said."
    fn body_speaks(&self, i: usize, m: &Mention, lemma: &str) -> Option<usize> {
        // "the ratings agency" may be the body that spoke, "the Norland agency" is one of its own.
        let small = |k: usize| self.tree.token(k).form(self.tree.text).starts_with(char::is_lowercase);
        let bare = m.head <= m.tokens.start + 2 && (m.tokens.start + 1..m.head).all(small);
        let bare = bare && self.tree.token(m.head).tag == "NN" && lemma != "government";
        if !bare || !self.speaks(i) {
            return None;
        }
        // "Lund Power denied the claim. “We sent it all,” the company said."
        let about = self.last_subject(i, 1).filter(|&c| {
            let body = matches!(self.mentions[c].name_kind, Some(NameKind::Organization | NameKind::Group));
            let since = |x: usize| c < x && x < i && self.entity(x) != self.entity(c);
            body && self.fits(lemma, c) && !self.entities.called(lemma).into_iter().any(since)
        });
        if let Some(c) = about.filter(|&c| self.agrees(m, self.entity(c)) && self.may(i, c)) {
            return Some(c);
        }
        let last = self.spoke_near(i)?;
        let entity = self.entity(last);
        let named = |&&x: &&usize| matches!(self.mentions[x].name_kind, Some(NameKind::Organization | NameKind::Group));
        let mut names = self.entities.all[entity].mentions.iter().filter(named).peekable();
        names.peek()?;
        // "The HWU fights for the good of the union. “We wait,” the union said."
        let other = |c: usize| self.entity(c) != entity && self.entities.all[self.entity(c)].name.is_some();
        let new = !self.entities.called(lemma).into_iter().any(|c| c < i && other(c));
        let fits = new && names.all(|&x| self.fits(lemma, x));
        (fits && self.agrees(m, entity) && self.may(i, last)).then_some(last)
    }

    /// Who spoke last before a mention, a few sentences back at the most.
    fn spoke_near(&self, i: usize) -> Option<usize> {
        self.spoke_before(i).filter(|&l| self.apart_by(l, i) <= SENTENCES)
    }

    /// True if nobody but the entity was called by the noun before, or somebody without a name whom the paper told of first:
    /// "An expert warned of floods. Ana Ruiz said … the expert said".
    fn new_or_of(&self, lemma: &str, i: usize, entity: usize) -> bool {
        let first = self.entities.all[entity].mentions.first().copied().unwrap_or(i);
        let nameless = |c: usize| {
            let other = &self.entities.all[self.entity(c)];
            self.mentions[c].number == super::lexicon::MANY || other.name.is_none() && other.mentions.iter().all(|&x| x < first)
        };
        self.entities.called(lemma).into_iter().filter(|&c| c < i).all(|c| self.entity(c) == entity || nameless(c))
    }

    /// Who spoke before as "a spokesperson" where "they" speak: "“We are sorry,” they said."
    pub fn spokesperson(&self, i: usize) -> Option<usize> {
        let m = &self.mentions[i];
        let person = m.start == Start::The && matches!(self.tree.low(m.head), "person" | "source" | "insider");
        if m.person != Some(Person::They) && !person || !self.speaks(i) {
            return None;
        }
        let last = self.spoke_near(i)?;
        let entity = self.entity(last);
        let e = &self.entities.all[entity];
        // "“It is bad,” said a diplomat. “It is late,” the person added."
        if person {
            let one = e.name.is_none() && e.number & super::lexicon::ONE != 0 && m.tokens.end == m.head + 1;
            return (one && self.agrees(m, entity) && self.may(i, last)).then_some(last);
        }
        let called = |&x: &usize| self.tree.low(self.mentions[x].head) == "spokesperson";
        // "A teacher said it was hard. “They never asked me,” they said.": of whom nothing tells whether it is a man.
        let open = e.gender == PERSON && e.number == super::lexicon::ONE && e.name.is_none();
        let first = |&x: &usize| self.mentions[x].kind == MentionKind::Nominal && self.mentions[x].start == Start::A;
        // "When the officers came, they saw"
        let here = (0..i).rev().take_while(|&x| self.mentions[x].sentence == m.sentence);
        let several =
            here.take(BACK).any(|x| self.mentions[x].quote.is_none() && self.mentions[x].number == super::lexicon::MANY);
        let one = || open && !several && e.mentions.first().is_some_and(first) && self.apart_by(last, i) <= 1;
        (e.mentions.iter().any(called) || one()).then_some(last)
    }

    /// The only name near of the kind that a bare phrase tells.
    fn by_kind(&self, i: usize, m: &Mention) -> Option<usize> {
        let lemma = self.tree.token(m.head).lemma.to_lowercase();
        // "The authorities" are no body with one name.
        if lemma == "authority" && self.tree.token(m.head).tag == "NNS" {
            return None;
        }
        let kinds = |c: usize| {
            let kind = self.mentions[c].name_kind;
            matches!(kind, Some(NameKind::Organization | NameKind::Group | NameKind::Place))
        };
        // Whom somebody else names in his own words is not spoken of by the paper. "The police" are no body that has one name.
        let told = |c: usize| lemma != "police" && (m.quote.is_some() || self.mentions[c].quote.is_none());
        let within = |far: u32| {
            let near = (0..i).rev().take(BACK).take_while(move |&c| m.sentence - self.mentions[c].sentence <= far);
            near.filter(|&c| kinds(c) && told(c) && self.fits(&lemma, c)).collect::<Vec<_>>()
        };
        let mut fits = within(SENTENCES);
        // Who speaks at the end of a long quote was told of before it.
        if fits.is_empty() && lemma != "government" && self.speaks(i) {
            fits = within(3 * SENTENCES);
        }
        let fits = fits.into_iter();
        if m.head > m.tokens.start + 1 {
            // "the production company" is "Finch Productions", "the Norland oil giant" the only company near.
            let giant = matches!(&*lemma, "giant" | "titan" | "conglomerate" | "behemoth" | "heavyweight");
            let new = || !self.entities.called(&lemma).into_iter().any(|c| c < i);
            if giant && new() {
                return self.only(fits, i);
            }
            return self.only(fits.filter(|&c| self.shares(m, c)), i);
        }
        let found = self.only(fits, i)?;
        // A phrase of the same word in between goes on with that one.
        let called = self.entities.called(&lemma).into_iter().filter(|&c| c < i).max();
        called.is_none_or(|c| c < found || self.entity(c) == self.entity(found)).then_some(found)
    }

    /// The latest of some mentions, if all are of one entity that may be the same as mention `i`.
    fn only(&self, found: impl Iterator<Item = usize>, i: usize) -> Option<usize> {
        self.one(found, i).filter(|&c| self.agrees(&self.mentions[i], self.entity(c)))
    }

    /// The same, whatever gender and number are.
    fn one(&self, mut found: impl Iterator<Item = usize>, i: usize) -> Option<usize> {
        let first = found.next()?;
        let one = found.all(|c| self.entity(c) == self.entity(first));
        (one && self.may(i, first)).then_some(first)
    }
}

/// True for the age of a child, whom no paper quotes by it alone after his name.
fn is_child(age: &str) -> bool {
    age.parse::<u8>().is_ok_and(|years| years < 16)
}

/// True if a word in capitals has the first letters of the last words: "LG" of "lieutenant governor".
pub fn abbreviates(short: &str, words: &[String]) -> bool {
    let from = words.len().checked_sub(short.len());
    from.is_some_and(|k| short.chars().zip(&words[k..]).all(|(c, w)| w.starts_with(c.to_ascii_lowercase())))
}

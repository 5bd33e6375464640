//! All that is known while the mentions of one article are linked: words, mentions, entities so far, who speaks.

use super::entity::Entities;
use super::lexicon::{MANY, PERSON, THING, lexicon};
use super::mention::{Mention, Person, Start};
use super::offices::Office;
use super::tree::{Role, Tree, base};
use model::{MentionKind, Name, NameKind, Pos, Quote, QuoteForm};

/// How many mentions are looked through for a change of who is spoken of.
const FAR: usize = 60;
/// The age from which somebody is quoted like others.
const GROWN: u8 = 13;
/// How many mentions of one entity are looked at for a clause's bounds.
const NEAR: usize = 8;

pub struct Scene<'a> {
    pub tree: &'a Tree<'a>,
    pub names: &'a [Name],
    pub quotes: &'a [Quote],
    pub mentions: Vec<Mention>,
    pub entities: Entities,
    /// The mention with a token as its main word, not the joined ones.
    pub by_head: Vec<Option<u32>>,
    /// The mention that is the speaker of each quote.
    pub speakers: Vec<Option<usize>>,
    /// The same mentions in order.
    pub speaking: Vec<usize>,
    /// Those of them whose words are told as they said them.
    pub heard: Vec<usize>,
    /// What people are called beside their names.
    pub offices: Vec<Office>,
    /// For each mention: the paper only thanks him, for a picture.
    pub aside: Vec<bool>,
    /// For each sentence: how many before it somebody speaks, all of their words.
    pub quoted: Vec<u32>,
}

/// Whose name stands only below a picture: "(Photo by Ana Ruiz)".
pub fn aside(tree: &Tree, mentions: &[Mention]) -> Vec<bool> {
    let picture =
        |k: usize| matches!(tree.low(k), "photo" | "photograph" | "photos" | "picture" | "image" | "credit" | "©" | "video");
    let by = |k: usize| matches!(tree.low(k), "by" | ":" | "©");
    let credit = |m: &Mention| {
        let at = m.tokens.start;
        m.kind == MentionKind::Name && at > 0 && by(at - 1) && (at.saturating_sub(4)..at).any(picture)
    };
    mentions.iter().map(credit).collect()
}

/// How many of the sentences before each are wholly somebody's words.
pub fn quoted(tree: &Tree, quotes: &[Quote]) -> Vec<u32> {
    let mut direct = quotes.iter().filter(|q| q.form == QuoteForm::Direct).map(|q| q.range).peekable();
    let mut sum = 0;
    let mut out = Vec::with_capacity(tree.syntax.sentences.len());
    for s in &tree.syntax.sentences {
        out.push(sum);
        while direct.next_if(|q| q.end < s.range.start).is_some() {}
        let Some(q) = direct.peek() else { continue };
        // Marks stand outside of the words they hold.
        sum += u32::from(q.start <= s.range.start + 4 && s.range.end <= q.end + 4);
    }
    out
}

/// Whose voice words are in: nobody's but the author's, a speaker's, or an unknown one's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    Author,
    Speaker(usize),
    Quote(u32),
}

impl Scene<'_> {
    /// The entity of a mention.
    pub fn entity(&self, m: usize) -> usize {
        self.entities.of[m]
    }

    pub fn voice(&self, m: &Mention) -> Voice {
        match m.quote {
            None => Voice::Author,
            Some(q) => self.speakers[q as usize].map_or(Voice::Quote(q), |s| Voice::Speaker(self.entity(s))),
        }
    }

    /// The last mention before this one that is the speaker of a quote.
    pub fn spoke_before(&self, m: usize) -> Option<usize> {
        self.speaking[..self.speaking.partition_point(|&s| s < m)].last().copied()
    }

    /// True for a mention that is the speaker of a quote.
    pub fn speaks(&self, m: usize) -> bool {
        self.speaking.binary_search(&m).is_ok()
    }

    /// The last before this one that is the speaker of a quote and may be the same by gender and number.
    pub fn spoke_alike(&self, m: usize) -> Option<usize> {
        let before = &self.speaking[..self.speaking.partition_point(|&s| s < m)];
        before.iter().rev().take(NEAR).copied().find(|&s| self.agrees(&self.mentions[m], self.entity(s)))
    }

    /// True if between two mentions a sentence of the author's is about somebody else whom the second may mean.
    pub fn turns(&self, from: usize, to: usize) -> bool {
        let (last, m) = (&self.mentions[from], &self.mentions[to]);
        // "As the police sought him, Ana Ruiz woke": the subject of the main verb, wherever it stands.
        let main = |other: &Mention| self.tree.head(self.seat(other)).is_some_and(|v| self.tree.head(v).is_none());
        (from + 1..to).rev().take(FAR).any(|x| {
            let other = &self.mentions[x];
            // "Okello runs his own mill, and his aunt helps. … he said": who is spoken of by a pronoun is known.
            let known = other.person == Some(Person::He) && m.person == Some(Person::He) && other.sentence != m.sentence;
            let whole = if other.role == Role::Owner { self.tree.head(other.head) } else { Some(other.head) };
            let subject = whole.is_some_and(|h| base(self.tree.relation(h)) == "nsubj");
            if known && subject && other.quote.is_none() && other.sentence > last.sentence {
                let name = self.entities.all[self.entity(x)].kind == Some(NameKind::Person);
                return name && self.entity(x) != self.entity(from) && self.agrees(m, self.entity(x));
            }
            (other.name_kind == Some(NameKind::Person) || self.is_new(other))
                && other.sentence != last.sentence
                && other.quote.is_none()
                && (self.is_subject(other) || self.tree.head(other.head).is_none() || self.owns_subject(other))
                && (self.mentions[x - 1].sentence != other.sentence || main(other) || self.tree.head(other.head).is_none())
                && self.entity(x) != self.entity(from)
                && self.agrees(m, self.entity(x))
        })
    }

    /// True if somebody is the subject of a main verb of saying, and a pronoun of the next sentence of the author's goes on to
    /// speak, with nobody named before it there.
    pub fn goes_on_at_once(&self, from: usize, to: usize) -> bool {
        let (last, m) = (&self.mentions[from], &self.mentions[to]);
        let root = |x: &Mention| self.tree.above(x.head).find(|&h| self.tree.head(h).is_none());
        // "The river rose, said his father": whoever is put behind the word of saying speaks, too.
        let behind = || {
            // Of a long office the tree takes the name for what is said.
            let subject = |k: usize| match base(self.tree.relation(k)) {
                "nsubj" => true,
                "obj" => last.kind == MentionKind::Name && self.speaks(from),
                _ => false,
            };
            let verb = self.tree.head(self.seat(last)).filter(|&v| v < last.head && subject(self.seat(last)));
            verb.is_some_and(|v| crate::quotes::is_saying(self.tree.low(v)) && base(self.tree.relation(v)) == "parataxis")
        };
        let told = behind()
            || root(last).is_some_and(|r| {
                let subject = |k: usize| base(self.tree.relation(k)) == "nsubj" && last.sentence == self.sentence_of(k);
                self.tree.children(r).any(|k| subject(k) && (k == last.head || self.tree.above(last.head).any(|h| h == k)))
            });
        let here = |&x: &usize| self.mentions[x].sentence == m.sentence;
        let other = |x: usize| {
            let x = &self.mentions[x];
            x.quote.is_none() && x.name_kind == Some(NameKind::Person)
        };
        told && self.apart_by(from, to) == 1 && !(0..to).rev().take_while(here).any(other)
    }

    /// The main word of the phrase that a mention stands beside, "father" for "Ana Ruiz" of "the boy's father, Ana Ruiz", else
    /// its own.
    pub fn seat(&self, m: &Mention) -> usize {
        // "Adm" of "Adm Okello" may be taken for the main word.
        let beside = |h: usize| match base(self.tree.relation(h)) {
            "appos" => true,
            "flat" => m.name.is_some_and(|n| self.names[n].title.is_some()),
            _ => false,
        };
        let up = self.tree.head(m.head).filter(|&h| m.kind == MentionKind::Name && beside(m.head) && h < m.head);
        up.unwrap_or(m.head)
    }

    /// True for a mention that is, or stands beside, a subject.
    pub fn is_subject(&self, m: &Mention) -> bool {
        // "For Ana Ruiz, an analyst, the question is …" tells of her.
        let start = self.tree.sentence(m.head).start;
        let fronted = m.tokens.start == start + 1 && self.tree.low(start) == "for" && self.tree.low(m.tokens.end) == ",";
        matches!(m.role, Role::Subject | Role::Passive) || base(self.tree.relation(self.seat(m))) == "nsubj" || fronted
    }

    /// True for who asks in a clause that does not lead its sentence: "When Ana Ruiz asked if he knew, he said", "Asked by Ana
    /// Ruiz, he said": somebody else answers.
    fn asks(&self, m: &Mention) -> bool {
        let seat = self.seat(m);
        let Some(verb) = self.tree.head(seat).filter(|&v| self.tree.head(v).is_some()) else { return false };
        let asks = matches!(self.tree.low(verb), "asked" | "asks" | "asking" | "pressed" | "questioned" | "quizzed");
        asks && matches!(self.tree.relation(seat), "nsubj" | "obl:agent")
    }

    /// The subject of the last sentence of the author's before a mention, a few sentences back at the most, as its main verb
    /// has it.
    pub fn last_subject(&self, m: usize, sentences: u32) -> Option<usize> {
        let here = self.mentions[m].sentence;
        let main = |x: &Mention| {
            let seat = self.seat(x);
            base(self.tree.relation(seat)) == "nsubj" && self.tree.head(seat).is_some_and(|v| self.tree.head(v).is_none())
        };
        let back = (0..m).rev().take(FAR).take_while(|&x| self.apart_by(x, m) <= sentences);
        let mut own = back.filter(|&x| self.mentions[x].sentence != here && self.mentions[x].quote.is_none());
        own.find(|&x| self.mentions[x].role != Role::Owner && main(&self.mentions[x]))
    }

    /// True where who speaks begins his words with "he" of another, of whom alone the sentence before was: "Ana Ruiz's sister
    /// moved away. “She calls me,” she said."
    pub fn tells_of_another(&self, speaker: usize, subject: usize) -> bool {
        let m = &self.mentions[speaker];
        let Some(q) = self.speakers.iter().position(|s| *s == Some(speaker)) else { return false };
        let range = self.quotes[q].range;
        let from = self.tree.syntax.token_at(range.start);
        let he = |k: usize| self.by_head.get(k).copied().flatten().map(|x| &self.mentions[x as usize]);
        let begins = (from..self.tree.len().min(from + 3)).filter_map(he).any(|x| {
            x.person == Some(Person::He) && x.role == Role::Subject && x.gender & m.gender != 0 && x.quote == Some(q as u32)
        });
        let s = &self.mentions[subject];
        let phrase = self.by_head[self.seat(s)].map_or(&s.tokens, |x| &self.mentions[x as usize].tokens);
        let near = subject.saturating_sub(NEAR * 2)..self.mentions.len().min(subject + NEAR * 2);
        let alone = near.clone().map(|x| &self.mentions[x]).filter(|x| x.sentence == s.sentence).all(|x| {
            let person = x.name_kind == Some(NameKind::Person) || x.person == Some(Person::He);
            !person || phrase.contains(&x.head) || s.tokens.contains(&x.head) || x.gender & m.gender == 0
        });
        let said = |x: &usize| {
            let told = |s: &Option<usize>, q: &Quote| {
                *s == Some(*x) && q.cue.as_ref().is_some_and(|c| crate::quotes::is_saying(&c.text.to_lowercase()))
            };
            self.speaks(*x) && self.speakers.iter().zip(self.quotes).any(|(s, q)| told(s, q))
        };
        begins && alone && !self.entities.all[self.entity(subject)].mentions.iter().take(FAR).any(said)
    }

    fn sentence_of(&self, token: usize) -> u32 {
        self.tree.sentence_of[token]
    }

    /// "Another neighbour wept. He said": who is new is spoken of.
    fn is_new(&self, m: &Mention) -> bool {
        m.kind == MentionKind::Nominal && m.gender & PERSON != 0 && self.tree.low(m.tokens.start) == "another"
    }

    /// How many sentences lie between two mentions, without those that are wholly somebody's words where the second mention
    /// tells who speaks.
    pub fn apart_by(&self, from: usize, to: usize) -> u32 {
        let (a, b) = (self.mentions[from].sentence, self.mentions[to].sentence);
        let skipped = if self.speaks(to) && b > a { self.quoted[b as usize] - self.quoted[a as usize] } else { 0 };
        (b - a).saturating_sub(skipped)
    }

    /// True for the subject of the author's last sentence before a mention that is the subject of its own.
    pub fn was_about(&self, subject: usize, of: usize) -> bool {
        let (s, m) = (&self.mentions[subject], &self.mentions[of]);
        let main = || self.tree.head(self.seat(s)).is_some_and(|v| self.tree.head(v).is_none());
        let subjects = self.is_subject(s) && m.role == Role::Subject;
        // "Vera Lund wept as she spoke": her own sentence names somebody first.
        let here = || {
            let before = self.mentions[..of].iter().enumerate().rev().take_while(|(_, x)| x.sentence == m.sentence);
            before.take(NEAR).any(|(x, other)| {
                let like = self.agrees(m, self.entity(x)) && self.entity(x) != self.entity(subject);
                other.quote.is_none() && (other.name_kind == Some(NameKind::Person) || other.person == m.person) && like
            })
        };
        let body = matches!(s.name_kind, Some(NameKind::Organization | NameKind::Group));
        let many = m.person != Some(Person::They) || s.number == MANY || body;
        // "The candidate may change the subject" is no news of a speaker.
        // "But the judge threw it out. He said"
        let one = s.kind == MentionKind::Nominal && s.number & MANY == 0 && s.gender & THING == 0;
        let did = || self.tree.head(self.seat(s)).is_some_and(|v| self.tree.token(v).tag == "VBD");
        let told = one && m.person == Some(Person::He) && matches!(s.start, Start::The | Start::A) && did();
        let known = self.entities.all[self.entity(subject)].name.is_some() || s.person.is_some() || self.spoke(subject) || told;
        subjects
            && many
            && (known || self.is_new(s))
            && s.quote.is_none()
            && self.apart_by(subject, of) == 1
            && main()
            && !here()
    }

    /// True where somebody tells in his own words, which are not in marks, what a pronoun of the same sentence says or thinks:
    /// "Ana Ruiz said she thought of rain".
    pub fn tells(&self, m: usize, pronoun: usize) -> bool {
        let (teller, at) = (&self.mentions[m], self.tree.token(self.mentions[pronoun].head).range.start);
        let told = |(q, s): (&Quote, &Option<usize>)| {
            let inside = q.range.start <= at && at < q.range.end && q.form != QuoteForm::Direct;
            inside && s.is_some_and(|s| s != pronoun && self.entity(s) == self.entity(m))
        };
        teller.sentence == self.mentions[pronoun].sentence && self.quotes.iter().zip(&self.speakers).any(told)
    }

    /// True where the words that a mention says name somebody.
    pub fn names_in_words(&self, speaker: usize, m: usize) -> bool {
        let entity = self.entity(m);
        let direct = |q: &usize| self.speakers[*q] == Some(speaker) && self.quotes[*q].form == QuoteForm::Direct;
        let Some(q) = (0..self.quotes.len()).find(direct) else { return false };
        let range = self.quotes[q].range;
        let at = |x: &Mention| self.tree.token(x.head).range.start;
        let from = self.mentions.partition_point(|x| at(x) < range.start);
        let inside = (from..self.mentions.len()).take(FAR).take_while(|&x| at(&self.mentions[x]) < range.end);
        inside.into_iter().any(|x| self.mentions[x].kind == MentionKind::Name && self.entity(x) == entity)
    }

    /// True for somebody whom the paper tells by name to speak, here or elsewhere.
    pub fn is_heard(&self, m: usize) -> bool {
        let mentions = &self.entities.all[self.entity(m)].mentions;
        let direct = |x: usize| self.heard.binary_search(&x).is_ok();
        mentions.iter().take(FAR).any(|&x| self.mentions[x].name_kind == Some(NameKind::Person) && direct(x))
    }

    /// True for a child, by the age told beside the name: "Ana Ruiz, 10,", "10-year-old Ana Ruiz". Papers quote grown people.
    pub fn is_young(&self, m: usize) -> bool {
        let young = |k: usize| self.tree.low(k).parse::<u8>().is_ok_and(|age| age < GROWN);
        let told = |x: &Mention| {
            let (start, end) = (x.tokens.start, x.tokens.end);
            let before = start > 4 && self.tree.low(start - 1) == "old" && young(start - 5);
            x.name_kind == Some(NameKind::Person) && (self.tree.low(end) == "," && young(end + 1) || before)
        };
        self.entities.all[self.entity(m)].mentions.iter().take(FAR).any(|&x| told(&self.mentions[x]))
    }

    /// True for somebody whom the sentence before a mention names for the first time, as whom it tells of: "Her daughter Vera
    /// runs a stall.", "One of them is Ana Ruiz."
    pub fn is_introduced(&self, c: usize, of: usize) -> bool {
        let all = &self.entities.all[self.entity(c)].mentions;
        let named = |&&x: &&usize| self.mentions[x].name_kind == Some(NameKind::Person);
        let Some(&first) = all.iter().find(named).filter(|&&x| x < of) else { return false };
        let m = &self.mentions[first];
        let root = |h: usize| self.tree.head(h).is_none();
        let told = root(m.head) || self.owns_subject(m) || self.is_subject(m) && self.tree.head(self.seat(m)).is_some_and(root);
        m.quote.is_none() && told && self.apart_by(first, of) == 1
    }

    /// True for somebody set before his sentence: "As for Ana Ruiz, she said", "In Ana Ruiz's case, she said".
    pub fn is_set_before(&self, c: usize, of: usize) -> bool {
        let (s, m) = (&self.mentions[c], &self.mentions[of]);
        let start = self.tree.sentence(m.head).start;
        let named = s.name_kind == Some(NameKind::Person) && s.sentence == m.sentence && s.head < m.head && s.quote.is_none();
        let first = start + usize::from(self.tree.low(start) == "but");
        let set = self.tree.low(first) == "as" && self.tree.low(first + 1) == "for" && self.tree.low(s.tokens.end) == ",";
        // "In Ana Ruiz's case, she"
        let end = s.tokens.end;
        let case = matches!(self.tree.low(first), "in" | "for")
            && s.tokens.start == first + 1
            && self.tree.low(end) == "'s"
            && self.tree.low(end + 1) == "case"
            && self.tree.low(end + 2) == ",";
        named && (set || case) && m.role == Role::Subject && s.tokens.start < first + NEAR
    }

    /// Whoever is set before the sentence that a pronoun is the subject of.
    pub fn set_before(&self, i: usize) -> Option<usize> {
        let m = &self.mentions[i];
        let here = (0..i).rev().take(NEAR).take_while(|&c| self.mentions[c].sentence == m.sentence && m.quote.is_none());
        let fits = |c: &usize| self.is_set_before(*c, i) && self.agrees(m, self.entity(*c)) && self.entities.may(i, *c);
        here.into_iter().find(fits).filter(|_| m.person == Some(Person::He))
    }

    /// True for somebody told of only as somebody else's, who is named nowhere and was the subject of nothing: "one mother, who
    /// knew her daughter, … she said".
    pub fn is_owned(&self, c: usize, of: usize) -> bool {
        let e = &self.entities.all[self.entity(c)];
        let owned = |&&x: &&usize| {
            let m = &self.mentions[x];
            let main = self.is_subject(m) && self.tree.head(self.seat(m)).is_some_and(|v| self.tree.head(v).is_none());
            m.kind == MentionKind::Nominal && m.start == Start::Owned && !main && !self.speaks(x)
        };
        let apart = self.mentions[c].sentence != self.mentions[of].sentence;
        apart && e.name.is_none() && e.mentions.iter().take_while(|x| **x < of).all(|x| owned(&x))
    }

    /// True for somebody whose thing a sentence is about: "Ana Ruiz's firm makes locks. “We sell them,” she said."
    fn owns_subject(&self, m: &Mention) -> bool {
        let owned = self.tree.head(m.head).filter(|_| m.role == Role::Owner && m.name_kind == Some(NameKind::Person));
        owned.is_some_and(|h| {
            let thing = self.by_head[h].is_some_and(|x| self.mentions[x as usize].gender & PERSON == 0);
            let main = base(self.tree.relation(h)) == "nsubj" && self.tree.head(h).is_some_and(|v| self.tree.head(v).is_none());
            thing && main
        })
    }

    /// Whom a pronoun means that stands before the subject of its sentence: "Following the death of his father, Ana Ruiz …".
    pub fn ahead(&self, i: usize) -> Option<usize> {
        let m = &self.mentions[i];
        let sentence = self.tree.sentence(m.head);
        let here = |x: &usize| self.mentions[*x].sentence == m.sentence && self.mentions[*x].quote == m.quote;
        let named = |x: &usize| self.mentions[*x].name_kind == Some(NameKind::Person);
        // Nobody is named before it, and it is no subject of the main verb.
        if m.person != Some(Person::He)
            || (0..i).rev().take(NEAR).take_while(here).any(|x| named(&x) || self.mentions[x].person.is_some())
        {
            return None;
        }
        let root = sentence.clone().find(|&k| self.tree.head(k).is_none())?;
        let main = |x: &usize| {
            let s = &self.mentions[*x];
            matches!(s.role, Role::Subject | Role::Passive) && self.tree.head(s.head) == Some(root) && root > m.head
        };
        let next = (i + 1..self.mentions.len()).take(FAR).take_while(here).filter(named).find(main)?;
        let s = &self.mentions[next];
        let comma = (m.head + 1..s.tokens.start).any(|k| self.tree.low(k) == ",");
        let fits = self.agrees(m, self.entity(next)) && self.entities.may(next, i);
        (comma && fits && self.tree.parsed(m.head)).then_some(next)
    }

    /// True if somebody or something was told to speak before.
    pub fn spoke(&self, m: usize) -> bool {
        self.entities.all[self.entity(m)].mentions.iter().take(FAR).any(|x| self.speaks(*x))
    }

    /// True for the owner in the subject of a sentence, where the subject may be the same as mention `m`.
    pub fn owner_of_like(&self, m: usize, owner: usize) -> bool {
        let o = &self.mentions[owner];
        let owned = self
            .tree
            .head(o.head)
            .filter(|_| o.role == Role::Owner && o.kind != MentionKind::Pronoun)
            .and_then(|h| self.by_head[h]);
        owned.is_some_and(|x| {
            let x = x as usize;
            let phrase = &self.mentions[x];
            phrase.role == Role::Subject && phrase.gender & THING == 0 && self.agrees(&self.mentions[m], self.entity(x))
        })
    }

    /// True for a mention of what can speak: people, bodies, papers.
    pub fn may_speak(&self, m: usize) -> bool {
        match self.entities.all[self.entity(m)].kind {
            Some(kind) => {
                matches!(kind, NameKind::Person | NameKind::Organization | NameKind::Group | NameKind::Nationality)
            }
            None => {
                let m = &self.mentions[m];
                m.gender & THING == 0
                    || crate::figures::names_people(self.tree.low(m.head))
                    || crate::quotes::says(self.tree.low(m.head))
                    || crate::quotes::says(&self.tree.token(m.head).lemma)
            }
        }
    }

    /// False for a noun and a name whose own last word says that it is something else: no agency is "the company".
    pub fn fits(&self, lemma: &str, name: usize) -> bool {
        let Some(kind) = self.mentions[name].name_kind.filter(|&k| lexicon().stands_for(lemma, k)) else { return false };
        let last = self.tree.low(self.mentions[name].tokens.end - 1);
        let body = matches!(kind, NameKind::Organization | NameKind::Group);
        // "the army" is no league, but "the IDF" may be one.
        let words = || self.mentions[name].tokens.clone().map(|k| self.tree.low(k));
        let form = self.tree.token(self.mentions[name].tokens.end - 1).form(self.tree.text);
        let initials = form.len() < 7 && !form.chars().any(char::is_lowercase);
        // "the paramilitary Besk Support Forces" are those whom the army fights.
        let start = self.mentions[name].tokens.start;
        let irregular = (start.saturating_sub(3)..self.mentions[name].tokens.end).any(|k| {
            matches!(
                self.tree.low(k),
                "paramilitary"
                    | "rebel"
                    | "militia"
                    | "militant"
                    | "insurgent"
                    | "guerrilla"
                    | "separatist"
                    | "jihadist"
                    | "islamist"
            )
        });
        if body && irregular && matches!(lemma, "army" | "military" | "navy" | "government" | "police") {
            return false;
        }
        // "the government" is no body that bears another name.
        if lemma == "government" && body && !matches!(last, "government" | "administration" | "cabinet") {
            return false;
        }
        let sort = !body || initials || !lexicon().is_sort(lemma) || words().any(|w| lexicon().of_sort(lemma, w));
        sort && (!body || last == lemma || !lexicon().parts(lemma, last))
    }

    /// True for two phrases with one noun of which each belongs to somebody or something with a name of its own: "the head of
    /// the Norland navy" and "the head of the guard of Lund".
    fn of_others(&self, a: &Mention, b: &Mention) -> bool {
        let tree = self.tree;
        let of = |m: &Mention| -> Vec<&str> {
            let names = |k: usize| {
                matches!(tree.pos(k), Some(Pos::Propn)) || tree.token(k).form(tree.text).starts_with(char::is_uppercase)
            };
            (m.head + 1..m.tokens.end).filter(|&k| names(k)).map(|k| tree.low(k)).collect()
        };
        let lacks = |x: &[&str], y: &[&str]| x.iter().any(|w| !y.contains(w));
        if a.kind != MentionKind::Nominal || b.kind != MentionKind::Nominal || tree.low(a.head) != tree.low(b.head) {
            return false;
        }
        let (x, y) = (of(a), of(b));
        lacks(&x, &y) && lacks(&y, &x)
    }

    /// True if an entity was called by a noun, or one of the same meaning.
    fn called_by(&self, mention: usize, lemma: &str) -> bool {
        self.entities.called(lemma).into_iter().any(|c| self.entity(c) == self.entity(mention))
    }

    /// False where the sentence forbids that a mention and an earlier one are the same.
    pub fn may(&self, m: usize, candidate: usize) -> bool {
        let a = &self.mentions[m];
        if !self.entities.may(m, candidate) || self.of_others(a, &self.mentions[candidate]) {
            return false;
        }
        // "He winced when this reporter spoke": the paper is nobody it tells of.
        let other = &self.mentions[candidate];
        let paper = matches!(self.tree.low(other.head), "reporter" | "correspondent" | "writer" | "columnist" | "newspaper");
        if a.person == Some(Person::He) && other.start == Start::This && paper && other.kind == MentionKind::Nominal {
            return false;
        }
        // "But the judge threw it out": nobody whom the paper did not call one.
        if a.kind == MentionKind::Nominal && a.start == Start::The {
            let lemma = self.tree.token(a.head).lemma.to_lowercase();
            let court = matches!(&*lemma, "judge" | "magistrate" | "prosecutor" | "coroner" | "juror");
            let entity = self.entity(candidate);
            let called = || {
                let of = |x: usize| {
                    self.offices_of(x).any(|o| o.words.iter().any(|w| lexicon().roles(w) & lexicon().roles(&lemma) != 0))
                };
                self.called_by(candidate, &lemma) || self.entities.all[entity].mentions.iter().take(FAR).any(|&x| of(x))
            };
            if court && self.entities.all[entity].kind == Some(NameKind::Person) && !called() {
                return false;
            }
        }
        // "the assailant": nobody who tells of the attack, and nobody in an office.
        if a.kind == MentionKind::Nominal {
            let lemma = self.tree.token(a.head).lemma.to_lowercase();
            let did_it = lexicon().same("attacker", &lemma)
                || matches!(&*lemma, "killer" | "perpetrator" | "kidnapper" | "robber" | "suspect");
            let in_office = || {
                let mut mentions = self.entities.all[self.entity(candidate)].mentions.iter().take(FAR);
                mentions.any(|&x| self.offices_of(x).next().is_some())
            };
            if did_it && !self.called_by(candidate, &lemma) && (self.spoke(candidate) || in_office()) {
                return false;
            }
        }
        // "the brother said": kin of whom the paper tells, and nobody it named without calling him that.
        if a.kind == MentionKind::Nominal && self.speaks(m) && matches!(a.start, Start::The | Start::This) {
            let lemma = self.tree.token(a.head).lemma.to_lowercase();
            let named = self.entities.all[self.entity(candidate)].name.is_some();
            // "One official spoke of Ana Ruiz. … the official said": nobody named, if somebody without a name was called so.
            let nameless = |c: &usize| {
                let e = &self.entities.all[self.entity(*c)];
                *c < m && e.name.is_none() && self.mentions[*c].number & MANY == 0 && self.speaks(*c)
            };
            let office =
                matches!(&*lemma, "official" | "officer" | "spokesman" | "spokeswoman" | "aide" | "diplomat" | "adviser");
            if named && office && !self.called_by(candidate, &lemma) && self.entities.called(&lemma).iter().any(nameless) {
                return false;
            }
            // "the person added": somebody whom the paper does not name.
            if named && matches!(&*lemma, "person" | "individual" | "source" | "insider") {
                return false;
            }
            let other = lexicon().is("kin", &lemma) || lexicon().is("aside", &lemma);
            if named && other && !self.called_by(candidate, &lemma) {
                return false;
            }
        }
        // Who is named in somebody's words is, as a rule, not that one; "I" is told apart.
        if let Some(q) = self.mentions[candidate].quote.filter(|&q| self.quotes[q as usize].form == QuoteForm::Direct)
            && self.speakers[q as usize] == Some(m)
        {
            return false;
        }
        // A speaker does not call himself "he".
        let third = matches!(a.person, Some(Person::He | Person::They | Person::It)) || a.kind == MentionKind::Nominal;
        if third
            && let Some(q) = a.quote.filter(|&q| self.quotes[q as usize].form == QuoteForm::Direct)
            && self.speakers[q as usize].is_some_and(|s| self.entity(s) == self.entity(candidate))
        {
            return false;
        }
        let mentions = &self.entities.all[self.entity(candidate)].mentions;
        let end = mentions.partition_point(|&x| x < m);
        // "Ruiz accused him": somebody else, wherever Ruiz was named before.
        let object = a.kind == MentionKind::Pronoun && a.role == Role::Object && !a.reflexive;
        let does_it = |x: &Mention| x.sentence == a.sentence && x.role == Role::Subject && x.kind == MentionKind::Name;
        let verb = self.tree.predicate(a.head).filter(|_| object);
        if verb.is_some()
            && mentions[end.saturating_sub(NEAR)..end]
                .iter()
                .map(|&x| &self.mentions[x])
                .any(|x| does_it(x) && self.tree.predicate(x.head) == verb)
        {
            return false;
        }
        let mut here =
            mentions[end.saturating_sub(NEAR)..end].iter().map(|&x| &self.mentions[x]).filter(|x| x.sentence == a.sentence);
        // "He noted Ruiz was ill": he is not Ruiz. Farther down trees err, and so do writers.
        let verb = self.tree.head(a.head).filter(|_| a.person == Some(Person::He) && a.role == Role::Subject);
        let later = mentions[end..].iter().take(NEAR).map(|&x| &self.mentions[x]).take_while(|x| x.sentence == a.sentence);
        let under = |x: &Mention, v: usize| {
            // "He told Ruiz", "he questioned Ruiz's plan", "he noted Ruiz was ill".
            let above = self.tree.head(x.head);
            let near = |h: &usize| matches!(base(self.tree.relation(*h)), "ccomp" | "obj" | "iobj");
            above == Some(v) || above.filter(near).and_then(|h| self.tree.head(h)) == Some(v)
        };
        if let Some(v) = verb
            && a.quote.is_none()
            && later.filter(|x| x.kind == MentionKind::Name && x.quote.is_none()).any(|x| under(x, v))
        {
            return false;
        }
        if a.sentence != self.mentions[candidate].sentence {
            // "Ruiz's mother" is nobody who was Ruiz before; other bounds are left to the nearest mention, as trees err.
            return a.kind != MentionKind::Nominal || here.all(|x| !(a.tokens.contains(&x.head) && x.role == Role::Owner));
        }
        if a.person == Some(Person::He) && here.clone().any(|x| x.head < a.head && self.asks(x)) {
            return false;
        }
        // "As for Ana Ruiz, she said"
        self.is_set_before(candidate, m) || here.all(|x| self.apart(a, x))
    }

    /// False for two phrases of one sentence of which one holds the other, or that are both arguments of one verb.
    fn apart(&self, a: &Mention, b: &Mention) -> bool {
        let tree = self.tree;
        let inside = |outer: &Mention, inner: &Mention| {
            outer.tokens.start <= inner.head && inner.head < outer.tokens.end && outer.head != inner.head
        };
        if inside(b, a) || inside(a, b) {
            let (outer, inner) = if inside(b, a) { (b, a) } else { (a, b) };
            if outer.joined || !tree.parsed(inner.head) {
                return false;
            }
            // "the man who lost his hat": the clause is about the man.
            let clause = tree.above(inner.head).take_while(|&t| t != outer.head).any(|t| base(tree.relation(t)) == "acl");
            if !clause {
                return false;
            }
        }
        if a.reflexive || a.kind != MentionKind::Pronoun && b.kind != MentionKind::Pronoun && a.kind == MentionKind::Name {
            return true;
        }
        let one = tree.predicate(a.head);
        if one.is_some() && one == tree.predicate(b.head) {
            return false;
        }
        // "she and Vera"
        let conj = |x: &Mention, y: &Mention| base(tree.relation(x.head)) == "conj" && tree.head(x.head) == Some(y.head);
        if conj(a, b) || conj(b, a) {
            return false;
        }
        let siblings = base(tree.relation(a.head)) == "conj"
            && base(tree.relation(b.head)) == "conj"
            && tree.head(a.head) == tree.head(b.head);
        // "the picture of it" is not it; the subject of the copula has its own rule.
        !siblings && tree.head(a.head) != Some(b.head) && (tree.head(b.head) != Some(a.head) || a.role == Role::Owner)
            || a.kind == MentionKind::Pronoun && a.role == Role::Owner && !siblings && one.is_none() && !inside(b, a)
    }

    /// The subject of the clause of a mention.
    pub fn subject(&self, head: usize) -> Option<usize> {
        let tree = self.tree;
        let verb = tree
            .predicate(head)
            .or_else(|| tree.above(head).find(|&t| tree.children(t).any(|k| base(tree.relation(k)) == "nsubj")))?;
        let subject = tree.children(verb).find(|&k| base(tree.relation(k)) == "nsubj")?;
        self.by_head[subject].map(|i| i as usize)
    }

    /// True where nothing known of two speaks against their being one.
    pub fn agrees(&self, m: &Mention, entity: usize) -> bool {
        let e = &self.entities.all[entity];
        // A body is "it" and "they". Whole countries are "they", single towns seldom.
        let body = m.person == Some(Person::They) && matches!(e.kind, Some(NameKind::Organization | NameKind::Group));
        m.gender & e.gender != 0
            && (m.number & e.number != 0 || body)
            && (e.person.is_none() || e.person == m.person || m.gender != THING)
    }
}

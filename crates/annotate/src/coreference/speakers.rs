//! The names of speakers: what the words of a quote's speaker stand for by their chain, and which bearer of a family name
//! is meant.

use super::lexicon::{MAN, PERSON, THING, WOMAN, given_name, lexicon};
use model::{Chain, ChainMention, MentionKind, Name, NameKind, Quote, QuoteForm, TextRange};
use rustc_hash::{FxHashMap, FxHashSet};

/// Bytes between a pronoun that nothing else explains and whoever spoke before.
const NEAR: u32 = 2400;

/// Bytes between a pronoun that nothing explains and the only name before it.
const CLOSE: u32 = 700;

/// Bytes behind a full name in which a family name alone means whom it names.
const ANEW: u32 = 800;

/// Bytes before a name in which a word for kin belongs to it: "the boy's mother, Ana Ruiz".
const BESIDE: usize = 24;

/// Most names, bearers and speakers that are looked through.
const MANY: usize = 64;

/// How often somebody must be named to be whom an article is about.
const HERO: usize = 3;

/// Letters between a mark inside of somebody's words and the name behind it.
const CALLED: usize = 8;

/// Most words before the name of whom a sentence begins with.
const TITLE: usize = 3;

/// Most words of a name of which only the last one is said later.
const LONG: usize = 4;

/// Gives each quote's speaker the name that a pronoun or a phrase stands for: the fullest of its chain, else the phrase
/// that began it ("the woman").
pub fn name_speakers(text: &str, names: &[Name], chains: &[Chain], quotes: &mut [Quote]) {
    let mut by_start: FxHashMap<u32, Vec<(TextRange, MentionKind, usize)>> = FxHashMap::default();
    for (c, chain) in chains.iter().enumerate() {
        for m in &chain.mentions {
            by_start.entry(m.range.start).or_default().push((m.range, m.kind, c));
        }
    }
    for speaker in quotes.iter_mut().filter_map(|q| q.speaker.as_mut()).filter(|s| s.name.is_none()) {
        let range = speaker.range;
        let at = by_start.get(&range.start).into_iter().flatten();
        // A phrase may go on behind the words taken for the speaker.
        let Some(&(_, kind, chain)) = at.filter(|m| m.1 != MentionKind::Name && m.0.end >= range.end).min_by_key(|m| m.0.end)
        else {
            continue;
        };
        let chain = &chains[chain];
        let name = chain.name.and_then(|n| names.get(n as usize));
        let acts = name.is_some_and(|n| matches!(n.kind, NameKind::Person | NameKind::Organization | NameKind::Group));
        // "He" is no body and no thing, whatever the chain holds.
        let somebody = matches!(&*speaker.text.to_lowercase(), "he" | "she");
        let person = |m: &TextRange| {
            let head = m.of(text).to_lowercase();
            !somebody || lexicon().gender(&head, &head) != THING && !lexicon().is("many", &head)
        };
        speaker.name = match name {
            Some(n) if somebody && n.kind != NameKind::Person => None,
            Some(n) if acts || kind == MentionKind::Pronoun => Some(n.text.clone()),
            None if kind == MentionKind::Pronoun => {
                let phrase = chain.mentions.iter().find(|m| {
                    m.kind == MentionKind::Nominal
                        && m.range.end <= range.start
                        && person(&m.head)
                        && !m.range.of(text).starts_with("no ")
                });
                // "The pilot Park Ji-hun": the name beside the phrase, where nothing joined the two.
                let named = |m: &ChainMention| {
                    let from = names.partition_point(|n| n.range.start < m.head.end);
                    let next = names[from..].iter().take(MANY).find(|n| n.kind == NameKind::Person)?;
                    let between = &text[m.head.end as usize..next.range.start.max(m.head.end) as usize];
                    let clause = [" who ", " that ", " which "].iter().any(|w| between.contains(w));
                    // "The president of the republic Ana Ruiz", but not "the mother of Ana Ruiz".
                    let head = m.head.of(text).to_lowercase();
                    let office = [" of ", " for "].iter().any(|w| between.starts_with(w)) && next.range.end == m.range.end;
                    let office = office && lexicon().is("title", &head);
                    let put = office
                        || between.contains(", ")
                        || next.title.is_some()
                        || between.trim_end_matches([' ', '“', '"']).ends_with(" named");
                    let inside = m.range.contains(next.range) && put && !clause;
                    let beside = inside || between == " " || next.range.start == m.range.end + 1;
                    (beside && next.is_of(text, m.range.cover(next.range))).then(|| next.text.clone())
                };
                phrase.map(|m| named(m).unwrap_or_else(|| m.range.of(text).to_string()))
            }
            _ => None,
        }
        .filter(|n| *n != speaker.text);
    }
    complete(text, names, quotes);
}

/// Who bears a family name: the first mention of each full name that ends with it.
type Bearers<'n> = FxHashMap<String, Vec<&'n Name>>;

/// From the first speaker to the last: a family name alone is, of several who bear it, the one who spoke; a pronoun that
/// stands for nobody is whoever spoke before.
fn complete(text: &str, names: &[Name], quotes: &mut [Quote]) {
    let bearers = bearers(names);
    let mut order: Vec<usize> = (0..quotes.len()).filter(|&q| quotes[q].speaker.is_some()).collect();
    order.sort_by_key(|&q| quotes[q].speaker.as_ref().map(|s| (s.range.start, s.range.end)));
    // Who spoke, and where, latest last; what a quote says that somebody said tells of others.
    let mut spoke: Vec<(u32, String)> = Vec::new();
    let direct: Vec<TextRange> = quotes.iter().filter(|q| q.form == QuoteForm::Direct).map(|q| q.range).collect();
    let quotes_at: Vec<Option<TextRange>> =
        quotes.iter().map(|q| Some(q.range).filter(|_| q.form == QuoteForm::Direct)).collect();
    let mut last: Option<(TextRange, Option<String>)> = None;
    // The last two or more named who spoke together.
    let mut several: Option<(u32, String)> = None;
    // Phrases with the names told beside them.
    let mut called: Vec<(String, String)> = Vec::new();
    let people: FxHashSet<&str> = names.iter().filter(|n| n.kind == NameKind::Person).map(|n| n.text.as_str()).collect();
    let answers: Vec<Option<String>> = (0..quotes.len()).map(|q| asked(text, names, quotes, q)).collect();
    for q in order {
        let Some(speaker) = quotes[q].speaker.as_mut() else { continue };
        let at = speaker.range.start;
        let person = |name: &str| people.contains(name);
        // "the striker", but not a name that nothing knows for one.
        let phrasal =
            |n: &str| !person(n) && (n.starts_with(char::is_lowercase) || n.starts_with("The ") || n.starts_with("A "));
        let sex = sex(&speaker.text);
        let pronoun = matches!(&*speaker.text.to_lowercase(), "he" | "she");
        // Two quotes of one "she said" are of one.
        if let Some((_, name)) = last.as_ref().filter(|(range, _)| *range == speaker.range) {
            speaker.name = name.clone();
            continue;
        }
        if let Some(who) = answers[q].as_ref().filter(|who| pronoun && given(who) & sex != 0) {
            speaker.name = Some(who.clone());
        }
        let before = spoke.iter().rev().find(|s| s.0 < at);
        let choice = Choice { text, names, bearers: &bearers, spoke: &spoke, at, sex };
        if speaker.name.is_none()
            && pronoun
            && let Some((place, who)) = before
            && at - place <= NEAR
            && !stranger(names, &direct, *place, at, who)
        {
            // "Sam Orlov died, says his mother. … “I wept,” Orlov said. “He was good,” she said.": another of the family.
            let other = || who.rsplit(' ').next().and_then(|w| choice.bearer(w));
            speaker.name = Some(if given(who) & sex == 0 { other().unwrap_or_else(|| who.clone()) } else { who.clone() });
        }
        // "The mud goes through the preventer. “We can pump it faster,” he said": of a word that no list knows for somebody whoever
        // spoke before is the likelier.
        if let Some((place, who)) = before.filter(|_| pronoun)
            && speaker.name.as_deref().is_some_and(|n| phrasal(n) && !may_be_quoted(n))
            && at - place <= NEAR
            && given(who) & sex != 0
        {
            speaker.name = Some(who.clone());
        }
        // "Ana Ruiz and Vera Okello said … “We wait,” they said."
        if speaker.text.eq_ignore_ascii_case("they")
            && let Some((place, words)) = several.as_ref()
            && at > *place
            && at - place <= ANEW
        {
            speaker.name = Some(words.clone());
        }
        if speaker.text.contains(" and ") && people.iter().any(|p| speaker.text.starts_with(p)) {
            several = Some((at, speaker.text.clone()));
        } else if !speaker.text.eq_ignore_ascii_case("they") {
            several = None;
        }
        // "Ana Ruiz met Vera Okello. The latter said": the one named last.
        if speaker.name.is_none() && speaker.text.eq_ignore_ascii_case("the latter") {
            speaker.name = last_named(names, &direct, at);
        }
        // "Ana Ruiz came home. She heard shots, she said.": the only one whom the paper names near.
        if speaker.name.is_none() && pronoun {
            speaker.name = only_near(names, &direct, at, sex);
        }
        // "“I never left,” she says. Mara Quist sits in her kitchen.": a story that opens with somebody's words.
        if speaker.name.is_none() && (pronoun || super::is_unnamed(&speaker.text)) {
            speaker.name = named_after(text, names, &direct, at, sex);
        }
        // "Mara Quist scored. “We won,” the striker said": whoever spoke before, else the only one whom the paper names near.
        let phrase = if pronoun { speaker.name.as_deref() } else { Some(&*speaker.text) };
        if phrase.is_some_and(super::is_epithet) && (pronoun || speaker.name.as_deref().is_none_or(phrasal)) {
            let fits = |s: &&(u32, String)| at - s.0 <= NEAR && given(&s.1) & sex != 0;
            let spoke = before.filter(fits).filter(|s| !stranger(names, &direct, s.0, at, &s.1)).map(|s| s.1.clone());
            if let Some(who) = spoke.or_else(|| only_near(names, &direct, at, sex)) {
                speaker.name = Some(who);
            }
        }
        // "Jon Veld goes to Lund. … the 56-year-old said": whom the paper names far more than anybody else.
        if speaker.name.is_none() && super::is_unnamed(&speaker.text) && !speaker.text.contains(" and ") {
            speaker.name = hero(names, &direct, sex);
        }
        // "“They came at dawn,” the DGP said": whoever of the office spoke before, whomever he spoke of.
        if let Some((place, who)) = before.filter(|_| speaker.name.is_none() && super::is_initials(&speaker.text))
            && at - place <= NEAR
        {
            speaker.name = Some(who.clone());
        }
        // "“Ana Ruiz knows it,” he said": whoever is named in the words is not he, but whoever spoke before.
        if let Some(name) = speaker.name.clone().filter(|n| pronoun && person(n)) {
            // "Ms. Ruiz" is not he.
            let like = |n: &Name| n.title.as_deref().map_or(PERSON, |t| lexicon().titled(t)) & sex != 0;
            // "“If you say, ‘Dr. Ruiz, that was bad,’ I agree,” she said": others name her.
            let nested = |n: &Name| text[..n.range.start as usize].chars().rev().take(CALLED).any(|c| matches!(c, '‘' | '`'));
            let holds = |r: TextRange, who: &str| between(names, r).any(|n| like(n) && !nested(n) && is(names, n, who));
            let range = quotes_at[q].filter(|r| holds(*r, &name));
            let held = |who: &str| range.is_some_and(|r| holds(r, who));
            let fits = |s: &&(u32, String)| s.0 < at && at - s.0 <= NEAR && given(&s.1) & sex != 0 && !held(&s.1);
            // "Sanders kept on. “They want Sanders out,” he said": whom the paper named last may speak of himself.
            let before = range.map(|r| TextRange { start: r.start.saturating_sub(CLOSE), end: r.start });
            let owner = |n: &Name| text[n.range.end as usize..].starts_with(['\'', '’']);
            let paper = |n: &&Name| n.kind == NameKind::Person && !within(&direct, n.range.start) && like(n) && !owner(n);
            let full = |n: &Name| n.same_as.and_then(|s| names.get(s as usize)).map_or(given(&n.text), |r| given(&r.text));
            let told = before.and_then(|b| between(names, b).filter(paper).filter(|n| full(n) & sex != 0).last());
            let own = told.is_some_and(|n| is(names, n, &name));
            if let Some(other) = range.filter(|_| !own).and_then(|_| spoke.iter().rev().take(MANY).find(fits)) {
                speaker.name = Some(other.1.clone());
            }
        }
        // "The singer, who performs as Foxglove, told reporters … she said": she has the name that stood beside the phrase.
        if let Some(name) = speaker.name.as_deref().filter(|n| pronoun && n.contains(' ')) {
            let same = called.iter().rev().take(MANY).find(|(words, _)| name.starts_with(words.as_str()));
            speaker.name = same.map(|(_, full)| full.clone()).or_else(|| Some(name.to_string()));
        } else if let Some(name) = speaker.name.as_ref().filter(|_| speaker.text.contains(' ')) {
            called.push((speaker.text.clone(), name.clone()));
        }
        let word = bare(&speaker.text);
        // "Dan Hale was killed … said his daughter Nia Hale. Hale said": the dead are not heard.
        let dead =
            |who: &String| !word.contains(' ') && bearers.get(word).is_some_and(|b| b.len() > 1) && choice.heard(who) < 0;
        let known = speaker.name.clone().filter(|who| !dead(who)).unwrap_or_else(|| word.to_string());
        let found = (!known.contains(' ')).then(|| choice.bearer(&known).or_else(|| choice.by_first(&known))).flatten();
        if let Some(full) = found.filter(|f| *f != speaker.text) {
            speaker.name = Some(full);
        }
        last = Some((speaker.range, speaker.name.clone()));
        let who = speaker.name.clone().unwrap_or(known);
        let inside = within(&direct, at);
        if person(&who) && !inside {
            spoke.push((at, who));
        }
    }
}

/// Whom the paper names in full and at least twice as often as anybody else.
fn hero(names: &[Name], direct: &[TextRange], sex: u8) -> Option<String> {
    let mut times: FxHashMap<&str, usize> = FxHashMap::default();
    let paper = |n: &&Name| n.kind == NameKind::Person && !within(direct, n.range.start);
    for n in names.iter().take(MANY * MANY).filter(paper) {
        let root = n.same_as.and_then(|s| names.get(s as usize)).unwrap_or(n);
        *times.entry(root.text.as_str()).or_default() += 1;
    }
    let mut order: Vec<(&str, usize)> = times.into_iter().collect();
    order.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let (first, count) = *order.first()?;
    let other = order.get(1).map_or(0, |o| o.1);
    (count >= HERO && count >= 2 * other && first.contains(' ') && given(first) & sex != 0).then(|| first.to_string())
}

/// True for a phrase for somebody, as the lists of nouns for people tell: "the head of the guard", but not "the preventer".
fn may_be_quoted(phrase: &str) -> bool {
    let of = |w: &&str| !matches!(*w, "of" | "for" | "in" | "at" | "from" | "who" | "with" | "on" | "to" | "named" | "called");
    let head = phrase.split([' ', '-']).take_while(of).last().unwrap_or_default().trim_end_matches(',').to_lowercase();
    crate::figures::names_people(&head)
        || crate::quotes::says(&head)
        || lexicon().roles(&head) != 0
        || ["epithet", "kin", "anybody", "title", "proxy"].iter().any(|row| lexicon().is(row, &head))
        || head == "old"
}

/// The one whom the paper named last before a place, a little back.
fn last_named(names: &[Name], direct: &[TextRange], at: u32) -> Option<String> {
    let end = names.partition_point(|n| n.range.end <= at);
    let mut near = names[..end].iter().rev().take(MANY).take_while(|n| at - n.range.end <= CLOSE);
    let found = near.find(|n| n.kind == NameKind::Person && !within(direct, n.range.start))?;
    Some(found.same_as.and_then(|s| names.get(s as usize)).unwrap_or(found).text.clone())
}

/// The only one whom the paper names before a place, a little back, and who may be meant by "he" or "she".
fn only_near(names: &[Name], direct: &[TextRange], at: u32, sex: u8) -> Option<String> {
    let end = names.partition_point(|n| n.range.end <= at);
    let root = |n: &'_ Name| n.same_as.and_then(|s| names.get(s as usize)).map_or(n.text.clone(), |r| r.text.clone());
    let near = names[..end].iter().rev().take(MANY).take_while(|n| at - n.range.end <= CLOSE);
    let mut people = near.filter(|n| n.kind == NameKind::Person && !within(direct, n.range.start)).map(root);
    let first = people.next()?;
    (first.contains(' ') && given(&first) & sex != 0 && people.all(|p| p == first)).then_some(first)
}

/// The first one whom the paper names in a paragraph right behind a place before which it names nobody, by the full name and as who may be
/// meant by "he" or "she".
fn named_after(text: &str, names: &[Name], direct: &[TextRange], at: u32, sex: u8) -> Option<String> {
    let paper = |n: &&Name| n.kind == NameKind::Person && !within(direct, n.range.start);
    let mut people = names.iter().take(MANY).filter(paper);
    let first = people.next().filter(|n| n.range.start > at && n.range.start - at <= CLOSE)?;
    let between = &text[at as usize..first.range.start as usize];
    let apart = between.contains('\n');
    // It opens its sentence, but for a title.
    let ends = |c: char| matches!(c, '.' | '\n' | '?' | '!' | '”' | '"');
    let opens = between.rsplit(ends).next().is_some_and(|w| w.split_whitespace().count() <= TITLE);
    (apart && opens && first.text.contains(' ') && given(&first.text) & sex != 0).then(|| first.text.clone())
}

/// Who was asked the question that stands right before a quote: "a reporter asked Ana Ruiz, “…?” “…,” she said."
fn asked(text: &str, names: &[Name], quotes: &[Quote], q: usize) -> Option<String> {
    let before = &quotes[q.checked_sub(1)?];
    let cue = before.cue.as_ref().filter(|c| c.text.starts_with("ask"))?;
    let (from, to) = (cue.range.end, before.range.start);
    let name = between(names, TextRange { start: from, end: to.max(from) }).find(|n| n.kind == NameKind::Person)?;
    let only = |a: u32, b: u32| !text[a as usize..b as usize].contains(char::is_alphanumeric);
    let full = name.same_as.and_then(|s| names.get(s as usize)).unwrap_or(name);
    (only(from, name.range.start) && only(name.range.end, to)).then(|| full.text.clone())
}

/// Man, woman or either, as a pronoun or a title tells.
fn sex(words: &str) -> u8 {
    let low = words.to_lowercase();
    match low.split([' ', '.']).next().unwrap_or_default() {
        "he" | "mr" => MAN,
        "she" | "mrs" | "ms" | "miss" => WOMAN,
        _ => PERSON,
    }
}

/// Man, woman or either, by the first word of a full name.
fn given(name: &str) -> u8 {
    lexicon().given(&given_name(name).to_lowercase())
}

/// A name without what titles it in short: "Okello" of "Mr. Okello".
fn bare(words: &str) -> &str {
    ["Mr. ", "Mr ", "Mrs. ", "Mrs ", "Ms. ", "Ms ", "Dr. ", "Dr "].iter().find_map(|t| words.strip_prefix(t)).unwrap_or(words)
}

/// The names that stand in a range, as far as somebody reads.
fn between(names: &[Name], range: TextRange) -> impl Iterator<Item = &Name> {
    let from = names.partition_point(|n| n.range.start < range.start);
    names[from..].iter().take(MANY).take_while(move |n| n.range.end <= range.end)
}

/// True for a mention of somebody by his full name or a part of it.
fn is(names: &[Name], n: &Name, full: &str) -> bool {
    n.text == full || n.same_as.and_then(|s| names.get(s as usize)).is_some_and(|root| root.text == full)
}

/// True if a name stands in one of the quotes, which are in order.
fn within(direct: &[TextRange], at: u32) -> bool {
    let end = direct.partition_point(|d| d.start <= at);
    direct[end.saturating_sub(2)..end].iter().any(|d| at < d.end)
}

/// True if the paper names somebody else between two places.
fn stranger(names: &[Name], direct: &[TextRange], from: u32, to: u32, who: &str) -> bool {
    let range = TextRange { start: from + 1, end: to.max(from + 1) };
    let other = |n: &Name| !who.ends_with(&n.text) && n.same_as.is_none_or(|s| names[s as usize].text != who);
    between(names, range).filter(|n| n.kind == NameKind::Person && !within(direct, n.range.start)).any(other)
}

fn bearers(names: &[Name]) -> Bearers<'_> {
    let mut out: Bearers = FxHashMap::default();
    for name in names.iter().filter(|n| n.same_as.is_none()) {
        let mut words = name.text.split_whitespace();
        let (Some(_), Some(last)) = (words.next(), words.next_back()) else { continue };
        if name.text.split_whitespace().count() <= LONG && name.kind != NameKind::Place {
            out.entry(last.to_string()).or_default().push(name);
        }
    }
    out
}

/// What is known where somebody speaks of whom only a family name is said.
struct Choice<'c> {
    text: &'c str,
    names: &'c [Name],
    bearers: &'c Bearers<'c>,
    /// Who spoke, and where, latest last.
    spoke: &'c [(u32, String)],
    at: u32,
    sex: u8,
}

impl Choice<'_> {
    /// The full name of whom a family name means: of people who bear it the one who spoke last, else who may best be heard;
    /// a name that was taken for something else only where nobody else bears it.
    fn bearer(&self, word: &str) -> Option<String> {
        // "Ruiz - Okello" with its hyphen set apart is the Okello of "Ana Ruiz-Okello".
        let half = || self.bearers.iter().find(|(last, _)| last.strip_suffix(word).is_some_and(|l| l.ends_with('-')));
        let list = self.bearers.get(word).or_else(|| half().map(|(_, list)| list))?;
        let list = &list[..list.len().min(MANY)];
        let fits = |n: &&&Name| n.kind == NameKind::Person && n.range.start < self.at && given(&n.text) & self.sex != 0;
        let people = || list.iter().filter(fits);
        let last = self.spoke.iter().rev().take(MANY).find(|s| people().any(|n| n.text == s.1));
        let one = || people().max_by_key(|n| (self.heard(&n.text), n.range.start)).map(|n| n.text.clone());
        let odd = || match list {
            [n] if n.kind != NameKind::Person
                && n.kind != NameKind::Nationality
                && !crate::quotes::says(&word.to_lowercase()) =>
            {
                Some(n.text.clone())
            }
            _ => None,
        };
        // "Derek Hale wept. Hale said": who was named in full since, first in a sentence, comes before who spoke.
        let since = last.map_or(0, |s| s.0);
        let anew = || {
            let near = |n: &Name| n.range.start > since && n.range.start < self.at && self.at - n.range.start < ANEW;
            let opens = |n: &&&Name| near(n) && self.opens(n.range.start);
            let named = self.names.iter().take(MANY * MANY).filter(|n| people().any(|p| p.text == n.text));
            let found = named.collect::<Vec<_>>();
            found.iter().rev().filter(opens).find(|n| self.heard(&n.text) >= 0).map(|n| n.text.clone())
        };
        // Else the last one named in full, wherever in the sentence.
        let full = || {
            let near = |n: &&Name| n.range.start < self.at && self.at - n.range.start < ANEW;
            let named = self.names.iter().take(MANY * MANY).filter(|n| people().any(|p| p.text == n.text));
            named.filter(near).rfind(|n| self.heard(&n.text) > -3).map(|n| n.text.clone())
        };
        let several = people().nth(1).is_some();
        let one = || several.then(full).flatten().or_else(one);
        several.then(anew).flatten().or(last.map(|s| s.1.clone())).or_else(one).or_else(odd)
    }

    /// The only one whose full name, of two words or three, begins with a word: "Park" of "Park Ji-hun", where nothing else joined
    /// the two.
    fn by_first(&self, word: &str) -> Option<String> {
        let begins = |n: &&Name| {
            let mut words = n.text.split(' ');
            n.kind == NameKind::Person && n.same_as.is_none() && words.next() == Some(word) && (1..3).contains(&words.count())
        };
        let known = word.starts_with(char::is_uppercase) && !crate::quotes::says(&word.to_lowercase());
        let mut all = self.names.iter().take(MANY * MANY).filter(begins).filter(|n| n.range.start < self.at);
        let first = all.next().filter(|_| known)?;
        all.all(|n| n.text == first.text).then(|| first.text.clone())
    }

    /// True for a place where a sentence begins.
    fn opens(&self, at: u32) -> bool {
        let before = self.text[..at as usize].trim_end_matches(' ');
        before.is_empty() || before.ends_with(['.', '\n', '?', '!', '”', '"'])
    }

    /// How likely somebody is heard: the kin of a victim more than others, whoever was hurt or charged less.
    fn heard(&self, full: &str) -> i32 {
        let low = |from: usize, to: usize| -> String {
            let edge = |mut i: usize| {
                while !self.text.is_char_boundary(i) {
                    i += 1;
                }
                i
            };
            let (from, to) = (edge(from), edge(to.min(self.text.len())));
            self.text[from..to].to_lowercase()
        };
        let has = |words: &str, row: &str| words.split(|c: char| !c.is_alphabetic()).any(|w| lexicon().is(row, w));
        let mut sum = 0;
        for n in self.names.iter().take(MANY * MANY).filter(|n| n.text == full && n.range.start < self.at) {
            let (start, end) = (n.range.start as usize, n.range.end as usize);
            let before = low(start.saturating_sub(BESIDE), start);
            let behind = low(end, end + 2 * BESIDE);
            // "said Vera Ruiz, Ana's aunt"
            let told = before.ends_with("said ") || before.ends_with("says ");
            let aunt = behind.starts_with(',') && has(behind.get(..BESIDE).unwrap_or(&behind), "kin");
            sum += i32::from(has(&before, "kin") || aunt) + i32::from(told);
            sum -= 3 * i32::from(has(&behind, "dead")) + i32::from(has(&behind, "fate"));
        }
        sum.clamp(-4, 2)
    }
}

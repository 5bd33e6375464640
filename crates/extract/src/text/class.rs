//! What a single line is by itself: furniture, counter, ruler, date, byline, bullet, credit.

pub(crate) use super::credit::{caption_lead, credit, is_note};
use super::dates::{DateLine, date_line};
use super::lines::{Fate, key, squeeze};
use super::words::{self, Furniture};
use regex::Regex;
use std::sync::LazyLock;

pub(crate) fn re(s: &str) -> Regex {
    Regex::new(s).expect("a regex of ours")
}

/// What a line is taken by itself.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Class {
    /// No part of an article, for this reason.
    Out(Fate),
    /// The heading of a list of other stories.
    RelatedHead,
    /// A slide counter.
    Counter,
    /// A date line.
    Date(DateLine),
    /// Names of authors, and agencies among them.
    Byline(Vec<String>, Vec<String>),
    /// A section or kind of story.
    Label,
    /// Anything else.
    Text,
}

static COUNTER: LazyLock<Regex> =
    LazyLock::new(|| re(r"(?i)^(?:(?:photo|image|slide|picture|page)\s*)?\(?\d{1,3}\s*(?:/|of|/ of)\s*\d{1,3}\)?$"));
static COUNTS: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(?i)^(?:\d[\d.,]*\s?[km]?\s+(?:min(?:ute)?s?(?: read)?|comments?|shares?|views?|likes?|reads?|retweets?|followers?)(?: ago)?|(?:comments?|shares?|views?|likes?)\s*[:(]?\s*\d[\d.,]*\)?|(?:reading|read) time:?.{0,20}|(?:https?://|www\.)\S+|\d+ (?:seconds?|minutes?|hours?|days?) ago|\[?(?:image|photo|video|icon|logo)\]?)$",
    )
});
static RULER: LazyLock<Regex> = LazyLock::new(|| re(r"^(?:[-–—=_*~#+•.·─━═]\s?){3,}$|^[=#]{1,2}$"));
static LEGAL: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(?i)^(?:©|\(c\)\s*\d{4}|copyright\b.{0,3}(?:©|\(c\)|\d{4}|by\b)|all rights reserved|.{0,60}all rights reserved\.?$|this (?:material|article) may not be published|reproduced with permission|.{0,80}no part of this (?:publication|material))",
    )
});
static BYLINE: LazyLock<Regex> = LazyLock::new(|| {
    re(r"^(?:\^?(?i:by|written by|reported by|story by|words by|reporting by|author|authors|byline)\s*:?\s+)(.+)$")
});

/// The desk's initials under a story: `ih/ta`.
static INITIALS: LazyLock<Regex> = LazyLock::new(|| re(r"^[a-z]{2,4}(?:/[a-z]{2,4}){1,3}$"));

/// True for a line that is only a ruler.
pub(crate) fn is_ruler(t: &str) -> bool {
    t.len() <= 400 && !t.starts_with(char::is_alphanumeric) && RULER.is_match(t)
}

/// Tells what a line is.
pub(crate) fn class(t: &str) -> Class {
    if t.len() > 400 {
        return Class::Text;
    }
    if is_ruler(t) {
        return Class::Out(Fate::Separator);
    }
    let first = t.chars().next().unwrap_or(' ');
    let digits = t.bytes().any(|b| b.is_ascii_digit());
    if t.len() <= 24 && digits && COUNTER.is_match(t) {
        return Class::Counter;
    }
    if t.len() <= 160 {
        let k = key(t);
        if k.is_empty() {
            return Class::Out(Fate::Separator);
        }
        match words::furniture(&k) {
            Some(Furniture::Plain) if !t.ends_with(['.', '”', '"']) => return Class::Out(Fate::Furniture),
            Some(Furniture::Placeholder) => return Class::Out(Fate::Placeholder),
            Some(Furniture::Related) if words::furniture_is_whole(&k) => return Class::RelatedHead,
            Some(Furniture::Related) if t.contains(':') || t.starts_with(|c: char| c.is_uppercase()) && !t.ends_with('.') => {
                return Class::Out(Fate::Related);
            }
            Some(Furniture::Label) => return Class::Label,
            _ => {}
        }
        if k.contains("your inbox") || k.starts_with("about the author") {
            return Class::Out(Fate::Furniture);
        }
        // Few lines can be a count, an address or a lone "[image]"; the rest is spared the search.
        let count = digits || matches!(first, '[' | 'i' | 'I' | 'p' | 'P' | 'v' | 'V' | 'l' | 'L' | 'h' | 'w' | 'r' | 'R');
        if count && (digits || t.len() <= 40 || t.contains('.')) && COUNTS.is_match(t) {
            return Class::Out(Fate::Furniture);
        }
        if t.len() <= 24 && t.contains('/') && INITIALS.is_match(t) {
            return Class::Out(Fate::Slug);
        }
    }
    if may_be_legal(t, first) && LEGAL.is_match(t) {
        return Class::Out(Fate::Legal);
    }
    if let Some(d) = date_line(t) {
        return Class::Date(d);
    }
    if let Some((names, agencies)) = byline(t) {
        return Class::Byline(names, agencies);
    }
    Class::Text
}

/// True for lines that hold a word of rights.
fn may_be_legal(t: &str, first: char) -> bool {
    matches!(first, '©' | '(')
        || t.len() >= 9
            && ["opyright", "OPYRIGHT", "ights", "IGHTS", "may not be", "permission", "no part of", "No part of"]
                .iter()
                .any(|w| memchr::memmem::find(t.as_bytes(), w.as_bytes()).is_some())
}

/// Reads `By Jane Roe and John Doe, Political Editor`.
pub(crate) fn byline(t: &str) -> Option<(Vec<String>, Vec<String>)> {
    let opens = t.starts_with(['b', 'B', 'w', 'W', 'r', 'R', 's', 'S', 'a', 'A', '^']);
    if !opens || t.len() > 160 || t.ends_with(['?', '!', ':']) {
        return None;
    }
    names(BYLINE.captures(t)?.get(1)?.as_str())
}

static ROLE: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(?i)\b(?:editor|correspondent|reporter|writer|bureau|chief|staff|desk|agenc(?:y|ies)|news|press|service|columnist|analyst|producer|contributor|special to|in [A-Z]|at)\b|@|\.com\b",
    )
});

/// Names of people (and agencies) in a list of authors; `None` if it holds something that is neither.
pub(crate) fn names(list: &str) -> Option<(Vec<String>, Vec<String>)> {
    let list = list.trim().trim_end_matches(['.', '=']);
    if list.len() > 400 {
        return None;
    }
    let said = crate::meta::byline::clean(list, None);
    // A sentence may begin with "By" too: its first words are no name.
    if said.names.first().is_some_and(|n| !is_person(n)) {
        return None;
    }
    let people: Vec<String> = said
        .names
        .iter()
        .enumerate()
        .filter(|(n, name)| is_person(name) && !(*n > 0 && (ROLE.is_match(name) || super::head::is_masthead(name))))
        .map(|(_, name)| unshout(name))
        .collect();
    let role = || ROLE.is_match(list) && list.split_whitespace().count() <= 5;
    (!people.is_empty() || !said.agencies.is_empty() || role()).then_some((people, said.agencies))
}

/// True for what is written like a person's name: two to five words, capitalized but for particles.
pub(crate) fn is_person(s: &str) -> bool {
    const PARTICLES: [&str; 19] = [
        "de", "da", "dos", "del", "della", "di", "van", "von", "der", "den", "al", "el", "bin", "bint", "ibn", "la", "le",
        "du", "ter",
    ];
    let words: Vec<&str> = s.split_whitespace().collect();
    (2..=5).contains(&words.len())
        && s.len() <= 60
        && words.iter().all(|w| {
            let chars_ok = w.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'));
            let lower = w.to_lowercase();
            chars_ok && (w.starts_with(char::is_uppercase) || PARTICLES.contains(&lower.as_str()) || lower.starts_with("al-"))
        })
        && words[0].starts_with(char::is_uppercase)
}

/// A name in capitals throughout, in ordinary letters.
pub(crate) fn unshout(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return squeeze(name);
    }
    let mut out = String::with_capacity(name.len());
    let mut start = true;
    for c in squeeze(name).chars() {
        if start {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        start = !c.is_alphabetic() && c != '\'' && c != '’';
    }
    out
}

/// The words after a bullet.
pub(crate) fn bullet(t: &str) -> Option<&str> {
    let rest = t.strip_prefix(['•', '●', '▪', '◦', '‣', '∙', '·', '■', '►', '▶', '➤', '*', '-', '–', '—', 'o'])?;
    let rest = match t.chars().next() {
        Some('*' | '-' | '–' | '—' | 'o') => rest.strip_prefix([' ', '\t', '\u{a0}'])?,
        _ => rest,
    };
    let rest = rest.trim();
    (rest.chars().any(char::is_alphanumeric) && !(t.starts_with('o') && t.len() > 300)).then_some(rest)
}

/// True for bullets that can be nothing else.
pub(crate) fn sure_bullet(t: &str) -> bool {
    t.starts_with(['•', '●', '▪', '◦', '‣', '∙', '■', '►', '▶', '➤']) && bullet(t).is_some()
}

/// True for a line that could be a headline: some words, no full stop, no story yet.
pub(crate) fn headline_like(t: &str) -> bool {
    let n = t.chars().count();
    (10..=220).contains(&n)
        && t.split_whitespace().count() >= 2
        && (!t.ends_with('.') || t.ends_with("..."))
        && !t.ends_with([',', ';'])
        && t.starts_with(|c: char| {
            c.is_uppercase() || c.is_ascii_digit() || matches!(c, '“' | '"' | '‘' | '\'' | '$' | '€' | '£' | '#' | '¿')
        })
        && bullet(t).is_none()
        && super::dateline::opening(t).is_none()
        && matches!(class(t), Class::Text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_and_what_is_none() {
        for (t, credit_words) in [
            ("The square after the rain. (REUTERS)", Some("REUTERS")),
            ("Smoke over the port, Aug. 2, 2021. (AP/File)", Some("AP/File")),
            ("The president. (Pool Photo via AP)", Some("Pool Photo via AP")),
            ("The bridge on Monday. Photo: Jane Roe/The Herald", Some("Jane Roe/The Herald")),
            ("The bridge on Monday. REUTERS/Jane Roe", Some("REUTERS/Jane Roe")),
            ("The bridge on Monday. (Jane Roe/Eastwick Herald)", Some("Jane Roe/Eastwick Herald")),
            ("He left the party (and the country).", None),
            ("The National Front (NF)", None),
        ] {
            assert_eq!(credit(t).map(|c| c.0).as_deref(), credit_words, "{t}");
        }
    }

    #[test]
    fn bylines_and_what_is_none() {
        for (t, people) in [
            ("By Jane Roe", Some(vec!["Jane Roe"])),
            ("BY JANE ROE AND JOHN DOE", Some(vec!["Jane Roe", "John Doe"])),
            ("By Jane Roe, Political Editor", Some(vec!["Jane Roe"])),
            ("By Jane Roe in Northmouth and Ali bin Hassan", Some(vec!["Jane Roe", "Ali bin Hassan"])),
            ("By Reuters", Some(vec![])),
            ("By noon the water had reached the second floor", None),
            ("By The River", Some(vec!["The River"])),
        ] {
            assert_eq!(byline(t).map(|b| b.0), people.map(|p| p.into_iter().map(String::from).collect()), "{t}");
        }
    }
}

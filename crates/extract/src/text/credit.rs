//! Captions with the credit of a picture, and notes of the editors.

use super::class::{is_person, re};
use super::lines::squeeze;
use super::words;
use regex::Regex;
use std::sync::LazyLock;

/// A name and an agency after a caption's last sentence: `… on Friday. Jane Roe/Reuters`.
static CREDIT_NAME: LazyLock<Regex> = LazyLock::new(|| {
    re(r"[.!?”\x22]\s+((?:\p{Lu}[\w.'’-]*\s){0,3}\p{Lu}[\w.'’-]*/\p{Lu}[\w .'’-]{1,30}(?:/\p{Lu}[\w .]{1,20})?)$")
});

static PHOTO_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(?i)\b(?:photos?|photograph(?:er|y|ed)?|images?|handout|file|courtesy|via|pool|screen ?(?:grab|shot)|supplied|twitter|facebook|instagram|telegram|getty|illustration|graphic|picture|pictures|provided|reproduction|archive)\b",
    )
});
static CREDIT_TAIL: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(?:^|[.!?”\x22)\]|]\s*)(?:(?i:photo(?:graph)?s?(?: by| credits?| courtesy)?|image(?: credits?| source)?|pictures?(?: by)?|credits?|pic)\s*[:|]|(?i:photograph|photo) by)\s*([^.!?]{2,70})[.)]?$",
    )
});
static CREDIT_SLASH: LazyLock<Regex> =
    LazyLock::new(|| re(r"(?:^|[.!?”\x22]\s+)((?:REUTERS|AFP|AP Photo|AP|EPA|Reuters|AFP Photo)/[\p{Lu}][^.!?]{2,50})$"));
static CAPTION_LEAD: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(?i)^(?:file photo\s*[:–—-]|file\s*[–—-]\s|file photo\b|caption\s*:|photo\s*:|image\s*:|picture\s*:|pictured\s*:|photo caption\s*:|in this (?:file |handout |undated |aerial |satellite |still )*(?:photo|image|picture|handout|grab|screen ?grab|frame)|this (?:file |handout |undated |aerial |satellite |still )*(?:photo|image|picture|handout|grab|screen ?grab)\b)",
    )
});

/// A picture's credit at the end of a line, and whether it can be nothing else (a lone agency may also sign a story).
pub(crate) fn credit(t: &str) -> Option<(String, bool)> {
    if !(4..=1200).contains(&t.len()) {
        return None;
    }
    let t = t.trim_end_matches(['.', ' ']);
    let in_marks = |open: char, close: char| t.strip_suffix(close).and_then(|r| r.rfind(open).map(|at| r[at + 1..].trim()));
    if let Some(inner) =
        in_marks('(', ')').or_else(|| in_marks('[', ']').filter(|i| i.contains('/') || PHOTO_WORDS.is_match(i)))
    {
        if inner.is_empty() || inner.len() > 120 || inner.contains(". ") {
            return None;
        }
        let pieces: Vec<&str> = inner.split(['/', ',', ';', '|']).map(str::trim).collect();
        let has_agency = pieces.iter().any(|p| {
            words::agency(p).is_some()
                || p.rsplit_once(" via ").or(p.rsplit_once(" for ")).is_some_and(|(_, a)| words::agency(a).is_some())
        });
        // "(Jane Roe/Eastwick Herald)": a maker and a paper.
        let maker =
            pieces.len() == 2 && inner.contains('/') && is_person(pieces[0]) && pieces[1].starts_with(char::is_uppercase);
        let before = t[..t.rfind(['(', '[']).unwrap_or(0)].trim_end();
        if maker && before.ends_with(['.', '!', '?', '”', '"']) {
            return Some((squeeze(inner), true));
        }
        let photo = PHOTO_WORDS.is_match(inner);
        let short = inner.split_whitespace().count() <= 10;
        return (short && (has_agency || photo)).then(|| (squeeze(inner), photo || has_agency && pieces.len() > 1));
    }
    let from = t.ceil_char_boundary(t.len().saturating_sub(240));
    if !t[from..].contains([':', '|', '/']) && !t[from..].contains("hoto by") && !t[from..].contains("hotograph by") {
        return None;
    }
    let tail = CREDIT_TAIL.captures(t).or_else(|| CREDIT_SLASH.captures(t)).or_else(|| CREDIT_NAME.captures(t))?;
    Some((squeeze(&tail[1]), true))
}

/// True for a line that begins as captions do.
pub(crate) fn caption_lead(t: &str) -> bool {
    t.len() <= 600 && t.starts_with(['f', 'F', 'c', 'C', 'p', 'P', 'i', 'I', 't', 'T']) && CAPTION_LEAD.is_match(t)
}

static NOTE: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(?i)^(?:\W{0,2}(?:(?:additional )?(?:reporting|writing|editing|compiled|translated) (?:and \w+ )?by\b|editor[’']?s?[’']? note\b|editors[’'] note\b|correction\b\s*[:(]|clarification\b\s*:|with inputs? from\b|with (?:agencies|agency inputs|afp|ap|reuters)\b|(?:this|an earlier version of this) (?:story|article|report)\b.{0,40}\b(?:updated|corrected|amended|stated|said|first published|originally)\b|source:\s|.{0,80}\bcontributed to this (?:report|story|article)\b|\W?\s?(?:afp|ap|reuters|dpa|pti|ani|ians|xinhua|agencies)\W{0,2}$))",
    )
});

/// First words of notes, in lower case.
const NOTE_WORDS: [&str; 24] = [
    "additional",
    "reporting",
    "writing",
    "editing",
    "compiled",
    "translated",
    "editor",
    "editors",
    "correction",
    "clarification",
    "with",
    "this",
    "an",
    "source",
    "afp",
    "ap",
    "reuters",
    "dpa",
    "pti",
    "ani",
    "ians",
    "xinhua",
    "agencies",
    "note",
];

/// An editor's note, a correction, or an agency's closing line.
pub(crate) fn is_note(t: &str) -> bool {
    if t.len() > 600 {
        return false;
    }
    let first = t.split(|c: char| !c.is_alphabetic()).find(|w| !w.is_empty()).unwrap_or("");
    let opens = first.len() <= 13 && NOTE_WORDS.iter().any(|w| first.eq_ignore_ascii_case(w));
    (opens || t.contains("contributed to this")) && NOTE.is_match(t)
}

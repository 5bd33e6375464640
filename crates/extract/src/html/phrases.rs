//! Words by which a block gives itself away: what opens a list of other stories, asks the reader to do something, or
//! says who made a picture.

use std::collections::HashSet;
use std::sync::LazyLock;

/// The lists of `phrases.txt`.
#[derive(Default)]
struct Lists {
    ends: HashSet<&'static str>,
    end_starts: Vec<&'static str>,
    last: HashSet<&'static str>,
    noise: HashSet<&'static str>,
    /// With the longest block that they make noise.
    starts: Vec<(&'static str, usize)>,
    notes: Vec<&'static str>,
    note_words: Vec<&'static str>,
    calls: Vec<&'static str>,
    walls: Vec<&'static str>,
    payment: Vec<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists::default();
    let mut section = "";
    for line in include_str!("phrases.txt").lines().map(str::trim) {
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            section = name;
        } else if !line.is_empty() && !line.starts_with('#') {
            let phrases = line.split(" | ");
            match section {
                "ends" => lists.ends.extend(phrases),
                "end starts" => lists.end_starts.extend(phrases),
                "last" => lists.last.extend(phrases),
                "noise" => lists.noise.extend(phrases),
                "notes" => lists.notes.extend(phrases),
                "note words" => lists.note_words.extend(phrases),
                "last calls" => lists.calls.extend(phrases),
                "walls" => lists.walls.extend(phrases),
                "payment" => lists.payment.extend(phrases),
                _ => {
                    let most = section.strip_prefix("starts ").and_then(|n| n.parse().ok()).unwrap_or(0);
                    lists.starts.extend(phrases.map(|p| (p, most)));
                }
            }
        }
    }
    lists
});

/// True if `text` starts with the whole words of `start`.
fn opens_with(text: &str, start: &str) -> bool {
    text.strip_prefix(start).is_some_and(|rest| {
        !start.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric) || start.ends_with("20")
    })
}

/// Text without marks and white space at its ends, in lower case, plain apostrophes.
pub(crate) fn bare(text: &str) -> String {
    text.trim_matches(|c: char| !c.is_alphanumeric() && c != '\u{a9}' && c != '(').to_lowercase().replace('\u{2019}', "'")
}

/// True for a heading or label after which nothing of the article can follow.
pub(crate) fn ends_for_good(text: &str) -> bool {
    text.len() <= 120 && {
        let t = bare(text);
        LISTS.last.contains(t.as_str()) || t.starts_with("leave a reply") || t.starts_with("comments (")
    }
}

/// True for a heading or label that opens what is no longer the article.
pub(crate) fn ends_article(text: &str) -> bool {
    if text.len() > 120 {
        return false;
    }
    let t = bare(text);
    let more = t.len() < 50
        && t.starts_with("more ")
        && [" stories", " articles", " news", " videos", " posts", " coverage"].iter().any(|e| t.ends_with(e));
    more || LISTS.ends.contains(t.as_str()) || LISTS.end_starts.iter().any(|s| opens_with(&t, s))
}

/// True for a block that asks, points elsewhere, or belongs to the page's controls.
pub(crate) fn is_noise(text: &str) -> bool {
    if text.len() > 1200 {
        return false;
    }
    let t = bare(text);
    if let Some(rest) = t.strip_prefix("image ")
        && is_counter(rest)
    {
        return true;
    }
    if t.is_empty() || LISTS.noise.contains(t.as_str()) || is_counter(&t) {
        return true;
    }
    let chars = t.chars().count();
    LISTS.starts.iter().any(|(s, most)| chars <= *most && opens_with(&t, s) && (s.len() > 5 || chars > s.len()))
        || (chars < 200 && t.ends_with("all rights reserved"))
        || (chars < 250 && t.contains('@') && ["email ", "follow ", "contact "].iter().any(|s| t.starts_with(s)))
}

/// Code shown as text, a bare address, a notice about cookies, a telephone line.
pub(crate) fn is_control_text(text: &str) -> bool {
    let t = text.trim();
    // `[button link=…]Send[/button]`: a mark for a program that was never run.
    let mark = t.starts_with('[') && t.ends_with(']') && t.contains("[/") && t.len() < 600;
    if mark
        || (t.starts_with('<') && t.ends_with('>'))
        || ((t.starts_with("http://") || t.starts_with("https://") || t.starts_with("www.")) && !t.contains(' '))
    {
        return true;
    }
    text.len() < 900 && text.to_ascii_lowercase().matches("cookie").count() > 2
}

/// `1 / 8`, `3 of 12`, `12 comments`, `4 min read`, `1.2k shares`.
fn is_counter(t: &str) -> bool {
    if t.len() > 40 || !t.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let rest = t.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '+' | 'k' | 'm'));
    let rest = rest.trim();
    if rest.is_empty() {
        return true;
    }
    if let Some(after) = rest.strip_prefix(['/', '|']).or_else(|| rest.strip_prefix("of ")) {
        return after.trim().chars().all(|c| c.is_ascii_digit());
    }
    matches!(
        rest,
        "comments"
            | "comment"
            | "shares"
            | "share"
            | "views"
            | "view"
            | "likes"
            | "min read"
            | "minute read"
            | "mins read"
            | "min"
            | "minutes read"
            | "retweets"
            | "reads"
            | "photos"
            | "images"
            | "votes"
    )
}

/// True for an editor's note, a correction, or an agency's closing line.
pub(crate) fn is_note(text: &str) -> bool {
    let head: String = text.chars().take(60).collect();
    let t = head.trim_start_matches(['*', '-', ' ', '[']).to_lowercase().replace('\u{2019}', "'");
    text.len() < 1200 && LISTS.notes.iter().any(|s| t.starts_with(s))
        || text.len() < 250 && {
            let t = text.to_lowercase();
            LISTS.note_words.iter().any(|w| t.contains(w))
        }
}

/// True for a block that, at the end of an article, asks the reader for something.
pub(crate) fn is_last_call(text: &str) -> bool {
    text.len() < 350 && {
        let t = text.to_lowercase().replace('\u{2019}', "'");
        LISTS.calls.iter().any(|w| t.contains(w))
    }
}

/// True for a block of a page that stands before the article: it asks for consent, for JavaScript, for a human.
pub(crate) fn is_wall(text: &str) -> bool {
    text.len() < 1200 && {
        let t = text.to_lowercase().replace('\u{2019}', "'");
        LISTS.walls.iter().any(|w| t.contains(w))
    }
}

/// True for a block that keeps the rest of the article for those who pay.
pub(crate) fn asks_for_payment(text: &str) -> bool {
    text.len() < 600 && {
        let t = text.to_lowercase().replace('\u{2019}', "'");
        LISTS.payment.iter().any(|w| t.contains(w))
    }
}

/// `By Jane Roe`, `Jane Roe, Staff Writer`: a line that only names authors.
pub(crate) fn is_byline(text: &str) -> bool {
    let words = text.split_whitespace().count();
    if text.len() > 120 || !(2..=14).contains(&words) {
        return false;
    }
    let low = text.to_lowercase();
    let Some(rest) = low.strip_prefix("by ").or_else(|| low.strip_prefix("by: ")).or_else(|| low.strip_prefix("written by "))
    else {
        return false;
    };
    let start = text.len() - rest.len();
    text.get(start..).is_some_and(|r| r.trim_start().starts_with(|c: char| c.is_uppercase()))
        && !super::region::ends_sentence(text)
}

const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A line that holds little more than a date or a time of day.
pub(crate) fn is_date(text: &str) -> bool {
    if text.len() > 90 || !text.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let low = text.to_lowercase();
    let mut dated = 0;
    let mut other = 0;
    for w in low.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        let digits = w.chars().all(|c| c.is_ascii_digit())
            || w.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<u32>().is_ok();
        let known = MONTHS.iter().any(|m| w.starts_with(m) && w.len() <= 9)
            || matches!(
                w,
                "am" | "pm"
                    | "a"
                    | "p"
                    | "m"
                    | "gmt"
                    | "utc"
                    | "et"
                    | "est"
                    | "edt"
                    | "pst"
                    | "pdt"
                    | "bst"
                    | "ist"
                    | "cet"
                    | "cest"
                    | "at"
                    | "on"
                    | "updated"
                    | "published"
                    | "posted"
                    | "last"
                    | "first"
                    | "ago"
                    | "hours"
                    | "hour"
                    | "minutes"
                    | "days"
                    | "day"
                    | "mins"
                    | "hrs"
                    | "modified"
                    | "date"
                    | "time"
                    | "created"
            )
            || [
                "monday",
                "tuesday",
                "wednesday",
                "thursday",
                "friday",
                "saturday",
                "sunday",
                "mon",
                "tue",
                "wed",
                "thu",
                "fri",
                "sat",
                "sun",
            ]
            .contains(&w);
        if digits || known {
            dated += 1;
        } else {
            other += 1;
        }
    }
    dated >= 2 && other * 3 <= dated
}

/// The clock time that opens a text: `14:05`, `9.30 pm`, `2:15 p.m. ET`.
pub(crate) fn clock(text: &str) -> Option<(i8, i8)> {
    let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    let n = digits(text);
    let hour: i8 = text.get(..n).filter(|h| (1..=2).contains(&h.len()))?.parse().ok()?;
    let rest = text[n..].strip_prefix([':', '.', 'h'])?;
    if digits(rest) != 2 {
        return None;
    }
    let minute: i8 = rest[..2].parse().ok()?;
    let after: String = rest[2..].chars().filter(|c| *c != '.' && *c != ' ').take(2).collect();
    let hour = match after.to_ascii_lowercase().as_str() {
        "pm" if hour < 12 => hour + 12,
        "am" if hour == 12 => 0,
        _ => hour,
    };
    (hour < 24 && minute < 60).then_some((hour, minute))
}

/// True for a block outside any figure whose words say that it stands under a picture.
pub(crate) fn is_caption(text: &str) -> bool {
    let low = text.to_ascii_lowercase();
    text.len() < 600
        && ([
            "(ap photo",
            "file photo",
            "/getty images",
            "/reuters)",
            "photo:",
            "(photo by",
            "image credit:",
            "(image:",
            "/afp)",
            "/ap)",
        ]
        .iter()
        .any(|c| low.contains(c)))
}

/// True for a block that closes with a picture's maker in brackets: `(Photo: Jane Roe)`, `(credit: Northern Press)`.
pub(crate) fn ends_with_credit(text: &str) -> bool {
    let inner = text.trim_end().trim_end_matches('.').strip_suffix([')', ']']);
    inner.and_then(|t| t.rfind(['(', '[']).map(|at| t[at + 1..].trim_start().to_lowercase())).is_some_and(|said| {
        said.len() <= 80
            && [
                "photo:",
                "photo by",
                "photo credit",
                "photos:",
                "credit:",
                "image:",
                "image credit",
                "picture:",
                "ap photo",
                "foto:",
            ]
            .iter()
            .any(|cue| said.starts_with(cue))
    })
}

/// The maker of a picture in a caption: in brackets at the end, or after `Photo:`, `Credit:` and the like.
pub(crate) fn credit(caption: &str) -> Option<String> {
    let t = caption.trim_end_matches(['.', ' ']);
    if let Some(inner) = t.strip_suffix([')', ']']) {
        let open = inner.rfind(['(', '['])?;
        let said = clean_credit(&inner[open + 1..]);
        let names = said.split(|c: char| !c.is_alphanumeric()).filter(|w| w.starts_with(|c: char| c.is_uppercase())).count();
        if names > 0 && said.len() <= 80 && !said.starts_with(|c: char| c.is_ascii_digit()) {
            return Some(said.to_string());
        }
    }
    let low = t.to_ascii_lowercase();
    for cue in [
        "photo credit:",
        "image credit:",
        "picture credit:",
        "photo courtesy of",
        "photograph by",
        "photograph:",
        "photo by",
        "photos by",
        "image by",
        "picture by",
        "photo:",
        "photos:",
        "credit:",
        "credits:",
        "picture:",
        "image:",
        "source:",
        "courtesy of",
        "courtesy:",
        "/ photo",
    ] {
        if let Some(at) = low.rfind(cue) {
            let said = clean_credit(&t[at + cue.len()..]);
            if !said.is_empty() && said.len() <= 80 && !said.contains(". ") {
                return Some(said.to_string());
            }
        }
    }
    None
}

fn clean_credit(said: &str) -> &str {
    let mut said = said.trim();
    for cue in [
        "Photo by",
        "Photo credit:",
        "Photo:",
        "Image credit:",
        "Image:",
        "Credit:",
        "Picture:",
        "photo by",
        "Photograph:",
        "Courtesy:",
    ] {
        said = said.strip_prefix(cue).unwrap_or(said).trim();
    }
    said.trim_matches([' ', '.', ':', '-', '|', ',', ';', '(', ')', '[', ']', '/'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_give_themselves_away() {
        for noise in [
            "Read more: Why the bridge fell",
            "1 / 8",
            "ADVERTISEMENT",
            "Follow us on Twitter",
            "Tags: floods, rain",
            "\u{a9} 2021 The Paper",
            "3 of 12",
            "12 Comments",
            "Short URL: http://x.example/1",
        ] {
            assert!(is_noise(noise), "{noise}");
        }
        for text in [
            "Share prices fell on Monday as traders feared a strike.",
            "More than 20 people were hurt.",
            "1,200 people fled.",
            "Read the letter, he said, and you will see.",
            "Related costs rose too.",
        ] {
            assert!(!is_noise(text), "{text}");
        }
        assert!(is_byline("By Jane Roe"));
        assert!(!is_byline("By Monday the water had gone."));
        assert!(is_date("Updated 10:32 AM EDT, Mon June 3, 2019"));
        assert!(!is_date("On June 3 the mayor resigned and left the city."));
        assert!(is_note("Editor\u{2019}s note: the spelling of a name was mended."));
    }

    #[test]
    fn captions_name_their_makers() {
        for (caption, maker) in [
            ("A flooded street in the old town. (REUTERS)", Some("REUTERS")),
            ("The harbour at dawn. Photo: Jane Roe / Northern Press", Some("Jane Roe / Northern Press")),
            ("The mayor (left) speaks.", None),
            ("The bridge in 1990 (file photo)", None),
            ("A crane [Handout via AP]", Some("Handout via AP")),
        ] {
            assert_eq!(credit(caption).as_deref(), maker, "{caption}");
        }
        assert!(ends_with_credit("The harbour at dawn. (Photo: Jane Roe / Northern Press)"));
        assert!(!ends_with_credit("The bank gave the town more time (credit is scarce in winter)."));
    }
}

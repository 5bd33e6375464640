//! The place line that opens a story: `LONDON:`, `KABUL, Afghanistan (AP) —`, `LIMA, 12 JAN 89 (EFE) -- [TEXT]`.

use super::scan::{Scan, dash, date_at, paren, place_part};
use super::words;
use jiff::civil::Date;
use model::TextRange;

/// A dateline's date; the year is often left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatelineDate {
    /// The year, if written.
    pub year: Option<i16>,
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31.
    pub day: i8,
}

impl DatelineDate {
    /// The date, in the written year or the one given.
    pub fn date(self, year: Option<i16>) -> Option<Date> {
        Date::new(self.year.or(year)?, self.month, self.day).ok()
    }
}

/// What stands before the story's first sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The place's words; none where the line names no place (`(Reuters) -`, `CLANDESTINE, 9 MAY 89 --`).
    pub place: Option<TextRange>,
    /// Where the story itself begins.
    pub end: usize,
    /// The agency, under its short name where it is known.
    pub agency: Option<String>,
    /// The date.
    pub date: Option<DatelineDate>,
}

impl Opening {
    /// True where more than a capitalized word and a colon speaks for a dateline.
    pub fn is_strong(&self) -> bool {
        self.agency.is_some() || self.date.is_some()
    }
}

/// Reads the dateline at the start of a paragraph: the place's words, the end of the dateline, the agency, the date.
pub fn dateline(text: &str) -> Option<(TextRange, usize, Option<String>, Option<DatelineDate>)> {
    let o = opening(text)?;
    Some((o.place?, o.end, o.agency, o.date))
}

/// True for the first of several paragraphs that each open with a word in capitals and a colon: the heads of a round-up's
/// items ("NORLAND: …", "WESTLAND: …") and no place line.
pub fn round_up<'a>(text: &str, mut paragraphs: impl Iterator<Item = &'a str>) -> bool {
    let head = |t: &'a str| {
        let words = t.get(..t.find(':').filter(|n| (3..=40).contains(n))?)?;
        let capitals = words.chars().any(char::is_alphabetic) && !words.chars().any(char::is_lowercase);
        (capitals && !words.contains(['(', ',', '.', '/']) && !words.contains(|c: char| c.is_ascii_digit())).then_some(words)
    };
    let Some(own) = text.find(':').filter(|n| (3..=40).contains(n)).and_then(|n| text.get(..n)) else { return false };
    own.chars().any(char::is_alphabetic)
        && !own.chars().any(char::is_lowercase)
        && paragraphs.any(|p| head(p).is_some_and(|h| h != own))
}

/// Reads what opens a story. `None` where the paragraph begins with its first sentence.
pub fn opening(text: &str) -> Option<Opening> {
    // A place, a mark and a sentence need some room.
    if text.len() < 16 {
        return None;
    }
    let mut cap = text.len().min(240);
    while !text.is_char_boundary(cap) {
        cap -= 1;
    }
    let mut s = Scan { s: &text[..cap], at: 0 };
    s.space();
    let first = s.at;
    if s.rest().starts_with('(') {
        let inner = paren(&mut s)?;
        let spaced = s.space() > 0;
        let Some(agency) = known_agency(inner) else {
            let (place, date) = bracketed(inner, inner.as_ptr() as usize - text.as_ptr() as usize)?;
            return (dash(&mut s, spaced) && story_follows(s.rest()))
                .then(|| finish(text, s.at, Some(place), None, date))
                .flatten();
        };
        return (dash(&mut s, spaced) || s.eat(':')).then(|| finish(text, s.at, None, Some(agency), None)).flatten();
    }
    let p = parts(&mut s)?;
    // After the date: a year, more commas.
    s.eat(',');
    let mut spaced = s.space() > 0;
    let after_place = s.at;
    let agency = agency_behind(&mut s, &p, &mut spaced)?;
    let mark_at = s.at;
    let dashed = dash(&mut s, spaced);
    let colon = !dashed && s.eat(':');
    let place = &text[first..p.end];
    let place_key = place.to_lowercase();
    let no_place = words::not_place(place_key.trim_end_matches('.'));
    let undated = p.undated && dashed;
    if no_place && agency.is_none() && p.date.is_none() && !undated {
        return None;
    }
    // `(Reuters) The` and `Nov 19 (IANS): The` need no dash; a date alone does.
    let closed = dashed || colon || (agency.is_some() && spaced) || (p.date.is_some() && p.upper && mark_at > after_place);
    if !closed || !story_follows(&text[s.at..]) {
        return None;
    }
    let strong = undated || agency.is_some() || (p.date.is_some() && (dashed || colon));
    let fits = strong || reads_as_place(place, &p, dashed, colon, spaced);
    // A text in capitals throughout shows nothing by its capitals: then a colon is not enough.
    if !fits || (colon && !strong && !text[s.at..].chars().take(200).any(char::is_lowercase)) {
        return None;
    }
    finish(text, s.at, (!no_place).then(|| TextRange::new(first, p.end)), agency, p.date)
}

/// What stands before an agency or a mark: parts with commas between them, words of a place, then perhaps a date.
struct Parts {
    /// Where the words of the place end.
    end: usize,
    date: Option<DatelineDate>,
    /// "NO DATE" stands where a date should.
    undated: bool,
    /// Whether the first part is in capitals, and how many words it has.
    upper: bool,
    words: usize,
    /// How many parts belong to the place.
    count: usize,
}

fn parts(s: &mut Scan) -> Option<Parts> {
    let mut p = Parts { end: s.at, date: None, undated: false, upper: false, words: 0, count: 0 };
    loop {
        s.space();
        if s.rest().starts_with("NO DATE") {
            s.at += "NO DATE".len();
            p.undated = true;
            break;
        }
        if let Some(d) = date_at(s) {
            p.date = Some(d);
            break;
        }
        let (end, upper, count) = place_part(s)?;
        if count == 0 {
            return None;
        }
        if p.count == 0 {
            (p.upper, p.words) = (upper, count);
        }
        p.end = end;
        s.at = end;
        p.count += 1;
        let save = s.at;
        s.space();
        // A country in parentheses before the date belongs to the place.
        if s.rest().starts_with('(') {
            let open = s.at;
            let inner = paren(s);
            if s.rest().starts_with(',') && inner.is_some_and(|w| known_agency(w).is_none()) {
                p.end = s.at;
            } else {
                s.at = open;
            }
        } else {
            s.at = save;
        }
        if p.count == 4 || !s.eat(',') {
            if p.count < 4 {
                let save = s.at;
                s.space();
                p.date = date_at(s);
                if p.date.is_none() {
                    s.at = save;
                }
            }
            break;
        }
    }
    (p.count > 0).then_some(p)
}

/// The agency behind a place and date; `None` where what stands there in parentheses or behind a stroke is none. `spaced` says
/// whether white space stands before what comes next.
fn agency_behind(s: &mut Scan, p: &Parts, spaced: &mut bool) -> Option<Option<String>> {
    if s.rest().starts_with('(') {
        let inner = paren(s)?;
        let agency = known_agency(inner)
            .or_else(|| looks_like_agency(inner, p.date.is_some() || p.undated).then(|| super::lines::squeeze(inner)))
            .or_else(|| short_name(inner, s.rest().trim_start(), p.upper))?;
        *spaced = s.space() > 0;
        return Some(Some(agency));
    }
    if s.eat('/') {
        let agency = known_agency(s.word())?;
        *spaced = s.space() > 0;
        return Some(Some(agency));
    }
    if p.date.is_none() {
        return Some(None);
    }
    // "BEIRUT, March 3, Reuters —"
    let save = s.at;
    let w = s.word();
    let agency = known_agency(w).filter(|_| w.chars().any(char::is_uppercase));
    match agency {
        Some(_) => *spaced = s.space() > 0,
        None => s.at = save,
    }
    Some(agency)
}

/// "Aram (Our Paper) — The": any short name, if a long dash follows, or after capitals any dash.
fn short_name(inner: &str, rest: &str, capitals: bool) -> Option<String> {
    let words: Vec<&str> = inner.split_whitespace().collect();
    let names = words.len() <= 4 && words.iter().all(|w| w.starts_with(char::is_uppercase));
    let dash = rest.starts_with(['—', '–']) || capitals && (rest.starts_with("- ") || rest.starts_with("--"));
    (names && dash).then(|| words.join(" "))
}

/// True where words before a mark are those of a place, though neither agency nor date stands with them.
fn reads_as_place(place: &str, p: &Parts, dashed: bool, colon: bool, spaced: bool) -> bool {
    let first_part = place.split([',', '/', '(']).next().unwrap_or("").trim();
    let letters = || first_part.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = || p.upper && p.words <= 5 && (dashed || colon) && letters() >= 3;
    let with_country = || dashed && spaced && p.count == 2 && p.words <= 3 && place.split_whitespace().count() <= 5;
    let several = || place.contains('/') && place.split('/').all(|w| w.trim().starts_with(char::is_uppercase));
    capitals() || words::is_city(first_part) || with_country() || (dashed && p.words <= 3 && several())
}

/// The place and the date of a line in parentheses: `(Nairobi)`, `(Washington, DC, January 11, 2024)`. `at` is where its words
/// stand in the text.
fn bracketed(inner: &str, at: usize) -> Option<(TextRange, Option<DatelineDate>)> {
    let mut s = Scan { s: inner, at: 0 };
    let (mut end, mut date, mut parts) = (0, None, 0);
    while parts < 4 && date.is_none() {
        s.space();
        date = date_at(&mut s).filter(|_| parts > 0);
        if date.is_none() {
            let (e, ..) = place_part(&mut s).filter(|p| p.2 > 0)?;
            (end, s.at) = (e, e);
            parts += 1;
            s.space();
            date = date_at(&mut s);
        }
        if !s.eat(',') {
            break;
        }
    }
    s.space();
    let known = inner[..end].split([',', '/']).next().is_some_and(|p| words::is_city(p.trim()));
    (s.rest().is_empty() && (known || date.is_some())).then_some((TextRange::new(at, at + end), date))
}

/// Takes the brackets after a dateline with it: `[TEXT]`, `[REPORT] [NAME] [TEXT]`.
fn finish(
    text: &str,
    mut end: usize,
    place: Option<TextRange>,
    agency: Option<String>,
    date: Option<DatelineDate>,
) -> Option<Opening> {
    const MARKS: [&str; 4] = ["[TEXT]", "[SUMMARY]", "[EXCERPT]", "[EXCERPTS]"];
    let lead_end = end;
    let mut marked = None;
    loop {
        let rest = text[end..].trim_start();
        let at = text.len() - rest.len();
        let Some(close) =
            rest.strip_prefix('[').and_then(|r| r.char_indices().take(300).find(|(_, c)| *c == ']')).map(|(i, _)| i + 2)
        else {
            break;
        };
        end = at + close;
        if MARKS.contains(&&rest[..close]) {
            marked = Some(end);
            break;
        }
    }
    let end = marked.unwrap_or(lead_end);
    let end = text.len() - text[end..].trim_start().len();
    Some(Opening { place, end, agency, date })
}

/// The short name of an agency that is known, also of the first of several: `AFP/Reuters`.
fn known_agency(s: &str) -> Option<String> {
    words::agency(s).or_else(|| words::agency(s.split(['/', ',', ';']).next()?.trim())).map(str::to_string)
}

/// After a date any short name in parentheses is the source; without a date it must look like an agency's letters.
fn looks_like_agency(s: &str, dated: bool) -> bool {
    let words = s.split_whitespace().count();
    let starts_upper = s.starts_with(char::is_uppercase);
    let letters = s.chars().filter(|c| c.is_alphabetic()).count();
    if dated {
        return starts_upper && words <= 6 && letters >= 2;
    }
    words == 1 && (2..=6).contains(&letters) && s.chars().all(|c| c.is_uppercase())
}

/// A sentence must follow: a capital, a digit, a quote or a bracket, and some length.
fn story_follows(rest: &str) -> bool {
    let rest = rest.trim_start();
    let Some(c) = rest.chars().next() else { return false };
    (c.is_uppercase()
        || c.is_ascii_digit()
        || matches!(c, '“' | '"' | '‘' | '\'' | '[' | '(' | '$' | '€' | '£')
        || rest.starts_with("al-"))
        && rest.chars().take(20).count() >= 12
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_are_read() {
        let t = "Rescuers worked through the night after the flood.";
        for (lead, place, agency, date) in [
            ("LONDON: ", "LONDON", "", ""),
            ("RIO DE JANEIRO — ", "RIO DE JANEIRO", "", ""),
            ("KABUL, Afghanistan (AP) — ", "KABUL, Afghanistan", "AP", ""),
            ("MOSCOW, March 24 (Reuters) - ", "MOSCOW", "Reuters", "-03-24"),
            ("Gaza City/Jerusalem – ", "Gaza City/Jerusalem", "", ""),
            ("TEGUCIGALPA, 12 JAN 89 (ACAN-EFE) -- [TEXT] ", "TEGUCIGALPA", "ACAN-EFE", "1989-01-12"),
            ("ROME (ITALY), 11 JAN 90 -- [INTERVIEW WITH A MAN BY A WOMAN] [EXCERPT] ", "ROME (ITALY)", "", "1990-01-11"),
            ("New Delhi, Nov 19 (IANS) ", "New Delhi", "IANS", "-11-19"),
            ("BEIJING, Nov. 19 (Xinhua) -- ", "BEIJING", "Xinhua", "-11-19"),
            ("ST. LOUIS (AP) - ", "ST. LOUIS", "AP", ""),
            ("SAINT-DENIS, France, Nov 13, 2015 (AFP) - ", "SAINT-DENIS, France", "AFP", "2015-11-13"),
            ("WASHINGTON/BRUSSELS, 2 May (Reuters) - ", "WASHINGTON/BRUSSELS", "Reuters", "-05-02"),
            ("Islamabad: ", "Islamabad", "", ""),
            ("PORT-AU-PRINCE, Haiti — ", "PORT-AU-PRINCE, Haiti", "", ""),
            ("Pune, March 3: ", "Pune", "", "-03-03"),
            ("TRIPOLI (Reuters) - ", "TRIPOLI", "Reuters", ""),
            (
                "SAN SALVADOR, 12 JAN 90 (CANAL SEIS TELEVISION) -- [REPORT] [A NAME] [TEXT] ",
                "SAN SALVADOR",
                "CANAL SEIS TELEVISION",
                "1990-01-12",
            ),
            ("UNITED NATIONS (AP) _ ", "UNITED NATIONS", "AP", ""),
            ("(Reuters) - ", "", "Reuters", ""),
            ("(Nairobi) – ", "Nairobi", "", ""),
            ("(Washington, DC, January 11, 2024) – ", "Washington, DC", "", "2024-01-11"),
            ("(London/Beirut) — ", "London/Beirut", "", ""),
            ("Kestel, Hilland – ", "Kestel, Hilland", "", ""),
            ("Aram (Our Paper) — ", "Aram", "Our Paper", ""),
            ("ARAM, Hilland (Meridian) - ", "ARAM, Hilland", "Meridian", ""),
            ("CLANDESTINE, 9 MAY 89 (RADIO LIBRE) -- [TEXT] ", "", "RADIO LIBRE", "1989-05-09"),
        ] {
            let text = format!("{lead}{t}");
            let o = opening(&text).unwrap_or_else(|| panic!("no dateline in {text:?}"));
            assert_eq!(o.place.map_or("", |p| p.of(&text)), place, "{text}");
            assert_eq!(o.agency.unwrap_or_default(), agency, "{text}");
            let shown = o.date.map_or(String::new(), |d| {
                format!("{}-{:02}-{:02}", d.year.map_or(String::new(), |y| y.to_string()), d.month, d.day)
            });
            assert_eq!(shown, date, "{text}");
            assert_eq!(&text[o.end..], t, "{text}");
        }
    }

    #[test]
    fn other_openings_are_no_datelines() {
        for text in [
            "The mayor — who lives nearby — went to see the damage himself.",
            "BREAKING: Two trains have met on the line north of the city.",
            "Officials – among them two ministers – were held for the night.",
            "Correction: An earlier version gave the wrong year for the fire.",
            "In London, (AP) is a name that everybody in the trade knows.",
            "He said: “I have never seen such a thing in all my life here.”",
            "UPDATE 2: The road is open again, the police have said tonight.",
            "NATO (the alliance) said that it would not send any more planes.",
            "Police: Three people were hurt when the bridge gave way.",
            "March 24 — The day began with rain in most parts of the island.",
            "MR SMITH said no.",
            "",
        ] {
            assert_eq!(dateline(text), None, "{text}");
        }
    }
}

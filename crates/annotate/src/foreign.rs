//! Parts of an English article in another language: quoted posts, comments, the other half of a bilingual page. They are kept
//! in the text and not read, since "die" is no death in German.

/// Fewer words tell nothing.
const WORDS: usize = 7;
/// Share of little words below which a text is hardly English (news has two fifths of them),
const ENGLISH: f64 = 0.12;
/// and share of another language's little words from which it is in that.
const OTHER: f64 = 0.2;

/// Words of another language in a block, fewer than which leave it unparted.
const MIXED: usize = 3;

/// True for a text that clearly is in another language.
pub(crate) fn foreign(text: &str) -> bool {
    Count::of(text).foreign()
}

/// The parts of a text that are not clearly in another language, as byte ranges; mostly one, the whole text. A text in two languages
/// is parted where a sentence ends, roughly seen: a German paragraph that quotes an English statement.
pub(crate) fn readable(text: &str) -> Vec<(usize, usize)> {
    let all = Count::of(text);
    if all.foreign() {
        return Vec::new();
    }
    if all.other < MIXED && all.script < MIXED {
        return vec![(0, text.len())];
    }
    let mut parts: Vec<(usize, usize)> = Vec::new();
    let mut start = 0;
    for end in ends(text) {
        if !foreign(&text[start..end]) {
            match parts.last_mut() {
                Some(last) if last.1 == start => last.1 = end,
                _ => parts.push((start, end)),
            }
        }
        start = end;
    }
    parts
}

/// Where sentences end, roughly: after a stop and a space, before a capital, a digit or a mark; and at the end of the text.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    let stop = |at: usize| text[..at].trim_end_matches(['"', '”', '»', '’', ')']).ends_with(['.', '!', '?', ':', '…']);
    let starts = |at: usize| text[at..].starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "\"“„«‘(".contains(c));
    text.match_indices(' ').filter(move |(at, _)| stop(*at) && starts(at + 1)).map(|(at, _)| at + 1).chain([text.len()])
}

/// Words of a text: all, little words of English, of other languages, and words in other scripts.
#[derive(Default)]
struct Count {
    words: usize,
    english: usize,
    other: usize,
    script: usize,
}

impl Count {
    /// Of the first 400 words.
    fn of(text: &str) -> Count {
        let mut count = Count::default();
        for word in text.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’').filter(|w| !w.is_empty()).take(400) {
            count.words += 1;
            let first = word.chars().next().unwrap_or(' ');
            if first as u32 >= 0x370 && !('\u{1e00}'..='\u{1eff}').contains(&first) {
                count.script += 1;
            } else if word.len() <= 5 {
                let low = word.to_lowercase();
                count.english += usize::from(LITTLE_ENGLISH.contains(&low.as_str()));
                count.other += usize::from(LITTLE_OTHER.contains(&low.as_str()));
            }
        }
        count
    }

    fn foreign(&self) -> bool {
        let share = |n: usize| n as f64 / self.words as f64;
        self.words >= WORDS && (self.script * 2 > self.words || share(self.english) < ENGLISH && share(self.other) >= OTHER)
    }
}

/// The most frequent words of English that are words of no neighbour.
const LITTLE_ENGLISH: [&str; 62] = [
    "the", "of", "and", "to", "that", "is", "was", "for", "with", "it", "he", "his", "as", "at", "by", "from", "are", "be",
    "this", "have", "had", "not", "but", "which", "they", "were", "their", "who", "has", "been", "or", "would", "there",
    "will", "its", "she", "you", "we", "if", "those", "these", "what", "when", "where", "how", "my", "your", "our", "can",
    "just", "about", "them", "out", "up", "than", "then", "into", "any", "get", "know", "could", "did",
];

/// The same of German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish, Polish, Turkish and Indonesian, but for those that
/// English has too.
const LITTLE_OTHER: [&str; 118] = [
    "der", "die", "das", "und", "ist", "nicht", "ich", "mit", "ein", "eine", "den", "dem", "des", "von", "zu", "auf", "für",
    "im", "sich", "auch", "es", "sie", "wir", "als", "bei", "sind", "hat", "wird", "le", "la", "les", "et", "un", "une", "que",
    "qui", "dans", "pour", "est", "pas", "sur", "au", "aux", "du", "de", "ce", "il", "elle", "nous", "vous", "avec", "plus",
    "sont", "el", "los", "las", "del", "en", "y", "se", "por", "con", "una", "para", "su", "al", "lo", "como", "más", "pero",
    "che", "di", "per", "non", "della", "sono", "gli", "nel", "os", "em", "não", "uma", "com", "da", "do", "dos", "na", "no",
    "ao", "het", "een", "van", "niet", "dat", "op", "voor", "zijn", "och", "att", "är", "som", "på", "av", "det", "ikke",
    "til", "og", "w", "się", "z", "nie", "że", "jest", "ve", "bir", "bu", "yang", "dan",
];

#[cfg(test)]
mod tests {
    use super::{foreign, readable};

    #[test]
    fn other_languages_are_told_from_english() {
        for text in [
            "Durch die Liebe auf den ersten Blick habe ich auch die Schmerzen erfahren, die man nie vergisst.",
            "Le ministre a déclaré que les travaux de la route seraient finis dans un mois.",
            "La alcaldesa dijo que los vecinos de la zona no podían volver a sus casas.",
            "Мэр города заявила, что дорога будет закрыта до конца недели.",
        ] {
            assert!(foreign(text), "{text}");
        }
        for text in [
            "The mayor of San Pedro de la Sierra said on Monday that the road would be closed.",
            "Police shot two men in La Plata.",
            "Gunmen killed nine people near Rio de la Vela late on Friday, officials said.",
            "If those plants die , they do n't come back .",
            "Nine dead, 40 hurt as train hits bus near El Paso del Norte",
        ] {
            assert!(!foreign(text), "{text}");
        }
    }

    #[test]
    fn a_text_in_two_languages_is_parted() {
        let text = "Der Bürgermeister ist mit dem Umbau nicht zufrieden. Er sagte: \"The new harbour is a gift to the town and to those \
                    who work in it.\" Am Montag wird sich der Rat auch mit der Frage befassen.";
        let parts: Vec<&str> = readable(text).iter().map(|r| &text[r.0..r.1]).collect();
        assert_eq!(parts, ["Er sagte: \"The new harbour is a gift to the town and to those who work in it.\" "]);
        let text = "The mayor of La Plata del Sur, who is from El Paso, said that the road is closed. It was shut on Monday.";
        assert_eq!(readable(text), [(0, text.len())]);
        assert!(readable("Durch den Umbau ist der Hafen für die Stadt und auch für den Rat wichtig.").is_empty());
    }
}

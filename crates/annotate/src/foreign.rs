//! Parts of an English article in another language: quoted posts, comments, the other half of a bilingual page. They are kept
//! in the text and not read, since "die" is no death in German.

/// Fewer words tell nothing.
const WORDS: usize = 7;
/// Share of little words below which a text is hardly English (news has two fifths of them),
const ENGLISH: f64 = 0.12;
/// and share of another language's little words from which it is in that.
const OTHER: f64 = 0.2;

/// True for a text that clearly is in another language.
pub(crate) fn foreign(text: &str) -> bool {
    let (mut words, mut english, mut other, mut script) = (0usize, 0usize, 0usize, 0usize);
    for word in text.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’').filter(|w| !w.is_empty()).take(400) {
        words += 1;
        let first = word.chars().next().unwrap_or(' ');
        if first as u32 >= 0x370 && !('\u{1e00}'..='\u{1eff}').contains(&first) {
            script += 1;
        } else if word.len() <= 5 {
            let low = word.to_lowercase();
            english += usize::from(LITTLE_ENGLISH.contains(&low.as_str()));
            other += usize::from(LITTLE_OTHER.contains(&low.as_str()));
        }
    }
    let share = |n: usize| n as f64 / words as f64;
    words >= WORDS && (script * 2 > words || share(english) < ENGLISH && share(other) >= OTHER)
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
    use super::foreign;

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
}

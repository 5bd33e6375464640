//! Dictionary forms: a table of irregular words, then rules by tag.

use model::Pos;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// Irregular forms: `class form lemma`, classes `v` verb, `n` noun, `a` adjective or adverb, `p` name.
static IRREGULAR: LazyLock<FxHashMap<(char, &'static str), &'static str>> = LazyLock::new(|| {
    let mut table = FxHashMap::default();
    for line in include_str!("../data/irregular.txt").lines().filter(|l| !l.starts_with('#')) {
        let mut fields = line.split_whitespace();
        if let (Some(class), Some(lemma)) = (fields.next().and_then(|c| c.chars().next()), fields.next()) {
            // The first entry of a form holds.
            fields.for_each(|form| _ = table.entry((class, form)).or_insert(lemma));
        }
    }
    table
});

/// Irregular pasts that are no other form of a verb ("overthrew", not "put", "found" or "shot").
static PASTS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let verbs = || include_str!("../data/irregular.txt").lines().filter_map(|l| l.strip_prefix("v "));
    let bases: FxHashSet<&str> = verbs().filter_map(|l| l.split_whitespace().next()).collect();
    let forms = verbs().flat_map(|l| l.split_whitespace().skip(1));
    let own = |f: &&str| f.len() > 3 && !bases.contains(f) && !f.ends_with("ing") && !f.ends_with('s') && !f.ends_with("ed");
    forms.filter(own).collect()
});

/// Whether a form of a verb can be no present.
pub fn is_past_only(form: &str) -> bool {
    PASTS.contains(form) && !FALSE_PASTS.contains(&form)
}

/// Irregular pasts that are the base of another verb, or a regular one's present.
const FALSE_PASTS: &[&str] =
    &["bore", "bound", "fell", "felt", "found", "ground", "lay", "left", "rent", "rose", "saw", "shot", "wound"];

/// Adjectives that are written with a capital, of peoples, places and beliefs, and short forms in capitals; in small letters.
static CAPITALIZED: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../data/capitals.txt").lines().filter(|l| !l.starts_with('#')).flat_map(str::split_whitespace).collect()
});

/// The dictionary form of a word.
pub fn lemma(form: &str, pos: Pos, tag: &str) -> String {
    if pos == Pos::Propn {
        return name(form, tag);
    }
    let low = form.to_lowercase();
    if low.len() > 40 {
        return low;
    }
    let plain = low.replace('’', "'");
    if let Some(found) = small(&plain, pos, tag) {
        return found.into();
    }
    let class = match pos {
        // "New" of New Norland, "Velden" of the Velden mayor.
        Pos::Adj | Pos::Adv if tag.starts_with("NNP") => return form.into(),
        Pos::Verb | Pos::Aux => 'v',
        Pos::Noun if is_acronym(form) => return form.strip_suffix('s').filter(|_| tag == "NNS").unwrap_or(form).into(),
        Pos::Noun | Pos::Pron | Pos::Det => 'n',
        Pos::Num => return number(form, plain),
        Pos::Adj | Pos::Adv => 'a',
        Pos::X if tag != "FW" => return form.into(),
        _ => return plain,
    };
    if class == 'a' && CAPITALIZED.contains(plain.as_str()) {
        return capitalized(&plain);
    }
    if let Some(found) = IRREGULAR.get(&(class, plain.as_str())) {
        return (*found).to_string();
    }
    let verb = class == 'v';
    match tag {
        "NNS" => singular(&plain),
        "VBZ" if verb => singular(&plain),
        "VBD" | "VBN" if verb => plain.strip_suffix("ed").map_or(plain.clone(), |stem| verb_stem(stem, true)),
        "VBG" if verb => plain.strip_suffix("ing").map_or(plain.clone(), |stem| verb_stem(stem, false)),
        "JJR" | "RBR" => plain.strip_suffix("er").filter(|s| s.len() > 2).map_or(plain.clone(), degree),
        "JJS" | "RBS" => plain.strip_suffix("est").filter(|s| s.len() > 2).map_or(plain.clone(), degree),
        _ => plain,
    }
}

/// Small words and marks whose form hangs on their tag.
fn small(plain: &str, pos: Pos, tag: &str) -> Option<&'static str> {
    Some(match (pos, plain) {
        (Pos::Part, "n't" | "nt" | "n") => "not",
        (Pos::Part, "na" | "ta") => "to",
        (Pos::Part, "'") => "'s",
        (Pos::Adp, "ta") => "of",
        (Pos::Aux, "'s" | "s" | "`s") => "be",
        (Pos::Aux, "m" | "re") => "be",
        (Pos::Aux, "ve") => "have",
        (Pos::Aux, "'d" | "d") if tag == "MD" => "would",
        (Pos::Pron, "i" | "me") => "I",
        (Pos::Pron, "'s" | "s") if tag == "PRP" => "we",
        (Pos::Pron, "em" | "'em") => "they",
        (Pos::Pron, "u") => "you",
        (Pos::Pron, "her") if tag == "PRP$" => "her",
        (Pos::Pron, "mine") => "my",
        (Pos::Pron, "yours") => "your",
        (Pos::Pron, "ours") => "our",
        (Pos::Pron, "theirs") => "their",
        (Pos::Pron, "hers") => "her",
        (Pos::Noun, "pm") => "p.m.",
        (Pos::Noun, "am") => "a.m.",
        (Pos::Noun, "etc") => "etc.",
        (Pos::Num, "m" | "mn") => "million",
        (Pos::Num, "k") => "thousand",
        (Pos::Num, "b" | "bn") => "billion",
        (Pos::Adv, "better" | "best") => "well",
        (Pos::Adj | Pos::Adv, "further") if tag != "RBR" => "further",
        (Pos::Adv, "worse" | "worst") => "badly",
        (Pos::Cconj, "n" | "'n") => "and",
        (Pos::Punct, "“" | "”") => "\"",
        (Pos::Punct | Pos::Sym, "–") => "-",
        (Pos::Punct, "‘" | "'") => "'",
        (Pos::Punct, "‘'" | "''" | "‘‘") => "''",
        _ => return None,
    })
}

/// The form of a name: one of several, months in full.
fn name(form: &str, tag: &str) -> String {
    if let Some(found) = IRREGULAR.get(&('p', form)) {
        return capitalized(found);
    }
    if tag != "NNPS" || form.len() < 4 || !form.ends_with('s') {
        return form.into();
    }
    let low = form.to_lowercase();
    let one = IRREGULAR.get(&('n', low.as_str())).map_or_else(|| singular(&low), |f| (*f).to_string());
    // What is left of the word keeps its capitals.
    match form.get(..one.len()) {
        Some(kept) if kept.to_lowercase() == one => kept.into(),
        _ => capitalized(&one),
    }
}

/// Numbers without the marks that group their digits; Roman ones stay great.
fn number(form: &str, plain: String) -> String {
    if plain.starts_with(|c: char| c.is_ascii_digit()) && plain.contains(',') {
        return plain.replace(',', "");
    }
    let roman = form.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C' | b'M'));
    if roman { form.into() } else { plain }
}

/// True for a common noun that is written in capitals because it stands for several words: "HR", "DNA", "CFLs".
fn is_acronym(form: &str) -> bool {
    let bare = form.strip_suffix('s').unwrap_or(form);
    let short = (2..=5).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let letters = bare.bytes().filter(u8::is_ascii_uppercase).count();
    let known = CAPITALIZED.contains(bare.to_lowercase().as_str());
    short
        && letters > 0
        && (known || !bare.bytes().any(|b| matches!(b, b'A' | b'E' | b'I' | b'O' | b'U' | b'Y')) || letters < bare.len())
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |c| c.to_uppercase().chain(letters).collect())
}

/// Without the ending -s of nouns and verbs.
fn singular(word: &str) -> String {
    if word.starts_with(|c: char| c.is_ascii_digit() || c == '\'') {
        return word.to_string(); // "1980s"
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|s| s.len() > 1) {
        return format!("{stem}y");
    }
    if let Some(stem) = word.strip_suffix("men").filter(|s| s.len() > 1) {
        return format!("{stem}man");
    }
    if let Some(stem) = word.strip_suffix("children") {
        return format!("{stem}child");
    }
    let latin =
        word.ends_with("uses") && !["ouses", "auses", "fuses", "buses", "cuses", "muses"].iter().any(|e| word.ends_with(e));
    if word.len() > 5 && (latin || word.ends_with("oes")) {
        return word[..word.len() - 2].to_string();
    }
    for ending in ["sses", "shes", "ches", "xes", "zzes"] {
        if word.ends_with(ending) {
            return word[..word.len() - 2].to_string();
        }
    }
    if word.ends_with("ss") || word.ends_with("us") || word.len() < 3 {
        return word.to_string();
    }
    word.strip_suffix('s').unwrap_or(word).to_string()
}

fn is_vowel(c: Option<char>) -> bool {
    matches!(c, Some('a' | 'e' | 'i' | 'o' | 'u' | 'y'))
}

/// The verb whose form lost -ed or -ing: undoubles consonants, gives back a silent -e.
fn verb_stem(stem: &str, ed: bool) -> String {
    let letters: Vec<char> = stem.chars().rev().take(4).collect();
    let c = |n: usize| letters.get(n).copied();
    if stem.len() < 2 || !stem.chars().any(|c| is_vowel(Some(c))) {
        return format!("{stem}{}", if ed { "ed" } else { "ing" });
    }
    if ed && c(0) == Some('e') {
        return format!("{stem}e"); // "agreed"
    }
    if ed && c(0) == Some('i') {
        return format!("{}y", &stem[..stem.len() - 1]);
    }
    let doubled = c(0) == c(1) && !is_vowel(c(0));
    if doubled && stem.len() < 4 {
        return stem.to_string(); // "erred"
    }
    if doubled && !matches!(c(0), Some('l' | 's' | 'z' | 'f')) {
        return stem[..stem.len() - 1].to_string();
    }
    if doubled {
        // "killed" keeps both, "controlled" and "travelled" do not: a stressed short stem keeps them.
        let heads = stem[..stem.len() - 2].chars().filter(|&v| is_vowel(Some(v))).count();
        let whole = ["roll", "fill", "sell", "well", "tell", "smell", "spell", "yell", "skill", "quell"];
        let keeps = c(0) != Some('l') || heads < 2 || c(2) == Some('a') || whole.iter().any(|w| stem.ends_with(w));
        return if keeps { stem.to_string() } else { stem[..stem.len() - 1].to_string() };
    }
    let vowels = stem.chars().filter(|&v| is_vowel(Some(v))).count();
    let silent = matches!(c(0), Some('v' | 'u' | 'c' | 'z'))
        || (c(0) == Some('s')
            && !matches!(c(1), Some('s'))
            && (is_vowel(c(1)) || matches!(c(1), Some('n' | 'r' | 'l' | 'p' | 'w'))))
        || (c(0) == Some('g')
            && matches!(c(1), Some('n' | 'r' | 'd' | 'a' | 'e' | 'u' | 'l'))
            && !(stem.ends_with("ing") || stem.ends_with("ong"))
            && (!stem.ends_with("ang") || stem.ends_with("rang") || stem.ends_with("chang")))
        || (c(0) == Some('l') && !is_vowel(c(1)) && !matches!(c(1), Some('l' | 'r' | 'w')))
        || (c(0) == Some('t') && c(1) == Some('a') && vowels > 1 && !matches!(c(2), Some('e' | 'o')))
        || (c(0) == Some('t') && matches!(c(1), Some('u' | 'o')) && c(2).is_some_and(|v| !is_vowel(Some(v))) && vowels > 1)
        || (c(0) == Some('r') && matches!(c(1), Some('i' | 'u' | 'a')) && (!is_vowel(c(2)) || c(2) == Some('u')))
        || (c(0) == Some('b') && is_vowel(c(1)))
        || (c(0) == Some('m') && c(1) == Some('u'))
        || (c(0) == Some('k') && is_vowel(c(1)) && !is_vowel(c(2)))
        || (matches!(c(0), Some('k' | 'm' | 'p' | 'd' | 'b' | 't' | 'n'))
            && is_vowel(c(1))
            && c(1) != Some('y')
            && !is_vowel(c(2))
            && vowels == 1
            && !stem.ends_with("ew"))
        || (c(0) == Some('d') && matches!(c(1), Some('i' | 'u' | 'a' | 'e' | 'o')) && vowels > 1 && !is_vowel(c(2)))
        || (c(0) == Some('l') && matches!(c(1), Some('i' | 'u' | 'y')) && !is_vowel(c(2)))
        || (c(0) == Some('l') && c(1) == Some('a') && !is_vowel(c(2)) && (vowels == 1 || c(2) == Some('h')))
        || (c(0) == Some('n') && c(1) == Some('i') && matches!(c(2), Some('l' | 'f')) && vowels > 1)
        || (matches!(c(0), Some('p' | 'm')) && c(1) == Some('y'))
        || (stem.ends_with("nam") || stem.ends_with("creat") || stem.ends_with("suad"))
        || (c(0) == Some('n') && c(1) == Some('i') && vowels > 1 && stem.ends_with("bin"))
        || (c(0) == Some('h') && stem.ends_with("ath"));
    if silent { format!("{stem}e") } else { stem.to_string() }
}

/// The adjective whose form lost -er or -est.
fn degree(stem: &str) -> String {
    let letters: Vec<char> = stem.chars().rev().take(3).collect();
    match letters.as_slice() {
        ['i', ..] => format!("{}y", &stem[..stem.len() - 1]),
        [a, b, ..] if a == b && !matches!(a, 'l' | 's') => stem[..stem.len() - a.len_utf8()].to_string(),
        ['g' | 'v' | 'c' | 's', b, ..] if *b == 'r' || is_vowel(Some(*b)) => format!("{stem}e"),
        ['t' | 'd' | 'r' | 'm' | 'n', 'a' | 'i' | 'u', c] if !is_vowel(Some(*c)) => format!("{stem}e"),
        ['l', c, ..] if !is_vowel(Some(*c)) && *c != 'l' => format!("{stem}e"),
        _ => stem.to_string(),
    }
}

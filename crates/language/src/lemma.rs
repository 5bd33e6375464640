//! Dictionary forms: a table of irregular words, then rules by tag.

use model::Pos;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Irregular forms: `class form lemma`, classes `v` verb, `n` noun, `a` adjective or adverb.
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

/// The dictionary form of a word.
pub fn lemma(form: &str, pos: Pos, tag: &str) -> String {
    if pos == Pos::Propn {
        return form.to_string();
    }
    let low = form.to_lowercase();
    if low.len() > 40 {
        return low;
    }
    let plain = low.replace('’', "'");
    let class = match pos {
        Pos::Verb | Pos::Aux => 'v',
        Pos::Noun | Pos::Pron | Pos::Det | Pos::Num => 'n',
        Pos::Adj | Pos::Adv => 'a',
        Pos::Part if plain == "n't" || plain == "nt" => return "not".into(),
        _ => return plain,
    };
    if pos == Pos::Aux && plain == "'s" {
        return "be".into();
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

/// Without the ending -s of nouns and verbs.
fn singular(word: &str) -> String {
    if word.starts_with(|c: char| c.is_ascii_digit() || c == '\'') {
        return word.to_string(); // "1980s"
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|s| s.len() > 1) {
        return format!("{stem}y");
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
    if ed && c(0) == Some('i') {
        return format!("{}y", &stem[..stem.len() - 1]);
    }
    let doubled = c(0) == c(1) && !is_vowel(c(0));
    if doubled && !matches!(c(0), Some('l' | 's' | 'z' | 'f')) {
        return stem[..stem.len() - 1].to_string();
    }
    if doubled {
        // "killed" keeps both, "controlled" and "travelled" do not: a stressed short stem keeps them.
        let heads = stem[..stem.len() - 2].chars().filter(|&v| is_vowel(Some(v))).count();
        let keeps = c(0) != Some('l') || heads < 2 || c(2) == Some('a');
        return if keeps { stem.to_string() } else { stem[..stem.len() - 1].to_string() };
    }
    let vowels = stem.chars().filter(|&v| is_vowel(Some(v))).count();
    let silent = matches!(c(0), Some('v' | 'u' | 'c' | 'z'))
        || (c(0) == Some('s') && !matches!(c(1), Some('s')) && (is_vowel(c(1)) || matches!(c(1), Some('n' | 'r' | 'l' | 'p'))))
        || (c(0) == Some('g')
            && matches!(c(1), Some('n' | 'r' | 'd' | 'a' | 'e' | 'u' | 'l'))
            && !stem.ends_with("ing")
            && !stem.ends_with("ong"))
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
        || (c(0) == Some('d') && matches!(c(1), Some('i' | 'u')) && vowels > 1)
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

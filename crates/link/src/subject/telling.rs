//! What is compared of an article: its telling words, towns and countries.

use model::{Article, Mentions, NameKind, PlacePrecision};
use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

/// How much of an article is compared, in bytes.
const READ: usize = 6000;
/// How much of an article's beginning tells its subject, in bytes.
const LEAD: usize = 1500;
/// The most words kept of an article: the rarest, and those of its opening.
const KEPT: usize = 160;

/// What has a capital and is no name: two items that share a Sunday share nothing.
const CALENDAR: [&str; 19] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What is compared of one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Telling {
    /// Its words, sorted by hash.
    pub words: Vec<Word>,
    /// Towns and finer places: a number for each, and how often it is named. Sorted.
    pub towns: Vec<(u32, u8)>,
    /// Countries its places lie in: ISO 3166 alpha-2. Sorted.
    pub countries: Vec<[u8; 2]>,
}

/// One word of an article.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Word {
    /// The word in lower case as a number.
    pub hash: u32,
    /// How rare it is in news at large: inverse document frequency, in thousandths.
    pub rare: u16,
    /// How often it stands there.
    pub count: u8,
    /// [`Word::OPENS`] and the others.
    pub flags: u8,
}

impl Word {
    /// In the headline or the first sentence.
    pub const OPENS: u8 = 1;
    /// Written with a capital in the first paragraphs.
    pub const NAMES: u8 = 2;
    /// A number in the first paragraphs.
    pub const COUNTS: u8 = 4;
    /// Part of a person's name.
    pub const PERSON: u8 = 8;
    /// In the first paragraphs.
    pub const LEADS: u8 = 16;
    /// Part of the name of a town, a province or a country.
    pub const PLACE: u8 = 32;

    /// Weight of the word: rarer and more frequent words weigh more.
    pub fn weight(&self) -> f32 {
        f32::from(self.rare) / 1000.0 * often(self.count)
    }
}

/// What it weighs to stand there so often: 1 and the natural logarithm, which is asked for too often to be worked out each time.
pub(super) fn often(count: u8) -> f32 {
    static TABLE: LazyLock<[f32; 256]> = LazyLock::new(|| std::array::from_fn(|n| 1.0 + (n as f32).ln()));
    TABLE[usize::from(count)]
}

impl Telling {
    /// What is compared of an article.
    pub fn of(article: &Article, mentions: &Mentions) -> Telling {
        let text = &article.text[..floor(&article.text, READ)];
        let opening = mentions.sentences.first().map_or(0, |s| s.end as usize).min(text.len());
        let mut found: BTreeMap<u32, (u32, u8)> = BTreeMap::new();
        let headline = article.headline.iter().flat_map(|h| tokens(h)).map(|(_, w)| (w, Word::OPENS | Word::LEADS));
        let body = tokens(text).map(|(at, w)| {
            let opens = if at < opening { Word::OPENS } else { 0 };
            (w, opens | if at < LEAD { Word::LEADS } else { 0 })
        });
        for (w, mut flags) in headline.chain(body) {
            let number = w.bytes().all(|b| b.is_ascii_digit());
            if flags & Word::LEADS != 0 {
                let capital = w.chars().next().is_some_and(char::is_uppercase) && !CALENDAR.contains(&w);
                flags |= if number { Word::COUNTS } else { 0 } | if capital { Word::NAMES } else { 0 };
            }
            let entry = found.entry(key(&w.to_lowercase())).or_default();
            *entry = (entry.0 + 1, entry.1 | flags);
        }
        for name in mentions.names.iter().filter(|n| n.kind == NameKind::Person) {
            for (_, w) in tokens(&name.text) {
                if let Some(entry) = found.get_mut(&key(&w.to_lowercase())) {
                    entry.1 |= Word::PERSON;
                }
            }
        }
        // A town, and whose country it is, is no subject.
        let land = |p: &&model::Place| (PlacePrecision::City..=PlacePrecision::Region).contains(&p.precision);
        for p in mentions.places.iter().filter(land) {
            for (_, w) in tokens(&p.text) {
                if let Some(entry) = found.get_mut(&key(&w.to_lowercase())) {
                    entry.1 |= Word::PLACE;
                }
            }
        }
        let words = found.into_iter().map(|(hash, (count, flags))| Word {
            hash,
            rare: rarity(hash),
            count: count.min(255) as u8,
            flags,
        });
        let mut telling = Telling { words: cut(words.collect()), towns: Vec::new(), countries: Vec::new() };
        telling.add_places(mentions);
        telling
    }

    fn add_places(&mut self, mentions: &Mentions) {
        let mut towns: BTreeMap<u32, u32> = BTreeMap::new();
        for p in &mentions.places {
            if p.precision <= PlacePrecision::Admin2 {
                let key = p.geonames.unwrap_or_else(|| key(&p.text.to_lowercase()) | 1 << 31);
                *towns.entry(key).or_default() += 1;
            }
            if let Some([a, b]) = p.country.as_deref().and_then(|c| <[u8; 2]>::try_from(c.as_bytes()).ok()) {
                self.countries.push([a, b]);
            }
        }
        self.countries.sort_unstable();
        self.countries.dedup();
        self.towns = towns.into_iter().map(|(k, n)| (k, n.min(255) as u8)).collect();
    }
}

/// The heaviest words; those of the opening stay. Sorted by hash.
fn cut(mut words: Vec<Word>) -> Vec<Word> {
    if words.len() > KEPT {
        words.sort_by(|a, b| {
            let opens = |w: &Word| w.flags & Word::OPENS != 0;
            opens(b).cmp(&opens(a)).then(b.weight().total_cmp(&a.weight())).then(a.hash.cmp(&b.hash))
        });
        words.truncate(KEPT);
        words.sort_by_key(|w| w.hash);
    }
    words.shrink_to_fit();
    words
}

/// Where `text` may be cut so that at most `most` bytes are left.
fn floor(text: &str, most: usize) -> usize {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end
}

/// Words that may tell a subject, with where they begin: of four letters and more, capitalized, or numbers of two digits and more.
fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|c: char| !c.is_alphanumeric() && c != '-').filter_map(|w| {
        let long = w.chars().nth(3).is_some();
        let capital = w.len() > 1 && w.chars().next().is_some_and(char::is_uppercase);
        let number = w.len() > 1 && w.bytes().all(|b| b.is_ascii_digit());
        (long || capital || number).then(|| (w.as_ptr() as usize - text.as_ptr() as usize, w))
    })
}

/// The distinct words of a text's first paragraphs, for counting in how many documents a word stands.
pub fn lead_words(text: &str) -> impl Iterator<Item = u32> + '_ {
    tokens(&text[..floor(text, LEAD)]).map(|(_, w)| key(&w.to_lowercase()))
}

/// A word in lower case as the number under which its frequency is kept (FNV-1a folded to 32 bits).
pub(crate) fn key(word: &str) -> u32 {
    let h = crate::hash(word);
    (h ^ (h >> 32)) as u32
}

/// How many documents of news at large hold a word: `count` of `documents`, by their keys, sorted.
struct Frequencies {
    documents: f32,
    counts: Vec<(u32, u16)>,
}

/// Rarer words than this are not in the table.
const LEAST: u16 = 2;

/// The bytes of the table of frequencies: the number of documents, then key and count of each word, little endian.
pub fn table_of(documents: u32, counts: &BTreeMap<u32, u32>) -> Vec<u8> {
    let mut out = documents.to_le_bytes().to_vec();
    for (key, count) in counts.iter().filter(|(_, c)| **c >= u32::from(LEAST)) {
        out.extend(key.to_le_bytes());
        out.extend((*count).min(u32::from(u16::MAX)).to_le_bytes().iter().take(2));
    }
    out
}

fn frequencies() -> &'static Frequencies {
    static TABLE: OnceLock<Frequencies> = OnceLock::new();
    TABLE.get_or_init(|| {
        let (head, rows) = include_bytes!("../../models/words.bin").split_at(4);
        let documents = u32::from_le_bytes(head.try_into().unwrap_or_default()) as f32;
        let row = |r: &[u8]| (u32::from_le_bytes([r[0], r[1], r[2], r[3]]), u16::from_le_bytes([r[4], r[5]]));
        Frequencies { documents, counts: rows.chunks_exact(6).map(row).collect() }
    })
}

/// Inverse document frequency in thousandths.
fn rarity(key: u32) -> u16 {
    let f = frequencies();
    let count = f.counts.binary_search_by_key(&key, |(k, _)| *k).map_or(0.5, |i| f32::from(f.counts[i].1));
    (((f.documents + 1.0) / count).ln() * 1000.0).clamp(0.0, 65_000.0) as u16
}

//! Corpora as text: CoNLL-U sentences, and running text put together from the tokens of name corpora.

/// Genres of GUM whose texts are free for any use.
pub const GENRES: [&str; 8] = ["academic", "bio", "interview", "news", "speech", "textbook", "vlog", "voyage"];

/// A new order, the same for the same seed.
pub fn shuffle<T>(items: &mut [T], seed: u64) {
    let mut x = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    for i in (1..items.len()).rev() {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        items.swap(i, (x % (i as u64 + 1)) as usize);
    }
}

/// A sentence of a treebank.
#[derive(Default, Clone)]
pub struct Sentence {
    pub words: Vec<String>,
    /// `NOUN NN`.
    pub tags: Vec<String>,
    /// Heads, counted from 1; 0 for the root.
    pub heads: Vec<usize>,
    /// Relations to the heads.
    pub relations: Vec<String>,
}

/// The documents of a CoNLL-U file.
pub fn documents(text: &str) -> Vec<Vec<Sentence>> {
    let mut documents = vec![Vec::new()];
    let mut sentence = Sentence::default();
    for line in text.lines().chain([""]) {
        let fields: Vec<&str> = line.split('\t').collect();
        if line.starts_with("# newdoc") {
            documents.push(Vec::new());
        } else if line.is_empty() && !sentence.words.is_empty() {
            let done = std::mem::take(&mut sentence);
            if let Some(document) = documents.last_mut() {
                document.push(done);
            }
        } else if fields.len() == 10 && fields[0].bytes().all(|b| b.is_ascii_digit()) {
            sentence.words.push(fields[1].replace(' ', ""));
            sentence.tags.push(format!("{} {}", fields[3], fields[4]));
            sentence.heads.push(fields[6].parse().unwrap_or(0));
            sentence.relations.push(fields[7].to_string());
        }
    }
    documents.retain(|d| !d.is_empty());
    documents
}

/// Running text with marked names: byte ranges and the corpus's own labels.
#[derive(Default, Clone)]
pub struct Marked {
    pub text: String,
    pub names: Vec<(usize, usize, String)>,
}

impl Marked {
    /// Adds a paragraph or line of tokens with their BIO or IOB1 tags; `hyphens` where the corpus cut at hyphens.
    pub fn add(&mut self, rows: &[(&str, &str)], separator: &str, hyphens: bool) {
        if !self.text.is_empty() {
            self.text.push_str(separator);
        }
        let (mut glue, mut quoted, mut last) = (true, false, "O");
        for (i, &(word, tag)) in rows.iter().enumerate() {
            let next = rows.get(i + 1).map_or("", |r| r.0);
            let word = match word {
                "-LRB-" => "(",
                "-RRB-" => ")",
                "``" | "''" => "\"",
                word => word,
            };
            let after_word = self.text.chars().next_back().is_some_and(char::is_alphanumeric);
            let clitic = |w: &str| matches!(w.to_lowercase().as_str(), "s" | "t" | "re" | "ve" | "ll" | "d" | "m");
            let (mut space, mut glued) = (!glue && !closes(word), opens(word));
            match word {
                "\"" => {
                    (space, glued) = if quoted { (false, false) } else { (space, true) };
                    quoted = !quoted;
                }
                "'" | "’" if after_word && (clitic(next) || self.text.ends_with('s') || word == "’") => {
                    (space, glued) = (false, clitic(next))
                }
                "-" if hyphens
                    && after_word
                    && next.starts_with(char::is_alphanumeric)
                    && (i >= 9 || !next.starts_with(char::is_uppercase)) =>
                {
                    (space, glued) = (false, true);
                }
                _ => {}
            }
            if space {
                self.text.push(' ');
            }
            glue = glued;
            let start = self.text.len();
            self.text.push_str(word);
            if let Some((mark, kind)) = tag.split_once('-') {
                let inside = mark == "I" && last.split_once('-').is_some_and(|(_, k)| k == kind);
                match self.names.last_mut() {
                    Some(name) if inside => name.1 = self.text.len(),
                    _ => self.names.push((start, self.text.len(), kind.to_string())),
                }
            }
            last = tag;
        }
    }
}

fn closes(word: &str) -> bool {
    let low = word.to_lowercase();
    matches!(low.as_str(), "," | "." | ";" | ":" | "!" | "?" | "%" | ")" | "]" | "}" | "”" | "»" | "..." | "…")
        || matches!(
            low.as_str(),
            "n't" | "n’t" | "'s" | "’s" | "'re" | "’re" | "'ve" | "’ve" | "'ll" | "’ll" | "'d" | "’d" | "'m" | "’m"
        )
}

fn opens(word: &str) -> bool {
    matches!(word, "(" | "[" | "{" | "$" | "£" | "€" | "#" | "“" | "‘" | "«")
}

//! An article in the making: fields and blocks as they are read, and the article they become.

use super::dateline::{opening, round_up};
use super::lines::{Doc, Fate, key, squeeze};
use model::{Article, ArticleId, Block, BlockKind, Dateline, Page, Stamp, TextRange};
use std::collections::BTreeMap;

/// A block before it has its place in the text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RawBlock {
    /// What it is.
    pub kind: BlockKind,
    /// Its words.
    pub text: String,
    /// A caption's credit.
    pub credit: Option<String>,
    /// First byte of its first line.
    pub start: u32,
    /// End of its last line.
    pub end: u32,
}

/// The day with which a headline closes, behind a comma or a dash: "Evening News, 13 May 2031".
fn closing_day(headline: &str) -> Option<Stamp> {
    let ends =
        [", ", " - ", " – ", " — ", ": ", " | "].iter().flat_map(|m| headline.match_indices(m).map(|(at, m)| at + m.len()));
    let mut ends: Vec<usize> = ends.collect();
    ends.sort_unstable();
    ends.into_iter().take(12).find_map(|at| super::dates::date_line(&headline[at..])?.published)
}

/// True if the paragraphs are the items of a round-up, each under its own place.
fn heads_items(text: &str, blocks: &[RawBlock]) -> bool {
    round_up(text, blocks.iter().filter(|b| b.kind == BlockKind::Paragraph).map(|b| b.text.as_str()))
}

/// What has been read of one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Draft {
    pub headline: Option<String>,
    pub label: Option<String>,
    pub bylines: Vec<String>,
    pub agencies: Vec<String>,
    pub published: Option<(Stamp, String)>,
    pub updated: Option<Stamp>,
    pub source: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
    /// A place from a field of its own, used where the text opens without one.
    pub dateline: Option<String>,
    pub blocks: Vec<RawBlock>,
    /// The headline was written for this article (not taken over from a page of several).
    pub own_headline: bool,
    /// First and last byte kept.
    pub span: Option<(u32, u32)>,
    /// Which signal gave which field.
    pub found: BTreeMap<String, String>,
}

impl Draft {
    /// Takes lines into the article.
    pub fn keep(&mut self, doc: &mut Doc, lines: std::ops::Range<usize>) {
        for i in lines {
            doc.mark(i, Fate::Kept);
            let l = doc.lines[i];
            let (s, e) = self.span.unwrap_or((l.start, l.end));
            self.span = Some((s.min(l.start), e.max(l.end)));
        }
    }

    /// Takes lines in as a block.
    pub fn block(
        &mut self,
        doc: &mut Doc,
        lines: std::ops::Range<usize>,
        kind: BlockKind,
        text: String,
        credit: Option<String>,
    ) {
        let (start, end) = (doc.lines[lines.start].start, doc.lines[lines.end - 1].end);
        self.keep(doc, lines);
        if !text.is_empty() {
            self.blocks.push(RawBlock { kind, text, credit, start, end });
        }
    }

    /// Notes which signal a field was taken from.
    pub fn found(&mut self, field: &str, signal: &str) {
        self.found.entry(field.into()).or_insert_with(|| signal.into());
    }

    /// Sets the headline if there is none.
    pub fn set_headline(&mut self, text: &str, signal: &str) {
        let text = squeeze(text);
        if self.headline.is_none() && !text.is_empty() {
            self.headline = Some(text);
            self.own_headline = true;
            self.found("headline", signal);
        }
    }

    /// Sets the date of publication if there is none.
    pub fn set_published(&mut self, stamp: Stamp, signal: &str) {
        self.published.get_or_insert_with(|| (stamp, signal.to_string()));
    }

    /// Adds authors, each once.
    pub fn add_bylines(&mut self, names: Vec<String>, signal: &str) {
        for n in names {
            if !self.bylines.contains(&n) {
                self.bylines.push(n);
                self.found("bylines", signal);
            }
        }
    }

    /// Adds agencies, each once.
    pub fn add_agencies(&mut self, names: Vec<String>, signal: &str) {
        for n in names {
            if !self.agencies.contains(&n) {
                self.agencies.push(n);
                self.found("agencies", signal);
            }
        }
    }

    /// True if some block is running text.
    pub fn has_body(&self) -> bool {
        self.blocks.iter().any(|b| !matches!(b.kind, BlockKind::Caption | BlockKind::Heading | BlockKind::Note))
    }

    /// Characters of text so far.
    pub fn text_len(&self) -> usize {
        self.blocks.iter().map(|b| b.text.len() + 2).sum()
    }

    /// The article. `map` turns bytes of the text into bytes of the page; `year` helps a dateline without one.
    pub fn finish(mut self, page: &Page, map: &dyn Fn(usize) -> u64, year: Option<i16>) -> Option<Article> {
        let (start, end) = self.span?;
        let page_span = (map(start as usize), map(end as usize));
        if self.headline.is_none() && self.blocks.is_empty() {
            return None;
        }
        let headline_key = self.headline.as_deref().map(key);
        self.blocks.retain(|b| !(b.kind == BlockKind::Heading && Some(key(&b.text)) == headline_key));
        let mut text = String::with_capacity(self.text_len());
        let mut blocks = Vec::with_capacity(self.blocks.len());
        let mut dateline = None;
        let mut dateline_date = None;
        let mut lead_seen = false;
        for b in &self.blocks {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            let at = text.len();
            text.push_str(&b.text);
            blocks.push(Block { kind: b.kind, range: TextRange::new(at, text.len()), credit: b.credit.clone() });
            if b.kind == BlockKind::Paragraph && !lead_seen {
                let told = if heads_items(&b.text, &self.blocks) { None } else { opening(&b.text) };
                // Whom to call stands above the text of a press release.
                lead_seen = told.is_some() || b.text.ends_with(['.', '!', '?', '"', '”', '…', ')']);
                if let Some(o) = told {
                    dateline = o.place.map(|p| {
                        let range = TextRange::new(at + p.start as usize, at + p.end as usize);
                        Dateline { text: range.of(&text).to_string(), range, place: None }
                    });
                    if let Some(a) = o.agency {
                        let signal = "dateline";
                        if !self.agencies.contains(&a) {
                            self.agencies.insert(0, a);
                        }
                        self.found.entry("agencies".into()).or_insert_with(|| signal.into());
                    }
                    dateline_date = o.date;
                }
            }
        }
        // A place named in a field of its own is pointed at where the text first names it, if it does.
        if let (None, Some(words)) = (&dateline, &self.dateline)
            && let Some(at) = text.find(words.as_str())
        {
            dateline = Some(Dateline { text: words.clone(), range: TextRange::new(at, at + words.len()), place: None });
        }
        if dateline.is_some() {
            self.found.entry("dateline".into()).or_insert_with(|| "text".into());
        }
        if self.published.is_none() {
            let known = self.updated.map(|u| u.date.year()).or(year);
            self.published = match (self.updated, dateline_date.and_then(|d| d.date(known))) {
                (Some(u), _) => Some((u, "updated line".to_string())),
                (None, Some(d)) => Some((Stamp::day(d), "dateline".to_string())),
                (None, None) => None,
            };
        }
        if self.published.is_none()
            && let Some(day) = self.headline.as_deref().and_then(closing_day)
        {
            self.published = Some((day, "headline".to_string()));
        }
        let (published, published_from) = self.published.map_or((None, None), |(s, f)| (Some(s), Some(f)));
        Some(Article {
            id: ArticleId::of(page.id, page_span),
            input_id: None,
            page: page.id,
            page_span,
            url: self.url.or_else(|| page.url.clone()),
            source: self.source,
            headline: self.headline,
            label: self.label,
            bylines: self.bylines,
            agencies: self.agencies,
            published,
            published_from,
            updated: self.updated,
            dateline,
            language: self.language.or_else(|| language(&text)),
            found_in: self.found,
            text,
            blocks,
        })
    }
}

/// The language of a text by its letters, where that is sure.
fn language(text: &str) -> Option<String> {
    let mut cap = text.len().min(6000);
    while !text.is_char_boundary(cap) {
        cap -= 1;
    }
    if cap < 120 {
        return None;
    }
    if crate::english(&text[..cap]) {
        return Some("en".into());
    }
    let lower = text[..cap].to_lowercase();
    let info = whatlang::detect(&lower).filter(|i| i.is_reliable() || i.confidence() > 0.8 && cap > 400)?;
    const CODES: [(&str, &str); 40] = [
        ("eng", "en"),
        ("fra", "fr"),
        ("deu", "de"),
        ("spa", "es"),
        ("por", "pt"),
        ("ita", "it"),
        ("nld", "nl"),
        ("rus", "ru"),
        ("ukr", "uk"),
        ("pol", "pl"),
        ("ces", "cs"),
        ("slk", "sk"),
        ("hun", "hu"),
        ("ron", "ro"),
        ("bul", "bg"),
        ("ell", "el"),
        ("tur", "tr"),
        ("ara", "ar"),
        ("heb", "he"),
        ("pes", "fa"),
        ("urd", "ur"),
        ("hin", "hi"),
        ("ben", "bn"),
        ("tam", "ta"),
        ("tel", "te"),
        ("mar", "mr"),
        ("guj", "gu"),
        ("pan", "pa"),
        ("cmn", "zh"),
        ("jpn", "ja"),
        ("kor", "ko"),
        ("vie", "vi"),
        ("tha", "th"),
        ("ind", "id"),
        ("swe", "sv"),
        ("dan", "da"),
        ("nob", "no"),
        ("fin", "fi"),
        ("srp", "sr"),
        ("hrv", "hr"),
    ];
    CODES.iter().find(|(three, _)| *three == info.lang().code()).map(|(_, two)| (*two).to_string())
}

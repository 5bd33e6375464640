//! One news text inside a page: its fields, its text and its blocks.

use crate::{ArticleId, PageId, Stamp, TextRange};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a block of an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A heading inside the article (the headline itself is a field and no block).
    Heading,
    /// The standfirst: a lead or the bullet summary under the headline.
    Standfirst,
    /// The words under a picture or a video.
    Caption,
    /// One item of a list.
    ListItem,
    /// A block quote.
    Quote,
    /// One row of a table.
    Table,
    /// An editor's note, correction, or the agency's closing line.
    Note,
}

/// One part of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands in the article's text.
    #[serde(rename = "span")]
    pub range: TextRange,
    /// Who made the picture, of a caption: `REUTERS`, `Handout via AP`. The words stay in the text too.
    pub credit: Option<String>,
}

/// The place line that opens an agency story: `LONDON:`, `KABUL, Afghanistan (AP) —`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dateline {
    /// The place's words, without agency, date or dash.
    pub text: String,
    /// Where they stand.
    #[serde(rename = "span")]
    pub range: TextRange,
    /// Index into the article's places, once annotated.
    pub place: Option<u32>,
}

/// One news text. Everything but `dateline.place` is fixed once `extract` has made it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Page and place in it.
    pub id: ArticleId,
    /// The `id` of JSON Lines input.
    pub input_id: Option<String>,
    /// The page it stands in.
    pub page: PageId,
    /// Bytes of the page, from the start of the first kept element to the end of the last.
    pub page_span: (u64, u64),
    /// The article's own address (canonical), else the page's.
    pub url: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// The headline, without the publisher's name.
    pub headline: Option<String>,
    /// A label before the headline: `Special`, `Opinion`, `Live`, or the section.
    pub label: Option<String>,
    /// The authors, without "By".
    pub bylines: Vec<String>,
    /// Agencies named as the origin: `AFP`, `Reuters`.
    pub agencies: Vec<String>,
    /// When it was published.
    pub published: Option<Stamp>,
    /// The signal that `published` was taken from: `json-ld`, `meta article:published_time`, `updated line`, …
    pub published_from: Option<String>,
    /// When it was last changed.
    pub updated: Option<Stamp>,
    /// Where it was filed from.
    pub dateline: Option<Dateline>,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// Where each other field was taken from: `{"headline": "json-ld", "bylines": "visible"}`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub found_in: BTreeMap<String, String>,
    /// The text: the blocks joined by a blank line. JSON Lines input keeps its own.
    pub text: String,
    /// The parts, in reading order, not overlapping.
    pub blocks: Vec<Block>,
}

impl Article {
    /// An article of a bare text whose blank lines part paragraphs, with every field unknown.
    pub fn of_text(text: &str) -> Article {
        let page = PageId::of(text.as_bytes());
        let page_span = (0, text.len() as u64);
        let mut blocks = Vec::new();
        let mut at = 0;
        for part in text.split("\n\n") {
            if !part.trim().is_empty() {
                blocks.push(Block { kind: BlockKind::Paragraph, range: TextRange::new(at, at + part.len()), credit: None });
            }
            at += part.len() + 2;
        }
        Article {
            id: ArticleId::of(page, page_span),
            input_id: None,
            page,
            page_span,
            url: None,
            source: None,
            headline: None,
            label: None,
            bylines: Vec::new(),
            agencies: Vec::new(),
            published: None,
            published_from: None,
            updated: None,
            dateline: None,
            language: None,
            found_in: BTreeMap::new(),
            text: text.to_string(),
            blocks,
        }
    }

    /// The words of a range.
    pub fn cut(&self, range: TextRange) -> &str {
        range.of(&self.text)
    }

    /// The block that holds byte `at`.
    pub fn block_at(&self, at: u32) -> Option<&Block> {
        let i = self.blocks.partition_point(|b| b.range.end <= at);
        self.blocks.get(i).filter(|b| b.range.start <= at)
    }
}

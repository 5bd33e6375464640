//! What is handed in: a page, its kind, and what came of it.

use crate::{ArticleId, Diagnostic, PageId, Stamp};
use serde::{Deserialize, Serialize};

/// What a page's bytes are, told from the content and not from a file's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MediaType {
    /// A page of HTML or XHTML.
    #[serde(rename = "text/html")]
    Html,
    /// Plain text holding one article or many.
    #[serde(rename = "text/plain")]
    Text,
    /// One article as a JSON object (a line of JSON Lines).
    #[serde(rename = "application/json")]
    Json,
    /// One entry of an RSS or Atom feed.
    #[serde(rename = "application/rss+xml")]
    Feed,
    /// One message of a mail folder or a mail file.
    #[serde(rename = "message/rfc822")]
    Mail,
    /// Nothing that holds news: the page carries a diagnostic and no article.
    #[serde(rename = "application/octet-stream")]
    Unknown,
}

/// The page as it reaches `extract`: decoded text, or an article that needs no reading.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// Bytes still to be decoded and read (HTML or plain text). `charset` is a label from outside (HTTP, WARC, mail).
    Raw {
        /// Label of the character set that came with the page, if any.
        charset: Option<String>,
    },
    /// An article handed over with its fields told apart (JSON Lines). `text` must come back unchanged.
    Article {
        /// The `id` field, as a string.
        id: String,
        /// The text, to be kept as it is.
        text: String,
    },
    /// A feed entry: `html` is the entry's content, to be read like a small page without boilerplate.
    Entry {
        /// The entry's content or summary, as HTML.
        html: String,
    },
    /// Nothing readable; the page's diagnostics say why.
    Nothing,
}

/// What came with the page from outside and is used where the page itself does not tell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageHints {
    /// The headline, from a feed or a JSON field.
    pub headline: Option<String>,
    /// Who published it, from a feed's title or a JSON field.
    pub source: Option<String>,
    /// When it was published, with the name of the signal (`feed published`, `json published`).
    pub published: Option<(Stamp, String)>,
    /// When it was last changed.
    pub updated: Option<Stamp>,
    /// Authors.
    pub bylines: Vec<String>,
    /// Section or category.
    pub label: Option<String>,
    /// Language tag.
    pub language: Option<String>,
}

/// One page: the bytes as they were handed over, and what is known about them from outside.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Hash of the bytes.
    pub id: PageId,
    /// The file, with `#` and the byte offset or line inside it where a file holds several pages; `-` for standard input.
    pub path: String,
    /// The address it was got from.
    pub url: Option<String>,
    /// What the bytes are.
    pub media_type: MediaType,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// When it was got: the WARC's, the feed's or the file's own word, never the file system's.
    pub fetched: Option<Stamp>,
    /// What reading the bytes has found out so far.
    pub input: Input,
    /// Fields from outside.
    pub hints: PageHints,
    /// What went wrong so far.
    pub diagnostics: Vec<Diagnostic>,
}

impl Page {
    /// A page of raw bytes without hints.
    pub fn raw(path: impl Into<String>, media_type: MediaType, bytes: Vec<u8>) -> Self {
        Page {
            id: PageId::of(&bytes),
            path: path.into(),
            url: None,
            media_type,
            bytes,
            fetched: None,
            input: Input::Raw { charset: None },
            hints: PageHints::default(),
            diagnostics: Vec::new(),
        }
    }
}

/// Shares of a page's visible text, adding up to 1 (0, 0, 0 for a page without text).
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Accounted {
    /// Went into articles (text or metadata).
    pub kept: f64,
    /// Recognized as no part of an article.
    pub boilerplate: f64,
    /// Dropped without a reason. Must be 0.
    pub lost: f64,
}

/// The page's line in the record: everything but its bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageRecord {
    /// Hash of the bytes.
    pub id: PageId,
    /// See [`Page::path`].
    pub path: String,
    /// See [`Page::url`].
    pub url: Option<String>,
    /// See [`Page::media_type`].
    pub media_type: MediaType,
    /// SHA-256 of the bytes, hexadecimal.
    pub sha256: String,
    /// How many bytes.
    pub bytes: u64,
    /// See [`Page::fetched`].
    pub fetched: Option<Stamp>,
    /// The articles found, in reading order.
    pub articles: Vec<ArticleId>,
    /// What a person should know about the reading.
    pub diagnostics: Vec<Diagnostic>,
    /// Where the page's text went.
    pub accounted: Accounted,
}

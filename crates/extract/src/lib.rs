//! Page to articles: content, metadata, splitting, blocks.

pub mod decode;
pub mod dom;
pub mod html;
pub mod meta;
pub mod text;

use model::{Accounted, Article, Diagnostic, Page};

/// What came of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extracted {
    /// The articles, in reading order.
    pub articles: Vec<Article>,
    /// Where the page's text went.
    pub accounted: Accounted,
    /// What a person should know; those of the page itself not repeated.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a page: its articles, each with fields, text and blocks. Never fails; a page without news gives no article.
pub fn extract(page: &Page) -> Extracted {
    let _ = page;
    Extracted::default()
}

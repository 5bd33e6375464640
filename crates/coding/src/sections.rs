//! The items of a round-up, each under its own place ("NORLAND: …", a heading that is a country): what one item tells lends
//! no place and no day to another.

use crate::code::Draft;
use crate::find::Scene;
use model::{Article, BlockKind, Carried, Place, ReportPlace};

/// Where each item begins in the text, and the place that it stands under.
pub(crate) struct Sections(Vec<(u32, u32)>);

impl Sections {
    /// The items of an article that has at least two, under different places.
    pub fn of(article: &Article, places: &[Place]) -> Sections {
        let mut heads: Vec<(u32, u32)> = Vec::new();
        for block in &article.blocks {
            let from = places.partition_point(|p| p.range.start < block.range.start);
            let Some(place) = places.get(from).filter(|p| p.lat.is_some()) else { continue };
            let text = article.cut(block.range);
            let lead = place.range.start.saturating_sub(block.range.start) as usize;
            let opens = text.get(..lead).is_some_and(|t| !t.contains(char::is_alphabetic));
            let Some(rest) = text.get(place.range.end.saturating_sub(block.range.start) as usize..).filter(|_| opens) else {
                continue;
            };
            let heads_it = match block.kind {
                BlockKind::Heading => !rest.contains(char::is_alphanumeric),
                BlockKind::Paragraph | BlockKind::ListItem => rest.starts_with(": ") || rest == ":",
                _ => false,
            };
            if heads_it {
                heads.push((block.range.start, from as u32));
            }
        }
        let several = heads.windows(2).any(|h| places[h[0].1 as usize].text != places[h[1].1 as usize].text);
        Sections(if several { heads } else { Vec::new() })
    }

    /// True if the article is no round-up.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Number of the item that byte `at` stands in; 0 before the first.
    pub fn item(&self, at: u32) -> usize {
        self.0.partition_point(|h| h.0 <= at)
    }

    /// Gives reports without a place that of their item.
    pub fn place(&self, scene: &Scene, drafts: &mut [Draft]) {
        for d in drafts.iter_mut().filter(|d| d.place.place.is_none()) {
            let at = scene.words.tokens[d.found.anchor].range.start;
            if let Some(head) = self.item(at).checked_sub(1).map(|i| self.0[i]) {
                d.place = ReportPlace::new(Some(head.1), Carried::Context);
            }
        }
    }
}

//! An article with everything the stages have found in it.

use crate::{Article, ArticleId, CharIndex, CharRange, Mentions, Report, StoryId, TextRange};
use serde::{Deserialize, Serialize};

/// One article, read: the unit that travels from `pipeline` to `link`, `store` and `export`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The text and its fields.
    #[serde(flatten)]
    pub article: Article,
    /// The earlier article that has the same text, once compared.
    pub duplicate_of: Option<ArticleId>,
    /// The story it belongs to, once linked.
    pub story: Option<StoryId>,
    /// What is named in it.
    #[serde(flatten)]
    pub mentions: Mentions,
    /// What it tells.
    pub reports: Vec<Report>,
}

impl Reading {
    /// Calls `f` on every range into the article's text.
    pub fn map_ranges(&mut self, mut f: impl FnMut(&mut TextRange)) {
        self.article.blocks.iter_mut().for_each(|b| f(&mut b.range));
        if let Some(d) = &mut self.article.dateline {
            f(&mut d.range);
        }
        let m = &mut self.mentions;
        m.sentences.iter_mut().for_each(&mut f);
        m.names.iter_mut().for_each(|x| f(&mut x.range));
        m.places.iter_mut().for_each(|x| f(&mut x.range));
        m.times.iter_mut().for_each(|x| f(&mut x.range));
        for x in &mut m.figures {
            f(&mut x.range);
            x.cue.iter_mut().for_each(&mut f);
            x.said_by.iter_mut().for_each(|s| f(&mut s.range));
        }
        for x in &mut m.quotes {
            f(&mut x.range);
            x.speaker.iter_mut().for_each(|s| f(&mut s.range));
            x.cue.iter_mut().for_each(|c| f(&mut c.range));
        }
        for x in m.chains.iter_mut().flat_map(|c| &mut c.mentions) {
            f(&mut x.range);
            f(&mut x.head);
        }
        for r in &mut self.reports {
            r.map_ranges(&mut f);
        }
    }

    /// Turns byte ranges into code points, as the wire has them. The result must not be used inside the program.
    pub fn into_wire(mut self) -> Self {
        if !self.article.text.is_ascii() {
            let index = CharIndex::new(&self.article.text);
            self.map_ranges(|r| {
                let CharRange(start, end) = index.chars(*r);
                *r = TextRange { start, end };
            });
        }
        self
    }

    /// Turns code points, as read from the wire, back into byte ranges.
    pub fn from_wire(mut self) -> Self {
        if !self.article.text.is_ascii() {
            let index = CharIndex::new(&self.article.text);
            self.map_ranges(|r| *r = index.bytes(CharRange(r.start, r.end)));
        }
        self
    }

    /// Every stored string that is not what its range cuts out of the text: empty for a sound reading.
    pub fn faults(&self) -> Vec<String> {
        let text = &self.article.text;
        let mut out = Vec::new();
        let mut check = |what: &str, range: TextRange, words: &str| {
            if range.of(text) != words {
                out.push(format!("{what} {range:?}: {words:?} but the text has {:?}", range.of(text)));
            }
        };
        let m = &self.mentions;
        m.names.iter().for_each(|x| check("name", x.range, &x.text));
        m.places.iter().for_each(|x| check("place", x.range, &x.text));
        m.times.iter().for_each(|x| check("time", x.range, &x.text));
        m.figures.iter().for_each(|x| check("figure", x.range, &x.text));
        m.figures.iter().flat_map(|x| &x.said_by).for_each(|s| check("figure's said_by", s.range, &s.text));
        for q in &m.quotes {
            q.speaker.iter().for_each(|s| check("speaker", s.range, &s.text));
            q.cue.iter().for_each(|c| check("cue", c.range, &c.text));
        }
        for r in &self.reports {
            check("trigger", r.trigger.range, &r.trigger.text);
            r.roles.iter().for_each(|x| check("role", x.span.range, &x.span.text));
            r.said_by.iter().for_each(|x| check("said_by", x.span.range, &x.span.text));
        }
        self.article.dateline.iter().for_each(|d| check("dateline", d.range, &d.text));
        out
    }
}

//! The page's visible text as runs: what stands between two borders of blocks, with all that is known about it.

use super::cues::{self, Cues};
use crate::dom::{Dom, NodeId, Tag, fold_into};

/// A run of text that a reader sees as one block.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    /// Its place in [`Runs::text`], white space folded.
    pub text: (u32, u32),
    /// First and last text node.
    pub nodes: (NodeId, NodeId),
    /// The nearest block element around it.
    pub block: NodeId,
    /// Bytes of the decoded page.
    pub span: (u32, u32),
    /// Characters.
    pub chars: u32,
    /// Of these, inside links.
    pub linked: u32,
    /// Where in its text an element names the maker of a picture; `(0, 0)` if none does.
    pub credit: (u32, u32),
    /// It starts with a link.
    pub opens_linked: bool,
    /// Cues of the elements around that hold for the whole run.
    pub cues: Cues,
    /// What stands around it.
    pub around: Around,
}

/// The elements around a run that give it its kind.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Around {
    /// 1 to 6 inside a heading.
    pub heading: u8,
    /// Innermost list item, 0 if none.
    pub item: u32,
    /// Outermost list.
    pub list: u32,
    /// Innermost figure (or what stands for one).
    pub figure: u32,
    /// Innermost block quote.
    pub quote: u32,
    /// Innermost table row and its table.
    pub row: u32,
    /// Innermost table.
    pub table: u32,
    /// Innermost table cell.
    pub cell: u32,
    /// Inside a form.
    pub form: bool,
}

/// All runs of a page.
#[derive(Debug, Default)]
pub(crate) struct Runs {
    pub runs: Vec<Run>,
    pub text: String,
    /// Cues of each node by itself.
    pub own: Vec<Cues>,
}

impl Runs {
    pub fn text(&self, i: usize) -> &str {
        let (a, b) = self.runs[i].text;
        &self.text[a as usize..b as usize]
    }

    /// Forgets the cues of names, where they leave nothing of the page.
    pub fn forget_names(&mut self) {
        let forgiven = Cues(
            Cues::AD.0
                | Cues::WIDGET.0
                | Cues::RELATED.0
                | Cues::SHARE.0
                | Cues::SIGNUP.0
                | Cues::TAGS.0
                | Cues::BYLINE.0
                | Cues::TEASER.0
                | Cues::HIDDEN.0,
        );
        for r in self.runs.iter_mut().filter(|r| r.chars >= 60 && r.linked * 2 < r.chars) {
            r.cues = r.cues.without(forgiven);
        }
    }

    /// Forgets what names say against runs that are known to be text of the article.
    pub fn believe(&mut self, told: &[bool]) {
        for (r, told) in self.runs.iter_mut().zip(told) {
            if *told && r.chars >= 60 && r.linked * 2 < r.chars {
                r.cues = r.cues.without(Cues::AGAINST);
            }
        }
    }

    /// The words of the element that names the maker.
    pub fn credit(&self, i: usize) -> Option<&str> {
        let (a, b) = self.runs[i].credit;
        self.text(i).get(a as usize..b as usize).map(str::trim).filter(|c| !c.is_empty() && c.len() < 120)
    }

    /// The runs inside a node, as a range of indexes.
    pub fn inside(&self, dom: &Dom, id: NodeId) -> std::ops::Range<usize> {
        let a = self.runs.partition_point(|r| r.nodes.0 < id);
        let b = self.runs.partition_point(|r| r.nodes.0 < dom.end(id));
        a..b.max(a)
    }
}

#[derive(Clone, Copy)]
struct Level {
    end: u32,
    tag: Tag,
    block: NodeId,
    /// Cues that come from block elements: they hold for every run inside.
    cues: Cues,
    /// Cues that come from inline elements: they hold for a run if all of it stands inside.
    inline: Cues,
    linked: bool,
    around: Around,
}

struct Open {
    runs: Runs,
    current: String,
    /// Text node, its place in `current`.
    first: Option<NodeId>,
    last: NodeId,
    span: (u32, u32),
    linked: u32,
    opens_linked: bool,
    credit: (u32, u32),
    level: Level,
    /// Inline cues of all pieces so far, the cues that all share.
    shared: Cues,
    /// Controls inside the line (a button, a box that opens): runs of their own, beside the line.
    beside: Vec<(NodeId, (u32, u32), Level, String)>,
}

/// Cuts the page into runs.
pub(crate) fn cut(dom: &Dom) -> Runs {
    let base = Level {
        end: u32::MAX,
        tag: Tag::Nil,
        block: NodeId::ROOT,
        cues: Cues::default(),
        inline: Cues::default(),
        linked: false,
        around: Around::default(),
    };
    let mut open = Open {
        runs: Runs { own: vec![Cues::default(); dom.len()], ..Runs::default() },
        current: String::new(),
        first: None,
        last: NodeId::ROOT,
        span: (0, 0),
        linked: 0,
        opens_linked: false,
        credit: (0, 0),
        level: base,
        shared: Cues::default(),
        beside: Vec::new(),
    };
    let weights = weights(dom);
    let total = weights[dom.len()].max(1) as f64;
    let mut levels = vec![base];
    let mut at = 1u32;
    let mut breaks = 0;
    while (at as usize) < dom.len() {
        let id = NodeId(at);
        while levels.last().is_some_and(|l| l.end <= at) {
            if let Some(l) = levels.pop()
                && borders(l.tag)
            {
                open.flush();
                breaks = 0;
            }
        }
        let level = levels.last().copied().unwrap_or(base);
        if dom.is_text(id) {
            let value = dom.value(id);
            if !value.trim().is_empty() {
                breaks = 0;
            }
            open.take(dom, id, value, &level);
            at += 1;
            continue;
        }
        let tag = dom.tag(id);
        if tag == Tag::Br {
            breaks += 1;
            if breaks > 1 || open.ends_sentence() {
                open.flush();
            } else if !open.current.is_empty() && !open.current.ends_with(' ') {
                open.current.push(' ');
            }
        }
        if (tag.is_hidden() && tag != Tag::Head) || tag == Tag::Select {
            // Code and forms' insides are no text of the page.
            at = dom.end(id).0;
            continue;
        }
        let mut own = cues::of(dom, id);
        let share = (weights[dom.end(id).0 as usize] - weights[at as usize]) as f64 / total;
        if own.has(Cues::AGAINST) {
            // What holds most of the page's running text is no boilerplate, whatever its name.
            let limit = if own.has(Cues::COMMENT) { 0.9 } else { MOST };
            if share > limit {
                own = own.without(Cues::AGAINST);
            }
        }
        if own.has(Cues::PARTS) && share > PART {
            own = own.without(Cues::PARTS);
        }
        open.runs.own[at as usize] = own;
        let mut next = Level { end: dom.end(id).0, tag, ..level };
        if borders(tag) {
            open.flush();
            breaks = 0;
            next.block = id;
            next.cues.add(own);
            next.inline = Cues::default();
        } else {
            next.inline.add(own);
        }
        around(&mut next, dom, id, tag);
        if next.end > at + 1 {
            levels.push(next);
        }
        at += 1;
    }
    open.flush();
    open.runs
}

/// Share of the page's running text above which no name makes an element boilerplate.
const MOST: f64 = 0.45;
/// Share above which an element is no mere part (a caption, a standfirst) of the article.
const PART: f64 = 0.3;

/// For each node, how many bytes of running text (long texts outside links and code) stand before it.
fn weights(dom: &Dom) -> Vec<u32> {
    let mut sums = Vec::with_capacity(dom.len() + 1);
    let mut sum = 0u32;
    let mut skip_to = 0;
    for i in 0..dom.len() as u32 {
        sums.push(sum);
        let id = NodeId(i);
        if i < skip_to {
            continue;
        }
        let tag = dom.tag(id);
        if (tag.is_hidden() && tag != Tag::Head) || tag == Tag::A {
            skip_to = dom.end(id).0;
        } else if dom.is_text(id) {
            let len = dom.value(id).trim().len();
            if len > 40 {
                sum = sum.saturating_add(len as u32);
            }
        }
    }
    sums.push(sum);
    sums
}

/// Elements whose text is a run of its own.
fn borders(tag: Tag) -> bool {
    tag.is_block()
        || matches!(tag, Tag::Button | Tag::Label | Tag::Noscript | Tag::Picture | Tag::Img | Tag::Iframe | Tag::Output)
}

fn around(level: &mut Level, dom: &Dom, id: NodeId, tag: Tag) {
    let a = &mut level.around;
    if let Some(h) = tag.heading() {
        a.heading = h;
    }
    match tag {
        Tag::A => level.linked |= dom.attr(id, "href").is_some(),
        Tag::Li | Tag::Dd | Tag::Dt => a.item = id.0,
        Tag::Ul | Tag::Ol | Tag::Dl if a.list == 0 => a.list = id.0,
        Tag::Figure | Tag::Figcaption if a.figure == 0 || tag == Tag::Figure => a.figure = id.0,
        Tag::Blockquote => a.quote = id.0,
        Tag::Table => {
            a.table = id.0;
            (a.row, a.cell, a.item, a.list) = (0, 0, 0, 0);
        }
        Tag::Tr => a.row = id.0,
        Tag::Td | Tag::Th => a.cell = id.0,
        Tag::Form => a.form = true,
        _ => {}
    }
}

impl Open {
    fn take(&mut self, dom: &Dom, id: NodeId, value: &str, level: &Level) {
        if level.inline.has(Cues::BESIDE) && !value.trim().is_empty() {
            let mut text = String::new();
            fold_into(&mut text, value);
            self.beside.push((id, dom.span(id), *level, text));
            if self.first.is_none() {
                self.flush_beside();
            } else if !self.current.ends_with(' ') {
                self.current.push(' ');
            }
            return;
        }
        let start = self.current.len();
        fold_into(&mut self.current, value);
        let added = &self.current[start..];
        let chars = added.trim().chars().count() as u32;
        if chars == 0 {
            return;
        }
        if level.inline.has(Cues::CREDIT) {
            let from = if self.credit.1 > 0 { self.credit.0 } else { start as u32 };
            self.credit = (from, self.current.len() as u32);
        }
        let span = dom.span(id);
        if self.first.is_none() {
            self.first = Some(id);
            self.span.0 = span.0;
            self.level = *level;
            self.opens_linked = level.linked;
            self.shared = level.inline;
        }
        self.shared = Cues(self.shared.0 & level.inline.0);
        self.last = id;
        self.span.1 = span.1;
        if level.linked {
            self.linked += chars;
        }
    }

    /// True if what stands so far is a long text that ends like a sentence: a single line break then ends a paragraph.
    fn ends_sentence(&self) -> bool {
        let t = self.current.trim_end().trim_end_matches(['"', '\u{201D}', '\'', '\u{2019}', ')']);
        t.len() > 80 && t.ends_with(['.', '!', '?', '\u{2026}', '\u{3002}'])
    }

    fn flush_beside(&mut self) {
        for (id, span, level, text) in std::mem::take(&mut self.beside) {
            let start = self.runs.text.len() as u32;
            self.runs.text.push_str(text.trim());
            let chars = text.trim().chars().count() as u32;
            let mut cues = level.cues;
            cues.add(level.inline);
            self.runs.runs.push(Run {
                text: (start, self.runs.text.len() as u32),
                nodes: (id, id),
                block: level.block,
                span,
                chars,
                linked: if level.linked { chars } else { 0 },
                opens_linked: level.linked,
                credit: (0, 0),
                cues,
                around: level.around,
            });
        }
    }

    fn flush(&mut self) {
        let Some(first) = self.first.take() else {
            self.flush_beside();
            self.current.clear();
            self.credit = (0, 0);
            return;
        };
        let text = self.current.trim();
        let start = self.runs.text.len() as u32;
        self.runs.text.push_str(text);
        let mut cues = self.level.cues;
        cues.add(self.shared);
        self.runs.runs.push(Run {
            text: (start, self.runs.text.len() as u32),
            nodes: (first, self.last),
            block: self.level.block,
            span: self.span,
            chars: text.chars().count() as u32,
            linked: self.linked,
            opens_linked: self.opens_linked,
            credit: (self.credit.0.min(text.len() as u32), self.credit.1.min(text.len() as u32)),
            cues,
            around: self.level.around,
        });
        self.current.clear();
        self.linked = 0;
        self.credit = (0, 0);
        self.flush_beside();
    }
}

//! What becomes of each run: a block of the article, a field of it, or boilerplate with its reason.

use super::cues::Cues;
use super::phrases;
use super::region::ends_sentence;
use super::runs::Runs;
use super::told::Told;
use crate::dom::{Dom, NodeId, Tag};
use model::BlockKind;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// What became of a run. Every run has a fate, so that nothing of the page is lost in silence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// A block of the article.
    Kept(BlockKind),
    /// Told by a field: headline, byline, date, label.
    Field,
    /// No part of an article, and why.
    Boilerplate(&'static str),
}

impl std::fmt::Display for Fate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Fate::Kept(kind) => write!(f, "{}", format!("{kind:?}").to_lowercase()),
            Fate::Field => f.write_str("field"),
            Fate::Boilerplate(why) => write!(f, "- {why}"),
        }
    }
}

/// What is known of the article while its runs are judged.
pub(crate) struct Judge<'a> {
    pub dom: &'a Dom,
    pub runs: &'a Runs,
    /// The headline in bare form.
    pub headline: String,
    /// Elements that show byline, date or label.
    pub shown: &'a [NodeId],
    /// Every run is text of the article unless its words say otherwise (a feed's entry).
    pub plain: bool,
    /// The text of an entry of a live blog: a clock time stands before it.
    pub live: bool,
    /// What the page tells of its body.
    pub told: &'a Told,
}

/// Why a run outside every article is no article.
pub(crate) fn outside(runs: &Runs, i: usize) -> Fate {
    Fate::Boilerplate(reason(runs.runs[i].cues).unwrap_or("outside the article"))
}

fn reason(cues: Cues) -> Option<&'static str> {
    [
        (Cues::HIDDEN, "hidden"),
        (Cues::COMMENT, "comments"),
        (Cues::RELATED, "related links"),
        (Cues::TEASER, "teaser"),
        (Cues::SHARE, "share bar"),
        (Cues::SIGNUP, "sign-up"),
        (Cues::AD, "advertisement"),
        (Cues::TAGS, "tags"),
        (Cues::NAV, "navigation"),
        (Cues::FOOT, "footer"),
        (Cues::SIDE, "sidebar"),
        (Cues::CONTROL, "control"),
        (Cues::WIDGET, "widget"),
        (Cues::BYLINE, "byline"),
    ]
    .into_iter()
    .find(|(c, _)| cues.has(*c))
    .map(|(_, r)| r)
}

/// The fate of blocks that ask something of the reader or point elsewhere.
const CALL: &str = "call to the reader";

/// Long unlinked text: what a body is made of.
fn is_prose(runs: &Runs, i: usize) -> bool {
    let r = &runs.runs[i];
    r.chars >= 60 && r.linked * 2 < r.chars && (r.chars >= 140 || ends_sentence(runs.text(i)))
}

impl Judge<'_> {
    /// Judges the runs of `range`, which lie in one region of the article.
    pub fn judge(&self, range: Range<usize>, fates: &mut [Fate], seen: &mut HashSet<u64>) {
        let links = self.list_links(range.clone());
        let tables = self.tables(range.clone());
        for i in range.clone() {
            fates[i] = self.one(i, &links, &tables);
        }
        self.cards(range.clone(), fates);
        self.digests(range.clone(), fates);
        self.cut_tail(range.clone(), fates);
        self.trim(range.clone(), fates);
        self.tail(range.clone(), fates);
        self.drop_repeats(range.clone(), fates, seen);
        self.galleries(range.clone(), fates);
        self.drop_parts(range, fates);
    }

    fn one(&self, i: usize, links: &HashMap<u32, f32>, tables: &HashMap<u32, bool>) -> Fate {
        let r = &self.runs.runs[i];
        let text = self.runs.text(i);
        let share = r.linked as f32 / r.chars.max(1) as f32;
        if self.dom.ancestors(r.nodes.0).take(6).any(|a| self.shown.contains(&a)) && r.chars < 200 && !is_prose(self.runs, i) {
            return Fate::Field;
        }
        if !self.headline.is_empty() && r.chars < 400 && phrases::bare(text) == self.headline {
            return Fate::Field;
        }
        let post = r.around.quote > 0 && !r.cues.has(Cues::AGAINST.without(Cues(Cues::SHARE.0 | Cues::WIDGET.0)));
        if post && !phrases::is_noise(text) && r.linked * 2 < r.chars {
            // A post from a network, embedded in the text.
            return Fate::Kept(BlockKind::Quote);
        }
        if let Some(why) = reason(r.cues) {
            if r.cues.has(Cues::BYLINE) {
                return Fate::Field;
            }
            return Fate::Boilerplate(why);
        }
        if r.around.row > 0 && tables.get(&r.around.table) == Some(&true) {
            return Fate::Kept(BlockKind::Table);
        }
        if phrases::is_noise(text) {
            return Fate::Boilerplate(CALL);
        }
        if r.linked == 0 && r.around.item == 0 && phrases::is_control_text(text) {
            return Fate::Boilerplate("widget");
        }
        let caption = r.cues.has(Cues::CAPTION) || r.cues.has(Cues::CREDIT) || r.around.figure > 0;
        if caption && !self.plain && r.around.quote == 0 && r.around.row == 0 {
            return Fate::Kept(BlockKind::Caption);
        }
        if r.around.heading > 0 {
            return if share > 0.9 && !self.plain { Fate::Boilerplate("link") } else { Fate::Kept(BlockKind::Heading) };
        }
        if phrases::is_byline(text) || phrases::is_date(text) || (self.live && r.chars < 60 && phrases::clock(text).is_some()) {
            return Fate::Field;
        }
        if r.around.list > 0 && r.around.item > 0 {
            if links.get(&r.around.list).is_some_and(|l| *l > 0.6) && !self.plain {
                return Fate::Boilerplate("list of links");
            }
            return Fate::Kept(BlockKind::ListItem);
        }
        if !self.plain && (share > 0.75 && r.chars < 250 || share > 0.8 && !text.contains(['.', ','])) {
            return Fate::Boilerplate("link");
        }
        if phrases::is_note(text) {
            return Fate::Kept(BlockKind::Note);
        }
        if r.cues.has(Cues::NOTE) {
            return Fate::Kept(BlockKind::Note);
        }
        if r.chars < 500 && phrases::ends_with_credit(text) {
            return Fate::Kept(BlockKind::Caption);
        }
        if r.cues.has(Cues::PULL_QUOTE) && !self.plain {
            return Fate::Boilerplate("pull quote");
        }
        if r.around.quote > 0 {
            return Fate::Kept(BlockKind::Quote);
        }
        if r.cues.has(Cues::STANDFIRST) {
            return Fate::Kept(BlockKind::Standfirst);
        }
        Fate::Kept(BlockKind::Paragraph)
    }

    /// The share of linked characters of each list.
    fn list_links(&self, range: Range<usize>) -> HashMap<u32, f32> {
        let mut sums: HashMap<u32, (u32, u32, u32, u32)> = HashMap::new();
        for r in &self.runs.runs[range] {
            let s = sums.entry(r.around.list).or_default();
            s.0 += r.chars;
            s.1 += r.linked;
            s.2 += 1;
            s.3 += u32::from(r.opens_linked && r.linked >= 25);
        }
        // Items that all start with a long link and go on with a summary point to other stories as well, unless such
        // a list is what the article consists of.
        let apart = sums.get(&0).map_or(0, |s| s.0) >= 500;
        let share = |(all, linked, items, opened): (u32, u32, u32, u32)| {
            if apart && items > 3 && opened * 10 >= items * 9 { 1.0 } else { linked as f32 / all.max(1) as f32 }
        };
        sums.into_iter().map(|(k, s)| (k, share(s))).collect()
    }

    /// Which tables hold data (rows of short cells) and not the page's layout.
    fn tables(&self, range: Range<usize>) -> HashMap<u32, bool> {
        #[derive(Default)]
        struct Sum {
            runs: u32,
            chars: u32,
            longest: u32,
            rows: HashSet<u32>,
            cells: HashSet<u32>,
        }
        let mut sums: HashMap<u32, Sum> = HashMap::new();
        for r in self.runs.runs[range].iter().filter(|r| r.around.row > 0) {
            let s = sums.entry(r.around.table).or_default();
            s.runs += 1;
            s.chars += r.chars;
            s.longest = s.longest.max(r.chars);
            s.rows.insert(r.around.row);
            s.cells.insert(r.around.cell);
        }
        sums.into_iter()
            .map(|(k, s)| {
                (k, s.rows.len() > 1 && s.cells.len() > s.rows.len() && s.chars / s.runs.max(1) < 100 && s.longest < 600)
            })
            .collect()
    }

    /// After a heading like "Related stories" or "Comments" the article is over, or goes on at the next prose.
    fn cut_tail(&self, range: Range<usize>, fates: &mut [Fate]) {
        let prose = |i: usize, fates: &[Fate]| {
            if matches!(fates[i], Fate::Kept(_)) && is_prose(self.runs, i) { u64::from(self.runs.runs[i].chars) } else { 0 }
        };
        let total: u64 = range.clone().map(|i| prose(i, fates)).sum();
        let home = self.home(range.clone(), fates);
        let mut before = 0;
        let mut i = range.start;
        while i < range.end {
            let r = &self.runs.runs[i];
            let shown = matches!(fates[i], Fate::Kept(_)) || r.around.heading > 0 && fates[i] == Fate::Boilerplate(CALL);
            if !shown || before == 0 || r.around.heading == 0 && r.chars >= 60 {
                before += prose(i, fates);
                i += 1;
                continue;
            }
            let text = self.runs.text(i);
            let last = phrases::ends_for_good(text) && (before >= 250 || (total - before) * 2 < total);
            if !last && !phrases::ends_article(text) {
                before += prose(i, fates);
                i += 1;
                continue;
            }
            let over = last || r.around.heading > 0 && (total - before) * 3 < total;
            let mut j = i;
            while j < range.end {
                let at_home = is_prose(self.runs, j) && self.dom.parent(self.runs.runs[j].block) == home;
                let resumes = is_prose(self.runs, j) && fates[j] == Fate::Kept(BlockKind::Paragraph);
                // The next heading of the article itself.
                let heading = fates[j] == Fate::Kept(BlockKind::Heading) && !phrases::ends_article(self.runs.text(j));
                if j > i && !last && (at_home || (!over && (resumes || heading))) {
                    break;
                }
                if matches!(fates[j], Fate::Kept(k) if k != BlockKind::Note) {
                    fates[j] = Fate::Boilerplate("after the article");
                }
                j += 1;
            }
            i = j;
        }
    }

    /// The element that holds most paragraphs of prose directly.
    fn home(&self, range: Range<usize>, fates: &[Fate]) -> Option<NodeId> {
        let mut sums: HashMap<NodeId, u64> = HashMap::new();
        for i in range {
            let r = &self.runs.runs[i];
            if fates[i] == Fate::Kept(BlockKind::Paragraph)
                && is_prose(self.runs, i)
                && let Some(p) = self.dom.parent(r.block)
            {
                *sums.entry(p).or_default() += u64::from(r.chars);
            }
        }
        sums.into_iter().max_by_key(|(n, s)| (*s, std::cmp::Reverse(*n))).map(|(n, _)| n)
    }

    /// Short lines before the first prose and after the last are labels and controls.
    fn trim(&self, range: Range<usize>, fates: &mut [Fate]) {
        if self.plain {
            return;
        }
        let Some(first) =
            range.clone().find(|i| matches!(fates[*i], Fate::Kept(k) if k != BlockKind::Caption) && is_prose(self.runs, *i))
        else {
            return;
        };
        let home = self.home(range.clone(), fates);
        let at_home = |i: usize| {
            home.is_some()
                && self.dom.parent(self.runs.runs[i].block) == home
                && self.runs.runs[i].linked == 0
                && self.runs.runs[i].chars >= 12
        };
        let is_opening = |i: usize| {
            let r = &self.runs.runs[i];
            let named = r.cues.has(Cues::TEASER) && !r.cues.without(Cues::TEASER).has(Cues::AGAINST);
            named && r.linked == 0 && r.around.heading == 0 && r.chars >= 80
        };
        let openings = (range.start..first).filter(|i| is_opening(*i)).count();
        #[allow(clippy::needless_range_loop)]
        for i in range.start..first {
            // One box named teaser before the text, without links, is the story's own opening.
            if openings == 1 && is_opening(i) {
                fates[i] = Fate::Kept(BlockKind::Standfirst);
            }
            let short = !ends_sentence(self.runs.text(i)) && self.runs.runs[i].chars < 60;
            match fates[i] {
                Fate::Kept(BlockKind::Paragraph) if short && !at_home(i) => fates[i] = Fate::Boilerplate("before the text"),
                Fate::Kept(BlockKind::Heading) if self.dom.tag(self.runs.runs[i].block) == Tag::H1 => fates[i] = Fate::Field,
                Fate::Kept(BlockKind::Heading) if !short => fates[i] = Fate::Kept(BlockKind::Standfirst),
                _ => {}
            }
        }
        for i in range.rev() {
            match fates[i] {
                Fate::Kept(BlockKind::Heading) => fates[i] = Fate::Boilerplate("after the text"),
                Fate::Kept(BlockKind::Paragraph | BlockKind::Standfirst) => {
                    let r = &self.runs.runs[i];
                    let short = r.chars < 60 && !ends_sentence(self.runs.text(i));
                    if (short && !at_home(i)) || r.linked * 2 > r.chars {
                        fates[i] = Fate::Boilerplate("after the text");
                    } else {
                        break;
                    }
                }
                Fate::Kept(BlockKind::Quote | BlockKind::ListItem | BlockKind::Table) => break,
                _ => {}
            }
        }
    }

    /// What stands after the last words of the body that the page tells, after its footer, or asks something at the end.
    fn tail(&self, range: Range<usize>, fates: &mut [Fate]) {
        if self.plain {
            return;
        }
        let body = |i: usize, fates: &[Fate]| {
            matches!(fates[i], Fate::Kept(BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Heading | BlockKind::Quote))
        };
        let prose = |i: usize, fates: &[Fate]| {
            if body(i, fates) && is_prose(self.runs, i) { u64::from(self.runs.runs[i].chars) } else { 0 }
        };
        let total: u64 = range.clone().map(|i| prose(i, fates)).sum();
        let told: u64 = range.clone().filter(|i| self.told.has(*i)).map(|i| prose(i, fates)).sum();
        if told * 10 >= total * 7
            && let Some(last) = range.clone().rev().find(|i| self.told.has(*i) && body(*i, fates))
        {
            // What nearly all is told of leaves out in between is set in: a box, a form, a link.
            let full = told * 10 >= total * 9;
            let first = range.clone().find(|i| self.told.has(*i)).unwrap_or(last);
            for (i, fate) in fates.iter_mut().enumerate().take(last).skip(first) {
                let r = &self.runs.runs[i];
                if full && *fate == Fate::Kept(BlockKind::Paragraph) && !self.told.has(i) && (25..400).contains(&r.chars) {
                    *fate = Fate::Boilerplate("set into the article");
                }
            }
            for i in last + 1..range.end {
                if body(i, fates) {
                    fates[i] = Fate::Boilerplate("after the article");
                }
            }
        }
        let (mut before, mut foot) = (0, 0);
        for i in range.clone() {
            match fates[i] {
                Fate::Boilerplate("footer") => foot += 1,
                Fate::Kept(_)
                    if !self.told.has(i)
                        && (foot >= 3 && before >= 250 && (total - before) * 3 < total || foot >= 10 && before >= 200) =>
                {
                    fates[i] = Fate::Boilerplate("after the article");
                }
                Fate::Kept(_) => {
                    before += prose(i, fates);
                    foot = 0;
                }
                _ => {}
            }
        }
        let mut looked = 0;
        for i in range.rev() {
            if body(i, fates) {
                looked += 1;
                if looked > 6 {
                    break;
                }
                let small = u64::from(self.runs.runs[i].chars) * 5 < total;
                if small && phrases::is_last_call(self.runs.text(i)) && !self.told.has(i) {
                    fates[i] = Fate::Boilerplate(CALL);
                }
            }
        }
    }

    /// A standfirst or a pulled quote that only repeats a part of another paragraph.
    fn drop_parts(&self, range: Range<usize>, fates: &mut [Fate]) {
        const MOST: usize = 100;
        if self.plain {
            return;
        }
        let mut all = String::new();
        let mut parts = Vec::new();
        for i in range {
            let Fate::Kept(kind @ (BlockKind::Paragraph | BlockKind::Standfirst)) = fates[i] else { continue };
            if all.len() > 1 << 20 {
                return;
            }
            let start = all.len();
            all.extend(self.runs.text(i).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase));
            let len = all.len() - start;
            all.push('\n');
            if (40..400).contains(&len) && (kind == BlockKind::Standfirst || parts.len() < MOST) {
                parts.push((i, start, len));
            }
        }
        parts.truncate(2 * MOST);
        for (i, start, len) in parts {
            let part = &all[start..start + len];
            // Not the same block once more (that is a repeat), but a part of a longer one.
            let longer = |at: usize| {
                all[..at].bytes().next_back().is_some_and(|b| b != b'\n') || all.as_bytes().get(at + len) != Some(&b'\n')
            };
            let other = all.match_indices(part).take(4).any(|(at, _)| at != start && longer(at));
            if other {
                fates[i] = Fate::Boilerplate("repeated");
            }
        }
    }

    /// Cards that advertise other stories: boxes of one make beside each other, each with a linked title.
    fn cards(&self, range: Range<usize>, fates: &mut [Fate]) {
        if self.plain {
            return;
        }
        let Some(first) = self.runs.runs.get(range.start) else { return };
        let low = first.nodes.0;
        let mut last_end = NodeId::ROOT;
        for i in range.clone() {
            let r = &self.runs.runs[i];
            let title = r.linked * 10 >= r.chars * 9
                && r.chars >= 15
                && (r.around.heading > 0 || r.around.item > 0 || r.cues.has(Cues::HEADLINE));
            if !title || r.nodes.0 < last_end {
                continue;
            }
            // The highest box around the title that has a brother of the same make with a linked title of its own.
            let mut card = None;
            for up in std::iter::once(r.block).chain(self.dom.ancestors(r.block)).take(6) {
                if up < low || self.runs.inside(self.dom, up).len() > 12 {
                    break;
                }
                if self.has_twin(up) {
                    card = Some(up);
                    break;
                }
            }
            if let Some(card) = card {
                last_end = self.dom.end(card);
                for j in self.runs.inside(self.dom, card) {
                    if range.contains(&j) && matches!(fates[j], Fate::Kept(_)) {
                        fates[j] = Fate::Boilerplate("teaser");
                    }
                }
            }
        }
    }

    /// Lists of other stories without boxes: a linked title and a summary in turn, three times or more.
    fn digests(&self, range: Range<usize>, fates: &mut [Fate]) {
        if self.plain {
            return;
        }
        let is_pair = |i: usize, fates: &[Fate]| {
            i + 1 < range.end
                && fates[i] == Fate::Boilerplate("link")
                && self.runs.runs[i].chars >= 15
                && fates[i + 1] == Fate::Kept(BlockKind::Paragraph)
                && self.runs.runs[i + 1].chars < 250
                && !self.runs.text(i + 1).ends_with(':')
                && !self.told.has(i + 1)
        };
        let prose: u64 = range
            .clone()
            .filter(|i| matches!(fates[*i], Fate::Kept(_)) && is_prose(self.runs, *i))
            .map(|i| u64::from(self.runs.runs[i].chars))
            .sum();
        let mut i = range.start;
        while i < range.end {
            let mut end = i;
            while is_pair(end, fates) {
                end += 2;
            }
            let told: u64 = (i..end).skip(1).step_by(2).map(|j| u64::from(self.runs.runs[j].chars)).sum();
            if end - i >= 6 && told * 2 < prose {
                (i..end).skip(1).step_by(2).for_each(|j| fates[j] = Fate::Boilerplate("teaser"));
            }
            i = end.max(i + 1);
        }
    }

    /// True if the next or an earlier brother has the same tag and class and a linked title.
    fn has_twin(&self, card: NodeId) -> bool {
        let Some(parent) = self.dom.parent(card) else { return false };
        let inside = self.runs.inside(self.dom, card);
        if self.runs.runs[inside.clone()].iter().all(|r| r.linked * 10 >= r.chars * 9)
            && inside.len() == 1
            && self.dom.tag(card).heading().is_some()
        {
            return false;
        }
        let class = self.dom.attr(card, "class");
        let mut near = self.dom.children(parent).take(400).filter(|c| !self.dom.is_text(*c));
        near.any(|c| {
            c != card
                && self.dom.tag(c) == self.dom.tag(card)
                && self.dom.attr(c, "class") == class
                && self.runs.runs[self.runs.inside(self.dom, c)]
                    .iter()
                    .take(4)
                    .any(|r| r.linked * 10 >= r.chars * 9 && r.chars >= 15)
        })
    }

    /// Of a gallery beside a text only the first picture's caption belongs to it; where the pictures are the story, all do.
    fn galleries(&self, range: Range<usize>, fates: &mut [Fate]) {
        let shown = |i: usize| fates[i] == Fate::Kept(BlockKind::Caption) && self.runs.runs[i].cues.has(Cues::GALLERY);
        let chars = |i: usize| u64::from(self.runs.runs[i].chars);
        let pictures: u64 = range.clone().filter(|i| shown(*i)).map(chars).sum();
        if pictures == 0 {
            return;
        }
        // The pictures may stand before the text: what follows counts as well.
        let near = range.start..(range.end + 2000).min(self.runs.runs.len());
        let text = |i: usize| {
            let r = &self.runs.runs[i];
            r.around.figure == 0 && !r.cues.has(Cues::AGAINST) && !r.cues.has(Cues::CAPTION) && is_prose(self.runs, i)
        };
        if pictures > near.filter(|i| text(*i)).map(chars).sum() {
            return;
        }
        let mut last = None;
        for i in range {
            if fates[i] != Fate::Kept(BlockKind::Caption) || !self.runs.runs[i].cues.has(Cues::GALLERY) {
                continue;
            }
            let figure = self.runs.runs[i].around.figure;
            match last {
                None => last = Some(figure),
                Some(f) if f == figure && figure > 0 => {}
                Some(_) => fates[i] = Fate::Boilerplate("gallery"),
            }
        }
    }

    fn drop_repeats(&self, range: Range<usize>, fates: &mut [Fate], seen: &mut HashSet<u64>) {
        let mut homes: HashMap<u64, Option<NodeId>> = HashMap::new();
        for i in range {
            let Fate::Kept(kind) = fates[i] else { continue };
            let text = self.runs.text(i);
            // Captions are repeated with and without their credit: the beginning tells.
            let told = match (kind, self.runs.runs[i].credit.0) {
                (BlockKind::Caption, at) if at > 20 => &text[..text.floor_char_boundary(at as usize)],
                (BlockKind::Caption, _) => &text[..text.floor_char_boundary(110)],
                _ => text,
            };
            let counts = match kind {
                BlockKind::Caption => true,
                BlockKind::Table | BlockKind::Heading | BlockKind::ListItem => false,
                _ => self.runs.runs[i].chars >= 50,
            };
            if !counts {
                continue;
            }
            let key = key(told);
            let home = self.dom.parent(self.runs.runs[i].block);
            if seen.insert(key) {
                homes.insert(key, home);
            } else if kind != BlockKind::Paragraph || homes.get(&key) != Some(&home) {
                // Among the same paragraphs, it is the author who says it twice; elsewhere it is the page.
                fates[i] = Fate::Boilerplate("repeated");
            }
        }
    }
}

/// A number for a text, the same for texts that differ only in marks and case.
pub(crate) fn key(text: &str) -> u64 {
    // FNV-1a: the same on every machine and run.
    let mut h = 0xCBF2_9CE4_8422_2325u64;
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        h = (h ^ u64::from(c.to_lowercase().next().unwrap_or(c) as u32)).wrapping_mul(0x0100_0000_01B3);
    }
    h
}

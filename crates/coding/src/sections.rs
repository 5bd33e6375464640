//! The items of a round-up, each under its own place ("NORLAND: …", a heading that is a country): what one item tells lends
//! no place and no day to another.

use crate::Coder;
use crate::code::{Draft, days, same_sort};
use crate::codebook::Family;
use crate::day_of_print::on;
use crate::find::Scene;
use model::{
    Article, BlockKind, Carried, Place, PlacePrecision, ReportPlace, ReportTime, Stamp, Status, TextRange, Time, TimePrecision,
};

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
                BlockKind::Paragraph | BlockKind::ListItem => {
                    let shouted = !place.text.contains(char::is_lowercase);
                    let dashed = [" — ", " – ", " - ", " -- "].iter().any(|d| rest.starts_with(d));
                    !rest.contains(char::is_alphanumeric) || rest.starts_with(": ") || shouted && dashed
                }
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

/// The entries of a chronicle, paragraphs that open with a day, a month or a year ("June 19, 2029 - A bomb kills nine in Norport.",
/// "May 2029, airport, nine killed"): what one of them tells was then, and "the attack" in it is its own.
pub(crate) struct Entries(Vec<(TextRange, u32)>);

/// Days that a chronicle of news looks back.
const LATELY: i32 = 100;
/// Fewer such paragraphs are no chronicle.
const ENTRIES: usize = 3;

impl Entries {
    /// The entries of an article, with the time that each opens with.
    pub fn of(article: &Article, times: &[Time]) -> Entries {
        let mut entries = Vec::new();
        for block in article.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Paragraph | BlockKind::ListItem)) {
            let n = times.partition_point(|t| t.range.start < block.range.start);
            let scale = |p| matches!(p, TimePrecision::Day | TimePrecision::Month | TimePrecision::Year);
            let day = |t: &&Time| scale(t.precision) && t.start.is_some() && block.range.contains(t.range);
            let Some(time) = times.get(n).filter(day) else { continue };
            let year = time.precision == TimePrecision::Year && time.text.len() == 4;
            let numbered =
                time.text.contains(|c: char| c.is_ascii_digit()) && (year || time.text.contains(char::is_alphabetic));
            let text = article.cut(block.range);
            let from = time.range.start.saturating_sub(block.range.start) as usize;
            let opens = text.get(..from).is_some_and(|t| !t.contains(char::is_alphanumeric));
            let rest = text.get(time.range.end.saturating_sub(block.range.start) as usize..).unwrap_or_default().trim_start();
            let mark = rest.starts_with(['-', '–', '—', ':', '|']) || !year && rest.starts_with(['.', ',']);
            if numbered && opens && mark {
                entries.push((block.range, n as u32));
            }
        }
        Entries(if entries.len() < ENTRIES { Vec::new() } else { entries })
    }

    /// Number of the entry that byte `at` stands in.
    pub fn entry(&self, at: u32) -> Option<usize> {
        let n = self.0.partition_point(|e| e.0.start <= at).checked_sub(1)?;
        (at < self.0[n].0.end).then_some(n)
    }

    /// What a chronicle of the last months tells of the day of its entry is its news.
    pub fn are_news(&self, scene: &Scene, article: &Article, drafts: &mut [Draft]) {
        for d in drafts.iter_mut().filter(|d| d.background && !d.period) {
            let Some(n) = self.entry(scene.words.tokens[d.found.anchor].range.start) else { continue };
            let told = scene.told_time(self.0[n].1);
            let (day, fine) = (told.end, told.precision == Some(TimePrecision::Day));
            let age = day.zip(article.published).map(|(end, p)| days(end, p));
            if fine
                && age.is_some_and(|n| (0..=LATELY).contains(&n))
                && d.when.end.is_none_or(|end| Some(end.date) == day.map(|s| s.date))
            {
                (d.background, d.recalled) = (false, false);
            }
        }
    }

    /// Gives reports that tell no time the day of their entry.
    pub fn date(&self, scene: &Scene, drafts: &mut [Draft]) {
        let untimed = |d: &&mut Draft| d.when.start.is_none() && !matches!(d.status, Status::Planned | Status::Possible);
        for d in drafts.iter_mut().filter(untimed) {
            if let Some(n) = self.entry(scene.words.tokens[d.found.anchor].range.start) {
                d.when = ReportTime { from: Carried::Context, ..scene.told_time(self.0[n].1) };
            }
        }
    }

    /// Gives reports that tell no place the one town that their entry names: "May 2029, Norport University College, 14 killed".
    pub fn place(&self, scene: &Scene, drafts: &mut [Draft]) {
        let places = &scene.mentions.places;
        for d in drafts.iter_mut().filter(|d| d.place.place.is_none()) {
            let Some(n) = self.entry(scene.words.tokens[d.found.anchor].range.start) else { continue };
            let town = |p: &Place| p.lat.is_some() && p.precision <= PlacePrecision::City;
            let mut towns = (0..places.len()).filter(|&i| self.0[n].0.contains(places[i].range) && town(&places[i]));
            if let Some(first) = towns.next()
                && towns.all(|i| places[i].geonames == places[first].geonames)
            {
                d.place = ReportPlace::new(Some(first as u32), Carried::Stated);
            }
        }
    }
}

/// Items of a list that tell in the present ("A bomb kills nine in Norport") tell the news of the day of their page.
pub(crate) fn items_of_the_day(scene: &Scene, article: &Article, drafts: &mut [Draft]) {
    let w = scene.words;
    let Some(published) = article.published else { return };
    for d in drafts.iter_mut().filter(|d| d.when.start.is_none() && d.status == Status::Happened && !d.background) {
        let at = w.tokens[d.found.anchor].range.start;
        let listed = article.block_at(at).is_some_and(|b| b.kind == BlockKind::ListItem);
        let root = w.sentence(d.found.anchor).find(|&i| w.relation(i) == "root");
        let present = root.is_some_and(|i| matches!(w.tag(i), "VBZ" | "VBP") && !w.verb_group(i).has_aux);
        if listed && present && (d.family.harmful() || d.family == Family::Justice) {
            d.when = on(Stamp::day(published.date), Carried::Published);
        }
    }
}

/// What a heading tells without a place is where the text under it says ("Ferry sinks", over "A ferry sank off Norport").
pub(crate) fn under_headings(coder: &Coder, scene: &Scene, article: &Article, drafts: &mut [Draft]) {
    const NEAR: usize = 2;
    let w = scene.words;
    for i in 0..drafts.len() {
        let (heads, rest) = drafts.split_at_mut(i + 1);
        let d = &mut heads[i];
        let heading = article.block_at(w.tokens[d.found.anchor].range.start).is_some_and(|b| b.kind == BlockKind::Heading);
        if !heading || d.place.place.is_some() {
            continue;
        }
        let under = |q: &&Draft| (1..=NEAR).contains(&q.sentence.saturating_sub(d.sentence)) && same_sort(coder, q, d);
        if let Some(q) = rest.iter().find(under).filter(|q| q.place.place.is_some()) {
            d.place = ReportPlace::new(q.place.place, Carried::Context);
            if d.when.start.is_none() && q.when.start.is_some() {
                d.when = ReportTime { from: Carried::Context, ..q.when.clone() };
            }
        }
    }
}

/// What a row of a table tells has its day and place in the row, whatever stands between.
pub(crate) fn rows(scene: &Scene, article: &Article, drafts: &mut [Draft]) {
    let w = scene.words;
    for d in drafts.iter_mut() {
        let at = w.tokens[d.found.anchor].range.start;
        let Some(row) = article.block_at(at).filter(|b| b.kind == BlockKind::Table).map(|b| b.range) else { continue };
        if d.place.place.is_none() {
            let places = &scene.mentions.places;
            let from = places.partition_point(|p| p.range.start < row.start);
            let here = (from..places.len()).take_while(|&n| places[n].range.end <= row.end);
            if let Some(n) = here.min_by_key(|&n| places[n].precision) {
                d.place = ReportPlace::new(Some(n as u32), Carried::Stated);
            }
        }
        if d.when.start.is_none() {
            let times = &scene.mentions.times;
            let from = times.partition_point(|t| t.range.start < row.start);
            let mut here = (from..times.len()).take_while(|&n| times[n].range.end <= row.end);
            if let Some(n) = here.find(|&n| times[n].start.is_some() && times[n].precision <= TimePrecision::Month) {
                let t = &times[n];
                d.when = ReportTime {
                    time: Some(n as u32),
                    start: t.start,
                    end: t.end.or(t.start),
                    precision: Some(t.precision),
                    from: Carried::Stated,
                };
            }
        }
    }
}

//! An article in the making: sentences are filled in, and what stands in them is marked as reading would mark it.

use super::cast::{ADJECTIVES, Actor, Cast, DEEDS, NOUNS};
use super::happening::Happening;
use crate::dice::{Dice, word};
use model::*;

/// What a sentence may be filled with.
pub struct Filling<'a> {
    pub happening: &'a Happening,
    pub cast: &'a Cast,
    /// What the happening's toll has come to.
    pub later: u64,
}

/// Text with its mentions.
#[derive(Default)]
pub struct Draft {
    pub text: String,
    pub mentions: Mentions,
    /// Actors of the names.
    pub actors: Vec<ActorId>,
    pub reports: Vec<Report>,
}

impl Draft {
    /// Adds a sentence that tells a happening, and its report (whose id the article gives later).
    pub fn tell(&mut self, told: &str, f: &Filling, background: bool) {
        let from = self.begin();
        let (mut trigger, mut roles, mut figures) = (from..from, Vec::new(), Vec::new());
        let (mut time, mut place) = (None, None);
        let kind = f.happening.kind;
        let mut rest = told;
        while let Some(at) = rest.find(['{', '[', ']']) {
            self.text.push_str(&rest[..at]);
            let here = self.text.len();
            let end = if rest[at..].starts_with('{') { at + rest[at..].find('}').unwrap_or(0) } else { at };
            match &rest[at..=end] {
                "[" => trigger.start = here,
                "]" => trigger.end = here,
                "{n}" => figures.push(self.figure("killed", f.happening.killed + f.later, !kind.path.starts_with("abduction"))),
                "{m}" => figures.push(self.figure("injured", f.happening.injured + 2 * f.later, true)),
                "{town}" => place = Some(self.place(&f.cast.towns[f.happening.town])),
                "{day}" => time = Some(self.day(f.happening)),
                "{person}" => roles.push(self.role(&f.cast.people[f.happening.person], kind.person)),
                _ => roles.push(self.role(&f.cast.groups[f.happening.group], kind.group)),
            }
            rest = &rest[end + 1..];
        }
        self.text.push_str(rest);
        self.end(from);
        let range = TextRange::new(trigger.start, trigger.end);
        let day = Some(Stamp::day(f.happening.day));
        let from = |stated: bool| if stated { Carried::Stated } else { Carried::Context };
        let (dated, placed) = (from(time.is_some()), from(place.is_some()));
        let place = place.or((!self.mentions.places.is_empty()).then_some(0));
        self.reports.push(Report {
            id: ReportId([0; 10]),
            event: None,
            kind: kind.path.into(),
            plover: Some(Plover { event: kind.plover.into(), mode: None, contexts: Vec::new() }),
            acled: None,
            trigger: Span::cut(&self.text, range),
            sentence: self.mentions.sentences.len() as u32 - 1,
            status: kind.status,
            background,
            apart: false,
            period: false,
            again: None,
            when: ReportTime { time, start: day, end: day, precision: Some(TimePrecision::Day), from: dated },
            place: ReportPlace::new(place, placed),
            roles,
            figures,
            headline: Vec::new(),
            said_by: None,
            rule: format!("{}/invented", kind.path),
            score: 0.8,
        });
    }

    /// Adds a sentence that tells nothing. `topic` words come again in articles on one thing.
    pub fn fill(&mut self, topic: &[u64], dice: &mut Dice) {
        let from = self.begin();
        let (a, b) = (NOUNS[dice.low(NOUNS.len())], NOUNS[dice.low(NOUNS.len())]);
        let (x, y) = (ADJECTIVES[dice.low(ADJECTIVES.len())], ADJECTIVES[dice.low(ADJECTIVES.len())]);
        let deed = DEEDS[dice.low(DEEDS.len())];
        let own = word(*dice.of(topic), true);
        let line = match dice.below(4) {
            0 => format!("The {x} {a} by the {own} {b} was {deed} in the morning, residents said."),
            1 => format!("Nobody had {deed} the {x} {a} before, and the {y} {b} of {own} stayed as it was."),
            2 => format!("“They {deed} our {a},” a woman from the {x} {own} {b} said."),
            _ => format!("Workers {deed} the {x} {b} between the {y} {a} and {own}."),
        };
        self.text.push_str(&line);
        self.end(from);
    }

    fn begin(&mut self) -> usize {
        if !self.text.is_empty() {
            // Two sentences make a paragraph.
            self.text.push_str(if self.mentions.sentences.len().is_multiple_of(2) { "\n\n" } else { " " });
        }
        self.text.len()
    }

    fn end(&mut self, from: usize) {
        self.mentions.sentences.push(TextRange::new(from, self.text.len()));
    }

    fn push(&mut self, words: &str) -> TextRange {
        let from = self.text.len();
        self.text.push_str(words);
        TextRange::new(from, self.text.len())
    }

    fn role(&mut self, actor: &Actor, role: RoleKind) -> Role {
        let range = self.push(&actor.name);
        let names = &mut self.mentions.names;
        let same_as = names.iter().position(|n| n.text == actor.name).map(|n| n as u32);
        names.push(Name { range, text: actor.name.clone(), kind: actor.kind, title: None, same_as, actor: None });
        self.actors.push(actor.id);
        Role { role, span: Span { range, text: actor.name.clone() }, name: Some(names.len() as u32 - 1), actor: None }
    }

    fn place(&mut self, town: &Place) -> u32 {
        let range = self.push(&town.text);
        self.mentions.places.push(Place { range, ..town.clone() });
        self.mentions.places.len() as u32 - 1
    }

    fn day(&mut self, h: &Happening) -> u32 {
        let text = format!("{} {}", h.day.day(), MONTHS[h.day.month() as usize - 1]);
        let range = self.push(&text);
        let day = Some(Stamp::day(h.day));
        let value = h.day.to_string();
        let (kind, precision) = (TimeKind::Date, TimePrecision::Day);
        self.mentions.times.push(Time {
            range,
            text,
            kind,
            value,
            start: day,
            end: day,
            precision,
            anchor: "published".into(),
        });
        self.mentions.times.len() as u32 - 1
    }

    fn figure(&mut self, what: &str, n: u64, person: bool) -> u32 {
        let text = n.to_string();
        let range = self.push(&text);
        let best = Some(n as f64);
        self.mentions.figures.push(Figure {
            earlier: false,
            said_by: None,
            range,
            text,
            what: if person { what } else { "kidnapped" }.into(),
            unit: "person".into(),
            of: Some("people".into()),
            low: best,
            high: best,
            best,
            quantifier: if n.is_multiple_of(5) { Quantifier::AtLeast } else { Quantifier::Exactly },
            part: false,
            beside: false,
            cue: None,
            person: None,
        });
        self.mentions.figures.len() as u32 - 1
    }

    /// The article: on `page`, with this headline, from this paper.
    pub fn finish(
        self,
        page: PageId,
        headline: String,
        source: &str,
        published: Stamp,
        number: usize,
    ) -> (Reading, Vec<ActorId>) {
        let mut article = Article::of_text(&self.text);
        article.page = page;
        article.id = ArticleId::of(page, article.page_span);
        article.url = Some(format!("https://{}.example/{number}", source.to_lowercase().replace(' ', "-")));
        article.source = Some(source.into());
        article.headline = Some(headline);
        article.published = Some(published);
        article.published_from = Some("meta".into());
        article.language = Some("en".into());
        let mut reports = self.reports;
        for r in &mut reports {
            r.id = ReportId::of(article.id, r.trigger.range, &r.kind);
        }
        let reading = Reading { article, duplicate_of: None, story: None, mentions: self.mentions, reports };
        (reading, self.actors)
    }
}

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

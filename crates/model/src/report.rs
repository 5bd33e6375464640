//! One article's statement that something happened, is happening, or may happen.

use crate::{ActorId, EventId, Figure, ReportId, Span, Stamp, TextRange, TimePrecision};
use serde::{Deserialize, Serialize};

/// Whether what is told came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Status {
    Happened,
    Ongoing,
    Planned,
    Threatened,
    Possible,
    Alleged,
    Denied,
    Failed,
}

impl Status {
    /// Their words in the record, in the same order.
    pub const WORDS: [&str; 8] = ["happened", "ongoing", "planned", "threatened", "possible", "alleged", "denied", "failed"];
}

/// How a time or place came to a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Carried {
    /// Told in the sentence itself.
    Stated,
    /// Carried from a nearby sentence.
    Context,
    /// From the place line.
    Dateline,
    /// The day of publication, where the text presents it as that day's news.
    Published,
    /// The country of those who take part, where no place is told: no more than "Norland warned" says.
    Parties,
    /// The town that the article tells of, or the country that nearly all its places lie in, where no place is told and nobody's
    /// country is known.
    Article,
    /// Not known.
    Unknown,
}

/// Crosswalk to PLOVER.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plover {
    /// One of the sixteen types: `ASSAULT`.
    pub event: String,
    /// The type's mode: `firearms`.
    pub mode: Option<String>,
    /// Contexts: `terrorism`.
    pub contexts: Vec<String>,
}

/// Crosswalk to ACLED.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acled {
    /// Event type, in ACLED's words.
    pub event_type: String,
    /// Sub-event type.
    pub sub_event_type: String,
}

/// What somebody is to a happening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum RoleKind {
    Actor,
    Target,
    Victim,
    Instrument,
    Recipient,
    Speaker,
    Other,
}

/// Somebody or something that takes part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Role {
    /// As what.
    pub role: RoleKind,
    /// The full noun phrase.
    #[serde(flatten)]
    pub span: Span,
    /// Index into the article's names, where the phrase is one, holds one as its head, or stands for one ("she", "the group").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<u32>,
    /// Who it is over all articles, once linked.
    pub actor: Option<ActorId>,
}

/// When it was, for a report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportTime {
    /// Index into the article's times.
    pub time: Option<u32>,
    /// First day covered.
    pub start: Option<Stamp>,
    /// Last day covered, inclusive.
    pub end: Option<Stamp>,
    /// How finely it is known.
    pub precision: Option<TimePrecision>,
    /// How it came to the report.
    pub from: Carried,
}

impl ReportTime {
    /// Not known.
    pub const UNKNOWN: ReportTime = ReportTime { time: None, start: None, end: None, precision: None, from: Carried::Unknown };
}

/// Where it was, for a report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportPlace {
    /// Index into the article's places.
    pub place: Option<u32>,
    /// How it came to the report.
    pub from: Carried,
    /// The town that the article tells of, where the place is one that no gazetteer has (a street, a bar); index into the
    /// article's places.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub town: Option<u32>,
    /// The country that nearly all places of the article, or the others of its sentence, lie in, ISO 3166 alpha-2, where no
    /// place of its own tells one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

impl ReportPlace {
    /// A place and how it came.
    pub fn new(place: Option<u32>, from: Carried) -> ReportPlace {
        ReportPlace { place, from, town: None, country: None }
    }

    /// How it came, with what is known of its country alone: that is told by the article as a whole.
    pub fn came(&self) -> Carried {
        if self.place.is_none() && self.country.is_some() { Carried::Article } else { self.from }
    }
}

/// What kind of saying stands behind a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attribution {
    /// Somebody says so.
    #[default]
    Statement,
    /// A claim of responsibility or of fact.
    Claim,
    /// A denial.
    Denial,
    /// A confirmation of what others said.
    Confirmation,
    /// An accusation.
    Accusation,
}

/// Who says so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SaidBy {
    /// The words.
    #[serde(flatten)]
    pub span: Span,
    /// The name it was resolved to in this article, where that is another string.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Who it is over all articles, once linked.
    pub actor: Option<ActorId>,
    /// What kind of saying.
    pub cue: Attribution,
}

/// One statement that something happened. It owns its trigger's span: no report without evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Article, trigger and kind.
    pub id: ReportId,
    /// The event it tells of, once linked.
    pub event: Option<EventId>,
    /// A path in the codebook: `assault.shooting`.
    pub kind: String,
    /// Crosswalk; null where PLOVER has no such event.
    pub plover: Option<Plover>,
    /// Crosswalk; null where ACLED codes no such event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acled: Option<Acled>,
    /// The words that tell the happening.
    pub trigger: Span,
    /// Index into the article's sentences.
    pub sentence: u32,
    /// Whether it came about.
    pub status: Status,
    /// Recalled as history rather than told as news.
    pub background: bool,
    /// Told as another happening than the one told before it: "in a separate attack".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub apart: bool,
    /// A count of a stretch of time ("41 people so far this year") and no one happening.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub period: bool,
    /// The sentence of the happening that it speaks of as known ("condemned the attack"), where the article tells which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub again: Option<u32>,
    /// When.
    pub when: ReportTime,
    /// Where.
    #[serde(rename = "where")]
    pub place: ReportPlace,
    /// Who and what takes part.
    pub roles: Vec<Role>,
    /// Indexes into the article's figures.
    pub figures: Vec<u32>,
    /// Figures that only the article's headline gives of it. Their ranges are code points of the headline, as in the record:
    /// they are never converted.
    #[serde(default, rename = "headline_figures", skip_serializing_if = "Vec::is_empty")]
    pub headline: Vec<Figure>,
    /// Who says so; null where the article states it in its own voice.
    pub said_by: Option<SaidBy>,
    /// The rule or model that made it.
    pub rule: String,
    /// Confidence, 0 to 1.
    pub score: f32,
}

impl Report {
    /// Calls `f` on every range of the report.
    pub fn map_ranges(&mut self, f: &mut impl FnMut(&mut TextRange)) {
        f(&mut self.trigger.range);
        self.roles.iter_mut().for_each(|r| f(&mut r.span.range));
        if let Some(s) = &mut self.said_by {
            f(&mut s.span.range);
        }
    }
}

/// True for the kind `of` itself, and for all that stand below it: `assault.bombing` is of `assault`.
pub fn is_of_kind(kind: &str, of: &str) -> bool {
    kind.strip_prefix(of).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// True for kinds that take people elsewhere: where those come from who take part says nothing on where it was.
pub fn goes_elsewhere(kind: &str) -> bool {
    const AWAY: [&str; 10] =
        ["meeting", "visit", "deployment", "withdrawal", "aid", "base", "migration", "rescue", "security", "agreement"];
    // Teams play abroad as well.
    kind == "sport.result" || AWAY.contains(&kind.split('.').next().unwrap_or(kind))
}

//! Located spans that name something: names, places, times, figures and quotes.

use crate::{ActorId, Chain, Span, Stamp, TextRange};
use serde::{Deserialize, Serialize};

/// Everything `annotate` finds in one article. Lists are in order of their spans.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mentions {
    /// Sentences, without white space at their ends.
    pub sentences: Vec<TextRange>,
    /// Names of people, organizations, places and other things.
    pub names: Vec<Name>,
    /// Every mention of a place.
    pub places: Vec<Place>,
    /// Time expressions.
    pub times: Vec<Time>,
    /// Numbers of people, money and things counted.
    pub figures: Vec<Figure>,
    /// What somebody is quoted as saying.
    pub quotes: Vec<Quote>,
    /// Which mentions are of the same, in order of their first mentions.
    #[serde(default)]
    pub chains: Vec<Chain>,
}

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum NameKind {
    Person,
    Organization,
    Group,
    Nationality,
    Place,
    Facility,
    Event,
    Product,
    Law,
    Other,
}

/// A name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Name {
    /// Where it stands, titles left out.
    #[serde(rename = "span")]
    pub range: TextRange,
    /// The words.
    pub text: String,
    /// What it names.
    pub kind: NameKind,
    /// A title before the name ("Gen.", "British Prime Minister").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Index of the first, fullest mention of the same in this article, where it is another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<u32>,
    /// Who it is over all articles, once linked.
    pub actor: Option<ActorId>,
}

impl Name {
    /// True if the phrase `range` of `text` holds the name and may be called by it: "Ana Ruiz's mother" is not Ana Ruiz,
    /// though "the ministry's spokesman" speaks for the ministry.
    pub fn is_of(&self, text: &str, range: TextRange) -> bool {
        if !range.contains(self.range) {
            return false;
        }
        let behind = &text[self.range.end as usize..range.end as usize];
        let owned = behind.strip_prefix(['\'', '’']).map_or("", |b| b.strip_prefix('s').unwrap_or(b));
        self.kind != NameKind::Person || owned.trim().is_empty()
    }
}

/// How finely a place is known, finest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlacePrecision {
    /// A building, airport or camp.
    Point,
    /// A part of a city.
    Neighborhood,
    /// A town, city or village.
    City,
    /// A second-level division.
    Admin2,
    /// A first-level division.
    Admin1,
    /// A country or territory.
    Country,
    /// Larger than or across countries; seas.
    Region,
    /// Not resolved.
    Unknown,
}

/// How the text uses a place's name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceUse {
    /// The place itself: "in Moscow".
    #[default]
    Literal,
    /// Its government or people: "Moscow said".
    Metonym,
    /// An adjective or demonym: "Russian".
    Adjective,
    /// The place line at the head of the article.
    Dateline,
}

/// A mention of a place. Unresolved ones stay, with null ids and coordinates.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Where it stands.
    #[serde(rename = "span")]
    pub range: TextRange,
    /// The words.
    pub text: String,
    /// The gazetteer's name.
    pub name: Option<String>,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// ISO 3166 alpha-2.
    pub country: Option<String>,
    /// Name of the first-level division.
    pub admin1: Option<String>,
    /// GeoNames feature code.
    pub feature: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// How finely it is known.
    pub precision: PlacePrecision,
    /// How it is used.
    #[serde(rename = "use", default)]
    pub usage: PlaceUse,
    /// Confidence, 0 to 1.
    pub score: f32,
}

/// TIMEX3 type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs)]
pub enum TimeKind {
    Date,
    Time,
    Duration,
    Set,
}

/// How finely a time is told, finest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum TimePrecision {
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Season,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
    Vague,
}

/// A time expression with its TIMEX3 value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Time {
    /// Where it stands.
    #[serde(rename = "span")]
    pub range: TextRange,
    /// The words.
    pub text: String,
    /// TIMEX3 type.
    pub kind: TimeKind,
    /// TIMEX3 value: `2024-03-22TNI`, `P2D`, `PAST_REF`.
    pub value: String,
    /// First day (or minute) covered; null for durations, sets and vague times.
    pub start: Option<Stamp>,
    /// Last day (or minute) covered, inclusive.
    pub end: Option<Stamp>,
    /// How finely it is told.
    pub precision: TimePrecision,
    /// What it was counted from: `published`, `context`, `none` (absolute), or `unknown`.
    pub anchor: String,
}

/// The words around a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Quantifier {
    Exactly,
    About,
    AtLeast,
    AtMost,
    MoreThan,
    LessThan,
    Nearly,
    Dozens,
    Scores,
    Hundreds,
    Thousands,
    Range,
}

/// A number that counts something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Where it stands, with its quantifier ("at least 115").
    #[serde(rename = "span")]
    pub range: TextRange,
    /// The words.
    pub text: String,
    /// What is told of them: `killed injured missing kidnapped hostages detained displaced released affected crowd money troops …`.
    pub what: String,
    /// `person`, a currency code for money, `percent`, `household`, …
    pub unit: String,
    /// Who or what is counted ("people", "soldiers").
    pub of: Option<String>,
    /// The lowest number the words allow.
    pub low: Option<f64>,
    /// The highest.
    pub high: Option<f64>,
    /// The single number a reader would take.
    pub best: Option<f64>,
    /// The words around the number.
    pub quantifier: Quantifier,
    /// True for a part of another figure ("among them 13 soldiers"), which is never added to it.
    #[serde(default)]
    pub part: bool,
    /// The words that make it what it is ("killing", "wounded"), where they stand outside the span.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<TextRange>,
    /// Which of the article's dead or hurt, where one is counted: figures with one number may be the same person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<u32>,
    /// True for a dead attacker whom the article's total of the dead leaves out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub beside: bool,
    /// True for a value that a newer one takes the place of ("rose to 137 from 133"); it is a `part` as well, never added.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub earlier: bool,
    /// Who gives this number, where it stands beside those of others ("police put the crowd at 4,000"); else who says so is
    /// told by the report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_by: Option<Span>,
}

/// How a quote is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuoteForm {
    /// In quotation marks.
    Direct,
    /// "said that …".
    Indirect,
    /// Partly in quotation marks.
    Mixed,
}

/// Who is quoted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Speaker {
    /// Where it stands (the words in the text, which may be a pronoun).
    #[serde(rename = "span")]
    pub range: TextRange,
    /// The words.
    pub text: String,
    /// The name it was resolved to in this article, where that is another string.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Who it is over all articles, once linked.
    pub actor: Option<ActorId>,
}

/// The word of saying.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cue {
    /// Where it stands.
    #[serde(rename = "span")]
    pub range: TextRange,
    /// The words: "said", "according to".
    pub text: String,
}

/// What somebody is quoted as saying.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// The content, with its quotation marks left out at the ends.
    #[serde(rename = "span")]
    pub range: TextRange,
    /// How it is told.
    pub form: QuoteForm,
    /// Who says it.
    pub speaker: Option<Speaker>,
    /// The word of saying.
    pub cue: Option<Cue>,
}

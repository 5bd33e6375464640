//! What a person corrects: wrong joins, wrong places and days, rejected and chosen figures. The log of it is data.

use crate::{Acled, ArticleId, EventId, EventPlace, EventTime, PlacePrecision, Plover, ReportId, Stamp, Status};
use serde::{Deserialize, Serialize};

/// What is corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Target {
    /// A whole event.
    Event(EventId),
    /// One report: what it tells counts differently in its event.
    Report(ReportId),
}

impl std::fmt::Display for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Target::Event(id) => id.fmt(f),
            Target::Report(id) => id.fmt(f),
        }
    }
}

/// A new value in place of a wrong one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "field", rename_all = "snake_case")]
pub enum Change {
    /// It was elsewhere; [`EventPlace::UNKNOWN`] where the place told is wrong and the right one is not known.
    Place {
        /// The right place.
        to: EventPlace,
    },
    /// It was on another day; all null where that is not known.
    When {
        /// The right time.
        to: EventTime,
    },
    /// It was something else.
    Kind {
        /// A path in the codebook.
        to: String,
        /// Its crosswalk, where there is one.
        plover: Option<Plover>,
        /// Its crosswalk, where there is one.
        acled: Option<Acled>,
    },
    /// It has another status.
    Status {
        /// The right one.
        to: Status,
    },
    /// This figure is wrong: it stays in the ledger, marked, and is recommended no more.
    Reject {
        /// `killed`, `injured`, …
        what: String,
        /// The number as the ledger has it in `best`.
        best: f64,
    },
    /// This is the figure to recommend, whatever comes later. Of events only.
    Choose {
        /// `killed`, `injured`, …
        what: String,
        /// The number.
        best: f64,
    },
}

/// What a person did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Action {
    /// These events are one.
    Merge {
        /// Two or more.
        events: Vec<EventId>,
    },
    /// These reports are not of the event, but of another one, together.
    Split {
        /// The event that is wrong.
        event: EventId,
        /// The reports that leave it; at least one stays.
        reports: Vec<ReportId>,
    },
    /// Something told of an event or by a report is wrong.
    Fix {
        /// What is fixed.
        target: Target,
        /// How.
        change: Change,
    },
}

impl Action {
    /// `merge`, `split` or `fix`.
    pub fn name(&self) -> &'static str {
        match self {
            Action::Merge { .. } => "merge",
            Action::Split { .. } => "split",
            Action::Fix { .. } => "fix",
        }
    }
}

impl std::fmt::Display for Action {
    /// What was done, in words for people. Names in it are as they were given: clean them before they go to a terminal.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        fn list<T: std::fmt::Display>(ids: &[T]) -> String {
            ids.iter().map(T::to_string).collect::<Vec<_>>().join(" ")
        }
        match self {
            Action::Merge { events } => write!(f, "merge {}", list(events)),
            Action::Split { event, reports } => write!(f, "split {event}: {} leave", list(reports)),
            Action::Fix { target, change } => write!(f, "fix {target}, {change}"),
        }
    }
}

impl std::fmt::Display for Change {
    /// The field and its new value, in words for people.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        const UNKNOWN: &str = "unknown";
        match self {
            // Of the places of one name the log says which.
            Change::Place { to } => match &to.name {
                Some(name) => {
                    let division = to.admin1.as_ref().filter(|a| *a != name);
                    let country = to.country.as_ref().filter(|_| to.precision != PlacePrecision::Country);
                    write!(f, "place: {name}")?;
                    division.into_iter().chain(country).try_for_each(|outer| write!(f, ", {outer}"))
                }
                None => write!(f, "place: {UNKNOWN}"),
            },
            Change::When { to } => match (to.start, to.end) {
                (Some(a), Some(b)) if a != b => write!(f, "day: {a}..{b}"),
                (Some(a), _) => write!(f, "day: {a}"),
                _ => write!(f, "day: {UNKNOWN}"),
            },
            Change::Kind { to, .. } => write!(f, "kind: {to}"),
            Change::Status { to } => write!(f, "status: {}", format!("{to:?}").to_lowercase()),
            Change::Reject { what, best } => write!(f, "reject {what} {best}"),
            Change::Choose { what, best } => write!(f, "choose {what} {best}"),
        }
    }
}

/// A report that a correction holds on to, so that it can be made again when everything was read anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// Of which part: the place of the event among the merged ones; for a split 0 where it stays and 1 where it leaves.
    pub of: u32,
    /// The report.
    pub report: ReportId,
    /// Its article.
    pub article: ArticleId,
    /// Its trigger's words. With article and sentence they find the report again if its kind is told differently.
    pub trigger: String,
    /// The sentence it stands in.
    pub sentence: String,
}

/// Who did something, why, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// A person's name; never empty.
    pub who: String,
    /// The reason; never empty.
    pub why: String,
    /// When, as the caller says: the program asks no clock.
    pub at: Option<Stamp>,
}

/// One entry of the log of corrections.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// Its number in the log, from 1; corrections are made in this order.
    pub n: u32,
    /// What was done. Its event ids are those of the day on which it was done.
    #[serde(flatten)]
    pub action: Action,
    /// By whom, why, when.
    #[serde(flatten)]
    pub signed: Signed,
    /// By whom, why and when it was taken back; null while it holds.
    pub undone: Option<Signed>,
    /// The reports it holds on to.
    pub anchors: Vec<Anchor>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_reads_back_from_its_words() {
        let event = EventId([7; 10]);
        let signed = Signed { who: "Ana Ruiz".into(), why: "two mills".into(), at: Some("2031-05-02".parse().unwrap()) };
        let change = Change::Reject { what: "killed".into(), best: 12.0 };
        for action in [
            Action::Merge { events: vec![event, EventId([8; 10])] },
            Action::Split { event, reports: vec![ReportId([9; 10])] },
            Action::Fix { target: Target::Report(ReportId([9; 10])), change },
        ] {
            let c = Correction { n: 1, action, signed: signed.clone(), undone: Some(signed.clone()), anchors: vec![] };
            let words = serde_json::to_string(&c).unwrap();
            assert_eq!(serde_json::from_str::<Correction>(&words).unwrap(), c, "{words}");
        }
    }
}

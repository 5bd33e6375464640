//! The words of Dateline: page, article, block, mention, report, event, actor, story, and what they carry.
//!
//! Every other crate meets here. Nothing in this crate does I/O, asks a clock, or uses randomness.
//! Positions inside the program are **bytes** ([`TextRange`]); on the wire they are Unicode code points.
//! The conversion is one call, [`Reading::map_ranges`] with a [`CharIndex`].

pub mod article;
pub mod chain;
pub mod correction;
pub mod countries;
pub mod diagnostic;
pub mod event;
pub mod hashed;
pub mod ids;
pub mod links;
pub mod mention;
pub mod page;
pub mod reading;
pub mod report;
pub mod stamp;
pub mod syntax;
pub mod text;
pub mod transfer;

pub use article::{Article, Block, BlockKind, Dateline};
pub use chain::{Chain, ChainMention, MentionKind};
pub use correction::{Action, Anchor, Change, Correction, Signed, Target};
pub use diagnostic::{Code, Diagnostic, Severity};
pub use event::{Actor, Event, EventFigure, EventPlace, EventRole, EventTime, LedgerEntry, Moved, Recommended, Story, Told};
pub use ids::{ActorId, ArticleId, EventId, PageId, ReportId, StoryId};
pub use links::Links;
pub use mention::{
    Cue, Figure, Mentions, Name, NameKind, Place, PlacePrecision, PlaceUse, Quantifier, Quote, QuoteForm, Speaker, Time,
    TimeKind, TimePrecision,
};
pub use page::{Accounted, Input, MediaType, Page, PageHints, PageRecord};
pub use reading::Reading;
pub use report::{
    Acled, Attribution, Carried, Plover, Report, ReportPlace, ReportTime, Role, RoleKind, SaidBy, Status, goes_elsewhere,
    is_of_kind,
};
pub use stamp::Stamp;
pub use syntax::{Pos, Sentence, Syntax, Token};
pub use text::{CharIndex, CharRange, Span, TextRange};

//! Which report, name and article belongs to which event, actor, story and original.

use crate::{ActorId, ArticleId, EventId, Reading, ReportId, StoryId, TextRange};
use std::collections::HashMap;

/// The answers of linking, by the things linked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Links {
    /// The event of each report.
    pub event_of: HashMap<ReportId, EventId>,
    /// The actor of each name, by article and index into its names.
    pub actor_of: HashMap<(ArticleId, u32), ActorId>,
    /// The story of an article.
    pub story_of: HashMap<ArticleId, StoryId>,
    /// Copy → original.
    pub duplicate_of: HashMap<ArticleId, ArticleId>,
}

impl Links {
    /// Writes the ids of events, actors, story and original into a reading.
    pub fn apply(&self, reading: &mut Reading) {
        let id = reading.article.id;
        reading.duplicate_of = self.duplicate_of.get(&id).copied();
        reading.story = self.story_of.get(&id).copied();
        let actor = |name: u32| self.actor_of.get(&(id, name)).copied();
        for (i, name) in reading.mentions.names.iter_mut().enumerate() {
            name.actor = actor(i as u32);
        }
        let names = &reading.mentions.names;
        // A speaker or source is the actor of the name that its words hold or were resolved to.
        let text = &reading.article.text;
        let of_words = |range: TextRange, resolved: Option<&str>| match resolved {
            Some(full) => names.iter().find(|n| n.text == full).and_then(|n| n.actor),
            None => names.iter().find(|n| n.is_of(text, range)).and_then(|n| n.actor),
        };
        for quote in &mut reading.mentions.quotes {
            if let Some(s) = &mut quote.speaker {
                s.actor = of_words(s.range, s.name.as_deref());
            }
        }
        for report in &mut reading.reports {
            report.event = self.event_of.get(&report.id).copied();
            for role in &mut report.roles {
                role.actor = role.name.and_then(actor);
            }
            if let Some(s) = &mut report.said_by {
                s.actor = of_words(s.span.range, s.name.as_deref());
            }
        }
    }
}

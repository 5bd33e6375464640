//! Articles and actors of events, kept at hand while events are written out one after another.

use crate::{Browse, Result, Store};
use model::{Actor, ActorId, ArticleId, Event, Reading};
use std::collections::HashMap;
use std::rc::Rc;

/// So many articles are kept: events of one story follow one another.
const ARTICLES: usize = 512;
/// A headline is cut after so many characters: one of megabytes would stand in every row.
const HEADLINE: usize = 300;
/// So many actors.
const ACTORS: usize = 32_768;

/// What was fetched.
#[derive(Default)]
pub struct Shelf {
    readings: HashMap<ArticleId, Rc<Reading>>,
    /// Whoever takes part in the events that were fetched last, and whoever says something of them.
    pub actors: HashMap<ActorId, Actor>,
}

impl Shelf {
    /// The articles of an event, earliest first. Copies are left out; where there is nothing but copies, they are given.
    pub fn fetch(&mut self, db: &(impl Store + Browse), event: &Event) -> Result<Vec<Rc<Reading>>> {
        if self.readings.len() > ARTICLES {
            self.readings.clear();
        }
        let mut all = Vec::with_capacity(event.articles.len());
        for id in &event.articles {
            if !self.readings.contains_key(id)
                && let Some(mut reading) = db.reading(*id)?
            {
                reading.article.headline = reading.article.headline.map(cut);
                self.readings.insert(*id, Rc::new(reading));
            }
            all.extend(self.readings.get(id).cloned());
        }
        let own: Vec<_> = all.iter().filter(|r| r.duplicate_of.is_none()).cloned().collect();
        let readings = if own.is_empty() { all } else { own };
        self.fetch_actors(db, event, &readings)?;
        Ok(readings)
    }

    fn fetch_actors(&mut self, db: &impl Browse, event: &Event, readings: &[Rc<Reading>]) -> Result<()> {
        if self.actors.len() > ACTORS {
            self.actors.clear();
        }
        let reports = readings.iter().flat_map(|r| &r.reports).filter(|r| r.event == Some(event.id));
        let in_reports =
            reports.flat_map(|r| r.roles.iter().filter_map(|x| x.actor).chain(r.said_by.as_ref().and_then(|s| s.actor)));
        for id in event.roles.iter().filter_map(|r| r.actor).chain(in_reports) {
            if !self.actors.contains_key(&id)
                && let Some(actor) = db.actor(id)?
            {
                self.actors.insert(id, actor);
            }
        }
        Ok(())
    }
}

/// A headline, where it is very long with an ellipsis for the rest.
fn cut(headline: String) -> String {
    match headline.char_indices().nth(HEADLINE) {
        Some((at, _)) => format!("{}…", &headline[..at]),
        None => headline,
    }
}

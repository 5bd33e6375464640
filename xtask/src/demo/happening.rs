//! What happened: happenings that gather the reports of them, until no article comes back to them.

use super::kinds::Kind;
use jiff::civil::Date;
use link::{Digest, Known};
use model::{ActorId, ArticleId, Event, ReportId};
use std::collections::{HashMap, HashSet};

/// One happening.
pub struct Happening {
    pub kind: &'static Kind,
    pub day: Date,
    /// Numbers in the cast.
    pub town: usize,
    pub person: usize,
    pub group: usize,
    pub killed: u64,
    pub injured: u64,
    /// Who tells it: the articles, cut down to the reports of it.
    pub digests: Vec<Digest>,
}

impl Happening {
    /// Notes that an article tells it in these of its reports.
    pub fn told(&mut self, article: &Digest, reports: &[ReportId]) {
        let mut digest = article.clone();
        digest.reports.retain(|r| reports.contains(&r.id));
        digest.telling = Default::default();
        self.digests.push(digest);
    }

    /// The event of its reports, as linking makes it.
    pub fn event(
        &mut self,
        known: &HashMap<ActorId, Known>,
        actor_of: &HashMap<(ArticleId, u32), ActorId>,
        copies: &HashMap<ArticleId, ArticleId>,
    ) -> Option<Event> {
        let digests = std::mem::take(&mut self.digests);
        let wanted: HashSet<ReportId> = digests.iter().flat_map(|d| &d.reports).map(|r| r.id).collect();
        link::event(&wanted, digests, known, actor_of, copies)
    }
}

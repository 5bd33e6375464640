//! Which reports are one event, after merges and splits.

use crate::Result;
use model::{Action, Anchor, Correction, Event, EventId, ReportId};
use std::collections::{BTreeSet, HashMap};

/// The reports of one event, and the corrections that shaped it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    pub reports: Vec<ReportId>,
    /// Numbers of merges, splits and fixes, ascending.
    pub by: Vec<u32>,
    /// The event of linking that this is, while no merge or split changed it.
    pub raw: Option<EventId>,
}

/// An event that was split, and what has come to it since.
pub struct Parted<'a> {
    pub fresh: &'a [ReportId],
    pub stay: &'a [ReportId],
    pub leaving: &'a [ReportId],
}

/// All events that corrections touch, as sets of reports.
#[derive(Clone, Debug, Default)]
pub struct Groups {
    pub all: Vec<Group>,
    at: HashMap<ReportId, usize>,
}

impl Groups {
    pub fn of(events: &[Event]) -> Groups {
        let mut out = Groups::default();
        for e in events {
            out.push(Group { reports: e.reports.clone(), by: Vec::new(), raw: Some(e.id) });
        }
        out
    }

    fn push(&mut self, group: Group) {
        let n = self.all.len();
        self.at.extend(group.reports.iter().map(|r| (*r, n)));
        self.all.push(group);
    }

    /// The group that the first of these reports which is still there is in.
    pub fn find<'a>(&self, anchors: impl Iterator<Item = &'a Anchor>) -> Option<usize> {
        anchors.filter_map(|a| self.at.get(&a.report).copied()).next()
    }

    /// Makes a merge or split. Reports in `c.anchors` are those of today. `follow` tells of reports that were not there when an
    /// event was split which of them go with those that leave it.
    pub fn apply(&mut self, c: &Correction, follow: &mut dyn FnMut(Parted) -> Result<Vec<ReportId>>) -> Result<()> {
        match &c.action {
            Action::Merge { events } => {
                let of = |n: usize| c.anchors.iter().filter(move |a| a.of as usize == n);
                let mut found: Vec<usize> = (0..events.len()).filter_map(|n| self.find(of(n))).collect();
                found.sort_unstable();
                found.dedup();
                if let [into, rest @ ..] = found.as_slice()
                    && !rest.is_empty()
                {
                    rest.iter().for_each(|from| self.join(*into, *from));
                    self.changed(*into, c.n);
                }
            }
            Action::Split { .. } => {
                let home: Vec<usize> =
                    (c.anchors.iter().filter(|a| a.of == 0)).filter_map(|a| self.at.get(&a.report).copied()).collect();
                let mut leaving: Vec<ReportId> = c
                    .anchors
                    .iter()
                    .filter(|a| a.of == 1 && self.at.get(&a.report).is_some_and(|g| home.contains(g)))
                    .map(|a| a.report)
                    .collect();
                if leaving.is_empty() {
                    return Ok(());
                }
                let known = |r: &ReportId| c.anchors.iter().any(|a| a.report == *r);
                let groups: BTreeSet<usize> = home.iter().copied().collect();
                let (stay, fresh): (Vec<ReportId>, Vec<ReportId>) =
                    groups.iter().flat_map(|g| self.all[*g].reports.iter().copied()).partition(known);
                if !fresh.is_empty() {
                    let stay: Vec<ReportId> = stay.into_iter().filter(|r| !leaving.contains(r)).collect();
                    let more = follow(Parted { fresh: &fresh, stay: &stay, leaving: &leaving })?;
                    leaving.extend(more);
                }
                let mut by = vec![c.n];
                for r in &leaving {
                    let g = self.at[r];
                    self.all[g].reports.retain(|x| x != r);
                    by.extend(&self.all[g].by);
                    self.changed(g, c.n);
                }
                by.sort_unstable();
                by.dedup();
                self.push(Group { reports: leaving, by, raw: None });
            }
            Action::Fix { .. } => {
                if let Some(g) = self.find(c.anchors.iter()) {
                    self.note(g, c.n);
                }
            }
        }
        Ok(())
    }

    fn join(&mut self, into: usize, from: usize) {
        let Group { reports, by, .. } = std::mem::take(&mut self.all[from]);
        self.at.extend(reports.iter().map(|r| (*r, into)));
        self.all[into].reports.extend(reports);
        by.iter().for_each(|n| self.note(into, *n));
    }

    fn changed(&mut self, g: usize, n: u32) {
        self.all[g].raw = None;
        self.note(g, n);
    }

    fn note(&mut self, g: usize, n: u32) {
        if let Err(at) = self.all[g].by.binary_search(&n) {
            self.all[g].by.insert(at, n);
        }
    }
}

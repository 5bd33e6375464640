//! What there is to decide in an article, for training: each deed with its features, each phrase near it with its own.

use super::features::{Overview, deed, facts, news};
use super::model::Facts;
use super::{candidates, named, violent};
use crate::Coder;
use crate::code::Draft;
use crate::find::Scene;
use model::{NameKind, RoleKind};

/// A report of violence.
pub struct Deed {
    /// Path of its kind.
    pub kind: String,
    /// Its features.
    pub facts: Facts,
    /// Texts of the roles that the rules gave it.
    pub roles: Vec<String>,
    /// Phrases in and near its sentence.
    pub phrases: Vec<Phrase>,
}

/// A phrase that may play a part in it.
pub struct Phrase {
    /// Ways to write it: as it stands, with what hangs from it, by the name alone.
    pub texts: Vec<String>,
    /// Its features.
    pub facts: Facts,
    /// What the rules take it for.
    pub rule: Option<RoleKind>,
    /// True for people without a name: a key that lists only persons by name says nothing of them.
    pub nameless: bool,
}

/// The decisions about drafts that the rules are done with.
pub(crate) fn deeds(coder: &Coder, scene: &Scene, drafts: &[Draft]) -> Vec<Deed> {
    let w = scene.words;
    let over = Overview::new(coder, scene, drafts);
    let cut = |p: crate::words::Phrase| w.range(p.start, p.end).of(w.text).to_string();
    let of = |(n, d): (usize, &Draft)| {
        let words = deed(coder, scene, d);
        let phrases = candidates(scene, &over, d).into_iter().map(|p| {
            let named = named(scene, p);
            let person = named.is_some_and(|n| scene.mentions.names[n as usize].kind == NameKind::Person);
            let human = scene.lexicon.phrase_is("people", p, w, scene.mentions);
            let mut texts = vec![cut(p), cut(w.full(p)), cut(scene.called(RoleKind::Actor, w.full(p)))];
            texts.extend(named.map(|n| {
                let name = &scene.mentions.names[n as usize];
                scene.mentions.names[name.same_as.unwrap_or(n) as usize].text.clone()
            }));
            Phrase {
                texts,
                facts: facts(scene, &over, d, &words, p),
                rule: d.found.roles.iter().find(|(_, q)| q.start <= p.head && p.head < q.end).map(|(r, _)| *r),
                nameless: human && !person,
            }
        });
        Deed {
            kind: coder.book.kinds[d.found.kind].kind.clone(),
            facts: news(coder, scene, &over, n, d),
            roles: d.found.roles.iter().map(|(r, p)| cut(scene.called(*r, *p))).collect(),
            phrases: phrases.collect(),
        }
    };
    drafts.iter().enumerate().filter(|(_, d)| violent(coder, d)).map(of).collect()
}

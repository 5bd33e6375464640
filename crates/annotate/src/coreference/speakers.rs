//! The names of speakers: what the words of a quote's speaker stand for by their chain.

use model::{Chain, MentionKind, Name, NameKind, Quote, TextRange};
use rustc_hash::FxHashMap;

/// Gives each quote's speaker the name that a pronoun or a phrase stands for: the fullest of its chain, else the phrase
/// that began it ("the woman").
pub fn name_speakers(text: &str, names: &[Name], chains: &[Chain], quotes: &mut [Quote]) {
    let mut by_start: FxHashMap<u32, Vec<(TextRange, MentionKind, usize)>> = FxHashMap::default();
    for (c, chain) in chains.iter().enumerate() {
        for m in &chain.mentions {
            by_start.entry(m.range.start).or_default().push((m.range, m.kind, c));
        }
    }
    for speaker in quotes.iter_mut().filter_map(|q| q.speaker.as_mut()).filter(|s| s.name.is_none()) {
        let range = speaker.range;
        let at = by_start.get(&range.start).into_iter().flatten();
        // A phrase may go on behind the words taken for the speaker.
        let Some(&(_, kind, chain)) = at.filter(|m| m.1 != MentionKind::Name && m.0.end >= range.end).min_by_key(|m| m.0.end)
        else {
            continue;
        };
        let chain = &chains[chain];
        let name = chain.name.and_then(|n| names.get(n as usize));
        let acts = name.is_some_and(|n| matches!(n.kind, NameKind::Person | NameKind::Organization | NameKind::Group));
        speaker.name = match name {
            Some(n) if acts || kind == MentionKind::Pronoun => Some(n.text.clone()),
            None if kind == MentionKind::Pronoun => {
                let phrase = chain.mentions.iter().find(|m| m.kind == MentionKind::Nominal && m.range.end <= range.start);
                phrase.map(|m| m.range.of(text).to_string())
            }
            _ => None,
        }
        .filter(|n| *n != speaker.text);
    }
}

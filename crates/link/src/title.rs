//! A short line for an event: its kind, who took part, and where.

use model::{EventPlace, EventRole, RoleKind};

/// "Shooting: gunmen, a popular concert venue (Krasnogorsk)".
pub fn title(kind: &str, roles: &[EventRole], place: &EventPlace) -> String {
    let mut out = label(kind);
    let pick = |k: RoleKind| {
        roles.iter().filter(|r| r.role == k).max_by_key(|r| (r.reports.len(), r.actor.is_some())).map(|r| &r.name)
    };
    let who: Vec<&String> = [RoleKind::Speaker, RoleKind::Actor, RoleKind::Target, RoleKind::Victim, RoleKind::Recipient]
        .into_iter()
        .filter_map(pick)
        .take(2)
        .collect();
    for (i, name) in who.iter().enumerate() {
        out.push_str(if i == 0 { ": " } else { " → " });
        out.push_str(&short(name));
    }
    if let Some(name) = &place.name {
        out.push_str(&format!(" ({name})"));
    }
    out
}

/// "assault.suicide_bombing" → "Suicide bombing".
fn label(kind: &str) -> String {
    let last = kind.rsplit('.').next().unwrap_or(kind).replace('_', " ");
    let mut chars = last.chars();
    chars.next().map(|c| c.to_uppercase().collect::<String>() + chars.as_str()).unwrap_or_default()
}

/// The first eight words.
fn short(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    if words.len() <= 8 { words.join(" ") } else { format!("{} …", words[..8].join(" ")) }
}

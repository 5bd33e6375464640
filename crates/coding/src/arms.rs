//! Whose arms they are: "its fighters", "Russian troops", "a Russian missile", "an al-Shabab attack".
//!
//! Who is told of by nothing but his fighters or weapons acts all the same; an analyst looks for him by name.

use crate::code::Draft;
use crate::codebook::Family;
use crate::find::Scene;
use crate::words::{NONE, Phrase};
use model::{NameKind, PlacePrecision, Role, RoleKind, Span};

/// Whoever and whatever fights for a group, a body or a state is as good as it.
const FOLLOWERS: &[&str] = &[
    "fighter",
    "member",
    "militant",
    "gunman",
    "guerrilla",
    "rebel",
    "insurgent",
    "soldier",
    "troop",
    "troops",
    "force",
    "army",
    "navy",
    "police",
    "officer",
    "commando",
    "militia",
    "militiaman",
    "jet",
    "warplane",
    "plane",
    "aircraft",
    "drone",
    "helicopter",
    "gunship",
    "artillery",
    "operative",
    "defence",
    "defense",
];

/// Whoever and whatever fights for a state, where its adjective says so.
const STATE_ARMS: &[&str] = &[
    "soldier",
    "troop",
    "troops",
    "force",
    "army",
    "military",
    "navy",
    "marine",
    "paratrooper",
    "commando",
    "jet",
    "warplane",
    "plane",
    "aircraft",
    "bomber",
    "drone",
    "helicopter",
    "gunship",
    "warship",
    "artillery",
    "tank",
    "airstrike",
];

/// What is fired or dropped, and the doing of it.
const FIRED: &[&str] = &[
    "missile",
    "rocket",
    "shell",
    "shelling",
    "drone",
    "bomb",
    "warplane",
    "jet",
    "mortar",
    "artillery",
    "bombardment",
    "strike",
    "airstrike",
    "fire",
    "gunfire",
    "projectile",
    "barrage",
    "munition",
];

/// What is done by whoever's name stands before it, where that is a group's: "the Kenya attack" was in Kenya.
const DEEDS: &[&str] = &["attack", "raid", "ambush", "assault", "offensive", "massacre", "bombing", "incursion"];

/// Words that make a name say something else: a "Norland-made missile" is fired by anybody.
const OTHER: &[&str] = &[
    "former",
    "ex",
    "pro",
    "anti",
    "led",
    "backed",
    "trained",
    "supplied",
    "made",
    "built",
    "suspected",
    "alleged",
    "no",
    "rebel",
    "and",
];

impl Scene<'_> {
    /// Index of the name of the group, body or state whose people or arms a phrase tells of: "its fighters", "the group's gunmen".
    pub fn owner(&self, p: Phrase) -> Option<u32> {
        let w = self.words;
        if !FOLLOWERS.contains(&w.lemma(p.head)) {
            return None;
        }
        let owner = (p.start..p.head).find(|&i| {
            w.governor(i) == Some(p.head)
                && (matches!(w.low(i), "its" | "their") || w.tokens.get(i + 1).is_some() && w.low(i + 1) == "'s")
        })?;
        let name = match w.low(owner) {
            "its" | "their" => self.said_of_own(p.head).unwrap_or_else(|| self.named_by(owner))?,
            _ => self.named_by(owner)?,
        };
        matches!(self.mentions.names[name as usize].kind, NameKind::Organization | NameKind::Group | NameKind::Place)
            .then_some(name)
    }

    /// "The Herald reported that the army said its troops": whoever says so last speaks of his own. `None` where nobody in the
    /// sentence says it; within, the name of the one who does, if he has one.
    fn said_of_own(&self, head: usize) -> Option<Option<u32>> {
        let w = self.words;
        let says = |v: usize| w.is_verb(v) && self.lexicon.has("speech", w.lemma(v));
        let sayer = w
            .above(head, 8)
            .skip(1)
            .filter(|&v| says(v))
            .find_map(|v| w.below(v).find(|&j| w.relation(j) == "nsubj" && j < v))?;
        Some(Some(w.name_of[sayer]).filter(|n| *n != NONE).or_else(|| self.named_by(sayer)))
    }

    /// Index of the name of the state whose forces a phrase tells of: "Russian troops", "US forces", "two Israeli jets".
    pub fn state_of_forces(&self, p: Phrase) -> Option<u32> {
        STATE_ARMS.contains(&self.words.lemma(p.head)).then(|| self.state_before(p.start, p.head)).flatten()
    }

    /// The one state that words tell of by its name or adjective; nothing where they make it say something else.
    fn state_before(&self, from: usize, to: usize) -> Option<u32> {
        let w = self.words;
        if (from..to).any(|i| OTHER.contains(&w.low(i))) {
            return None;
        }
        let mut states = (from..to).filter_map(|i| {
            let name = Some(w.name_of[i]).filter(|n| *n != NONE)?;
            let kind = self.mentions.names[name as usize].kind;
            let place = self.mentions.places.get(w.place_of[i] as usize)?;
            // "The Norland strikes" were in Norland; "US strikes" and "Norland's strikes" are theirs.
            let theirs = kind == NameKind::Nationality
                || kind == NameKind::Place && (matches!(w.low(i + 1), "'s" | "’s") || !place.text.contains(char::is_lowercase));
            (theirs && place.precision == PlacePrecision::Country).then_some((name, &place.country))
        });
        let (name, country) = states.next()?;
        states.all(|(_, other)| other == country).then_some(name)
    }

    /// Whoever fires and drops what a report without an actor tells of, as its actor: "a Russian missile hit", "Hezbollah rockets
    /// killed", "an al-Shabab attack".
    pub fn add_owner_of_arms(&self, family: Family, d: &Draft, roles: &mut Vec<Role>) {
        if family != Family::Violence || roles.iter().any(|r| r.role == RoleKind::Actor) {
            return;
        }
        let w = self.words;
        let means = d.found.roles.iter().filter(|(r, _)| *r == RoleKind::Instrument).map(|(_, p)| *p);
        let told = (d.found.first..d.found.end).filter(|&i| FIRED.contains(&w.lemma(i)) || DEEDS.contains(&w.lemma(i)));
        let Some(name) = means.chain(told.filter_map(|i| w.phrase(i))).find_map(|p| self.owner_of_arms(p)) else { return };
        let range = self.mentions.names[name as usize].range;
        roles.insert(0, Role { role: RoleKind::Actor, span: Span::cut(w.text, range), name: Some(name), actor: None });
    }

    fn owner_of_arms(&self, p: Phrase) -> Option<u32> {
        let w = self.words;
        let fired = FIRED.contains(&w.lemma(p.head));
        if !fired && !DEEDS.contains(&w.lemma(p.head)) {
            return None;
        }
        let state = || fired.then(|| self.state_before(p.start, p.head)).flatten();
        let sides: &[NameKind] = if fired { &[NameKind::Group, NameKind::Organization] } else { &[NameKind::Group] };
        let plain = || !(p.start..p.head).any(|i| OTHER.contains(&w.low(i)));
        let side = || {
            (p.start..p.head)
                .rev()
                .map(|i| w.name_of[i])
                .find(|&n| n != NONE && sides.contains(&self.mentions.names[n as usize].kind))
        };
        state().or_else(|| side().filter(|_| plain()))
    }
}

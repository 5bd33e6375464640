//! What befalls people in more words than one: "took part in a protest", "were taken into custody", "lost their homes",
//! "brought 21 miners to the surface", "deployed 100 soldiers".

use super::lexicon::{Class, lexicon};
use super::phrase::{Counted, Kind};
use super::told::Told;
use super::words::Sentence;
use model::Pos;

/// How far behind a verb the words that go with it are looked for.
const NEAR: usize = 8;

impl Sentence<'_> {
    /// True for a word of `class` among the few from `i` on, in the same clause.
    fn soon(&self, i: usize, reach: usize, class: Class) -> bool {
        let stop =
            |j: &usize| matches!(self.lower(*j), "," | ";" | ":" | "." | "who" | "that" | "when" | "while" | "after" | "");
        (i..self.len().min(i + reach)).take_while(|j| !stop(j)).any(|j| lexicon().is(class, self.lower(j)))
    }

    /// "onto the streets", "into the square", seen from the first word behind the verb.
    fn taken_to_the_streets(&self, i: usize) -> bool {
        let on = (i..i + 3).any(|j| matches!(self.lower(j), "to" | "into" | "onto" | "on" | "in" | "through"));
        on && (i..i + 5).any(|j| matches!(self.lower(j), "street" | "streets" | "square" | "squares"))
    }

    /// What the predicate from token `i` on tells of its subject; `helped` behind a form of "be".
    pub(super) fn befalls(&self, i: usize, helped: bool) -> Option<Told> {
        if !lexicon().is(Class::Befalling, self.lower(i)) {
            return None;
        }
        let what = if helped { self.is_done_to(i) } else { self.gathers(i).or_else(|| self.suffers(i)) };
        what.or_else(|| self.lacks(i)).map(|what| (what, i))
    }

    /// "took part in a march", "took to the streets", "turned out", "packed the square", "joined the strike".
    fn gathers(&self, i: usize) -> Option<&'static str> {
        let next = |k: usize| self.lower(i + k);
        let gathering = |from: usize| self.soon(from, NEAR, Class::Gathering);
        let ends = |w: &str| matches!(w, "." | "," | ";" | "and" | "while" | "on" | "across" | "");
        let gathers = match self.lower(i) {
            "took" | "take" | "takes" | "taken" | "taking" => {
                next(1) == "part" && (gathering(i + 2) || ends(next(2))) || next(1) == "to" && self.taken_to_the_streets(i + 1)
            }
            // "turned out to be"
            "turned" | "turn" => next(1) == "out" && next(2) != "to" || next(1) == "up" && gathering(i + 2),
            "poured" | "spilled" | "streamed" | "flocked" | "surged" | "came" | "come" => self.taken_to_the_streets(i + 1),
            "went" | "walked" | "downed" | "stopped" => match next(1) {
                "on" => next(2) == "strike",
                "off" => matches!(next(3), "job" | "jobs"),
                "tools" | "work" => self.lower(i) != "went",
                _ => false,
            },
            "packed" | "filled" | "thronged" | "flooded" | "lined" | "jammed" | "occupied" | "surrounded" | "besieged"
            | "blocked" | "blockaded" | "barricaded" | "stormed" => self.soon(i + 1, 6, Class::Site),
            "picketed" | "picket" => true,
            "joined" | "join" | "attended" | "attend" | "staged" | "stage" | "held" | "hold" => {
                self.soon(i + 1, 6, Class::Gathering)
            }
            _ => false,
        };
        gathers.then_some("crowd")
    }

    /// "tested positive for cholera", "caught the virus", "lost their homes", "escaped".
    fn suffers(&self, i: usize) -> Option<&'static str> {
        let next = |k: usize| self.lower(i + k);
        match self.lower(i) {
            // "tested positive for steroids"
            "tested" | "test" => {
                let other = |j: usize| {
                    matches!(self.lower(j), "drug" | "drugs" | "alcohol" | "steroids" | "steroid" | "doping")
                        || matches!(
                            self.lower(j),
                            "cocaine" | "cannabis" | "substance" | "substances" | "meldonium" | "testosterone"
                        )
                };
                (next(1) == "positive" && !(i + 2..i + 9).any(other)).then_some("infected")
            }
            "contracted" | "contract" | "caught" | "catch" => self.soon(i + 1, 5, Class::Disease).then_some("infected"),
            "came" | "come" => {
                (next(1) == "down" && next(2) == "with" && self.soon(i + 3, 5, Class::Disease)).then_some("infected")
            }
            "lost" | "lose" => (next(1) == "their" && matches!(next(2), "homes" | "houses" | "home")).then_some("displaced"),
            // "escaped unhurt", "escaped injury"
            "escaped" => {
                let on =
                    matches!(next(1), "." | "," | "and" | "from" | "later" | "during" | "after" | "when" | "on" | "into" | "");
                (on || next(1) == "captivity" || i + 1 < self.len() && self.timed(i + 1, i + 2)).then_some("escaped")
            }
            "face" | "faces" | "faced" => self.soon(i + 1, 5, Class::Want).then_some("affected"),
            "need" | "needed" => self.soon(i + 1, 5, Class::Relief).then_some("affected"),
            _ => None,
        }
    }

    /// "without electricity", "lost power": what those who are counted lack, whether or not a verb stands before.
    fn lacks(&self, i: usize) -> Option<&'static str> {
        matches!(self.lower(i), "without" | "lost").then_some(())?;
        let power = |j: usize| {
            let w = self.lower(j);
            matches!(w, "power" | "electricity" | "water" | "heat" | "heating" | "gas" | "light" | "shelter" | "food")
        };
        let homes = |j: usize| matches!(self.lower(j), "homes" | "home" | "houses" | "roof");
        let near = i + 1..i + 5;
        match self.lower(i) {
            "without" if near.clone().any(homes) => Some("displaced"),
            "without" if near.clone().any(power) => Some("affected"),
            "lost" if matches!(self.lower(i + 1), "power" | "electricity") => Some("affected"),
            _ => None,
        }
    }

    /// "were taken into custody", "were plucked from the sea", "were feared buried", seen from behind "were".
    fn is_done_to(&self, i: usize) -> Option<&'static str> {
        let next = |k: usize| self.lower(i + k);
        let soon = |words: &[&str]| (i + 1..i + NEAR).any(|j| words.contains(&self.lower(j)));
        match self.lower(i) {
            "taken" if matches!(next(1), "hostage" | "captive") => Some("hostages"),
            "taken" if next(1) == "prisoner" || next(1) == "into" && next(2) == "custody" => Some("detained"),
            "held" => match next(1) {
                "hostage" | "captive" => Some("hostages"),
                "responsible" | "accountable" | "liable" | "up" | "back" | "together" | "aloft" | "to" | "high" => None,
                _ => Some("detained"),
            },
            "remanded" => Some("detained"),
            "locked" => (next(1) == "up").then_some("detained"),
            "deployed" | "stationed" | "dispatched" | "redeployed" | "massed" | "mobilised" | "mobilized" | "posted"
            | "sent" | "withdrawn" | "garrisoned" => Some("troops"),
            "diagnosed" => self.soon(i + 1, NEAR, Class::Disease).then_some("infected"),
            "forced" | "driven" => {
                let flee = next(1) == "to" && matches!(next(2), "flee" | "evacuate" | "leave");
                (flee || next(1) == "from" && soon(&["homes", "houses", "villages"])).then_some("displaced")
            }
            "moved" | "relocated" => soon(&["safety", "shelters", "shelter", "ground"]).then_some("displaced"),
            "saved" => Some("rescued"),
            "brought" | "taken" | "led" | "carried" | "pulled" | "winched" | "airlifted" | "plucked" | "fished" | "hauled"
            | "dug" | "picked" => self.brought_to_safety(i, i + 1).then_some("rescued"),
            "buried" => {
                let feared = i > 0 && matches!(self.lower(i - 1), "feared" | "believed" | "thought");
                let under = matches!(next(1), "under" | "beneath" | "by" | "in" | "underneath");
                (feared || under && self.soon(i + 2, NEAR, Class::Burying)).then_some("missing")
            }
            _ => None,
        }
    }

    /// True where the verb at `v` brings people out of danger: "to safety", "ashore", "from the sea", told from token `from` on.
    fn brought_to_safety(&self, v: usize, from: usize) -> bool {
        let on = || (from..self.len().min(from + NEAR)).take_while(|&j| !matches!(self.lower(j), "," | ";" | "and" | "."));
        let safe = |j: usize| match self.lower(j) {
            "safety" | "shore" | "surface" => (j.saturating_sub(3)..j).any(|k| matches!(self.lower(k), "to" | "onto")),
            "ashore" | "alive" => true,
            _ => false,
        };
        // "picked up by police" is no rescue.
        let out =
            matches!(self.lower(v), "pulled" | "pulling" | "plucked" | "plucking" | "fished" | "hauled" | "hauling" | "dug")
                || matches!(self.lower(v), "winched" | "airlifted" | "winching" | "airlifting")
                || matches!(self.lower(v), "picked" | "picking") && (v + 1..v + 3).any(|j| self.lower(j) == "up");
        let from_danger = |j: usize| {
            let of = matches!(self.lower(j), "from" | "out" | "off" | "by");
            of && self.soon(j + 1, 6, Class::Danger)
        };
        on().any(safe) || out && on().any(from_danger) && !on().any(|j| matches!(self.lower(j), "dead" | "lifeless"))
    }

    /// What is told of people by a verb before them that tells it of nothing else: "seized", "pulled", "took … into custody".
    pub(super) fn taken(&self, verb: usize, c: &Counted) -> Option<&'static str> {
        let p = &c.phrase;
        let bare = p.head_end <= p.start && c.kind == Kind::Number;
        if !(bare || self.human(c)) {
            return None;
        }
        let on = c.end()..self.len().min(c.end() + NEAR);
        let behind = || on.clone().take_while(|&j| !matches!(self.lower(j), "," | ";" | "and" | "."));
        let told = |w: &str| behind().any(|j| self.lower(j) == w);
        match self.lower(verb) {
            "seized" | "seizing" => {
                let sought = matches!(
                    self.lower(p.head).trim_end_matches('s'),
                    "suspect"
                        | "gunman"
                        | "gunmen"
                        | "militant"
                        | "fighter"
                        | "rebel"
                        | "smuggler"
                        | "attacker"
                        | "thief"
                        | "robber"
                );
                (!sought && p.people).then_some("kidnapped")
            }
            "pulled" | "pulling" | "plucked" | "plucking" => {
                let out = matches!(self.lower(c.end()), "alive" | "from" | "out");
                if self.armed(c) && self.lower(c.end()) != "alive" && !self.brought_to_safety(verb, c.end()) {
                    return None;
                }
                let alive = matches!(self.lower(p.head), "survivors" | "survivor");
                (alive || out && !matches!(self.lower(p.head), "bodies" | "body")).then_some("rescued")
            }
            "forced" | "forcing" | "drove" | "driving" | "driven" => {
                let away = |j: usize| match self.lower(j) {
                    "from" | "of" => {
                        matches!(self.lower(j + 1), "their" | "the") && matches!(self.lower(j + 2), "homes" | "houses")
                    }
                    "to" => matches!(self.lower(j + 1), "flee" | "evacuate"),
                    _ => false,
                };
                behind().any(away).then_some("displaced")
            }
            "took" | "take" | "takes" | "taking" | "taken" => match self.lower(c.end()) {
                "hostage" | "captive" => Some("hostages"),
                "prisoner" => Some("detained"),
                _ if told("custody") => Some("detained"),
                _ => self.brought_to_safety(verb, c.end()).then_some("rescued"),
            },
            "holding" | "hold" | "holds" | "held" if !bare => self.holds(verb, c),
            "saved" | "saving" | "saves" if !bare => Some("rescued"),
            "brought" | "bringing" | "brings" | "drew" | "drawing" | "draws" if self.taken_to_the_streets(c.end()) => {
                Some("crowd")
            }
            "brought" | "bringing" | "brings" | "led" | "leading" | "carried" | "winched" | "winching" | "airlifted"
            | "airlifting" | "hauled" | "fished" | "dug" | "picked" | "picking" => {
                // "picked up 86 people from a raft": what they were in.
                let up = matches!(self.lower(verb), "picked" | "picking") && self.lower(verb + 1) == "up";
                let sea = up && (0..self.len()).any(|j| lexicon().is(Class::Danger, self.lower(j)));
                (sea || self.brought_to_safety(verb, c.end())).then_some("rescued")
            }
            // "The rally drew 2,000 people."
            "drew" | "draw" | "draws" | "drawing" | "attracted" | "attracting" | "attracts" => {
                let gathering = (0..verb).any(|j| lexicon().is(Class::Gathering, self.lower(j)));
                (gathering && c.number.best >= 10.0).then_some("crowd")
            }
            _ => None,
        }
    }

    /// Whom somebody holds: hostages, or for the police, people under arrest.
    fn holds(&self, verb: usize, c: &Counted) -> Option<&'static str> {
        let helped = verb > 0 && matches!(self.lower(verb - 1), "was" | "were" | "been" | "being" | "be");
        if self.lower(verb) == "held" && helped {
            return None;
        }
        let law = |j: usize| {
            matches!(self.lower(j), "police" | "officers" | "authorities" | "agents" | "detectives" | "jails" | "prisons")
        };
        if (verb.saturating_sub(6)..verb).any(law) {
            return Some("detained");
        }
        let captive = |j: usize| {
            let w = self.lower(j);
            matches!(w, "hostage" | "hostages" | "captive" | "captives" | "captivity" | "ransom" | "seized" | "abducted")
                || matches!(w, "kidnapped" | "kidnappers" | "captured" | "snatched")
        };
        (c.end()..self.len()).chain(0..verb).any(captive).then_some("hostages")
    }

    /// True where the counted are people, by their noun or as a people's name.
    pub(super) fn human(&self, c: &Counted) -> bool {
        c.phrase.people || c.phrase.head_end > c.phrase.start && self.tag(c.phrase.head) == "NNPS"
    }

    /// True for soldiers and the like; for police and men only where they are many: two officers are sent to any scene.
    pub(super) fn armed(&self, c: &Counted) -> bool {
        let noun = self.lower(c.phrase.head);
        let anybody = matches!(noun, "men" | "officers" | "police" | "policemen" | "guards" | "personnel" | "rangers");
        let many = if anybody { c.number.best >= 20.0 } else { c.number.best >= 2.0 };
        c.phrase.head_end > c.phrase.start && lexicon().is(Class::Soldier, noun) && many
    }

    /// What is told of soldiers: "deployed 100 soldiers", "a brigade of 3,500 men", "has about 900 soldiers there".
    pub(super) fn mustered(&self, c: &Counted) -> Option<Told> {
        let start = c.number.start;
        if c.kind != Kind::Number || !self.armed(c) {
            return None;
        }
        let open = |j: &usize| lexicon().is(Class::Beside, self.lower(*j)) && self.lower(*j) != "of";
        let before = (start.saturating_sub(5)..start).rev().find(|j| !open(j))?;
        let unit = |j: usize| lexicon().is(Class::Unit, self.lower(j));
        if self.lower(before) == "of" && before > 0 && unit(before - 1) {
            return Some(("troops", before - 1));
        }
        let w = self.lower(before);
        let has = matches!(w, "has" | "have" | "had" | "keeps" | "kept" | "maintains" | "bases" | "based");
        let there =
            matches!(self.lower(c.end()), "there" | "in" | "at" | "on" | "near" | "along" | "stationed" | "deployed" | "based");
        if has && there {
            return Some(("troops", before));
        }
        // "sent two soldiers to the hospital" has a ward behind it.
        let ward = (c.end()..c.end() + 6).any(|j| self.hospital(j));
        let mustered = lexicon().is(Class::Mustering, w) && !ward && matches!(self.pos(before), Some(Pos::Verb | Pos::Noun));
        // "sent 50 men home"
        let fights = |w: &str| {
            ["deploy", "mass", "mobili", "station", "rush", "dispatch", "redeploy", "amass", "field", "muster", "concentrat"]
                .iter()
                .any(|stem| w.starts_with(stem))
        };
        if self.lower(c.phrase.head) == "men" && !fights(w) {
            return None;
        }
        // "pulled two soldiers out of the rubble"
        let dug = w.starts_with("pull") && (self.brought_to_safety(before, c.end()) || self.lower(c.end()) == "alive");
        (mustered && !dug).then_some(("troops", before))
    }

    /// False where the word at `cue` tells what it tells of people alone, or of homes or soldiers, and others are counted.
    pub(super) fn befits(&self, what: &str, cue: usize, c: &Counted) -> bool {
        let w = self.lower(cue);
        if !lexicon().is(Class::Befalling, w) {
            return true;
        }
        let bare = c.phrase.head_end <= c.phrase.start;
        match what {
            // "Thirty men were sent to prison."
            "troops" => self.armed(c) && !(w == "sent" && self.lower(c.phrase.head) == "men"),
            "affected" | "displaced" => {
                bare && what == "displaced" || self.human(c) || lexicon().is(Class::Home, self.lower(c.phrase.head))
            }
            // "Two were held" may tell of two votes.
            "detained" if w == "held" => {
                let jail = |j: usize| {
                    matches!(
                        self.lower(j),
                        "police" | "custody" | "jail" | "prison" | "questioning" | "suspicion" | "arrest" | "arrested"
                    )
                };
                self.human(c) || bare && (0..self.len()).any(jail)
            }
            "crowd" | "detained" | "rescued" | "infected" | "escaped" | "hostages" | "missing" => bare || self.human(c),
            _ => true,
        }
    }
}

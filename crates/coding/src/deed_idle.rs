//! What sounds like a deed and is none: figures of speech, what is so in general, what somebody might do, tales and manuals.
//!
//! The verbs of `deeds.txt` have other uses than news: "the idea broke new ground", "passengers may be charged", "he would fly in
//! every day", "the branch is deleted when its term is over". A report of kind `other` has nothing but its verb to stand on, so
//! here it is asked of what it is said, and how.

use crate::deed_words::{Telling, deeds};
use crate::find::Scene;
use crate::senses::{Sense, sense};
use crate::words::{NONE, Phrase, VerbGroup};
use model::{Pos, Status};

/// What is known of a deed when it is asked whether it is idle talk.
pub(crate) struct Deed {
    pub group: VerbGroup,
    pub passive: bool,
    pub telling: Option<Telling>,
    pub under: Option<usize>,
    pub subject: Phrase,
    pub object: Option<Phrase>,
    pub status: Status,
}

impl Deed {
    /// True for a verb that tells a deed only by what it is done to.
    fn many_senses(&self) -> bool {
        matches!(self.telling, Some(Telling::Open | Telling::Wide(_)))
    }
}

/// Words of what was or is done again and again.
const AGAIN: &[&str] = &[
    "often",
    "always",
    "usually",
    "typically",
    "generally",
    "sometimes",
    "whenever",
    "normally",
    "routinely",
    "every",
    "each",
    "rarely",
];

/// Those whom somebody loses when they die.
const KIN: &[&str] = &[
    "wife", "husband", "son", "daughter", "child", "brother", "sister", "father", "mother", "parent", "relative", "cousin",
    "nephew", "niece", "uncle", "aunt", "friend", "family",
];

/// Nouns under which a verb says what somebody is there for, and not what he does.
pub(crate) const ABOUT: &[&str] = &[
    "task",
    "goal",
    "aim",
    "purpose",
    "art",
    "job",
    "idea",
    "way",
    "process",
    "method",
    "importance",
    "habit",
    "option",
    "role",
    "duty",
    "responsibility",
    "means",
    "mission",
    "business",
    "pleasure",
    "need",
    "point",
    "benefit",
    "cost",
];

/// Sentences from which on one can tell what a text is.
const LONG: usize = 6;

/// Sentences from which on a text without anybody who says something is an essay.
const ESSAY: usize = 25;

/// Words of games: where every second sentence has one, a text tells who played how.
const SPORT: &[&str] = &[
    "player",
    "coach",
    "season",
    "goal",
    "goalkeeper",
    "rebound",
    "inning",
    "quarterback",
    "touchdown",
    "striker",
    "midfielder",
    "defender",
    "wicket",
    "league",
    "playoff",
    "playoffs",
    "tournament",
    "halftime",
    "innings",
    "pitcher",
    "roster",
    "lineup",
    "teammate",
    "championship",
    "semifinal",
    "semi-final",
    "scorer",
    "referee",
    "batsman",
    "game",
    "match",
    "quarter",
];

/// Words of what is no game, in a stadium too.
const GRIM: &[&str] = &[
    "police", "arrest", "kill", "dead", "die", "hospital", "victim", "court", "jail", "fine", "ban", "riot", "violence",
    "injure", "bribe",
];

/// What a text is, by how its sentences tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Genre {
    /// It tells what came about.
    News,
    /// It argues, and nobody else speaks: of what it recalls only what has a day or a place is told.
    Essay,
    /// It tells who played how: of that only what has nothing to do with play is told ("signed", "sacked").
    Game,
    /// It tells how something is, or is done: no deed.
    Manual,
}

/// What an article is. News tells in the past, be it only that somebody said something; manuals, guides and pages about a firm
/// tell in the present.
pub(crate) fn genre(scene: &Scene) -> Genre {
    let w = scene.words;
    let quoted = |at: u32| scene.mentions.quotes.iter().any(|q| q.range.start <= at && at < q.range.end);
    let (mut all, mut past, mut says) = (0, 0, 0);
    let (mut sport, mut grim) = (0, 0);
    for sentence in &w.syntax.sentences {
        let tokens = sentence.tokens.clone();
        if tokens.len() < 6 || !tokens.clone().any(|i| w.is_verb(i)) || quoted(sentence.range.start) {
            continue;
        }
        let told = |i: usize| {
            w.tag(i) == "VBD"
                || w.tag(i) == "VBN" && {
                    let g = w.verb_group(i);
                    g.perfect || g.past_aux
                }
        };
        all += 1;
        sport += usize::from(tokens.clone().any(|i| SPORT.contains(&w.lemma(i))));
        grim += usize::from(tokens.clone().any(|i| GRIM.contains(&w.lemma(i))));
        past += usize::from(tokens.clone().any(told));
        says += usize::from(
            tokens.clone().any(|i| w.is_verb(i) && scene.lexicon.has("speech", w.lemma(i)) || w.low(i) == "according"),
        );
    }
    match () {
        _ if all >= LONG && sport * 2 > all && grim * 8 < all => Genre::Game,
        _ if all >= LONG && past * 4 < all && says * 5 < all => Genre::Manual,
        _ if all >= ESSAY && says * 12 < all && past * 10 < all * 8 => Genre::Essay,
        _ => Genre::News,
    }
}

/// True for what a text of this genre tells indeed, of a deed with or without a day or a place.
pub(crate) fn told_in(genre: Genre, scene: &Scene, anchor: usize, set: bool) -> bool {
    let lemma = scene.words.lemma(anchor);
    match genre {
        Genre::News => true,
        Genre::Essay => set,
        Genre::Game => scene.telling(anchor) == Some(Telling::Deed) && !deeds().loose.contains(lemma),
        Genre::Manual => false,
    }
}

impl Scene<'_> {
    /// True if a deed that no kind knows is idle talk.
    pub(crate) fn idle_deed(&self, d: &Deed) -> bool {
        self.airy_deed(d)
            || self.mere_thing(d)
            || self.not_done(d)
            || self.wished_of_others(d)
            || self.any_of_them(d)
            || self.again(d)
            || self.not_so(d)
            || self.to_what_end(d)
            || self.mere_count(d)
    }

    /// "The death toll rose", "the number of dead climbed to nine", "six are still missing": a figure of another happening.
    fn mere_count(&self, d: &Deed) -> bool {
        let w = self.words;
        let harmed = |i: usize| {
            let word = w.lemma(i);
            matches!(word, "dead" | "missing" | "injured" | "wounded" | "death" | "victim" | "casualty" | "fatality" | "injury")
        };
        let number = |i: usize| {
            matches!(w.lemma(i), "toll" | "tally" | "count")
                || matches!(w.lemma(i), "number" | "total")
                    && (i + 1..w.sentence(i).end.min(i + 5)).any(|j| harmed(j) || w.low(j) == "killed")
        };
        // "No victims were registered", "he lost his wife and a daughter"
        let nobody = harmed(d.subject.head) && matches!(w.low(d.subject.start), "no" | "any");
        let lost = w.lemma(d.group.main) == "lose" && d.object.is_some_and(|o| KIN.contains(&w.lemma(o.head)));
        // "13 were killed and 19 others wounded": a figure of what hurt them.
        let hurt = d.passive && matches!(w.lemma(d.group.main), "wound" | "injure" | "hurt" | "kill");
        // "The dead man was named as Ola Ruun": who he is.
        let named =
            d.passive && w.lemma(d.group.main) == "name" && w.low.get(d.group.main + 1).is_some_and(|l| l.as_ref() == "as");
        hurt || named || number(d.subject.head) || w.low(d.group.main) == "missing" || nobody || lost
    }

    /// True for what names a happening: "the drought", "a strike", "the collapse".
    pub(crate) fn is_happening(&self, p: Phrase) -> bool {
        let lemma = self.words.lemma(p.head);
        self.index.tells(self.rules, lemma).1 || deeds().events.contains(lemma) || deeds().nouns.contains(lemma)
    }

    /// "hit a hurdle", "the ideology extended its tentacles": of what nobody can see or touch.
    fn airy_deed(&self, d: &Deed) -> bool {
        let w = self.words;
        let framed = matches!(d.telling, Some(Telling::Frame(_)));
        let changes = matches!(d.telling, Some(Telling::Change | Telling::Thing));
        let named = |p: Phrase| w.name_of[p.head] != NONE || w.place_of[p.head] != NONE;
        let counted = |p: Phrase| (p.start..p.end).any(|i| w.pos(i) == Pos::Num && w.time_of[i] == NONE);
        // "a lot of changes": the changes.
        let what = |p: Phrase| {
            let much = matches!(
                w.lemma(p.head),
                "lot"
                    | "plenty"
                    | "deal"
                    | "amount"
                    | "range"
                    | "variety"
                    | "array"
                    | "series"
                    | "string"
                    | "wealth"
                    | "kind"
                    | "sort"
            );
            let next = p.end + 1;
            let of = much && next < w.sentence(p.head).end && w.low(p.end) == "of";
            if of { w.phrase(next).map_or(p.head, |q| q.head) } else { p.head }
        };
        // "raised the pension age", "severed a rail link": of some kind that can be counted.
        let joined = |p: Phrase| p.head > p.start && matches!(w.pos(p.head - 1), Pos::Noun | Pos::Propn);
        let airy = |p: Phrase| {
            w.lemma(what(p)).ends_with("ism") && !named(p)
                || !joined(p) && deeds().airy.contains(w.lemma(what(p))) && !named(p) && !counted(p)
        };
        // "Tsai rode them to victory", "checked everything"
        let pronoun = |p: Phrase| {
            let low = w.low(p.head);
            let many =
                !matches!(d.telling, Some(Telling::Deed | Telling::Phrase)) || deeds().loose.contains(w.lemma(d.group.main));
            matches!(low, "everything" | "something" | "anything" | "nothing" | "itself" | "anyone" | "anybody")
                || many && matches!(low, "it" | "them" | "this" | "that" | "these" | "those")
        };
        let vague = |p: Phrase| deeds().vague.contains(w.lemma(p.head)) && !named(p);
        let bids = || self.undone_bid(d.group.main);
        if d.object.is_some_and(|o| airy(o) || pronoun(o)) && !framed {
            return true;
        }
        // "Redistricting cracked the enclave": what nobody can see does nothing but in law, and in what the codebook calls a
        // happening.
        let lawful = |p: Phrase| {
            matches!(
                w.lemma(p.head),
                "law"
                    | "bill"
                    | "decree"
                    | "ruling"
                    | "order"
                    | "verdict"
                    | "judgment"
                    | "judgement"
                    | "treaty"
                    | "ban"
                    | "act"
                    | "amendment"
                    | "directive"
            ) || self.is_happening(p)
        };
        if !d.passive
            && !framed
            && !changes
            && d.status == Status::Happened
            && w.pos(d.subject.head) == Pos::Noun
            && !self.can_act(d.subject)
            && !self.tangible(d.subject)
            && !self.counted_many(d.subject)
            && !lawful(d.subject)
            && !self.deed_does(d)
        {
            return true;
        }
        // "was met with resistance", "is built on trust"
        let mut on = w.below(d.group.main).filter(|&c| self.relation(c) == "obl" && c > d.group.main);
        let metaphor = d.passive
            && !framed
            && on.any(|c| {
                let with = w.below(c).any(|k| matches!(w.low(k), "with" | "by" | "on" | "upon" | "to" | "into") && k < c);
                with && w.time_of[c] == NONE
                    && (deeds().airy.contains(w.lemma(c))
                        || deeds().abstracts.contains(w.lemma(c)) && deeds().loose.contains(w.lemma(d.group.main)))
            });
        let meet = d.passive
            && (w.lemma(d.group.main) == "meet"
                // "was built on the idea"
                || matches!(w.lemma(d.group.main), "build" | "found") && w.low.get(d.group.main + 1).is_some_and(|n| &**n == "on" || &**n == "upon"));
        // "forcing us to look again", "pushed the country to the brink"
        let us = d.object.is_some_and(|o| matches!(w.low(o.head), "us" | "me" | "you"));
        let brink = w.below(d.group.main).any(|c| {
            self.relation(c) == "obl"
                && matches!(
                    w.lemma(c),
                    "brink" | "edge" | "limit" | "forefront" | "extreme" | "extent" | "heart" | "table" | "fore" | "knee"
                )
        });
        // "may have been moved to answer", "was left to give advice"
        let moved = d.passive
            && d.group.modal.is_none_or(|m| w.low(m) != "will")
            && matches!(w.lemma(d.group.main), "move" | "leave" | "lead" | "drive" | "tempt")
            && (w.below(d.group.main).any(|c| w.tokens[c].relation == "xcomp" && w.is_verb(c))
                // "was left with few reserves"
                || w.lemma(d.group.main) == "leave" && w.low.get(d.group.main + 1).is_some_and(|n| n == "with"));
        // "The news reached the capital"
        let told_frame = framed
            && !d.passive
            && vague(d.subject)
            && matches!(
                w.lemma(d.group.main),
                "reach" | "leave" | "take" | "make" | "give" | "hold" | "run" | "fall" | "win" | "lose"
            );
        metaphor
            || moved
            || told_frame
            || us
            || brink
            || meet
            || !d.passive && !changes && !framed && vague(d.subject) && !bids() && !d.object.is_some_and(|o| self.concrete(o))
            || d.passive && airy(d.subject)
            || d.passive && vague(d.subject) && (d.many_senses() || deeds().loose.contains(w.lemma(d.group.main)))
    }

    /// "The keyboard routinely hit 40 degrees", "the dock drained the battery", "left her intrigued": how a thing works, or somebody
    /// is.
    fn mere_thing(&self, d: &Deed) -> bool {
        let w = self.words;
        let v = d.group.main;
        let many_senses = d.many_senses() || deeds().loose.contains(w.lemma(v));
        // What moves or lives may do something: "a frigate rammed a boat", "a bull gored a boy".
        let moves = |p: Phrase| {
            ["vehicle", "vessel", "aircraft", "weapon"].iter().any(|class| self.lexicon.phrase_is(class, p, w, self.mentions))
        };
        let thing = !d.passive
            && many_senses
            && !matches!(d.telling, Some(Telling::Change | Telling::Thing | Telling::Frame(_) | Telling::Phrase))
            && d.status == Status::Happened
            && w.pos(d.subject.head) == Pos::Noun
            && !self.can_act(d.subject)
            && !self.counted_many(d.subject)
            && !self.is_happening(d.subject)
            && !(sense(w.lemma(d.subject.head)) == Some(Sense::Force) && d.object.is_some_and(|o| self.takes_part(o, false)))
            && !moves(d.subject)
            && !self.deed_does(d)
            && !d.object.is_some_and(|o| {
                (o.start..o.end).any(|i| w.name_of[i] != NONE || w.place_of[i] != NONE)
                    || ["people", "building", "vehicle", "vessel", "territory"]
                        .iter()
                        .any(|class| self.lexicon.phrase_is(class, o, w, self.mentions))
            });
        let again = (d.group.start.saturating_sub(1)..v).any(|i| AGAIN.contains(&w.low(i)) && w.clause[i] == w.clause[v]);
        let left = w.lemma(v) == "leave"
            && !d.passive
            && d.many_senses()
            && (w.below(v).any(|c| w.tokens[c].relation == "xcomp") || d.object.is_some_and(|o| w.pos(o.head) == Pos::Pron));
        // "Many did not hold back", "Ruun recalled."
        let alone = d.object.is_none() && !d.passive && matches!(w.lemma(v), "hold" | "recall" | "charge" | "counter");
        // "treated him as an oracle"
        let alike = !d.passive
            && matches!(w.lemma(v), "treat" | "cast" | "paint" | "brand")
            && w.below(v)
                .any(|c| self.relation(c) == "obl" && w.below(c).any(|k| w.tokens[k].relation == "case" && w.low(k) == "as"));
        // "my friend handed me a novel"
        let mine = w.low(d.subject.start) == "my" || w.below(v).any(|c| matches!(w.low(c), "me" | "us") && c > v);
        // "The bus had left Norport": whereto it went is no deed of its own.
        let on_its_way = !d.passive
            && matches!(
                w.lemma(v),
                "leave" | "depart" | "travel" | "carry" | "head" | "return" | "sail" | "pass" | "transport"
            )
            && matches!(
                w.lemma(d.subject.head),
                "bus"
                    | "minibus"
                    | "coach"
                    | "train"
                    | "ferry"
                    | "boat"
                    | "ship"
                    | "vessel"
                    | "plane"
                    | "aircraft"
                    | "flight"
                    | "helicopter"
                    | "van"
                    | "truck"
                    | "lorry"
                    | "car"
                    | "jet"
            );
        // "The driver was taken to Grant Medical Center", "was treated at the scene": told of what hurt him.
        let hospital = |i: usize| matches!(w.lemma(i), "hospital" | "clinic" | "infirmary" | "medical" | "surgery" | "trauma");
        let nursed = d.passive
            && match w.lemma(v) {
                "treat" => w.below(v).any(|c| self.relation(c) == "obl"),
                "take" | "rush" | "airlift" | "transport" | "fly" | "bring" | "admit" | "send" | "transfer" => {
                    (v..w.sentence(v).end.min(v + 9)).any(hospital)
                }
                _ => false,
            };
        thing || again || left || alone || alike || mine || on_its_way || nursed
    }

    /// "The auction raised 3 million for the orphanage", "the leak closed the tunnel": what is done does something to somebody or
    /// to so many.
    pub(crate) fn deed_does(&self, d: &Deed) -> bool {
        let what = sense(self.words.lemma(d.subject.head));
        // "A gust upended the bandstand", "the leopard bit a keeper"
        let nature = what == Some(Sense::Force) && d.object.is_some_and(|o| self.takes_part(o, true));
        nature
            || matches!(d.telling, Some(Telling::Wide(_)))
                && what == Some(Sense::Act)
                && d.object.is_some_and(|o| self.counted_many(o) || self.specific(d.subject) && self.concrete(o))
    }

    /// "had not sung for years", "did not find it until May", "did not address the question": nothing that anybody expected.
    fn not_done(&self, d: &Deed) -> bool {
        let w = self.words;
        let v = d.group.main;
        let until = (v..w.sentence(v).end).any(|i| matches!(w.low(i), "until" | "till"));
        if until && d.status == Status::Denied && matches!(d.telling, Some(Telling::Wide(_))) {
            return true;
        }
        if d.status != Status::Denied || d.under.is_some() || d.passive || self.attributed(v) || d.group.modal.is_some() {
            return false;
        }
        let many_senses = d.many_senses() || deeds().loose.contains(w.lemma(v));
        let changes = matches!(d.telling, Some(Telling::Change | Telling::Thing | Telling::Frame(_)));
        // "The envoy has not resigned"
        let awaited = d.group.perfect
            && d.object.is_none()
            && d.telling == Some(Telling::Deed)
            && !deeds().loose.contains(w.lemma(v))
            && self.can_act(d.subject)
            && w.pos(d.subject.head) != Pos::Pron;
        until || !awaited && !changes && (d.object.is_none() || many_senses && !d.object.is_some_and(|o| self.concrete(o)))
    }

    /// "want the house to impeach him", "advises users to check", "the aim is to monitor": what others should do.
    fn wished_of_others(&self, d: &Deed) -> bool {
        let w = self.words;
        let purpose = matches!(
            w.lemma(d.subject.head),
            "role"
                | "vision"
                | "mission"
                | "purpose"
                | "objective"
                | "intention"
                | "ambition"
                | "priority"
                | "function"
                | "goal"
                | "aim"
                | "idea"
        );
        let others = d.under.is_some_and(|u| {
            w.is_verb(u)
                && matches!(
                    w.lemma(u),
                    "want"
                        | "advise"
                        | "let"
                        | "prefer"
                        | "like"
                        | "wish"
                        | "recommend"
                        | "suggest"
                        | "allow"
                        | "enable"
                        | "help"
                )
                && w.tree_object(&w.verb_group(u)).and_then(|o| o.first().copied()).is_some_and(|o| o.end <= d.group.start)
        });
        !d.passive && purpose || others
    }

    /// "Passengers may be charged", "many firms will not accept cash", "most of them reached a consensus": no one happening.
    fn any_of_them(&self, d: &Deed) -> bool {
        let w = self.words;
        let v = d.group.main;
        let p = d.subject;
        let sentence = w.sentence(v);
        let dated = sentence.clone().any(|i| w.time_of[i] != NONE);
        let many = matches!(w.low(p.start), "most" | "many" | "some" | "few" | "such" | "any" | "all");
        let bare = many
            || matches!(w.tag(p.head), "NNS" | "NN")
                && (p.start..p.end).all(|i| w.name_of[i] == NONE && matches!(w.pos(i), Pos::Noun | Pos::Adj));
        let open = matches!(d.status, Status::Possible | Status::Planned | Status::Denied);
        let modal = d.group.modal.is_some_and(|m| !matches!(w.low(m), "would" | "'d" | "’d"));
        let said = self.attributed(v) || w.above(v, 4).skip(1).any(|i| self.lexicon.has("speech", w.lemma(i)));
        if open && modal && bare && !dated && !said {
            return true;
        }
        // "If a passenger can board, the guard will store the chair": a rule for whoever it may be.
        let whoever = w.below(v).any(|c| {
            self.relation(c) == "advcl"
                && w.below(c).any(|m| {
                    w.tokens[m].relation == "mark" && matches!(w.low(m), "if" | "when" | "once" | "unless")
                        || matches!(w.low(m), "when")
                })
                && w.below(c).any(|m| {
                    self.relation(m) == "nsubj"
                        && (w.phrase(m).is_some_and(|q| matches!(w.low(q.start), "a" | "an" | "any" | "your" | "you")))
                })
        });
        whoever && open && !dated && !said
    }

    /// "every day he would arrive late", "often parks there"
    fn again(&self, d: &Deed) -> bool {
        let w = self.words;
        let would = d.group.modal.is_some_and(|m| matches!(w.low(m), "would" | "'d" | "’d"));
        // "at every stop he is repeating a line"
        let now = d.group.progressive && d.many_senses();
        (would || now) && w.sentence(d.group.main).any(|i| AGAIN.contains(&w.low(i)))
    }

    /// "It is not that machines will replace them", "demanded they stop supplying", "are trying to unravel it"
    fn not_so(&self, d: &Deed) -> bool {
        let w = self.words;
        let v = d.group.main;
        let above = w
            .above(v, 3)
            .skip(1)
            .find(|&i| w.is_verb(i) || w.pos(i) == Pos::Aux || w.below(i).any(|c| w.tokens[c].relation == "cop"));
        let that = w.tokens[v].relation == "ccomp"
            && above.is_some_and(|h| {
                let be = w.lemma(h) == "be" || w.below(h).any(|c| w.tokens[c].relation == "cop");
                be && w.below(h).any(|c| matches!(w.low(c), "not" | "n't" | "n’t"))
            });
        let held = |h: usize| match w.lemma(h) {
            // What is tried has not failed yet.
            "try" | "attempt" => !self.caught_trying(h) && matches!(w.tag(h), "VBG" | "VBZ" | "VBP" | "VB"),
            // What is stopped was done; what is to be stopped is.
            "stop" => w.tag(h) != "VBN" && !(d.group.start > 0 && w.low(d.group.start - 1) == "from"),
            _ => false,
        };
        // "decided to go after her"
        let light =
            d.under.is_some_and(|u| matches!(w.lemma(u), "decide" | "opt" | "choose" | "think" | "consider" | "intend"));
        let person = crate::refer::is_pronoun(w.low(d.subject.head));
        let dated = w.sentence(v).any(|i| w.time_of[i] != NONE);
        let private = light
            && (d.telling.is_none() || d.many_senses())
            && !dated
            && (person || !d.object.is_some_and(|o| self.specific(o) || self.concrete(o)));
        // "are living in fear of losing it"
        let lives = d.status == Status::Possible && d.under.is_some_and(|u| w.lemma(u) == "live");
        // "managed the efforts to pay the families", "calls for the bank to sell", "powers to regulate it": somebody's efforts,
        // calls and powers, whatever comes of them.
        let noun = |i: usize| {
            w.pos(i) == Pos::Noun
                && matches!(
                    w.lemma(i),
                    "effort"
                        | "attempt"
                        | "call"
                        | "plea"
                        | "way"
                        | "chance"
                        | "opportunity"
                        | "power"
                        | "freedom"
                        | "right"
                        | "need"
                        | "pressure"
                        | "incentive"
                )
        };
        let wants = d.group.to.is_some()
            && d.under.is_some_and(|u| u < d.group.start && (u + 1..d.group.start).any(noun))
            && !self.undone_bid(v)
            && !d.under.is_some_and(|u| matches!(w.lemma(u), "make" | "foil" | "thwart" | "reject" | "abandon"));
        // "The question is whether they will rally"
        let asked = w.below(v).any(|c| w.low(c) == "whether") && w.governor(v).is_some_and(|h| !w.is_verb(h));
        // "does not risk breaking the law"
        let no_risk = d.status == Status::Possible
            && d.under.is_some_and(|u| w.is_verb(u) && w.verb_group(u).negated && w.lemma(u) != "rule");
        that || no_risk
            || private
            || lives
            || wants
            || asked
            || d.status == Status::Failed && d.under.is_some_and(|u| w.is_verb(u) && held(u))
    }

    /// "the task of training others", "ways to repair it", "options for couples to host their wedding"
    fn to_what_end(&self, d: &Deed) -> bool {
        let w = self.words;
        let v = d.group.main;
        let about = |h: usize| ABOUT.contains(&w.lemma(h)) && w.pos(h) == Pos::Noun;
        let under_noun = self.relation(v) == "acl" && w.governor(v).is_some_and(about);
        let for_them = d.group.to.is_some()
            && w.below(v).any(|c| w.tokens[c].relation == "mark" && w.low(c) == "for")
            && !w.above(v, 3).skip(1).any(|h| matches!(w.lemma(h), "plan" | "set" | "due" | "schedule" | "agree" | "vote"));
        under_noun || for_them
    }
}

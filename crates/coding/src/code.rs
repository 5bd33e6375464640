//! From matches to reports: sentence by sentence, then over the article what neighbours lend each other.

use crate::Coder;
use crate::about::{about, advises, lead_sentence};
use crate::acled::{Coded, refine};
use crate::adds_up::adds_up;
use crate::again::{again, lends_its_day, one_of_several};
use crate::apart::Apart;
use crate::at_once::at_once;
use crate::attach::Anchor;
use crate::backshift::together;
use crate::beside::{beside, claims};
use crate::clock::hours;
use crate::codebook::Family;
use crate::damage::damage;
use crate::day_of_print::{just_done, news_of_the_day, of_this_year, on, opens, told_below, told_later};
use crate::deed_idle::{Genre, genre, told_in};
use crate::deeds::{deeds_of, is_told};
use crate::extent::widen;
use crate::find::{Found, Link, Scene};
use crate::fitting::fitting;
use crate::form::reform;
use crate::gathering::at_the_gathering;
use crate::history::{goes_on, of_the_protest, old_news, said_since};
use crate::identified::identified;
use crate::idle::Told;
use crate::implied::imply;
use crate::land::lands;
use crate::learned::learn_from;
use crate::learned::study::{Deed, deeds};
use crate::lend::{at_one_time, goes_on_there, lend, near_in_its_sentence, tell_apart, with_its_verb};
use crate::listed::listed;
use crate::means::by_instrument;
use crate::mishap::{same_accident, same_blast, same_crash, same_fight, same_jets};
use crate::news::{sift, sort_of};
use crate::nobody::unhurt;
use crate::office::place_of_office;
use crate::offset::{at_that_time, counted_on, hours_from_the_news};
use crate::period::{set_aside, tally};
use crate::recall::told_as_news;
use crate::refer::{Referents, is_pronoun};
use crate::scatter::scatter;
use crate::sections::{Entries, Sections, items_of_the_day, rows, under_headings};
use crate::select::{dated, select};
use crate::slips::by_mistake;
use crate::status::recalls;
use crate::there::same_place;
use crate::toll::ill;
use crate::toll::natural;
use crate::town::town;
use crate::whose::countries;
use crate::words::{NONE, Phrase, VerbGroup, Words};
use model::{
    Article, BlockKind, Carried, Mentions, NameKind, Report, ReportId, ReportPlace, ReportTime, Role, RoleKind, SaidBy, Span,
    Stamp, Status, Syntax, TextRange,
};
use rustc_hash::FxHashSet;

/// An old happening is one that lies more than this many days before publication.
pub(crate) const OLD: i32 = 24;

/// Rules below this score tell what happened and nothing else.
const WEAK: f32 = 0.58;

/// A report before it is cut loose from the words.
#[derive(Clone)]
pub(crate) struct Draft {
    pub found: Found,
    pub family: Family,
    pub status: Status,
    pub background: bool,
    pub when: ReportTime,
    pub place: ReportPlace,
    pub figures: Vec<u32>,
    pub said_by: Option<SaidBy>,
    pub sentence: usize,
    /// True if some word of the text marks it as recalled, whatever its date.
    pub recalled: bool,
    /// True if only its tense, or a charge that it is told beside, does so.
    pub mildly: bool,
    /// "died of", "died at 84": no toll of anything.
    pub natural: bool,
    /// Told as another happening than the one told before.
    pub apart: bool,
    /// A count of a stretch of time.
    pub period: bool,
    /// The sentence of the happening that it speaks of as known.
    pub again: Option<u32>,
    /// Which kind's ACLED code it takes.
    pub coded: Coded,
}

/// Whole days from `a` to `b`.
pub(crate) fn days(a: Stamp, b: Stamp) -> i32 {
    a.date.until(b.date).map_or(0, |s| s.get_days())
}

pub(crate) fn code(coder: &Coder, article: &Article, syntax: &Syntax, mentions: &Mentions) -> Vec<Report> {
    coded(coder, article, syntax, mentions, false)
}

/// The same with what the article is about, where that is no kind of the codebook's.
pub(crate) fn read(coder: &Coder, article: &Article, syntax: &Syntax, mentions: &Mentions) -> Vec<Report> {
    coded(coder, article, syntax, mentions, true)
}

/// What the model is trained on.
pub(crate) fn study(coder: &Coder, article: &Article, syntax: &Syntax, mentions: &Mentions) -> Vec<Deed> {
    if syntax.tokens.is_empty() {
        return Vec::new();
    }
    let words = words_of(coder, article, syntax, mentions);
    let scene = scene(coder, &words, mentions);
    deeds(coder, &scene, &drafts(coder, &scene, article).0)
}

fn coded(coder: &Coder, article: &Article, syntax: &Syntax, mentions: &Mentions, other: bool) -> Vec<Report> {
    if syntax.tokens.is_empty() {
        return Vec::new();
    }
    let words = words_of(coder, article, syntax, mentions);
    let scene = scene(coder, &words, mentions);
    let (mut drafts, mut told) = drafts(coder, &scene, article);
    learn_from(coder, &scene, &mut drafts);
    town(coder, &scene, article, &mut drafts);
    countries(coder, &scene, article, &mut drafts);
    countries(coder, &scene, article, &mut told);
    lands(coder, &scene, article, &mut drafts);
    refine(coder, &scene, &mut drafts);
    imply(coder, &scene, &mut drafts);
    widen(&scene, &mut drafts, &mut told);
    let sort = sort_of(&scene, article, &drafts);
    sift(&scene, sort, false, &mut drafts);
    sift(&scene, sort, true, &mut told);
    let mut reports: Vec<Report> = drafts.into_iter().map(|d| report(coder, &scene, article, d)).collect();
    // What an article is about is told by its beginning, even where that is a deed that no kind knows.
    let lead = about(coder, &scene, article, &reports).filter(|_| other);
    let lead = lead.map(|d| report(coder, &scene, article, d)).filter(|r| sort.leads(r));
    let at = lead.as_ref().map(|r| r.trigger.range);
    let beside = |r: &Report| at.is_none_or(|a| r.trigger.range.end <= a.start || a.end <= r.trigger.range.start);
    let told = told.into_iter().map(|d| report(coder, &scene, article, d)).filter(beside);
    reports.extend(told.chain(lead));
    reports.sort_by(|a, b| (a.trigger.range, &a.kind).cmp(&(b.trigger.range, &b.kind)));
    reports.dedup_by(|a, b| a.id == b.id);
    reports
}

/// What the rules find, with what neighbours lend each other; and by themselves, since they say nothing of a kind to their
/// neighbours, the deeds that no kind knows.
pub(crate) fn drafts(coder: &Coder, scene: &Scene, article: &Article) -> (Vec<Draft>, Vec<Draft>) {
    let (mut drafts, mut told): (Vec<Draft>, Vec<Draft>) = (Vec::new(), Vec::new());
    let game = scene.game();
    let genre = if advises(scene, article) { Genre::Manual } else { genre(scene) };
    for s in 0..scene.words.syntax.sentences.len() {
        // What an editor adds, and the titles of other stories, are no part of what the article tells.
        let note = block_kind(article, scene.words.syntax.sentences[s].range.start) == Some(BlockKind::Note);
        if note || scene.retracted(s) {
            continue;
        }
        let mut found = scene.find(s);
        found.retain(|f| {
            let kind = &coder.book.kinds[f.kind];
            !(scene.no_report(f, kind.family, &kind.kind) || kind.family == Family::Toll && scene.nth_victim(f))
        });
        if scene.scores(s) || game {
            found.retain(|f| !playful(&coder.book.kinds[f.kind].kind));
        }
        let apart = scene.apart(coder, s, &found, article.published);
        let mut kept = if found.is_empty() {
            found
        } else {
            found.iter_mut().for_each(|f| by_mistake(coder, scene, f));
            let (other, own): (Vec<Found>, Vec<Found>) = found.into_iter().partition(|f| holds(&apart, f));
            let mut kept = select(coder, scene, own);
            kept.extend(select(coder, scene, other));
            kept
        };
        if !(game || scene.scores(s)) {
            let mut tolls = scene.tolls(coder, s, &kept, article.published);
            tolls.iter_mut().for_each(|f| by_mistake(coder, scene, f));
            kept.extend(tolls);
        }
        if !(game || scene.scores(s) || genre == Genre::Manual) {
            let (unknown, deeds) = deeds_of(coder, scene, article, s, &mut kept).into_iter().partition(|f| is_told(coder, f));
            kept.extend::<Vec<Found>>(deeds);
            let mut unknown = sentence(coder, scene, article, s, unknown, apart.as_ref());
            if !kept.is_empty() {
                unknown.iter_mut().for_each(|d| d.figures.clear());
            }
            let set = |d: &Draft| d.when.start.is_some() || d.place.place.is_some();
            let sure = |d: &Draft| told_in(genre, scene, d.found.anchor, set(d));
            told.extend(unknown.into_iter().filter(sure));
        }
        if kept.is_empty() {
            continue;
        }
        beside(coder, scene, &mut kept);
        reform(coder, scene, s, &mut kept);
        drafts.extend(sentence(coder, scene, article, s, kept, apart.as_ref()));
    }
    let mut drafts = listed(scene, drafts);
    ill(scene, &mut drafts);
    same_accident(coder, article, &mut drafts);
    same_crash(coder, scene, article, &mut drafts);
    same_fight(coder, scene, &mut drafts);
    same_blast(coder, scene, &mut drafts);
    same_jets(coder, scene, &mut drafts);
    damage(coder, scene, &mut drafts);
    unhurt(coder, scene, &mut drafts);
    claims(coder, scene, &mut drafts);
    identified(coder, scene, &mut drafts);
    set_aside(&mut drafts);
    told_as_news(scene, article, &mut drafts);
    carry(coder, scene, article, &mut drafts);
    told_below(coder, scene, &mut drafts, lead_sentence(article, scene.words.syntax));
    told_later(coder, scene, &mut drafts);
    counted_on(scene, &mut drafts);
    let mut drafts = scatter(coder, scene, drafts);
    set_aside(&mut drafts);
    // "Two cars were destroyed": what the blast of the sentence before hit.
    let held: FxHashSet<usize> = drafts.iter().flat_map(|d| d.found.roles.iter().map(|(_, p)| p.head)).collect();
    told.retain(|d| !d.found.roles.iter().any(|(r, p)| *r == RoleKind::Target && held.contains(&p.head)));
    // "Two climbers died after an avalanche hit the peak": they are its dead.
    let dies = |d: &Draft| matches!(scene.words.lemma(d.found.anchor), "die" | "perish" | "drown" | "succumb" | "suffocate");
    told.retain(|d| !(dies(d) && d.found.roles.iter().any(|(_, p)| held.contains(&p.head))));
    told_as_news(scene, article, &mut told);
    carry(coder, scene, article, &mut told);
    (drafts, told)
}

/// True for matches in the part of their sentence that tells of another happening.
fn holds(apart: &Option<Apart>, f: &Found) -> bool {
    apart.as_ref().is_some_and(|a| a.holds(f))
}

/// The words of an article, with what the codebook knows of them.
pub(crate) fn words_of<'a>(coder: &Coder, article: &'a Article, syntax: &'a Syntax, mentions: &'a Mentions) -> Words<'a> {
    let tells = |lemma: &str| coder.index.tells(&coder.book.rules, lemma);
    let people = |lemma: &str| coder.lexicon.has("people", lemma);
    Words::new(article, syntax, mentions, &|lemma| coder.index.knows(lemma), &tells, &people)
}

/// What the search looks at in an article.
pub(crate) fn scene<'a>(coder: &'a Coder, words: &'a Words<'a>, mentions: &'a Mentions) -> Scene<'a> {
    Scene {
        words,
        mentions,
        lexicon: &coder.lexicon,
        rules: &coder.book.rules,
        index: &coder.index,
        referents: Referents::new(mentions),
    }
}

/// What is demanded of others by name, as when a minister is called on to resign: a report of its own, as possible.
fn yields(kind: &str) -> bool {
    matches!(kind, "resignation" | "release" | "withdrawal" | "ceasefire")
}

/// Kinds whose words tell of games as well: "beat", "rallied", "attacked".
fn playful(kind: &str) -> bool {
    matches!(kind, "assault" | "assault.beating" | "assault.shooting" | "protest" | "killing" | "injury" | "meeting")
        || kind.starts_with("battle")
}

fn block_kind(article: &Article, at: u32) -> Option<BlockKind> {
    article.block_at(at).map(|b| b.kind)
}

pub(crate) fn sentence(
    coder: &Coder,
    scene: &Scene,
    article: &Article,
    s: usize,
    found: Vec<Found>,
    apart: Option<&Apart>,
) -> Vec<Draft> {
    let w = scene.words;
    let range = w.syntax.sentences[s].range;
    let block = block_kind(article, range.start);
    let mut found = found;
    for f in &mut found {
        by_instrument(coder, scene, f);
    }
    let caption = block == Some(BlockKind::Caption);
    let demands = found.iter().any(|f| coder.book.kinds[f.kind].kind == "statement.demand");
    let anchors: Vec<Anchor> =
        found.iter().map(|f| Anchor { harmful: coder.book.kinds[f.kind].family.harmful(), ..Anchor::of(f) }).collect();
    let whats: Vec<(Anchor, &[String])> =
        found.iter().zip(&anchors).map(|(f, a)| (*a, coder.book.kinds[f.kind].figures.as_slice())).collect();
    let folded: Vec<&[usize]> = found.iter().map(|f| f.folded.as_slice()).collect();
    let mut figures: Vec<Vec<u32>> = vec![Vec::new(); found.len()];
    let tallies = scene.tallies(s, article.published);
    let figs = &scene.mentions.figures;
    let from = figs.partition_point(|f| f.range.start < range.start);
    for (n, figure) in figs.iter().enumerate().skip(from).take_while(|(_, f)| f.range.start < range.end).take(64) {
        let owner = match tallies.iter().find(|t| t.figure == n as u32) {
            Some(tally) => found.iter().position(|f| tally.is(f)),
            // What counts the dead of another happening is not this one's.
            None => scene
                .figure_owner(figure, &whats, &folded, &|o| apart.is_none_or(|a| !a.parts(w, figure.range.start, &found[o]))),
        };
        if let Some(owner) = owner {
            figures[owner].push(n as u32);
        }
    }
    // "gave Norport leave to strike": nothing is struck there.
    let given: Vec<Phrase> =
        found.iter().flat_map(|f| &f.roles).filter(|(r, _)| *r == RoleKind::Recipient).map(|(_, p)| *p).collect();
    let mut out = Vec::new();
    for (i, f) in found.into_iter().enumerate() {
        let family = coder.book.kinds[f.kind].family;
        let (mut when, since, shadow) = scene.stated_time(&f, &anchors, family == Family::Justice, caption, apart);
        let of_its_noun = scene.time_of_its_noun(&f);
        if let Some(n) = of_its_noun.filter(|_| when.start.is_none()) {
            when = scene.told_time(n);
        }
        if let Some(counted) = scene.counted_from(&f, &when, article.published) {
            when = counted;
        }
        if scene.lies_ahead(&f, family, &when, article.published) {
            when = ReportTime::UNKNOWN;
        }
        let counts = tally(&tallies, &f);
        when = match counts {
            None => scene.own_time(&f, family, when, &tallies),
            // "a war in September 2030 that left 280 dead"
            Some(t) if t.when.start.is_none() && of_its_noun.is_some() => when,
            Some(t) => t.when.clone(),
        };
        when = scene.first_months(&f, scene.under_a_day(s, scene.whole_range(when, article.published)));
        when = scene.days_before_print(&f, when, article.published);
        when = scene.of_the_results(&coder.book.kinds[f.kind].kind, &f, when, article.published);
        let kind = &coder.book.kinds[f.kind].kind;
        let place = scene.off_the_field(kind, &f, scene.stated_place(&f, &anchors, family, &given, apart));
        let confirmed = || scene.confirmed_by(&f).filter(|_| !kind.starts_with("statement"));
        let said_by = scene.said_by(&f).or_else(confirmed);
        if kind == "visit" && (place.place.is_none() && !scene.official_visit(&f) || scene.travels(&f)) {
            continue;
        }
        let mut f = f;
        fitting(scene, family, kind, &mut f, &figures[i]);
        f.bare &= !scene.asserted(&f);
        if f.bare && figures[i].is_empty() && when.start.is_none() && place.place.is_none() {
            continue;
        }
        // "Wildfires burned 900 hectares in X" tells of some; "wildfires burn", "the risk of wildfires" of any.
        let past = f.link == Link::Subject && f.group.is_some_and(|g| w.tag(g.main) == "VBD" && !g.has_aux);
        let plural = w.tag(f.anchor).ends_with('S') && !past;
        let own_year = when.start.is_some() && dated(w, &f);
        if f.bare && plural && figures[i].is_empty() && !own_year && (when.start.is_none() || place.place.is_none()) {
            continue;
        }
        let status = scene.settled(coder.book.rules[f.rule].status.or(f.status), &f, family, block);
        let over = status == Status::Ongoing && family.harmful() && scene.chronicled(&f, &when, article.published);
        let status = if over { Status::Happened } else { status };
        let told = Told {
            family,
            status,
            timed: when.start.is_some(),
            placed: place.place.is_some(),
            counted: !figures[i].is_empty(),
        };
        if scene.idle(&f, &coder.book.kinds[f.kind].kind, &told, block) {
            continue;
        }
        // A weak rule tells what happened and nothing else: "refused to help" is told by the refusal.
        if coder.book.rules[f.rule].score < WEAK && matches!(status, Status::Denied | Status::Failed | Status::Possible) {
            continue;
        }
        let set = status == Status::Planned && when.start.is_some() && place.place.is_some();
        if f.bare && !set && figures[i].is_empty() && !matches!(status, Status::Happened | Status::Ongoing | Status::Failed) {
            continue;
        }
        if figures[i].is_empty() && when.start.is_none() && place.place.is_none() && scene.storied(&f, family, status, block)
            || demands
                && matches!(status, Status::Planned | Status::Possible)
                && !yields(&coder.book.kinds[f.kind].kind)
                && scene.demanded(&f)
        {
            continue;
        }
        let old = |end: Stamp| article.published.is_some_and(|p| days(end, p) > OLD);
        let since = since.is_some_and(|s| article.published.is_none_or(|p| days(s, p) > OLD))
            || when.start.is_none() && family != Family::Statement && shadow.is_some_and(old);
        let surely = since || scene.recalled(&f);
        let mildly = !surely
            && recalls(&f)
            && !scene.backshifted(&f)
            && said_by.is_none()
            && family != Family::Statement
            && !w.is_found(f.anchor);
        let other = apart.filter(|a| a.holds(&f) && !a.known);
        let counted = counts.is_some() || family.harmful() && scene.on_record(&f, &when);
        let before = other.is_some_and(|a| a.earlier);
        let (recalled, mildly) = (surely || mildly || before, mildly && !before);
        out.push(Draft {
            family,
            status,
            background: recalled,
            when,
            place,
            figures: std::mem::take(&mut figures[i]),
            said_by,
            sentence: s,
            recalled,
            mildly,
            natural: natural(w, &f),
            apart: other.is_some() || counted,
            period: counted,
            again: None,
            coded: Coded::Kind,
            found: f,
        });
    }
    at_one_time(scene, &mut out);
    tell_apart(scene, &mut out);
    together(scene, &mut out);
    lend(scene, &|f| coder.book.kinds[f.kind].kind.clone(), &mut out);
    // What somebody is tried for lies before the trial.
    if out.iter().any(|d| d.family == Family::Justice) {
        let finds = |d: &Draft| {
            let kind = coder.book.kinds[d.found.kind].kind.as_str();
            kind.starts_with("crime.") || kind == "investigation"
        };
        // Charges follow close on the deed.
        let charges = |d: &Draft| coder.book.rules[d.found.rule].name == "charge/charged-and-no-more";
        // Who goes free is tried for nothing: "inmates fled after gunmen attacked the jail".
        let frees = |d: &Draft| coder.book.kinds[d.found.kind].kind == "release";
        // So do arrests, whose deeds are only alleged.
        let arrests = |d: &Draft| coder.book.kinds[d.found.kind].kind == "arrest";
        let (held, legal): (Vec<&Draft>, Vec<&Draft>) = out
            .iter()
            .filter(|d| d.family == Family::Justice && !finds(d) && !charges(d) && !frees(d))
            .partition(|d| arrests(d));
        let anchors = |drafts: Vec<&Draft>| -> Vec<usize> { drafts.iter().map(|d| d.found.anchor).collect() };
        let (held, legal) = (anchors(held), anchors(legal));
        // "convicted on Thursday of murder": the day of the court, or of the arrest, and not of the deed.
        let by_law = |n: u32| {
            let at = w.syntax.sentences[s].tokens.clone().find(|&t| w.time_of[t] == n);
            // "is accused of a murder last Friday": a day of the past is none of what is so now.
            let now =
                |h: usize| (w.verb_group(h).start..h).any(|i| matches!(w.low(i), "is" | "are")) && !w.verb_group(h).perfect;
            let court = |h: usize| (held.contains(&h) || legal.contains(&h)) && !(w.is_verb(h) && now(h));
            at.is_some_and(|t| [w.head_of_time(t), w.deed_of_time(t)].into_iter().flatten().any(court))
        };
        // "jailed for organising protests": so do protests that somebody is sentenced for; who is led away for one was there just now.
        let outlawed = |d: &Draft| matches!(root(&coder.book.kinds[d.found.kind].kind), "protest" | "coup");
        for d in out.iter_mut().filter(|d| d.family.violent() || outlawed(d)) {
            let held: &[usize] = if d.family.violent() { &held } else { &[] };
            // "charged with murder, two days after a knife attack": counted from the court's day, and not that day.
            let counted = |n: u32| scene.mentions.times.get(n as usize).is_some_and(|t| t.kind == model::TimeKind::Duration);
            let of_the_court =
                d.when.time.is_some_and(|n| !counted(n) && by_law(n)) && scene.time_of_its_noun(&d.found) != d.when.time;
            if of_the_court && (scene.tried_for(&d.found, &legal) || scene.tried_for(&d.found, held)) {
                d.when = ReportTime::UNKNOWN;
            }
            let recent = d.when.end.zip(article.published).is_some_and(|(end, published)| days(end, published) <= OLD);
            let tried = !recent && scene.tried_for(&d.found, &legal);
            if tried {
                d.mildly |= !d.recalled;
                (d.background, d.recalled) = (true, true);
            }
            let alleged = tried || !recent && scene.tried_for(&d.found, held);
            let own = d.status == Status::Happened && !d.found.roles.is_empty() && d.found.link == Link::Own;
            if alleged && own && !scene.found_guilty(&d.found) {
                d.status = Status::Alleged;
            }
        }
    }
    out
}

impl Scene<'_> {
    /// Words that mark a happening as recalled: "the previous attack", "anniversary of the siege", "in past attacks".
    fn recalled(&self, f: &Found) -> bool {
        let w = self.words;
        let limit = w.sentence(f.anchor).start;
        let start = w.phrase(f.anchor).filter(|_| f.link != Link::Own).map_or(f.first, |p| p.start);
        let inside =
            (start..f.first).any(|i| matches!(w.low(i), "previous" | "past" | "earlier" | "historic" | "infamous" | "former"));
        let before =
            (limit.max(start.saturating_sub(4))..start).any(|i| {
                matches!(
                    w.low(i),
                    "anniversary" | "commemorate" | "commemorating" | "commemorated" | "previously" | "formerly" | "once"
                )
            }) || f.group.is_some_and(|g| (g.start..g.main).any(|i| matches!(w.low(i), "previously" | "formerly" | "once")));
        let since = start > limit && w.low(start - 1) == "since" && self.long_since(start - 1);
        // "the 100-year anniversary of Besk's 3 May 1931 coup"
        let marked = w.above(f.anchor, 3).skip(1).any(|i| matches!(w.low(i), "anniversary" | "commemoration" | "centenary"));
        // "the dam, which has in the past flooded villages"
        let past = f.group.is_some_and(|g| {
            (g.start.max(2)..g.main).any(|i| w.low(i) == "past" && w.low(i - 1) == "the" && w.low(i - 2) == "in")
        });
        inside || past || before || since || f.link != Link::Own && marked || self.once_in_a_life(f)
    }

    /// Where those who take part, or else those whom the sentence tells of, belong to other countries than the place line's and none
    /// to its own: their country, if it is one.
    fn elsewhere(&self, f: &Found, dateline: u32) -> Option<Option<&str>> {
        let home = self.mentions.places[dateline as usize].country.as_deref()?;
        let w = self.words;
        let country = |i: usize| self.mentions.places.get(w.place_of[i] as usize)?.country.as_deref();
        let mut countries: Vec<&str> = f.roles.iter().flat_map(|(_, p)| p.start..p.end).filter_map(country).collect();
        // "Norland's Ada Ruun conceded that Besk had won", written abroad.
        let told = !countries.is_empty();
        if !told {
            countries.extend(w.sentence(f.anchor).filter_map(country));
        }
        let first = *countries.first()?;
        let one = !told && countries.iter().all(|c| *c == first);
        countries.iter().all(|c| *c != home).then_some(Some(first).filter(|_| one))
    }

    /// True if the report's sentence tells of a court or a charge: "a man convicted of shooting four people" shot them long ago.
    pub(crate) fn in_court(&self, f: &Found) -> bool {
        let w = self.words;
        w.sentence(f.anchor).any(|i| {
            matches!(
                w.lemma(i),
                "convict" | "sentence" | "plead" | "guilty" | "jail" | "imprison" | "charge" | "charges" | "indict" | "acquit"
            ) || matches!(w.lemma(i), "trial" | "verdict" | "parole" | "prison" | "manslaughter" | "arraign" | "extradite")
        })
    }

    /// "has passed a law", but not "Norland, which has passed one" nor "had passed one".
    pub(crate) fn is_news(&self, f: &Found) -> bool {
        let aside = |g: VerbGroup| self.words.tokens[g.main].relation.starts_with("acl");
        f.link == Link::Own && f.group.is_some_and(|g| (!g.past_perfect || self.backshifted(f)) && !aside(g))
    }

    /// "before she takes office": a clause in the present that has not come about.
    pub fn not_yet(&self, f: &Found) -> bool {
        let w = self.words;
        let Some(g) = f.group.filter(|g| f.link == Link::Own && matches!(w.tag(g.main), "VBZ" | "VBP")) else { return false };
        let start = w.surface_subject(&g).map_or(g.start, |p| p.start);
        start > w.sentence(f.anchor).start && matches!(w.low(start - 1), "before" | "until" | "till" | "once")
    }

    /// "convicted of killing", "charged over the attack", "accused of plotting": right of a court word and a preposition.
    fn tried_for(&self, f: &Found, legal: &[usize]) -> bool {
        let w = self.words;
        let Some(court) = legal.iter().rev().find(|&&l| l < f.anchor && f.anchor - l < 30) else { return false };
        // "Two men who were sentenced in May were hanged": the clause of the court hangs from the deed.
        if f.link == Link::Own && w.above(*court, 8).skip(1).any(|i| i == f.anchor) {
            return false;
        }
        (court + 1..f.anchor + 1).any(|i| matches!(w.low(i), "for" | "of" | "over" | "with" | "in" | "on"))
            && w.clause[f.anchor] - w.clause[*court] <= 2
    }
}

/// What neighbours and the article's own date give to reports that tell no time or place.
pub(crate) fn carry(coder: &Coder, scene: &Scene, article: &Article, drafts: &mut [Draft]) {
    let lead = lead_sentence(article, scene.words.syntax);
    hours(scene, drafts);
    items_of_the_day(scene, article, drafts);
    let entries = Entries::of(article, &scene.mentions.times);
    entries.date(scene, drafts);
    entries.place(scene, drafts);
    rows(scene, article, drafts);
    old_news(scene, article, drafts, lead);
    goes_on(scene, drafts);
    same_place(scene, drafts);
    let sections = Sections::of(article, &scene.mentions.places);
    // A round-up has no one day.
    if sections.is_empty() {
        at_once(coder, scene, article, drafts);
    }
    of_the_protest(coder, drafts);
    for i in 0..drafts.len() {
        let entry = |d: &Draft| entries.entry(scene.words.tokens[d.found.anchor].range.start);
        let one_entry = |q: &Draft, d: &Draft| entry(q) == entry(d);
        crate::inherit::kind(coder, scene, drafts, i, &one_entry);
        again(coder, scene, drafts, i, &one_entry);
        let (before, rest) = drafts.split_at_mut(i);
        let d = &mut rest[0];
        let start = |d: &Draft| scene.words.tokens[d.found.anchor].range.start;
        let near = |q: &Draft, d: &Draft| {
            d.sentence > q.sentence
                && d.sentence - q.sentence <= 2
                && sections.item(start(q)) == sections.item(start(d))
                && one_entry(q, d)
                && q.background == d.background
                && q.status == d.status
                && !d.apart
                && same_sort(coder, q, d)
        };
        if !at_that_time(scene, before, d)
            && d.when.start.is_none()
            && !d.recalled
            && let Some(q) = before
                .iter()
                .rev()
                .take(6)
                .find(|q| near(q, d) && q.when.start.is_some() && lends_its_day(scene, article, q, d))
        {
            let printed = q.when.from == Carried::Published;
            // A headline's day of print gives way to that on which its news was told.
            d.when = match article.published.filter(|_| printed).and_then(|p| scene.said_on(d, p)) {
                Some((n, day)) => ReportTime { time: Some(n), ..on(day, Carried::Context) },
                None => ReportTime { from: if printed { Carried::Published } else { Carried::Context }, ..q.when.clone() },
            };
        }
        if d.place.place.is_none()
            && let Some(n) = near_in_its_sentence(scene, before, d).or_else(|| place_of_office(scene, d))
        {
            d.place = ReportPlace::new(Some(n), Carried::Context);
        }
        if d.place.place.is_none()
            && let Some(q) = before.iter().rev().take(6).find(|q| {
                near(q, d)
                    && q.place.place.is_some()
                    && same_day(&q.when, &d.when)
                    && !scene.somewhere_else(&d.found)
                    && !scene.of_another_land(d, q)
            })
        {
            d.place = ReportPlace { from: Carried::Context, country: None, ..q.place.clone() };
        }
        if d.place.place.is_none()
            && let Some(n) = goes_on_there(&|q| coder.book.kinds[q.found.kind].kind == "rescue", before, d)
        {
            d.place = ReportPlace::new(Some(n), Carried::Context);
        }
        if d.when.start.is_none()
            && let Some(when) = with_its_verb(scene, before, d)
                .or_else(|| hours_from_the_news(scene, before, d))
                .or_else(|| one_of_several(scene, before, d))
        {
            d.when = when;
        }
        // "is attending the summit": what goes on while the article is written.
        let now = d.status == Status::Ongoing
            && !d.background
            && d.found.link == Link::Own
            && d.found.group.is_some_and(|g| g.progressive && !g.past_aux && !g.past_perfect);
        if now
            && d.when.start.is_none()
            && let Some(published) = article.published
        {
            d.when = on(Stamp::day(published.date), Carried::Published);
        }
        of_this_year(scene, article, d);
        let leads = opens(scene, article, d, lead, before)
            && !before
                .iter()
                .any(|q| q.sentence == d.sentence && q.family == Family::Violence && scene.answers(&q.found, &d.found));
        if leads {
            news_of_the_day(scene, article, d, lead);
        } else {
            just_done(scene, article, d, lead);
        }
        if leads
            && d.place.place.is_none()
            && matches!(d.family, Family::Violence | Family::Harm | Family::Toll | Family::Justice | Family::Affairs)
            && matches!(d.status, Status::Happened | Status::Ongoing)
            && !(d.family == Family::Affairs && scene.hangs(&d.found))
            && let Some(n) = article.dateline.as_ref().and_then(|l| {
                l.place.or_else(|| scene.mentions.places.iter().position(|p| p.range.overlaps(l.range)).map(|n| n as u32))
            })
        {
            match scene.elsewhere(&d.found, n) {
                // Where its people belong, if that is one country.
                Some(land) => d.place.country = land.map(String::from),
                None => d.place = ReportPlace::new(Some(n), Carried::Dateline),
            }
        }
    }
    under_headings(coder, scene, article, drafts);
    sections.place(scene, drafts);
    said_since(coder, scene, article, drafts, lead);
    at_the_gathering(coder, scene, lead, drafts);
    adds_up(scene, drafts);
    entries.are_news(scene, article, drafts);
}

fn same_day(a: &ReportTime, b: &ReportTime) -> bool {
    let told = a.from == Carried::Stated && b.from == Carried::Stated;
    match (a.start, b.start) {
        (Some(a), Some(b)) => days(a, b).abs() <= i32::from(!told),
        _ => true,
    }
}

pub(crate) fn same_sort(coder: &Coder, a: &Draft, b: &Draft) -> bool {
    let (x, y) = (&coder.book.kinds[a.found.kind].kind, &coder.book.kinds[b.found.kind].kind);
    x == y
        || a.family.violent() && b.family.violent() && root(x) == root(y)
        || tries(x) && tries(y)
        || (b.family == Family::Toll || a.family == Family::Toll) && a.family.harmful() && b.family.harmful()
        || b.family == Family::Toll && !b.natural && matches!(root(x), "protest" | "riot")
}

/// What a court does to those who stand before it on one day.
fn tries(kind: &str) -> bool {
    matches!(root(kind), "verdict" | "court")
}

/// The first part of a kind.
pub(crate) fn root(kind: &str) -> &str {
    kind.split('.').next().unwrap_or(kind)
}

/// True for roles of those who act: there the phrase that a pronoun takes up stands for it.
fn acts(role: RoleKind) -> bool {
    matches!(role, RoleKind::Actor | RoleKind::Speaker)
}

/// True for "$31 million", which is nobody.
fn sum_of_money(scene: &Scene, range: TextRange) -> bool {
    let figures = &scene.mentions.figures;
    let from = figures.partition_point(|f| f.range.start < range.start);
    let mut here = figures[from..].iter().take_while(|f| f.range.start <= range.start + 4);
    here.any(|f| matches!(f.what.as_str(), "money" | "percent") && range.contains(f.range))
}

/// Where the article names a person most fully: "he" and "Ruun" are "Ada Ruun", wherever that stands.
fn named_at(mentions: &Mentions, name: u32, pronoun: bool) -> Option<TextRange> {
    let full = &mentions.names[mentions.names[name as usize].same_as.unwrap_or(name) as usize];
    (pronoun || full.kind == NameKind::Person).then_some(full.range)
}

pub(crate) fn report(coder: &Coder, scene: &Scene, article: &Article, d: Draft) -> Report {
    let w = scene.words;
    let kind = &coder.book.kinds[d.found.kind];
    let trigger = Span::cut(w.text, w.range(d.found.first, d.found.end));
    let mut roles: Vec<Role> = Vec::new();
    for (role, p) in &d.found.roles {
        let Some(p) = scene.does_it(*role, *p) else { continue };
        let p = &scene.called(*role, p);
        let range: TextRange = w.range(p.start, p.end);
        if roles.iter().any(|r| r.span.range.overlaps(range)) || sum_of_money(scene, range) {
            continue;
        }
        let pronoun = p.end == p.start + 1 && is_pronoun(w.low(p.start));
        let carrier = scene.carried_by(*role, *p);
        let range = carrier.map_or(range, |n| scene.mentions.names[n as usize].range);
        let held = carrier.or_else(|| Some(w.name_of[w.meaning(*p)]).filter(|n| *n != NONE));
        let hurt = *role == RoleKind::Victim;
        let meant = held.or_else(|| scene.meant(*p).filter(|&n| !(pronoun && hurt && scene.speaks(*p, n))));
        // "It", "they" and "its fighters" tell nobody who it was either.
        let unnamed = *role == RoleKind::Actor && meant.is_none();
        let owner = if unnamed { scene.owner(*p) } else { None };
        let meant = meant.or(owner).or_else(|| if unnamed { scene.state_of_forces(*p) } else { None });
        let range = match meant {
            Some(n) => named_at(scene.mentions, n, pronoun || owner.is_some()).unwrap_or(range),
            // "They" tells nobody who it was, unless the article says whom it means.
            None if pronoun => match scene.taken_up(*p).filter(|_| acts(*role)) {
                Some(q) => w.range(q.start, q.end),
                None => continue,
            },
            None => range,
        };
        if roles.iter().any(|r| r.span.range.overlaps(range)) {
            continue;
        }
        roles.push(Role { role: *role, span: Span::cut(w.text, range), name: meant, actor: None });
    }
    scene.add_owner_of_arms(kind.family, &d, &mut roles);
    roles.truncate(12);
    let rule = &coder.book.rules[d.found.rule];
    let said_by =
        d.said_by.filter(|s| !roles.iter().any(|r| kind.family == Family::Statement && r.span.range.overlaps(s.span.range)));
    Report {
        id: ReportId::of(article.id, trigger.range, &kind.kind),
        event: None,
        kind: kind.kind.clone(),
        plover: kind.plover.clone(),
        acled: d.coded.acled(coder, d.found.kind),
        trigger,
        sentence: d.sentence as u32,
        status: d.status,
        background: d.background,
        apart: d.apart,
        period: d.period,
        again: d.again,
        when: d.when,
        place: d.place,
        roles,
        figures: d.figures,
        headline: Vec::new(),
        said_by,
        rule: if d.found.counted { format!("{}/figure", kind.kind.replace('.', "-")) } else { rule.name.clone() },
        score: (d.found.score * 100.0).round() / 100.0,
    }
}

//! What lies in the past: what its date, or its distance from the latest happening told, marks as history and not as news.

use crate::Coder;
use crate::about::standfirst;
use crate::backshift::STATEMENTS;
use crate::code::{Draft, OLD, days, root};
use crate::codebook::Family;
use crate::find::{Found, Link, Scene};
use crate::period::coarse;
use crate::words::NONE;
use model::{Article, BlockKind, Carried, ReportTime, RoleKind, Stamp, Status, Time, TimeKind, TimePrecision};

/// A month that ended so few days ago is the last of its name, whatever was agreed in it;
const LAST_MONTHS: i32 = 120;
/// so many days ago its next one is near.
const YEAR: i32 = 366;

/// "agreed to meet in November", read in May: what is planned lies ahead, in the next November.
fn next_year(when: &mut ReportTime, times: &[model::Time], published: Stamp) {
    let Some(time) = when.time.and_then(|n| times.get(n as usize)) else { return };
    let yearless = !time.text.bytes().any(|b| b.is_ascii_digit())
        || time.text.split_whitespace().all(|w| w.len() < 4 || !w.bytes().all(|b| b.is_ascii_digit()));
    let past = when.end.is_some_and(|end| (LAST_MONTHS..YEAR).contains(&days(end, published)));
    if is_over(time) || !(past && yearless && time.anchor != "none" && time.precision == TimePrecision::Month) {
        return;
    }
    let ahead = |s: Stamp| s.date.with().year(s.date.year() + 1).build().map_or(s, |date| Stamp { date, ..s });
    when.start = when.start.map(ahead);
    when.end = when.end.map(ahead);
}

/// "announced a reshuffle last October": that month is over, and so is what was announced in it.
fn is_over(time: &Time) -> bool {
    time.precision == TimePrecision::Month
        && time.text.to_lowercase().split_whitespace().any(|w| matches!(w, "last" | "past" | "previous"))
}

/// "said that schools would stay closed on Monday", printed on Saturday: what is planned is of the Monday to come. A day or two
/// before print it may be told from the day when it was said.
fn next_week(when: &mut ReportTime, times: &[Time], published: Stamp) {
    let Some(time) = when.time.and_then(|n| times.get(n as usize)) else { return };
    let weekday = time.precision == TimePrecision::Day && time.anchor != "none" && time.text.to_lowercase().ends_with("day");
    let bare = weekday && !time.text.bytes().any(|b| b.is_ascii_digit()) && !time.text.contains(' ');
    let past = when.start == when.end && when.end.is_some_and(|end| (3..=6).contains(&days(end, published)));
    if !(bare && past) {
        return;
    }
    let ahead = |s: Stamp| s.date.checked_add(jiff::Span::new().days(7)).map_or(s, |date| Stamp { date, ..s });
    when.start = when.start.map(ahead);
    when.end = when.end.map(ahead);
}

/// "warned that it may return in September", printed in June: what has happened cannot lie after print. Midnight is the one
/// before; a day or a month told with its year stays, for the page's own date may be that of an older version.
fn not_after_print(d: &mut Draft, times: &[Time], published: Stamp) {
    let ahead = d.when.start.filter(|s| days(published, *s) > 0);
    let Some((start, time)) = ahead.zip(d.when.time.and_then(|n| times.get(n as usize))) else { return };
    let with_year =
        time.text.split(|c: char| !c.is_ascii_digit()).any(|n| n.len() == 4 || n.len() == 2 && time.text.contains('/'));
    if with_year && time.precision <= TimePrecision::Month {
        return;
    }
    let clock = time.precision < TimePrecision::Day && days(published, start) == 1 && !has_day(time);
    let before = |s: Stamp| s.date.yesterday().map_or(s, |date| Stamp { date, ..s });
    if clock {
        d.when.start = d.when.start.map(before);
        d.when.end = d.when.end.map(before);
    } else if d.found.link == Link::Own || d.family == Family::Statement || d.family.violent() {
        d.when = ReportTime::UNKNOWN;
    }
}

/// True for an hour without its day: "6 p.m.", "at noon".
fn hour_alone(t: &Time) -> bool {
    t.precision < TimePrecision::Day && !has_day(t) && !t.text.contains(['-', '/'])
}

/// True for a time that tells its day, and not the hour alone.
fn has_day(t: &Time) -> bool {
    let text = t.text.to_lowercase();
    text.contains("tomorrow")
        || text.split_whitespace().any(|w| w.trim_end_matches(|c: char| !c.is_alphabetic()).ends_with("day"))
}

/// "was fatally shot in July", "about six months ago": a month or a year that nobody can date, in the words on the deed.
fn months_ago(scene: &Scene, d: &Draft) -> bool {
    let w = scene.words;
    let own = |i: &usize| w.clause[*i] == w.clause[d.found.anchor] && w.time_of[*i] != NONE;
    let mut times = w.sentence(d.found.anchor).filter(own).map(|i| &scene.mentions.times[w.time_of[i] as usize]);
    let this = |t: &Time| t.text.split(' ').any(|w| matches!(w, "this" | "This" | "next"));
    times.any(|t| t.start.is_none() && t.kind == TimeKind::Date && coarse(t) && !this(t))
}

/// "The school was the scene of a shooting in 2029. Two teachers were killed.": harm without a day of its own, right behind a
/// sentence that tells of nothing but old harm, is that harm.
pub(crate) fn goes_on(scene: &Scene, drafts: &mut [Draft]) {
    let w = scene.words;
    let harm = |d: &Draft| d.family.harmful() && d.status == Status::Happened;
    for i in 1..drafts.len() {
        let (before, rest) = drafts.split_at_mut(i);
        let d = &mut rest[0];
        let told = before.iter().filter(|q| q.sentence + 1 == d.sentence);
        let mut harms = told.clone().filter(|q| harm(q)).peekable();
        let old = harms.peek().is_some() && harms.all(|q| q.background && !q.period && dated(scene, q));
        let news = before.iter().any(|q| q.sentence < d.sentence && harm(q) && !q.background);
        // "The shooting" is the one that the article tells of; "the deadliest attack in years" may be the older one.
        let named = |i: usize| {
            let start = w.phrase(i).map_or(i, |p| p.start);
            matches!(w.low(i), "shooting" | "attack" | "incident")
                && (start..i).all(|j| w.tag(j) != "JJS")
                && w.low(start) != "a"
        };
        let noun = d.found.link != Link::Own && !matches!(w.low(d.found.anchor), "attack" | "shooting" | "massacre");
        // "Gunmen killed Ola Ruun": who acts and whom it befell are told anew.
        let anew = d.found.link == Link::Own
            && d.found.role(RoleKind::Actor).is_some()
            && d.found.role(RoleKind::Victim).is_some_and(|p| w.name_of[w.meaning(p)] != NONE);
        let again = noun || anew || w.sentence(d.found.anchor).any(named);
        let today =
            || w.sentence(d.found.anchor).any(|i| w.time_of[i] != NONE && fresh(&scene.mentions.times[w.time_of[i] as usize]));
        if old && news && harm(d) && !d.background && d.when.from != Carried::Stated && !again && !d.apart && !today() {
            (d.background, d.recalled) = (true, true);
            d.when = told.clone().find(|q| harm(q)).map_or(ReportTime::UNKNOWN, |q| q.when.clone());
        }
    }
}

/// True for what is background by its date.
fn dated(scene: &Scene, d: &Draft) -> bool {
    d.when.from == Carried::Stated && d.when.start.is_some() || months_ago(scene, d)
}

/// "on Friday", "last night": days that news is told of.
fn fresh(t: &Time) -> bool {
    t.precision <= TimePrecision::Day
        && t.text.to_lowercase().split(' ').any(|w| {
            w.ends_with("day") || matches!(w, "tonight" | "night" | "morning" | "evening" | "afternoon" | "today" | "yesterday")
        })
}

/// Where nobody knows when the article came out: what lies more than a year before the latest happening told is history; also
/// a month or a year by number, where others were "on Wednesday".
fn long_past(scene: &Scene, drafts: &mut [Draft]) {
    let times = &scene.mentions.times;
    let happened = |d: &Draft| d.when.from == Carried::Stated && d.status == Status::Happened;
    let day = |t: &Time| matches!(t.kind, TimeKind::Date | TimeKind::Time) && t.precision <= TimePrecision::Day;
    let fresh = times.iter().any(|t| t.start.is_none() && day(t));
    if fresh {
        let coarse = |d: &Draft| d.when.start.is_some() && d.when.precision.is_some_and(|p| p >= TimePrecision::Month);
        drafts.iter_mut().filter(|d| happened(d) && coarse(d)).for_each(|d| d.background = true);
        let past =
            |d: &Draft| d.status == Status::Happened && d.when.start.is_none() && d.family.harmful() && months_ago(scene, d);
        drafts.iter_mut().filter(|d| past(d)).for_each(|d| (d.background, d.recalled) = (true, true));
        by_year(scene, drafts);
    }
    let Some(latest) = drafts.iter().filter(|d| happened(d)).filter_map(|d| d.when.end).max() else { return };
    for d in drafts.iter_mut().filter(|d| happened(d)) {
        d.background |= d.when.end.is_some_and(|end| days(end, latest) > 365);
    }
}

/// "A gunman killed three on Wednesday. … On Nov. 5, 2029, a major opened fire at the base": harm told by its year, further
/// down than harm of a day that needs none.
fn by_year(scene: &Scene, drafts: &mut [Draft]) {
    let (w, times) = (scene.words, &scene.mentions.times);
    let harm = |d: &Draft| d.family.harmful() && d.status == Status::Happened && !d.background;
    let today = |s: usize| {
        let tokens = w.syntax.sentences[s].tokens.clone();
        tokens.clone().any(|i| times.get(w.time_of[i] as usize).is_some_and(|t| t.start.is_none() && fresh(t)))
    };
    let Some(news) = drafts.iter().find(|d| harm(d) && today(d.sentence)).map(|d| d.sentence) else { return };
    let year = |t: &Time| t.text.split(|c: char| !c.is_ascii_digit()).any(|n| n.len() == 4);
    // Where several days have that year it may well be this one.
    let alone = |d: &Draft| {
        let own = d.when.start.map(|s| s.date);
        let other = |t: &Time| t.precision <= TimePrecision::Day && t.start.map(|s| s.date) != own && year(t);
        !times.iter().any(|t| other(t) && t.start.map(|s| s.date.year()) == own.map(|o| o.year()))
    };
    for d in drafts.iter_mut().filter(|d| d.sentence > news && d.when.from == Carried::Stated && d.when.start.is_some()) {
        let told = d.when.time.and_then(|n| times.get(n as usize)).is_some_and(year);
        if harm(d) && told && alone(d) {
            (d.background, d.recalled) = (true, true);
        }
    }
}

/// "Ruun praised the move", told without a day in the news of Monday: said between the news and print. So are arrests, pledges and
/// the like, where nothing before them has led the article away to other days.
pub(crate) fn said_since(coder: &Coder, scene: &Scene, article: &Article, drafts: &mut [Draft], lead: Option<usize>) {
    let (Some(published), Some(lead)) = (article.published, lead) else { return };
    let told = |d: &&Draft| d.sentence <= lead + 1 && !d.background && matches!(d.status, Status::Happened | Status::Ongoing);
    let days_told = drafts.iter().filter(told).filter(|d| d.when.precision.is_some_and(|p| p <= TimePrecision::Day));
    let told = days_told.filter_map(|d| d.when.start).filter(|s| (0..=NEWS).contains(&days(*s, published))).min();
    let news = told.or_else(|| scene.day_of_news(lead, published));
    let Some(news) = news else { return };
    // "The army said that it had killed nine rebels", with no day: lately, too.
    let kind = |d: &Draft| coder.book.kinds[d.found.kind].kind.as_str();
    let known = |d: &Draft| kind(d) != "other";
    let shifted = |d: &Draft| d.status == Status::Happened && known(d) && scene.backshifted(&d.found);
    // Harm told without a day in news of no court, behind the news: it was since then.
    let tried = drafts
        .iter()
        .any(|d| d.family == Family::Justice && matches!(kind(d), "charge" | "trial" | "verdict" | "court.sentence"));
    let simply = |d: &Draft| {
        let past = d.found.group.is_some_and(|g| !g.perfect && !g.past_perfect);
        let wire = article.dateline.is_some();
        wire && d.status == Status::Happened
            && known(d)
            && !tried
            && past
            && !d.natural
            && !d.recalled
            && !d.apart
            && d.sentence > lead
    };
    let own = |d: &Draft| {
        let ours = matches!(d.family, Family::Statement | Family::Affairs | Family::Justice);
        (ours || d.family.violent() && (shifted(d) || simply(d))) && d.found.link == Link::Own
    };
    // "arrested for allegedly running a ring": the arrest is no allegation.
    let real = |d: &Draft| d.status == Status::Happened || d.status == Status::Alleged && d.family == Family::Justice;
    // Whoever looks at a picture does not see when it was taken.
    let pictured = |d: &Draft| {
        let at = scene.words.tokens[d.found.first].range.start;
        article.block_at(at).is_some_and(|b| b.kind == BlockKind::Caption)
    };
    // "said that it carried out raids, adding that it arrested four": those who arrest tell of it.
    let held = |d: &Draft| matches!(coder.book.kinds[d.found.kind].kind.as_str(), "arrest" | "rescue" | "release");
    // Who is arrested for what was done on the day of print was arrested after it.
    let harmed =
        |d: &&Draft| d.family.harmful() && d.when.from == Carried::Stated && d.when.start.is_some_and(|s| s.date == news.date);
    let harmed = drafts.iter().find(harmed).map(|d| d.sentence);
    let wants = |d: &Draft| own(d) && real(d) && !d.background && d.when.start.is_none();
    let life = scene.tells_a_life();
    // What stands above the article is told there in short: its day is that of the news.
    let above = |d: &Draft| d.family == Family::Statement && d.when.from == Carried::Published && standfirst(scene, article, d);
    let above: Vec<bool> = drafts.iter().map(above).collect();
    for (d, _) in drafts.iter_mut().zip(above).filter(|(d, above)| wants(d) || *above) {
        let speaks = d.family == Family::Statement;
        let Some(g) = d.found.group else { continue };
        // "saying four gunmen had been arrested", said on Saturday: it was known by then.
        let known = || {
            let said = d.said_by.is_some() && (g.past_perfect || g.perfect);
            said && (d.family == Family::Justice || d.family != Family::Statement && scene.backshifted(&d.found))
        };
        if let Some((n, day)) = scene.said_on(d, published).filter(|_| known()) {
            let precision = Some(TimePrecision::Day);
            d.when = ReportTime { time: Some(n), start: Some(day), end: Some(day), precision, from: Carried::Context };
            continue;
        }
        // "has since confirmed": since the news.
        let since = g.perfect && (g.start..g.main).any(|i| matches!(scene.words.low(i), "since" | "now" | "already"));
        let shifted = !speaks && shifted(d);
        let now =
            (!g.perfect || since && speaks || shifted) && (!g.past_perfect || shifted) && g.modal.is_none() && g.to.is_none();
        let plain = || scene.words.tag(g.main) == "VBD" || scene.words.is_passive(&g) && g.past_aux;
        if now
            && !scene.long_before(&d.found)
            && !scene.once_in_a_life(&d.found)
            && (speaks || !life)
            && (speaks
                || shifted
                || d.family.violent() && plain() && !scene.in_aside(&d.found) && !pictured(d)
                || plain() && !pictured(d) && !scene.in_aside(&d.found) && (d.said_by.is_none() || held(d)))
            && scene.tells_no_day(d, published)
        {
            if !since && scene.led_away(d, published) {
                continue;
            }
            // Only of what is said in plain words on the day of print is it sure enough that it was that day.
            let after_it = harmed.is_some_and(|s| s < d.sentence);
            let surely = after_it
                || speaks
                    && told.is_some()
                    && !since
                    && scene.words.sentence(d.found.anchor).all(|i| scene.words.time_of[i] == NONE);
            let (mut start, end) = (Stamp::day(news.date), Stamp::day(published.date));
            if start == end && !surely {
                start = start.date.yesterday().map_or(start, Stamp::day);
            }
            let precision = if start == end { TimePrecision::Day } else { TimePrecision::Week };
            d.when = ReportTime {
                time: None,
                start: Some(start),
                end: Some(end),
                precision: Some(precision),
                from: Carried::Context,
            };
        }
    }
}

/// Sentences in which an article that is news tells one of its days.
const OPENS: usize = 8;

/// Sentences over which a day told before goes on: "In 2028 he was mayor. He sued the paper. He won."
const GOES_ON: usize = 3;

impl Scene<'_> {
    /// True where the report's sentence tells a day.
    fn has_a_day(&self, f: &Found) -> bool {
        let w = self.words;
        let day = |t: &Time| t.precision == TimePrecision::Day || has_day(t);
        w.sentence(f.anchor).any(|i| self.mentions.times.get(w.time_of[i] as usize).is_some_and(day))
    }

    /// "A mother whose son was shot is speaking out": told of somebody, not as what is new.
    pub(crate) fn in_aside(&self, f: &Found) -> bool {
        let w = self.words;
        let chain = std::iter::once(f.anchor).chain(w.above(f.anchor, 8));
        // "said in a statement that gunmen killed two", whatever the tree makes of it.
        let said = |i: usize| w.governor(i).is_some_and(|n| STATEMENTS.contains(&w.lemma(n)));
        f.link == Link::Own && chain.into_iter().any(|i| w.tokens[i].relation == "acl:relcl" && !said(i))
    }

    /// The day on which the report's sentence says that it was told, if that is one of the last before publication.
    pub(crate) fn said_on(&self, d: &Draft, published: Stamp) -> Option<(u32, Stamp)> {
        let w = self.words;
        w.sentence(d.found.anchor).find_map(|i| {
            let time = self.mentions.times.get(w.time_of[i] as usize)?;
            let day = time.start.filter(|s| time.precision == TimePrecision::Day && (0..=6).contains(&days(*s, published)))?;
            self.tells_saying(&d.found, i).then_some((w.time_of[i], Stamp::day(day.date)))
        })
    }

    /// A day of the last ones that the first sentences tell: the day of the news, whatever it is.
    fn day_of_news(&self, lead: usize, published: Stamp) -> Option<Stamp> {
        let w = self.words;
        let sentences = w.syntax.sentences.get(lead..)?;
        let (opens, rest) = sentences.split_at(OPENS.min(sentences.len()));
        let recent = |i: usize, most: i32| {
            let time = self.mentions.times.get(w.time_of[i] as usize)?;
            let day = time.precision <= TimePrecision::Day && !self.stamped(i);
            time.start.filter(|s| day && (0..=most).contains(&days(*s, published)))
        };
        let mut early = opens.iter().flat_map(|s| s.tokens.clone());
        let mut late = rest.iter().flat_map(|s| s.tokens.clone());
        early.find_map(|i| recent(i, NEWS)).or_else(|| late.find_map(|i| recent(i, 1)))
    }

    /// "Almost a year after Besk fled the country": a length of time stands before the word that joins the clause.
    fn long_before(&self, f: &Found) -> bool {
        let w = self.words;
        let start = w.sentence(f.anchor).start;
        let joins = |i: usize| matches!(w.low(i), "after" | "since" | "before") && i > start && w.time_of[i - 1] != NONE;
        let length = |i: usize| {
            let t = self.mentions.times.get(w.time_of[i - 1] as usize);
            t.is_some_and(|t| t.kind == TimeKind::Duration)
        };
        (start..f.first).rev().take_while(|&i| w.low(i) != ",").any(|i| joins(i) && length(i))
    }

    /// The last day among those of these sentences, if it is one of the last before publication and no day of a saying.
    pub(crate) fn day_told(&self, sentences: std::ops::Range<usize>, published: Stamp) -> Option<(u32, Stamp)> {
        let w = self.words;
        let tokens = sentences.rev().flat_map(|s| w.syntax.sentences[s].tokens.clone().rev());
        tokens.filter(|&i| !self.stamped(i)).find_map(|i| {
            let time = self.mentions.times.get(w.time_of[i] as usize)?;
            let day =
                time.start.filter(|s| time.precision <= TimePrecision::Day && (0..=NEWS).contains(&days(*s, published)))?;
            Some((w.time_of[i], Stamp::day(day.date)))
        })
    }

    /// "the group, which has struck often since a truce ended in 2030, denied it": a time in a clause that the trigger is not in.
    fn in_an_aside(&self, i: usize, trigger: usize) -> bool {
        let w = self.words;
        let from = w.sentence(i).start.max(i.saturating_sub(8));
        let opens = (from..i).rev().find(|&j| matches!(w.low(j), "since" | "where" | "which" | "who" | "whose"));
        opens.is_some_and(|j| trigger < j || (i..trigger).any(|k| w.low(k) == ","))
    }

    /// True inside a time of the last days behind "since".
    fn since_lately(&self, i: usize, published: Stamp) -> bool {
        let w = self.words;
        let first = (w.sentence(i).start..=i).rev().take_while(|&j| w.time_of[j] == w.time_of[i]).last().unwrap_or(i);
        let start = self.mentions.times.get(w.time_of[i] as usize).and_then(|t| t.start);
        first > 0 && w.low(first - 1) == "since" && start.is_some_and(|s| (0..=NEWS).contains(&days(s, published)))
    }

    /// True if the report's sentence tells no time that it could have been at: lengths, what lies ahead and what is only
    /// quoted there are none.
    fn tells_no_day(&self, d: &Draft, published: Stamp) -> bool {
        let w = self.words;
        let trigger = w.range(d.found.first, d.found.end);
        let quoted = |t: &Time| {
            let over = |q: &model::Quote| q.range.contains(t.range) && !q.range.contains(trigger);
            self.mentions.quotes.iter().any(over)
        };
        w.sentence(d.found.anchor).all(|i| {
            let Some(t) = self.mentions.times.get(w.time_of[i] as usize) else { return true };
            let ahead = t.start.is_some_and(|s| days(published, s) > 0) || t.start.is_none() && t.value == "PRESENT_REF";
            // "launched since Wednesday evening": up to now.
            let lately = w.time_of[i] != NONE && self.since_lately(i, published);
            let aside = t.precision >= TimePrecision::Month && self.in_an_aside(i, d.found.anchor);
            ahead || lately || aside || matches!(t.kind, TimeKind::Duration | TimeKind::Set) || quoted(t)
        })
    }

    /// True if the time told last before the report's sentence, and not far from it, is well before the news.
    fn led_away(&self, d: &Draft, published: Stamp) -> bool {
        let w = self.words;
        let start = w.syntax.sentences[d.sentence].range.start;
        let from = w.syntax.sentences[d.sentence.saturating_sub(GOES_ON)].range.start;
        let times = &self.mentions.times;
        let upto = times.partition_point(|t| t.range.start < start);
        let near = times[..upto].iter().rev().take_while(|t| t.range.start >= from);
        // "the group, which has struck often since a truce ended in 2030, denied it": an aside.
        let aside = |t: &&Time| {
            let at = w.syntax.token_at(t.range.start).min(w.tokens.len() - 1);
            (w.sentence(at).start.max(at.saturating_sub(6))..at)
                .any(|i| matches!(w.low(i), "since" | "where" | "which" | "who" | "whose"))
        };
        let near = near.filter(|t| matches!(t.kind, TimeKind::Date | TimeKind::Time)).filter(|t| !aside(t));
        let dated = near.filter_map(|t| t.end.or(t.start)).next();
        dated.is_some_and(|end| days(end, published) > 7)
    }
}

/// "Police used tear gas against people who marched on Thursday": force against a protest is of its day.
pub(crate) fn of_the_protest(coder: &Coder, drafts: &mut [Draft]) {
    let kind = |d: &Draft| coder.book.kinds[d.found.kind].kind.as_str();
    for i in 0..drafts.len() {
        let d = &drafts[i];
        if !kind(d).starts_with("riot.") || d.when.start.is_some() || d.background {
            continue;
        }
        let beside = |q: &&Draft| q.sentence == d.sentence && q.status == d.status && !q.background;
        let mut days = drafts.iter().filter(beside).filter(|q| root(kind(q)) == "protest");
        if let Some(q) = days.find(|q| q.when.start.is_some()) {
            drafts[i].when = ReportTime { from: Carried::Context, ..q.when.clone() };
        }
    }
}

/// Days for which news is written about.
const NEWS: i32 = 3;

/// Marks as background what lies well before publication, unless the article's lead is about that very time.
pub(crate) fn old_news(scene: &Scene, article: &Article, drafts: &mut [Draft], lead: Option<usize>) {
    let Some(published) = article.published else { return long_past(scene, drafts) };
    let told = drafts
        .iter()
        .find(|d| lead.is_some_and(|l| d.sentence <= l + 1) && d.when.end.is_some() && !d.recalled)
        .and_then(|d| d.when.end);
    for d in drafts.iter_mut() {
        if d.status == Status::Planned && d.family != Family::Statement {
            next_year(&mut d.when, &scene.mentions.times, published);
            next_week(&mut d.when, &scene.mentions.times, published);
            if d.when.time.and_then(|n| scene.mentions.times.get(n as usize)).is_some_and(is_over) && d.found.link != Link::Own
            {
                d.status = Status::Happened;
            }
        }
        if d.status == Status::Ongoing && scene.not_yet(&d.found) {
            d.status = Status::Planned;
        }
        if d.status == Status::Happened {
            not_after_print(d, &scene.mentions.times, published);
        }
        // "ordered a curfew from 6 p.m.", below what was in February: the hour is of no day that is told.
        let clock = d.when.time.and_then(|n| scene.mentions.times.get(n as usize)).is_some_and(hour_alone);
        if clock
            && !d.family.harmful()
            && d.when.end.is_some_and(|end| days(end, published) > OLD)
            && !scene.has_a_day(&d.found)
        {
            d.when = ReportTime::UNKNOWN;
        }
        let Some(end) = d.when.end else { continue };
        let future = d.when.start.is_some_and(|s| days(published, s) > 0) && d.when.from == Carried::Stated;
        // "takes office in June": the present tells what is to come.
        if future
            && d.status == Status::Ongoing
            && d.family != Family::Statement
            && d.found.group.is_some_and(|g| !g.progressive || scene.dates(&d.when, g.main))
        {
            d.status = Status::Planned;
        }
        // "took effect at midnight": the past is past, whichever midnight.
        let took = |v: usize| scene.words.tag(v) == "VBD" && scene.lexicon.has("occur", scene.words.lemma(v));
        let over = d.found.link == Link::Subject && d.found.group.is_some_and(|g| took(g.main));
        if future && d.status == Status::Happened && d.found.link != Link::Own && !over && d.family != Family::Statement {
            d.status = Status::Planned;
        }
        let about_it =
            told.is_some_and(|t| days(t, end).abs() <= 7) && d.when.precision.is_some_and(|p| p <= TimePrecision::Day);
        if days(end, published) > OLD && !about_it {
            d.background = true;
        } else if days(end, published) <= OLD && d.when.from == Carried::Stated && !about_it && d.found.link == Link::Own {
            // "had stormed the hall on Friday" is news for all its past perfect.
            d.background = d.background && d.status != Status::Happened;
        }
    }
}

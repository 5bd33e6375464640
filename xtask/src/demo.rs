//! `cargo xtask demo-data ARTICLES FILE`: a database of invented articles, for trying the reading room and for measuring it.
//!
//! Ten years of news from towns of the gazetteer: threads of articles (most of one or two, some of hundreds) that tell a
//! happening whose toll rises, and what else belongs to it; some come back to older happenings, some are copies. Three
//! reports an article. Everything goes through the store as reading would put it there; only who belongs to what is known
//! beforehand instead of found by linking. People, groups, papers and words are invented; nothing in it is real.

mod cast;
mod draft;
mod happening;
mod kinds;

use crate::cost::memory;
use crate::dice::{Dice, word};
use anyhow::{Context, Result, ensure};
use cast::Cast;
use dedup::Signature;
use draft::{Draft, Filling};
use happening::Happening;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use link::{Digest, Known, Pool};
use model::*;
use std::collections::{HashMap, VecDeque};
use std::path::Path;
use std::time::Instant;
use store::{Sqlite, Store};

pub use cast::{ADJECTIVES, NOUNS};

/// Days of news.
const DAYS: usize = 3650;
/// Threads that are in the news at a time.
const OPEN: usize = 400;
/// Happenings that later articles still come back to.
const REMEMBERED: usize = 400;
/// Pages put at once.
const CHUNK: usize = 2000;

/// A happening in the news, and what goes with it.
struct Thread {
    main: Happening,
    sides: Vec<Happening>,
    left: usize,
    topic: Vec<u64>,
    articles: Vec<(ArticleId, Stamp)>,
    headline: String,
    /// The last article that is no copy, with the actors of its names and whose reports it has.
    last: Option<(Reading, Vec<ActorId>, Vec<Of>)>,
}

/// Whose report it is.
#[derive(Clone, Copy)]
enum Of {
    Main,
    Side(usize),
    Past(usize),
    /// Of a happening that is out of the news by now.
    Nobody,
}

/// All that comes of it.
struct Made {
    cast: Cast,
    dice: Dice,
    pool: Pool,
    past: VecDeque<Happening>,
    events: Vec<Event>,
    stories: Vec<Story>,
    links: Links,
    mentions: HashMap<ActorId, (u32, Vec<ArticleId>)>,
    signatures: Vec<(ArticleId, Vec<u8>)>,
}

/// Runs `cargo xtask demo-data`.
pub fn run(args: &[String]) -> Result<()> {
    let [n, file] = args else { anyhow::bail!("cargo xtask demo-data ARTICLES FILE") };
    let (n, file): (usize, &Path) = (n.parse().context("how many articles?")?, file.as_ref());
    ensure!(!file.exists(), "{} is there already", file.display());
    let mut store = Sqlite::bulk(file)?;
    let start = Instant::now();
    let mut dice = Dice::new();
    let mut made = Made {
        cast: Cast::new(n, &mut dice),
        dice,
        pool: Pool::default(),
        past: VecDeque::new(),
        events: Vec::new(),
        stories: Vec::new(),
        links: Links::default(),
        mentions: HashMap::new(),
        signatures: Vec::new(),
    };
    let (mut open, mut chunk, mut reports) = (Vec::new(), Vec::with_capacity(CHUNK), 0);
    for number in 0..n {
        let today = date(2022, 1, 1).saturating_add(((number * DAYS / n) as i64).days());
        while open.len() < OPEN.min(n / 20 + 1) {
            open.push(made.thread(today));
        }
        let at = made.dice.below(open.len() as u64) as usize;
        let (page, reading) = made.article(&mut open[at], today, number);
        reports += reading.reports.len();
        chunk.push((page, vec![reading]));
        if open[at].left == 0 {
            made.close(open.swap_remove(at));
        }
        if chunk.len() == CHUNK || number + 1 == n {
            store.put(&chunk)?;
            chunk.clear();
        }
        if number % 50_000 == 49_999 {
            println!("{} articles, {:.0} s", number + 1, start.elapsed().as_secs_f64());
        }
    }
    open.into_iter().for_each(|t| made.close(t));
    while let Some(h) = made.past.pop_front() {
        made.settle(h);
    }
    println!("{n} articles, {reports} reports written in {:.0} s, {}", start.elapsed().as_secs_f64(), memory());
    made.link(&mut store)?;
    let size = std::fs::metadata(file)?.len() as f64 / 1e9;
    println!("all in {:.0} s, {size:.2} GB on disk, {}", start.elapsed().as_secs_f64(), memory());
    Ok(())
}

impl Made {
    fn happening(&mut self, kinds: &'static [kinds::Kind], day: Date, town: usize) -> Happening {
        let dice = &mut self.dice;
        Happening {
            kind: &kinds[dice.low(kinds.len())],
            day,
            town,
            person: dice.low(self.cast.people.len()),
            group: dice.low(self.cast.groups.len()),
            killed: 1 + (1.0 / dice.share().max(0.004)) as u64,
            injured: 2 + (2.0 / dice.share().max(0.004)) as u64,
            digests: Vec::new(),
        }
    }

    fn thread(&mut self, today: Date) -> Thread {
        let town = self.dice.low(self.cast.towns.len());
        let day = today.saturating_sub((self.dice.below(3) as i64).days());
        let main = self.happening(kinds::MAIN, day, town);
        let size = 1.0 + 1.2 / self.dice.share().max(1e-4).powf(0.6) - 1.2;
        let topic: Vec<u64> = (0..6).map(|_| 20_000 + self.dice.low(200_000) as u64).collect();
        let headline = format!("{} {} {}", self.cast.towns[town].text, word(topic[0], true), main.kind.path.replace('.', " "));
        Thread { main, sides: Vec::new(), left: size as usize, topic, articles: Vec::new(), headline, last: None }
    }

    /// The next article of a thread.
    fn article(&mut self, t: &mut Thread, today: Date, number: usize) -> (PageRecord, Reading) {
        let published = Stamp { date: today, time: Some(jiff::civil::time((number % 24) as i8, 0, 0, 0)), offset: Some(0) };
        let (paper, page) = (self.dice.low(self.cast.papers.len()), PageId::of(&number.to_le_bytes()));
        let copied = if self.dice.percent(6) { t.last.clone() } else { None };
        let (reading, actors, of) = match copied {
            Some((mut copy, actors, of)) => {
                let original = copy.article.id;
                let a = &mut copy.article;
                a.page = page;
                a.id = ArticleId::of(page, a.page_span);
                a.source = Some(self.cast.papers[paper].clone());
                a.published = Some(published);
                a.url = None;
                copy.reports.iter_mut().for_each(|r| r.id = ReportId::of(copy.article.id, r.trigger.range, &r.kind));
                self.links.duplicate_of.insert(copy.article.id, original);
                (copy, actors, of)
            }
            None => {
                let (draft, of) = self.write(t, today);
                let headline = format!("{}: {} {}", t.headline, word(*self.dice.of(&t.topic), false), number % 97);
                let (reading, actors) = draft.finish(page, headline, &self.cast.papers[paper], published, number);
                // By the time of a copy, older happenings may be closed.
                let open = of.iter().map(|of| if matches!(of, Of::Past(_)) { Of::Nobody } else { *of }).collect();
                t.last = Some((reading.clone(), actors.clone(), open));
                (reading, actors, of)
            }
        };
        self.note(t, &reading, &actors, &of);
        t.articles.push((reading.article.id, published));
        t.left -= 1;
        let id = reading.article.id;
        self.signatures.push((id, Signature::of(&reading.article.text).to_bytes()));
        let path = format!("invented/{}/{number}.html", today.year());
        let bytes = reading.article.text.len() as u64 * 5;
        let record = PageRecord {
            id: page,
            path,
            url: reading.article.url.clone(),
            media_type: MediaType::Html,
            sha256: ids::sha256(&page.0),
            bytes,
            fetched: Some(published),
            articles: vec![id],
            diagnostics: Vec::new(),
            accounted: Accounted { kept: 0.8, boilerplate: 0.2, lost: 0.0 },
        };
        (record, reading)
    }

    /// Writes an article: whose reports it has, in order.
    fn write(&mut self, t: &mut Thread, today: Date) -> (Draft, Vec<Of>) {
        let (mut draft, mut of) = (Draft::default(), Vec::new());
        let later = today.since(t.main.day).map_or(0, |s| u64::from(s.get_days().unsigned_abs()));
        let mut sides = vec![self.side(t, today)];
        if self.dice.percent(50) {
            sides.push(self.side(t, today));
        }
        let back = self.dice.percent(16) && !self.past.is_empty();
        let past = back.then(|| self.dice.below(self.past.len() as u64) as usize);
        let twice = if self.dice.percent(30) { 2 } else { 1 };
        let plan = [vec![Of::Main; twice], sides.into_iter().map(Of::Side).collect(), past.map(Of::Past).into_iter().collect()];
        for which in plan.concat() {
            let happening = match which {
                Of::Main => &t.main,
                Of::Side(n) => &t.sides[n],
                Of::Past(n) => &self.past[n],
                Of::Nobody => continue,
            };
            let mut told = self.dice.of(happening.kind.told).to_string();
            if matches!(which, Of::Side(_)) && self.dice.percent(60) {
                // Day and place go without saying.
                told = told.replace(" in {town}", "").replace(" on {day}", "");
            }
            draft.tell(&told, &Filling { happening, cast: &self.cast, later: later.min(9) }, matches!(which, Of::Past(_)));
            if self.dice.percent(60) {
                draft.fill(&t.topic, &mut self.dice);
            }
            of.push(which);
        }
        draft.fill(&t.topic, &mut self.dice);
        (draft, of)
    }

    /// Something else that belongs to a thread: mostly new, else told before.
    fn side(&mut self, t: &mut Thread, today: Date) -> usize {
        if t.sides.is_empty() || self.dice.percent(45) {
            let side = self.happening(kinds::SIDE, today, t.main.town);
            t.sides.push(side);
            return t.sides.len() - 1;
        }
        self.dice.below(t.sides.len() as u64) as usize
    }

    /// Notes who is named in an article and what it tells.
    fn note(&mut self, t: &mut Thread, reading: &Reading, actors: &[ActorId], of: &[Of]) {
        let article = reading.article.id;
        for (i, actor) in actors.iter().enumerate() {
            self.links.actor_of.insert((article, i as u32), *actor);
            let (mentions, articles) = self.mentions.entry(*actor).or_default();
            *mentions += 1;
            if articles.last() != Some(&article) {
                articles.push(article);
            }
        }
        let digest = Digest::of(reading, &mut self.pool);
        let mut told: Vec<(Of, Vec<ReportId>)> = Vec::new();
        for (of, r) in of.iter().zip(&reading.reports) {
            let same =
                |a: Of| matches!((a, *of), (Of::Main, Of::Main)) || matches!((a, *of), (Of::Side(x), Of::Side(y)) if x == y);
            match told.iter_mut().find(|t| same(t.0)) {
                Some(t) => t.1.push(r.id),
                None => told.push((*of, vec![r.id])),
            }
        }
        for (of, reports) in told {
            let happening = match of {
                Of::Main => &mut t.main,
                Of::Side(n) => &mut t.sides[n],
                Of::Past(n) => &mut self.past[n],
                Of::Nobody => continue,
            };
            happening.told(&digest, &reports);
        }
    }

    /// A thread is out of the news: what went with it is known, the happening itself may be recalled.
    fn close(&mut self, t: Thread) {
        let mut articles = t.articles;
        articles.sort_by_key(|a| (a.1, a.0));
        if articles.len() > 1 {
            let id = StoryId::of(articles[0].0);
            self.links.story_of.extend(articles.iter().map(|a| (a.0, id)));
            let events = self.events.len();
            t.sides.into_iter().for_each(|h| self.settle(h));
            self.stories.push(Story {
                id,
                headline: t.headline,
                events: self.events[events..].iter().map(|e| e.id).collect(),
                from: articles.first().map(|a| a.1),
                to: articles.last().map(|a| a.1),
                articles: articles.into_iter().map(|a| a.0).collect(),
            });
        } else {
            t.sides.into_iter().for_each(|h| self.settle(h));
        }
        self.past.push_back(t.main);
        if self.past.len() > REMEMBERED
            && let Some(h) = self.past.pop_front()
        {
            self.settle(h);
        }
    }

    fn settle(&mut self, mut h: Happening) {
        let names = h.digests.iter().flat_map(|d| (0..d.names.len() as u32).map(|i| (d.article, i)));
        let actors: Vec<ActorId> = names.filter_map(|n| self.links.actor_of.get(&n).copied()).collect();
        let known: HashMap<ActorId, Known> = [&self.cast.people[h.person], &self.cast.groups[h.group]]
            .into_iter()
            .filter(|a| actors.contains(&a.id))
            .map(|a| (a.id, Known { name: &a.name, country: None }))
            .collect();
        if let Some(e) = h.event(&known, &self.links.actor_of, &self.links.duplicate_of) {
            self.links.event_of.extend(e.reports.iter().map(|r| (*r, e.id)));
            self.events.push(e);
        }
    }

    /// Puts events, actors and stories into the store, as linking does.
    fn link(mut self, store: &mut Sqlite) -> Result<()> {
        let start = Instant::now();
        store.put_signatures(dedup::VERSION, &std::mem::take(&mut self.signatures))?;
        self.events.sort_by_key(|e| (e.when.start.is_none(), e.when.start, e.id));
        self.stories.sort_by_key(|s| (s.from, s.id));
        let all = self.cast.people.iter().chain(&self.cast.groups);
        let actor = |a: &cast::Actor| {
            let (mentions, articles) = self.mentions.remove(&a.id)?;
            let (id, name, kind) = (a.id, a.name.clone(), a.kind);
            Some(Actor { id, name, kind, aliases: Vec::new(), country: None, sector: None, mentions, articles })
        };
        let mut actors: Vec<Actor> = all.filter_map(actor).collect();
        actors.sort_by(|a, b| b.mentions.cmp(&a.mentions).then_with(|| a.name.cmp(&b.name)).then(a.id.cmp(&b.id)));
        store.put_linked(&self.events, &actors, &self.stories, &self.links)?;
        let (events, stories) = (self.events.len(), self.stories.len());
        let seconds = start.elapsed().as_secs_f64();
        println!("{events} events, {stories} stories, {} actors put in {seconds:.0} s", actors.len());
        Ok(())
    }
}

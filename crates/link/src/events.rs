//! Reports to events.
//!
//! Reports are taken in one fixed order (by publication, article, place in the text) and each joins the event whose
//! members it fits best, or opens a new one. An index over days and countries keeps the comparisons few.

use crate::aftermath;
use crate::agreed::{kind, roles, status, when};
use crate::meet::{self, Keys};
use crate::parties::{self, Known};
use crate::same::{self, JOIN, Side};
use crate::site::place;
use crate::subject::{Comparison, Cuts, Model};
use crate::{Digest, ReportDigest, alias, hash, ledger, neighbours, set, spread, title, war, within, wounded};
use jiff::civil::Date;
use model::hashed::Facts;
use model::{Actor, ActorId, ArticleId, Carried, Event, EventId, EventPlace, NameKind, PlacePrecision, ReportId, RoleKind};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;

/// A report with what comparing needs.
pub(crate) struct Item<'a> {
    pub(crate) digest: usize,
    pub(crate) published: Option<Date>,
    pub(crate) report: &'a ReportDigest,
    actors: Vec<u64>,
    /// Those of the actors who take part in what few articles tell.
    rare: Vec<u64>,
    /// Persons with a full name who come to harm in it.
    victims: Vec<u64>,
    others: Vec<u64>,
    speakers: Vec<u64>,
    /// Those who take part in what its article tells.
    people: Rc<People>,
    ages: &'a [u64],
    shared: &'a Comparison<'a>,
    subject: u32,
    story: u32,
    /// One of those that its article tells most of.
    main: bool,
    /// Its article tells of many happenings.
    many: bool,
    /// So does the subject of its article.
    broad: bool,
    /// It is violence in news of a war.
    pub(crate) war: bool,
}

/// The most members of an event that a newcomer is compared with.
const COMPARED: usize = 24;

/// The most events that are looked at in one place where reports meet: the last ones.
const LOOKED: usize = 64;

/// The events, and which report is in which.
pub fn events(
    digests: &[Digest],
    cuts: &Cuts,
    shared: &Comparison,
    actors: &[Actor],
    actor_of: &HashMap<(ArticleId, u32), ActorId>,
    duplicate_of: &HashMap<ArticleId, ArticleId>,
) -> (Vec<Event>, HashMap<ReportId, EventId>) {
    let known = actors.iter().map(|a| (a.id, Known { name: &a.name, country: a.country.as_deref() })).collect();
    let private = private(actors);
    let mut items = items(digests, Some(cuts), actor_of, &private, shared);
    victims(&mut items, digests, actors, actor_of);
    let (local, hosts) = locals(&mut items);
    let groups = war::shed(settle(group(local, &items), &items), &items);
    let groups = with_aftermath(groups, hosts, items.len());
    let mut out = Vec::with_capacity(groups.len());
    let mut event_of = HashMap::new();
    for members in groups {
        let event = build(&members, &items, digests, &known, actor_of, duplicate_of);
        event_of.extend(event.reports.iter().map(|r| (*r, event.id)));
        out.push(event);
    }
    out.sort_by_key(|e| (e.when.start.is_none(), e.when.start, e.id));
    (out, event_of)
}

/// One event of the reports wanted, as it would be had linking joined them; `None` if no digest has one of them.
pub fn event(
    wanted: &HashSet<ReportId>,
    digests: &[Digest],
    known: &HashMap<ActorId, Known>,
    actor_of: &HashMap<(ArticleId, u32), ActorId>,
    duplicate_of: &HashMap<ArticleId, ArticleId>,
) -> Option<Event> {
    let nothing = Comparison::new(Model::builtin(), &[]);
    let items = items(digests, None, actor_of, &HashMap::new(), &nothing);
    let members: Vec<usize> = (0..items.len()).filter(|&n| wanted.contains(&items[n].report.id)).collect();
    (!members.is_empty()).then(|| build(&members, &items, digests, known, actor_of, duplicate_of))
}

/// All reports, in order. Without `cuts` they cannot be grouped, only built from.
fn items<'a>(
    digests: &'a [Digest],
    cuts: Option<&Cuts>,
    actor_of: &HashMap<(ArticleId, u32), ActorId>,
    private: &HashMap<ActorId, u64>,
    shared: &'a Comparison<'a>,
) -> Vec<Item<'a>> {
    let broad = spread::broad(cuts);
    let wars = war::wars(digests, cuts);
    let mut items: Vec<Item> = digests
        .iter()
        .enumerate()
        .flat_map(|(n, d)| {
            let people = Rc::new(People::of(d, actor_of, private));
            let many = spread::many(d) || wars[n] && war::tours(d);
            d.reports.iter().map(move |r| (n, d, r, people.clone(), many))
        })
        .map(|(digest, d, report, people, many)| {
            let (actors, others) = keys(d, report, actor_of);
            Item {
                digest,
                published: d.published.map(|p| p.date),
                report,
                actors,
                rare: Vec::new(),
                others,
                speakers: speakers(d, report, actor_of),
                people,
                ages: &d.ages,
                shared,
                subject: cuts.map_or(0, |c| c.subjects[digest]),
                story: cuts.map_or(0, |c| c.stories[digest]),
                main: false,
                many,
                broad: cuts.is_some_and(|c| broad.contains(&c.subjects[digest])),
                war: wars[digest] && same::brief(report),
                victims: Vec::new(),
            }
        })
        .collect();
    rare(&mut items);
    items
}

/// Those who take part in what more articles tell are in too much for it to set one happening apart.
const RARE: usize = 12;

/// Tells for each report which of its actors are rare.
fn rare(items: &mut [Item]) {
    let mut articles: HashMap<u64, (usize, usize)> = HashMap::new();
    for i in items.iter() {
        for a in &i.actors {
            let (n, last) = articles.entry(*a).or_insert((0, usize::MAX));
            if *last != i.digest {
                (*n, *last) = (*n + 1, i.digest);
            }
        }
    }
    for i in items {
        i.rare = i.actors.iter().copied().filter(|a| articles[a].0 <= RARE).collect();
    }
}

/// Tells for each report which persons with a full name come to harm in it.
fn victims(items: &mut [Item], digests: &[Digest], actors: &[Actor], actor_of: &HashMap<(ArticleId, u32), ActorId>) {
    let full = |a: &&Actor| a.kind == NameKind::Person && a.name.contains(' ');
    let persons: HashSet<ActorId> = actors.iter().filter(full).map(|a| a.id).collect();
    for i in items {
        let article = digests[i.digest].article;
        let hurt = i.report.roles.iter().filter(|x| x.role == RoleKind::Victim);
        let named = hurt.filter_map(|x| actor_of.get(&(article, x.name?))).filter(|a| persons.contains(a));
        i.victims = set(named.map(|a| hash(&a.to_string())));
    }
}

/// Persons named in full by no more articles than tell of one who was private before.
const PRIVATE: usize = 40;

/// Their family names as numbers: one article has "Ana Ruiz", another "Ana M. Ruiz".
fn private(actors: &[Actor]) -> HashMap<ActorId, u64> {
    let own = |a: &&Actor| a.kind == NameKind::Person && a.name.contains(' ') && a.articles.len() <= PRIVATE;
    actors.iter().filter(own).map(|a| (a.id, hash(&family_name(&a.name)))).collect()
}

/// The last word of a name that is no "Jr." or "III", lower case.
fn family_name(name: &str) -> String {
    let words = name.split_whitespace().map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    let mut last = String::new();
    for w in words {
        if !w.is_empty() && !alias::suffix(&w) {
            last = w;
        }
    }
    last
}

/// Private persons in what an article tells, as numbers that compare over articles, sorted.
struct People {
    /// Who does or suffers something.
    all: Vec<u64>,
    /// Who comes to harm.
    hurt: Vec<u64>,
    /// The streets, parks and buildings where harm was done.
    spots: Vec<u64>,
}

impl People {
    fn of(d: &Digest, actor_of: &HashMap<(ArticleId, u32), ActorId>, private: &HashMap<ActorId, u64>) -> People {
        let collect = |parts: &dyn Fn(&ReportDigest, RoleKind) -> bool| {
            let roles = d.reports.iter().flat_map(|r| r.roles.iter().filter(|x| parts(r, x.role)));
            set(roles.filter_map(|x| private.get(actor_of.get(&(d.article, x.name?))?)).copied())
        };
        // "Kenwood Avenue", "Bunny Friend Park": a street or a park tells more than a town.
        let fine = |p: &EventPlace| {
            matches!(p.precision, PlacePrecision::Point | PlacePrecision::Neighborhood | PlacePrecision::Unknown)
        };
        let spots = d.reports.iter().filter(|r| same::harms(r) && fine(&r.place));
        let spots = set(spots.filter_map(|r| r.place.name.as_deref().map(|n| hash(&n.to_lowercase()))));
        let hurt = |r: &ReportDigest, role| role == RoleKind::Victim && same::harms(r);
        let parts = |_: &ReportDigest, role| matches!(role, RoleKind::Actor | RoleKind::Victim | RoleKind::Target);
        People { all: collect(&parts), hurt: collect(&hurt), spots }
    }
}

/// Who takes part, as numbers that compare over articles: actors by id, other phrases by their last word. Sorted.
fn keys(d: &Digest, r: &ReportDigest, actor_of: &HashMap<(ArticleId, u32), ActorId>) -> (Vec<u64>, Vec<u64>) {
    let (mut actors, mut others) = (Vec::new(), Vec::new());
    for x in r.roles.iter().filter(|x| same::takes_part(x.role)) {
        match x.name.and_then(|n| actor_of.get(&(d.article, n))) {
            Some(id) => actors.push(hash(&id.to_string())),
            None => others.extend(x.text.split_whitespace().last().map(|w| hash(&w.to_lowercase()))),
        }
    }
    (set(actors), set(others))
}

/// Who says it, where all who do are actors, by id. Sorted.
fn speakers(d: &Digest, r: &ReportDigest, actor_of: &HashMap<(ArticleId, u32), ActorId>) -> Vec<u64> {
    let says = r.roles.iter().filter(|x| x.role == RoleKind::Speaker);
    let known = says.map(|x| Some(hash(&actor_of.get(&(d.article, x.name?))?.to_string())));
    known.collect::<Option<Vec<_>>>().map(set).unwrap_or_default()
}

/// What each article tells, gathered by happening, in order of articles; and which report is the work of the police on which.
/// Marks what it tells most of.
fn locals(items: &mut [Item]) -> (Vec<Vec<usize>>, Vec<(usize, usize)>) {
    let (mut out, mut all_hosts) = (Vec::new(), Vec::new());
    let mut from = 0;
    while from < items.len() {
        let to = from + items[from..].iter().take_while(|i| i.digest == items[from].digest).count();
        let mut mine = within(from..to, items);
        let hosts = aftermath::hosts(from..to, &mine, items);
        mine.iter_mut().for_each(|g| g.retain(|n| !hosts.iter().any(|(work, _)| work == n)));
        mine.retain(|g| !g.is_empty());
        let work = |g: &Vec<usize>| hosts.iter().filter(|(_, host)| g.contains(host)).count();
        let news = |g: &Vec<usize>| g.iter().filter(|&&n| !items[n].report.background).count() + work(g);
        let main = mine.iter().max_by_key(|g| (news(g), std::cmp::Reverse(g[0]))).cloned().unwrap_or_default();
        main.into_iter().for_each(|n| items[n].main = true);
        out.extend(mine);
        all_hosts.extend(hosts);
        from = to;
    }
    (out, all_hosts)
}

/// The groups with the work of the police put where it belongs.
fn with_aftermath(mut groups: Vec<Vec<usize>>, hosts: Vec<(usize, usize)>, items: usize) -> Vec<Vec<usize>> {
    let mut group_of = vec![0; items];
    for (g, members) in groups.iter().enumerate() {
        members.iter().for_each(|&m| group_of[m] = g);
    }
    for (work, host) in hosts {
        groups[group_of[host]].push(work);
    }
    groups.iter_mut().for_each(|g| g.sort_unstable());
    groups
}

/// Groups of reports of one happening over all articles, from those of each article.
fn group(local: Vec<Vec<usize>>, items: &[Item]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    // A report can only join an event that it meets.
    let mut buckets: HashMap<u64, Vec<u32>> = HashMap::new();
    // What one article tells of one happening looks for it together: one of its reports may know the day, another the town.
    for mine in local {
        let keys: Vec<Keys> = mine.iter().map(|&n| meet::keys(&side(&items[n]))).collect();
        let looked = keys.iter().flat_map(|k| &k.look);
        let last = |k| buckets.get(k).into_iter().flat_map(|b| b.iter().rev().take(LOOKED)).map(|g| *g as usize);
        let candidates = set(looked.flat_map(last));
        let mut best: Option<(f64, usize)> = None;
        for g in candidates {
            // What its own article alone tells apart stays so until others tell of it.
            if groups[g].iter().all(|&m| items[m].digest == items[mine[0]].digest) {
                continue;
            }
            if let Some(s) = fit(&mine, &groups[g], items)
                && best.is_none_or(|(t, _)| s > t)
            {
                best = Some((s, g));
            }
        }
        let g = match best {
            Some((s, g)) if s >= JOIN => {
                groups[g].extend(mine);
                g
            }
            _ => {
                groups.push(mine);
                groups.len() - 1
            }
        };
        for k in keys.into_iter().flat_map(|k| k.stand) {
            let b = buckets.entry(k).or_default();
            if b.last() != Some(&(g as u32)) {
                b.push(g as u32);
            }
        }
    }
    groups
}

/// The most events of one subject that are compared with each other: those with the most reports.
const SETTLED: usize = 48;

/// Joins events of one subject that came apart because their reports came in before those that show them to be one.
fn settle(mut groups: Vec<Vec<usize>>, items: &[Item]) -> Vec<Vec<usize>> {
    let mut of_subject: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (g, members) in groups.iter().enumerate() {
        let subjects = set(members.iter().map(|&m| items[m].subject));
        subjects.into_iter().for_each(|s| of_subject.entry(s).or_default().push(g));
    }
    for mut mine in of_subject.into_values() {
        mine.retain(|&g| !groups[g].is_empty());
        let first = mine.first().map(|&g| items[groups[g][0]].digest);
        if mine.len() < 2 || mine.iter().all(|&g| groups[g].iter().all(|&m| Some(items[m].digest) == first)) {
            continue;
        }
        mine.sort_by_key(|&g| (std::cmp::Reverse(groups[g].len()), g));
        mine.truncate(SETTLED);
        mine.sort_unstable();
        settle_subject(&mine, &mut groups, items);
    }
    groups.retain(|g| !g.is_empty());
    groups
}

/// The best pair of events first, until no two are one.
fn settle_subject(mine: &[usize], groups: &mut [Vec<usize>], items: &[Item]) {
    let n = mine.len();
    let mut fits = vec![None; n * n];
    for a in 0..n {
        for b in a + 1..n {
            fits[a * n + b] = fit(&groups[mine[b]], &groups[mine[a]], items);
        }
    }
    loop {
        let mut best: Option<(f64, usize, usize)> = None;
        for a in 0..n {
            for b in a + 1..n {
                if let Some(s) = fits[a * n + b]
                    && s >= JOIN
                    && best.is_none_or(|(t, ..)| s > t)
                {
                    best = Some((s, a, b));
                }
            }
        }
        let Some((_, a, b)) = best else { return };
        let joined = std::mem::take(&mut groups[mine[b]]);
        groups[mine[a]].extend(joined);
        groups[mine[a]].sort_unstable();
        for c in 0..n {
            fits[c.min(b) * n + c.max(b)] = None;
            if c != a && !groups[mine[c]].is_empty() {
                fits[c.min(a) * n + c.max(a)] = fit(&groups[mine[c.max(a)]], &groups[mine[c.min(a)]], items);
            }
        }
    }
}

/// The reports of one article, gathered by happening.
fn within(range: Range<usize>, items: &[Item]) -> Vec<Vec<usize>> {
    let pairs = Pairs::of(range.clone(), items);
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for n in range {
        let mut best: Option<(f64, usize)> = None;
        for (g, group) in groups.iter().enumerate() {
            let fits = fit(&[n], group, items).map(|s| pairs.corrected(s, n, group));
            if let Some(s) = fits
                && best.is_none_or(|(t, _)| s > t)
            {
                best = Some((s, g));
            }
        }
        match best {
            Some((s, g)) if s >= JOIN => groups[g].push(n),
            _ => groups.push(vec![n]),
        }
    }
    groups
}

/// The reports of one article that the model is asked about.
struct Pairs<'a> {
    items: &'a [Item<'a>],
    /// Their numbers, in order.
    asked: Vec<usize>,
}

impl<'a> Pairs<'a> {
    fn of(range: Range<usize>, items: &'a [Item<'a>]) -> Pairs<'a> {
        Pairs { items, asked: range.filter(|&n| within::asked(items[n].report)).collect() }
    }

    /// What two of them have to do with each other, the earlier one first.
    fn facts(&self, a: usize, b: usize) -> Facts {
        let (x, y) = (&self.items[a], &self.items[b]);
        let below = |s: u32| self.asked.partition_point(|&n| self.items[n].report.sentence < s);
        let between = below(y.report.sentence).saturating_sub(below(x.report.sentence + 1));
        within::facts(x.report, y.report, between, self.asked.len(), same::score(&side(x), &side(y)))
    }

    /// How well a report fits a happening told before it: what the rules make of it, and of what the model is asked about,
    /// what the model adds.
    fn corrected(&self, rules: f64, n: usize, group: &[usize]) -> f64 {
        // The article says which one it is.
        if group.iter().any(|&m| same::refers(self.items[n].report, self.items[m].report)) {
            return rules;
        }
        let asked = |n: usize| self.asked.binary_search(&n).is_ok();
        let shooting = |m: usize| within::of_a_shooting(self.items[m].report, self.items[n].report);
        let members = group.iter().copied().filter(|&m| asked(n) && asked(m) && !shooting(m)).rev().take(COMPARED);
        let odds: Vec<f64> = members.map(|m| within::Model::shipped().odds(&self.facts(m, n))).collect();
        let led = |m: usize| self.items[m].report.kind.path == "abduction";
        within::corrected(rules, &odds, led(n) && group.iter().all(|&m| led(m))).unwrap_or(rules)
    }
}

/// All pairs of an article's reports that the model is asked about, by their numbers: what it is trained on.
pub fn pairs(digest: &Digest) -> Vec<(usize, usize, Facts)> {
    let digests = std::slice::from_ref(digest);
    let (actors, actor_of) = crate::actors::actors(digests);
    let cuts = crate::subject::gather(crate::subject::Model::builtin(), &[(&digest.telling, None)]);
    let nothing = Comparison::new(Model::builtin(), &[]);
    let items = items(digests, Some(&cuts), &actor_of, &private(&actors), &nothing);
    let pairs = Pairs::of(0..items.len(), &items);
    let all = pairs.asked.iter().enumerate().flat_map(|(k, &a)| pairs.asked[k + 1..].iter().map(move |&b| (a, b)));
    all.map(|(a, b)| (a, b, pairs.facts(a, b))).collect()
}

pub(crate) fn side<'a>(i: &'a Item<'a>) -> Side<'a> {
    Side {
        report: i.report,
        actors: &i.actors,
        rare: &i.rare,
        victims: &i.victims,
        others: &i.others,
        speakers: &i.speakers,
        people: &i.people.all,
        hurt: &i.people.hurt,
        spots: &i.people.spots,
        ages: i.ages,
        article: i.digest,
        published: i.published,
        subject: i.subject,
        story: i.story,
        main: i.main,
        many: i.many,
        broad: i.broad,
        war: i.war,
        shared: i.shared,
    }
}

/// The best score of any two of reports and an event's members, if none of one article is ruled out, and no more of others
/// than agree. What one article tells apart is one event only where its own words do not speak against it.
fn fit(mine: &[usize], members: &[usize], items: &[Item]) -> Option<f64> {
    if other_days(mine, members, items) {
        return None;
    }
    let (mut best, mut agree, mut against, mut wide): (f64, usize, usize, usize) = (0.0, 0, 0, 0);
    let (mut inside, mut inside_agree, mut inside_against) = (None, 0, 0);
    let of_theirs = |n: usize, list: &[usize]| list.iter().any(|&k| same::refers(items[n].report, items[k].report));
    for &n in mine.iter().take(COMPARED) {
        let me = side(&items[n]);
        for &m in members.iter().take(COMPARED) {
            let one_article = items[m].digest == items[n].digest;
            if !one_article {
                wide += match items[m].war && items[n].war {
                    true => IN_WAR,
                    false => usize::from(items[m].broad && items[n].broad),
                };
            }
            match same::score(&me, &side(&items[m])) {
                Some(s) => {
                    best = best.max(s);
                    agree += usize::from(s >= JOIN);
                    if one_article {
                        inside = Some(inside.map_or(s, |t: f64| t.max(s)));
                        inside_agree += usize::from(s >= JOIN);
                    }
                }
                // "burned houses" and "five were shot" are no one deed, but both are told of the raid.
                None if one_article && (of_theirs(n, members) || of_theirs(m, mine)) => {}
                None if one_article => inside_against += 1,
                None => against += 1,
            }
        }
    }
    // In news of a war one report may well fit by chance.
    if (agree - inside_agree) * OFTEN < wide {
        return None;
    }
    // Only other articles can show that what this one tells of two days or places is one happening: where more pairs with
    // their reports agree than pairs of its own do not fit.
    let outside = agree - inside_agree;
    let shown = outside > inside_against.max(1);
    let ruled_out = inside_against > if outside > 0 { inside_agree } else { 0 } && !shown;
    let main = |list: &[usize]| list.iter().any(|&n| items[n].main);
    // Names of armed groups are common to many happenings: a day, a street or a private person is not.
    let one = || mine.iter().any(|&n| members.iter().any(|&m| same::one_at_all(&side(&items[n]), &side(&items[m]))));
    let bound = if best >= STRONG && main(mine) && main(members) && one() { BOUND * agree } else { agree };
    (against <= bound && !ruled_out && (shown || inside.is_none_or(|s| s >= APART))).then_some(best)
}

/// True where both sides tell days, and those that most of them tell are not one: in their own words, and in news of a war
/// also as the sentences around tell.
fn other_days(mine: &[usize], members: &[usize], items: &[Item]) -> bool {
    let stated = |r: &ReportDigest| r.when_from == Carried::Stated;
    let lent = |r: &ReportDigest| r.when_from != Carried::Published;
    let other = |told: &dyn Fn(&ReportDigest) -> bool| match (told_day(mine, items, told), told_day(members, items, told)) {
        (Some((x, q)), Some((y, r))) => same::gap(x, y) > same::slack(q, r),
        _ => false,
    };
    let broad = || mine.iter().chain(members).all(|&n| items[n].broad);
    if neighbouring_days(mine, members, items) {
        return true;
    }
    if !(other(&stated) || broad() && other(&lent)) {
        return false;
    }
    let main = |list: &[usize]| list.iter().copied().filter(|&n| items[n].main).collect::<Vec<_>>();
    let (mine, members) = (main(mine), main(members));
    !mine.iter().any(|&n| members.iter().any(|&m| same::one_victim(&side(&items[n]), &side(&items[m]))))
}

/// True where both sides state days right beside each other, of harm that articles of their own tell, and nothing binds the two.
fn neighbouring_days(mine: &[usize], members: &[usize], items: &[Item]) -> bool {
    let stated = |r: &ReportDigest| r.when_from == Carried::Stated;
    let lent = |r: &ReportDigest| r.when_from != Carried::Published;
    let told =
        |list: &[usize], so: &dyn Fn(&ReportDigest) -> bool| told_day(list, items, so).map(|(day, r)| (day, r.kind.clone()));
    // Cars burned in Saturday's blast are none of Sunday's, though only the sentence before tells their day.
    let other = || told(mine, &lent).zip(told(members, &lent)).filter(|((_, k), (_, l))| k.path != l.path);
    let Some(((x, k), (y, l))) = told(mine, &stated).zip(told(members, &stated)).or_else(other) else { return false };
    if same::gap(x, y) != 1 || !same::harmful(&k.path) || !same::harmful(&l.path) {
        return false;
    }
    let sides = |list: &[usize]| list.iter().take(COMPARED).map(|&n| side(&items[n])).collect::<Vec<_>>();
    !neighbours::bind(&sides(mine), &sides(members))
}

/// The day that most of these reports tell so, of equals the first, with one that tells it.
fn told_day<'a>(
    list: &[usize],
    items: &'a [Item],
    so: &dyn Fn(&ReportDigest) -> bool,
) -> Option<((Date, Date), &'a ReportDigest)> {
    // The wounded may die days later. Events grow large, and are asked often: those told first tell enough.
    let told = |&n: &usize| {
        let r = items[n].report;
        same::day(r).filter(|_| so(r) && r.kind.path != same::DIED && !wounded::lie(r)).map(|day| (day, r))
    };
    let told: Vec<_> = list.iter().filter_map(told).take(COMPARED).collect();
    let votes = |day: &(Date, Date)| told.iter().filter(|(d, _)| d == day).count();
    told.iter().copied().max_by(|(x, _), (y, _)| votes(x).cmp(&votes(y)).then(y.cmp(x)))
}

/// Of so many pairs of reports from articles of a broad subject one must agree,
const OFTEN: usize = 6;
/// where each pair of violence in a war counts for so many.
const IN_WAR: usize = 2;

/// Two reports that fit so well,
const STRONG: f64 = 1.5;
/// both of what their articles tell most, outweigh so many pairs that do not fit for each that does.
const BOUND: usize = 3;

/// Least score of two groups of reports of one article that another article may show to be one happening.
const APART: f64 = 0.3;

fn build(
    members: &[usize],
    items: &[Item],
    digests: &[Digest],
    known: &HashMap<ActorId, Known>,
    actor_of: &HashMap<(ArticleId, u32), ActorId>,
    duplicate_of: &HashMap<ArticleId, ArticleId>,
) -> Event {
    let all: Vec<(&Digest, &ReportDigest)> = members.iter().map(|&m| (&digests[items[m].digest], items[m].report)).collect();
    // Copies of an article add no figures and no weight, but stay listed.
    let own: Vec<(&Digest, &ReportDigest)> =
        all.iter().copied().filter(|(d, _)| !duplicate_of.contains_key(&d.article)).collect();
    let every = if own.is_empty() { &all } else { &own };
    // What the police did about it tells neither what it was nor when, nor who took part.
    let brought = every.iter().any(|(_, r)| aftermath::brings(&r.kind.path));
    let itself: Vec<(&Digest, &ReportDigest)> =
        every.iter().copied().filter(|(_, r)| !(brought && aftermath::work(&r.kind.path))).collect();
    let counted = &itself;
    let (kind, lead) = kind(counted);
    let status = status(counted);
    let roles = roles(counted, known, actor_of);
    let place = match place(counted) {
        nowhere if nowhere == EventPlace::UNKNOWN => parties::place(&kind, &roles, known),
        place => place,
    };
    // What has no kind is called as its first article calls it.
    let unnamed = kind == same::UNSPECIFIED;
    let own = counted.iter().find_map(|(_, r)| r.word.as_deref()).filter(|_| unnamed);
    let about = counted.iter().find(|(_, r)| r.about).and_then(|(d, _)| d.headline.clone()).filter(|_| unnamed);
    let first = counted.iter().find_map(|(d, _)| d.headline.as_deref());
    let figures = ledger::figures(every);
    let toll = figures.iter().filter(|f| matches!(f.what.as_str(), "killed" | "injured"));
    let many = toll.filter_map(|f| f.recommended.as_ref()?.best).sum::<f64>() > 1.0;
    let mut seen = HashSet::new();
    Event {
        id: EventId::of(all[0].1.id),
        title: about.unwrap_or_else(|| match own {
            Some(word) => title::told(word, &roles, &place, first),
            None => title::named(&kind, &roles, &place, first, many),
        }),
        plover: lead.kind.plover.clone(),
        acled: lead.kind.acled.clone(),
        kind,
        status,
        background: all.iter().all(|(_, r)| r.background),
        when: when(counted),
        place,
        roles,
        figures,
        reports: all.iter().map(|(_, r)| r.id).collect(),
        articles: all.iter().map(|(d, _)| d.article).filter(|a| seen.insert(*a)).collect(),
        first_reported: all.iter().filter_map(|(d, _)| d.published).min(),
        last_reported: all.iter().filter_map(|(d, _)| d.published).max(),
        corrections: Vec::new(),
    }
}

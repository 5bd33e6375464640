//! HTML pages: where the articles are, and their blocks.

mod blocks;
mod clean;
mod cues;
mod live;
mod phrases;
mod region;
mod runs;
mod split;
mod told;

use crate::Extracted;
use crate::decode::Decoded;
use crate::dom::{Dom, MAX_DEPTH, NodeId};
use crate::meta::{self, Metadata};
use clean::{Fate, Judge};
use jiff::civil::Date;
use model::{Accounted, Article, ArticleId, BlockKind, Code, Dateline, Diagnostic, Page, TextRange};
use runs::Runs;
use split::Story;
use std::collections::{BTreeMap, HashSet};
use told::Told;

/// Reads a page of HTML.
pub fn extract(page: &Page, decoded: &Decoded) -> Extracted {
    read(page, &decoded.text, false, &|offsets| decoded.to_bytes_all(offsets), None)
}

/// Reads the content of a feed's entry: like a page, but all of it is the article.
pub fn entry(page: &Page, html: &str) -> Extracted {
    if let Some(title) = page.hints.headline.as_deref().filter(|_| html.trim().is_empty()) {
        // An entry may be its title and no more: that is what it tells.
        let mut out = crate::handed::article(page, "", title);
        for a in &mut out.articles {
            a.input_id = None;
            a.blocks.iter_mut().for_each(|b| b.kind = BlockKind::Heading);
        }
        return out;
    }
    let len = page.bytes.len() as u64;
    read(page, html, true, &|offsets| offsets.iter().enumerate().map(|(i, _)| if i == 0 { 0 } else { len }).collect(), None)
}

fn read(
    page: &Page,
    html: &str,
    plain: bool,
    to_bytes: &dyn Fn(&[usize]) -> Vec<u64>,
    told: Option<&mut Vec<(String, String)>>,
) -> Extracted {
    let dom = Dom::parse(html);
    let mut runs = runs::cut(&dom);
    let mut out = Extracted::default();
    if dom.too_deep() {
        let message = format!("elements nested deeper than {MAX_DEPTH}");
        out.diagnostics.push(Diagnostic::new(Code::ExtractDepth, message));
    }
    let told_body = if plain { Told::default() } else { Told::of(&dom, &runs) };
    runs.believe(&told_body.shown);
    let mut scores = region::Scores::new(&runs, &told_body.shown);
    let mut stories = if plain { Vec::new() } else { split::stories(&dom, &runs) };
    if stories.is_empty() {
        stories.push(Story { root: NodeId::ROOT, live: false });
    }
    let several = stories.len() > 1;
    let head = meta::Head::of(&dom);
    let mut all_regions = Vec::new();
    let mut pieces = Vec::new();
    for story in &stories {
        let mut regions = if plain { vec![NodeId::ROOT] } else { region::choose(&dom, &runs, &scores, story.root) };
        if regions.is_empty() && story.live {
            regions.push(story.root);
        }
        if regions.is_empty() && !several {
            runs.forget_names();
            scores = region::Scores::new(&runs, &told_body.shown);
            regions = region::choose(&dom, &runs, &scores, story.root);
        }
        all_regions.extend(regions.iter().copied());
        pieces.push((*story, regions));
    }
    let mut fates: Vec<Fate> = (0..runs.runs.len()).map(|i| clean::outside(&runs, i)).collect();
    if several && pieces[0].0.live {
        opening(page, &dom, &runs, &head, pieces[0].0.root, &mut fates, &mut out);
    }
    let days = if pieces[0].0.live { days(page, &dom, &runs, &head, &stories) } else { vec![None; pieces.len()] };
    for ((story, mut regions), day) in pieces.into_iter().zip(days) {
        let mut found = meta::metadata_with(&dom, &head, story.root, page);
        if !several
            && let (Some(headline), [region]) = (found.headline_node, regions.as_slice())
            && let Some(own) = region::under(&dom, &runs, &scores, headline, *region)
        {
            regions = vec![own];
            all_regions.clone_from(&regions);
        }
        if story.live && found.headline_node.is_none() {
            found.headline = None;
        }
        let judge = Judge {
            dom: &dom,
            runs: &runs,
            headline: found.headline.as_ref().map(|h| phrases::bare(&h.value)).unwrap_or_default(),
            shown: &found.shown_in,
            plain,
            live: story.live,
            told: &told_body,
        };
        let mut seen = HashSet::new();
        lead(&judge, &found, regions.first().copied(), &mut fates, &mut seen);
        for node in &regions {
            judge.judge(runs.inside(&dom, *node), &mut fates, &mut seen);
        }
        if story.live {
            live::fields(&runs, runs.inside(&dom, story.root), &mut fates, &mut found, day);
        }
        if let Some(node) = found.headline_node {
            for i in runs.inside(&dom, node) {
                fates[i] = Fate::Field;
            }
        }
        out.diagnostics.append(&mut found.diagnostics);
        let kept = kept(&fates, runs.inside(&dom, story.root));
        if !several && told_body.outweighs(&runs, &kept) {
            drop_kept(&mut fates, "told in full elsewhere");
            out.articles.extend(told_article(page, &dom, &told_body, found));
            continue;
        }
        out.articles.extend(article(page, &dom, &runs, &kept, found));
    }
    place(page, &mut out.articles, to_bytes);
    let list = (!plain).then(|| list_of_addresses(html)).flatten();
    let wall = !plain && !out.articles.is_empty() && out.articles.iter().all(is_wall);
    if list.is_some() || wall {
        out.articles.clear();
        drop_kept(&mut fates, if wall { "stands before the article" } else { "an address in a list" });
    }
    if out.articles.is_empty() {
        out.diagnostics.push(without_article(&mut fates, list, wall));
    }
    if let [a] = out.articles.as_slice()
        && !plain
        && stub(a, head.ld.iter().any(|l| l.free == Some(false)), &runs, &fates)
    {
        out.diagnostics.push(Diagnostic::new(Code::ExtractStub, "the page shows only the beginning of the article"));
    }
    let regions = all_regions;
    out.accounted = account(&runs, &fates);
    if let Some(told) = told {
        told.extend(regions.iter().map(|r| (format!("region <{}> {}", dom.tag(*r).name(), dom.names(*r)), String::new())));
        told.extend(fates.iter().enumerate().map(|(i, f)| (f.to_string(), runs.text(i).to_string())));
    }
    out
}

/// The days of the posts of a live blog, which tell only hours.
fn days(page: &Page, dom: &Dom, runs: &Runs, head: &meta::Head, posts: &[Story]) -> Vec<Option<Date>> {
    let whole = meta::metadata_with(dom, head, NodeId::ROOT, page);
    let date = |f: &Option<meta::Field<model::Stamp>>| f.as_ref().map(|f| f.value.date);
    let clocks: Vec<_> = posts.iter().map(|s| live::clock(runs, runs.inside(dom, s.root))).collect();
    live::days(&clocks, date(&whole.published), date(&whole.updated))
}

/// What was kept goes after all, for one reason.
fn drop_kept(fates: &mut [Fate], why: &'static str) {
    fates.iter_mut().filter(|f| matches!(f, Fate::Kept(_))).for_each(|f| *f = Fate::Boilerplate(why));
}

/// What is said of a page on which no article is left; its fields are then fields of nothing.
fn without_article(fates: &mut [Fate], list: Option<&str>, wall: bool) -> Diagnostic {
    fates.iter_mut().filter(|f| **f == Fate::Field).for_each(|f| *f = Fate::Boilerplate("no article on the page"));
    match list {
        _ if wall => Diagnostic::new(Code::ExtractWall, "this page stands before the article, which is not on it"),
        Some(what) => Diagnostic::new(Code::ExtractNoArticle, format!("{what}: addresses of pages, not the pages")),
        None => Diagnostic::new(Code::ExtractNoArticle, "no article was found on this page"),
    }
}

/// Text of an article of more characters is more than the beginning that a page shows to those who have not paid.
const BEGINNING: usize = 1500;

/// True if the page keeps the rest of the article to itself: it says so, and shows no more than a beginning. `paid` where it
/// tells programs that the article is not free.
fn stub(a: &Article, paid: bool, runs: &Runs, fates: &[Fate]) -> bool {
    let breaks_off = a.text.trim_end().ends_with('…') || a.text.trim_end().ends_with("...");
    let short = a.text.len() < BEGINNING;
    let said = || {
        let left = fates.iter().enumerate().filter(|(_, f)| matches!(f, Fate::Boilerplate(_)));
        let kept = a.blocks.iter().rev().take(2).map(|b| a.cut(b.range));
        left.map(|(i, _)| runs.text(i)).chain(kept).any(phrases::asks_for_payment)
    };
    (short || breaks_off) && (paid || said())
}

/// True for an "article" of which every block asks for consent, for JavaScript or for a human.
fn is_wall(a: &Article) -> bool {
    !a.blocks.is_empty() && a.blocks.iter().all(|b| phrases::is_wall(a.cut(b.range)))
}

/// What a file of XML is that only lists the addresses of pages.
fn list_of_addresses(text: &str) -> Option<&'static str> {
    let mut rest = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    while rest.starts_with("<?") || rest.starts_with("<!") {
        let end = if rest.starts_with("<!--") { "-->" } else { ">" };
        rest = rest[rest.find(end)? + end.len()..].trim_start();
    }
    let name = rest.strip_prefix('<')?.split(|c: char| c.is_whitespace() || c == '>').next()?;
    match name.rsplit(':').next()? {
        "urlset" => Some("a sitemap"),
        "sitemapindex" => Some("an index of sitemaps"),
        "opml" => Some("a list of feeds"),
        _ => None,
    }
}

/// What became of each text of a page, in reading order: the fate (`paragraph`, `field`, `share bar`, …) and the words.
/// The first entries name the elements in which the article was looked for.
pub fn explain(page: &Page, decoded: &Decoded) -> Vec<(String, String)> {
    let mut told = Vec::new();
    read(page, &decoded.text, false, &|offsets| decoded.to_bytes_all(offsets), Some(&mut told));
    told
}

/// Turns the articles' spans in the decoded text into bytes of the page, in one pass over it, and gives the ids.
fn place(page: &Page, articles: &mut [Article], to_bytes: &dyn Fn(&[usize]) -> Vec<u64>) {
    let mut offsets: Vec<usize> = articles.iter().flat_map(|a| [a.page_span.0 as usize, a.page_span.1 as usize]).collect();
    offsets.sort_unstable();
    offsets.dedup();
    let bytes = to_bytes(&offsets);
    let byte = |o: u64| offsets.binary_search(&(o as usize)).map_or(o, |i| bytes[i]);
    for a in articles {
        a.page_span = (byte(a.page_span.0), byte(a.page_span.1));
        a.id = ArticleId::of(page.id, a.page_span);
    }
}

/// The kept runs among `range`.
fn kept(fates: &[Fate], range: std::ops::Range<usize>) -> Vec<(usize, Fate)> {
    range.map(|i| (i, fates[i])).filter(|(_, f)| matches!(f, Fate::Kept(_))).collect()
}

/// What a live blog tells before its first entry is an article of its own, under the page's headline.
#[allow(clippy::too_many_arguments)]
fn opening(page: &Page, dom: &Dom, runs: &Runs, head: &meta::Head, first: NodeId, fates: &mut [Fate], out: &mut Extracted) {
    let mut found = meta::metadata_with(dom, head, NodeId::ROOT, page);
    let Some(headline) = found.headline_node.filter(|h| *h < first) else { return };
    let headline_text = found.headline.as_ref().map(|h| phrases::bare(&h.value)).unwrap_or_default();
    let judge =
        Judge { dom, runs, headline: headline_text, shown: &found.shown_in, plain: false, live: false, told: &Told::default() };
    let range = runs.inside(dom, headline).end..runs.inside(dom, first).start;
    if range.is_empty() {
        return;
    }
    let before = fates[range.clone()].to_vec();
    judge.judge(range.clone(), fates, &mut HashSet::new());
    let prose: u32 = kept(fates, range.clone()).iter().map(|(i, _)| runs.runs[*i].chars).sum();
    if prose < 120 {
        fates[range].copy_from_slice(&before);
        return;
    }
    // What the page shows may be an entry's time; only what its head says is the opening's.
    if found
        .published
        .as_ref()
        .is_some_and(|p| !p.from.starts_with("json-ld") && !p.from.starts_with("meta") && p.from != "hint")
    {
        found.published = None;
    }
    for i in runs.inside(dom, headline) {
        fates[i] = Fate::Field;
    }
    let kept = kept(fates, range);
    out.articles.extend(article(page, dom, runs, &kept, found));
}

/// The standfirst and the lead picture's caption between the headline and the text.
fn lead(judge: &Judge, found: &Metadata, region: Option<NodeId>, fates: &mut [Fate], seen: &mut HashSet<u64>) {
    let (Some(headline), Some(region)) = (found.headline_node, region) else { return };
    let (from, to) = (judge.runs.inside(judge.dom, headline).end, judge.runs.inside(judge.dom, region).start);
    if from >= to || to - from > 60 {
        return;
    }
    // One box named teaser, without links, is the story's own opening; several are cards.
    let is_teaser = |i: usize| {
        let r = &judge.runs.runs[i];
        let named = r.cues.has(cues::Cues::TEASER) && !r.cues.without(cues::Cues::TEASER).has(cues::Cues::AGAINST);
        named && r.chars >= 80 && r.linked == 0
    };
    let teasers = (from..to).filter(|i| is_teaser(*i)).count();
    let before = fates[from..to].to_vec();
    judge.judge(from..to, fates, seen);
    let own: Vec<Fate> = fates[from..to].to_vec();
    fates[from..to].copy_from_slice(&before);
    for i in from..to {
        let own = own[i - from];
        let r = &judge.runs.runs[i];
        let text = judge.runs.text(i);
        match own {
            Fate::Kept(BlockKind::Standfirst) if r.chars >= 30 => fates[i] = own,
            Fate::Kept(BlockKind::Caption) => fates[i] = own,
            Fate::Kept(_) if r.chars >= 50 && phrases::is_caption(text) => fates[i] = Fate::Kept(BlockKind::Caption),
            Fate::Boilerplate(_) if teasers == 1 && is_teaser(i) => {
                fates[i] = Fate::Kept(BlockKind::Standfirst);
            }
            Fate::Kept(BlockKind::Paragraph | BlockKind::Heading | BlockKind::ListItem)
                if r.chars >= 50 && r.linked * 5 < r.chars && (region::ends_sentence(text) || r.chars > 100) =>
            {
                fates[i] = Fate::Kept(BlockKind::Standfirst);
            }
            Fate::Field => fates[i] = Fate::Field,
            _ => {}
        }
    }
}

fn article(page: &Page, dom: &Dom, runs: &Runs, kept: &[(usize, Fate)], found: Metadata) -> Option<Article> {
    let built = blocks::build(runs, kept);
    let first = element_span(dom, runs, kept.first()?.0);
    let last = element_span(dom, runs, kept.last()?.0);
    let start = found.headline_node.map_or(first.0, |h| dom.span(h).0.min(first.0));
    finish(page, (start, last.1.max(start)), built, found)
}

/// The article of a page that tells its text to programs only.
fn told_article(page: &Page, dom: &Dom, told: &Told, found: Metadata) -> Option<Article> {
    let built = blocks::of_paragraphs(&told.paragraphs);
    finish(page, dom.span(told.node?), built, found)
}

/// An article of a text, its span in the decoded page (`place` turns it into the page's bytes) and its fields.
fn finish(page: &Page, span: (u32, u32), built: blocks::Built, mut found: Metadata) -> Option<Article> {
    if built.text.is_empty() {
        return None;
    }
    let span = (u64::from(span.0), u64::from(span.1));
    let mut found_in = BTreeMap::new();
    let mut note = |field: &str, from: &str| {
        found_in.insert(field.to_string(), from.to_string());
    };
    for (field, value) in [
        ("headline", &found.headline),
        ("label", &found.label),
        ("source", &found.publisher),
        ("url", &found.url),
        ("language", &found.language),
    ] {
        if let Some(v) = value {
            note(field, &v.from);
        }
    }
    for (field, value) in [("published", &found.published), ("updated", &found.updated)] {
        if let Some(v) = value {
            note(field, &v.from);
        }
    }
    if !found.bylines.names.is_empty() {
        note("bylines", &found.bylines.from);
    }
    let mut agencies = std::mem::take(&mut found.agencies);
    let dateline = dateline(&built, &mut agencies);
    let told = found.language.as_ref().map(|l| l.value.get(..2).unwrap_or(&l.value).to_ascii_lowercase());
    let (language, read) = crate::language_or(told, &built.text);
    if read {
        note("language", "text");
    }
    Some(Article {
        id: ArticleId::of(page.id, span),
        input_id: None,
        page: page.id,
        page_span: span,
        url: found.url.take().map(|u| u.value).or_else(|| page.url.clone()),
        source: found.publisher.take().map(|p| p.value),
        headline: found.headline.take().map(|h| h.value),
        label: found.label.take().map(|l| l.value),
        bylines: std::mem::take(&mut found.bylines.names),
        agencies,
        published: found.published.as_ref().map(|p| p.value),
        published_from: found.published.take().map(|p| p.from),
        updated: found.updated.take().map(|u| u.value),
        dateline,
        language,
        found_in,
        text: built.text,
        blocks: built.blocks,
    })
}

/// The place line of the first paragraph.
fn dateline(built: &blocks::Built, agencies: &mut Vec<String>) -> Option<Dateline> {
    let mut paragraphs = built.blocks.iter().filter(|b| b.kind == BlockKind::Paragraph);
    let block = paragraphs.next()?;
    if crate::text::round_up(block.range.of(&built.text), paragraphs.map(|b| b.range.of(&built.text))) {
        return None;
    }
    let (place, _, agency, _) = crate::text::dateline(block.range.of(&built.text))?;
    if let Some(a) = agency
        && !agencies.contains(&a)
    {
        agencies.push(a);
    }
    let range = TextRange { start: place.start + block.range.start, end: place.end + block.range.start };
    Some(Dateline { text: range.of(&built.text).to_string(), range, place: None })
}

/// The run's element if it holds nothing else, else the run.
fn element_span(dom: &Dom, runs: &Runs, i: usize) -> (u32, u32) {
    let r = &runs.runs[i];
    if runs.inside(dom, r.block).len() == 1 { dom.span(r.block) } else { r.span }
}

fn account(runs: &Runs, fates: &[Fate]) -> Accounted {
    let (mut kept, mut boilerplate) = (0u64, 0u64);
    for (r, fate) in runs.runs.iter().zip(fates) {
        match fate {
            Fate::Kept(_) | Fate::Field => kept += u64::from(r.chars),
            Fate::Boilerplate(_) => boilerplate += u64::from(r.chars),
        }
    }
    let all = kept + boilerplate;
    if all == 0 {
        return Accounted::default();
    }
    let kept = kept as f64 / all as f64;
    Accounted { kept, boilerplate: 1.0 - kept, lost: 0.0 }
}

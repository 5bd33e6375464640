//! An article handed over with its text: the text stays as it is, blocks are found in it.

use crate::Extracted;
use crate::text::{Furniture, furniture, furniture_is_whole, key};
use model::{Accounted, Article, ArticleId, Block, BlockKind, Dateline, Page, TextRange};
use std::collections::BTreeMap;

/// Lines that may stand above the text: a headline and what goes with it.
const HEADLINES: usize = 2;

/// One article whose text is `text`, unchanged. Fields come from the page's hints.
pub(crate) fn article(page: &Page, id: &str, text: &str) -> Extracted {
    let span = (0, page.bytes.len() as u64);
    // Texts stay far below 4 GB; a longer one could not be indexed and comes back without blocks.
    let blocks = if text.len() < u32::MAX as usize { blocks(text) } else { Vec::new() };
    let mut agencies = Vec::new();
    let paragraphs = || blocks.iter().filter(|b| b.kind == BlockKind::Paragraph);
    let items =
        paragraphs().next().is_some_and(|b| crate::text::round_up(b.range.of(text), paragraphs().map(|b| b.range.of(text))));
    // A headline may stand above it.
    let untold = |b: &&Block| !b.range.of(text).ends_with(['.', '!', '?', '"', '”', '…', ')']);
    let above = paragraphs().take(HEADLINES).take_while(untold).count();
    let opening = |b: &Block| Some((b.range.start, crate::text::dateline(b.range.of(text))?));
    let found = paragraphs().take(above + 1).filter(|_| !items).find_map(opening);
    let dateline = found.map(|(at, (place, _, agency, _))| {
        agencies.extend(agency);
        let range = TextRange { start: place.start + at, end: place.end + at };
        Dateline { text: range.of(text).to_string(), range, place: None }
    });
    let hints = &page.hints;
    let mut found_in = BTreeMap::new();
    for (field, given) in [
        ("headline", hints.headline.is_some()),
        ("source", hints.source.is_some()),
        ("label", hints.label.is_some()),
        ("bylines", !hints.bylines.is_empty()),
        ("url", page.url.is_some()),
        ("updated", hints.updated.is_some()),
        ("language", hints.language.is_some()),
    ] {
        if given {
            found_in.insert(field.to_string(), "hint".to_string());
        }
    }
    if let Some((_, from)) = &hints.published {
        found_in.insert("published".to_string(), from.clone());
    }
    let told = hints.language.as_ref().and_then(|l| l.get(..2)).map(str::to_ascii_lowercase);
    let (language, read) = crate::language_or(told, text);
    if read {
        found_in.insert("language".to_string(), "text".to_string());
    }
    let article = Article {
        id: ArticleId::of(page.id, span),
        input_id: Some(id.to_string()),
        page: page.id,
        page_span: span,
        url: page.url.clone(),
        source: hints.source.clone(),
        headline: hints.headline.clone(),
        label: hints.label.clone(),
        bylines: hints.bylines.clone(),
        agencies,
        published: hints.published.as_ref().map(|p| p.0),
        published_from: hints.published.as_ref().map(|p| p.1.clone()),
        updated: hints.updated,
        dateline,
        language,
        found_in,
        text: text.to_string(),
        blocks,
    };
    let kept = if text.trim().is_empty() { 0.0 } else { 1.0 };
    Extracted { articles: vec![article], accounted: Accounted { kept, boilerplate: 0.0, lost: 0.0 }, diagnostics: Vec::new() }
}

/// Cuts a text at blank lines, or at every line end if it has no blank line.
fn blocks(text: &str) -> Vec<Block> {
    let spaced = has_blank_line(text);
    let mut out = Vec::new();
    let mut start: Option<usize> = None;
    let mut end = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let inner = line.trim();
        let from = at + (line.len() - line.trim_start().len());
        at += line.len();
        if inner.is_empty() {
            out.extend(start.take().map(|s| block(text, s, end)));
            continue;
        }
        let item = is_item(inner);
        if (!spaced || item)
            && let Some(s) = start.take()
        {
            out.push(block(text, s, end));
        }
        start = start.or(Some(from));
        end = from + inner.len();
    }
    out.extend(start.map(|s| block(text, s, end)));
    pointers(text, &mut out);
    out
}

/// "Read also:" and the titles of other stories behind it, which scraped texts keep: notes, and no part of the story.
fn pointers(text: &str, blocks: &mut [Block]) {
    let points = |line: &str| furniture(&key(line)) == Some(Furniture::Related);
    let open = |line: &str| !line.ends_with(['.', '!', '?', '"', '\u{201D}']);
    let mut titles = false;
    for b in blocks {
        let line = b.range.of(text);
        let short = line.len() <= 150 && !line.contains('\n') && open(line);
        // "READ ALSO: Two held in Norport", but not "Related losses rose".
        let colon = || line.split_once(':').is_some_and(|(head, _)| points(head));
        titles = short && (furniture_is_whole(&key(line)) && points(line) || colon() || titles);
        if titles {
            b.kind = BlockKind::Note;
        }
    }
}

fn has_blank_line(text: &str) -> bool {
    let mut before = false;
    for line in text.trim().lines() {
        let blank = line.trim().is_empty();
        if blank && before {
            return true;
        }
        before = !blank;
    }
    false
}

fn block(text: &str, start: usize, end: usize) -> Block {
    let kind = kind(&text[start..end], start == 0);
    Block { kind, range: TextRange::new(start, end), credit: None }
}

/// Only what is plain to see: a mark of a list, or a short line without an end mark between blocks.
fn kind(text: &str, first: bool) -> BlockKind {
    if is_item(text) {
        return BlockKind::ListItem;
    }
    let short = text.len() <= 80 && text.split_whitespace().count() <= 10 && !text.contains('\n');
    let open_ended = text.ends_with(|c: char| c.is_alphanumeric()) && text.starts_with(|c: char| c.is_uppercase());
    if short && open_ended && !first && text.split_whitespace().count() >= 2 && !text.contains([',', '"', '\u{201C}']) {
        return BlockKind::Heading;
    }
    BlockKind::Paragraph
}

/// `- one`, `• one`, `* one`; a number needs a bracket or a full stop and a space after it, and few digits.
fn is_item(line: &str) -> bool {
    let mut chars = line.chars();
    match chars.next() {
        Some('-' | '*' | '\u{2022}' | '\u{25AA}' | '\u{25CF}' | '\u{2023}' | '\u{00B7}' | '\u{2043}') => {
            chars.next() == Some(' ')
        }
        Some(c) if c.is_ascii_digit() => {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
            line.len() - rest.len() <= 2 && (rest.starts_with(") ") || rest.starts_with(". "))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(BlockKind, &str)> {
        blocks(text).iter().map(|b| (b.kind, b.range.of(text))).collect()
    }

    #[test]
    fn blank_lines_cut_where_there_are_any() {
        use BlockKind::*;
        assert_eq!(
            kinds("  One line\nand its rest.\n\nTwo.\n \nThe list\n\n- a\n- b\n"),
            [
                (Paragraph, "One line\nand its rest."),
                (Paragraph, "Two."),
                (Heading, "The list"),
                (ListItem, "- a"),
                (ListItem, "- b"),
            ]
        );
        assert_eq!(kinds("One.\r\nTwo.\r\n"), [(Paragraph, "One."), (Paragraph, "Two.")]);
        assert_eq!(kinds(" \n\n "), []);
    }

    #[test]
    fn titles_of_other_stories_are_notes() {
        use BlockKind::*;
        assert_eq!(
            kinds("Rebels took Norport.\n\nRead more:\n\nThree held in Eastvale\n\nMayor quits\n\nThe army left."),
            [
                (Paragraph, "Rebels took Norport."),
                (Note, "Read more:"),
                (Note, "Three held in Eastvale"),
                (Note, "Mayor quits"),
                (Paragraph, "The army left."),
            ]
        );
        assert_eq!(kinds("A.\n\nREAD ALSO: Two die in Varn\n\nLatest figures rose.")[1].0, Note);
        assert_eq!(kinds("A.\n\nREAD ALSO: Two die in Varn\n\nLatest figures rose.")[2].0, Paragraph);
    }
}

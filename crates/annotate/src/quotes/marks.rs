//! Quotation marks: what stands between an opening and a closing one.

use super::parity;
use model::TextRange;
use std::ops::Range;

/// Most characters looked through for a mark or the border of a sentence.
const MOST: usize = 2000;

/// Most characters in double marks inside of single ones.
const HELD: usize = 120;

/// A stretch between quotation marks, the marks left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// The content.
    pub range: TextRange,
    /// A closing mark stands after it; without one it runs to the end of its block, as news does where the next paragraph
    /// opens again.
    pub closed: bool,
}

/// Most paragraphs without marks that a stretch left open goes on over.
const OVER: usize = 6;

/// The stretches of the blocks of an article, in order. What is left open in one block and closed in a later one, before
/// anything else opens, holds all that lies between: texts with each sentence in a line of its own have such quotes.
pub fn in_blocks(text: &str, blocks: &[TextRange]) -> Vec<Quoted> {
    let mut out = Vec::new();
    // Where a block's own stretches begin, behind the mark that closes what an earlier block opened.
    let mut from = 0;
    let mut next = 0;
    while let Some(&block) = blocks.get(next) {
        let own = TextRange { start: block.start + from as u32, end: block.end };
        let first = out.len();
        out.extend(in_block(text, own));
        (from, next) = (0, next + 1);
        let open = out[first..]
            .last()
            .is_some_and(|q: &Quoted| !q.closed && text[q.range.end as usize..block.end as usize].trim().len() < 2);
        if let Some(from) = left_single(text, block, &out[first..], blocks.get(next)) {
            push(text, block, from..block.len(), false, &mut out);
        }
        if !open {
            continue;
        }
        let later = blocks[next..].iter().take(OVER).map(|b| first_mark(b.of(text)));
        let Some((over, Mark::Closes(at, width))) = later.enumerate().find_map(|(k, m)| Some((k, m?))) else { continue };
        for whole in &blocks[next..next + over] {
            push(text, *whole, 0..whole.len(), false, &mut out);
        }
        next += over;
        push(text, blocks[next], 0..at, true, &mut out);
        from = at + width;
    }
    out
}

/// Where a single mark stands open in a block that no mark closes, as the next block opens with such a mark, too: "She said: ‘We
/// wait. / ‘The road is closed.’"
fn left_single(text: &str, block: TextRange, found: &[Quoted], next: Option<&TextRange>) -> Option<usize> {
    let body = block.of(text);
    let mark = next?.of(text).trim_start().chars().next().filter(|c| matches!(c, '‘' | '\''))?;
    let after = found.last().map_or(0, |q| (q.range.end - block.start) as usize);
    let (at, _) = body.char_indices().filter(|&(i, c)| i >= after && c == mark).find(|&(i, _)| {
        let before = body[..i].trim_end();
        let led = before.is_empty() || body[..i].ends_with(' ') && before.ends_with([':', ',', '.']);
        led && body[i + mark.len_utf8()..].starts_with(char::is_uppercase)
    })?;
    let from = at + mark.len_utf8();
    (single(&body[from..], mark).is_none() && body.len() - from < MOST).then_some(from)
}

/// A double mark, where it stands and how wide it is.
enum Mark {
    Opens,
    Closes(usize, usize),
}

/// The first double mark of a block.
fn first_mark(body: &str) -> Option<Mark> {
    let at = body.char_indices().find(|&(i, c)| {
        matches!(c, '“' | '”' | '"' | '„' | '«' | '»') || matches!(c, '\'' | '`') && body[i + 1..].starts_with(c)
    });
    let (i, c) = at?;
    let width = if matches!(c, '\'' | '`') { 2 } else { c.len_utf8() };
    let alone = !body[i + width..].starts_with(char::is_alphanumeric);
    let stop = matches!(trimmed_end(body, i), Some(',' | '.' | '?' | '!' | '…'));
    // "… to be done '' to mend ties": where all words are set apart, two such marks close.
    let apart = c == '\'' && body[..i].ends_with(' ');
    Some(match c {
        '”' | '»' => Mark::Closes(i, width),
        '\'' if alone && apart => Mark::Closes(i, width),
        '\'' | '"' if alone && stop => Mark::Closes(i, width),
        _ => Mark::Opens,
    })
}

/// The stretches of a block, in order.
fn in_block(text: &str, block: TextRange) -> Vec<Quoted> {
    let out = by_sides(text, block);
    let body = block.of(text);
    if !out.iter().any(|q| parity::tells_who(q.range.of(text))) {
        return out;
    }
    let marks: Vec<usize> = body.match_indices(['"', '“', '”']).map(|(i, _)| i).collect();
    let spoken = parity::spoken(body, &marks);
    let mut out = Vec::new();
    for (k, &at) in marks.iter().enumerate().filter(|(k, _)| spoken[k + 1]) {
        let end = marks.get(k + 1).copied().unwrap_or(body.len());
        let closed = k + 1 < marks.len() && !spoken[k + 2];
        let width = body[at..].chars().next().map_or(1, char::len_utf8);
        push(text, block, at + width..end, closed, &mut out);
    }
    out
}

/// A mark that opened and was not closed yet.
#[derive(Clone, Copy)]
struct Open {
    /// Where its content begins.
    from: usize,
    mark: char,
    /// A single mark opened inside.
    single: bool,
    /// Marks of the same style that are open inside: "“He said “no” to me,” she said".
    inner: u8,
}

/// The stretches as the marks and the spaces beside them tell.
fn by_sides(text: &str, block: TextRange) -> Vec<Quoted> {
    let body = block.of(text);
    let turned = turned(body);
    let mut out = Vec::new();
    let mut open: Option<Open> = None;
    let mut previous = ' ';
    let mut skip = 0;
    // Where the last stretch ended.
    let mut done = 0;
    for (i, c) in body.char_indices() {
        if i < skip {
            previous = c;
            continue;
        }
        let c = match c {
            '“' if turned => '”',
            '”' if turned => '“',
            c => c,
        };
        let rest = &body[i + c.len_utf8()..];
        let next = rest.chars().next().unwrap_or(' ');
        // Two single marks are one double mark in the archives of some papers.
        let twin = matches!(c, '\'' | '`' | '’' | '‘') && next == c;
        // The same with a space between: "… the river? ' ' she said."
        let apart = c == '\'' && previous.is_whitespace() && open.is_some() && rest.starts_with(" ' ");
        let width = if apart { 3 } else { c.len_utf8() * if twin { 2 } else { 1 } };
        let twin = twin || apart;
        let after = body[i + width..].chars().next().unwrap_or(' ');
        let straight = c == '"' || twin && matches!(c, '\'' | '`');
        // "`` and we left ''" of some archives; "”We left.”", where a mark that closes was put for the one that opens.
        let slip = c == '”' && open.is_none() && (i == 0 || previous.is_whitespace()) && next.is_alphanumeric();
        let opens = matches!(c, '“' | '„' | '«') || twin && matches!(c, '‘' | '`') || slip;
        let closes = matches!(c, '”' | '»') || twin && c == '’';
        let fits = |o: Open| match c {
            '»' => o.mark == '«',
            '“' => o.mark == '„',
            _ => o.mark != '«' && (closes || straight && o.mark != '„'),
        };
        let stop = matches!(previous, ',' | '.' | '?' | '!' | '…');
        match open {
            Some(o) if closes && o.inner > 0 => open = Some(Open { inner: o.inner - 1, ..o }),
            // An opening mark with nothing to open closes: "a good day “."
            Some(o)
                if fits(o) || c == '“' && o.mark == c && o.from < i && (next.is_whitespace() || matches!(next, '.' | ',')) =>
            {
                push(text, block, o.from..i, true, &mut out);
                (open, done) = (None, i + width);
            }
            Some(o) if opens && c == o.mark && o.from < i => {
                let fresh = Open { from: i + width, mark: c, single: false, inner: 0 };
                let ended = matches!(trimmed_end(body, i), Some('.' | '?' | '!' | '…' | ':'));
                if !ended && holds(rest) {
                    open = Some(Open { inner: o.inner + 1, ..o });
                } else if let Some(end) = Some(i).filter(|_| ended).or_else(|| sentence_end(body, o.from, i)) {
                    // A paragraph left open, and the next one: "… the river. “Then it rose".
                    push(text, block, o.from..end, false, &mut out);
                    (open, done) = (Some(fresh), i);
                }
            }
            // Opened by two marks and closed by one.
            Some(o) if c == '’' && stop && !o.single && next.is_whitespace() && left_open(rest, o.mark) => {
                push(text, block, o.from..i, true, &mut out);
                (open, done) = (None, i + width);
            }
            Some(o) if c == '‘' || c == '\'' && previous.is_whitespace() => open = Some(Open { single: true, ..o }),
            None if opens => {
                open = Some(Open { from: i + width, mark: if twin || slip { '“' } else { c }, single: false, inner: 0 });
            }
            None if straight && !previous.is_alphanumeric() && (!after.is_whitespace() || leads(body, i, width)) => {
                open = Some(Open { from: i + width, mark: '"', single: false, inner: 0 });
            }
            // The opening mark is missing: "It was a bad day.”"
            None if (closes && c != '»' || straight) && stop && (after.is_whitespace() || !after.is_alphanumeric()) => {
                if let Some(from) = begins(body, done, i) {
                    push(text, block, from..i, true, &mut out);
                }
                done = i + width;
            }
            None if matches!(c, '‘' | '\'') && !twin && !previous.is_alphanumeric() && next.is_alphanumeric() => {
                if let Some(end) = single(&body[i + width..], c) {
                    let from = i + width;
                    push(text, block, from..from + end, true, &mut out);
                    skip = from + end + 1;
                }
            }
            _ => {}
        }
        if twin {
            skip = skip.max(i + width);
        }
        previous = c;
    }
    if let Some(o) = open {
        push(text, block, o.from..body.len(), false, &mut out);
    }
    out
}

/// True for a block whose bent marks are all the wrong way round: "”We wait,“ she said".
fn turned(body: &str) -> bool {
    let marks = body.chars().filter(|c| matches!(c, '“' | '”' | '„' | '"'));
    let (mut next, mut some) = ('”', false);
    for c in marks {
        if c != next {
            return false;
        }
        next = if c == '”' { '“' } else { '”' };
        some = true;
    }
    some && next == '”'
}

/// True for a straight mark with spaces on both sides that what stands before it leads to: "He added, \" We wait.\"", "She
/// left. \" We stay.\""
fn leads(body: &str, at: usize, width: usize) -> bool {
    let before = &body[..at];
    let led = match trimmed_end(body, at) {
        Some(c) => before.ends_with(char::is_whitespace) && matches!(c, ',' | ':' | '.' | '?' | '!'),
        None => true,
    };
    led && body[at + width..].trim_start().starts_with(char::is_uppercase)
}

/// The last character before `at` that is no space.
fn trimmed_end(body: &str, at: usize) -> Option<char> {
    body[..at].trim_end().chars().next_back()
}

/// True if two closing marks follow before another opens: the one that opened before them stands inside the first.
fn holds(rest: &str) -> bool {
    let mut marks = rest.chars().take(MOST).filter(|c| matches!(c, '“' | '”' | '\n'));
    marks.next() == Some('”') && marks.next() == Some('”')
}

/// Where the last sentence ends between `from` and `at`.
fn sentence_end(body: &str, from: usize, at: usize) -> Option<usize> {
    let mut near = body[from..at].char_indices().rev().take(MOST);
    near.find(|(_, c)| matches!(c, '.' | '?' | '!')).map(|(end, _)| from + end + 1)
}

/// True if no mark follows in `rest` that closes what `mark` opened before another one opens.
fn left_open(rest: &str, mark: char) -> bool {
    match rest.chars().take(MOST).find(|c| matches!(c, '“' | '”' | '"')) {
        Some('“') | None => true,
        Some('"') => mark == '"' && rest.find('"').is_some_and(|i| rest[..i].ends_with(' ')),
        _ => false,
    }
}

/// Where the words begin that end at `end`, after `done`, with no mark: with their sentence, or with an earlier one of
/// somebody who speaks of himself, where nothing in between tells who said it.
fn begins(body: &str, done: usize, end: usize) -> Option<usize> {
    let words = body[done..end].trim_end_matches(['.', ',', '?', '!', '…']);
    let starts = words.char_indices().rev().take(MOST).filter_map(|(i, c)| {
        let rest = &words[i + c.len_utf8()..];
        let ends = matches!(c, '.' | '?' | '!' | '…' | '\n' | ':') && rest.starts_with(char::is_whitespace);
        (ends && rest.trim_start().starts_with(char::is_uppercase)).then_some(i + c.len_utf8())
    });
    // Right behind the last stretch stands who said it, and no sentence of his.
    let mut starts = starts.chain((done == 0).then_some(0));
    let first = starts.next()?;
    let (mut from, mut until) = (first, first);
    // Where marks stood before, what is not his own may be anybody's.
    if done == 0 {
        for at in starts {
            let sentence = &words[at..until];
            if parity::tells(sentence) {
                break;
            }
            if parity::own(sentence) {
                from = at;
            }
            until = at;
        }
    }
    Some(done + from)
}

/// Where the single mark closes that opened before `rest`: the first one after a stop, because one after a letter may be an
/// apostrophe ("the boys’ house"). Nothing before the next opening mark counts, so each stretch is read once.
fn single(rest: &str, mark: char) -> Option<usize> {
    let mut loose = None;
    let mut previous = ' ';
    let mut skip = 0;
    for (i, c) in rest.char_indices() {
        if i < skip {
            continue;
        }
        match c {
            // "'I told him “no” at once,' she said": double marks inside.
            '“' | '"' if previous.is_whitespace() => match held(&rest[i + c.len_utf8()..], c) {
                Some(end) => skip = i + c.len_utf8() + end,
                None => break,
            },
            '‘' | '“' | '"' | '\n' => break,
            '\'' if previous.is_whitespace() => break,
            '’' | '\'' if (c == '’') == (mark == '‘') => {
                let next = rest[i + c.len_utf8()..].chars().next().unwrap_or(' ');
                if !next.is_alphanumeric() && !previous.is_whitespace() {
                    if matches!(previous, ',' | '.' | '?' | '!' | '…') {
                        return Some(i);
                    }
                    // A straight mark after a letter is more often an apostrophe.
                    if mark == '‘' && (loose.is_none() || !matches!(previous, 's')) {
                        loose = loose.or(Some(i));
                    }
                } else if mark == '\'' && next.is_whitespace() {
                    break;
                }
            }
            _ => {}
        }
        if i > MOST {
            break;
        }
        previous = c;
    }
    loose
}

/// Where double marks that opened inside of single ones close again, behind a few words that hold no other mark.
fn held(rest: &str, mark: char) -> Option<usize> {
    let close = if mark == '“' { '”' } else { '"' };
    let (i, c) = rest.char_indices().take(HELD).find(|(_, c)| matches!(c, '“' | '”' | '"' | '‘' | '\n'))?;
    let letter = rest[..i].chars().next_back().is_some_and(|c| !c.is_whitespace());
    (c == close && letter).then_some(i + c.len_utf8())
}

fn push(text: &str, block: TextRange, part: Range<usize>, closed: bool, out: &mut Vec<Quoted>) {
    let words = &block.of(text)[part.clone()];
    let trimmed = words.trim();
    // The comma before the closing mark belongs to the sentence and not to the words quoted.
    let trimmed = trimmed.strip_suffix(',').map_or(trimmed, str::trim_end);
    let lead = words.len() - words.trim_start().len();
    if !trimmed.is_empty() {
        let start = block.start as usize + part.start + lead;
        out.push(Quoted { range: TextRange::new(start, start + trimmed.len()), closed });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        in_block(text, TextRange::new(0, text.len())).iter().map(|q| q.range.of(text)).collect()
    }

    #[test]
    fn marks_pair_and_open_ones_run_on() {
        let text = "“We saw it,” she said. “It was 5\" wide. \"Then";
        assert_eq!(found(text), ["We saw it", "It was 5", "Then"]);
    }

    #[test]
    fn single_marks_are_told_from_apostrophes() {
        assert_eq!(found("‘It’s the boys’ house,’ he said. They’re the boys’."), ["It’s the boys’ house"]);
        assert_eq!(found("'We don't know,' he said of the boys' house."), ["We don't know"]);
        assert_eq!(found("The '90s, rock 'n' roll and the girls' school."), [] as [&str; 0]);
    }

    #[test]
    fn two_single_marks_are_a_double_one() {
        assert_eq!(found("''We don't know,'' he said. ``Nor I.''"), ["We don't know", "Nor I."]);
    }

    #[test]
    fn a_mark_that_opens_again_ends_what_was_left_open() {
        assert_eq!(found("“We saw it rise. “Then it fell,” she said."), ["We saw it rise.", "Then it fell"]);
        assert_eq!(found("“He said “no” to me,” she said."), ["He said “no” to me"]);
        assert_eq!(
            found("“Trust no fox. He bites. The old “dance of death” goes on."),
            ["Trust no fox. He bites.", "dance of death"]
        );
        assert_eq!(found("She said: “It was good “. They left. “We slept “, he said."), ["It was good", "We slept"]);
    }

    #[test]
    fn what_is_left_open_closes_in_a_later_line() {
        let lines = |lines: &[&str]| {
            let text = lines.join("\n");
            let mut at = 0;
            let ranges = lines.iter().map(|l| {
                at += l.len() + 1;
                TextRange::new(at - l.len() - 1, at - 1)
            });
            let ranges: Vec<TextRange> = ranges.collect();
            in_blocks(&text, &ranges).iter().map(|q| q.range.of(&text).to_string()).collect::<Vec<_>>()
        };
        assert_eq!(
            lines(&["`` Nobody slept .", "It was dark .", "Then it rained , '' she said . `` We left . ''", "They came ."]),
            ["Nobody slept .", "It was dark .", "Then it rained", "We left ."]
        );
        // The next paragraph opens anew, as in print; without a mark that closes nothing goes on.
        assert_eq!(lines(&["“Nobody slept.", "“It was dark,” she said."]), ["Nobody slept.", "It was dark"]);
        assert_eq!(lines(&["“Nobody slept.", "It was dark.", "They left."]), ["Nobody slept."]);
    }

    #[test]
    fn back_ticks_open_and_so_does_a_slip() {
        assert_eq!(found("The towns `` are now in need , '' Ana Ruiz said on television ."), ["are now in need"]);
        assert_eq!(found("Another said: ”The year of the rat is near.”"), ["The year of the rat is near."]);
    }

    #[test]
    fn marks_of_two_styles_close_each_other() {
        assert_eq!(found("“We saw it,’ she said. “It was wide.’’ They left."), ["We saw it", "It was wide."]);
        assert_eq!(found("“He said ‘we saw it,’ and left,” she said."), ["He said ‘we saw it,’ and left"]);
        assert_eq!(found("\"We saw it,” she said. “It was wide.\" They left."), ["We saw it", "It was wide."]);
    }

    #[test]
    fn a_missing_mark_opens_with_its_sentence() {
        assert_eq!(found("“We saw it,” she said. It was wide.” They left."), ["We saw it", "It was wide."]);
        assert_eq!(found("The river rose in the night,” she said."), ["The river rose in the night"]);
        assert_eq!(found("A plank of 5\" broke."), [] as [&str; 0]);
    }

    #[test]
    fn spaces_beside_straight_marks_may_be_wrong() {
        let text = "The town is dry. \"We have no water. \"Our well is dry, \"she said.\" We need help, \"Mr. Okello said. \
                    The mayor came.\" I heard it all, \"he added.";
        assert_eq!(found(text), ["We have no water.", "Our well is dry", "We need help", "I heard it all"]);
    }
}

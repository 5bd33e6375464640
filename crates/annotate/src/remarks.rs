//! What readers wrote under an article: kept in the text and not read, since it is nobody's news.

/// Words that forums and newspapers set beside each remark of a reader.
const MARKS: [&str; 10] = [
    "| report abuse",
    "| reply",
    "complain about this comment",
    "report abuse |",
    "report as abusive",
    "report this comment",
    "report comment",
    "flag as inappropriate",
    "flag as abusive",
    "flag this comment",
];
/// One such mark may be anything; an article with so many has remarks.
const ENOUGH: usize = 2;

/// True for a block with the line that a forum sets beside a remark: "Posted by: somebody | 14 May 2031 4:45 PM | Report abuse".
fn marked(text: &str) -> bool {
    // The marks stand at an end of what is one remark or at most a few: no need to search a novel.
    let low: String = text.chars().take(20_000).collect::<String>().to_lowercase();
    let clock = |mark: &str| low.match_indices(mark).any(|(at, _)| low[..at].ends_with(|c: char| c.is_ascii_digit()));
    MARKS.iter().any(|m| low.contains(m))
        || low.split("posted by:").skip(1).any(|rest| rest.chars().take(80).any(|c| c == '|'))
        // "March 21, 2031 at 5:12 pm |"
        // "At 10:19 24th Mar 2031, reed21 wrote:"
        || low.match_indices(" wrote:").any(|(at, _)| signed(&low[..at]))
        || clock(" am |")
        || clock(" pm |")
}

/// True for words that end with who wrote a remark, behind "at" and a clock.
fn signed(before: &str) -> bool {
    let words: Vec<&str> = before.split_whitespace().rev().take(10).collect();
    words.windows(2).any(|w| w[1] == "at" && w[0].contains(':') && w[0].starts_with(|c: char| c.is_ascii_digit()))
}

/// The index of the block from which on readers speak, if they do.
pub(crate) fn start<'a>(blocks: impl Iterator<Item = &'a str>) -> Option<usize> {
    let mut marked = blocks.enumerate().filter(|(_, text)| marked(text)).map(|(i, _)| i);
    let first = marked.next();
    first.filter(|_| marked.count() + 1 >= ENOUGH)
}

#[cfg(test)]
mod tests {
    use super::start;

    #[test]
    fn readers_speak_from_the_first_of_several_remarks_on() {
        let remarks =
            ["A flood took the bridge at Tarn.", "They let it rot! Posted by: ox | May 14, 2031 4:45 PM | Report abuse"];
        assert_eq!(start(remarks.into_iter()), None, "one mark is not enough");
        let more = [remarks[0], remarks[1], "So they did.", "Posted by: ann2 | May 15, 2031 | Report abuse"];
        assert_eq!(start(more.into_iter()), Some(1));
        let clocks = [remarks[0], "May 21, 2031 at 5:12 pm | That is what comes of it.", "May 22, 2031 at 1:02 am | Indeed."];
        assert_eq!(start(clocks.into_iter()), Some(1));
        let signed =
            [remarks[0], "At 10:19 24th Mar 2031, reed21 wrote: So it goes.", "At 11:02 24th Mar 2031, ann2 wrote: No."];
        assert_eq!(start(signed.into_iter()), Some(1));
        let news = ["Call the hotline to report abuse.", "Officials did not report abuse, he said.", "Posted by: the desk"];
        assert_eq!(start(news.into_iter()), None);
    }
}

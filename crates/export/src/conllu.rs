//! The words of articles as CoNLL-U, the form of the Universal Dependencies: <https://universaldependencies.org/format.html>.
//!
//! Words that the text writes as one ("don't") get a line of their own for the whole before the lines of its words, as
//! in the English treebanks. Features and enhanced dependencies are not known: those columns hold `_`.

use model::{Article, Pos, Sentence, Syntax, Token};
use std::fmt::Write;

/// One article: `# newdoc`, then its sentences; `# newpar` before the first one of each block.
pub fn conllu(article: &Article, syntax: &Syntax) -> String {
    let id = article.input_id.clone().unwrap_or_else(|| article.id.to_string());
    // A line end in an id would end the comment.
    let id: String = id.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut out = format!("# newdoc id = {id}\n");
    let mut block = None;
    for (number, sentence) in syntax.sentences.iter().enumerate() {
        let here = article.block_at(sentence.range.start).map(|b| b.range);
        if block != here {
            out.push_str("# newpar\n");
            block = here;
        }
        // Writing to a string cannot fail.
        let _ = writeln!(out, "# sent_id = {id}-{}", number + 1);
        let following = syntax.sentences.get(number + 1).map(|s| s.range.start);
        one(&mut out, &article.text, sentence, syntax.words(number), following);
    }
    if syntax.sentences.is_empty() {
        out.push('\n');
    }
    out
}

/// One sentence with the empty line that closes it.
fn one(out: &mut String, text: &str, sentence: &Sentence, words: &[Token], following: Option<u32>) {
    let glued = |i: usize| match words.get(i + 1) {
        Some(next) => next.range.start == words[i].range.end,
        None => following == Some(words[i].range.end),
    };
    out.push_str("# text = ");
    for (i, word) in words.iter().enumerate() {
        out.push_str(word.form(text));
        if i + 1 < words.len() && !glued(i) {
            out.push(' ');
        }
    }
    out.push('\n');
    let space = |i: usize| if glued(i) { "SpaceAfter=No" } else { "_" };
    let mut inside = 0; // the end of the whole that the word is a part of
    for (i, word) in words.iter().enumerate() {
        if i >= inside {
            let mut last = i;
            while last + 1 < words.len() && glued(last) && is_part(text, &words[last], &words[last + 1]) {
                last += 1;
            }
            inside = if last > i { last + 1 } else { 0 };
            if last > i {
                let whole = word.range.cover(words[last].range).of(text);
                let _ = writeln!(out, "{}-{}\t{whole}\t_\t_\t_\t_\t_\t_\t_\t{}", i + 1, last + 1, space(last));
            }
        }
        let lemma = if word.lemma.is_empty() { "_" } else { &word.lemma };
        let tag = if word.tag.is_empty() { "_" } else { word.tag };
        let _ = write!(out, "{}\t{}\t{lemma}\t{}\t{tag}\t_\t", i + 1, word.form(text), upos(word.pos));
        let _ = match word.head {
            Some(head) => write!(out, "{}", (head as usize + 1).saturating_sub(sentence.tokens.start)),
            None if word.relation.is_empty() => write!(out, "_"),
            None => write!(out, "0"),
        };
        let relation = if word.relation.is_empty() { "_" } else { word.relation };
        let misc = if i < inside { "_" } else { space(i) };
        let _ = writeln!(out, "\t{relation}\t_\t{misc}");
    }
    out.push('\n');
}

/// True if `b`, which stands right after `a`, makes one written word with it: "do" and "n't", "can" and "not".
fn is_part(text: &str, a: &Token, b: &Token) -> bool {
    let joins = |c: char| matches!(c, '\'' | '’' | '‘' | '`' | '´' | 'ʼ');
    let Some(before) = a.form(text).chars().next_back() else { return false };
    let mut letters = b.form(text).chars();
    let (first, second) = (letters.next().unwrap_or(' '), letters.next());
    if joins(first) {
        let bare = before.is_alphanumeric() || before == '.';
        return bare && second.map_or(b.tag == "POS", char::is_alphabetic);
    }
    before.is_alphabetic() && first.is_alphabetic()
}

fn upos(pos: Pos) -> &'static str {
    match pos {
        Pos::Adj => "ADJ",
        Pos::Adp => "ADP",
        Pos::Adv => "ADV",
        Pos::Aux => "AUX",
        Pos::Cconj => "CCONJ",
        Pos::Det => "DET",
        Pos::Intj => "INTJ",
        Pos::Noun => "NOUN",
        Pos::Num => "NUM",
        Pos::Part => "PART",
        Pos::Pron => "PRON",
        Pos::Propn => "PROPN",
        Pos::Punct => "PUNCT",
        Pos::Sconj => "SCONJ",
        Pos::Sym => "SYM",
        Pos::Verb => "VERB",
        Pos::X => "X",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::TextRange;

    /// An article whose sentences and words are given as written: `|` parts sentences, `·` words that stand together.
    fn article(marked: &str) -> (Article, Syntax) {
        let (mut text, mut syntax) = (String::new(), Syntax::default());
        for sentence in marked.split('|') {
            let from = syntax.tokens.len();
            for spaced in sentence.split_inclusive([' ', '\n']) {
                for form in spaced.trim_end().split('·').filter(|f| !f.is_empty()) {
                    let range = TextRange::new(text.len(), text.len() + form.len());
                    let tag = if form == "'" { "POS" } else { "" };
                    syntax.tokens.push(Token { range, lemma: form.into(), pos: Pos::X, tag, head: None, relation: "" });
                    text.push_str(form);
                }
                text.extend(spaced.chars().next_back().filter(|c| c.is_whitespace()));
            }
            let tokens = from..syntax.tokens.len();
            let range = syntax.tokens[from].range.cover(syntax.tokens[tokens.end - 1].range);
            syntax.sentences.push(Sentence { range, tokens });
        }
        (Article { input_id: Some("d 1\n2".into()), ..Article::of_text(&text) }, syntax)
    }

    /// Columns 1, 2 and 10 of each word, comments whole.
    fn short(marked: &str) -> Vec<String> {
        let (article, syntax) = article(marked);
        let out = conllu(&article, &syntax);
        assert!(out.ends_with("\n\n"));
        let rows = out.lines().filter(|l| !l.is_empty()).map(|l| l.split('\t').collect::<Vec<_>>());
        rows.map(|r| if r.len() == 1 { r[0].to_string() } else { [r[0], r[1], r[9]].join(" ").replace("SpaceAfter=No", "+") })
            .collect()
    }

    #[test]
    fn wholes_stand_before_their_parts() {
        assert_eq!(
            short("They do·n't see Asta·'s boats·' oars·, 40·km·."),
            [
                "# newdoc id = d 1 2",
                "# newpar",
                "# sent_id = d 1 2-1",
                "# text = They don't see Asta's boats' oars, 40km.",
                "1 They _",
                "2-3 don't _",
                "2 do _",
                "3 n't _",
                "4 see _",
                "5-6 Asta's _",
                "5 Asta _",
                "6 's _",
                "7-8 boats' _",
                "7 boats _",
                "8 ' _",
                "9 oars +",
                "10 , _",
                "11 40 +",
                "12 km +",
                "13 . _",
            ]
        );
    }

    #[test]
    fn sentences_without_a_space_between_them_say_so_and_blocks_open_paragraphs() {
        let out = short("It can·not be·!·|👩‍👩‍👧 came·’·\n\n|to us\nall");
        let out: Vec<&str> = out.iter().map(String::as_str).collect();
        assert_eq!(out[3..8], ["# text = It cannot be!", "1 It _", "2-3 cannot _", "2 can _", "3 not _"]);
        assert_eq!(out[8..12], ["4 be +", "5 ! +", "# sent_id = d 1 2-2", "# text = 👩‍👩‍👧 came’"]);
        assert_eq!(out[15..18], ["# newpar", "# sent_id = d 1 2-3", "# text = to us all"]);
    }

    #[test]
    fn heads_count_from_one_in_each_sentence() {
        let (article, mut syntax) = article("Go·.|They went·.");
        for (i, head) in [None, Some(0), Some(3), None, Some(3)].into_iter().enumerate() {
            syntax.tokens[i].head = head;
            syntax.tokens[i].relation = if head.is_none() { "root" } else { "dep" };
        }
        let out = conllu(&article, &syntax);
        let heads: Vec<_> =
            out.lines().filter(|l| l.contains('\t')).map(|l| l.split('\t').skip(6).take(2).collect::<String>()).collect();
        assert_eq!(heads, ["0root", "1dep", "2dep", "0root", "2dep"]);
        assert_eq!(conllu(&article, &Syntax::default()), "# newdoc id = d 1 2\n\n");
    }
}

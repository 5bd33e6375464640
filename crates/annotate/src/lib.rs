//! Article to mentions: names, places, times, figures, quotes, coreference.

pub mod coreference;
pub mod figures;
mod foreign;
pub mod names;
pub mod places;
pub mod quotes;
mod remarks;

use language::Language;
use model::{Article, Mentions, Name, Stamp, Syntax, TextRange, Time};

/// What the stage gives: the words for later stages, the mentions, and which place the dateline names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Annotated {
    /// Sentences and tokens.
    pub syntax: Syntax,
    /// What is named.
    pub mentions: Mentions,
    /// Index of the dateline's place in `mentions.places`.
    pub dateline_place: Option<u32>,
}

/// Finds everything that is named in an article.
pub fn annotate(article: &Article) -> Annotated {
    let (syntax, names) = Language::english().read(&article.text, &blocks(article));
    of_words(article, syntax, names)
}

/// The same for an article whose words and names are known already.
pub fn of_words(article: &Article, syntax: Syntax, mut names: Vec<Name>) -> Annotated {
    names::resolve(article, &syntax, &mut names);
    let mut places = places::places(article, &syntax, &names);
    let times = dated(article, &syntax);
    let mut quotes = quotes::quotes(article, &syntax, &names, &times);
    names::make_speakers(&mut names, &mut places, &quotes);
    let chains = coreference::chains(article, &syntax, &names, &places, &quotes);
    let mut figures = figures::figures(article, &syntax, &names, &times, &chains);
    figures::say_who(&mut figures, &article.text, &syntax, &quotes);
    coreference::name_speakers(&article.text, &names, &chains, &mut quotes);
    let dateline_place =
        article.dateline.as_ref().and_then(|d| places.iter().position(|p| d.range.overlaps(p.range))).map(|i| i as u32);
    let sentences = syntax.sentences.iter().map(|s| s.range).collect();
    Annotated { syntax, mentions: Mentions { sentences, names, places, times, figures, quotes, chains }, dateline_place }
}

/// The times of an article. One that tells no day of its own and heads a year ("2029 in Norland") tells of that year.
fn dated(article: &Article, syntax: &Syntax) -> Vec<Time> {
    let year = article.headline.as_deref().filter(|_| article.published.is_none()).and_then(headed_year);
    let mut times = timex::times(&article.text, &article.blocks, syntax, article.published.or(year));
    if let Some(year) = year.map(|s| s.date.year()) {
        for t in times.iter_mut().filter(|t| t.anchor == "published") {
            t.anchor = "context".into();
            within(t, year);
        }
    }
    times
}

/// Puts a day or month that fell into January after the year where it belongs.
fn within(t: &mut Time, year: i16) {
    let Some(rest) = t.value.strip_prefix(&(year + 1).to_string()).filter(|r| r.starts_with('-') && !r.contains('W')) else {
        return;
    };
    t.value = format!("{year}{rest}");
    for stamp in [&mut t.start, &mut t.end].into_iter().flatten() {
        if let Ok(date) = stamp.date.with().year(year).build() {
            stamp.date = date;
        }
    }
}

/// The last day of the year that a headline is about: "2029 in Norland", "Attacks in Norland in 2029".
fn headed_year(headline: &str) -> Option<Stamp> {
    let numbers = || headline.split(|c: char| !c.is_alphanumeric()).filter(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    let year: i16 = numbers().next().filter(|w| w.len() == 4 && numbers().count() == 1)?.parse().ok()?;
    let text = year.to_string();
    let opens = headline.strip_prefix(&text).is_some_and(|r| r.starts_with(" in ") || r.starts_with(" events"));
    let closes = headline.split([' ', ',', '(']).rev().nth(1) == Some("in") && headline.trim_end_matches(')').ends_with(&text);
    if !(1900..2100).contains(&year) || !(opens || closes) {
        return None;
    }
    format!("{year}-12-31").parse().ok()
}

/// Whether [`times`] knows the language of an article.
pub fn knows_times(article: &Article) -> bool {
    article.language.as_deref().is_some_and(timex::knows)
}

/// The times of an article in a language that only the time stage knows; none where it does not know it either.
///
/// The language stage reads English, so tense is told from plain cues here.
pub fn times(article: &Article) -> Vec<Time> {
    let language = article.language.as_deref().unwrap_or_default();
    timex::times_in(language, &article.text, &article.blocks, &Syntax::default(), article.published)
}

/// The sentences and words of an article, and nothing else.
pub fn syntax(article: &Article) -> Syntax {
    Language::english().analyze(&article.text, &blocks(article))
}

/// What is read: all blocks but those in another language and what readers wrote below. A dateline is a block of its own:
/// "Norport: Gunmen killed nine people" is no clause about Norport.
fn blocks(article: &Article) -> Vec<TextRange> {
    let texts = || article.blocks.iter().map(|b| b.range.of(&article.text));
    let own = &article.blocks[..remarks::start(texts()).unwrap_or(article.blocks.len())];
    let part = |r: TextRange, (from, to): (usize, usize)| TextRange { start: r.start + from as u32, end: r.start + to as u32 };
    let read = own.iter().flat_map(|b| foreign::readable(b.range.of(&article.text)).into_iter().map(move |p| part(b.range, p)));
    let Some(line) = dateline(article) else { return read.collect() };
    let parted = |r: TextRange| match r.start <= line.start && line.end < r.end {
        true => vec![TextRange { end: line.end, ..r }, TextRange { start: line.end, ..r }],
        false => vec![r],
    };
    read.flat_map(parted).collect()
}

/// No more than this stands between a dateline's place and its end: a day, an agency.
const DATELINE: usize = 48;

/// The dateline from its place to the colon or dash that ends it.
fn dateline(article: &Article) -> Option<TextRange> {
    let place = article.dateline.as_ref()?.range;
    let rest = article.text.get(place.end as usize..)?;
    let ends = |c: char| matches!(c, ':' | '-' | '–' | '—');
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | ',' | '.' | '(' | ')' | '/');
    let at = rest.find(|c| !plain(c)).filter(|at| *at <= DATELINE)?;
    let mark = rest[at..].chars().next().filter(|c| ends(*c))?;
    let behind = rest[at + mark.len_utf8()..].trim_start_matches(ends);
    let spaced = mark == ':' || rest[..at].ends_with(' ');
    let end = article.text.len() - behind.len();
    (spaced && behind.starts_with(' ')).then_some(TextRange { start: place.start, end: end as u32 })
}

#[cfg(test)]
mod tests {
    use super::{annotate, headed_year};
    use model::Article;

    #[test]
    fn a_page_about_a_year_dates_its_days() {
        for (headline, year) in [
            ("2029 in Norland", Some("2029-12-31")),
            ("Attacks in Norland in 2029", Some("2029-12-31")),
            ("2,000 killed in Norland", None),
            ("Norland's plan for 2029", None),
            ("Floods of 2028 and 2029 in Norland", None),
        ] {
            assert_eq!(headed_year(headline).map(|s| s.to_string()).as_deref(), year, "{headline}");
        }
        let text = "3 January - A suicide bomber kills 14 people at a mosque in Peshawar.";
        let a = annotate(&Article { headline: Some("2029 in Pakistan".into()), ..Article::of_text(text) });
        assert_eq!(a.mentions.times[0].value, "2029-01-03");
    }
}

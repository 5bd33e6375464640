//! What is asked of a store, and what it answers.

use model::{ArticleId, Reading, ReportId, Stamp};

/// Which events or articles are wanted. All conditions must hold; an empty filter takes everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// First day: of the event, or of publication for articles. ISO date.
    pub from: Option<Stamp>,
    /// Last day, inclusive.
    pub to: Option<Stamp>,
    /// A place: its name, its first-level division, or a country by name or ISO code; case does not matter.
    pub place: Option<String>,
    /// A kind and all below it: `assault` takes `assault.shooting`.
    pub kind: Option<String>,
    /// An actor: id, name or alias, or a part of one at word borders; case does not matter.
    pub actor: Option<String>,
    /// Least number of dead and injured recommended (either).
    pub min_toll: Option<f64>,
    /// How it stands: one of these words of the record; none takes all.
    pub status: Vec<String>,
    /// Who published: of an event one of its articles; case does not matter.
    pub source: Option<String>,
    /// First day of publication: of an event that of its latest article, so that what is told again counts too.
    pub since: Option<Stamp>,
    /// Whether only events are wanted whose sources give different numbers of people.
    pub disagree: bool,
    /// Whether events known from background only are left out.
    pub no_background: bool,
    /// At most so many.
    pub limit: Option<usize>,
}

/// An article in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleLine {
    /// Its id.
    pub id: ArticleId,
    /// Its headline.
    pub headline: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// When.
    pub published: Option<Stamp>,
    /// How many reports it holds.
    pub reports: u64,
    /// The original, of a copy.
    pub duplicate_of: Option<ArticleId>,
    /// The first words of an article that has no headline.
    pub opening: Option<String>,
}

/// A headline; where there is none, the first words of the text in marks.
pub fn title(headline: Option<&str>, opening: Option<&str>) -> String {
    let words = || opening.unwrap_or("").split_whitespace().collect::<Vec<_>>();
    match headline.filter(|h| !h.trim().is_empty()) {
        Some(headline) => headline.into(),
        None if words().is_empty() => "(no headline)".into(),
        None => {
            let mut first = String::new();
            for word in words() {
                if first.chars().count() + word.chars().count() > OPENING && !first.is_empty() {
                    return format!("“{} …”", first.trim_end());
                }
                first.push_str(word);
                first.push(' ');
            }
            format!("“{}”", first.trim_end())
        }
    }
}

/// So many characters of a text stand for its headline.
const OPENING: usize = 72;

/// A search result.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The article.
    pub article: ArticleLine,
    /// A piece of the text, the words found between U+0002 and U+0003.
    pub snippet: String,
}

/// What a report rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The article.
    pub article: ArticleId,
    /// Its headline.
    pub headline: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// When.
    pub published: Option<Stamp>,
    /// The sentence.
    pub sentence: String,
    /// Bytes of the trigger in the sentence.
    pub trigger: (usize, usize),
}

impl Evidence {
    /// The evidence of every report of a reading.
    pub fn of(reading: &Reading) -> impl Iterator<Item = (ReportId, Evidence)> + '_ {
        let a = &reading.article;
        reading.reports.iter().map(move |r| {
            let trigger = r.trigger.range;
            // What only the headline tells has no words in the text.
            let (sentence, from) = match &a.headline {
                Some(line) if trigger.is_empty() => (line.as_str(), 0),
                _ => {
                    let range = reading.mentions.sentences.get(r.sentence as usize).copied().unwrap_or(trigger);
                    (range.of(&a.text), trigger.start.saturating_sub(range.start) as usize)
                }
            };
            let evidence = Evidence {
                article: a.id,
                headline: a.headline.clone(),
                source: a.source.clone(),
                published: a.published,
                sentence: sentence.to_string(),
                trigger: (from, from + trigger.len()),
            };
            (r.id, evidence)
        })
    }
}

//! Page to articles: content, metadata, splitting, blocks.

pub mod decode;
pub mod dom;
pub mod html;
pub mod meta;
pub mod text;

mod handed;

use model::{Accounted, Article, Diagnostic, Input, MediaType, Page};

/// What came of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extracted {
    /// The articles, in reading order.
    pub articles: Vec<Article>,
    /// Where the page's text went.
    pub accounted: Accounted,
    /// What a person should know; those of the page itself not repeated.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a page: its articles, each with fields, text and blocks. Never fails; a page without news gives no article.
pub fn extract(page: &Page) -> Extracted {
    match &page.input {
        Input::Nothing => Extracted::default(),
        Input::Article { id, text } => handed::article(page, id, text),
        Input::Entry { html } => html::entry(page, html),
        Input::Raw { charset } => {
            let decoded = decode::decode(&page.bytes, charset.as_deref());
            let mut out = match page.media_type {
                MediaType::Html | MediaType::Feed => html::extract(page, &decoded),
                MediaType::Text | MediaType::Mail | MediaType::Json => {
                    text::extract_mapped(page, &decoded.text, &decoded.line_map())
                }
                MediaType::Unknown => Extracted::default(),
            };
            out.diagnostics.splice(0..0, decoded.diagnostics);
            out
        }
    }
}

/// What of a page went into none of its articles, in reading order: why, and the words. `articles` are their headlines and
/// texts. A page of HTML tells the reason; of plain text and mail it is the lines that stand in no article. Feeds and JSON
/// are handed over field by field: of them nothing is told.
pub fn left_out(page: &Page, articles: &[String]) -> Vec<(String, String)> {
    let Input::Raw { charset } = &page.input else { return Vec::new() };
    let decoded = decode::decode(&page.bytes, charset.as_deref());
    match page.media_type {
        MediaType::Html => {
            let fates = html::explain(page, &decoded).into_iter();
            fates.filter_map(|(fate, words)| Some((fate.strip_prefix("- ")?.to_string(), words))).collect()
        }
        MediaType::Text | MediaType::Mail => {
            let kept = |line: &str| articles.iter().any(|a| a.contains(line));
            let lines = decoded.text.lines().map(str::trim).filter(|l| !l.is_empty() && !kept(l));
            lines.map(|l| ("in no article".to_string(), l.to_string())).collect()
        }
        _ => Vec::new(),
    }
}

/// Bytes of a text from which its words outweigh what its page says of the language.
const CLEAR: usize = 300;

/// The language that a page tells of a text, and whether the words were asked instead: where nothing is told, or where
/// the page says English of a text that clearly is not, or the other way round. Site templates are often wrong in this.
pub(crate) fn language_or(told: Option<String>, text: &str) -> (Option<String>, bool) {
    match (language(text), told) {
        (Some(read), Some(told)) if text.len() < CLEAR || read == told || read != "en" && told != "en" => (Some(told), false),
        (Some(read), _) => (Some(read), true),
        (None, told) => (told, false),
    }
}

/// True for a short text of English with names of elsewhere in it ("fire in Croix-des-Bouquets, a district of Port-au-Prince"):
/// its letters are those of the names, its little words are English.
pub(crate) fn english(text: &str) -> bool {
    const SHORT: usize = 400;
    /// Words that no neighbour has,
    const OWN: [&str; 22] = [
        "the",
        "and",
        "with",
        "that",
        "said",
        "from",
        "his",
        "their",
        "which",
        "were",
        "been",
        "killed",
        "people",
        "police",
        "who",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
    /// and those that some have too.
    const SHARED: [&str; 11] = ["of", "to", "by", "was", "had", "in", "on", "a", "at", "for", "as"];
    let (mut own, mut shared, mut all) = (0, 0, 0);
    for w in text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()) {
        own += usize::from(OWN.contains(&w));
        shared += usize::from(SHARED.contains(&w));
        all += 1;
    }
    text.len() <= SHORT && own >= 1 && own + shared >= 3 && (own + shared) * 5 >= all
}

/// The language of a text where the words tell it clearly.
pub fn language(text: &str) -> Option<String> {
    let head = &text[..text.floor_char_boundary(4000)];
    let info = whatlang::detect(head)?;
    if info.lang() != whatlang::Lang::Eng && english(head) {
        return Some("en".into());
    }
    if !info.is_reliable() {
        return None;
    }
    let code = match info.lang() {
        whatlang::Lang::Eng => "en",
        whatlang::Lang::Spa => "es",
        whatlang::Lang::Fra => "fr",
        whatlang::Lang::Deu => "de",
        whatlang::Lang::Por => "pt",
        whatlang::Lang::Ita => "it",
        whatlang::Lang::Rus => "ru",
        whatlang::Lang::Ukr => "uk",
        whatlang::Lang::Ara => "ar",
        whatlang::Lang::Pes => "fa",
        whatlang::Lang::Urd => "ur",
        whatlang::Lang::Hin => "hi",
        whatlang::Lang::Ben => "bn",
        whatlang::Lang::Cmn => "zh",
        whatlang::Lang::Jpn => "ja",
        whatlang::Lang::Kor => "ko",
        whatlang::Lang::Tur => "tr",
        whatlang::Lang::Pol => "pl",
        whatlang::Lang::Nld => "nl",
        whatlang::Lang::Swe => "sv",
        whatlang::Lang::Dan => "da",
        whatlang::Lang::Nob => "nb",
        whatlang::Lang::Fin => "fi",
        whatlang::Lang::Ces => "cs",
        whatlang::Lang::Slk => "sk",
        whatlang::Lang::Slv => "sl",
        whatlang::Lang::Hun => "hu",
        whatlang::Lang::Ron => "ro",
        whatlang::Lang::Bul => "bg",
        whatlang::Lang::Srp => "sr",
        whatlang::Lang::Hrv => "hr",
        whatlang::Lang::Mkd => "mk",
        whatlang::Lang::Ell => "el",
        whatlang::Lang::Heb => "he",
        whatlang::Lang::Vie => "vi",
        whatlang::Lang::Tha => "th",
        whatlang::Lang::Ind => "id",
        whatlang::Lang::Tam => "ta",
        whatlang::Lang::Tel => "te",
        whatlang::Lang::Mar => "mr",
        whatlang::Lang::Guj => "gu",
        whatlang::Lang::Kat => "ka",
        whatlang::Lang::Hye => "hy",
        whatlang::Lang::Aze => "az",
        whatlang::Lang::Uzb => "uz",
        whatlang::Lang::Est => "et",
        whatlang::Lang::Lav => "lv",
        whatlang::Lang::Lit => "lt",
        whatlang::Lang::Cat => "ca",
        _ => return None,
    };
    Some(code.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_outweigh_a_wrong_tag() {
        let german = "Die Feuerwehr war am Montag mit drei Wagen im Einsatz, nachdem in einem Lager am Hafen ein Brand \
            ausgebrochen war. Verletzt wurde niemand. Die Polizei sucht nun nach der Ursache und bittet alle, die etwas \
            gesehen haben, sich zu melden. Der Schaden liegt nach ersten Angaben bei mehr als einer Million Euro, sagte \
            ein Sprecher der Stadt.";
        assert_eq!(language_or(Some("en".into()), german), (Some("de".into()), true));
        assert_eq!(language_or(None, german), (Some("de".into()), true));
        // Norwegian and Danish are too near to each other for that, and a line is too short.
        assert_eq!(language_or(Some("nb".into()), german), (Some("nb".into()), false));
        assert_eq!(language_or(Some("en".into()), "Die Feuerwehr war im Einsatz."), (Some("en".into()), false));
    }
}

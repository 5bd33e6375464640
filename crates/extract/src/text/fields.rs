//! The labelled fields of news-database exports: `HEADLINE: …`, `Publication date: …`, `HD  …`.

use super::lines::Doc;
use std::ops::Range;

/// What a labelled line holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Headline,
    Byline,
    Source,
    Date,
    LoadDate,
    Section,
    Dateline,
    Body,
    Abstract,
    Graphic,
    Url,
    Language,
    /// Length, page, edition: stands above the text and is of no use here.
    Count,
    /// Index terms, codes, rights.
    Index,
}

impl Field {
    /// True for fields that stand above a document's text.
    pub fn is_top(self) -> bool {
        !matches!(self, Field::LoadDate | Field::Body | Field::Graphic | Field::Language | Field::Index)
    }
}

/// The field that a label names; in lower case.
fn named(label: &str) -> Option<Field> {
    Some(match label {
        "headline" | "title" | "document title" | "article title" | "hd" => Field::Headline,
        "byline" | "author" | "authors" | "by" | "writer" | "reporter" => Field::Byline,
        "source" | "publication" | "publication title" | "publication name" | "newspaper" | "journal" | "paper"
        | "source name" | "sn" | "newspaper name" | "publisher name" => Field::Source,
        "date" | "publication date" | "pub date" | "published" | "date published" | "issue date" | "publication-date"
        | "pd" | "publish date" => Field::Date,
        "load-date" | "load date" | "last updated" | "entry date" => Field::LoadDate,
        "section" | "se" | "column" => Field::Section,
        "dateline" => Field::Dateline,
        "body" | "full text" | "fulltext" | "full-text" | "text" | "article text" | "content" | "td" | "lp"
        | "article body" => Field::Body,
        "abstract" | "summary" | "standfirst" | "lead" | "deck" | "subheadline" | "sub-headline" => Field::Abstract,
        "graphic" | "caption" | "photo caption" | "art" => Field::Graphic,
        "url" | "link" | "document url" | "web address" | "permalink" => Field::Url,
        "language" | "language of publication" | "la" => Field::Language,
        "length" | "word count" | "wc" | "words" | "page" | "pages" | "pg" | "edition" | "ed" | "et" | "first page"
        | "start page" => Field::Count,
        "pub-type"
        | "publication-type"
        | "publication type"
        | "document type"
        | "type"
        | "doc type"
        | "subject"
        | "subjects"
        | "geographic"
        | "company"
        | "industry"
        | "person"
        | "people"
        | "organization"
        | "ticker"
        | "journal-code"
        | "proquest document id"
        | "document id"
        | "issn"
        | "eissn"
        | "isbn"
        | "publisher"
        | "place of publication"
        | "country of publication"
        | "volume"
        | "issue"
        | "database"
        | "copyright"
        | "rights"
        | "classification"
        | "identifiers"
        | "identifier / keyword"
        | "identifiers / keyword"
        | "company / organization"
        | "location"
        | "accession number"
        | "an"
        | "co"
        | "in"
        | "ns"
        | "re"
        | "pub"
        | "ipc"
        | "ipd"
        | "sc"
        | "cy"
        | "cr"
        | "cx"
        | "correction-date"
        | "series"
        | "distribution"
        | "source type"
        | "publication subject"
        | "links"
        | "keywords"
        | "index terms"
        | "state"
        | "country"
        | "city"
        | "publication year"
        | "product names"
        | "cite"
        | "terms"
        | "source code"
        | "publication info"
        | "copyright holder"
        | "subject terms"
        | "descriptors" => Field::Index,
        _ => return None,
    })
}

/// Reads `Label: value`.
pub(crate) fn field(t: &str) -> Option<(Field, &str)> {
    let (label, value) = t.get(..t.len().min(400)).unwrap_or(t).split_once(':').map(|(l, _)| (l, &t[l.len() + 1..]))?;
    let label = label.trim();
    if label.len() > 34 || !label.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let f = named(&label.to_ascii_lowercase())?;
    // Two-letter codes are only read as tags.
    (label.len() > 2 || label == "By" || label == "BY").then_some((f, value.trim()))
}

/// Reads `HD  value`.
pub(crate) fn tag(t: &str) -> Option<(Field, &str)> {
    let end = t.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(t.len());
    let rest = &t[end..];
    if !(2..=3).contains(&end)
        || !(rest.is_empty() || rest.starts_with("  ") || rest.starts_with('\t') || rest.starts_with(' ') && end == 2)
    {
        return None;
    }
    Some((named(&t[..end].to_ascii_lowercase())?, rest.trim()))
}

/// True if a document's fields are marked by two-letter tags.
pub(crate) fn tagged(doc: &Doc, piece: Range<usize>) -> bool {
    let tags: Vec<&str> = piece.map(|i| doc.line(i)).filter(|t| t.len() < 2000 && tag(t).is_some()).map(|t| &t[..2]).collect();
    tags.contains(&"HD")
        && tags.iter().any(|t| matches!(*t, "PD" | "SN" | "WC"))
        && tags.iter().any(|t| matches!(*t, "LP" | "TD"))
}

/// The code of a language's English name.
pub(crate) fn language_code(name: &str) -> Option<&'static str> {
    const NAMES: [(&str, &str); 24] = [
        ("english", "en"),
        ("french", "fr"),
        ("german", "de"),
        ("spanish", "es"),
        ("portuguese", "pt"),
        ("italian", "it"),
        ("dutch", "nl"),
        ("russian", "ru"),
        ("ukrainian", "uk"),
        ("polish", "pl"),
        ("czech", "cs"),
        ("turkish", "tr"),
        ("arabic", "ar"),
        ("hebrew", "he"),
        ("persian", "fa"),
        ("hindi", "hi"),
        ("urdu", "ur"),
        ("chinese", "zh"),
        ("japanese", "ja"),
        ("korean", "ko"),
        ("swedish", "sv"),
        ("danish", "da"),
        ("norwegian", "no"),
        ("greek", "el"),
    ];
    let first = name.split([';', ',', ' ']).next()?.to_ascii_lowercase();
    NAMES.iter().find(|(n, _)| *n == first).map(|(_, c)| *c)
}

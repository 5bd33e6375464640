//! What form of an answer a caller accepts: the `Accept` header against the forms that there are.

use crate::http::Request;
use crate::problem::Problem;

/// Forms of an answer by their names in a URL, with the media types by which they are asked for.
const MEDIA: &[(&str, &[&str])] = &[
    ("html", &["text/html", "application/xhtml+xml"]),
    ("json", &["application/json", "text/json"]),
    ("jsonl", &["application/jsonl", "application/x-ndjson", "application/ndjson", "application/jsonlines"]),
    ("csv", &["text/csv"]),
    ("geojson", &["application/geo+json"]),
    ("atom", &["application/atom+xml"]),
    ("jsonfeed", &["application/feed+json"]),
    ("bib", &["application/x-bibtex"]),
    ("ris", &["application/x-research-info-systems"]),
    ("csl", &["application/vnd.citationstyles.csl+json"]),
    ("txt", &["text/plain"]),
];

/// The media type of a form, as a caller is told.
fn media(form: &str) -> &'static str {
    MEDIA.iter().find(|(name, _)| *name == form).and_then(|(_, all)| all.first()).copied().unwrap_or("application/octet-stream")
}

/// How near to a media type the nearest name is that is accepted, itself 3 and none 0; and how much it is wanted, from 0 to 1000.
fn wanted(accept: &str, media: &str) -> (u32, u32) {
    let mut best: (u32, u32) = (0, 0);
    for part in accept.split(',') {
        let mut pieces = part.split(';').map(str::trim);
        let name = pieces.next().unwrap_or("").to_ascii_lowercase();
        let weight = pieces.find_map(|p| p.strip_prefix("q=").or_else(|| p.strip_prefix("Q=")));
        let weight = weight.map_or(1000, |q| (q.trim().parse::<f32>().unwrap_or(0.0).clamp(0.0, 1.0) * 1000.0) as u32);
        let nearness = match name.as_str() {
            n if n == media => 3,
            "*/*" | "*" => 1,
            n if n.strip_suffix("/*").is_some_and(|n| media.split('/').next() == Some(n)) => 2,
            _ => continue,
        };
        if nearness > best.0 || nearness == best.0 && weight > best.1 {
            best = (nearness, weight);
        }
    }
    best
}

/// The one of some forms that is wanted most, of equals one that is named, then the first. `None` where none is accepted.
fn chosen<'a>(accept: &str, forms: &[&'a str]) -> Option<&'a str> {
    let mut best: Option<((u32, u32), &str)> = None;
    for form in forms {
        let medias = MEDIA.iter().find(|(name, _)| name == form).map_or(&[][..], |(_, all)| all);
        let (nearness, weight) = medias.iter().map(|m| wanted(accept, m)).max().unwrap_or_default();
        let rank = (weight, u32::from(nearness == 3));
        if weight > 0 && best.is_none_or(|(r, _)| rank > r) {
            best = Some((rank, form));
        }
    }
    best.map(|(_, form)| form)
}

/// The form in which a request wants its answer, of those that there are, the usual one first: `None` for that one. Fails where
/// none is accepted.
pub fn form<'a>(r: &Request, forms: &[&'a str]) -> Result<Option<&'a str>, Problem> {
    let Some(accept) = r.header("accept").filter(|a| !a.trim().is_empty()) else { return Ok(None) };
    match chosen(accept, forms) {
        Some(form) => Ok(Some(form).filter(|f| forms.first() != Some(f))),
        None => Err(none(&r.path, forms)),
    }
}

/// True if a caller takes a page, or does not say what it takes.
pub fn takes_pages(r: &Request) -> bool {
    r.header("accept").is_none_or(|a| a.trim().is_empty() || wanted(a, "text/html").1 > 0)
}

/// That there is no such form, and which ones there are.
pub fn none(path: &str, forms: &[&str]) -> Problem {
    let all: Vec<String> = forms.iter().map(|f| format!("{f} ({})", media(f))).collect();
    Problem::new("not-acceptable", format!("{path} is had as {}.", all.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_that_is_wanted_most_is_chosen() {
        let page = ["html", "json", "csv", "geojson"];
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";
        for (accept, form) in [
            (browser, Some("html")),
            ("*/*", Some("html")),
            ("application/json, text/plain, */*", Some("json")),
            ("text/csv", Some("csv")),
            ("text/csv;q=0.5, application/json;q=0.9", Some("json")),
            ("application/geo+json", Some("geojson")),
            ("text/*", Some("html")),
            ("application/xml", None),
            ("text/html;q=0, */*;q=0.1", Some("json")),
        ] {
            assert_eq!(chosen(accept, &page), form, "{accept}");
        }
        assert_eq!(chosen("application/x-ndjson", &["json", "jsonl"]), Some("jsonl"));
    }
}

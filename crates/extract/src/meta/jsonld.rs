//! JSON-LD: the articles that a page's scripts describe, also out of broken JSON.

use super::words::fold;
use serde_json::Value;

/// What one article node of JSON-LD says. Empty where it says nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LdArticle {
    /// Its `@type`.
    pub kind: String,
    /// `headline`, else `name`.
    pub headline: Option<String>,
    /// `datePublished`, else `dateCreated`.
    pub published: Option<String>,
    /// `dateModified`.
    pub modified: Option<String>,
    /// Names of `author` or `creator`.
    pub authors: Vec<String>,
    /// True where no author is said to be a person.
    pub only_organizations: bool,
    /// `publisher.name`, `sourceOrganization.name`.
    pub publisher: Option<String>,
    /// `articleSection`.
    pub section: Option<String>,
    /// `url`, `mainEntityOfPage`, `@id`.
    pub url: Option<String>,
    /// `inLanguage`.
    pub language: Option<String>,
    /// `isAccessibleForFree`, where it is told.
    pub free: Option<bool>,
    /// How much the type is that of a news text: 3 article, 2 page, 1 anything else with a date.
    pub rank: u8,
}

/// All article nodes of a script, outer before inner.
pub fn articles(script: &str) -> Vec<LdArticle> {
    let values = parse(script);
    let mut found = Vec::new();
    let mut publishers = Vec::new();
    for value in &values {
        let mut ids = Vec::new();
        index(value, &mut ids);
        walk(value, &ids, &mut found, &mut publishers);
    }
    if values.is_empty() {
        found.extend(scraped(script));
    }
    let single = (publishers.len() == 1).then(|| publishers.remove(0));
    for a in found.iter_mut().filter(|a| a.publisher.is_none()) {
        a.publisher = single.clone();
    }
    found
}

/// Types that are a news text of their own.
fn rank_of(kind: &str) -> u8 {
    let kind = kind.rsplit(['/', ':']).next().unwrap_or(kind);
    match kind {
        "WebPage" | "ItemPage" | "AboutPage" | "MedicalWebPage" | "FAQPage" | "QAPage" | "VideoObject" | "Recipe" => 2,
        "BreadcrumbList" | "Organization" | "Person" | "WebSite" | "ImageObject" | "ItemList" | "Comment" | "Review"
        | "Product" | "Offer" | "Event" | "ListItem" | "JobPosting" | "CollectionPage" | "SearchAction" => 0,
        k if k.ends_with("Article") || k.ends_with("Posting") || k == "Report" || k == "BlogPost" || k == "NewsMediaReport" => {
            3
        }
        _ => 1,
    }
}

fn kind(v: &Value) -> &str {
    match v.get("@type").or_else(|| v.get("type")) {
        Some(Value::String(s)) => s,
        Some(Value::Array(a)) => {
            let best = a.iter().filter_map(Value::as_str).max_by_key(|k| rank_of(k));
            best.unwrap_or("")
        }
        _ => "",
    }
}

/// Nodes with an `@id` and a name, for authors and publishers that are only referred to.
fn index<'a>(v: &'a Value, ids: &mut Vec<(&'a str, &'a Value)>) {
    match v {
        Value::Array(a) => a.iter().for_each(|v| index(v, ids)),
        Value::Object(o) => {
            if ids.len() < 500
                && o.contains_key("name")
                && let Some(Value::String(id)) = o.get("@id")
            {
                ids.push((id, v));
            }
            o.values().for_each(|v| index(v, ids));
        }
        _ => {}
    }
}

fn walk(v: &Value, ids: &[(&str, &Value)], found: &mut Vec<LdArticle>, publishers: &mut Vec<String>) {
    match v {
        Value::Array(a) => a.iter().for_each(|v| walk(v, ids, found, publishers)),
        Value::Object(o) => {
            let k = kind(v);
            let rank = rank_of(k);
            if matches!(k, "Organization" | "NewsMediaOrganization") && o.contains_key("name") && found.is_empty() {
                publishers.extend(name(v, ids));
            }
            let dated = o.contains_key("datePublished") || o.contains_key("dateModified");
            if found.len() < 200 && (rank == 3 || dated && rank > 0 || rank == 2 && o.contains_key("headline")) {
                found.push(article(v, k, rank, ids));
            }
            for (key, inner) in o {
                // Other articles that are merely listed or commented on, and parts of this one.
                let aside = matches!(
                    key.as_str(),
                    "itemListElement"
                        | "hasPart"
                        | "isPartOf"
                        | "comment"
                        | "mentions"
                        | "citation"
                        | "relatedLink"
                        | "about"
                        | "review"
                        | "image"
                        | "liveBlogUpdate"
                        | "author"
                        | "publisher"
                        | "breadcrumb"
                        | "blogPost"
                        | "associatedMedia"
                );
                if !aside {
                    walk(inner, ids, found, publishers);
                }
            }
        }
        _ => {}
    }
}

fn article(v: &Value, kind: &str, rank: u8, ids: &[(&str, &Value)]) -> LdArticle {
    let text = |key: &str| v.get(key).and_then(string);
    let mut authors = Vec::new();
    let mut persons = false;
    for key in ["author", "creator"] {
        if authors.is_empty()
            && let Some(a) = v.get(key)
        {
            persons |= people(a, ids, &mut authors, 0);
        }
    }
    let publisher = ["publisher", "sourceOrganization", "provider"].iter().find_map(|k| v.get(k).and_then(|p| name(p, ids)));
    LdArticle {
        kind: kind.to_string(),
        headline: text("headline").or_else(|| text("name")).or_else(|| text("title")),
        published: text("datePublished").or_else(|| text("dateCreated")).or_else(|| text("uploadDate")),
        modified: text("dateModified"),
        only_organizations: !persons && !authors.is_empty(),
        authors,
        publisher,
        section: text("articleSection"),
        url: text("url")
            .or_else(|| v.get("mainEntityOfPage").and_then(|m| string(m).or_else(|| m.get("@id").and_then(string)))),
        language: text("inLanguage"),
        free: v.get("isAccessibleForFree").and_then(|f| match f {
            Value::Bool(free) => Some(*free),
            Value::String(s) if s.eq_ignore_ascii_case("false") => Some(false),
            Value::String(s) if s.eq_ignore_ascii_case("true") => Some(true),
            _ => None,
        }),
        rank,
    }
}

/// A string, or the first of several; numbers as written (dates as epoch).
fn string(v: &Value) -> Option<String> {
    let s = match v {
        Value::String(s) => fold(&unescape(s)),
        Value::Number(n) => n.to_string(),
        Value::Array(a) => return a.iter().find_map(string),
        Value::Object(o) => return o.get("@value").and_then(Value::as_str).map(fold),
        _ => return None,
    };
    (!s.is_empty()).then_some(s)
}

fn name(v: &Value, ids: &[(&str, &Value)]) -> Option<String> {
    match v {
        Value::String(s) => Some(fold(&unescape(s))).filter(|s| !s.is_empty() && !s.starts_with("http")),
        Value::Array(a) => a.iter().find_map(|v| name(v, ids)),
        Value::Object(o) => o.get("name").and_then(string).or_else(|| {
            let id = o.get("@id")?.as_str()?;
            ids.iter().find(|(i, _)| *i == id).and_then(|(_, v)| v.get("name")).and_then(string)
        }),
        _ => None,
    }
}

/// Adds the names of authors; true if one of them is a person (or of no stated type).
fn people(v: &Value, ids: &[(&str, &Value)], out: &mut Vec<String>, depth: u8) -> bool {
    match v {
        Value::Array(a) if depth < 3 => a.iter().take(50).fold(false, |any, v| people(v, ids, out, depth + 1) | any),
        Value::Object(o) if matches!(o.get("name"), Some(Value::Array(_))) => people(&o["name"], ids, out, depth + 1),
        _ => {
            let said = name(v, ids);
            let organization = kind(v).ends_with("Organization");
            let any = said.is_some() && !organization;
            out.extend(said);
            any
        }
    }
}

/// `&amp;` and kin, which many sites write into JSON.
pub fn unescape(s: &str) -> String {
    if !s.contains('&') {
        return s.to_string();
    }
    let mut out = String::with_capacity(s.len());
    let mut rest = s;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let entity = rest.bytes().take(10).position(|b| b == b';').map(|end| &rest[1..end]);
        let c = entity.and_then(|e| match e {
            "amp" => Some('&'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "nbsp" => Some(' '),
            "ndash" => Some('–'),
            "mdash" => Some('—'),
            "lsquo" => Some('‘'),
            "rsquo" => Some('’'),
            "ldquo" => Some('“'),
            "rdquo" => Some('”'),
            "hellip" => Some('…'),
            _ => {
                let n = e.strip_prefix('#')?;
                let code = n.strip_prefix(['x', 'X']).map_or_else(|| n.parse().ok(), |h| u32::from_str_radix(h, 16).ok())?;
                char::from_u32(code)
            }
        });
        match (c, entity) {
            (Some(c), Some(e)) => {
                out.push(c);
                rest = &rest[e.len() + 2..];
            }
            _ => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The JSON values of a script; none if even the mended text is no JSON.
fn parse(script: &str) -> Vec<Value> {
    let body = script.trim().trim_start_matches('\u{feff}');
    if let Some(v) = values(body) {
        return v;
    }
    let mended = mend(body);
    if let Some(v) = values(&mended) {
        return v;
    }
    if body.contains("&quot;")
        && let Some(v) = values(&mend(&unescape(body)))
    {
        return v;
    }
    Vec::new()
}

/// One value, or several one after the other; a rest that is no JSON is dropped once something was read.
fn values(s: &str) -> Option<Vec<Value>> {
    let mut found = Vec::new();
    for v in serde_json::Deserializer::from_str(s).into_iter::<Value>() {
        match v {
            Ok(v) => found.push(v),
            Err(_) => break,
        }
    }
    found.retain(|v| v.is_object() || v.is_array());
    (!found.is_empty()).then_some(found)
}

/// Mends what sites get wrong: comments, CDATA marks, trailing commas, raw line breaks in strings, bad escapes, a missing end.
fn mend(s: &str) -> String {
    let Some(start) = s.find(['{', '[']) else { return String::new() };
    // `<![CDATA[` has a bracket of its own.
    let start = if s[..start].ends_with("<!") || s[start..].starts_with("[CDATA[") {
        let after = s[start..].find("CDATA[").map_or(start, |c| start + c + 6);
        s[after..].find(['{', '[']).map_or(s.len(), |p| after + p)
    } else {
        start
    };
    let mut out = String::with_capacity(s.len() - start);
    let mut open: Vec<char> = Vec::new();
    let mut chars = s[start..].chars().peekable();
    let mut in_string = false;
    let drop_comma = |out: &mut String| {
        let kept = out.trim_end().trim_end_matches(',').len();
        out.truncate(kept);
    };
    while let Some(c) = chars.next() {
        if in_string {
            match c {
                '\\' => match chars.next() {
                    Some(e @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u')) => {
                        out.push('\\');
                        out.push(e);
                    }
                    Some(e) if e >= ' ' => out.push(e),
                    _ => {}
                },
                '"' => {
                    // A quotation mark inside the words: no comma, colon or bracket follows.
                    let mut ahead = chars.clone().take(64).filter(|c| !c.is_whitespace());
                    if ahead.next().is_none_or(|n| matches!(n, ',' | ':' | '}' | ']')) {
                        in_string = false;
                        out.push('"');
                    } else {
                        out.push_str("\\\"");
                    }
                }
                c if c < ' ' => out.push(' '),
                c => out.push(c),
            }
            continue;
        }
        match c {
            '"' => {
                in_string = true;
                out.push(c);
            }
            '/' if chars.peek() == Some(&'*') => {
                let mut last = ' ';
                chars.next();
                for c in chars.by_ref() {
                    if last == '*' && c == '/' {
                        break;
                    }
                    last = c;
                }
            }
            '/' if chars.peek() == Some(&'/') => {
                for c in chars.by_ref() {
                    if c == '\n' {
                        break;
                    }
                }
            }
            '{' | '[' => {
                open.push(if c == '{' { '}' } else { ']' });
                out.push(c);
            }
            '}' | ']' => {
                drop_comma(&mut out);
                if open.pop() != Some(c) {
                    break;
                }
                out.push(c);
                if open.is_empty() {
                    break;
                }
            }
            c => out.push(c),
        }
    }
    if in_string {
        out.push('"');
    }
    drop_comma(&mut out);
    out.extend(open.into_iter().rev());
    out
}

/// The dates and the headline of a script that is no JSON at all, by their keys.
fn scraped(script: &str) -> Option<LdArticle> {
    let value = |key: &str| {
        let at = script.find(&format!("\"{key}\""))? + key.len() + 2;
        let rest = script[at..].trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
        let end = rest.find(['"', '\n'])?;
        let s = fold(&unescape(&rest[..end]));
        (!s.is_empty() && end < 1000).then_some(s)
    };
    let found = LdArticle {
        headline: value("headline"),
        published: value("datePublished"),
        modified: value("dateModified"),
        rank: 2,
        ..LdArticle::default()
    };
    (found.published.is_some() || found.modified.is_some() || found.headline.is_some()).then_some(found)
}

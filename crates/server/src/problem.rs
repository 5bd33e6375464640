//! Faults as RFC 9457 problem details, and as a page for people.

use crate::http::{Request, Response};
use serde_json::json;

/// What went wrong.
#[derive(Debug)]
pub struct Problem {
    /// HTTP status.
    pub status: u16,
    /// One word that the method page explains.
    pub code: &'static str,
    /// A few words.
    pub title: &'static str,
    /// What to do.
    pub detail: String,
    /// A header that the answer carries: how long to wait, which methods are known.
    pub header: Option<(&'static str, String)>,
    /// What else a program may want to know.
    pub more: Option<Box<(&'static str, serde_json::Value)>>,
}

/// Every kind of problem: code, status, title, what to do about it.
pub const ALL: &[(&str, u16, &str, &str)] = &[
    (
        "not-found",
        404,
        "Nothing is kept under this address",
        "Look for it with the search: it may have been cut off where the address was copied.",
    ),
    (
        "bad-parameter",
        400,
        "A parameter cannot be understood",
        "Put it right in the address; the OpenAPI document (/api/v1/openapi.json) tells what it may be.",
    ),
    (
        "bad-search",
        422,
        "The search cannot be understood",
        "Words must all occur: \"a phrase\", -not, this OR that, begin*; field:value sets a filter, 2024-03..2024-04 the days.",
    ),
    ("not-acceptable", 406, "It is not had in this form", "The detail names the forms that there are."),
    (
        "media-type",
        415,
        "A body of this media type is not taken here",
        "Send articles as application/jsonl, text/html or application/octet-stream, corrections as application/json.",
    ),
    (
        "bad-host",
        421,
        "This host name is not served",
        "Open the address that the program printed, or name the host with --host.",
    ),
    ("sign-in", 401, "A token is needed", "Send it as 'Authorization: Bearer …', or sign in on the page."),
    ("forbidden", 403, "This is not allowed", "Use a token with the role 'editor', and send forms from the page itself."),
    ("method", 405, "This method is not known here", "GET reads; only articles and corrections take POST."),
    ("too-large", 413, "Too much at once", "Send less than 32 MB at a time."),
    ("too-many", 429, "Too many requests", "Wait as long as Retry-After says."),
    ("no-reading", 501, "This server does not read pages", "Read them with 'dateline read'."),
    ("unreadable", 422, "Nothing could be read from this", "The detail says why."),
    ("not-kept", 404, "The page's bytes were not kept", "Read it again with 'dateline read --keep-pages'."),
    ("refused", 422, "This correction makes no sense", "The detail says why."),
    ("several", 422, "Several places are meant", "Send the GeoNames id of one of the choices."),
    ("read-only", 501, "This server changes nothing", "Start it without --read-only, or correct with 'dateline fix'."),
    ("database", 500, "The database failed", "The detail says why; look at the file's place and rights."),
];

impl Problem {
    /// A problem of the table.
    pub fn new(code: &'static str, detail: impl Into<String>) -> Problem {
        let row = ALL.iter().find(|r| r.0 == code).unwrap_or(&ALL[ALL.len() - 1]);
        Problem { status: row.1, code: row.0, title: row.2, detail: detail.into(), header: None, more: None }
    }

    /// Too many requests.
    pub fn wait(seconds: u64, why: &str) -> Problem {
        Problem {
            header: Some(("retry-after", seconds.to_string())),
            ..Problem::new("too-many", format!("{why} Try again in {seconds} s.").trim_start())
        }
    }

    /// Nothing there.
    pub fn not_found(what: &str) -> Problem {
        Problem::new("not-found", format!("There is no {what}."))
    }

    /// As an answer: a page for browsers, a problem document for programs.
    pub fn answer(&self, request: &Request) -> Response {
        let wants_page = request.header("accept").is_some_and(|a| a.contains("text/html"));
        if wants_page && !request.path.starts_with("/api/") && !request.path.ends_with(".json") {
            let mut page = crate::pages::problem(self, request);
            page.status = self.status;
            return self.with_header(page);
        }
        let mut body = json!({
            "type": format!("/method#problem-{}", self.code),
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": request.path,
        });
        if let Some((name, value)) = self.more.as_deref() {
            body[*name] = value.clone();
        }
        self.with_header(Response::new(self.status, "application/problem+json", body.to_string()))
    }

    fn with_header(&self, answer: Response) -> Response {
        match &self.header {
            Some((name, value)) => answer.with(name, value.as_str()),
            None => answer,
        }
    }
}

impl From<store::Error> for Problem {
    fn from(e: store::Error) -> Problem {
        match e {
            store::Error::Refused(why) => Problem::new("refused", format!("It cannot be corrected so: {why}.")),
            e => Problem::new("database", e.to_string()),
        }
    }
}

impl From<askama::Error> for Problem {
    fn from(e: askama::Error) -> Problem {
        Problem::new("database", e.to_string())
    }
}

impl From<std::io::Error> for Problem {
    fn from(e: std::io::Error) -> Problem {
        Problem::new("database", e.to_string())
    }
}

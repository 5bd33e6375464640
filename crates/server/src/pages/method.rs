//! The method page: the codebook with definitions and examples, the version, and what each problem means.

use super::{Frame, wants_json};
use crate::Room;
use crate::http::{Request, Response};
use crate::problem::{ALL, Problem};
use crate::view::{cut, family, kind_words};
use askama::Template;

struct KindView {
    id: String,
    name: String,
    family: &'static str,
    title: String,
    definition: Vec<String>,
    crosswalk: String,
    examples: Vec<String>,
}

#[derive(Template)]
#[template(path = "method.html")]
struct Method {
    f: Frame,
    version: &'static str,
    kinds: Vec<KindView>,
    problems: &'static [(&'static str, u16, &'static str, &'static str)],
}

/// The page.
pub fn show(room: &Room, r: &Request, _: &str) -> Result<Response, Problem> {
    let book = coding::codebook();
    if wants_json(r) {
        return crate::api::method();
    }
    let kind = |k: &coding::Kind| {
        let plover = k.plover.as_ref().map(|p| {
            format!("PLOVER {}", [Some(p.event.clone()), p.mode.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · "))
        });
        let acled = k.acled.as_ref().map(|a| format!("ACLED {}", a.sub_event_type));
        let cameo = k.cameo.as_ref().map(|c| format!("CAMEO {c}"));
        KindView {
            id: k.kind.clone(),
            name: kind_words(&k.kind),
            family: family(&k.kind),
            title: k.title.clone(),
            definition: k.definition.split("\n\n").map(|p| p.replace('`', "")).filter(|p| !p.trim().is_empty()).collect(),
            crosswalk: [plover, acled, cameo].into_iter().flatten().collect::<Vec<_>>().join(" — "),
            examples: k.examples.iter().take(3).map(|e| cut(&e.text, 240)).collect(),
        }
    };
    let page = Method {
        f: Frame::new(room, r, "Method"),
        version: env!("CARGO_PKG_VERSION"),
        kinds: book.iter().map(kind).collect(),
        problems: ALL,
    };
    Ok(Response::html(page.render()?))
}

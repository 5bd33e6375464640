//! The method page: the codebook with definitions and examples, versions and scores, and what each problem means.

use super::{Frame, wants_json};
use crate::Room;
use crate::http::{Request, Response};
use crate::problem::{ALL, Problem};
use crate::view::{cut, family, kind_words};
use askama::Template;
use std::sync::LazyLock;

/// The scores as they were when the program was made.
const BENCHMARKS: &str = include_str!("../../../../docs/benchmarks.md");

/// What the program scores on one corpus.
struct Score {
    task: String,
    data: String,
    metric: String,
    ours: String,
    date: String,
}

/// The rows of the tables of a text that have the column "ours".
fn scores(text: &str) -> Vec<Score> {
    let (mut out, mut columns, mut task): (Vec<Score>, Vec<String>, String) = (Vec::new(), Vec::new(), String::new());
    for line in text.lines() {
        let Some(row) = line.trim().strip_prefix('|') else {
            columns.clear();
            continue;
        };
        let cells: Vec<String> =
            row.trim_end_matches('|').split('|').map(|c| c.replace(['*', '`'], "").trim().into()).collect();
        if columns.is_empty() {
            columns = cells;
            continue;
        }
        let cell = |name: &str| columns.iter().position(|c| c == name).and_then(|i| cells.get(i)).cloned().unwrap_or_default();
        if cell("ours").is_empty() || cell("ours").starts_with("---") {
            continue;
        }
        // A row without a task goes on with that of the row above it.
        task = Some(cell("task")).filter(|t| !t.is_empty()).unwrap_or(task);
        out.push(Score {
            task: task.clone(),
            data: cell("data"),
            metric: cell("metric"),
            ours: cell("ours"),
            date: cell("date"),
        });
    }
    out
}

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
    schema: u32,
    scores: &'static [Score],
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
    static SCORES: LazyLock<Vec<Score>> = LazyLock::new(|| scores(BENCHMARKS));
    let page = Method {
        f: Frame::new(room, r, "Method"),
        version: env!("CARGO_PKG_VERSION"),
        schema: store::SCHEMA,
        scores: &SCORES,
        kinds: book.iter().map(kind).collect(),
        problems: ALL,
    };
    Ok(Response::html(page.render()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scores_are_those_of_the_document() {
        let all = scores(
            "| task | data | metric | ours | date |\n|---|---|---|---|---|\n| `x` | a | F1 | **0.9** | 11-23 |\n| | b | F1 | 0.8 | |\n\n| a | b |\n|---|---|\n| 1 | 2 |",
        );
        let told: Vec<String> = all.iter().map(|s| format!("{} {} {}", s.task, s.data, s.ours)).collect();
        assert_eq!(told, ["x a 0.9", "x b 0.8"]);
        assert!(scores(BENCHMARKS).len() > 15);
    }
}

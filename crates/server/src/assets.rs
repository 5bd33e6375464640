//! Files of the web face, part of the program.

use crate::Room;
use crate::http::{Request, Response};
use crate::problem::Problem;

const FILES: &[(&str, &str, &str)] = &[
    ("style.css", "text/css; charset=utf-8", include_str!("../assets/style.css")),
    ("theme.js", "text/javascript; charset=utf-8", include_str!("../assets/theme.js")),
    ("room.js", "text/javascript; charset=utf-8", include_str!("../assets/room.js")),
    ("map.js", "text/javascript; charset=utf-8", include_str!("../assets/map.js")),
    ("icon.svg", "image/svg+xml", include_str!("../assets/icon.svg")),
];

/// Country shapes: ISO alpha-2, tab, SVG path. From Natural Earth by `cargo xtask world`.
pub const WORLD: &str = include_str!("../assets/world.txt");

/// One file.
pub fn show(_: &Room, _: &Request, name: &str) -> Result<Response, Problem> {
    let file = FILES.iter().find(|f| f.0 == name).ok_or_else(|| Problem::not_found("such file"))?;
    Ok(Response::new(200, file.1, file.2).with("cache-control", "public, max-age=300"))
}

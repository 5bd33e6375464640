//! `cargo xtask world`: the country shapes of the reading room's map, drawn in the Equal Earth projection.
//!
//! From Natural Earth 1:110m (public domain) as packed in world-atlas 2.0.2. `cargo xtask world FILE` takes its
//! `countries-110m.json`; without FILE, `npm pack` gets the package. Each line: ISO alpha-2 (or `-`), tab, an SVG path.

use crate::gazetteer::topo::{Shape, shapes};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Half the map's width in its own units; the server uses the same.
const HALF: f64 = 500.0;

/// Writes `crates/server/assets/world.txt`.
pub fn run(args: &[String]) -> Result<()> {
    let file = match args.first() {
        Some(file) => PathBuf::from(file),
        None => fetch()?,
    };
    let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    let mut lines: Vec<String> = shapes(&text, "countries")?.iter().filter(|s| s.name != "Antarctica").map(line).collect();
    lines.sort();
    let out = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/server/assets/world.txt");
    fs::write(&out, lines.join("\n") + "\n")?;
    println!("world: {} shapes, {} bytes", lines.len(), fs::metadata(&out)?.len());
    Ok(())
}

fn fetch() -> Result<PathBuf> {
    let folder = std::env::temp_dir().join("dateline-world");
    fs::create_dir_all(&folder)?;
    let ok = Command::new("npm").args(["pack", "world-atlas@2.0.2"]).current_dir(&folder).status()?.success();
    ensure!(ok, "npm could not get world-atlas");
    let ok = Command::new("tar").args(["xzf", "world-atlas-2.0.2.tgz"]).current_dir(&folder).status()?.success();
    ensure!(ok, "tar could not unpack world-atlas");
    Ok(folder.join("package/countries-110m.json"))
}

fn line(shape: &Shape) -> String {
    let numeric: u16 = shape.id.parse().unwrap_or(0);
    let by_number = model::countries::COUNTRIES.iter().find(|c| numeric != 0 && c.numeric == numeric);
    let country = by_number.or_else(|| model::countries::find(&shape.name));
    let path: String = shape.rings.iter().flat_map(|r| halves(r)).map(|r| ring(&r)).collect();
    format!("{}\t{path}", country.map_or("-", |c| c.alpha2))
}

/// A ring over the 180th meridian is drawn on both edges of the map, each copy cut off at the edge.
fn halves(points: &[(f64, f64)]) -> Vec<Vec<(f64, f64)>> {
    let mut turned: Vec<(f64, f64)> = Vec::new();
    for (lon, lat) in points {
        let last = turned.last().map_or(*lon, |p| p.0);
        turned.push((lon - ((lon - last) / 360.0).round() * 360.0, *lat));
    }
    let copy = |shift: f64| turned.iter().map(|(lon, lat)| ((lon + shift).clamp(-180.0, 180.0), *lat)).collect();
    let beyond = |test: fn(f64) -> bool| turned.iter().any(|p| test(p.0));
    let mut out = vec![copy(0.0)];
    if beyond(|lon| lon > 180.0) {
        out.push(copy(-360.0));
    }
    if beyond(|lon| lon < -180.0) {
        out.push(copy(360.0));
    }
    out
}

/// Rounded to a tenth, each point relative to the last one.
fn ring(points: &[(f64, f64)]) -> String {
    let mut out = String::new();
    let mut last = (0, 0);
    let mut sum = 0;
    for (lon, lat) in points {
        let (x, y) = project(*lon, *lat);
        let at = ((x * 10.0).round() as i64, (y * 10.0).round() as i64);
        if out.is_empty() {
            out = format!("M{},{}", tenth(at.0), tenth(at.1));
        } else if at != last {
            out.push_str(&format!("l{},{}", tenth(at.0 - last.0), tenth(at.1 - last.1)));
            sum += 1;
        }
        last = at;
    }
    // A ring that has shrunk to a dot is not drawn.
    if sum < 3 { String::new() } else { out + "z" }
}

fn tenth(n: i64) -> String {
    let (sign, n) = (if n < 0 { "-" } else { "" }, n.abs());
    if n % 10 == 0 { format!("{sign}{}", n / 10) } else { format!("{sign}{}.{}", n / 10, n % 10) }
}

/// Equal Earth (Šavrič, Patterson, Jenny 2018): areas are true. From degrees to x 0…1000 and y downwards.
fn project(lon: f64, lat: f64) -> (f64, f64) {
    let t = (3f64.sqrt() / 2.0 * lat.to_radians().sin()).asin();
    let (t2, t6) = (t * t, t.powi(6));
    let x = 2.0 * 3f64.sqrt() * lon.to_radians() * t.cos()
        / (3.0 * (9.0 * 0.003796 * t6 * t2 + 7.0 * 0.000893 * t6 + 3.0 * -0.081106 * t2 + 1.340264));
    let y = t * (0.003796 * t6 * t2 + 0.000893 * t6 - 0.081106 * t2 + 1.340264);
    let scale = HALF / 2.70663;
    (HALF + x * scale, 243.4 - y * scale)
}

//! Centres of polygons in a TopoJSON file.

use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::BTreeMap;

/// A country of a TopoJSON file: ISO numeric id, English name, and its rings as longitude and latitude.
pub struct Shape {
    pub id: String,
    pub name: String,
    pub rings: Vec<Vec<(f64, f64)>>,
}

/// Every geometry of `object` with its rings.
pub fn shapes(text: &str, object: &str) -> Result<Vec<Shape>> {
    let v: Value = serde_json::from_str(text)?;
    let arcs = arcs(&v)?;
    let shape = |g: &Value| {
        let mut rings = Vec::new();
        rings_of(&g["arcs"], &mut rings);
        let word = |v: &Value| v.as_str().unwrap_or_default().to_string();
        let rings = rings.iter().map(|r| points(r, &arcs)).collect();
        Shape { id: word(&g["id"]), name: word(&g["properties"]["name"]), rings }
    };
    Ok(v["objects"][object]["geometries"].as_array().context("geometries")?.iter().map(shape).collect())
}

/// The arcs as longitudes and latitudes.
fn arcs(v: &Value) -> Result<Vec<Vec<(f64, f64)>>> {
    let pair = |v: &Value| Some((v.get(0)?.as_f64()?, v.get(1)?.as_f64()?));
    let scale = pair(&v["transform"]["scale"]).context("scale")?;
    let shift = pair(&v["transform"]["translate"]).context("translate")?;
    let mut arcs: Vec<Vec<(f64, f64)>> = Vec::new();
    for arc in v["arcs"].as_array().context("arcs")? {
        let (mut x, mut y) = (0.0, 0.0);
        let mut points = Vec::new();
        for p in arc.as_array().context("arc")? {
            let (dx, dy) = pair(p).context("point")?;
            x += dx;
            y += dy;
            points.push((x * scale.0 + shift.0, y * scale.1 + shift.1));
        }
        arcs.push(points);
    }
    Ok(arcs)
}

/// The points of a ring of arc numbers.
fn points(ring: &[i64], arcs: &[Vec<(f64, f64)>]) -> Vec<(f64, f64)> {
    let mut points: Vec<(f64, f64)> = Vec::new();
    for &a in ring {
        let arc = &arcs[if a < 0 { !a } else { a } as usize];
        if a < 0 { points.extend(arc.iter().rev()) } else { points.extend(arc) }
    }
    points
}

/// For each geometry of `object`, by its id: latitude and longitude of the centre of its largest ring.
pub fn centres(text: &str, object: &str) -> Result<BTreeMap<String, (f64, f64)>> {
    let v: Value = serde_json::from_str(text)?;
    let arcs = arcs(&v)?;
    let mut out: BTreeMap<String, (f64, f64, f64)> = BTreeMap::new();
    for g in v["objects"][object]["geometries"].as_array().context("geometries")? {
        let Some(id) = g["id"].as_str() else { continue };
        let mut rings = Vec::new();
        rings_of(&g["arcs"], &mut rings);
        // A country can come in several rows: the largest piece of all counts.
        let best = rings.iter().map(|r| centre(r, &arcs)).max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some(best) = best {
            let kept = out.entry(id.to_string()).or_insert(best);
            if best.0 > kept.0 {
                *kept = best;
            }
        }
    }
    Ok(out.into_iter().map(|(id, (_, lat, lon))| (id, (lat, lon))).collect())
}

/// Collects the innermost lists of arc numbers.
fn rings_of(v: &Value, out: &mut Vec<Vec<i64>>) {
    let Some(list) = v.as_array() else { return };
    if list.first().is_some_and(Value::is_i64) {
        out.push(list.iter().filter_map(Value::as_i64).collect());
    } else {
        list.iter().for_each(|v| rings_of(v, out));
    }
}

/// Area and centre of a ring.
fn centre(ring: &[i64], arcs: &[Vec<(f64, f64)>]) -> (f64, f64, f64) {
    let points = points(ring, arcs);
    let (mut area, mut x, mut y) = (0.0, 0.0, 0.0);
    for (i, a) in points.iter().enumerate() {
        let b = points[(i + 1) % points.len()];
        let cross = a.0 * b.1 - b.0 * a.1;
        area += cross;
        x += (a.0 + b.0) * cross;
        y += (a.1 + b.1) * cross;
    }
    if area == 0.0 {
        return (0.0, points[0].1, points[0].0);
    }
    (area.abs(), y / (3.0 * area), x / (3.0 * area))
}

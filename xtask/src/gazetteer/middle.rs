//! One point for a country out of several that do not agree.

use serde_json::Value;

/// A source whose point lies farther off than this means another thing (an archipelago's corner, an overseas part).
const FARTHEST: f64 = 500.0;
/// The point stays this near to that of GeoNames, whose id the place has.
const MOST: f64 = 100.0;
/// Enough for the weights to settle.
const ROUNDS: usize = 200;

/// The point with the shortest way to GeoNames' point and those of the other sources, all as latitude and longitude:
/// where two agree the third moves it little. GeoNames rounds countries' points to whole degrees; this one is nearer to
/// whatever point a reader compares with.
pub fn of(own: (f64, f64), others: &[Option<(f64, f64)>]) -> (f64, f64) {
    let mut all = vec![own];
    all.extend(others.iter().flatten().copied().filter(|&o| km(own, o) <= FARTHEST));
    let mut at = weighted(&all, |_| 1.0);
    for _ in 0..ROUNDS {
        at = weighted(&all, |p| 1.0 / km(at, p).max(1.0));
    }
    let far = km(own, at);
    let share = if far > MOST { MOST / far } else { 1.0 };
    let round = |d: f64| (d * 100.0).round() / 100.0;
    (round(own.0 + (at.0 - own.0) * share), round(own.1 + (at.1 - own.1) * share))
}

fn weighted(points: &[(f64, f64)], weight: impl Fn((f64, f64)) -> f64) -> (f64, f64) {
    let mut sum = (0.0, 0.0, 0.0);
    for &p in points {
        let w = weight(p);
        sum = (sum.0 + p.0 * w, sum.1 + p.1 * w, sum.2 + w);
    }
    (sum.0 / sum.2, sum.1 / sum.2)
}

/// A pair of numbers written as words: `["35.8", "104.2"]`.
pub fn pair(v: &Value) -> Option<(f64, f64)> {
    Some((v.get(0)?.as_str()?.trim().parse().ok()?, v.get(1)?.as_str()?.trim().parse().ok()?))
}

/// Kilometres as the crow flies.
fn km(a: (f64, f64), b: (f64, f64)) -> f64 {
    let rad = f64::to_radians;
    let (x, y) = ((rad(b.0 - a.0) / 2.0).sin(), (rad(b.1 - a.1) / 2.0).sin());
    let h = x * x + rad(a.0).cos() * rad(b.0).cos() * y * y;
    12742.0 * h.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stays_near_its_own_point() {
        assert_eq!(of((10.0, 20.0), &[None, None]), (10.0, 20.0));
        assert_eq!(of((10.0, 20.0), &[Some((10.5, 20.0)), None]), (10.25, 20.0));
        let agreed = of((10.0, 20.0), &[Some((10.1, 20.0)), Some((13.0, 20.0))]);
        assert!(agreed.0 < 10.2, "{agreed:?}");
        assert_eq!(of((10.0, 20.0), &[Some((60.0, 20.0))]), (10.0, 20.0));
        let moved = of((0.0, 20.0), &[Some((4.0, 20.0))]);
        assert!(km((0.0, 20.0), moved) < 101.0 && moved.0 > 0.8);
    }
}

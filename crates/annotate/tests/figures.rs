//! Runs `figures.txt`: each sentence must give exactly the figures written under it.

mod common;

use model::Figure;

fn line(f: &Figure) -> String {
    let n = |x: Option<f64>| x.map_or(String::new(), |x| format!("{x}"));
    let quantifier = serde_json::to_value(f.quantifier).unwrap();
    let mut out = format!("{} {} [{}..{}] {}", f.what, n(f.best), n(f.low), n(f.high), quantifier.as_str().unwrap());
    if let Some(of) = &f.of {
        out += &format!(" {of}");
    }
    out + if f.part { " part" } else { "" }
}

#[test]
fn each_sentence_gives_its_figures() {
    common::cases(include_str!("figures.txt"), |a, m| {
        assert!(m.figures.iter().all(|f| f.range.of(&a.text) == f.text));
        m.figures.iter().map(line).collect()
    });
}

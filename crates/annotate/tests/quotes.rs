//! Runs `quotes.txt`: each text must give exactly the quotes written under it.

mod common;

use model::Quote;

fn line(text: &str, q: &Quote) -> String {
    let form = serde_json::to_value(q.form).unwrap();
    let speaker = q.speaker.as_ref().map_or("nobody".into(), |s| match &s.name {
        Some(name) => format!("{} = {name}", s.text),
        None => s.text.clone(),
    });
    format!("{} | {speaker} | {}", form.as_str().unwrap(), q.range.of(text))
}

#[test]
fn each_text_gives_its_quotes() {
    common::cases(include_str!("quotes.txt"), |a, m| m.quotes.iter().map(|q| line(&a.text, q)).collect());
}

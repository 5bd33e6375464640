//! Articles in other languages than English: what is read in them, and what is left.

use model::{MediaType, Page, Reading};

/// Reads one invented page of a French newspaper.
fn french(lang: &str, paragraphs: &[&str]) -> Vec<Reading> {
    let body: String = paragraphs.iter().map(|p| format!("<p>{p}</p>\n")).collect();
    let html = format!(
        "<!DOCTYPE html><html {lang}><head><meta charset=\"utf-8\"><title>Incendie au port de Verlac</title>\
         <meta property=\"article:published_time\" content=\"2024-03-22T18:00:00+01:00\"></head>\
         <body><article><h1>Incendie au port de Verlac</h1>\n{body}</article></body></html>"
    );
    pipeline::read(&Page::raw("page.html", MediaType::Html, html.into_bytes())).readings
}

const NEWS: &[&str] = &[
    "Trois dockers ont été blessés jeudi soir dans l’incendie d’un entrepôt du port de Verlac, a annoncé vendredi la \
     préfecture. Le feu, parti vers 22\u{a0}h\u{a0}15, a été éteint à l’aube.",
    "L’entrepôt, construit en 1974, avait déjà brûlé l’été dernier. La maire a été élue il y a deux ans.",
    "Le trafic reprendra lundi. Le procès des exploitants doit s’ouvrir le 5 avril, après plus de 1\u{202f}300 jours d’enquête.",
];

#[test]
fn a_french_article_gets_its_times_by_french_rules() {
    for lang in ["lang=\"fr\"", "lang=\"fr-FR\"", ""] {
        let readings = french(lang, NEWS);
        let [reading] = &readings[..] else { panic!("one article was expected: {readings:#?}") };
        assert_eq!(reading.article.language.as_deref(), Some("fr"), "{lang}");
        let found: Vec<(&str, &str)> = reading.mentions.times.iter().map(|t| (&*t.text, &*t.value)).collect();
        let wanted = [
            ("jeudi soir", "2024-03-21TEV"),
            ("vendredi", "2024-03-22"),
            ("22 h 15", "2024-03-22T22:15"),
            ("l’aube", "2024-03-22TMO"),
            ("1974", "1974"),
            ("l’été dernier", "2023-SU"),
            ("il y a deux ans", "2022"),
            ("lundi", "2024-03-25"),
            ("le 5 avril", "2024-04-05"),
            ("plus de 1 300 jours", "P1300D"),
        ];
        assert_eq!(found, wanted, "{lang}");
        for time in &reading.mentions.times {
            assert_eq!(time.range.of(&reading.article.text), time.text);
        }
        assert!(reading.reports.is_empty() && reading.mentions.names.is_empty(), "no other stage reads French");
    }
}

#[test]
fn a_language_without_rules_has_no_times() {
    let german = ["Der Brand vom 3. Mai 2019 wurde am Montag gelöscht. Im April kommt die Kommission wieder zusammen."];
    let readings = french("lang=\"de\"", &german);
    assert!(readings.iter().all(|r| r.mentions.times.is_empty()), "{readings:#?}");
}

//! Prints the reports of articles for people: `reports [--tags] < articles.jsonl` (objects with `id`, `text`, `published`)
//! or `reports [--tags] --text < text` (blank lines part paragraphs).

use coding::Coder;
use model::Article;
use std::io::{BufRead, Read};

fn article(text: &str, published: Option<&str>) -> Article {
    Article { published: published.and_then(|p| p.parse().ok()), ..Article::of_text(text) }
}

fn show(article: &Article, tags: bool) {
    let a = annotate::annotate(article);
    let reports = Coder::builtin().code(article, &a.syntax, &a.mentions);
    for (n, s) in a.syntax.sentences.iter().enumerate() {
        let mine: Vec<_> = reports.iter().filter(|r| r.sentence as usize == n).collect();
        println!("  [{n}] {}", article.cut(s.range).replace('\n', " "));
        if tags {
            let words: Vec<String> = a
                .syntax
                .words(n)
                .iter()
                .map(|t| format!("{}/{:?}/{}/{}", t.form(&article.text), t.pos, t.tag, t.lemma))
                .collect();
            println!("      {}", words.join(" "));
        }
        for r in mine {
            let roles: Vec<String> = r.roles.iter().map(|x| format!("{:?}={:?}", x.role, x.span.text)).collect();
            let when = r.when.start.map_or(String::new(), |s| format!(" when={s}({:?})", r.when.from));
            let place = r
                .place
                .place
                .map_or(String::new(), |p| format!(" where={}({:?})", a.mentions.places[p as usize].text, r.place.from));
            let figures: Vec<String> = r
                .figures
                .iter()
                .map(|f| format!("{}:{}", a.mentions.figures[*f as usize].what, a.mentions.figures[*f as usize].text))
                .collect();
            let said = r.said_by.as_ref().map_or(String::new(), |s| format!(" said={:?}/{:?}", s.span.text, s.cue));
            println!(
                "    >> {} {:?} {:?}{} {}{when}{place} {}{said} [{} {}]",
                r.kind,
                r.trigger.text,
                r.status,
                if r.background { " BG" } else { "" },
                roles.join(" "),
                figures.join(" "),
                r.rule,
                r.score
            );
        }
    }
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let tags = args.iter().any(|a| a == "--tags");
    if args.iter().any(|a| a == "--text") {
        let mut text = String::new();
        if std::io::stdin().read_to_string(&mut text).is_ok() {
            show(&article(&text, None), tags);
        }
        return;
    }
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let Ok(v) = serde_json::from_str::<serde_json::Value>(&line) else { continue };
        println!("=== {}", v["id"]);
        show(&article(v["text"].as_str().unwrap_or(""), v["published"].as_str()), tags);
    }
}

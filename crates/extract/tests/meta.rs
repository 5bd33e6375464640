//! The metadata of a page: tables of written dates and literate fixtures, run as tests, and properties of the date reader.

use extract::dom::{Dom, NodeId};
use extract::meta::byline::clean;
use extract::meta::dates::{DayMonth, date_line, find_dates, parse_date};
use extract::meta::{Field, Metadata, metadata};
use model::{MediaType, Page};

#[test]
fn written_dates_are_read() {
    let mut wrong = Vec::new();
    for row in include_str!("meta/dates.tsv").lines().filter(|l| !l.starts_with('#')) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [order, words, expected] = cells[..] else { panic!("not three cells: {row}") };
        let order = match order {
            "day" => DayMonth::DayFirst,
            "month" => DayMonth::MonthFirst,
            _ => DayMonth::Unknown,
        };
        let said = parse_date(words, order).map_or("-".to_string(), |s| s.to_string());
        if said != expected {
            wrong.push(format!("{words}: {said}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn fixtures_give_their_fields() {
    let text = include_str!("meta/fixtures.txt");
    let mut wrong = Vec::new();
    let mut count = 0;
    for case in text.split("\n== ").skip(1) {
        let (name, rest) = case.split_once('\n').expect("a name and a page");
        let (mut html, mut page, mut expected) = (String::new(), Page::raw("-", MediaType::Html, Vec::new()), Vec::new());
        for line in rest.lines() {
            if let Some(url) = line.strip_prefix("url: ") {
                page.url = Some(url.into());
            } else if let Some(day) = line.strip_prefix("fetched: ") {
                page.fetched = Some(day.parse().expect("a stamp"));
            } else if let Some(field) = line.strip_prefix("-> ") {
                expected.push(field);
            } else {
                html.push_str(line);
                html.push('\n');
            }
        }
        let dom = Dom::parse(&html);
        let found = metadata(&dom, NodeId::ROOT, &page);
        assert!(!expected.is_empty(), "{name}: nothing is asked");
        for line in expected {
            count += 1;
            let (field, value) = line.split_once(": ").expect("field: value");
            let said = said(&found, field);
            if said != value {
                wrong.push(format!("{name}: {field} is {said}, not {value}"));
            }
        }
    }
    assert!(count > 40);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn said(m: &Metadata, field: &str) -> String {
    let text = |f: &Option<Field<String>>| f.as_ref().map_or("-".into(), |f| format!("{} < {}", f.value, f.from));
    let stamp = |f: &Option<Field<model::Stamp>>| f.as_ref().map_or("-".into(), |f| format!("{} < {}", f.value, f.from));
    match field {
        "headline" => text(&m.headline),
        "label" => text(&m.label),
        "publisher" => text(&m.publisher),
        "url" => text(&m.url),
        "language" => text(&m.language),
        "published" => stamp(&m.published),
        "updated" => stamp(&m.updated),
        "agencies" => m.agencies.join("; "),
        "bylines" if m.bylines.names.is_empty() => "-".into(),
        "bylines" => format!("{} < {}", m.bylines.names.join("; "), m.bylines.from),
        _ => panic!("no field {field}"),
    }
}

#[test]
fn a_conflict_of_dates_is_told() {
    let html = r#"<meta property="article:published_time" content="2024-03-24"><h1>Strike called off</h1><div class="date">2 May 2021</div>"#;
    let m = metadata(&Dom::parse(html), NodeId::ROOT, &Page::raw("-", MediaType::Html, Vec::new()));
    assert_eq!(m.diagnostics.len(), 1);
    assert_eq!(m.diagnostics[0].code, "extract.date_conflict");
}

#[test]
fn one_article_of_several_keeps_to_its_own_part() {
    let html = r#"<html lang="en"><head><meta property="og:title" content="First story of the day"><meta property="article:published_time" content="2024-03-24"><meta property="og:site_name" content="Hill Courier"></head>
        <article id="a"><h1>First story of the day</h1><p>One.</p></article><article id="b"><h1>Second story entirely</h1><div>Published 19 November 2024</div><p>Two.</p></article>"#;
    let dom = Dom::parse(html);
    let page = Page::raw("-", MediaType::Html, Vec::new());
    let parts: Vec<NodeId> = dom.descendants(NodeId::ROOT).filter(|n| dom.attr(*n, "id").is_some()).collect();
    let (a, b) = (metadata(&dom, parts[0], &page), metadata(&dom, parts[1], &page));
    assert_eq!(said(&a, "published"), "2024-03-24 < meta article:published_time");
    assert_eq!(said(&b, "published"), "2024-11-19 < published line");
    assert_eq!(said(&b, "publisher"), "Hill Courier < meta og:site_name");
}

#[test]
fn bylines_are_cleaned() {
    for (raw, names) in [
        ("By Jane Roe", "Jane Roe"),
        ("Von Karl Stein und Eva Brandt", "Karl Stein;Eva Brandt"),
        ("By JANE ROE, Staff Writer, March 24, 2024", "JANE ROE"),
        ("Jane Roe in Oslo and Ben Ito in Rome", "Jane Roe;Ben Ito"),
        ("Written by: Omar El Amin | Senior Editor", "Omar El Amin"),
        ("De Souza, Ana", "De Souza;Ana"),
        ("https://example.org/authors/jane", ""),
        ("jane@example.org", ""),
        ("admin", ""),
        ("The Herald Newsroom", ""),
        ("By Xinhua", ""),
        ("Jane Roe Associated Press", "Jane Roe"),
        ("Jane Roe. Sputnik", "Jane Roe"),
        ("Dr. J. R. Roe", "Dr. J. R. Roe"),
        ("Jane Roe, MS, RDN", "Jane Roe"),
        ("Northern Weather Agency", ""),
        ("Posted in: News", ""),
    ] {
        assert_eq!(clean(raw, Some("The Herald")).names.join(";"), names, "{raw}");
    }
    assert_eq!(clean("By Jane Roe, AP", None).agencies, ["AP"]);
}

#[test]
fn a_date_line_tells_published_from_updated() {
    let line = "Published 24 March 2024 | Last updated 25 March 2024, 10:30";
    let said = date_line(line, DayMonth::Unknown).expect("dates");
    let (p, u) = (said.published.expect("published"), said.updated.expect("updated"));
    assert_eq!(&line[p.range], "24 March 2024");
    assert_eq!(&line[u.range], "25 March 2024, 10:30");
    assert_eq!(said.other_words, 0);
    assert_eq!(date_line("No date here", DayMonth::Unknown), None);
}

/// A small generator of numbers, so that the properties below run over the same cases every time.
fn numbers(mut seed: u64) -> impl FnMut(u64) -> u64 {
    move |below| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    }
}

#[test]
fn every_day_reads_back_from_every_form() {
    let mut next = numbers(7);
    let months = "January February March April May June July August September October November December";
    let months: Vec<&str> = months.split(' ').collect();
    for _ in 0..3000 {
        let (y, m, d) = (1990 + next(60), 1 + next(12), 1 + next(28));
        let expected = format!("{y}-{m:02}-{d:02}");
        let name = months[m as usize - 1];
        for form in [
            format!("{d} {name} {y}"),
            format!("{name} {d}, {y}"),
            format!("{}. {d}, {y}", &name[..3]),
            format!("{d:02}.{m:02}.{y}"),
            format!("{d}/{m}/{y}"),
            format!("{y}/{m:02}/{d:02}"),
            format!("{y}年{m}月{d}日"),
            format!("{y}{m:02}{d:02}"),
        ] {
            let found = parse_date(&form, DayMonth::DayFirst).map(|s| s.date.to_string());
            assert_eq!(found.as_deref(), Some(expected.as_str()), "{form}");
        }
    }
}

#[test]
fn no_words_make_the_reader_panic_and_ranges_cut_the_line() {
    let pieces = [
        "24",
        "3",
        "2024",
        "March",
        "mars",
        " ",
        ".",
        "/",
        "-",
        ":",
        ",",
        "年",
        "月",
        "T",
        "Z",
        "+0300",
        "pm",
        "a.m.",
        "é",
        "\u{200b}",
        "'",
        "(",
        "Updated",
        "٢",
        "99999999999999999999",
        "h",
        "GMT",
        "de",
        "Uhr",
        "1er",
    ];
    let mut next = numbers(11);
    for _ in 0..20_000 {
        let line: String = (0..next(12)).map(|_| pieces[next(pieces.len() as u64) as usize]).collect();
        for order in [DayMonth::DayFirst, DayMonth::MonthFirst, DayMonth::Unknown] {
            let mut end = 0;
            for f in find_dates(&line, order) {
                assert!(f.range.start >= end && line.get(f.range.clone()).is_some(), "{line}");
                end = f.range.end;
            }
            parse_date(&line, order);
            date_line(&line, order);
        }
    }
}

#[test]
fn a_long_line_gives_all_its_dates() {
    let line = "on 24 March 2024 é ".repeat(5000);
    assert_eq!(find_dates(&line, DayMonth::Unknown).len(), 5000);
}

#[test]
fn a_page_cut_anywhere_is_read_without_panic() {
    let text = include_str!("meta/fixtures.txt");
    let page = Page::raw("-", MediaType::Html, Vec::new());
    let mut dated = 0;
    for from in (0..text.len()).step_by(211).filter(|i| text.is_char_boundary(*i)) {
        let end = (from + 900).min(text.len());
        let Some(piece) = text.get(from..end) else { continue };
        dated += usize::from(metadata(&Dom::parse(piece), NodeId::ROOT, &page).published.is_some());
    }
    assert!(dated > 10);
}

//! HTML pages to articles: the cases of `html/cases.md`, hostile pages, and properties that hold for any bytes.

use extract::{Extracted, extract};
use model::{BlockKind, Input, MediaType, Page};
use proptest::prelude::*;

fn read(bytes: impl Into<Vec<u8>>) -> (Page, Extracted) {
    let page = Page::raw("page.html", MediaType::Html, bytes.into());
    let out = extract(&page);
    (page, out)
}

/// What came of a page, in the words of the cases.
fn told(out: &Extracted) -> String {
    let mut s = String::new();
    for a in &out.articles {
        let published = a.published.map_or("-".to_string(), |p| p.to_string());
        s += &format!("article {} | {published}\n", a.headline.as_deref().unwrap_or("-"));
        for b in &a.blocks {
            let kind = serde_json::to_value(b.kind).unwrap();
            let credit = b.credit.as_ref().map_or(String::new(), |c| format!("[{c}] "));
            s += &format!("{} {credit}{}\n", kind.as_str().unwrap(), a.cut(b.range));
        }
    }
    s
}

/// The text of the fenced block of `kind` in a section.
fn fence<'a>(section: &'a str, kind: &str) -> &'a str {
    let open = format!("```{kind}\n");
    let start = section.find(&open).unwrap_or_else(|| panic!("no ```{kind} in {section}")) + open.len();
    &section[start..start + section[start..].find("```\n").expect("an end of the fence")]
}

#[test]
fn every_case_is_read_as_written_down() {
    let cases = include_str!("html/cases.md");
    let mut wrong = Vec::new();
    let mut count = 0;
    for section in cases.split("\n## ").skip(1) {
        let name = section.lines().next().unwrap();
        let (page, out) = read(fence(section, "html").trim_end());
        check(&page, &out);
        let (want, got) = (fence(section, "expect"), told(&out));
        if want != got {
            wrong.push(format!("## {name}\n--- wanted\n{want}--- got\n{got}"));
        }
        count += 1;
    }
    assert!(count >= 8, "only {count} cases found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What holds for every page.
fn check(page: &Page, out: &Extracted) {
    let mut at = 0;
    for a in &out.articles {
        let joined: Vec<&str> = a.blocks.iter().map(|b| a.cut(b.range)).collect();
        assert_eq!(a.text, joined.join("\n\n"), "the text is the blocks joined by a blank line");
        assert!(!a.blocks.is_empty());
        for b in &a.blocks {
            let t = a.cut(b.range);
            assert!(!t.is_empty() && t.trim() == t, "{t:?}");
        }
        assert!(a.blocks.windows(2).all(|w| w[0].range.end < w[1].range.start));
        let (start, end) = a.page_span;
        assert!(start <= end && end <= page.bytes.len() as u64, "{:?}", a.page_span);
        assert!(at <= start, "articles stand in the page's order");
        at = start;
        if let Some(d) = &a.dateline {
            assert_eq!(a.cut(d.range), d.text);
        }
    }
    let sum = out.accounted;
    assert_eq!(sum.lost, 0.0);
    let all = sum.kept + sum.boilerplate;
    assert!(all == 0.0 || (all - 1.0).abs() < 1e-9, "{sum:?}");
}

const PROSE: &str = "<p>The council of Vale met on Friday and voted for the new school, which will stand beside the river.</p>";

#[test]
fn a_page_span_starts_at_the_first_element_and_ends_at_the_last() {
    let html = format!(
        "<html><body><nav>Menu</nav><article><h1>Vale builds a school</h1>{PROSE}{PROSE}<p>Work begins in June, the mayor said.</p></article><footer>Imprint</footer>"
    );
    let (page, out) = read(html.as_bytes());
    let (a, b) = out.articles[0].page_span;
    let cut = std::str::from_utf8(&page.bytes[a as usize..b as usize]).unwrap();
    assert!(cut.starts_with("<h1>") && cut.ends_with("the mayor said.</p>"), "{cut}");
}

#[test]
fn a_page_span_counts_the_bytes_of_the_page_and_not_of_its_text() {
    let html = format!(
        "<html><head><meta charset=shift_jis><title>x</title></head><body><nav>メニュー、ニュース</nav><article>{PROSE}<p>Work begins in June, the mayor said.</p></article>"
    );
    let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(&html);
    let (page, out) = read(bytes.into_owned());
    let (a, b) = out.articles[0].page_span;
    let cut = &page.bytes[a as usize..b as usize];
    assert!(cut.starts_with(b"<p>The council") && cut.ends_with(b"mayor said.</p>"), "{}", String::from_utf8_lossy(cut));
}

#[test]
fn a_hundred_thousand_nested_elements_are_read() {
    for tag in ["div", "span", "blockquote", "table><tr><td", "ul><li", "b", "unknown-thing", "a href=x"] {
        let html = format!("<html><body><article>{PROSE}{}{PROSE}", format!("<{tag}>").repeat(100_000));
        let (page, out) = read(html);
        check(&page, &out);
        assert_eq!(out.articles.len(), 1, "{tag}");
        let deep = out.diagnostics.iter().any(|d| d.code == "extract.depth");
        assert!(deep || tag.starts_with("a "), "{tag}");
    }
}

#[test]
fn a_million_elements_beside_each_other_are_read() {
    for tag in ["<br>", "<p>", "</p>", "<i></b>", "<li>", "<td>", "&", "<", "<!--", "</"] {
        let (page, out) = read(format!("<article>{PROSE}{}", tag.repeat(1_000_000)));
        check(&page, &out);
        assert_eq!(out.articles.len(), 1, "{tag}");
    }
}

#[test]
fn bodies_told_without_end_and_parts_without_number_are_read() {
    for told in ["\"articleBody\":", "\"articleBody\":\"", "\"articleBody\":\"a\\", "\"articleBody\":\"<p>\","] {
        let script = told.repeat(100_000);
        let (page, out) = read(format!("<script type=application/ld+json>{script}</script><article>{PROSE}{PROSE}"));
        check(&page, &out);
        assert_eq!(out.articles.len(), 1, "{told}");
    }
    let part = "<p class=standfirst>They will build the school beside the river and not on the hill";
    let (page, out) = read(format!("<article>{PROSE}{}", (0..30_000).map(|i| format!("{part} {i}")).collect::<String>()));
    check(&page, &out);
    assert_eq!(out.articles.len(), 1);
}

#[test]
fn one_long_line_is_read() {
    let html = format!("<html><body><div>{}</div>", "It rained in Vale all day, and nobody went out. ".repeat(100_000));
    let (page, out) = read(html);
    check(&page, &out);
    assert_eq!(out.articles[0].blocks.len(), 1);
    assert_eq!(out.articles[0].text.matches("It rained").count(), 100_000, "nothing of it is lost");
}

#[test]
fn a_page_without_news_says_so() {
    for html in ["", "   ", "<html></html>", "<p>Hi", "<nav><a href=x>Home</a></nav>", "\u{0}\u{1}\u{2}"] {
        let (page, out) = read(html);
        check(&page, &out);
        assert!(out.articles.is_empty(), "{html:?}");
        assert_eq!(out.diagnostics[0].code, "extract.no_article", "{html:?}");
    }
}

#[test]
fn the_entry_of_a_feed_is_all_article() {
    let mut page = Page::raw("feed#1", MediaType::Feed, b"<item>something</item>".to_vec());
    page.hints.headline = Some("Vale builds a school".into());
    page.input = Input::Entry { html: "Short news.<ul><li><a href='/a'>The plan of the school</a></li></ul>".into() };
    let out = extract(&page);
    assert_eq!(out.articles[0].headline.as_deref(), Some("Vale builds a school"));
    let kinds: Vec<BlockKind> = out.articles[0].blocks.iter().map(|b| b.kind).collect();
    assert_eq!(kinds, [BlockKind::Paragraph, BlockKind::ListItem]);
    check(&page, &out);
}

#[test]
fn a_handed_text_comes_back_unchanged() {
    let text = " BRENNICK (Northern Press) - One.\n\n\nTwo\r\n\r\n- three ";
    let mut page = Page::raw("lines#1", MediaType::Json, text.as_bytes().to_vec());
    page.input = Input::Article { id: "7".into(), text: text.into() };
    let out = extract(&page);
    let a = &out.articles[0];
    assert_eq!((a.text.as_str(), a.input_id.as_deref()), (text, Some("7")));
    assert_eq!(a.cut(a.blocks[2].range), "- three");
}

#[test]
fn a_handed_text_may_open_with_its_headline() {
    let mut page = Page::raw("lines#1", MediaType::Json, Vec::new());
    let text = "Vale lifts its interest rate";
    page.input = Input::Article { id: "7".into(), text: format!("{text}\n\nBRENNICK (Northern Press) - Vale's bank did so.") };
    let out = extract(&page);
    assert_eq!(out.articles[0].dateline.as_ref().map(|d| d.text.as_str()), Some("BRENNICK"));
    page.input =
        Input::Article { id: "7".into(), text: "Vale's bank did so.\n\nBRENNICK (Northern Press) - A second text.".into() };
    assert_eq!(extract(&page).articles[0].dateline, None);
}

/// Pages made of pieces that meet each other in all orders.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(PROSE.to_string()),
        Just("<h1>A headline of some words</h1>".to_string()),
        Just("<time datetime=2024-01-02>2 Jan</time>".to_string()),
        Just("<article class=live-entry>".to_string()),
        Just("<table><tr><td>1<td>2<tr><td>3<td>four".to_string()),
        Just("<figure><figcaption>Seen (X)".to_string()),
        "</?(div|p|a|b|li|ul|td|tr|table|svg|select|button|blockquote|h2|script|title|!--)( class=\"[a-z-]{0,9}\")?>?",
        "[a-zé\u{4e2d}&;#<>\"' .-]{0,30}",
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|v| v.concat())
}

proptest! {
    #[test]
    fn any_pieces_give_ordered_blocks(html in pieces()) {
        let (page, out) = read(html);
        check(&page, &out);
        prop_assert_eq!(&out, &extract(&page));
    }

    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let (page, out) = read(bytes);
        check(&page, &out);
    }
}

#[test]
fn a_beginning_that_others_pay_for_is_told() {
    let page = |below: &str, more: &str| {
        format!(
            "<html><head><title>Mayor of Quillmere resigns</title></head><body><main><h1>Mayor of Quillmere resigns</h1>\
             <p>The mayor of Quillmere, Ada Finn, resigned on Tuesday after the auditors had found that money was gone.</p>\
             <p>She had held the office for nine years, and many in the town had hoped that{more}</p>{below}</main></body></html>"
        )
    };
    let told = |html: String| read(html).1.diagnostics.iter().any(|d| d.code == "extract.stub");
    assert!(told(page("<p>Subscribe to read the full story.</p>", "…")));
    assert!(told(page("<p>This article is for subscribers only.</p>", " …")));
    assert!(!told(page("<p>Sign up for our newsletter.</p>", " she would stay.")));
}

#[test]
fn an_entry_of_a_feed_may_be_its_title() {
    let mut page = Page::raw("feed.xml#1", MediaType::Feed, b"<item/>".to_vec());
    page.input = Input::Entry { html: String::new() };
    page.hints.headline = Some("Gunmen kill nine in Quillmere".into());
    let out = extract(&page);
    let blocks: Vec<_> = out.articles[0].blocks.iter().map(|b| (b.kind, out.articles[0].cut(b.range))).collect();
    assert_eq!(blocks, [(BlockKind::Heading, "Gunmen kill nine in Quillmere")]);
    assert!(out.diagnostics.is_empty());
}

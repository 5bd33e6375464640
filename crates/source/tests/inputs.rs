//! Good input of every kind: which pages come of it, with which fields.

mod common;
use common::*;
use model::{Input, MediaType};
use source::{Options, open};
use std::path::PathBuf;

#[test]
fn folders_are_walked_by_name_and_arguments_keep_their_order() {
    let dir = folder(&[
        ("b/2.html", &html("Two")),
        ("b/10.html", &html("Ten")),
        ("a.txt", b"Three people were hurt."),
        ("b/.hidden", b"Four people were hurt."),
        ("b/.git/config", b"never read"),
        ("Z.txt", b"Five people were hurt."),
    ]);
    let root = dir.path();
    let found = outline(&pages(root), root);
    assert_eq!(found, ["Z.txt raw", "a.txt raw", "b/.hidden raw", "b/10.html raw", "b/2.html raw"]);
    let both: Vec<_> = open(&[root.join("b/2.html"), root.join("a.txt")], Options::default()).collect();
    assert_eq!(outline(&both, root), ["b/2.html raw", "a.txt raw"]);
    assert_eq!(both[0].media_type, MediaType::Html);
    assert_eq!(both[1].media_type, MediaType::Text);
}

#[test]
fn json_lines_give_articles_with_their_fields() {
    let lines = "\u{feff}{\"id\": 17, \"text\": \"Three hurt.\", \"title\": \"Crash\", \"date\": \"2024-03-24\", \"authors\": [\"A. Lind\", {\"name\": \"B. Moe\"}], \"url\": \"http://example.org/1\", \"source\": {\"name\": \"The Courier\"}, \"section\": \"Local\", \"language\": \"en\", \"score\": [1, {}]}\r\n\r\n  {\"id\":\"x\",\"text\":\"\"}";
    let pages = read(lines.as_bytes());
    assert_eq!(outline(&pages, "".as_ref()), ["in#1 article", "in#3 article"]);
    assert_eq!(pages[0].input, Input::Article { id: "17".into(), text: "Three hurt.".into() });
    assert_eq!(pages[0].url.as_deref(), Some("http://example.org/1"));
    let hints = &pages[0].hints;
    assert_eq!(hints.headline.as_deref(), Some("Crash"));
    assert_eq!(hints.source.as_deref(), Some("The Courier"));
    assert_eq!(hints.label.as_deref(), Some("Local"));
    assert_eq!(hints.bylines, ["A. Lind", "B. Moe"]);
    let (published, from) = hints.published.clone().unwrap();
    assert_eq!((published.to_string().as_str(), from.as_str()), ("2024-03-24", "json date"));
    assert_eq!(pages[1].bytes, b"{\"id\":\"x\",\"text\":\"\"}");
}

#[test]
fn json_over_several_lines_and_in_arrays_gives_the_same_articles() {
    let one = "{\n  \"id\": 1,\n  \"text\": \"A {brace} and a \\\" mark\"\n}";
    for text in [
        format!("{one}\n"),
        format!("[{one}]"),
        format!("[\n{one},\n{one}\n]\n"),
        format!("{one}\n{one}\n"),
        one.replace('\n', ""),
        format!("[{}]", one.replace('\n', "")),
    ] {
        for page in read(text.as_bytes()) {
            let want = Input::Article { id: "1".into(), text: "A {brace} and a \" mark".into() };
            assert_eq!(page.input, want, "{text}");
        }
        assert_eq!(read(text.as_bytes()).len(), text.matches("\"id\"").count(), "{text}");
    }
    let paths: Vec<_> = read(format!("[\n{one},\n{one}\n]\n").as_bytes()).into_iter().map(|p| p.path).collect();
    assert_eq!(paths, ["in#2", "in#6"], "the line an object begins on");
}

/// What `export` wrote can be read again: the articles are, and what was made of them is not taken for articles. Other people's
/// articles may well have a `type`.
#[test]
fn of_a_record_the_articles_are_read() {
    let lines = [
        r#"{"type":"page","id":"p_00","path":"a.html"}"#,
        r#"{"type":"article","id":"a_00","text":"Rain fell."}"#,
        r#"{"type":"event","id":"e_00","title":"Rain"}"#,
        r#"{"type":"correction","n":1,"action":"merge"}"#,
        r#"{"type":"event","id":"7","text":"Snow fell."}"#,
    ];
    for lines in [lines.join("\n"), format!("[\n{}\n]", lines.join(",\n"))] {
        let pages = read(lines.as_bytes());
        let text = |input: &Input| match input {
            Input::Article { text, .. } => text.clone(),
            _ => String::new(),
        };
        let texts: Vec<String> = pages.iter().map(|p| text(&p.input)).collect();
        assert_eq!(texts, ["Rain fell.", "Snow fell."]);
    }
}

#[test]
fn json_lines_in_utf_16_and_packed_are_read() {
    let lines = "{\"id\": 1, \"text\": \"Café 🌉\"}\n{\"id\": 2, \"text\": \"b\"}\n";
    let wide: Vec<u8> = std::iter::once(0xfeff).chain(lines.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for bytes in [
        wide.clone(),
        gzip(lines.as_bytes()),
        gzip(&wide),
        [gzip(&lines.as_bytes()[..30]), gzip(&lines.as_bytes()[30..])].concat(),
    ] {
        let pages = read(&bytes);
        assert_eq!(pages[0].input, Input::Article { id: "1".into(), text: "Café 🌉".into() });
        assert_eq!(outline(&pages, "".as_ref()), ["in#1 article", "in#2 article"]);
    }
}

const RSS: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="d" xmlns:content="c"><channel>
<title>The Courier</title><link>http://example.org/</link><language>en-gb</language>
<image><title>Logo</title><url>x</url></image>
<lastBuildDate>Tue, 19 Nov 2024 08:00:00 +0100</lastBuildDate>
<item><title>Bridge &amp;amp; tunnel closed</title><link>http://example.org/1</link>
<description>Short.</description><content:encoded><![CDATA[<p>The bridge is <b>closed</b>.</p>]]></content:encoded>
<pubDate>Mon, 18 Nov 2024 23:30:00 -0500</pubDate><dc:creator>A. Lind</dc:creator><category>Local</category></item>
<item><title>Rain</title><guid>http://example.org/2</guid><description>&lt;p&gt;It rains.&lt;/p&gt;</description>
<source url="http://example.net/rss">The Herald</source><author>b@example.org (B. Moe)</author></item>
</channel></rss>"#;

#[test]
fn a_feed_gives_one_page_an_entry() {
    let pages = read(RSS.as_bytes());
    assert_eq!(pages.len(), 2);
    let first = &pages[0];
    assert_eq!(first.media_type, MediaType::Feed);
    assert_eq!(first.input, Input::Entry { html: "<p>The bridge is <b>closed</b>.</p>".into() });
    assert_eq!(first.hints.headline.as_deref(), Some("Bridge & tunnel closed"));
    assert_eq!(first.url.as_deref(), Some("http://example.org/1"));
    assert_eq!(first.hints.published.as_ref().unwrap().0.to_string(), "2024-11-18T23:30-05:00", "the day as it was written");
    assert_eq!(first.fetched.unwrap().to_string(), "2024-11-19T08:00+01:00");
    assert_eq!(first.hints.source.as_deref(), Some("The Courier"));
    assert_eq!(first.hints.label.as_deref(), Some("Local"));
    assert_eq!(first.hints.language.as_deref(), Some("en-gb"));
    assert_eq!(first.hints.bylines, ["A. Lind"]);
    let at: usize = first.path.rsplit('#').next().unwrap().parse().unwrap();
    assert!(RSS.as_bytes()[at..].starts_with(&first.bytes) && first.bytes.starts_with(b"<item>"));
    let second = &pages[1];
    assert_eq!(second.input, Input::Entry { html: "<p>It rains.</p>".into() });
    assert_eq!(second.url.as_deref(), Some("http://example.org/2"));
    assert_eq!(second.hints.source.as_deref(), Some("The Herald"), "an entry taken from another publisher");
    assert_eq!(second.hints.bylines, ["B. Moe"]);
}

#[test]
fn atom_and_json_feed_are_read() {
    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>The Courier</title><updated>2024-11-19T08:00:00Z</updated>
        <entry><title type="html">Bridge</title><link rel="self" href="s"/><link href="http://example.org/1"/>
        <author><name>A. Lind</name><email>a@example.org</email></author><category term="local" label="Local"/>
        <published>2024-11-18T23:30:00-05:00</published><updated>2024-11-19T01:00:00Z</updated>
        <summary>Short &amp; sweet</summary>
        <content type="xhtml"><div xmlns="x"><p>The bridge is closed.</p></div></content></entry></feed>"#;
    let page = read(atom.as_bytes()).remove(0);
    assert_eq!(page.input, Input::Entry { html: "<div xmlns=\"x\"><p>The bridge is closed.</p></div>".into() });
    assert_eq!(page.url.as_deref(), Some("http://example.org/1"));
    assert_eq!(page.hints.bylines, ["A. Lind"]);
    assert_eq!(page.hints.label.as_deref(), Some("Local"));
    assert_eq!(page.hints.updated.unwrap().to_string(), "2024-11-19T01:00:00Z");
    let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "The Courier", "items": [
        {"id": "1", "url": "http://example.org/1", "title": "Bridge", "content_html": "<p>Closed.</p>",
         "date_published": "2024-11-18T23:30:00-05:00", "authors": [{"name": "A. Lind"}], "tags": ["Local"]},
        {"id": "http://example.org/2", "content_text": "1 < 2"}]}"#;
    let pages = read(json.as_bytes());
    assert_eq!(pages[0].input, Input::Entry { html: "<p>Closed.</p>".into() });
    assert_eq!(pages[0].hints.headline.as_deref(), Some("Bridge"));
    assert_eq!(pages[0].hints.source.as_deref(), Some("The Courier"));
    assert_eq!(pages[1].input, Input::Entry { html: "1 &lt; 2".into() });
    assert_eq!(pages[1].url.as_deref(), Some("http://example.org/2"));
}

#[test]
fn a_title_is_words_without_marks() {
    let headline = |title: &str| {
        let feed = format!("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>T</title><entry>{title}</entry></feed>");
        read(feed.as_bytes()).remove(0).hints.headline.unwrap()
    };
    assert_eq!(
        headline("<title type=\"html\">Two &lt;b class=\"x\"&gt;killed&lt;/b&gt; in fire</title>"),
        "Two killed in fire"
    );
    assert_eq!(headline("<title>&lt;em&gt;Q&lt;/em&gt;&amp;amp;A</title>"), "Q&A");
    assert_eq!(headline("<title type=\"text\">The &lt;b&gt; element</title>"), "The <b> element");
    assert_eq!(headline("<title type=\"html\">1 &lt; 2 and &lt;Norport&gt;</title>"), "1 < 2 and <Norport>");
}

#[test]
fn mail_folders_are_cut_at_their_postmarks_only() {
    let folder = "From a@example.org Mon Nov 18 10:00:00 2024\nSubject: One\n\nFrom here on it rains.\n\nFrom b@example.org, in 2024, we hear\nnothing.\n\nFrom c@example.org Tue Nov 19 10:00:00 2024\nSubject: Two\n\nText\n";
    let pages = read(folder.as_bytes());
    assert_eq!(pages.len(), 2);
    assert!(pages.iter().all(|p| p.media_type == MediaType::Mail));
    assert!(pages[0].bytes.starts_with(b"Subject: One\n") && pages[0].bytes.ends_with(b"nothing.\n\n"));
    assert_eq!(pages[1].bytes, b"Subject: Two\n\nText\n");
    let single = read(b"Message-ID: <1@example.org>\nFrom: a@example.org\nSubject: One\n\nText\n");
    assert_eq!((single.len(), single[0].media_type), (1, MediaType::Mail));
}

#[test]
fn progress_is_known_from_outside() {
    let dir = folder(&[("a.txt", b"Three people were hurt."), ("b.gz", &gzip(b"Four people were hurt."))]);
    let sizes = ["a.txt", "b.gz"].map(|n| std::fs::metadata(dir.path().join(n)).unwrap().len());
    let mut sources = open(&["a.txt", "b.gz"].map(|n| dir.path().join(n)), Options::default());
    let progress = sources.progress();
    assert_eq!((progress.bytes_done(), progress.bytes_total()), (0, Some(sizes[0] + sizes[1])));
    sources.next();
    assert_eq!(progress.bytes_done(), sizes[0]);
    assert_eq!(sources.count(), 1);
    assert_eq!(progress.bytes_done(), sizes[0] + sizes[1]);
    assert_eq!(open(&[PathBuf::from("-")], Options::default()).progress().bytes_total(), None);
}

#[test]
fn a_page_that_a_browser_saved_whole_is_the_page_and_not_a_letter() {
    let saved = |part: &str, headers: &str| {
        format!(
            "From: <Saved by Blink>\r\n{headers}Subject: Fire in Quillmere\r\nDate: Wed, 15 May 2024 10:00:00 -0000\r\n\
             MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----MB\"\r\n\r\n\
             ------MB\r\nContent-Type: text/css\r\n\r\nbody {{ }}\r\n------MB\r\n{part}\r\n------MB--\r\n"
        )
    };
    let quoted = "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\
                  Content-Location: https://tribune.example/fire\r\n\r\n<p lang=3D\"en\">A fire in Vi=C3=B1edo hurt t=\r\nhree.</p>";
    let based = "Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+VGhyZWUg\r\naHVydC48L3A+";
    let pages = read(saved(quoted, "Snapshot-Content-Location: https://tribune.example/fire\r\n").as_bytes());
    let [page] = &pages[..] else { panic!("{pages:#?}") };
    assert_eq!(page.media_type, MediaType::Html);
    assert_eq!(String::from_utf8_lossy(&page.bytes).trim_end(), "<p lang=\"en\">A fire in Viñedo hurt three.</p>");
    assert_eq!(page.input, Input::Raw { charset: Some("utf-8".into()) });
    assert_eq!(page.url.as_deref(), Some("https://tribune.example/fire"));
    assert_eq!(page.fetched.unwrap().to_string(), "2024-05-15T10:00:00Z");
    assert!(page.path.starts_with("in#"));
    assert_eq!(read(saved(based, "").as_bytes())[0].bytes, b"<p>Three hurt.</p>");
    // A letter with pictures has an addressee, and stays one.
    assert_eq!(read(saved(based, "To: desk@tribune.example\r\n").as_bytes())[0].media_type, MediaType::Mail);
}

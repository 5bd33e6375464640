//! What a database promises: the same content however and in whatever order it came in, and after whatever went wrong.

mod common;

use common::{command, dateline, dump, good, objects, page};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::{TempDir, tempdir};

/// A folder with news of a few days: pages, JSON Lines and a file that is empty.
fn news() -> (TempDir, PathBuf) {
    let folder = tempdir().unwrap();
    let news = folder.path().join("news");
    fs::create_dir(&news).unwrap();
    let toll = "The explosion at a flour mill in Varna on Monday killed six people, Mayor Ivan Kolov said on Tuesday.";
    fs::write(news.join("a.html"), good()).unwrap();
    fs::write(news.join("b.html"), page("Mill toll rises to six", toll)).unwrap();
    fs::write(news.join("c.jsonl"), lines(40)).unwrap();
    fs::write(news.join("empty"), "").unwrap();
    (folder, news)
}

/// Articles as JSON Lines: invented strikes, fires and meetings.
fn lines(n: usize) -> String {
    let cities = ["Varna", "Nairobi", "Quito", "Lima", "Accra", "Oslo", "Hanoi"];
    let line = |i: usize| {
        let (city, day) = (cities[i % cities.len()], 1 + i % 28);
        let text = format!(
            "A fire at a market in {city} killed {} people on May {day}, 2023, police said. Workers of mill number {i} went \
             on strike in {city} on Tuesday. Minister Ana Oduya met Omar Kline in Lisbon.",
            2 + i % 9
        );
        format!(
            "{{\"id\": \"{i}\", \"source\": \"Wire {}\", \"published\": \"2023-05-{day:02}\", \"text\": \"{text}\"}}\n",
            i % 3
        )
    };
    (0..n).map(line).collect()
}

fn read<'a>(db: &'a Path, paths: impl IntoIterator<Item = &'a Path>) -> common::Said {
    let fixed = [Path::new("read"), "--format=jsonl".as_ref(), "--db".as_ref(), db];
    dateline(fixed.into_iter().chain(paths))
}

/// The events, actors and stories of a record, sorted.
fn linked(record: &str) -> Vec<String> {
    let wanted = |l: &&str| ["event", "actor", "story"].iter().any(|t| l.starts_with(&format!("{{\"type\":\"{t}\"")));
    let mut out: Vec<String> = record.lines().filter(wanted).map(str::to_string).collect();
    out.sort();
    out
}

#[test]
fn a_second_run_changes_nothing() {
    let (folder, news) = news();
    let db = folder.path().join("news.db");
    let first = read(&db, [news.as_path(), Path::new("/no/such/page")]);
    assert_eq!(first.code, Some(1), "{}", first.err);
    let kept = dump(&db, true);
    assert!(kept.contains("source.missing") && kept.contains("source.empty"));
    let second = read(&db, [news.as_path(), Path::new("/no/such/page")]);
    assert_eq!(first.out, second.out);
    assert!(second.err.contains("42 read before"), "{}", second.err);
    assert_eq!(kept, dump(&db, true));
}

/// The record of a folder may be kept in the folder.
#[test]
fn the_database_is_not_read_as_news() {
    let (_folder, news) = news();
    let db = news.join("news.db");
    let first = read(&db, [news.as_path()]);
    let second = read(&db, [news.as_path()]);
    assert_eq!(first.out, second.out);
    assert!(!first.out.contains("source.binary"), "{}", first.err);
}

#[test]
fn threads_and_database_change_no_output() {
    let (folder, news) = news();
    let db = folder.path().join("news.db");
    let with = |threads: &str| dateline(["read", "--format=jsonl", "--threads", threads, news.to_str().unwrap()]).out;
    let one = with("1");
    assert_eq!(one, with("8"));
    assert!(!linked(&one).is_empty());
    assert_eq!(linked(&one), linked(&read(&db, [news.as_path()]).out));
    let brief = |arguments: &[&str]| dateline(arguments).out;
    let (db, news) = (db.to_str().unwrap(), news.to_str().unwrap());
    assert_eq!(brief(&["read", "-q", news]), brief(&["events", "--db", db]));
}

#[test]
fn the_order_of_pages_changes_nothing() {
    let (folder, news) = news();
    let mut files: Vec<PathBuf> = fs::read_dir(&news).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let (one, two, three) = (folder.path().join("1.db"), folder.path().join("2.db"), folder.path().join("3.db"));
    let all = read(&one, files.iter().map(PathBuf::as_path));
    let back = read(&two, files.iter().rev().map(PathBuf::as_path));
    assert_eq!(all.out, back.out);
    assert_eq!(dump(&one, false), dump(&two, false));
    // One file at a time: the same record, but that vanished events left a forwarding address.
    files.iter().rev().for_each(|f| drop(read(&three, [f.as_path()])));
    let last = read(&three, []);
    assert_eq!(last.code, Some(2), "no path is a wrong argument: {}", last.err);
    let last = read(&three, files.iter().map(PathBuf::as_path));
    assert_eq!(linked(&all.out), linked(&last.out));
    let without_moved = |db: &Path| dump(db, false).split("== ").filter(|t| !t.starts_with("moved")).collect::<String>();
    assert_eq!(without_moved(&one), without_moved(&three));
}

/// Articles that come later may give an event an earlier report and so another id: the old one answers.
#[test]
fn a_moved_event_tells_where_it_went() {
    let folder = tempdir().unwrap();
    let db = folder.path().join("news.db");
    let article = |id: &str, day: u32| {
        let text = "An explosion at a flour mill in Varna, Bulgaria, killed six people on May 8, 2023, the mayor said.";
        format!(
            "{{\"id\": \"{id}\", \"source\": \"Wire {id}\", \"published\": \"2023-05-{day:02}\", \"text\": \"{text} Edition {id}.\"}}\n"
        )
    };
    let event = |record: &str| {
        let events: Vec<_> = objects(record).into_iter().filter(|o| o["type"] == "event").collect();
        assert_eq!(events.len(), 1, "{record}");
        events[0]["id"].as_str().unwrap().to_string()
    };
    let (late, early) = (folder.path().join("late"), folder.path().join("early"));
    fs::write(&late, article("late", 10)).unwrap();
    fs::write(&early, article("early", 9)).unwrap();
    let old = event(&read(&db, [late.as_path()]).out);
    let new = event(&read(&db, [early.as_path()]).out);
    assert_ne!(old, new);
    let shown = dateline(["show", "--db", db.to_str().unwrap(), &old]);
    assert_eq!((shown.code, shown.out.contains(&new)), (Some(0), true), "{}{}", shown.out, shown.err);
    let record = dateline(["show", "--format=jsonl", "--db", db.to_str().unwrap(), &old]).out;
    let moved = &objects(&record)[0];
    assert_eq!((moved["type"].as_str(), moved["to"][0].as_str()), (Some("moved"), Some(new.as_str())));
}

#[test]
fn databases_that_cannot_be_used_say_why() {
    let (folder, news) = news();
    let file = |name: &str| folder.path().join(name);
    fs::write(file("text.db"), "This is no database but a longer piece of plain text.\n".repeat(50)).unwrap();
    rusqlite::Connection::open(file("other.db")).unwrap().execute_batch("CREATE TABLE recipes (name TEXT)").unwrap();
    assert_eq!(read(&file("newer.db"), [news.as_path()]).code, Some(0));
    rusqlite::Connection::open(file("newer.db")).unwrap().pragma_update(None, "user_version", 999).unwrap();
    let before = fs::read(file("other.db")).unwrap();
    for (db, words) in [
        (folder.path().to_path_buf(), "cannot be opened"),
        (file("text.db"), "is no Dateline database"),
        (file("other.db"), "is no Dateline database"),
        (file("newer.db"), "use a newer dateline"),
        (file("no/such/folder.db"), "cannot be opened"),
    ] {
        let said = read(&db, [news.as_path()]);
        assert_eq!(said.code, Some(2), "{}: {}", db.display(), said.err);
        assert!(said.err.contains(words) && said.err.contains(db.to_str().unwrap()), "{}", said.err);
        assert_eq!(said.out, "");
        if db.exists() {
            let said = dateline(["events", "--db", db.to_str().unwrap()]);
            assert!(said.code == Some(2) && said.err.contains(words), "{}", said.err);
        }
    }
    assert_eq!(before, fs::read(file("other.db")).unwrap(), "another program's file was touched");
}

/// Every command that opens an older file says what it does with it; the next one has nothing to say.
#[test]
fn bringing_an_older_file_up_to_date_is_told() {
    let (folder, news) = news();
    let (new, old) = (folder.path().join("new.db"), folder.path().join("old.db"));
    read(&new, [news.as_path()]);
    let plain = rusqlite::Connection::open(&new).unwrap();
    // What a program had before the tables of version 7 and the column of version 8.
    let drops = "SELECT group_concat('DROP TRIGGER ' || name, ';') FROM sqlite_schema
        WHERE type = 'trigger' AND (name GLOB 'cards_*' OR name GLOB 'article_sentences_*')";
    let drops: String = plain.query_row(drops, [], |r| r.get(0)).unwrap();
    plain.execute_batch(&drops).unwrap();
    plain
        .execute_batch(
            "DROP TABLE cards; DROP TABLE article_sentences; DROP INDEX events_disputed;
             ALTER TABLE events DROP COLUMN disputed; PRAGMA user_version = 6",
        )
        .unwrap();
    drop(plain);
    let command = |words: &[&str]| {
        fs::copy(&new, &old).unwrap();
        let name = ["--db", old.to_str().unwrap()];
        let first = dateline(words.iter().chain(&name));
        let said = format!("Bringing {} up to date, once (schema 6 to 9;", old.display());
        assert!(first.err.contains(&said) && first.err.contains("cut off safely"), "{words:?}: {}", first.err);
        assert!(first.err.contains(&format!("{} is up to date.\n", old.display())), "{words:?}: {}", first.err);
        let second = dateline(words.iter().chain(&name));
        assert!(!second.err.contains("up to date"), "{words:?}: {}", second.err);
    };
    command(&["events"]);
    command(&["read", news.join("b.html").to_str().unwrap()]);
    command(&["search", "mill"]);
    command(&["undo", "9", "--who", "Ana", "--why", "to see"]);
    // It says so before anything listens: here nothing may, for want of tokens.
    #[cfg(feature = "serve")]
    command(&["serve", "--listen", "0.0.0.0:0"]);
}

/// A reader waits for nobody: while another program writes, it sees what was kept before.
#[test]
fn a_database_can_be_asked_while_it_is_written() {
    let (folder, news) = news();
    let db = folder.path().join("news.db");
    read(&db, [news.as_path()]);
    let events = dateline(["events", "--db", db.to_str().unwrap()]);
    let writer = rusqlite::Connection::open(&db).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE; DELETE FROM event_roles; DELETE FROM events;").unwrap();
    let begin = std::time::Instant::now();
    let meanwhile = dateline(["events", "--db", db.to_str().unwrap()]);
    assert_eq!((meanwhile.code, meanwhile.out), (Some(0), events.out));
    assert!(begin.elapsed() < std::time::Duration::from_secs(25), "the reader waited for the writer");
}

/// A database in a place where nothing can be written can be asked, and not added to.
#[cfg(unix)]
#[test]
fn a_database_may_stand_where_nothing_can_be_written() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, news) = news();
    let shut = folder.path().join("shut #1");
    fs::create_dir(&shut).unwrap();
    let db = shut.join("news.db");
    read(&db, [news.as_path()]);
    let events = dateline(["events", "--db", db.to_str().unwrap()]).out;
    assert!(events.contains("Varna"));
    for (path, mode) in [(folder.path(), 0o755), (&db, 0o444), (&shut, 0o555)] {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }
    let mut ask = command(["events", "--db", db.to_str().unwrap()]);
    let mut add = command(["read", "--db", db.to_str().unwrap(), news.to_str().unwrap()]);
    if common::as_nobody(&mut ask).is_some() && common::as_nobody(&mut add).is_some() {
        let said: common::Said = ask.output().unwrap().into();
        assert_eq!((said.code, said.out), (Some(0), events), "{}", said.err);
        let said: common::Said = add.output().unwrap().into();
        assert_eq!(said.code, Some(2));
        assert!(said.err.contains("may it be written to") || said.err.contains("may not be written to"), "{}", said.err);
    }
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o755)).unwrap();
}

/// Killed in the middle, the database is sound, and the next run completes it to what an undisturbed run gives.
#[cfg(unix)]
#[test]
fn a_killed_run_is_completed_by_the_next() {
    let folder = tempdir().unwrap();
    let news = folder.path().join("news.jsonl");
    fs::write(&news, lines(1500)).unwrap();
    let (whole, cut) = (folder.path().join("whole.db"), folder.path().join("cut.db"));
    let want = read(&whole, [news.as_path()]);
    let pages = |db: &Path| -> i64 {
        let Ok(db) = rusqlite::Connection::open(db) else { return 0 };
        db.query_row("SELECT count(*) FROM pages", [], |r| r.get(0)).unwrap_or(0)
    };
    for goal in [1, 600] {
        let mut run = command(["read", "--quiet", "--db", cut.to_str().unwrap(), news.to_str().unwrap()]).spawn().unwrap();
        while pages(&cut) < goal && run.try_wait().unwrap().is_none() {
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        run.kill().unwrap();
        run.wait().unwrap();
        dump(&cut, true);
        assert_eq!(dateline(["events", "--db", cut.to_str().unwrap()]).code, Some(0));
    }
    let have = read(&cut, [news.as_path()]);
    assert_eq!(want.out, have.out);
    assert_eq!(dump(&whole, false), dump(&cut, false));
}

/// Killed when all pages are kept and before they are linked: no page is new to the next run, but it links them.
#[test]
fn pages_that_were_kept_and_not_linked_are_linked_by_the_next_run() {
    let (folder, news) = news();
    let (whole, cut) = (folder.path().join("whole.db"), folder.path().join("cut.db"));
    let want = read(&whole, [news.as_path()]);
    read(&cut, [news.as_path()]);
    // What a run that was killed there leaves behind.
    let db = rusqlite::Connection::open(&cut).unwrap();
    db.execute_batch(
        "DELETE FROM event_roles; DELETE FROM events; DELETE FROM actors; DELETE FROM stories;
         UPDATE reports SET event = NULL; UPDATE names SET actor = NULL;
         UPDATE articles SET story = NULL, duplicate_of = NULL; UPDATE pages SET linked = 0;",
    )
    .unwrap();
    drop(db);
    assert_eq!(want.out, read(&cut, [news.as_path()]).out);
    assert_eq!(dump(&whole, false), dump(&cut, false));
}

/// `dateline … | head`: a reader that has seen enough ends the program in silence, and so does one that is deaf.
#[test]
fn readers_that_go_away_are_no_fault() {
    let folder = tempdir().unwrap();
    let news = folder.path().join("news.jsonl");
    fs::write(&news, lines(300)).unwrap();
    let news = news.to_str().unwrap();
    for format in ["jsonl", "json", "brief"] {
        let mut run = command(["read", "--format", format, "--quiet", news]);
        let mut run = run.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap();
        drop(run.stdout.take());
        let output = run.wait_with_output().unwrap();
        assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap()), (Some(0), String::new()), "{format}");
    }
    let mut run = command(["read", news, "/no/such/page"]);
    let mut run = run.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap();
    drop(run.stderr.take());
    let output = run.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stdout).unwrap().contains("Varna"));
}

-- What is asked for again and again, made from the other tables: docs/database.md explains it. The program fills both tables
-- when it brings an older file up to date.

-- What lists show of each event (crates/store/src/cards.rs).
CREATE TABLE cards (
    n     INTEGER PRIMARY KEY,             -- neighbours in lists are neighbours here
    event TEXT NOT NULL UNIQUE,            -- e_…
    card  BLOB NOT NULL                    -- begins with the version of its format
);

-- A row goes when something that it was made of changes, whoever changes it.
CREATE TRIGGER cards_event_added AFTER INSERT ON events BEGIN
    DELETE FROM cards WHERE event = new.id;
END;
CREATE TRIGGER cards_event_changed AFTER UPDATE ON events BEGIN
    DELETE FROM cards WHERE event IN (old.id, new.id);
END;
CREATE TRIGGER cards_event_removed AFTER DELETE ON events BEGIN
    DELETE FROM cards WHERE event = old.id;
END;
CREATE TRIGGER cards_report_changed AFTER UPDATE OF article, sentence, trigger, trigger_at ON reports BEGIN
    DELETE FROM cards WHERE event = old.event;
END;
CREATE TRIGGER cards_report_removed AFTER DELETE ON reports BEGIN
    DELETE FROM cards WHERE event = old.event;
END;
CREATE TRIGGER cards_article_changed AFTER UPDATE OF source, published ON articles BEGIN
    DELETE FROM cards WHERE event IN (SELECT event FROM reports WHERE article = old.id);
END;

-- Where the sentences of each article are in its text (crates/store/src/sentences.rs).
CREATE TABLE article_sentences (
    n      INTEGER PRIMARY KEY,            -- articles.n
    ranges BLOB NOT NULL
);
CREATE TRIGGER article_sentences_changed AFTER UPDATE OF text, record ON articles BEGIN
    DELETE FROM article_sentences WHERE n = old.n;
END;
CREATE TRIGGER article_sentences_removed AFTER DELETE ON articles BEGIN
    DELETE FROM article_sentences WHERE n = old.n;
END;

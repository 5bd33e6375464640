-- For databases of a million articles: tables of long rows are kept in order of writing (a row of a table WITHOUT ROWID
-- that is longer than a quarter of a page wastes most of another), and what lists are ordered by is in an index.
-- Foreign keys are off while this runs.

CREATE TABLE reports_new (
    id          TEXT NOT NULL PRIMARY KEY, -- r_…
    article     TEXT NOT NULL REFERENCES articles (id),
    event       TEXT,                      -- e_…
    kind        TEXT NOT NULL,
    status      TEXT NOT NULL,
    background  INTEGER NOT NULL,
    trigger     TEXT NOT NULL,
    sentence    TEXT NOT NULL,             -- the evidence
    trigger_at  INTEGER NOT NULL,          -- byte of the trigger in the sentence
    start_day   TEXT,
    end_day     TEXT,
    precision   TEXT,
    when_from   TEXT NOT NULL,
    place       TEXT,
    geonames    INTEGER,
    country     TEXT,
    where_from  TEXT NOT NULL,
    said_by     TEXT,
    figures     INTEGER NOT NULL,
    rule        TEXT NOT NULL,
    score       REAL NOT NULL
);
INSERT INTO reports_new SELECT r.* FROM articles a CROSS JOIN reports r ON r.article = a.id ORDER BY a.n;
DROP TABLE reports;
ALTER TABLE reports_new RENAME TO reports;
-- Which events an article tells, without looking at the reports themselves.
CREATE INDEX reports_by_article ON reports (article, event);
CREATE INDEX reports_by_event ON reports (event);

CREATE TABLE events_new (
    id              TEXT NOT NULL PRIMARY KEY, -- e_…
    title           TEXT NOT NULL,
    kind            TEXT NOT NULL,
    status          TEXT NOT NULL,
    background      INTEGER NOT NULL,
    start_day       TEXT,
    end_day         TEXT,
    precision       TEXT,
    place           TEXT,
    geonames        INTEGER,
    country         TEXT,
    admin1          TEXT,
    lat             REAL,
    lon             REAL,
    place_precision TEXT NOT NULL,
    killed          REAL,                  -- the recommended figures
    injured         REAL,
    reports         INTEGER NOT NULL,
    articles        INTEGER NOT NULL,
    first_reported  TEXT,
    last_reported   TEXT,
    record          TEXT NOT NULL          -- the event as in the record
);
INSERT INTO events_new SELECT * FROM events ORDER BY start_day, id;
DROP TABLE events;
ALTER TABLE events_new RENAME TO events;
CREATE INDEX events_by_day ON events (start_day);
CREATE INDEX events_by_kind ON events (kind);
CREATE INDEX events_by_country ON events (country);

CREATE TABLE actors_new (
    id       TEXT NOT NULL PRIMARY KEY,    -- x_…
    name     TEXT NOT NULL,
    kind     TEXT NOT NULL,
    country  TEXT,
    sector   TEXT,
    mentions INTEGER NOT NULL,
    aliases  TEXT NOT NULL,                -- JSON array
    record   TEXT NOT NULL
);
INSERT INTO actors_new SELECT * FROM actors ORDER BY mentions DESC, name, id;
DROP TABLE actors;
ALTER TABLE actors_new RENAME TO actors;
CREATE INDEX actors_by_name ON actors (name);
CREATE INDEX actors_by_mentions ON actors (mentions DESC, id);

CREATE TABLE stories_new (
    id       TEXT NOT NULL PRIMARY KEY,    -- s_…
    headline TEXT NOT NULL,
    from_day TEXT,
    to_day   TEXT,
    record   TEXT NOT NULL
);
INSERT INTO stories_new SELECT * FROM stories ORDER BY from_day, id;
DROP TABLE stories;
ALTER TABLE stories_new RENAME TO stories;
CREATE INDEX stories_by_day ON stories (coalesce(to_day, '') DESC, id);

-- What counting and listing ask of articles, without their texts.
CREATE INDEX articles_by_source ON articles (source, published);
CREATE INDEX articles_heads ON articles (id, source, language);
CREATE INDEX articles_copies ON articles (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE INDEX pages_noted ON pages (n) WHERE diagnostics <> '[]';

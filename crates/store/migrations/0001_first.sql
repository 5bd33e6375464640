-- The first schema. Days and moments are ISO 8601 text, so they sort and compare as text. docs/database.md explains it.

CREATE TABLE pages (
    n           INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,      -- p_…
    path        TEXT NOT NULL,
    url         TEXT,
    media_type  TEXT NOT NULL,
    sha256      TEXT NOT NULL,
    bytes       INTEGER NOT NULL,
    fetched     TEXT,
    kept        REAL NOT NULL,             -- shares of the page's text
    boilerplate REAL NOT NULL,
    lost        REAL NOT NULL,
    diagnostics TEXT NOT NULL              -- JSON array, as in the record
);

CREATE TABLE articles (
    n              INTEGER PRIMARY KEY,
    id             TEXT NOT NULL UNIQUE,   -- a_…
    page           TEXT NOT NULL REFERENCES pages (id),
    position       INTEGER NOT NULL,       -- among the page's articles, from 0
    input_id       TEXT,
    url            TEXT,
    source         TEXT,
    headline       TEXT,
    label          TEXT,
    published      TEXT,
    published_from TEXT,
    updated        TEXT,
    dateline       TEXT,
    language       TEXT,
    duplicate_of   TEXT,                   -- a_… of the original
    story          TEXT,                   -- s_…
    text           TEXT NOT NULL,
    record         TEXT NOT NULL           -- the article as in the record (code points), without text and links
);
CREATE INDEX articles_by_page ON articles (page, position);
CREATE INDEX articles_by_day ON articles (published);

CREATE TABLE reports (
    id          TEXT PRIMARY KEY,          -- r_…
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
) WITHOUT ROWID;
CREATE INDEX reports_by_article ON reports (article);
CREATE INDEX reports_by_event ON reports (event);

CREATE TABLE report_figures (
    report     TEXT NOT NULL REFERENCES reports (id),
    what       TEXT NOT NULL,
    low        REAL,
    high       REAL,
    best       REAL,
    quantifier TEXT NOT NULL,
    counted    TEXT,                       -- who or what
    unit       TEXT NOT NULL,
    part       INTEGER NOT NULL
);
CREATE INDEX report_figures_by_report ON report_figures (report);

CREATE TABLE names (
    article TEXT NOT NULL REFERENCES articles (id),
    i       INTEGER NOT NULL,              -- index into the article's names
    text    TEXT NOT NULL,
    kind    TEXT NOT NULL,
    actor   TEXT,                          -- x_…
    PRIMARY KEY (article, i)
) WITHOUT ROWID;
CREATE INDEX names_by_actor ON names (actor);

CREATE TABLE places (
    article   TEXT NOT NULL REFERENCES articles (id),
    i         INTEGER NOT NULL,
    text      TEXT NOT NULL,
    name      TEXT,
    geonames  INTEGER,
    country   TEXT,
    admin1    TEXT,
    lat       REAL,
    lon       REAL,
    precision TEXT NOT NULL,
    usage     TEXT NOT NULL,
    PRIMARY KEY (article, i)
) WITHOUT ROWID;
CREATE INDEX places_by_geonames ON places (geonames);

CREATE TABLE events (
    id              TEXT PRIMARY KEY,      -- e_…
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
) WITHOUT ROWID;
CREATE INDEX events_by_day ON events (start_day);
CREATE INDEX events_by_kind ON events (kind);
CREATE INDEX events_by_country ON events (country);

CREATE TABLE event_roles (
    event TEXT NOT NULL REFERENCES events (id),
    role  TEXT NOT NULL,
    name  TEXT NOT NULL,
    actor TEXT
);
CREATE INDEX event_roles_by_event ON event_roles (event);
CREATE INDEX event_roles_by_actor ON event_roles (actor);

CREATE TABLE actors (
    id       TEXT PRIMARY KEY,             -- x_…
    name     TEXT NOT NULL,
    kind     TEXT NOT NULL,
    country  TEXT,
    sector   TEXT,
    mentions INTEGER NOT NULL,
    aliases  TEXT NOT NULL,                -- JSON array
    record   TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX actors_by_name ON actors (name);

CREATE TABLE stories (
    id       TEXT PRIMARY KEY,             -- s_…
    headline TEXT NOT NULL,
    from_day TEXT,
    to_day   TEXT,
    record   TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE moved (
    id      TEXT PRIMARY KEY,              -- the event's old id
    goes_to TEXT NOT NULL,                 -- JSON array of ids
    because TEXT NOT NULL,
    at      TEXT
) WITHOUT ROWID;

CREATE VIRTUAL TABLE articles_fts USING fts5 (
    headline, text, content = 'articles', content_rowid = 'n', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER articles_added AFTER INSERT ON articles BEGIN
    INSERT INTO articles_fts (rowid, headline, text) VALUES (new.n, new.headline, new.text);
END;
CREATE TRIGGER articles_removed AFTER DELETE ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, headline, text) VALUES ('delete', old.n, old.headline, old.text);
END;

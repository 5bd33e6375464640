-- What texts are compared by, and later versions of the same article. docs/database.md explains both.

CREATE TABLE signatures (
    article   TEXT PRIMARY KEY REFERENCES articles (id),
    version   INTEGER NOT NULL,            -- of the format
    signature BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE versions (
    article TEXT PRIMARY KEY REFERENCES articles (id),
    earlier TEXT NOT NULL,                 -- a_… of the version before it: the same URL, another text
    changes TEXT NOT NULL                  -- JSON array: what, from, to: the figures that are not the same
) WITHOUT ROWID;
CREATE INDEX versions_by_earlier ON versions (earlier);

CREATE INDEX articles_by_url ON articles (url) WHERE url IS NOT NULL;

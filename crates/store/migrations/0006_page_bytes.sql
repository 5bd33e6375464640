-- The bytes of pages, where `dateline read --keep-pages` was asked to keep them. docs/database.md explains it.

CREATE TABLE page_bytes (
    page    TEXT PRIMARY KEY,              -- p_…: the hash of these bytes
    charset TEXT,                          -- the label that came with the page from outside
    bytes   BLOB NOT NULL                  -- zlib
) WITHOUT ROWID;

-- What people corrected, and the events that corrections touch as linking gave them. docs/database.md explains it.

CREATE TABLE corrections (
    n          INTEGER PRIMARY KEY,        -- corrections are made in this order
    action     TEXT NOT NULL,              -- merge, split, fix
    who        TEXT NOT NULL,
    why        TEXT NOT NULL,
    at         TEXT,
    undone_by  TEXT,                       -- null while it holds
    undone_why TEXT,
    undone_at  TEXT,
    record     TEXT NOT NULL               -- the correction as in the record
);

CREATE TABLE linked_events (
    id     TEXT PRIMARY KEY,               -- e_…, as linking gave it
    record TEXT NOT NULL
) WITHOUT ROWID;

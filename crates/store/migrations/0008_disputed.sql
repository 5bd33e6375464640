-- Events whose sources disagree, to be asked for as such: docs/database.md explains it. The program fills the column when it brings
-- an older file up to date.
ALTER TABLE events ADD COLUMN disputed INTEGER NOT NULL DEFAULT 0;  -- 1 where sources give different numbers of people

-- The column stands behind the record, which is long: whoever asks which events are disputed reads this.
CREATE INDEX events_disputed ON events (id) WHERE disputed;

-- A card shows nothing of the column.
DROP TRIGGER cards_event_changed;
CREATE TRIGGER cards_event_changed AFTER UPDATE OF id, record ON events BEGIN
    DELETE FROM cards WHERE event IN (old.id, new.id);
END;

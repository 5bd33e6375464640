-- Which pages went through linking: a run that was cut off before it is completed by the next one.

ALTER TABLE pages ADD COLUMN linked INTEGER NOT NULL DEFAULT 0;
CREATE INDEX pages_unlinked ON pages (n) WHERE linked = 0;

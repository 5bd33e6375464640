//! Files, folders, WARC, feeds, JSON Lines, standard input.

//! Test fixtures: reading literate examples, comparing golden records.

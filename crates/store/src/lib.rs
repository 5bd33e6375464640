//! SQLite behind one trait and one conformance suite.

//! The same text again?

//! Metadata of an article: headline, label, authors, agencies, publisher, dates, address, language, each with where it came from.

pub mod dates;

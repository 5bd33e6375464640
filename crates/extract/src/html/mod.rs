//! HTML pages: where the articles are, and their blocks.

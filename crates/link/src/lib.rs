//! Reports to events, mentions to actors, articles to stories.

//! Sources through the pipeline into a store, with progress.

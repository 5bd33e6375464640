//! Place names, where they are, how they nest.

/// The world's places by name.
pub struct Gazetteer {}

impl Gazetteer {
    /// The one that is part of the program; opened without loading.
    pub fn builtin() -> &'static Gazetteer {
        static BUILTIN: Gazetteer = Gazetteer {};
        &BUILTIN
    }
}

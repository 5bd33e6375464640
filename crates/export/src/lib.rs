//! The record on the wire: JSON Lines, one object a line, `type` first; or one JSON document. Words go out as CoNLL-U, events as
//! CSV, GeoJSON and in the forms of other data sets too.

mod conllu;
mod schemas;
mod sheet;

pub use conllu::conllu;
pub use schemas::{Codes, Left, Schema, Told};
pub use sheet::{COLUMNS, Sheet, cell};

use model::{Actor, Correction, Event, Moved, PageRecord, Reading, Story};
use serde::Serialize;
use std::io::{self, Write};

/// An object with its `type`.
#[derive(Serialize)]
struct Typed<'a, T> {
    r#type: &'static str,
    #[serde(flatten)]
    body: &'a T,
}

/// One object of the record.
pub enum Object<'a> {
    /// A page.
    Page(&'a PageRecord),
    /// An article with all that was found in it, positions still in bytes. Boxed because it is turned to the wire form.
    Article(Box<Reading>),
    /// An actor.
    Actor(&'a Actor),
    /// An event.
    Event(&'a Event),
    /// A story.
    Story(&'a Story),
    /// Where an old event's id went.
    Moved(&'a Moved),
    /// What a person corrected.
    Correction(&'a Correction),
}

impl Object<'_> {
    /// Writes the object as JSON without a line end.
    pub fn write(self, out: &mut impl Write) -> io::Result<()> {
        fn put<T: Serialize>(out: &mut impl Write, r#type: &'static str, body: &T) -> io::Result<()> {
            Ok(serde_json::to_writer(out, &Typed { r#type, body })?)
        }
        match self {
            Object::Page(x) => put(out, "page", x),
            Object::Article(x) => put(out, "article", &x.into_wire()),
            Object::Actor(x) => put(out, "actor", x),
            Object::Event(x) => put(out, "event", x),
            Object::Story(x) => put(out, "story", x),
            Object::Moved(x) => put(out, "moved", x),
            Object::Correction(x) => put(out, "correction", x),
        }
    }
}

/// How the objects stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One object a line.
    Lines,
    /// One JSON array.
    Array,
}

/// Writes objects one after another.
pub struct Writer<W: Write> {
    out: W,
    form: Form,
    written: bool,
}

impl<W: Write> Writer<W> {
    /// A writer that has written nothing yet.
    pub fn new(out: W, form: Form) -> Self {
        Writer { out, form, written: false }
    }

    /// Writes one object.
    pub fn put(&mut self, object: Object) -> io::Result<()> {
        if self.form == Form::Array {
            self.out.write_all(if self.written { b",\n" } else { b"[\n" })?;
        }
        self.written = true;
        object.write(&mut self.out)?;
        if self.form == Form::Lines { self.out.write_all(b"\n") } else { Ok(()) }
    }

    /// Closes the array and flushes.
    pub fn finish(mut self) -> io::Result<W> {
        if self.form == Form::Array {
            self.out.write_all(if self.written { b"\n]\n" } else { b"[]\n" })?;
        }
        self.out.flush()?;
        Ok(self.out)
    }
}

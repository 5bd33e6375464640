//! What can go wrong while bytes are read, and the page that tells it.

use model::{Code, Diagnostic, Input, MediaType, Page, PageHints, PageId};
use std::{fmt, io};

/// Why a stream ended before its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The packed data, or a record of an archive, ends too early.
    Truncated,
    /// The packed data is broken.
    Corrupt(String),
    /// The packed data unpacks to far more than its size.
    Bomb { packed: u64, unpacked: u64 },
    /// The operating system's word.
    Io(io::ErrorKind, String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Truncated => write!(f, "the data ends too early"),
            Fault::Corrupt(why) => write!(f, "the compressed data is broken ({why})"),
            Fault::Bomb { packed, unpacked } => {
                write!(f, "{packed} compressed bytes have given {unpacked} bytes so far; reading stopped")
            }
            Fault::Io(_, why) => write!(f, "reading failed: {why}"),
        }
    }
}

impl std::error::Error for Fault {}

impl From<Fault> for io::Error {
    fn from(fault: Fault) -> Self {
        io::Error::other(fault)
    }
}

impl Fault {
    /// The fault inside an error, or the error as a fault of the operating system.
    pub(crate) fn of(error: &io::Error) -> Fault {
        match error.get_ref().and_then(|e| e.downcast_ref::<Fault>()) {
            Some(fault) => fault.clone(),
            None => Fault::Io(error.kind(), error.to_string()),
        }
    }

    pub(crate) fn code(&self) -> Code {
        match self {
            Fault::Truncated => Code::SourceTruncated,
            Fault::Corrupt(_) => Code::SourceIo,
            Fault::Bomb { .. } => Code::SourceBomb,
            Fault::Io(io::ErrorKind::NotFound, _) => Code::SourceMissing,
            Fault::Io(io::ErrorKind::PermissionDenied, _) => Code::SourcePermission,
            Fault::Io(..) => Code::SourceIo,
        }
    }

    /// With the place where it happened.
    pub(crate) fn diagnostic(&self, path: &str) -> Diagnostic {
        Diagnostic::new(self.code(), format!("{path}: {self}"))
    }
}

/// A page that could not be read: no bytes, and the reason. Its id is hashed from its path.
pub(crate) fn nothing(path: impl Into<String>, diagnostic: Diagnostic) -> Page {
    let path = path.into();
    Page { id: PageId::of(path.as_bytes()), diagnostics: vec![diagnostic], ..unreadable(path, Vec::new()) }
}

/// A page whose bytes are there but hold nothing to read.
pub(crate) fn unread(path: impl Into<String>, bytes: Vec<u8>, diagnostic: Diagnostic) -> Page {
    if bytes.is_empty() {
        return nothing(path, diagnostic);
    }
    Page { diagnostics: vec![diagnostic], ..unreadable(path.into(), bytes) }
}

fn unreadable(path: String, bytes: Vec<u8>) -> Page {
    Page {
        id: PageId::of(&bytes),
        path,
        url: None,
        media_type: MediaType::Unknown,
        bytes,
        fetched: None,
        input: Input::Nothing,
        hints: PageHints::default(),
        diagnostics: Vec::new(),
    }
}

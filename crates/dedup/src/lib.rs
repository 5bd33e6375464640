//! The same text again? Signatures of texts, and which article is a copy of which.
//!
//! A signature is the MinHash (Broder 1997) of the text's three-word shingles: 128 values of 32 bits, with four more of its
//! beginning, by which a copy that was cut short finds its original, and the number of shingles, from which follows how
//! much of one text stands in the other. Hash family, seeds and band layout are a stored format with a version; changing any
//! of them means a new [`VERSION`].

mod copies;
mod signature;

pub use copies::{Candidate, duplicates};
pub use signature::Signature;

/// Version of the signature format. 1 had 64 values of five-word shingles.
pub const VERSION: u32 = 2;

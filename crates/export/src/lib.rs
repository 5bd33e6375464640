//! JSON Lines and JSON: the record on the wire.

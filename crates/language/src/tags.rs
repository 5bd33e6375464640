//! Universal parts of speech by their names.

use model::Pos;

/// Reads `NOUN NN`: a universal tag and a Penn tag.
pub fn parse(label: &'static str) -> (Pos, &'static str) {
    label.split_once(' ').map_or((Pos::X, ""), |(universal, penn)| (pos(universal), penn))
}

/// A universal tag by its name.
pub fn pos(name: &str) -> Pos {
    match name {
        "ADJ" => Pos::Adj,
        "ADP" => Pos::Adp,
        "ADV" => Pos::Adv,
        "AUX" => Pos::Aux,
        "CCONJ" => Pos::Cconj,
        "DET" => Pos::Det,
        "INTJ" => Pos::Intj,
        "NOUN" => Pos::Noun,
        "NUM" => Pos::Num,
        "PART" => Pos::Part,
        "PRON" => Pos::Pron,
        "PROPN" => Pos::Propn,
        "PUNCT" => Pos::Punct,
        "SCONJ" => Pos::Sconj,
        "SYM" => Pos::Sym,
        "VERB" => Pos::Verb,
        _ => Pos::X,
    }
}

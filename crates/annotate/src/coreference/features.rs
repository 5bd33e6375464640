//! What speaks for and against two mentions being one, as numbered features, and the weights of these.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Groups of features with how many each has.
pub const GROUPS: &[(&str, u16)] = &[
    ("link", 1),
    ("sentences", 8),
    ("between", 8),
    ("what", 12),
    ("role", 9),
    ("roles", 4),
    ("here", 9),
    ("times", 6),
    ("gender", 3),
    ("number", 3),
    ("quote", 4),
    ("clause", 4),
    ("named", 2),
    ("leads", 4),
    ("order", 6),
    ("word", 6),
    ("added", 8),
    ("owner", 4),
    ("text", 3),
    ("fits", 4),
    ("begins", 5),
    ("voice", 4),
    ("block", 3),
    ("none", 1),
    ("none_role", 9),
    ("none_empty", 8),
    ("none_choice", 5),
    ("none_added", 4),
    ("none_quote", 2),
    ("none_many", 2),
];

/// What is to be linked: each has its own weights, and others where the sentence has no tree.
pub const CLASSES: &[&str] = &["i", "we", "you", "he", "it", "they", "the", "this", "a", "owned", "bare"];

const fn total() -> usize {
    let (mut sum, mut i) = (0, 0);
    while i < GROUPS.len() {
        sum += GROUPS[i].1 as usize;
        i += 1;
    }
    sum
}

/// Features of one class.
pub const SIZE: usize = total();

/// Weights of all classes, those without trees behind the others.
pub const WEIGHTS: usize = SIZE * CLASSES.len() * 2;

/// The first feature of a group, by a name known when the program is built.
pub const fn group(name: &str) -> u16 {
    let (mut at, mut i) = (0, 0);
    while i < GROUPS.len() {
        if same(GROUPS[i].0.as_bytes(), name.as_bytes()) {
            return at;
        }
        at += GROUPS[i].1;
        i += 1;
    }
    panic!("no such group");
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// One feature: the group's name and the number in it, cut at the group's size.
macro_rules! fact {
    ($name:literal, $value:expr) => {{
        const AT: u16 = $crate::coreference::features::group($name);
        const SIZE: u16 = $crate::coreference::features::size($name);
        AT + ($value as u16).min(SIZE - 1)
    }};
}
pub(super) use fact;

/// How many features a group has.
pub const fn size(name: &str) -> u16 {
    let mut i = 0;
    while i < GROUPS.len() {
        if same(GROUPS[i].0.as_bytes(), name.as_bytes()) {
            return GROUPS[i].1;
        }
        i += 1;
    }
    panic!("no such group");
}

/// Small numbers as they are, larger ones by halving: 0 1 2 3–4 5–8 9–16 …
pub fn step(n: usize) -> u16 {
    match n {
        0..=2 => n as u16,
        _ => 2 + (n as u32 - 1).ilog2() as u16,
    }
}

/// The weights that are part of the program.
pub fn weights() -> &'static [f32] {
    static WEIGHTS: LazyLock<Vec<f32>> = LazyLock::new(|| read(include_str!("../../lexicon/links.tsv")));
    &WEIGHTS
}

/// Rows `class group number weight`; those of unknown names are left out.
pub fn read(table: &str) -> Vec<f32> {
    let mut out = vec![0.0; WEIGHTS];
    let names: FxHashMap<String, usize> = (0..WEIGHTS).map(|i| (name(i), i)).collect();
    for (key, weight) in table.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.rsplit_once('\t')) {
        if let (Some(&i), Ok(weight)) = (names.get(key), weight.parse()) {
            out[i] = weight;
        }
    }
    out
}

/// The name of a weight in the table.
pub fn name(weight: usize) -> String {
    let (class, mut feature) = (weight / SIZE, (weight % SIZE) as u16);
    let mut group = GROUPS.iter();
    let group = loop {
        match group.next() {
            Some((name, size)) if feature < *size => break name,
            Some((_, size)) => feature -= size,
            None => break &"",
        }
    };
    let tree = if class < CLASSES.len() { "tree" } else { "flat" };
    format!("{}\t{tree}\t{group}\t{feature}", CLASSES[class % CLASSES.len()])
}

//! Who goes by another name: "the prince, Orhan Demir, known as OD".

use model::{Name, NameKind};

/// Who is "known as" something is a person where a person stands before: "the prince, Orhan Demir, known as OD", "the gang's
/// leader, known as Timon".
pub(super) fn called(text: &str, names: &mut [Name]) {
    const CALLS: [&str; 8] =
        ["known as", "better known as", "nicknamed", "dubbed", "also called", "alias", "widely known as", "popularly known as"];
    let mut people: Vec<String> = Vec::new();
    for i in 0..names.len() {
        let n = &names[i];
        if n.kind == NameKind::Person || n.text.contains(' ') && n.kind != NameKind::Organization {
            continue;
        }
        let before = text[..n.range.start as usize].trim_end_matches([' ', '"', '“', '‘', '\'']);
        let Some(left) = CALLS.iter().find_map(|c| before.strip_suffix(c)) else { continue };
        let left = left.trim_end_matches([' ', ',', '(']);
        let left = ["better", "also", "widely", "who is", "who was", "commonly"]
            .iter()
            .fold(left, |l, w| l.strip_suffix(w).unwrap_or(l).trim_end_matches([' ', ',']));
        let named = i > 0 && names[i - 1].kind == NameKind::Person && names[i - 1].range.end as usize == left.len();
        let noun = left.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        let a_person = matches!(
            noun,
            "leader"
                | "commander"
                | "man"
                | "woman"
                | "prince"
                | "boss"
                | "gangster"
                | "warlord"
                | "rapper"
                | "singer"
                | "general"
                | "colonel"
                | "suspect"
                | "kingpin"
        );
        if named || a_person {
            people.push(n.text.clone());
        }
    }
    for n in names.iter_mut().filter(|n| people.contains(&n.text)) {
        n.kind = NameKind::Person;
    }
}

//! Names of news agencies, to tell them from authors.

use std::collections::HashMap;
use std::sync::LazyLock;

static TABLE: &str = include_str!("data/agencies.tsv");

static NAMES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let rows = TABLE.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'));
    rows.flat_map(|(name, forms)| forms.split('|').map(move |f| (f, name))).collect()
});

/// The agency that `words` name as a whole: `Agence France-Presse` is `AFP`. Short names must stand in capitals as usual.
pub fn agency(words: &str) -> Option<&'static str> {
    let words = words.trim().trim_matches(|c: char| !c.is_alphanumeric());
    if words.is_empty() || words.len() > 60 {
        return None;
    }
    let lower = words.to_lowercase();
    let name = NAMES.get(lower.as_str()).or_else(|| NAMES.get(lower.trim_start_matches("the ")))?;
    // "Ana", "Sana" and "Petra" are also given names: a short form counts only in the agency's own capitals.
    let short = lower.len() <= 5 && lower.is_ascii();
    (!short || words == *name || words.chars().all(|c| !c.is_lowercase())).then_some(*name)
}

/// All canonical names.
pub fn all() -> impl Iterator<Item = &'static str> {
    TABLE.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t')).map(|(n, _)| n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_unique_and_found() {
        let mut seen = HashMap::new();
        for row in TABLE.lines().filter(|l| !l.starts_with('#')) {
            let (name, forms) = row.split_once('\t').expect(row);
            for form in forms.split('|') {
                assert_eq!(form, form.to_lowercase());
                assert_eq!(seen.insert(form, name), None, "{form} twice");
            }
        }
        assert_eq!(agency("Agence France-Presse"), Some("AFP"));
        assert_eq!(agency("(AP)"), Some("AP"));
        assert_eq!(agency("dpa"), Some("dpa"));
        assert_eq!(agency("Petra"), Some("Petra"));
        assert_eq!(agency("Ani"), None);
        assert!(all().count() > 100);
    }
}

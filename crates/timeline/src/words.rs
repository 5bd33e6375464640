//! Sentences as bags of words, and which of them stand in the middle.

use crate::{ALIKE, Chosen, Told};
use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

/// Words that tell no subject, of four letters and more; shorter ones are left out anyhow.
const EMPTY: &str = "about above after again against all also although among another any are around because been before \
being below between both but came can come could did does doing down during each either else even ever every few for from \
further get gets getting goes going gone had has have having here hers herself himself his how however into its itself \
just later least less like likely made make makes making many may might more most much must near nearly need never next \
none nor not nothing now off often once one only onto other others our out over own perhaps quite rather said same saw say \
saying says seen several shall she should since some soon still such take taken than that the their theirs them themselves \
then there therefore these they this those though through throughout thus together too took toward towards under unless \
until upon used very via want wants was way well went were what when where whether which while who whom whose why will with \
within without would year years yet you your yours \
monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october \
november december";

/// How many letters of a word are compared, so that its forms are one.
const LETTERS: usize = 6;

/// A bag of words: logarithms of counts, and its length.
struct Bag {
    words: BTreeMap<String, f64>,
    length: f64,
}

impl Bag {
    fn of(text: &str) -> Bag {
        static SET: OnceLock<HashSet<&str>> = OnceLock::new();
        let empty = SET.get_or_init(|| EMPTY.split(' ').collect());
        let lower = text.to_lowercase();
        let mut words: BTreeMap<String, f64> = BTreeMap::new();
        for w in lower.split(|c: char| !c.is_alphanumeric()) {
            let long = w.chars().nth(3).is_some() || !w.is_empty() && w.bytes().all(|b| b.is_ascii_digit());
            if long && !empty.contains(w) {
                *words.entry(w.chars().take(LETTERS).collect()).or_default() += 1.0;
            }
        }
        words.values_mut().for_each(|n| *n = 1.0 + n.ln());
        let length = words.values().map(|x| x * x).sum::<f64>().sqrt();
        Bag { words, length }
    }

    fn dot(&self, other: &BTreeMap<String, f64>) -> f64 {
        self.words.iter().filter_map(|(w, x)| Some(x * other.get(w)?)).sum()
    }
}

/// The sentences nearest to the middle of all, at most `most`, none that says what one before it says; those of `shown` only
/// where nothing else is there.
pub(crate) fn central(told: &[Told], most: usize, shown: &HashSet<&str>) -> Vec<Chosen> {
    let bags: Vec<Bag> = told.iter().map(|t| Bag::of(t.text)).collect();
    let mut middle: BTreeMap<String, f64> = BTreeMap::new();
    for (t, bag) in told.iter().zip(&bags).filter(|(_, b)| b.length > 0.0) {
        for (w, x) in &bag.words {
            *middle.entry(w.clone()).or_default() += t.near * x / bag.length;
        }
    }
    let near = |i: usize| bags[i].dot(&middle) / bags[i].length * told[i].weight;
    let mut order: Vec<(f64, usize)> = (0..told.len()).filter(|&i| bags[i].length > 0.0).map(|i| (near(i), i)).collect();
    let again = |i: usize| shown.contains(told[i].text);
    order.sort_by(|a, b| again(a.1).cmp(&again(b.1)).then(b.0.total_cmp(&a.0)).then(a.1.cmp(&b.1)));
    let mut picked: Vec<usize> = Vec::new();
    for (_, i) in order {
        if picked.len() >= most || again(i) && !picked.is_empty() {
            break;
        }
        let alike = |j: &usize| bags[i].dot(&bags[*j].words) > ALIKE * bags[i].length * bags[*j].length;
        if !picked.iter().any(alike) {
            picked.push(i);
        }
    }
    picked
        .into_iter()
        .map(|i| Chosen { article: told[i].article, sentence: told[i].sentence, text: told[i].text.into() })
        .collect()
}

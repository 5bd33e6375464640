//! What was worked out once and holds until the data change.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard};
use store::Columns;

/// Values by what was asked, each good only for the columns it was worked out from.
pub struct Kept<K, T> {
    half: usize,
    values: Mutex<Values<K, T>>,
}

/// What is kept: what was asked for lately, and before that.
struct Values<K, T> {
    of: Option<Arc<Columns>>,
    late: HashMap<K, Arc<T>>,
    before: HashMap<K, Arc<T>>,
}

impl<K: Hash + Eq, T> Values<K, T> {
    fn put(&mut self, half: usize, asked: K, value: Arc<T>) {
        if self.late.len() >= half {
            self.before = std::mem::take(&mut self.late);
        }
        self.late.insert(asked, value);
    }

    fn empty() -> Values<K, T> {
        Values { of: None, late: HashMap::new(), before: HashMap::new() }
    }
}

impl<K: Hash + Eq, T> Kept<K, T> {
    /// Keeps at most so many; when there are more, those go that were not asked for lately.
    pub fn new(most: usize) -> Kept<K, T> {
        Kept { half: most.div_ceil(2), values: Mutex::new(Values::empty()) }
    }

    fn values(&self) -> MutexGuard<'_, Values<K, T>> {
        self.values.lock().unwrap_or_else(|e| e.into_inner())
    }

    /// What was kept, if the columns are still the same.
    pub fn get<Q>(&self, asked: &Q, columns: &Arc<Columns>) -> Option<Arc<T>>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        let mut values = self.values();
        if !values.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, columns)) {
            return None;
        }
        if let Some(value) = values.late.get(asked) {
            return Some(value.clone());
        }
        let (asked, value) = values.before.remove_entry(asked)?;
        values.put(self.half, asked, value.clone());
        Some(value)
    }

    /// Keeps a value that was worked out from these columns; what came from others goes.
    pub fn put(&self, asked: K, columns: &Arc<Columns>, value: Arc<T>) {
        let mut values = self.values();
        if !values.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, columns)) {
            *values = Values { of: Some(columns.clone()), ..Values::empty() };
        }
        values.put(self.half, asked, value);
    }

    /// Forgets everything, so that old columns are not held.
    pub fn clear(&self) {
        *self.values() = Values::empty();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_columns_know_nothing() {
        let (kept, a, b) = (Kept::new(2), Arc::new(Columns::default()), Arc::new(Columns::default()));
        kept.put("x".to_string(), &a, Arc::new(1));
        assert_eq!(kept.get("x", &a).as_deref(), Some(&1));
        assert_eq!(kept.get("x", &b), None);
        kept.put("y".to_string(), &b, Arc::new(2));
        assert_eq!((kept.get("x", &a), kept.get("y", &b).as_deref()), (None, Some(&2)));
    }

    #[test]
    fn what_is_asked_for_stays_and_the_rest_goes() {
        let (kept, c) = (Kept::new(4), Arc::new(Columns::default()));
        kept.put(0, &c, Arc::new(0));
        for n in 1..20 {
            kept.put(n, &c, Arc::new(n));
            assert_eq!(kept.get(&0, &c).as_deref(), Some(&0));
        }
        let left = (0..20).filter(|n| kept.get(n, &c).is_some()).count();
        assert!((2..=4).contains(&left), "{left}");
        assert_eq!(kept.get(&1, &c), None);
    }
}

//! What was worked out once and holds until the data change.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};
use store::Columns;

/// Values by what was asked, with the columns they were worked out from.
type Values<T> = HashMap<String, (Arc<Columns>, Arc<T>)>;

/// Values by what was asked, each good only for the columns it was worked out from.
pub struct Kept<T> {
    most: usize,
    values: Mutex<Values<T>>,
}

impl<T> Kept<T> {
    /// Keeps at most so many; when there are more, all go.
    pub fn new(most: usize) -> Kept<T> {
        Kept { most, values: Mutex::default() }
    }

    fn values(&self) -> MutexGuard<'_, Values<T>> {
        self.values.lock().unwrap_or_else(|e| e.into_inner())
    }

    /// What was kept, if the columns are still the same.
    pub fn get(&self, asked: &str, columns: &Arc<Columns>) -> Option<Arc<T>> {
        self.values().get(asked).filter(|(of, _)| Arc::ptr_eq(of, columns)).map(|(_, value)| value.clone())
    }

    /// Keeps a value that was worked out from these columns.
    pub fn put(&self, asked: String, columns: Arc<Columns>, value: Arc<T>) {
        let mut values = self.values();
        if values.len() >= self.most {
            values.clear();
        }
        values.insert(asked, (columns, value));
    }

    /// Forgets everything, so that old columns are not held.
    pub fn clear(&self) {
        self.values().clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_columns_know_nothing_and_a_full_one_begins_anew() {
        let (kept, a, b) = (Kept::new(2), Arc::new(Columns::default()), Arc::new(Columns::default()));
        kept.put("x".into(), a.clone(), Arc::new(1));
        assert_eq!(kept.get("x", &a).as_deref(), Some(&1));
        assert_eq!(kept.get("x", &b), None);
        kept.put("y".into(), b.clone(), Arc::new(2));
        kept.put("z".into(), b.clone(), Arc::new(3));
        assert_eq!((kept.get("y", &b), kept.get("z", &b).as_deref()), (None, Some(&3)));
    }
}

//! What a run remembers: results of pure functions by the hash of what went in.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::text::hash::Hash;

/// Remembers values between two builds of one process; what the last build did not ask for is
/// forgotten at the next.
#[derive(Debug)]
pub struct Memo<T> {
    shelves: Mutex<Shelves<T>>,
}

#[derive(Debug)]
struct Shelves<T> {
    now: HashMap<Hash, Arc<T>>,
    before: HashMap<Hash, Arc<T>>,
}

impl<T> Default for Memo<T> {
    fn default() -> Memo<T> {
        Memo { shelves: Mutex::new(Shelves { now: HashMap::new(), before: HashMap::new() }) }
    }
}

impl<T> Memo<T> {
    /// Begins a build: what the one before the last asked for goes.
    pub fn turn(&self) {
        let mut shelves = self.shelves.lock().unwrap_or_else(PoisonError::into_inner);
        shelves.before = std::mem::take(&mut shelves.now);
    }

    /// The value for a key, made if it is not remembered. Two threads may make one value twice.
    pub fn get(&self, key: Hash, make: impl FnOnce() -> T) -> Arc<T> {
        if let Some(found) = self.find(key) {
            return found;
        }
        let value = Arc::new(make());
        let mut shelves = self.shelves.lock().unwrap_or_else(PoisonError::into_inner);
        shelves.now.insert(key, Arc::clone(&value));
        value
    }

    fn find(&self, key: Hash) -> Option<Arc<T>> {
        let mut shelves = self.shelves.lock().unwrap_or_else(PoisonError::into_inner);
        let found = shelves.now.get(&key).cloned().or_else(|| shelves.before.remove(&key))?;
        shelves.now.insert(key, Arc::clone(&found));
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remembers_for_one_build_more() {
        let memo = Memo::default();
        let key = |text: &str| Hash::of(text.as_bytes());
        let made = |memo: &Memo<u32>, text: &str| {
            let mut made = false;
            memo.get(key(text), || {
                made = true;
                1
            });
            made
        };
        assert!(made(&memo, "a") && made(&memo, "b"));
        memo.turn();
        assert!(!made(&memo, "a"));
        memo.turn();
        assert!(!made(&memo, "a") && made(&memo, "b"));
    }
}

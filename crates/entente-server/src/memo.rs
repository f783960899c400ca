//! The last answer to a question that several requests of one page ask one after the other.

use std::sync::{Arc, Mutex, PoisonError};

/// What was made last, with the question that it answers.
#[derive(Debug)]
pub(crate) struct Memo<T>(Mutex<Option<(String, Arc<T>)>>);

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<T> Memo<T> {
    /// The answer to `question`, which names the state of the record too: the last one where it is of the same question,
    /// else what `make` gives, which is kept.
    pub(crate) fn answer<E>(&self, question: &str, make: impl FnOnce() -> Result<T, E>) -> Result<Arc<T>, E> {
        let last = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, answer)) = last.filter(|(asked, _)| asked == question) {
            return Ok(answer);
        }
        let answer = Arc::new(make()?);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) =
            Some((question.to_owned(), Arc::clone(&answer)));
        Ok(answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_answer_is_made_once_and_failures_are_not_kept() {
        let memo = Memo::default();
        assert_eq!(memo.answer("a", || Err::<u8, _>("no")), Err("no"));
        assert_eq!(memo.answer("a", || Ok::<_, &str>(1)).as_deref(), Ok(&1));
        assert_eq!(memo.answer("a", || Err("asked twice")).as_deref(), Ok(&1));
        assert_eq!(memo.answer("b", || Ok::<_, &str>(2)).as_deref(), Ok(&2));
        assert_eq!(memo.answer("a", || Ok::<_, &str>(3)).as_deref(), Ok(&3));
    }
}

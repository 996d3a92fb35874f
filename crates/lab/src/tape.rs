//! Kept states of a process, for scrubbing back.

/// States of a process with the times at which they were kept, and which of them is shown.
///
/// It keeps at most `most` states: when it is full, every second one is dropped and from then on only every
/// second, fourth, … one that is offered is taken, so that memory is bounded and the kept times stay even.
/// The latest state is always kept.
#[derive(Clone, Debug)]
pub struct Tape<T> {
    times: Vec<u64>,
    states: Vec<T>,
    most: usize,
    /// Of the states offered, every `stride`-th is kept for good.
    stride: u64,
    offered: u64,
    /// Whether the last state is only the latest, to be replaced by the next one.
    passing: bool,
    shown: Option<usize>,
}

impl<T> Tape<T> {
    /// An empty tape of at most `most` states (at least 2).
    pub fn new(most: usize) -> Self {
        Self {
            times: Vec::new(),
            states: Vec::new(),
            most: most.max(2),
            stride: 1,
            offered: 0,
            passing: false,
            shown: None,
        }
    }

    /// Keeps the state reached at `time`, which is later than all before it.
    pub fn keep(&mut self, time: u64, state: T) {
        if self.passing {
            self.times.pop();
            self.states.pop();
        }
        if self.states.len() >= self.most {
            self.thin();
        }
        self.times.push(time);
        self.states.push(state);
        self.passing = !self.offered.is_multiple_of(self.stride);
        self.offered += 1;
    }

    /// Drops every second state; the one shown stays shown if it is kept, else the one before it is.
    fn thin(&mut self) {
        let mut index = 0;
        self.times.retain(|_| {
            index += 1;
            index % 2 == 1
        });
        let mut index = 0;
        self.states.retain(|_| {
            index += 1;
            index % 2 == 1
        });
        self.shown = self.shown.map(|i| i / 2);
        self.stride *= 2;
    }

    /// Times of the kept states, ascending: what [`crate::Simulation::history`] gives.
    pub fn times(&self) -> &[u64] {
        &self.times
    }

    /// The kept states, in the order of their times.
    pub fn states(&self) -> &[T] {
        &self.states
    }

    /// Number of kept states.
    pub fn len(&self) -> usize {
        self.states.len()
    }

    /// Whether nothing was kept yet.
    pub fn is_empty(&self) -> bool {
        self.states.is_empty()
    }

    /// Shows a kept state or, with `None` (or an index that there is not), the latest.
    pub fn show(&mut self, kept: Option<usize>) {
        self.shown = kept.filter(|&i| i < self.states.len());
    }

    /// Which state was chosen by scrubbing.
    pub fn shown(&self) -> Option<usize> {
        self.shown
    }

    /// Index of the state to be seen: the one chosen, else the latest.
    pub fn index(&self) -> usize {
        self.shown.unwrap_or(self.states.len().saturating_sub(1))
    }

    /// The state to be seen, with its time; `None` while nothing was kept.
    pub fn current(&self) -> Option<(u64, &T)> {
        let i = self.index();
        Some((*self.times.get(i)?, self.states.get(i)?))
    }

    /// The state kept last.
    pub fn latest(&self) -> Option<&T> {
        self.states.last()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_short_tape_keeps_all_and_shows_the_latest_until_told_otherwise() {
        let mut tape = Tape::new(10);
        assert!(tape.current().is_none() && tape.is_empty());
        for t in 0..5 {
            tape.keep(t, t * t);
        }
        assert_eq!(tape.times(), [0, 1, 2, 3, 4]);
        assert_eq!(tape.current(), Some((4, &16)));
        tape.show(Some(2));
        tape.keep(5, 25);
        assert_eq!((tape.current(), tape.latest()), (Some((2, &4)), Some(&25)));
        tape.show(Some(99));
        assert_eq!(tape.current(), Some((5, &25)));
    }

    proptest! {
        #[test]
        fn a_long_tape_stays_small_begins_at_the_beginning_and_ends_at_the_end(
            most in 2usize..40, n in 1u64..2_000,
        ) {
            let mut tape = Tape::new(most);
            for t in 0..n {
                tape.keep(t, t);
            }
            prop_assert!(tape.len() <= most);
            prop_assert_eq!(tape.times()[0], 0);
            prop_assert_eq!(tape.latest(), Some(&(n - 1)));
            prop_assert!(tape.times().is_sorted() && tape.times() == tape.states());
            // But for the latest, the kept times are evenly spaced.
            let even: Vec<u64> = tape.times().windows(2).map(|w| w[1] - w[0]).collect();
            if even.len() > 2 {
                prop_assert!(even[..even.len() - 1].iter().all(|d| *d == even[0]), "{even:?}");
            }
        }
    }
}

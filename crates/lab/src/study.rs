//! Studies: many small jobs in the background, with partial results.

use crate::Progress;

/// A list of jobs worked off in order, one slice at a time, whose results are there as they come.
///
/// `J` says what is to be done; `W` is the job under way (a training half done). What needs only one slice
/// begins and ends in the same call. Dropping the study cancels it.
#[derive(Clone, Debug)]
pub struct Study<J, W, R> {
    jobs: Vec<J>,
    under_way: Option<W>,
    results: Vec<R>,
}

/// What a slice of a job came to.
pub enum Work<W, R> {
    /// Go on from here next time.
    Going(W),
    /// Done.
    Done(R),
}

impl<J, W, R> Study<J, W, R> {
    /// A study of these jobs, none of them begun.
    pub fn new(jobs: Vec<J>) -> Self {
        Self { results: Vec::with_capacity(jobs.len()), jobs, under_way: None }
    }

    /// Does one slice: goes on with the job under way, or begins the next. `work` gets the job and where it
    /// stands (`None` at its beginning). Once all is done further calls do nothing.
    pub fn advance(&mut self, work: impl FnOnce(&J, Option<W>) -> Work<W, R>) -> Progress {
        if let Some(job) = self.jobs.get(self.results.len()) {
            match work(job, self.under_way.take()) {
                Work::Going(state) => self.under_way = Some(state),
                Work::Done(result) => self.results.push(result),
            }
        }
        self.progress()
    }

    /// Jobs done, of all.
    pub fn progress(&self) -> Progress {
        Progress::of(self.results.len() as u64, self.jobs.len() as u64)
    }

    /// The jobs that are done with their results, in order.
    pub fn done(&self) -> impl Iterator<Item = (&J, &R)> {
        self.jobs.iter().zip(&self.results)
    }

    /// The job under way or next, if any is left.
    pub fn current(&self) -> Option<&J> {
        self.jobs.get(self.results.len())
    }

    /// All jobs.
    pub fn jobs(&self) -> &[J] {
        &self.jobs
    }

    /// Whether nothing is left to do.
    pub fn is_finished(&self) -> bool {
        self.results.len() == self.jobs.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jobs_are_done_in_order_in_slices_with_partial_results() {
        // Each job counts down from its number, one a slice.
        let mut study: Study<u32, u32, String> = Study::new(vec![2, 0, 1]);
        let mut slices = 0;
        let mut seen = Vec::new();
        while !study.is_finished() {
            study.advance(|&from, left| match left.unwrap_or(from) {
                0 => Work::Done(format!("{from} is over")),
                n => Work::Going(n - 1),
            });
            slices += 1;
            seen.push(study.progress().done);
        }
        assert_eq!((slices, seen), (6, vec![0, 0, 1, 2, 2, 3]));
        let done: Vec<_> = study.done().map(|(j, r)| (*j, r.as_str())).collect();
        assert_eq!(done, [(2, "2 is over"), (0, "0 is over"), (1, "1 is over")]);
        assert!(!study.advance(|_, _| unreachable!("nothing is left")).more);
    }
}

//! Page and worker against each other, with a clock of our own: what a reader would see.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod site;

use lab::{Value, Values};
use run::{
    Event, Speed, Status, Who,
    address::{Pinned, State},
};
use site::{COUNTER, Site};

fn state(values: Values) -> State {
    State { values, at: None, pinned: None }
}

fn to(n: i64) -> Values {
    COUNTER.defaults().with("n", Value::Integer(n))
}

#[test]
fn a_run_plays_to_its_end() {
    let mut site = Site::open(&COUNTER, state(to(40)), false);
    site.settle();
    assert_eq!((site.status(), site.tick()), (Status::Finished, 40));
    assert_eq!(site.seen().readouts.get("count"), Some(40.0));
}

#[test]
fn a_link_lands_on_its_slice_with_or_without_motion() {
    for calm in [false, true] {
        for at in [0, 1, 12, 39] {
            let mut site = Site::open(&COUNTER, State { at: Some(at), ..state(to(40)) }, calm);
            site.settle();
            assert_eq!((site.status(), site.tick()), (Status::Paused, at), "calm: {calm}");
            assert_eq!(site.desk.stage().at(), Some(at));
        }
        // One beyond the end is the end.
        let mut site = Site::open(&COUNTER, State { at: Some(99), ..state(to(40)) }, calm);
        site.settle();
        assert_eq!((site.status(), site.tick()), (Status::Finished, 40));
    }
}

#[test]
fn with_little_motion_a_moved_slider_answers_at_once_and_then_only_with_the_end() {
    let mut site = Site::open(&COUNTER, state(to(40)), true);
    site.settle();
    site.on(Event::Set(to(80)));
    site.settle();
    let shown: Vec<u64> = site.shown.iter().map(|f| f.tick).collect();
    assert_eq!(shown.last(), Some(&80));
    // The first frame of either run, and its end.
    assert_eq!(shown.len(), 4, "{shown:?}");
}

#[test]
fn a_wanted_value_goes_out_in_the_event_that_brought_it() {
    let mut site = Site::open(&COUNTER, state(to(40)), false);
    site.settle();
    let orders = site.desk.on(Who::Stage, Event::Set(to(41)), 0.0);
    assert!(
        matches!(
            &orders[..],
            [(Who::Stage, run::Order::Send(run::protocol::Request::Set { .. }, None))]
        ),
        "{orders:?}"
    );
}

#[test]
fn the_newest_value_wins_and_none_queues() {
    let mut site = Site::open(&COUNTER, state(to(40)), false);
    site.settle();
    let before = site.requests;
    for n in 41..60 {
        site.on(Event::Set(to(n)));
    }
    site.on(Event::Pause);
    site.settle();
    assert_eq!(site.desk.stage().frame_values(), &to(59));
    assert!(site.requests - before <= 3, "{}", site.requests - before);
}

#[test]
fn play_on_a_dead_worker_opens_another() {
    let mut site = Site::open(&COUNTER, state(to(40)), false);
    site.on(Event::Pause);
    site.settle();
    site.kill();
    assert!(matches!(site.status(), Status::Dead(_)));
    site.on(Event::Play);
    assert_eq!(site.status(), Status::Starting);
    site.settle();
    assert_eq!((site.status(), site.tick()), (Status::Finished, 40));
}

#[test]
fn reset_and_step_on_a_dead_worker_open_another_too() {
    for step in [false, true] {
        let mut site = Site::open(&COUNTER, state(to(40)), false);
        site.settle();
        site.kill();
        let restart = Event::Restart { values: to(40), play: false, until: None };
        site.on(if step { Event::Step } else { restart });
        site.settle();
        assert_eq!((site.status(), site.tick()), (Status::Paused, u64::from(step)));
    }
}

#[test]
fn a_worker_that_is_silent_for_long_is_dead() {
    let mut site = Site::open(&COUNTER, state(to(40)), false);
    site.deaf = true;
    site.now = 40_000.0;
    site.on(Event::Looked);
    assert_eq!(site.status(), Status::Starting);
    site.now = 50_000.0;
    site.on(Event::Looked);
    assert!(matches!(site.status(), Status::Dead(_)));
}

#[test]
fn a_pin_taken_in_the_middle_of_a_run_comes_back_by_the_link_as_it_was() {
    // Within the first answer, and far beyond it.
    for at in [7, 39] {
        let mut site = Site::open(&COUNTER, State { at: Some(at), ..state(to(40)) }, false);
        site.settle();
        site.toggle_pin();
        let sent = site.desk.pin().unwrap().frame.clone().unwrap();
        assert_eq!(sent.tick, at);
        site.on(Event::Set(to(50)));
        site.settle();
        let words = run::address::write(&COUNTER, &site.desk.state(to(50))).words;
        let (received, notices) = run::address::read(&COUNTER, "", &words);
        assert!(notices.is_empty(), "{words}: {notices:?}");
        let mut other = Site::open(&COUNTER, received, false);
        other.settle();
        let ghost = other.desk.pin().unwrap().frame.clone().unwrap();
        assert_eq!((ghost.tick, &ghost.readouts), (at, &sent.readouts));
    }
}

#[test]
fn a_pin_is_of_the_values_that_are_seen_not_of_those_on_their_way() {
    let mut site = Site::open(&COUNTER, state(to(40)), false);
    site.settle();
    site.deaf = true;
    site.on(Event::Set(to(90)));
    site.toggle_pin();
    assert_eq!(site.desk.pin().unwrap().pinned, Pinned { values: to(40), at: None });
}

#[test]
fn what_is_unpinned_while_it_is_computed_does_not_come_back() {
    let pinned = Some(Pinned { values: to(90), at: None });
    let mut site = Site::open(&COUNTER, State { pinned, ..state(to(40)) }, false);
    site.turn();
    site.turn();
    assert!(site.desk.pin().is_some_and(|pin| pin.frame.is_none()));
    site.toggle_pin();
    assert_eq!(site.desk.pin(), None);
    assert_eq!(site.workers(), 1, "its worker is closed");
    site.settle();
    assert_eq!(site.desk.pin(), None);
    // And another link right afterwards gets its own pin, whatever the first one still says.
    site.compare(Some(Pinned { values: to(5), at: None }));
    site.settle();
    assert_eq!(site.desk.pin().unwrap().frame.as_ref().unwrap().tick, 5);
    assert_eq!(site.workers(), 1);
}

#[test]
fn speed_is_slices_a_paint() {
    let mut site = Site::open(&COUNTER, State { at: Some(0), ..state(to(40)) }, false);
    site.settle();
    site.on(Event::Speed(Speed::Steady));
    site.on(Event::Play);
    for _ in 0..5 {
        site.turn();
    }
    let steady = site.tick();
    assert!((3..=5).contains(&steady), "{steady}");
    site.on(Event::Pause);
    site.settle();
    let before = site.tick();
    site.on(Event::Step);
    site.settle();
    assert_eq!((site.tick(), site.status()), (before + 1, Status::Paused));
}

#[test]
fn values_that_cannot_run_keep_the_last_good_frame_and_the_next_ones_run() {
    let mut site = Site::open(&COUNTER, state(to(40)), false);
    site.settle();
    site.on(Event::Set(to(13)));
    site.settle();
    assert!(matches!(site.status(), Status::Refused { .. }));
    assert_eq!(site.seen().readouts.get("count"), Some(40.0));
    assert_eq!(site.desk.stage().frame_values(), &to(40));
    site.on(Event::Set(to(14)));
    site.settle();
    assert_eq!((site.status(), site.tick()), (Status::Finished, 14));
}

#[test]
fn figures_that_stay_are_not_sent_again() {
    let mut site = Site::open(&COUNTER, state(to(40)), false);
    site.settle();
    let before = site.seen();
    site.on(Event::Set(to(60)));
    site.settle();
    let after = site.seen();
    assert!(std::sync::Arc::ptr_eq(&before.figures[1], &after.figures[1]), "the still one");
    assert!(!std::sync::Arc::ptr_eq(&before.figures[0], &after.figures[0]));
}

#[test]
fn a_frame_made_with_the_site_stands_until_the_run_has_come_as_far() {
    let built = run::still(&COUNTER, &to(40), lab::Lang::En, 100).unwrap();
    assert_eq!((built.tick, built.more), (40, false));
    let mut site = Site::open(&COUNTER, state(to(40)), false);
    site.desk.show_built(built.clone());
    assert!(site.desk.stage().is_built());
    site.settle();
    let ticks: Vec<u64> = site.shown.iter().map(|f| f.tick).collect();
    assert_eq!(ticks, [40, 40], "no flicker back to the beginning");
    assert!(!site.desk.stage().is_built());
    // The reader's first act ends it: what was computed meanwhile is seen.
    let mut site = Site::open(&COUNTER, state(to(40)), false);
    site.desk.show_built(built);
    site.turn();
    site.turn();
    site.on(Event::Pause);
    site.turn();
    assert!(!site.desk.stage().is_built() && site.tick() < 40);
    assert_eq!(site.status(), Status::Paused);
}

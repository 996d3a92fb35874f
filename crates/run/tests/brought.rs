//! What the reader brings, and what the site brings: read in the worker, sent once.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod site;

use std::sync::Arc;

use figure::Figure;
use lab::{
    Asset, Citation, DataSpec, Halt, Lang, Paper, Param, ParamError, Progress, Readout, Readouts,
    Registry, Simulation, Value, Values, View, t,
};
use run::{
    Event, Order, Status, Who,
    address::State,
    protocol::{Request, write_request},
};
use site::Site;

/// Tells how much it was given.
struct Given {
    rows: usize,
    bytes: usize,
}

impl Simulation for Given {
    fn advance(&mut self) -> Result<Progress, Halt> {
        Ok(Progress::FINISHED)
    }

    fn figures(&self, _: Lang) -> Vec<Figure> {
        vec![Figure::new("given", "given", Vec::new())]
    }

    fn readouts(&self) -> Readouts {
        Readouts::new().with("rows", self.rows as f64).with("bytes", self.bytes as f64)
    }
}

fn start(values: &Values) -> Result<Box<dyn Simulation>, ParamError> {
    let bytes = values.asset("words.txt").map_or(0, |words| words.len());
    Ok(Box::new(Given { rows: values.data("numbers").rows(), bytes }))
}

const WORDS: [Asset; 1] = [Asset::new("words.txt").when(|values| values.toggle("words"))];

static READER: Paper = Paper {
    id: "reader",
    title: t("Reader", "读"),
    question: t("How many?", "多少？"),
    description: t("It reads.", "读。"),
    citation: Citation { reference: "Nobody (1999).", links: &[] },
    params: &[
        Param::data("numbers", t("Numbers", "数"), DataSpec::numbers(2, 1_000_000)),
        Param::toggle("words", t("Words", "词"), false).assets(&WORDS),
        Param::integer("n", t("n", "n"), (1, 9), 3),
    ],
    presets: &[],
    readouts: &[Readout::new("rows", t("rows", "行")), Readout::new("bytes", t("bytes", "字节"))],
    views: &[View::new("all", t("All", "全部"), start).params(&["numbers", "words", "n"])],
    claims: &[],
};

static PAPERS: [&Paper; 1] = [&READER];

fn open() -> Site {
    let state = State { values: READER.defaults(), at: None, pinned: None };
    let mut site = Site::of(Registry(&PAPERS), &READER, state, false);
    site.settle();
    site
}

fn read(site: &mut Site, text: &[u8]) -> Option<Value> {
    site.bytes.insert(1, text.to_vec());
    site.on(Event::Parse { key: "numbers".into(), bytes: 1 });
    site.settle();
    site.taken.pop().unwrap().1
}

#[test]
fn numbers_are_read_in_the_worker_and_do_not_travel_again() {
    let mut site = open();
    let table = read(&mut site, b"1 2 3 4 5").unwrap();
    let values = READER.defaults().with("numbers", table);
    let orders = site.desk.on(Who::Stage, Event::Set(values.clone()), 0.0);
    let [(Who::Stage, Order::Send(request, None))] = &orders[..] else { panic!("{orders:?}") };
    let Request::Set { values: light, kept, .. } = request else { panic!("{request:?}") };
    assert_eq!((light.get("numbers"), &kept[..]), (None, &["numbers".to_owned()][..]));
    assert!(write_request(request).len() < 100);
}

#[test]
fn a_set_of_what_was_read_runs_on_it() {
    let mut site = open();
    let table = read(&mut site, b"1 2 3 4 5").unwrap();
    site.on(Event::Set(READER.defaults().with("numbers", table.clone())));
    site.settle();
    assert_eq!(site.seen().readouts.get("rows"), Some(5.0));
    // What cannot be used changes nothing, here or there.
    assert_eq!(read(&mut site, b"1 2 three"), None);
    site.on(Event::Set(
        READER.defaults().with("numbers", table.clone()).with("n", Value::Integer(4)),
    ));
    site.settle();
    assert_eq!(site.seen().readouts.get("rows"), Some(5.0));
    // Read, but then other numbers are set: those run.
    read(&mut site, b"1 2 3 4 5 6 7 8").unwrap();
    site.on(Event::Set(READER.defaults().with("numbers", table)));
    site.settle();
    assert_eq!(site.seen().readouts.get("rows"), Some(5.0));
}

#[test]
fn a_moved_slider_does_not_copy_a_million_numbers() {
    let Value::Data(table) = READER.defaults().get("numbers").unwrap().clone() else { panic!() };
    let values = READER.defaults().with("numbers", Value::Data(Arc::clone(&table)));
    let copy = values.clone();
    assert!(Arc::ptr_eq(copy.data("numbers"), &table));
}

#[test]
fn a_file_is_fetched_when_it_is_needed_and_only_once() {
    let mut site = open();
    assert!(site.fetched.is_empty());
    site.files.insert("words.txt", *b"twelve bytes");
    let on = READER.defaults().with("words", Value::Toggle(true));
    for n in 1..4 {
        site.on(Event::Set(on.clone().with("n", Value::Integer(n))));
    }
    site.settle();
    assert_eq!(site.seen().readouts.get("bytes"), Some(12.0));
    assert_eq!(site.fetched, ["words.txt"]);
    // A new worker gets it again, from the page and not from the network.
    site.kill();
    site.on(Event::Revive(on));
    site.settle();
    assert_eq!(site.seen().readouts.get("bytes"), Some(12.0));
    assert_eq!(site.fetched, ["words.txt"]);
}

#[test]
fn a_file_that_cannot_be_had_is_said_and_tried_again_when_asked() {
    let mut site = open();
    let on = READER.defaults().with("words", Value::Toggle(true));
    site.on(Event::Set(on.clone()));
    site.settle();
    assert_eq!(site.status(), Status::Lacking("words.txt".into()));
    // What does not need it runs on.
    site.on(Event::Set(READER.defaults()));
    site.settle();
    assert_eq!(site.status(), Status::Finished);
    site.on(Event::Set(on.clone()));
    site.settle();
    site.files.insert("words.txt", *b"abc");
    site.on(Event::Revive(on));
    site.settle();
    assert_eq!(site.status(), Status::Finished);
    assert_eq!(site.seen().readouts.get("bytes"), Some(3.0));
}

//! Values in any text: their places lie in it, the first of all is the first, and what is written is read again.

use tiebeam::model::quantity::{
    Read, date, duration, metrics, money, names, number, percentage, priorities, retention, scaling,
    schedule, spot, window, yes_no,
};
use tiebeam::model::{references, slips, slug, stated, values};
use tiebeam::schema::{Answer, name_key, name_parts, plain_text};
use tiebeam::text::Span;

const KINDS: [Answer; 13] = [
    Answer::Percentage,
    Answer::Duration,
    Answer::Date,
    Answer::Window,
    Answer::Schedule,
    Answer::Priorities,
    Answer::Metrics,
    Answer::YesNo,
    Answer::Money,
    Answer::Number,
    Answer::People,
    Answer::Link,
    Answer::ResourceTypes,
];

pub fn check(data: &[u8]) {
    let text = &*String::from_utf8_lossy(data);
    firsts(text);
    within(text, &metrics_and_priorities(text));
    let spoken =
        [names::people(text), names::links(text), names::addresses(text), names::resource_types(text)];
    let code = [names::go_tests(text), names::rego_rules(text)];
    for named in spoken.into_iter().chain(code) {
        within(text, &spans(&named));
    }
    for kind in KINDS {
        let read = values(text, kind);
        within(text, &spans(&read));
        assert_eq!(read, values(text, kind));
    }
    percentages(text);
    durations(text);
    windows(text);
    within(text, &schedule::continuous(text).into_iter().collect::<Vec<_>>());
    within(text, &slips(text).iter().map(|slip| slip.span).collect::<Vec<_>>());
    within(text, &stated(text).iter().map(|stated| stated.span).collect::<Vec<_>>());
    within(text, &references(text).iter().map(|reference| reference.span).collect::<Vec<_>>());
    let key = name_key(text);
    assert_eq!(key, name_key(text), "{key}");
    let _ = (plain_text(text), name_parts(text), slug(text));
}

fn spans<T>(read: &[Read<T>]) -> Vec<Span> {
    read.iter().map(|read| read.span).collect()
}

/// Places in a text have something in them, begin and end on characters.
fn within(text: &str, spans: &[Span]) {
    for span in spans {
        assert!(!span.is_empty() && text.get(span.range()).is_some(), "{span:?}");
    }
}

/// All values in order and apart; the first of them is what is read where one is wanted.
fn first<T: PartialEq + std::fmt::Debug>(text: &str, one: Option<&Read<T>>, all: &[Read<T>]) {
    let spans = spans(all);
    within(text, &spans);
    assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "{spans:?}");
    assert_eq!(one, all.first());
}

fn firsts(text: &str) {
    first(text, percentage::read(text).as_ref(), &percentage::read_all(text));
    first(text, duration::read(text).as_ref(), &duration::read_all(text));
    first(text, date::read(text).as_ref(), &date::read_all(text));
    first(text, window::read(text).as_ref(), &window::read_all(text));
    first(text, schedule::read(text).as_ref(), &schedule::read_all(text));
    first(text, money::read(text).as_ref(), &money::read_all(text));
    first(text, number::read(text).as_ref(), &number::read_all(text));
    within(text, &spans(&retention::read_all(text)));
    within(text, &spans(&spot::read_all(text)));
    within(text, &scaling::read(text).map(|read| read.span).into_iter().collect::<Vec<_>>());
    within(text, &yes_no::read(text).map(|read| read.span).into_iter().collect::<Vec<_>>());
}

fn metrics_and_priorities(text: &str) -> Vec<Span> {
    let mut places = Vec::new();
    for metric in metrics::read_all(text) {
        places.extend([metric.span, metric.value.name.span]);
        places.extend(spans(&metric.value.thresholds));
        places.extend(spans(&metric.value.severities));
    }
    for priority in priorities::read_all(text) {
        places.push(priority.span);
        places.extend(spans(&priority.value.names));
    }
    places
}

/// What a message says of a percentage is read as that percentage.
fn percentages(text: &str) {
    for read in percentage::read_all(text).into_iter().chain(percentage::read_bare(text)) {
        let percent = read.value.percent;
        assert!(percent.is_finite(), "{percent}");
        if (0.0..1e6).contains(&percent) {
            let words = percentage::words(percent);
            let again = percentage::read(&words).unwrap_or_else(|| panic!("{percent} as {words}"));
            assert!((again.value.percent - percent).abs() < 1e-6, "{percent} as {words} as {again:?}");
        }
    }
}

/// What a message says of a length of time is read as that length, but for what is rounded off.
fn durations(text: &str) {
    for read in duration::read_all(text) {
        let seconds = read.value.seconds;
        assert!(seconds.is_finite() && seconds >= 0.0, "{seconds}");
        assert!(read.value.from.is_none_or(|from| from <= seconds), "{read:?}");
        if seconds < 1e12 {
            let words = duration::words(seconds);
            let again = duration::read(&words).unwrap_or_else(|| panic!("{seconds} as {words}"));
            let off = (again.value.seconds - seconds).abs();
            assert!(off <= 0.0005 || off <= seconds * 0.021, "{seconds} as {words} as {again:?}");
            assert_eq!(duration::words(again.value.seconds), words);
        }
    }
}

/// Windows agree with themselves, and with each other in either order.
fn windows(text: &str) {
    let all = window::read_all(text);
    for one in all.iter().map(|read| &read.value) {
        assert!((0..=7 * 24 * 60).contains(&one.minutes()), "{one:?}");
        assert_eq!(window::same(one, one), Some(true), "{one:?}");
        assert_eq!(window::lies_in(one, one), Some(true), "{one:?}");
        assert!(one.in_utc().iter().all(|moved| moved.minutes() == one.minutes()), "{one:?}");
        for other in all.iter().map(|read| &read.value).take(8) {
            assert_eq!(window::overlaps(one, other), window::overlaps(other, one), "{one:?} {other:?}");
            assert_eq!(window::same(one, other), window::same(other, one), "{one:?} {other:?}");
        }
    }
}

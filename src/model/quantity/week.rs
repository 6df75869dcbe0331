//! Windows on the circle of the week: how long they are, what they are in UTC, whether they overlap.

use jiff::civil::Weekday;

use super::zone::Zone;

pub(super) const DAY: i32 = 24 * 60;
const WEEK: i32 = 7 * DAY;

/// A time of the week, or of every day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// The day on which it begins; none where it is every day.
    pub weekday: Option<Weekday>,
    /// Minute of the day at which it begins.
    pub start: i32,
    /// The day on which it ends, where it begins on one.
    pub end_weekday: Option<Weekday>,
    /// Minute of the day at which it ends.
    pub end: i32,
    /// The zone, if one is named.
    pub zone: Option<Zone>,
    /// Whether it is written as providers want it, which makes it UTC.
    pub provider: bool,
}

impl Window {
    /// How many minutes it takes.
    pub fn minutes(&self) -> i32 {
        let circle = if self.weekday.is_some() { WEEK } else { DAY };
        (minute_of_week(self.end_weekday, self.end) - self.begins()).rem_euclid(circle)
    }

    /// The same window in UTC: one, or that of winter and that of summer; none where its zone is unknown.
    pub fn in_utc(&self) -> Vec<Self> {
        let offsets = self.zone.as_ref().map(Zone::offsets).unwrap_or_default();
        offsets.into_iter().map(|offset| self.moved(-offset)).collect()
    }

    fn moved(&self, minutes: i32) -> Self {
        let place = |weekday: Option<Weekday>, minute| {
            let moved = minute_of_week(weekday, minute) + minutes;
            let days = moved.div_euclid(DAY);
            let day = i8::try_from(days.rem_euclid(7))
                .ok()
                .and_then(|day| Weekday::from_monday_zero_offset(day).ok());
            (weekday.and(day), moved.rem_euclid(DAY))
        };
        let (weekday, start) = place(self.weekday, self.start);
        let (end_weekday, end) = place(self.end_weekday, self.end);
        Self { weekday, start, end_weekday, end, zone: Some(Zone::Utc), provider: self.provider }
    }

    fn begins(&self) -> i32 {
        minute_of_week(self.weekday, self.start)
    }

    /// The minutes of the week at which it begins.
    fn beginnings(&self) -> Vec<i32> {
        let days = if self.weekday.is_some() { 1 } else { 7 };
        (0..days).map(|day| (self.begins() + day * DAY).rem_euclid(WEEK)).collect()
    }
}

fn minute_of_week(weekday: Option<Weekday>, minute: i32) -> i32 {
    weekday.map_or(0, |day| i32::from(day.to_monday_zero_offset())) * DAY + minute
}

/// Whether two windows overlap; nothing where a zone is unknown or winter and summer differ in that.
pub fn overlaps(a: &Window, b: &Window) -> Option<bool> {
    compare(a, b, |a, b| {
        a.beginnings().iter().any(|a_begins| {
            b.beginnings().iter().any(|b_begins| {
                (b_begins - a_begins).rem_euclid(WEEK) < a.minutes()
                    || (a_begins - b_begins).rem_euclid(WEEK) < b.minutes()
            })
        })
    })
}

/// Whether a window lies in another: each time that it comes; nothing where a zone is unknown or winter and summer
/// differ in that.
pub fn lies_in(inner: &Window, outer: &Window) -> Option<bool> {
    compare(inner, outer, |inner, outer| {
        inner.beginnings().iter().all(|begins| {
            let later = |outer: &i32| (begins - outer).rem_euclid(WEEK);
            outer.beginnings().iter().any(|begins| later(begins) + inner.minutes() <= outer.minutes())
        })
    })
}

/// Whether two windows are the same time; nothing where a zone is unknown or winter and summer differ in that.
pub fn same(a: &Window, b: &Window) -> Option<bool> {
    compare(a, b, |a, b| (a.weekday, a.start, a.minutes()) == (b.weekday, b.start, b.minutes()))
}

fn compare(a: &Window, b: &Window, holds: impl Fn(&Window, &Window) -> bool) -> Option<bool> {
    if a.zone == b.zone {
        return Some(holds(a, b));
    }
    let (a, b) = (a.in_utc(), b.in_utc());
    let mut answers = a.iter().flat_map(|a| b.iter().map(|b| holds(a, b)));
    let answer = answers.next()?;
    answers.all(|other| other == answer).then_some(answer)
}

#[cfg(test)]
mod tests {
    use super::super::window::read;
    use super::*;

    #[test]
    fn windows_are_compared_on_the_circle_of_the_week() {
        let window = |text: &str| read(text).unwrap().value;
        for (a, b, overlap, is_same) in [
            ("sun:03:00-sun:04:00", "Sunday 03:00-04:00 UTC", Some(true), Some(true)),
            ("sun:03:00-sun:04:00", "Sun 05:00-06:00 UTC+2", Some(true), Some(true)),
            ("sun:03:00-sun:04:00", "03:30-05:00", Some(true), Some(false)),
            ("sun:03:00-sun:04:00", "04:00-05:00", Some(false), Some(false)),
            ("sun:23:30-mon:00:30", "mon:00:00-mon:01:00", Some(true), Some(false)),
            ("23:30-00:30", "mon:00:00-mon:01:00", Some(true), Some(false)),
            ("sun:03:00-sun:04:00", "Sun 05:00-06:00 (Europe/Berlin)", None, None),
            ("sun:03:00-sun:04:00", "Mon 05:00-06:00 (Europe/Berlin)", Some(false), Some(false)),
            ("sun:03:00-sun:04:00", "Sun 03:00-04:00", None, None),
            ("Sun 03:00-04:00", "Sun 03:00-04:00", Some(true), Some(true)),
            ("mon:00:00-mon:01:00", "Mon 01:00-02:00 UTC+1", Some(true), Some(true)),
            ("sun:23:00-mon:00:00", "Mon 00:00-01:00 UTC+1", Some(true), Some(true)),
        ] {
            let (a, b) = (window(a), window(b));
            assert_eq!((overlaps(&a, &b), same(&a, &b)), (overlap, is_same), "{a:?} {b:?}");
            assert_eq!((overlaps(&b, &a), same(&b, &a)), (overlap, is_same), "{b:?} {a:?}");
        }
        for (inner, outer, lies) in [
            ("sun:03:00-sun:04:00", "Sunday 02:00-06:00 UTC", Some(true)),
            ("sun:03:00-sun:04:00", "Sunday 03:00-04:00 UTC", Some(true)),
            ("sun:03:00-sun:04:00", "Sunday 03:30-06:00 UTC", Some(false)),
            ("sun:03:00-sun:04:00", "daily 02:00-06:00 UTC", Some(true)),
            ("sun:23:30-mon:00:30", "daily 23:00-01:00 UTC", Some(true)),
            ("03:00-04:00", "Sunday 02:00-06:00 UTC", Some(false)),
            ("03:00-04:00", "daily 02:00-06:00 UTC", Some(true)),
            ("sun:03:00-sun:04:00", "Sunday 02:00-06:00", None),
        ] {
            assert_eq!(lies_in(&window(inner), &window(outer)), lies, "{inner} {outer}");
        }
        assert_eq!(window("Saturday 23:00 - Sunday 01:00 UTC").minutes(), 120);
        assert_eq!(window("23:30-00:30").minutes(), 60);
        let utc = |text: &str| window(text).in_utc().into_iter().map(|utc| (utc.weekday, utc.start, utc.end));
        let sunday = Some(Weekday::Sunday);
        let berlin: Vec<_> = utc("Mon 00:30-01:30 Europe/Berlin").collect();
        assert_eq!(berlin, [(sunday, 23 * 60 + 30, 30), (sunday, 22 * 60 + 30, 23 * 60 + 30)]);
        assert_eq!(utc("Mon 00:30-01:30").count(), 0);
    }
}

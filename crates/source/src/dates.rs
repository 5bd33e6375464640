//! Dates as feeds and JSON write them: ISO 8601, and that of mail (`Sun, 24 Mar 2024 10:30:00 +0300`).

use model::Stamp;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Names of zones that mail dates may have, with their minutes east of UTC. Others leave the offset unknown.
const ZONES: [(&str, i16); 12] = [
    ("UT", 0),
    ("UTC", 0),
    ("GMT", 0),
    ("Z", 0),
    ("EST", -300),
    ("EDT", -240),
    ("CST", -360),
    ("CDT", -300),
    ("MST", -420),
    ("MDT", -360),
    ("PST", -480),
    ("PDT", -420),
];

/// A date in either form; `None` for anything else.
pub(crate) fn stamp(s: &str) -> Option<Stamp> {
    let s = s.trim();
    s.parse().ok().or_else(|| mail_date(s)).or_else(|| {
        // A date and something else behind it (`2024-03-24 (Sunday)`) still tells the day.
        let day = s.get(..10)?;
        (!s[10..].starts_with(|c: char| c.is_ascii_digit())).then(|| day.parse().ok())?
    })
}

/// `[Sun,] 24 Mar 2024 [10:30[:00] [zone]]`
fn mail_date(s: &str) -> Option<Stamp> {
    let mut words = s.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty()).take(8).peekable();
    words.next_if(|w| w.starts_with(|c: char| c.is_alphabetic()));
    let day: u8 = words.next()?.parse().ok()?;
    let month = words.next()?.get(..3)?.to_ascii_lowercase();
    let month = MONTHS.iter().position(|m| *m == month)? + 1;
    let year: i32 = words.next()?.parse().ok()?;
    let year = match year {
        0..50 => 2000 + year,
        50..100 => 1900 + year,
        _ => year,
    };
    // ISO 8601 does the rest: it knows how long a month is.
    let mut iso = format!("{year:04}-{month:02}-{day:02}");
    let Some(clock) = words.next() else { return iso.parse().ok() };
    let date_only = iso.parse().ok();
    let mut parts = clock.split(':');
    let (Some(h), Some(m)) = (parts.next(), parts.next()) else { return date_only };
    iso.push_str(&format!("T{h:0>2}:{m:0>2}:{:0>2}", parts.next().unwrap_or("00")));
    let Ok(mut stamp) = iso.parse::<Stamp>() else { return date_only };
    if let Some(zone) = words.next() {
        let named = ZONES.iter().find(|(name, _)| zone.eq_ignore_ascii_case(name)).map(|(_, m)| *m);
        stamp.offset = named.or_else(|| format!("{iso}{zone}").parse::<Stamp>().ok()?.offset);
    }
    Some(stamp)
}

#[cfg(test)]
mod tests {
    use super::stamp;

    #[test]
    fn dates_of_mail_and_iso_are_read_with_their_offset() {
        for (input, output) in [
            ("Sun, 24 Mar 2024 10:30:00 +0300", "2024-03-24T10:30+03:00"),
            ("24 March 2024 9:05 GMT", "2024-03-24T09:05:00Z"),
            ("Sun, 24 Mar 24 23:30:15 EST", "2024-03-24T23:30:15-05:00"),
            ("Sun, 24 Mar 2024 10:30:00 XYZ", "2024-03-24T10:30"),
            ("24 Mar 2024", "2024-03-24"),
            ("24 Mar 2024 at noon", "2024-03-24"),
            ("2024-03-24T10:30:00Z", "2024-03-24T10:30:00Z"),
            ("2024-03-24 (Sunday)", "2024-03-24"),
        ] {
            assert_eq!(stamp(input).map(|s| s.to_string()).as_deref(), Some(output), "{input}");
        }
        for bad in ["", "31 Feb 2024", "soon", "Sun, Mar", "2024-03-245", "24 Ma\u{308}r 2024"] {
            assert_eq!(stamp(bad), None, "{bad}");
        }
    }
}

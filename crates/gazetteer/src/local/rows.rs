//! The rows of a table of places: GeoNames' nineteen columns, or named columns of one's own.

use super::Row;
use crate::{Class, Gazetteer, is_apostrophe, is_hyphen, normalize};
use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

/// Columns of GeoNames' files of countries.
const GEONAMES: usize = 19;
/// No row is longer: the other names of one place have ten thousand bytes at most.
const LONGEST_LINE: usize = 1 << 16;
/// Other names of smaller places are noise in the news.
const OTHERS_FROM: u64 = 15_000;

/// What kind of table it is.
pub enum Table {
    /// `allCountries.txt`, or the file of one country, with the numbers of its divisions by their codes.
    Geonames { admin1: HashMap<String, u16>, admin2: HashMap<String, u16> },
    /// A table whose first row names the columns: where each known one is.
    Own { separator: char, columns: HashMap<&'static str, usize> },
}

/// The columns that a table of one's own may have.
const COLUMNS: [&str; 8] = ["name", "alternates", "lat", "lon", "country", "admin1", "kind", "population"];

impl Table {
    /// Looks at the input and goes back to its start.
    pub fn of(input: &mut BufReader<impl Read + Seek>, gazetteer: &Gazetteer) -> io::Result<Table> {
        let mut line = Vec::new();
        next_line(input, &mut line)?;
        let first = String::from_utf8_lossy(&line).into_owned();
        let first = first.trim_start_matches('\u{feff}');
        let cells: Vec<&str> = first.split('\t').collect();
        let table = if cells.len() == GEONAMES && cells[0].parse::<u32>().is_ok() {
            divisions(input, gazetteer)?
        } else {
            let separator = if first.contains('\t') { '\t' } else { ',' };
            let named: Vec<String> = split(first, separator).iter().map(|c| c.trim().to_lowercase()).collect();
            let columns: HashMap<_, _> =
                COLUMNS.iter().filter_map(|c| Some((*c, named.iter().position(|n| n == c)?))).collect();
            if !["name", "lat", "lon"].iter().all(|c| columns.contains_key(c)) {
                let what = "neither GeoNames' nineteen columns nor a first row that names the columns name, lat and lon";
                return Err(io::Error::new(io::ErrorKind::InvalidData, what));
            }
            Table::Own { separator, columns }
        };
        input.seek(SeekFrom::Start(0))?;
        Ok(table)
    }

    /// The place of line `number`; nothing for the header, a comment or a row that is no place.
    pub fn row(&self, number: u64, line: &[u8], gazetteer: &Gazetteer) -> Result<Option<Row>, String> {
        if line.len() >= LONGEST_LINE {
            return Err("longer than any row".into());
        }
        let line = std::str::from_utf8(line).map_err(|_| "no UTF-8")?;
        if line.trim().is_empty() || line.starts_with('#') {
            return Ok(None);
        }
        match self {
            Table::Geonames { admin1, admin2 } => geonames(line, admin1, admin2, gazetteer),
            Table::Own { .. } if number == 1 => Ok(None),
            Table::Own { separator, columns } => own(&split(line, *separator), columns, gazetteer).map(Some),
        }
    }
}

/// The numbers of divisions by their codes ("US.TX", "US.TX.453"), from the rows that are divisions.
fn divisions(input: &mut BufReader<impl Read + Seek>, gazetteer: &Gazetteer) -> io::Result<Table> {
    input.seek(SeekFrom::Start(0))?;
    let (mut admin1, mut admin2) = (HashMap::new(), HashMap::new());
    let mut line = Vec::new();
    while next_line(input, &mut line)? {
        let Ok(text) = std::str::from_utf8(&line) else { continue };
        if !text.contains("\tADM") {
            continue;
        }
        let c: Vec<&str> = text.split('\t').collect();
        let [id, .., code, country, _, a1, a2] = &c[..c.len().min(12)] else { continue };
        let Some(entry) = id.parse().ok().and_then(|id| gazetteer.entry(id)) else { continue };
        match (*code, entry.admin1_number(), entry.admin2_number()) {
            ("ADM1", Some(n), _) => drop(admin1.insert(format!("{country}.{a1}"), n)),
            ("ADM2", _, Some(n)) => drop(admin2.insert(format!("{country}.{a1}.{a2}"), n)),
            _ => {}
        }
    }
    Ok(Table::Geonames { admin1, admin2 })
}

/// The numbers that the file has for kinds of places.
fn class(kind: &str, code: &str) -> u8 {
    match (kind, code) {
        ("P", "PPLX") => 1,
        ("P", _) => 0,
        ("A", _) => 2,
        _ => 6,
    }
}

fn geonames(
    line: &str,
    admin1: &HashMap<String, u16>,
    admin2: &HashMap<String, u16>,
    gazetteer: &Gazetteer,
) -> Result<Option<Row>, String> {
    let c: Vec<&str> = line.split('\t').collect();
    if c.len() != GEONAMES {
        return Err(format!("{} columns, and GeoNames has {GEONAMES}", c.len()));
    }
    let id = c[0].parse().map_err(|_| format!("no GeoNames id: {:?}", c[0]))?;
    if c[7].starts_with("PCL") {
        return Ok(None);
    }
    let (lat, lon) = degrees(c[4], c[5])?;
    if c[1].is_empty() {
        return Err("no name".into());
    }
    let population = c[14].parse().unwrap_or(0);
    let kept = population >= OTHERS_FROM;
    let others = c[3].split(',').filter(|o| kept && is_name(o)).map(str::to_string).collect();
    Ok(Some(Row {
        id,
        name: c[1].to_string(),
        others,
        lat,
        lon,
        population,
        feature: c[7].to_string(),
        class: class(c[6], c[7]),
        country: gazetteer.country(c[8]).and_then(|e| e.country_number()),
        admin1: admin1.get(&format!("{}.{}", c[8], c[10])).copied(),
        admin2: admin2.get(&format!("{}.{}.{}", c[8], c[10], c[11])).copied(),
    }))
}

fn own(cells: &[String], columns: &HashMap<&'static str, usize>, gazetteer: &Gazetteer) -> Result<Row, String> {
    let cell = |c: &str| columns.get(c).and_then(|&i| cells.get(i)).map_or("", |s| s.trim());
    let name = cell("name");
    if name.is_empty() {
        return Err("no name".into());
    }
    let (lat, lon) = degrees(cell("lat"), cell("lon"))?;
    let country = match cell("country") {
        "" => None,
        code => {
            let found = gazetteer.country(&code.to_uppercase()).and_then(|e| e.country_number());
            Some(found.ok_or_else(|| format!("no country has the code {code:?}"))?)
        }
    };
    let admin1 = match cell("admin1") {
        "" => None,
        name => {
            let all = gazetteer.lookup(name).into_iter().map(|c| c.entry);
            let mut fits = all.filter(|e| e.class() == Class::Admin1 && (country.is_none() || e.country_number() == country));
            Some(
                fits.next()
                    .and_then(|e| e.admin1_number())
                    .ok_or_else(|| format!("no first-level division is called {name:?}"))?,
            )
        }
    };
    let (class, feature) = match cell("kind").to_lowercase().as_str() {
        "" | "city" => (0, "PPL"),
        "neighborhood" => (1, "PPLX"),
        "admin2" => (2, "ADM2"),
        "point" => (6, "SPOT"),
        other => return Err(format!("the kind {other:?} is none of city, neighborhood, admin2 and point")),
    };
    let population = match cell("population") {
        "" => 0,
        n => n.parse().map_err(|_| format!("the population {n:?} is no number"))?,
    };
    let others = cell("alternates").split('|').map(str::trim).filter(|o| !o.is_empty()).map(str::to_string).collect();
    let feature = feature.to_string();
    Ok(Row { id: 0, name: name.to_string(), others, lat, lon, population, feature, class, country, admin1, admin2: None })
}

fn degrees(lat: &str, lon: &str) -> Result<(f64, f64), String> {
    let of = |s: &str, most: f64| s.trim().parse::<f64>().ok().filter(|d| d.is_finite() && d.abs() <= most);
    of(lat, 90.0).zip(of(lon, 180.0)).ok_or_else(|| format!("no latitude and longitude: {lat:?}, {lon:?}"))
}

/// Another name worth keeping: Latin letters, a capital first, no code and no address.
fn is_name(s: &str) -> bool {
    let letters = s.chars().count();
    let latin = |c: char| c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c) || is_apostrophe(c) || is_hyphen(c);
    (3..=48).contains(&letters)
        && s.chars().all(|c| latin(c) && !c.is_ascii_digit() && !matches!(c, '(' | '/' | ';' | ':'))
        && s.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
        && s.chars().any(char::is_lowercase)
        && !normalize(s).is_empty()
}

/// The cells of a row; with commas, a cell may stand in quotation marks, doubled inside.
fn split(line: &str, separator: char) -> Vec<String> {
    if separator == '\t' {
        return line.split('\t').map(str::to_string).collect();
    }
    let mut out = vec![String::new()];
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let cell = out.last_mut().expect("there is one");
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted || cell.is_empty() => quoted = !quoted,
            c if c == separator && !quoted => out.push(String::new()),
            c => cell.push(c),
        }
    }
    out
}

/// The next line without its end, and no more of it than any row has; false where there is none.
pub fn next_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let mut any = false;
    loop {
        let there = input.fill_buf()?;
        if there.is_empty() {
            break;
        }
        any = true;
        let end = there.iter().position(|&b| b == b'\n');
        let part = &there[..end.unwrap_or(there.len())];
        line.extend(&part[..part.len().min(LONGEST_LINE - line.len())]);
        let used = end.map_or(there.len(), |e| e + 1);
        input.consume(used);
        if end.is_some() {
            break;
        }
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    Ok(any)
}

//! `dateline gazetteer import` through the binary: what it makes, what it leaves alone, what `read` does with it.

mod common;

use common::{command, dateline};
use std::path::Path;

const TABLE: &str = "name\tlat\tlon\tcountry\nQuillmere\t52.5\t-1.25\tGB\n";

fn import(table: &Path, out: &Path) -> common::Said {
    command(["gazetteer", "import", "--out"]).args([out, table]).output().unwrap().into()
}

#[test]
fn a_failed_import_leaves_the_old_file() {
    let folder = tempfile::tempdir().unwrap();
    let (table, out) = (folder.path().join("t.tsv"), folder.path().join("places"));
    std::fs::write(&table, TABLE).unwrap();
    assert_eq!(import(&table, &out).code, Some(0));
    let whole = std::fs::read(&out).unwrap();
    for bad in ["", "just words\n", "name,lat\nA,1\n"] {
        std::fs::write(&table, bad).unwrap();
        let said = import(&table, &out);
        assert_eq!(said.code, Some(2), "{bad:?}: {}", said.err);
        assert!(said.err.contains("name, lat and lon"), "{}", said.err);
        assert_eq!(std::fs::read(&out).unwrap(), whole, "{bad:?}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "no scratch file stays");
}

#[test]
fn a_country_of_geonames_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let (table, out) = (folder.path().join("GB.txt"), folder.path().join("places"));
    let row = "99000001\tQuillmere\tQuillmere\t\t52.5\t-1.25\tP\tPPL\tGB\t\tENG\t\t\t\t42\t\t9\tEurope/London\t2020-01-01\n";
    std::fs::write(&table, format!("{row}99000002\ttorn\n{}", row.replace("99000001\tQuillmere", "99000003\t"))).unwrap();
    let said = import(&table, &out);
    assert_eq!(said.code, Some(1), "{}", said.err);
    assert!(said.err.contains("line 2: 2 columns") && said.err.contains("line 3: no name"), "{}", said.err);
    assert!(said.err.contains("1 place, 2 left out"), "{}", said.err);
    let news = folder.path().join("n.jsonl");
    std::fs::write(&news, "{\"id\":\"a\",\"text\":\"A fire broke out in Quillmere on Monday, police said.\"}\n").unwrap();
    let read = |more: &[&Path]| {
        let mut c = command(["read", "--quiet", "--format", "jsonl"]);
        let said: common::Said = c.arg(&news).args(more).output().unwrap().into();
        assert_eq!(said.code, Some(0), "{}", said.err);
        said.out.contains("99000001")
    };
    assert!(!read(&[]));
    assert!(read(&[Path::new("--gazetteer"), &out]));
}

#[test]
fn a_file_that_holds_no_places_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x");
    for bytes in [&b""[..], b"DLGL", b"no places at all"] {
        std::fs::write(&file, bytes).unwrap();
        let said: common::Said = command(["read", "--gazetteer"]).arg(&file).arg("-").output().unwrap().into();
        assert_eq!(said.code, Some(2));
        assert!(said.err.contains("dateline gazetteer import"), "{}", said.err);
    }
    let said = dateline(["gazetteer", "import", "nowhere.txt", "--out", "x"]);
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("cannot open nowhere.txt"), "{}", said.err);
}

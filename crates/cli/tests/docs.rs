//! The documentation says what the program says.

mod common;

/// The table in `docs/diagnostics.md` and the program's own list hold the same codes, severities and ways out.
#[test]
fn the_table_of_diagnostics_is_the_programs() {
    let text = std::fs::read_to_string(common::root().join("docs/diagnostics.md")).unwrap();
    let rows = text.lines().filter(|l| l.starts_with("| `"));
    let table: Vec<String> = rows
        .map(|row| {
            // A bar inside a cell is written `\|`.
            let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
            let [code, severity, is, way_out] = cells[..] else { panic!("not four cells: {row}") };
            assert!(is.ends_with('.'), "{row}");
            format!("{} {severity} {}", code.trim_matches('`'), way_out.replace("\\|", "|"))
        })
        .collect();
    let said = common::dateline(["diagnostics"]);
    let list: Vec<String> = said.out.lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(said.code, Some(0));
    assert_eq!(table, list);
}

/// Every command and every option that the help names is explained in `docs/cli.md`.
#[test]
fn every_command_and_option_is_explained() {
    let text = std::fs::read_to_string(common::root().join("docs/cli.md")).unwrap();
    let word = |s: &str| s.trim_start_matches("-h, ").trim_start_matches("-q, ").split([' ', '=']).next().unwrap().to_string();
    let help = common::dateline(["--help"]).out;
    let commands = help.lines().skip_while(|l| *l != "Commands:").skip(1).take_while(|l| !l.is_empty());
    let commands: Vec<String> =
        commands.filter(|l| !l.starts_with("   ")).map(|l| word(l.trim())).filter(|w| w != "help").collect();
    assert!(commands.len() >= 6, "{help}");
    for command in commands {
        assert!(text.contains(&format!("dateline {command}")), "{command} is not in docs/cli.md");
        for line in common::dateline([&command, "--help"]).out.lines().filter(|l| l.trim().starts_with('-')) {
            let option = word(line.trim());
            let told = ["--help", "-h"].contains(&option.as_str()) || text.contains(&option);
            assert!(told, "{option} of {command} is not in docs/cli.md");
        }
    }
}

//! What the program says about itself, and what its tables look like.

mod common;

use common::{Place, run};

#[test]
fn every_command_explains_itself_with_examples() {
    let overview = run(&["--help"]).out;
    insta::assert_snapshot!("help", overview);
    let commands =
        overview.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let mut seen = 0;
    // A line that goes on is indented deeper.
    let named = commands.filter_map(|line| line.strip_prefix("  ")).filter(|line| !line.starts_with(' '));
    for name in named.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help") {
        let help = run(&[name, "--help"]);
        assert_eq!(help.code, 0);
        assert!(help.out.contains("Examples:"), "`entente {name} --help` has no examples");
        insta::assert_snapshot!(format!("help-{name}"), help.out);
        seen += 1;
    }
    assert!(seen >= 10, "only {seen} commands were found in the overview");
}

#[test]
fn an_empty_dossier_says_so() {
    let place = Place::new();
    for list in ["timeline", "conflicts", "who", "agreements", "quantities", "statements", "sources"] {
        let shown = place.run(&[list]);
        assert_eq!((shown.code, shown.err.as_str()), (0, ""));
        insta::assert_snapshot!(format!("empty-{list}"), shown.out);
        for format in ["md", "html", "json", "jsonl", "csv"] {
            assert_eq!(place.run(&[list, "--format", format]).code, 0, "{list} --format {format}");
        }
    }
}

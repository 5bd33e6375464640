//! Lists the files under `rules/` for the engine, so that a language is added by adding a folder.

use std::{env, fs, path::Path};

fn main() {
    println!("cargo::rerun-if-changed=rules");
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("rules");
    let mut out = String::from("pub(crate) static LANGUAGES: &[(&str, &[(&str, &str)])] = &[\n");
    let sorted = |dir: &Path| {
        let mut paths: Vec<_> = fs::read_dir(dir).into_iter().flatten().flatten().map(|e| e.path()).collect();
        paths.sort();
        paths
    };
    for folder in sorted(&root).into_iter().filter(|p| p.is_dir()) {
        out += &format!("({:?}, &[\n", folder.file_name().unwrap_or_default().to_string_lossy());
        for file in sorted(&folder) {
            if file.extension().is_some_and(|e| e == "words" || e == "rules") {
                let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
                out += &format!("({name:?}, include_str!({:?})),\n", file.to_string_lossy());
            }
        }
        out += "]),\n";
    }
    out += "];\n";
    let target = Path::new(&env::var("OUT_DIR").unwrap_or_default()).join("languages.rs");
    fs::write(target, out).expect("the build folder can be written");
}

//! Packs given names that tell a person's gender, for `annotate`: `first_name,sex,count,year` rows in, two lists out.

use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::path::Path;

/// Rarer names than this are left out: slips of the pen are rare too.
const RARE: u64 = 500;
/// A name tells the gender where this share of its bearers, in percent, has it.
const SHARE: u64 = 97;

pub fn train(counts: &Path, out: &Path) -> Result<()> {
    let text = super::read(counts)?;
    let mut names: BTreeMap<&str, [u64; 2]> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let [name, sex, count, ..] = fields[..] else { continue };
        let count: f64 = count.parse().with_context(|| line.to_string())?;
        names.entry(name).or_default()[usize::from(sex == "f")] += count as u64;
    }
    let mut file = String::from(
        "# Given names whose bearers are nearly all women, or nearly all men. Built by `cargo xtask train given`; see NOTICE.md.\n",
    );
    for (sex, head) in ["\n[men]\n", "[women]\n"].iter().enumerate() {
        file.push_str(head);
        let mut width = 0;
        for (name, n) in &names {
            let all = n[0] + n[1];
            if all >= RARE && n[sex] * 100 >= all * SHARE && name.len() > 1 {
                file.push_str(name);
                width += name.len() + 1;
                file.push(if width > 110 { '\n' } else { ' ' });
                width = if width > 110 { 0 } else { width };
            }
        }
        file = format!("{}\n", file.trim_end());
    }
    super::write(&out.join("given.txt"), file.as_bytes())
}

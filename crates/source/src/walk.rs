//! From paths to files: folders in the order of their names, links followed once.

use crate::{
    Progress,
    fault::{Fault, nothing},
};
use model::{Code, Diagnostic, Page};
use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

/// Names in a folder that hold the work of programs and never news.
const LEFT_OUT: [&str; 7] = [".git", ".hg", ".svn", ".DS_Store", "Thumbs.db", "desktop.ini", "__MACOSX"];

/// Paths through which a shell hands over a pipe. A pipe with a name of its own may never say a word.
const HANDED_OVER: [&str; 3] = ["/dev/fd/", "/proc/self/fd/", "/dev/stdin"];

/// What stands next on the way.
pub(crate) enum Found {
    /// A file to be opened (or a pipe that was handed over).
    File(PathBuf),
    /// `-`
    StandardInput,
    /// Something that cannot be read.
    Trouble(Box<Page>),
}

/// Goes over paths and the folders among them.
pub(crate) struct Walk {
    /// Still to visit, the next one last.
    ahead: Vec<PathBuf>,
    /// Folders visited, by their real paths.
    seen: BTreeSet<PathBuf>,
}

impl Walk {
    pub(crate) fn new(paths: &[PathBuf]) -> Self {
        Walk { ahead: paths.iter().rev().cloned().collect(), seen: BTreeSet::new() }
    }

    fn folder(&mut self, path: &Path) -> io::Result<()> {
        let mut names = Vec::new();
        for entry in fs::read_dir(path)? {
            let name = entry?.file_name();
            if !LEFT_OUT.iter().any(|n| name == *n) {
                names.push(name);
            }
        }
        names.sort_by(|a, b| b.as_encoded_bytes().cmp(a.as_encoded_bytes()));
        self.ahead.extend(names.into_iter().map(|name| path.join(name)));
        Ok(())
    }

    /// The file, folder or other thing at a path; a folder is entered and gives `None`.
    fn visit(&mut self, path: PathBuf) -> io::Result<Option<Found>> {
        let kind = fs::metadata(&path)?.file_type();
        if kind.is_file() {
            return Ok(Some(Found::File(path)));
        }
        if kind.is_dir() {
            if !self.seen.insert(fs::canonicalize(&path)?) {
                let what = format!("{}: the folder was read before, by another way", path.display());
                return Ok(Some(told(&path, Code::SourceRepeated, what)));
            }
            self.folder(&path)?;
            return Ok(None);
        }
        if HANDED_OVER.iter().any(|p| path.to_string_lossy().starts_with(p)) {
            return Ok(Some(Found::File(path)));
        }
        let what = format!("{}: a pipe, socket or device, which was not read", path.display());
        Ok(Some(told(&path, Code::SourceSpecial, what)))
    }
}

fn told(path: &Path, code: Code, what: String) -> Found {
    Found::Trouble(Box::new(nothing(path.to_string_lossy(), Diagnostic::new(code, what))))
}

/// The page that says why a path could not be opened.
pub(crate) fn trouble(path: &Path, error: &io::Error) -> Page {
    let fault = Fault::of(error);
    // Neither missing nor forbidden, and a link that nothing stands behind: there is no other word for a circle.
    let link = fs::symlink_metadata(path).is_ok_and(|m| m.is_symlink());
    let circular = link && fault.code() == Code::SourceIo && fs::metadata(path).is_err();
    let what = match fault.code() {
        Code::SourceMissing if fs::symlink_metadata(path).is_ok() => "the link leads nowhere".to_string(),
        Code::SourceMissing => "there is no such file or folder".to_string(),
        Code::SourcePermission => "it may not be read".to_string(),
        _ if circular => "the link leads back to itself".to_string(),
        _ => fault.to_string(),
    };
    let name = path.to_string_lossy();
    let code = if circular { Code::SourceMissing } else { fault.code() };
    nothing(name.clone(), Diagnostic::new(code, format!("{name}: {what}")))
}

impl Iterator for Walk {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            let path = self.ahead.pop()?;
            if path.as_os_str() == "-" {
                return Some(Found::StandardInput);
            }
            match self.visit(path.clone()) {
                Ok(None) => {}
                Ok(Some(found)) => return Some(found),
                Err(e) => return Some(Found::Trouble(Box::new(trouble(&path, &e)))),
            }
        }
    }
}

/// Counts the bytes of all files, on a thread of its own where folders are among them.
pub(crate) fn count(paths: &[PathBuf], progress: &Progress) {
    let piped = |p: &PathBuf| p.as_os_str() == "-" || HANDED_OVER.iter().any(|h| p.to_string_lossy().starts_with(h));
    if paths.iter().any(piped) {
        return;
    }
    let (walk, watched) = (Walk::new(paths), progress.clone());
    let sum = move || {
        let mut total = 0;
        for found in walk {
            if watched.stopped() {
                return;
            }
            if let Found::File(path) = found {
                total += fs::metadata(path).map_or(0, |m| m.len());
            }
        }
        watched.set_total(total);
    };
    if paths.iter().any(|p| p.is_dir()) {
        // Without the thread only the total stays unknown.
        let _ = std::thread::Builder::new().name("count bytes".into()).spawn(sum);
    } else {
        sum();
    }
}

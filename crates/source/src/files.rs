//! Files that are no pages: scratch files, files that are replaced whole, and files that are mapped.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// A nameless file in the folder of `beside`; it is gone when it is closed, however the program ends.
pub fn scratch(beside: &Path) -> io::Result<File> {
    tempfile::tempfile_in(folder(beside))
}

/// Writes a file anew: `write` fills a file beside it, which takes its place once all is on the disk. Where that is cut
/// off, the old file stays as it was.
pub fn replace<T>(path: &Path, write: impl FnOnce(&mut BufWriter<&File>) -> io::Result<T>) -> io::Result<T> {
    let file = tempfile::Builder::new().prefix(".dateline-").tempfile_in(folder(path))?;
    let mut out = BufWriter::with_capacity(1 << 16, file.as_file());
    let made = write(&mut out)?;
    out.flush()?;
    drop(out);
    file.as_file().sync_all()?;
    readable(file.as_file(), path)?;
    file.persist(path).map_err(|e| e.error)?;
    Ok(made)
}

/// Opens a file to read it as it is.
pub fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// Most bytes of a small text file.
const SMALL: u64 = 1 << 20;

/// The texts of a file, or of the files of a folder whose names end with `.end`, in order of their names.
///
/// # Errors
/// The path that cannot be read comes with the error: it is missing, no UTF-8 or larger than 1 MiB.
pub fn texts(path: &Path, end: &str) -> Result<Vec<(PathBuf, String)>, (PathBuf, io::Error)> {
    let at = |e| (path.to_path_buf(), e);
    let mut paths = vec![path.to_path_buf()];
    if path.is_dir() {
        let entries: io::Result<Vec<_>> = std::fs::read_dir(path).map_err(at)?.map(|e| Ok(e?.path())).collect();
        paths = entries.map_err(at)?;
        paths.retain(|p| p.extension().is_some_and(|e| e == end));
        paths.sort();
    }
    paths.into_iter().map(|p| small(&p).map(|text| (p.clone(), text)).map_err(|e| (p, e))).collect()
}

fn small(path: &Path) -> io::Result<String> {
    use std::io::Read;
    let mut text = String::new();
    File::open(path)?.take(SMALL + 1).read_to_string(&mut text)?;
    match text.len() as u64 > SMALL {
        true => Err(io::Error::other("more than 1 MiB")),
        false => Ok(text),
    }
}

/// A file's bytes, mapped and not loaded, for as long as the program runs.
pub fn map(path: &Path) -> io::Result<&'static [u8]> {
    let file = File::open(path)?;
    if file.metadata()?.len() == 0 {
        return Ok(&[]);
    }
    // SAFETY: the file is only ever replaced by another (see `replace`), so the bytes of this one do not change; who
    // overwrites it in place while it is read breaks that, as with a program's own file.
    #[allow(unsafe_code)]
    let map = unsafe { memmap2::Mmap::map(&file)? };
    Ok(Box::leak(Box::new(map)))
}

fn folder(path: &Path) -> PathBuf {
    match path.parent() {
        Some(p) if !p.as_os_str().is_empty() => p.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

/// Scratch files are for their owner alone; the finished one gets the rights of the one it takes the place of, or what a
/// new file of everybody's has.
#[cfg(unix)]
fn readable(file: &File, path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let rights = std::fs::metadata(path).map_or_else(|_| std::fs::Permissions::from_mode(0o644), |m| m.permissions());
    file.set_permissions(rights)
}

#[cfg(not(unix))]
fn readable(_: &File, _: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_off_write_leaves_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        replace(&path, |f| f.write_all(b"old")).unwrap();
        let cut = replace(&path, |f| {
            f.write_all(b"half of the n")?;
            Err::<(), _>(io::Error::other("the disk is full"))
        });
        assert!(cut.is_err());
        assert_eq!(map(&path).unwrap(), b"old");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left lying about");
        replace(&path, |f| f.write_all(b"new")).unwrap();
        assert_eq!(map(&path).unwrap(), b"new");
    }
}

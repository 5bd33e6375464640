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

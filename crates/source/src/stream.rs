//! Bytes as they come: a reader that can look ahead and knows where it stands, packed or not.

use crate::{Options, Progress, fault::Fault, gzip::Members};
use std::io::{self, BufRead, Read};

/// How much is looked at to tell what a stream is, and the size of a read.
pub(crate) const WINDOW: usize = 64 << 10;

/// A reader with a look-ahead of up to [`WINDOW`] bytes, counting what was consumed.
pub(crate) struct Peek {
    inner: Box<dyn Read + Send>,
    buf: Box<[u8]>,
    start: usize,
    end: usize,
    position: u64,
    progress: Progress,
    /// How much a read waits for.
    least: usize,
}

impl Peek {
    pub(crate) fn new(inner: Box<dyn Read + Send>, progress: Progress) -> Self {
        Peek { inner, buf: vec![0; WINDOW].into(), start: 0, end: 0, position: 0, progress, least: 1 }
    }

    /// From now on reads only full buffers, however the bytes come in: how much can be unpacked before a fault
    /// depends on what the unpacker is given at a time, and must not depend on a pipe's moods.
    fn full(mut self) -> io::Result<Self> {
        self.least = WINDOW;
        self.peek(WINDOW)?;
        Ok(self)
    }

    /// Bytes consumed since the beginning.
    pub(crate) fn position(&self) -> u64 {
        self.position
    }

    /// The next `n` bytes (fewer at the end of the input; `n` at most [`WINDOW`]), not consumed.
    pub(crate) fn peek(&mut self, n: usize) -> io::Result<&[u8]> {
        let n = n.min(WINDOW);
        if self.start + n > WINDOW {
            self.buf.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        while self.end - self.start < n {
            match self.inner.read(&mut self.buf[self.end..]) {
                Ok(0) => break,
                Ok(got) => self.end += got,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                // What is there already is worth more than the error, which comes again on the next read.
                Err(_) if self.end > self.start => break,
                Err(e) => return Err(e),
            }
        }
        Ok(&self.buf[self.start..self.end.min(self.start + n)])
    }
}

impl BufRead for Peek {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.start == self.end {
            (self.start, self.end) = (0, 0);
            self.peek(self.least)?;
        }
        Ok(&self.buf[self.start..self.end])
    }

    fn consume(&mut self, n: usize) {
        let n = n.min(self.end - self.start);
        self.start += n;
        self.position += n as u64;
        self.progress.add_done(n as u64);
    }
}

impl Read for Peek {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        copy_out(self, out)
    }
}

/// [`Read::read`] in terms of [`BufRead`].
pub(crate) fn copy_out(from: &mut impl BufRead, out: &mut [u8]) -> io::Result<usize> {
    let have = from.fill_buf()?;
    let n = have.len().min(out.len());
    out[..n].copy_from_slice(&have[..n]);
    from.consume(n);
    Ok(n)
}

/// An input, unpacked if it was packed.
pub(crate) struct Stream {
    from: From,
    /// Bytes that were given back, and how many of them are consumed again.
    back: Vec<u8>,
    back_at: usize,
}

enum From {
    Plain(Peek),
    Gzip(Box<Members>),
}

impl Stream {
    /// Looks at the first bytes and unpacks gzip.
    pub(crate) fn open(inner: Box<dyn Read + Send>, options: &Options, progress: Progress) -> io::Result<Stream> {
        let mut plain = Peek::new(inner, progress);
        let from = if plain.peek(3)?.starts_with(&crate::gzip::MAGIC) {
            From::Gzip(Box::new(Members::new(plain.full()?, options)))
        } else {
            From::Plain(plain)
        };
        Ok(Stream { from, back: Vec::new(), back_at: 0 })
    }

    /// The next bytes, not consumed: up to `n`, or what the current gzip member still has. Fewer than nine only at
    /// the end of that.
    pub(crate) fn peek(&mut self, n: usize) -> io::Result<&[u8]> {
        if self.back_at == self.back.len() {
            return match &mut self.from {
                From::Plain(s) => s.peek(n),
                From::Gzip(s) => s.peek(n),
            };
        }
        if self.back.len() - self.back_at < 16 {
            let more = match &mut self.from {
                From::Plain(s) => s.fill_buf(),
                From::Gzip(s) => s.fill_buf(),
            };
            let n = more.map_or(0, |more| {
                self.back.extend_from_slice(more);
                more.len()
            });
            match &mut self.from {
                From::Plain(s) => s.consume(n),
                From::Gzip(s) => s.consume(n),
            }
        }
        let rest = &self.back[self.back_at..];
        Ok(&rest[..rest.len().min(n)])
    }

    /// Gives back bytes that were just consumed.
    pub(crate) fn push_back(&mut self, bytes: &[u8]) {
        let mut back = bytes.to_vec();
        back.extend_from_slice(&self.back[self.back_at..]);
        (self.back, self.back_at) = (back, 0);
    }

    /// Where the next byte stands, as the part of a page's path behind `#`: its offset in the file; in a packed
    /// file the offset of its gzip member, with `+` and the offset inside where it is not the member's first byte.
    pub(crate) fn place(&self) -> String {
        let back = (self.back.len() - self.back_at) as u64;
        match &self.from {
            From::Plain(s) => s.position().saturating_sub(back).to_string(),
            From::Gzip(s) => match s.place() {
                (member, inside) if inside > back => format!("{member}+{}", inside - back),
                (member, _) => member.to_string(),
            },
        }
    }

    /// After a fault in packed data: goes on at the next gzip member. False if there is none.
    pub(crate) fn recover(&mut self) -> bool {
        match &mut self.from {
            From::Plain(_) => false,
            From::Gzip(s) => s.recover(),
        }
    }
}

impl BufRead for Stream {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.back_at < self.back.len() {
            return Ok(&self.back[self.back_at..]);
        }
        match &mut self.from {
            From::Plain(s) => s.fill_buf(),
            From::Gzip(s) => s.fill_buf(),
        }
    }

    fn consume(&mut self, n: usize) {
        if self.back_at < self.back.len() {
            self.back_at += n.min(self.back.len() - self.back_at);
            if self.back_at == self.back.len() {
                (self.back, self.back_at) = (Vec::new(), 0);
            }
            return;
        }
        match &mut self.from {
            From::Plain(s) => s.consume(n),
            From::Gzip(s) => s.consume(n),
        }
    }
}

impl Read for Stream {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        copy_out(self, out)
    }
}

/// What reading up to a limit came to.
pub(crate) struct Taken {
    /// The bytes, at most the limit.
    pub bytes: Vec<u8>,
    /// There was more.
    pub over: bool,
    /// Why it ended before the end.
    pub fault: Option<Fault>,
}

/// Reads to the end, but at most `limit` bytes.
pub(crate) fn take(from: &mut impl BufRead, limit: u64) -> Taken {
    let mut bytes = Vec::new();
    loop {
        let have = match from.fill_buf() {
            Ok([]) => return Taken { bytes, over: false, fault: None },
            Ok(have) => have,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
            Err(e) => return Taken { bytes, over: false, fault: Some(Fault::of(&e)) },
        };
        let room = (limit - bytes.len() as u64).min(have.len() as u64) as usize;
        bytes.extend_from_slice(&have[..room]);
        let over = room < have.len();
        from.consume(room);
        if over {
            return Taken { bytes, over, fault: None };
        }
    }
}

/// What reading a line came to.
pub(crate) enum Line {
    /// The line with its end, as `\n` or `\r\n`; the last may have none.
    Whole,
    /// A line longer than the limit, read over: its length. The buffer holds its beginning.
    TooLong(u64),
    /// No more lines.
    End,
}

/// Reads one line into `line` (cleared first), keeping at most `limit` bytes of it.
pub(crate) fn read_line(from: &mut impl BufRead, line: &mut Vec<u8>, limit: u64) -> io::Result<Line> {
    line.clear();
    let mut length = 0u64;
    loop {
        let have = match from.fill_buf() {
            Ok(have) => have,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
            Err(e) => return Err(e),
        };
        let newline = memchr::memchr(b'\n', have);
        let n = newline.map_or(have.len(), |i| i + 1);
        let room = limit.saturating_sub(line.len() as u64).min(n as u64) as usize;
        line.extend_from_slice(&have[..room]);
        length += n as u64;
        from.consume(n);
        if newline.is_some() || n == 0 {
            return Ok(match length {
                0 => Line::End,
                _ if length > limit => Line::TooLong(length),
                _ => Line::Whole,
            });
        }
    }
}

//! Gzip of one or many members (a packed WARC has one a record), with the place of each and a guard against bombs.

use crate::{
    Options,
    fault::Fault,
    stream::{Peek, WINDOW, copy_out},
};
use flate2::bufread::GzDecoder;
use std::io::{self, BufRead, Read};

/// The first bytes of a gzip member; the third is the only compression method there is.
pub(crate) const MAGIC: [u8; 3] = [0x1f, 0x8b, 8];

/// What stands before the decoder's next step.
enum State {
    /// Inside a member.
    Inside(Box<GzDecoder<Peek>>),
    /// Between members, at the end, or after a fault.
    Between(Peek),
    /// Only while the state changes.
    Moved,
}

/// Reads the members of a gzip file one after another. The buffer never holds bytes of two members.
pub(crate) struct Members {
    state: State,
    buf: Box<[u8]>,
    start: usize,
    end: usize,
    /// Where the current member begins in the file.
    member: u64,
    /// Bytes unpacked from the current member, and in all.
    member_out: u64,
    total_out: u64,
    max_out: u64,
    max_ratio: u64,
    fault: Option<Fault>,
}

impl Members {
    pub(crate) fn new(from: Peek, options: &Options) -> Self {
        Members {
            member: from.position(),
            state: State::Inside(Box::new(GzDecoder::new(from))),
            buf: vec![0; WINDOW].into(),
            start: 0,
            end: 0,
            member_out: 0,
            total_out: 0,
            max_out: options.max_page_bytes,
            max_ratio: options.max_ratio,
            fault: None,
        }
    }

    /// The current member's offset in the file, and the next byte's offset inside it.
    pub(crate) fn place(&self) -> (u64, u64) {
        (self.member, self.member_out - (self.end - self.start) as u64)
    }

    pub(crate) fn file_position(&self) -> u64 {
        match &self.state {
            State::Inside(d) => d.get_ref().position(),
            State::Between(p) => p.position(),
            State::Moved => self.member,
        }
    }

    /// The next bytes of the current member, or of the next one that has any: up to `n`.
    pub(crate) fn peek(&mut self, n: usize) -> io::Result<&[u8]> {
        let n = n.min(WINDOW);
        self.fill_buf()?;
        if self.start + n > WINDOW {
            self.buf.copy_within(self.start..self.end, 0);
            (self.start, self.end) = (0, self.end - self.start);
        }
        while self.end - self.start < n && matches!(self.state, State::Inside(_)) {
            // A fault shows itself when the bytes before it are consumed.
            if self.unpack().unwrap_or(0) == 0 {
                break;
            }
        }
        Ok(&self.buf[self.start..self.end.min(self.start + n)])
    }

    /// Unpacks some bytes of the current member behind those in the buffer; 0 at the member's end.
    fn unpack(&mut self) -> io::Result<usize> {
        let State::Inside(decoder) = &mut self.state else { return Ok(0) };
        let n = loop {
            match decoder.read(&mut self.buf[self.end..]) {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        let n = match n {
            Ok(n) => n,
            Err(e) => {
                let fault = match e.kind() {
                    io::ErrorKind::UnexpectedEof => Fault::Truncated,
                    io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => Fault::Corrupt(e.to_string()),
                    _ => Fault::of(&e),
                };
                return Err(self.fail(fault));
            }
        };
        self.end += n;
        self.member_out += n as u64;
        self.total_out += n as u64;
        let at = self.file_position();
        let bomb = |out: u64, packed: u64| out > self.max_out && out / self.max_ratio > packed;
        if bomb(self.member_out, at - self.member) || bomb(self.total_out, at) {
            self.end = self.start;
            return Err(self.fail(Fault::Bomb { packed: at, unpacked: self.total_out }));
        }
        Ok(n)
    }

    fn fail(&mut self, fault: Fault) -> io::Error {
        self.fault = Some(fault.clone());
        self.leave();
        fault.into()
    }

    /// From inside a member to behind it.
    fn leave(&mut self) {
        self.state = match std::mem::replace(&mut self.state, State::Moved) {
            State::Inside(d) => State::Between(d.into_inner()),
            other => other,
        };
    }

    /// Begins the member that stands here, if one does. Zeros between members are padding.
    fn enter(&mut self) -> io::Result<bool> {
        self.leave();
        let State::Between(raw) = &mut self.state else { return Ok(false) };
        loop {
            let next = raw.peek(MAGIC.len())?;
            match next {
                [] => return Ok(false),
                [0, ..] => raw.consume(1),
                _ if next == MAGIC => break,
                _ => return Err(self.fail(Fault::Corrupt("something else stands behind the last member".into()))),
            }
        }
        self.begin();
        Ok(true)
    }

    fn begin(&mut self) {
        self.state = match std::mem::replace(&mut self.state, State::Moved) {
            State::Between(raw) => {
                self.member = raw.position();
                self.member_out = 0;
                State::Inside(Box::new(GzDecoder::new(raw)))
            }
            other => other,
        };
    }

    /// After a fault: looks for the next member. A bomb is not gone on with.
    pub(crate) fn recover(&mut self) -> bool {
        if matches!(self.fault, Some(Fault::Bomb { .. } | Fault::Io(..))) {
            return false;
        }
        (self.start, self.end) = (0, 0);
        self.leave();
        let State::Between(raw) = &mut self.state else { return false };
        loop {
            let Ok(have) = raw.fill_buf() else { return false };
            if have.is_empty() {
                return false;
            }
            let n = memchr::memchr(MAGIC[0], have).unwrap_or(have.len());
            raw.consume(n);
            match raw.peek(4) {
                // The fourth byte holds flags, of which the upper three are never set.
                Ok(next) if next.starts_with(&MAGIC) && next.len() == 4 && next[3] < 0x20 => break,
                Ok([]) => return false,
                Ok(next) if next[0] == MAGIC[0] => raw.consume(1),
                Ok(_) => {}
                Err(_) => return false,
            }
        }
        self.fault = None;
        self.begin();
        true
    }
}

impl BufRead for Members {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.start == self.end {
            if let Some(fault) = &self.fault {
                return Err(fault.clone().into());
            }
            (self.start, self.end) = (0, 0);
            if self.unpack()? == 0 && !self.enter()? {
                break;
            }
        }
        Ok(&self.buf[self.start..self.end])
    }

    fn consume(&mut self, n: usize) {
        self.start += n.min(self.end - self.start);
    }
}

impl Read for Members {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        copy_out(self, out)
    }
}

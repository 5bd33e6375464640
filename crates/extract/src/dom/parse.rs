//! A tolerant HTML parser that keeps every node's bytes: tokens and tree in one pass, no recursion.
//!
//! It follows browsers where news pages need it (implied end tags, void elements, raw text, stray end tags) and not in
//! what only styling needs: formatting elements are not reopened, nothing is moved out of tables. So nodes stay in the
//! order in which they are written.

use super::{Attr, Dom, MAX_DEPTH, NO, Node, Tag, entity};
use memchr::{memchr, memchr2, memmem};

/// Beyond this many nodes tags are passed over; texts are still taken.
const MAX_NODES: usize = 4_000_000;
/// Beyond this many an element's attributes are passed over.
const MAX_ATTRS: usize = 200;
/// How far up an end tag looks for its start tag.
const MAX_LOOK: usize = 1024;

struct Open {
    node: u32,
    tag: Tag,
    /// Name of a tag without a meaning here, as bytes of the source.
    name: (u32, u32),
    /// The last child so far.
    last: u32,
    /// Its end tag came while a block inside was open: it ends with that block.
    ended: bool,
}

struct Builder<'a> {
    html: &'a str,
    dom: Dom,
    stack: Vec<Open>,
    /// How many elements of each tag are open, to pass over stray end tags without a look.
    open: [u32; Tag::COUNT],
    has_body: bool,
}

pub(super) fn parse(html: &str) -> Dom {
    // Sources are bounded far below this by the source stage; a longer one is read up to the bound.
    let html = if html.len() >= NO as usize { &html[..html.floor_char_boundary(NO as usize - 1)] } else { html };
    let root = Node { parent: NO, next: NO, end: 1, span: (0, html.len() as u32), data: (0, 0), tag: Tag::Nil, is_text: false };
    let mut b = Builder {
        html,
        dom: Dom {
            nodes: Vec::with_capacity(html.len() / 40 + 1),
            attrs: Vec::with_capacity(html.len() / 60),
            pool: String::with_capacity(html.len() / 2),
            too_deep: false,
        },
        stack: vec![Open { node: 0, tag: Tag::Nil, name: (0, 0), last: NO, ended: false }],
        open: [0; Tag::COUNT],
        has_body: false,
    };
    b.dom.nodes.push(root);
    b.run();
    let end = html.len();
    while b.stack.len() > 1 {
        b.pop(end);
    }
    b.dom.nodes[0].end = b.dom.nodes.len() as u32;
    b.dom
}

impl Builder<'_> {
    fn run(&mut self) {
        let bytes = self.html.as_bytes();
        let mut at = 0;
        let mut text_from = 0;
        while let Some(lt) = memchr(b'<', &bytes[at..]).map(|i| at + i) {
            let after = match bytes.get(lt + 1) {
                Some(c) if c.is_ascii_alphabetic() => {
                    self.text(text_from, lt);
                    self.start_tag(lt)
                }
                Some(b'/') if bytes.get(lt + 2).is_some_and(u8::is_ascii_alphabetic) => {
                    self.text(text_from, lt);
                    self.end_tag(lt)
                }
                Some(b'!' | b'?' | b'/') => {
                    self.text(text_from, lt);
                    self.comment(lt)
                }
                _ => {
                    at = lt + 1;
                    continue;
                }
            };
            at = after;
            text_from = after;
        }
        self.text(text_from, bytes.len());
    }

    /// Where a comment, declaration or processing instruction at `lt` ends.
    fn comment(&self, lt: usize) -> usize {
        let bytes = &self.html.as_bytes()[lt..];
        if bytes.starts_with(b"<!--") {
            if bytes[4..].starts_with(b">") {
                return lt + 5;
            }
            if bytes[4..].starts_with(b"->") {
                return lt + 6;
            }
            // An open comment swallows the rest, as in browsers.
            return memmem::find(&bytes[4..], b"-->").map_or(self.html.len(), |i| lt + 4 + i + 3);
        }
        memchr(b'>', bytes).map_or(self.html.len(), |i| lt + i + 1)
    }

    fn text(&mut self, from: usize, to: usize) {
        if from < to {
            self.push_text(from, to, true);
        }
    }

    fn push_text(&mut self, from: usize, to: usize, references: bool) {
        let raw = &self.html[from..to];
        if self.top().tag == Tag::Head && !raw.trim_ascii().is_empty() {
            self.pop(from);
        }
        let start = self.dom.pool.len() as u32;
        if references {
            entity::decode(raw, false, &mut self.dom.pool);
        } else {
            self.dom.pool.push_str(raw);
        }
        let data = (start, self.dom.pool.len() as u32);
        self.append(Node { parent: NO, next: NO, end: 0, span: (from as u32, to as u32), data, tag: Tag::Nil, is_text: true });
    }

    fn top(&self) -> &Open {
        self.stack.last().expect("the root is never popped")
    }

    /// Puts a node under the innermost open element (or the one at the depth limit).
    fn append(&mut self, mut node: Node) -> u32 {
        let id = self.dom.nodes.len() as u32;
        let level = if self.stack.len() > MAX_DEPTH {
            self.dom.too_deep = true;
            MAX_DEPTH - 1
        } else {
            self.stack.len() - 1
        };
        let parent = &mut self.stack[level];
        node.parent = parent.node;
        node.end = id + 1;
        if parent.last != NO {
            self.dom.nodes[parent.last as usize].next = id;
        }
        parent.last = id;
        self.dom.nodes.push(node);
        id
    }

    fn push(&mut self, tag: Tag, name: (u32, u32), node: u32) {
        self.open[tag as usize] += 1;
        self.stack.push(Open { node, tag, name, last: NO, ended: false });
    }

    /// Ends the innermost open element at byte `at`, and those around it that were to end with it.
    fn pop(&mut self, at: usize) {
        self.pop_one(at);
        while self.top().ended {
            self.pop_one(at);
        }
    }

    fn pop_one(&mut self, at: usize) {
        if self.stack.len() > 1
            && let Some(open) = self.stack.pop()
        {
            if !open.ended {
                self.open[open.tag as usize] -= 1;
            }
            let count = self.dom.nodes.len() as u32;
            let deep = self.stack.len() >= MAX_DEPTH;
            let node = &mut self.dom.nodes[open.node as usize];
            if !deep {
                node.end = count;
                node.span.1 = at as u32;
            }
        }
    }

    fn pop_to(&mut self, level: usize, at: usize) {
        while self.stack.len() > level {
            self.pop(at);
        }
    }

    fn is_open(&self, tag: Tag) -> bool {
        self.open[tag as usize] > 0
    }

    /// The innermost open element that `wanted` takes, not looking past one that `stop` takes.
    fn find(&self, wanted: impl Fn(Tag) -> bool, stop: impl Fn(Tag) -> bool) -> Option<usize> {
        for level in (1..self.stack.len()).rev().take(MAX_LOOK) {
            let tag = self.stack[level].tag;
            if wanted(tag) && !self.stack[level].ended {
                return Some(level);
            }
            if stop(tag) {
                return None;
            }
        }
        None
    }

    /// Ends what the start of `tag` ends without an end tag.
    fn imply_ends(&mut self, tag: Tag, at: usize) {
        use Tag::*;
        if self.is_open(Head) && self.top().tag == Head && !tag.in_head() {
            self.pop(at);
        }
        if self.is_open(Svg)
            && tag.is_block()
            && !self.is_open(ForeignObject)
            && let Some(level) = self.find(|t| t == Svg, |_| false)
        {
            self.pop_to(level, at);
        }
        if tag.closes_p()
            && self.is_open(P)
            && let Some(level) = self.find(|t| t == P, Tag::is_barrier)
        {
            self.pop_to(level, at);
        }
        let list = |t: Tag| matches!(t, Ul | Ol | Menu | Dir | Dl) || t.is_barrier();
        let level = match tag {
            Li if self.is_open(Li) => self.find(|t| t == Li, |t| list(t) || (t.is_block() && !matches!(t, Address | Div | P))),
            Dt | Dd if self.is_open(Dt) || self.is_open(Dd) => {
                self.find(|t| t == Dt || t == Dd, |t| list(t) || (t.is_block() && !matches!(t, Address | Div | P)))
            }
            Opt if self.top().tag == Opt => Some(self.stack.len() - 1),
            Optgroup => self.find(|t| matches!(t, Opt | Optgroup), |t| t == Select || t.is_block()),
            A if self.is_open(A) => self.find(|t| t == A, Tag::is_block),
            Button if self.is_open(Button) => self.find(|t| t == Button, Tag::is_block),
            Td | Th => self.find(|t| t == Td || t == Th, |t| matches!(t, Tr | Table | Template)),
            Tr => self.find(|t| t == Tr, |t| matches!(t, Table | Template)),
            Tbody | Thead | Tfoot => self.find(|t| matches!(t, Tbody | Thead | Tfoot), |t| matches!(t, Table | Template)),
            t if t.heading().is_some() && self.top().tag.heading().is_some() => Some(self.stack.len() - 1),
            _ => None,
        };
        if let Some(level) = level {
            self.pop_to(level, at);
        }
    }

    /// Reads the start tag at `lt`; returns where reading goes on.
    fn start_tag(&mut self, lt: usize) -> usize {
        let bytes = self.html.as_bytes();
        let name_end = name_end(bytes, lt + 1);
        let name = &self.html[lt + 1..name_end];
        let tag = tag_of(name);
        let first_attr = self.dom.attrs.len() as u32;
        let Some((end, closed)) = self.attributes(name_end) else {
            // Cut in the middle of a tag: nothing of it shows.
            self.dom.attrs.truncate(first_attr as usize);
            return bytes.len();
        };
        if self.dom.nodes.len() >= MAX_NODES {
            self.dom.attrs.truncate(first_attr as usize);
            return self.raw_text_end(tag, end).map_or(end, |(_, after)| after);
        }
        if (tag == Tag::Body && self.has_body) || (tag == Tag::Html && self.is_open(Tag::Html)) {
            self.dom.attrs.truncate(first_attr as usize);
            return end;
        }
        if tag == Tag::Body {
            self.has_body = true;
        }
        self.imply_ends(tag, lt);
        let data = (first_attr, self.dom.attrs.len() as u32);
        let span = (lt as u32, end as u32);
        let id = self.append(Node { parent: NO, next: NO, end: 0, span, data, tag, is_text: false });
        let foreign = self.is_open(Tag::Svg) || self.is_open(Tag::Math) || matches!(tag, Tag::Svg | Tag::Math);
        if tag.is_void() || (closed && foreign) {
            return end;
        }
        self.push(tag, (lt as u32 + 1, name_end as u32), id);
        if let Some((stop, after)) = self.raw_text_end(tag, end) {
            // At the depth limit the text would land outside its element and show.
            if stop > end && self.stack.len() <= MAX_DEPTH {
                self.push_text(end, stop, matches!(tag, Tag::Title | Tag::Textarea));
            }
            self.pop(after);
            return after;
        }
        end
    }

    /// For elements whose inside is no markup: where it ends, and where reading goes on.
    fn raw_text_end(&self, tag: Tag, from: usize) -> Option<(usize, usize)> {
        use Tag::*;
        if tag == Plaintext {
            return Some((self.html.len(), self.html.len()));
        }
        if !matches!(tag, Script | Style | Textarea | Title | Xmp | Iframe | Noembed | Noframes) {
            return None;
        }
        let bytes = self.html.as_bytes();
        let name = tag.name().as_bytes();
        let mut at = from;
        // `<!-- <script> … </script> -->` inside a script: the inner end tag does not end it.
        let mut in_comment = false;
        let mut inner = false;
        while let Some(lt) = memchr2(b'<', b'-', &bytes[at..]).map(|i| at + i) {
            let rest = &bytes[lt..];
            at = lt + 1;
            if rest[0] == b'-' {
                if in_comment && rest.starts_with(b"-->") {
                    (in_comment, inner) = (false, false);
                }
            } else if tag == Script && rest.starts_with(b"<!--") {
                in_comment = true;
                at = lt + 4;
            } else if in_comment && is_named(&rest[1..], name) {
                inner = true;
            } else if rest.get(1) == Some(&b'/') && is_named(&rest[2..], name) {
                if inner {
                    inner = false;
                    continue;
                }
                let after = memchr(b'>', rest).map_or(bytes.len(), |i| lt + i + 1);
                return Some((lt, after));
            }
        }
        Some((bytes.len(), bytes.len()))
    }

    fn end_tag(&mut self, lt: usize) -> usize {
        use Tag::*;
        let bytes = self.html.as_bytes();
        let name_end = name_end(bytes, lt + 2);
        let tag = tag_of(&self.html[lt + 2..name_end]);
        let Some(end) = memchr(b'>', &bytes[name_end..]).map(|i| name_end + i + 1) else { return bytes.len() };
        if tag == Br {
            // `</br>` is a line break in every browser.
            let span = (lt as u32, end as u32);
            self.append(Node { parent: NO, next: NO, end: 0, span, data: (0, 0), tag, is_text: false });
        }
        let heading = tag.heading().is_some();
        if tag == P && !self.is_open(P) {
            // A stray `</p>` still breaks the line.
            let span = (lt as u32, end as u32);
            self.append(Node { parent: NO, next: NO, end: 0, span, data: (0, 0), tag, is_text: false });
        }
        if matches!(tag, Body | Html) || tag.is_void() || !(self.is_open(tag) || heading) {
            return end;
        }
        let level = if tag == Other {
            let name = &self.html[lt + 2..name_end];
            (1..self.stack.len()).rev().take(MAX_LOOK).take_while(|l| !self.stack[*l].tag.is_barrier()).find(|l| {
                let (a, b) = self.stack[*l].name;
                self.stack[*l].tag == Other && self.html[a as usize..b as usize].eq_ignore_ascii_case(name)
            })
        } else if heading {
            self.find(|t| t.heading().is_some(), Tag::is_barrier)
        } else if matches!(tag, Table | Tbody | Thead | Tfoot | Tr | Td | Th | Caption) {
            self.find(|t| t == tag, |t| t == Table || t == Template)
        } else if tag.is_block() || tag.is_barrier() {
            self.find(|t| t == tag, Tag::is_barrier)
        } else {
            self.find(|t| t == tag, Tag::is_barrier)
        };
        let inline = !tag.is_block() && !tag.is_barrier();
        if let Some(level) = level {
            if inline && self.stack[level..].iter().any(|o| o.tag.is_block()) {
                if !self.stack[level].ended {
                    self.stack[level].ended = true;
                    self.open[tag as usize] -= 1;
                }
                return end;
            }
            self.pop_to(level + 1, lt);
            self.pop(end);
        }
        end
    }

    /// Reads attributes from `at`; returns where the tag ends and whether it ends with `/>`, nothing at the page's end.
    fn attributes(&mut self, mut at: usize) -> Option<(usize, bool)> {
        let bytes = self.html.as_bytes();
        let first = self.dom.attrs.len();
        loop {
            while matches!(bytes.get(at)?, b' ' | b'\t' | b'\n' | b'\r' | b'\x0C') {
                at += 1;
            }
            match bytes[at] {
                b'>' => return Some((at + 1, false)),
                b'/' if bytes.get(at + 1) == Some(&b'>') => return Some((at + 2, true)),
                b'/' => {
                    at += 1;
                    continue;
                }
                _ => {}
            }
            let name = (at, attr_name_end(bytes, at + 1));
            at = name.1;
            let mut value = (at, at);
            let mut equals = at;
            while matches!(bytes.get(equals)?, b' ' | b'\t' | b'\n' | b'\r' | b'\x0C') {
                equals += 1;
            }
            if bytes[equals] == b'=' {
                at = equals + 1;
                while matches!(bytes.get(at)?, b' ' | b'\t' | b'\n' | b'\r' | b'\x0C') {
                    at += 1;
                }
                let quote = bytes[at];
                if quote == b'"' || quote == b'\'' {
                    let Some(close) = memchr(quote, &bytes[at + 1..]).map(|i| at + 1 + i) else {
                        // A quote that never ends would swallow the page: the tag ends at the next `>`.
                        return memchr(b'>', &bytes[at..]).map(|i| (at + i + 1, false));
                    };
                    value = (at + 1, close);
                    at = close + 1;
                } else {
                    let start = at;
                    while !matches!(bytes.get(at)?, b' ' | b'\t' | b'\n' | b'\r' | b'\x0C' | b'>') {
                        at += 1;
                    }
                    value = (start, at);
                }
            }
            if self.dom.attrs.len() - first < MAX_ATTRS {
                let pool = &mut self.dom.pool;
                let a = pool.len() as u32;
                pool.extend(self.html[name.0..name.1].chars().map(|c| c.to_ascii_lowercase()));
                let b = pool.len() as u32;
                entity::decode(&self.html[value.0..value.1], true, pool);
                self.dom.attrs.push(Attr { name: (a, b), value: (b, pool.len() as u32) });
            }
        }
    }
}

fn tag_of(name: &str) -> Tag {
    let mut low = [0; 16];
    let Some(low) = low.get_mut(..name.len()) else { return Tag::Other };
    low.copy_from_slice(name.as_bytes());
    low.make_ascii_lowercase();
    std::str::from_utf8(low).map_or(Tag::Other, Tag::of)
}

/// Where the name at `at` ends: at white space, `/` or `>`.
fn name_end(bytes: &[u8], at: usize) -> usize {
    let stop = |b: &u8| matches!(b, b' ' | b'\t' | b'\n' | b'\r' | b'\x0C' | b'/' | b'>');
    bytes[at..].iter().position(stop).map_or(bytes.len(), |i| at + i)
}

fn attr_name_end(bytes: &[u8], at: usize) -> usize {
    let stop = |b: &u8| matches!(b, b' ' | b'\t' | b'\n' | b'\r' | b'\x0C' | b'/' | b'>' | b'=');
    bytes[at..].iter().position(stop).map_or(bytes.len(), |i| at + i)
}

/// True if `bytes` starts with the tag name `name` and it ends there.
fn is_named(bytes: &[u8], name: &[u8]) -> bool {
    bytes.len() > name.len()
        && bytes[..name.len()].eq_ignore_ascii_case(name)
        && matches!(bytes[name.len()], b' ' | b'\t' | b'\n' | b'\r' | b'\x0C' | b'/' | b'>')
}

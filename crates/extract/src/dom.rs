//! The tree of a page: elements and texts in one vector, in document order, each with its bytes in the page.
//!
//! Nodes are numbered in document order and a subtree is a run of numbers, so that walking one is a loop over numbers
//! and never a recursion. The depth is bounded ([`MAX_DEPTH`]), so that walking up is bounded too.

mod entity;
mod parse;
mod tag;

pub use tag::Tag;

/// Elements nested deeper stand, without content, beside each other at this depth; their text stands there too.
pub const MAX_DEPTH: usize = 512;

/// A node of a [`Dom`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub u32);

impl NodeId {
    /// The whole page.
    pub const ROOT: NodeId = NodeId(0);
}

const NO: u32 = u32::MAX;

#[derive(Clone, Copy, Debug)]
struct Node {
    parent: u32,
    next: u32,
    /// One past the last node of the subtree.
    end: u32,
    /// Bytes of the source.
    span: (u32, u32),
    /// Element: its run of attributes. Text: its run of bytes in the pool.
    data: (u32, u32),
    tag: Tag,
    is_text: bool,
}

#[derive(Clone, Copy, Debug)]
struct Attr {
    name: (u32, u32),
    value: (u32, u32),
}

/// A parsed page.
#[derive(Clone, Debug)]
pub struct Dom {
    nodes: Vec<Node>,
    attrs: Vec<Attr>,
    pool: String,
    too_deep: bool,
}

impl Dom {
    /// Parses HTML of any quality. Linear in time and memory; never fails.
    pub fn parse(html: &str) -> Dom {
        parse::parse(html)
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// True if the page has neither element nor text.
    pub fn is_empty(&self) -> bool {
        self.nodes.len() == 1
    }

    /// True if elements were nested deeper than [`MAX_DEPTH`].
    pub fn too_deep(&self) -> bool {
        self.too_deep
    }

    fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    fn cut(&self, (start, end): (u32, u32)) -> &str {
        &self.pool[start as usize..end as usize]
    }

    /// The node around it; none for the root.
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        some(self.node(id).parent)
    }

    /// The nodes around it, innermost first.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.parent(id), |n| self.parent(*n))
    }

    /// The elements and texts directly inside, in order.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let n = self.node(id);
        let first = (n.end > id.0 + 1).then_some(NodeId(id.0 + 1));
        std::iter::successors(first, |c| self.next(*c))
    }

    /// The node after it in the same parent.
    pub fn next(&self, id: NodeId) -> Option<NodeId> {
        some(self.node(id).next)
    }

    /// Everything inside, in document order, without the node itself.
    pub fn descendants(&self, id: NodeId) -> impl DoubleEndedIterator<Item = NodeId> + use<> {
        (id.0 + 1..self.node(id).end).map(NodeId)
    }

    /// One past the last node inside: a loop over the subtree can jump there to skip it.
    pub fn end(&self, id: NodeId) -> NodeId {
        NodeId(self.node(id).end)
    }

    /// True if `inner` is `outer` or stands inside it.
    pub fn contains(&self, outer: NodeId, inner: NodeId) -> bool {
        outer.0 <= inner.0 && inner.0 < self.node(outer).end
    }

    /// Every element with this tag inside (not the node itself), in document order.
    pub fn all(&self, root: NodeId, tag: Tag) -> impl Iterator<Item = NodeId> + '_ {
        self.descendants(root).filter(move |n| self.tag(*n) == tag)
    }

    /// The first element with this tag inside.
    pub fn first(&self, root: NodeId, tag: Tag) -> Option<NodeId> {
        self.all(root, tag).next()
    }

    /// The element's tag; `Tag::Nil` for texts and the root.
    pub fn tag(&self, id: NodeId) -> Tag {
        self.node(id).tag
    }

    /// True for a text.
    pub fn is_text(&self, id: NodeId) -> bool {
        self.node(id).is_text
    }

    /// The characters of a text as the page has them (references replaced); empty for elements.
    pub fn value(&self, id: NodeId) -> &str {
        let n = self.node(id);
        if n.is_text { self.cut(n.data) } else { "" }
    }

    /// Names (lower case) and values of the element's attributes.
    pub fn attrs(&self, id: NodeId) -> impl Iterator<Item = (&str, &str)> + '_ {
        let n = self.node(id);
        let run = if n.is_text { 0..0 } else { n.data.0 as usize..n.data.1 as usize };
        self.attrs[run].iter().map(|a| (self.cut(a.name), self.cut(a.value)))
    }

    /// The value of an attribute; the first one of that name.
    pub fn attr(&self, id: NodeId, name: &str) -> Option<&str> {
        self.attrs(id).find(|(n, _)| *n == name).map(|(_, v)| v)
    }

    /// True if `class` is one of the element's classes (ASCII case aside).
    pub fn has_class(&self, id: NodeId, class: &str) -> bool {
        self.attr(id, "class").is_some_and(|c| c.split_ascii_whitespace().any(|x| x.eq_ignore_ascii_case(class)))
    }

    /// True if `value` is one of the words of attribute `name`, as in `itemprop`, `rel` and `property`.
    pub fn has_word(&self, id: NodeId, name: &str, value: &str) -> bool {
        self.attr(id, name).is_some_and(|c| c.split_ascii_whitespace().any(|x| x.eq_ignore_ascii_case(value)))
    }

    /// Class and id in lower case with a space between: what name cues are looked for in.
    pub fn names(&self, id: NodeId) -> String {
        let mut s = String::new();
        for (name, value) in self.attrs(id) {
            if name == "class" || name == "id" {
                s.push_str(value);
                s.push(' ');
            }
        }
        s.make_ascii_lowercase();
        s
    }

    /// The visible text inside, white space folded, with a space between blocks; code and hidden elements left out.
    pub fn text(&self, id: NodeId) -> String {
        let mut out = String::new();
        let mut at = id.0;
        let end = self.node(id).end;
        while at < end {
            let n = &self.nodes[at as usize];
            if n.is_text {
                fold_into(&mut out, self.cut(n.data));
            } else if n.tag.is_hidden() && at != id.0 {
                at = n.end;
                continue;
            } else if (n.tag.is_block() || n.tag == Tag::Br) && !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
            at += 1;
        }
        out.truncate(out.trim_end().len());
        out
    }

    /// All characters inside as they stand: what a script or a title holds.
    pub fn raw_text(&self, id: NodeId) -> String {
        self.descendants(id).map(|n| self.value(n)).collect()
    }

    /// The bytes of the (decoded) page from the first of the node's start tag to the last of its end tag.
    pub fn span(&self, id: NodeId) -> (u32, u32) {
        self.node(id).span
    }
}

fn some(n: u32) -> Option<NodeId> {
    (n != NO).then_some(NodeId(n))
}

/// Appends `text` with each run of white space as one space, none at the very beginning.
pub(crate) fn fold_into(out: &mut String, text: &str) {
    for c in text.chars() {
        if matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{AD}') {
            // Of no width: not seen, and in the way of reading words.
            continue;
        }
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
    }
}

//! The element names that the reading knows, and what the parser must know of each.

macro_rules! tags {
    ($($name:ident $text:literal),* $(,)?) => {
        /// An element's name; `Other` for names without a meaning here, `Nil` for what is no element.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        #[allow(missing_docs)]
        pub enum Tag { Nil, Other, $($name,)* }

        impl Tag {
            /// How many there are.
            pub(crate) const COUNT: usize = [Tag::Nil, Tag::Other, $(Tag::$name,)*].len();

            /// The tag of a lower-case name.
            pub fn of(name: &str) -> Tag {
                match name { $($text => Tag::$name,)* _ => Tag::Other }
            }

            /// The name; empty for `Nil` and `Other`.
            pub fn name(self) -> &'static str {
                match self { Tag::Nil | Tag::Other => "", $(Tag::$name => $text,)* }
            }
        }
    };
}

tags! {
    A "a", Abbr "abbr", Acronym "acronym", Address "address", Amp "amp-img", Area "area", Article "article", Aside "aside",
    Audio "audio", B "b", Base "base", Bdi "bdi", Bdo "bdo", Big "big", Blockquote "blockquote", Body "body", Br "br",
    Button "button", Canvas "canvas", Caption "caption", Center "center", Cite "cite", Code "code", Col "col",
    Colgroup "colgroup", Data "data", Datalist "datalist", Dd "dd", Del "del", Details "details", Dfn "dfn",
    Dialog "dialog", Dir "dir", Div "div", Dl "dl", Dt "dt", Em "em", Embed "embed", Fieldset "fieldset",
    Figcaption "figcaption", Figure "figure", Font "font", Footer "footer", ForeignObject "foreignobject", Form "form",
    Frame "frame", Frameset "frameset", H1 "h1", H2 "h2", H3 "h3", H4 "h4", H5 "h5", H6 "h6", Head "head",
    Header "header", Hgroup "hgroup", Hr "hr", Html "html", I "i", Iframe "iframe", Img "img", Input "input",
    Ins "ins", Kbd "kbd", Label "label", Legend "legend", Li "li", Link "link", Listing "listing", Main "main", Map "map",
    Mark "mark", Math "math", Menu "menu", Meta "meta", Meter "meter", Nav "nav", Nobr "nobr", Noembed "noembed",
    Noframes "noframes", Noscript "noscript", Object "object", Ol "ol", Optgroup "optgroup", Opt "option",
    Output "output", P "p", Param "param", Picture "picture", Plaintext "plaintext", Pre "pre", Progress "progress",
    Q "q", Rp "rp", Rt "rt", Ruby "ruby", S "s", Samp "samp", Script "script", Search "search", Section "section",
    Select "select", Slot "slot", Small "small", Source "source", Span "span", Strike "strike", Strong "strong",
    Style "style", Sub "sub", Summary "summary", Sup "sup", Svg "svg", Table "table", Tbody "tbody", Td "td",
    Template "template", Textarea "textarea", Tfoot "tfoot", Th "th", Thead "thead", Time "time", Title "title",
    Tr "tr", Track "track", Tt "tt", U "u", Ul "ul", Var "var", Video "video", Wbr "wbr", Xmp "xmp",
}

impl Tag {
    /// Elements that never have content.
    pub(crate) fn is_void(self) -> bool {
        use Tag::*;
        matches!(self, Area | Base | Br | Col | Embed | Frame | Hr | Img | Input | Link | Meta | Param | Source | Track | Wbr)
    }

    /// Elements that break the line: their text is a block of its own.
    pub fn is_block(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Address
                | Article
                | Aside
                | Blockquote
                | Body
                | Caption
                | Center
                | Dd
                | Details
                | Dialog
                | Dir
                | Div
                | Dl
                | Dt
                | Fieldset
                | Figcaption
                | Figure
                | Footer
                | Form
                | Frameset
                | H1
                | H2
                | H3
                | H4
                | H5
                | H6
                | Head
                | Header
                | Hgroup
                | Hr
                | Html
                | Legend
                | Li
                | Listing
                | Main
                | Menu
                | Nav
                | Noframes
                | Ol
                | Optgroup
                | Opt
                | P
                | Plaintext
                | Pre
                | Search
                | Section
                | Summary
                | Table
                | Tbody
                | Td
                | Template
                | Tfoot
                | Th
                | Thead
                | Tr
                | Ul
                | Xmp
        )
    }

    /// A heading, and its level.
    pub fn heading(self) -> Option<u8> {
        use Tag::*;
        Some(match self {
            H1 => 1,
            H2 => 2,
            H3 => 3,
            H4 => 4,
            H5 => 5,
            H6 => 6,
            _ => return None,
        })
    }

    /// Elements whose text is code or a form's inside and never shown as text of the page.
    pub fn is_hidden(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Script
                | Style
                | Template
                | Head
                | Title
                | Noembed
                | Noframes
                | Iframe
                | Object
                | Svg
                | Math
                | Canvas
                | Datalist
                | Textarea
                | Select
                | Audio
                | Video
                | Rp
        )
    }

    /// Blocks whose start ends an open paragraph.
    pub(super) fn closes_p(self) -> bool {
        use Tag::*;
        self.is_block()
            && !matches!(self, Caption | Optgroup | Opt | Tbody | Td | Template | Tfoot | Th | Thead | Tr | Legend | Head)
    }

    /// Borders that an end tag does not reach across.
    pub(super) fn is_barrier(self) -> bool {
        use Tag::*;
        matches!(self, Td | Th | Caption | Table | Template | Object | Button | Html | Svg | Math)
    }

    /// What may stand in a head.
    pub(super) fn in_head(self) -> bool {
        use Tag::*;
        matches!(self, Base | Link | Meta | Noscript | Script | Style | Template | Title | Other)
    }
}

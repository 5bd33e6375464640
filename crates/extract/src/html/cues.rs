//! What an element's tag, class, id and role say about the text inside.
//!
//! The words are the wide-spread vocabulary of content systems, never one site's own. A name is cut into words
//! (`article__shareBar` is `article`, `share`, `bar`), so that `share` is not found in `shareholder`.

use crate::dom::{Dom, NodeId, Tag};

/// A set of cues.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cues(pub u32);

#[allow(missing_docs)]
impl Cues {
    pub const NAV: Cues = Cues(1);
    pub const FOOT: Cues = Cues(1 << 1);
    pub const SIDE: Cues = Cues(1 << 2);
    pub const COMMENT: Cues = Cues(1 << 3);
    pub const RELATED: Cues = Cues(1 << 4);
    pub const SHARE: Cues = Cues(1 << 5);
    pub const SIGNUP: Cues = Cues(1 << 6);
    pub const AD: Cues = Cues(1 << 7);
    pub const BYLINE: Cues = Cues(1 << 8);
    pub const TAGS: Cues = Cues(1 << 9);
    pub const WIDGET: Cues = Cues(1 << 10);
    pub const HIDDEN: Cues = Cues(1 << 11);
    pub const CONTROL: Cues = Cues(1 << 12);
    /// A card for another story, or this story's own opening: only the place tells.
    pub const TEASER: Cues = Cues(1 << 13);
    /// Everything that speaks against the text inside.
    pub const AGAINST: Cues = Cues((1 << 14) - 1);

    pub const BODY: Cues = Cues(1 << 16);
    pub const CAPTION: Cues = Cues(1 << 17);
    pub const CREDIT: Cues = Cues(1 << 18);
    pub const STANDFIRST: Cues = Cues(1 << 19);
    pub const PULL_QUOTE: Cues = Cues(1 << 20);
    pub const NOTE: Cues = Cues(1 << 21);
    pub const HEADLINE: Cues = Cues(1 << 22);
    pub const ARTICLE: Cues = Cues(1 << 23);
    pub const GALLERY: Cues = Cues(1 << 24);
    /// What can only be a part of an article.
    pub const PARTS: Cues = Cues(0b111_1110 << 16);
    /// What, inside a line, is no part of the line.
    pub const BESIDE: Cues =
        Cues(Cues::SHARE.0 | Cues::SIGNUP.0 | Cues::AD.0 | Cues::WIDGET.0 | Cues::HIDDEN.0 | Cues::CONTROL.0);

    pub fn has(self, other: Cues) -> bool {
        self.0 & other.0 != 0
    }

    pub fn add(&mut self, other: Cues) {
        self.0 |= other.0;
    }

    pub fn without(self, other: Cues) -> Cues {
        Cues(self.0 & !other.0)
    }
}

/// The cues of one element, of itself and not of those around it.
pub(crate) fn of(dom: &Dom, id: NodeId) -> Cues {
    let tag = dom.tag(id);
    let mut cues = of_tag(tag);
    if tag == Tag::Html || tag == Tag::Body {
        return cues;
    }
    let mut from_names = Cues::default();
    let mut content_item = false;
    for (name, value) in dom.attrs(id) {
        match name {
            "class" | "id" => {
                for n in value.split_ascii_whitespace().take(40) {
                    content_item |= matches!(n, "hentry" | "post" | "type-post" | "status-publish");
                    from_names.add(of_name(n));
                }
            }
            "data-component" | "data-testid" | "data-type" | "data-module" => from_names.add(of_name(value)),
            "role" => cues.add(of_role(value)),
            "itemprop" => {
                if value.eq_ignore_ascii_case("articleBody") {
                    cues.add(Cues::BODY);
                } else if value.eq_ignore_ascii_case("author") || value.eq_ignore_ascii_case("datePublished") {
                    cues.add(Cues::BYLINE);
                }
            }
            "hidden" => cues.add(Cues::HIDDEN),
            "style" => {
                let packed: String = value.chars().filter(|c| !c.is_whitespace()).take(200).collect();
                if packed.contains("display:none") || packed.contains("visibility:hidden") {
                    cues.add(Cues::HIDDEN);
                }
            }
            "aria-hidden" if value == "true" => cues.add(Cues::HIDDEN),
            "aria-label" => from_names.add(of_label(value)),
            _ => {}
        }
    }
    // A container that says it holds the text is believed over what else its names say.
    if from_names.has(Cues::BODY) || cues.has(Cues::BODY) {
        from_names = from_names.without(Cues::AGAINST).without(Cues::PARTS);
        from_names.add(Cues::BODY);
    }
    if content_item || tag == Tag::Article {
        from_names = from_names.without(Cues::AGAINST);
    }
    if tag == Tag::Main {
        from_names = from_names.without(Cues::AGAINST);
    }
    cues.add(from_names);
    cues
}

fn of_tag(tag: Tag) -> Cues {
    match tag {
        Tag::Nav | Tag::Menu => Cues::NAV,
        Tag::Footer => Cues::FOOT,
        Tag::Aside => Cues::SIDE,
        Tag::Button
        | Tag::Label
        | Tag::Select
        | Tag::Fieldset
        | Tag::Legend
        | Tag::Progress
        | Tag::Meter
        | Tag::Output
        | Tag::Dialog
        | Tag::Search
        | Tag::Input => Cues::CONTROL,
        Tag::Figcaption => Cues::CAPTION,
        Tag::Article => Cues::ARTICLE,
        _ => Cues::default(),
    }
}

fn of_role(role: &str) -> Cues {
    match role {
        "navigation" | "menu" | "menubar" | "tablist" => Cues::NAV,
        "contentinfo" => Cues::FOOT,
        "complementary" => Cues::SIDE,
        "search" | "dialog" | "alertdialog" | "button" | "tooltip" => Cues::CONTROL,
        "article" => Cues::ARTICLE,
        _ => Cues::default(),
    }
}

fn of_label(label: &str) -> Cues {
    let label = label.to_ascii_lowercase();
    if label.starts_with("advert") {
        Cues::AD
    } else if label.starts_with("related") || label.starts_with("recommended") {
        Cues::RELATED
    } else if label.starts_with("breadcrumb") {
        Cues::NAV
    } else {
        Cues::default()
    }
}

/// Names written without a border between the words.
const BODY_NAMES: &[&str] = &[
    "articlebody",
    "storybody",
    "postbody",
    "entrybody",
    "newsbody",
    "entrycontent",
    "postcontent",
    "articlecontent",
    "storycontent",
    "newscontent",
    "articletext",
    "storytext",
    "newstext",
    "posttext",
    "bodytext",
    "bodycopy",
    "bodycontent",
    "contentbody",
    "articlecopy",
    "storycopy",
    "fulltext",
    "articlefulltext",
    "textcontent",
    "contenttext",
    "blogcontent",
    "blogbody",
    "singlecontent",
    "detailcontent",
    "contentdetail",
    "detailtext",
    "maintext",
    "articledetail",
    "newsdetail",
    "storydetail",
    "articlemain",
    "articlepage",
    "articleparagraphs",
    "paragraphs",
];

/// The cues of one class or id.
pub(crate) fn of_name(name: &str) -> Cues {
    if name.len() > 80 {
        return Cues::default();
    }
    let mut words = [""; 12];
    let mut count = 0;
    let mut start = 0;
    let bytes = name.as_bytes();
    for i in 0..=bytes.len() {
        let border = i == bytes.len() || !(bytes[i].is_ascii_alphabetic() || bytes[i] >= 0x80);
        let camel = !border && i > start && bytes[i].is_ascii_uppercase() && bytes[i - 1].is_ascii_lowercase();
        if border || camel {
            if i > start && count < words.len() {
                words[count] = &name[start..i];
                count += 1;
            }
            start = if border { i + 1 } else { i };
        }
    }
    let lower: Vec<String> = words[..count].iter().map(|w| w.to_ascii_lowercase()).collect();
    let cues = of_words(&lower);
    // `section--ads` is a section in which there are advertisements.
    if name.contains("--") && !name.starts_with("--") { cues.without(Cues::AD) } else { cues }
}

fn of_words(words: &[String]) -> Cues {
    let mut cues = Cues::default();
    let Some(first) = words.first() else { return cues };
    // `has-sidebar`, `no-ads`: about the layout and not about what is inside.
    if matches!(first.as_str(), "no" | "has" | "with" | "without" | "hide" | "show" | "elementor" | "is" | "js" | "not") {
        return cues;
    }
    let squashed = words.concat();
    let last = words.len() - 1;
    for (i, word) in words.iter().enumerate() {
        let next = words.get(i + 1).map_or("", String::as_str);
        cues.add(of_word(word, next, i == last, words.len() == 1));
    }
    if !cues.has(Cues::AGAINST) && BODY_NAMES.iter().any(|n| squashed.ends_with(n) || squashed.starts_with(n)) {
        cues.add(Cues::BODY);
    }
    cues
}

fn of_word(word: &str, next: &str, is_last: bool, alone: bool) -> Cues {
    match word {
        "nav" | "navbar" | "navigation" | "menu" | "submenu" | "breadcrumb" | "breadcrumbs" | "pagination" | "pager"
        | "paging" | "paginator" | "topbar" | "masthead" | "skip" | "skiplink" | "sitemap" | "toc" | "navi" | "crumbs"
        | "crumb" | "navbox" => Cues::NAV,
        "footer" | "copyright" | "colophon" | "foot" | "footnav" | "imprint" => Cues::FOOT,
        "sidebar" | "rail" | "rightrail" | "sidecolumn" | "sidecol" | "aside" | "offcanvas" | "infobox" => Cues::SIDE,
        "comment" | "comments" | "commentlist" | "disqus" | "respond" | "reply" | "replies" | "discussion" | "livefyre"
        | "commenting" => Cues::COMMENT,
        "related" | "relateds" | "relatedposts" | "relatedarticles" | "recirc" | "recirculation" | "trending" | "mostread"
        | "mostpopular" | "popular" | "outbrain" | "taboola" | "zergnet" | "revcontent" | "upnext" | "readmore"
        | "morenews" | "seealso" | "yarpp" | "zemanta" | "nrelate" | "promo" | "promos" | "promotion" | "recommended"
        | "recommendation" | "recommendations" | "recommends" | "linkbox" | "readnext" | "crosslink" | "crosslinks"
        | "mostviewed" | "morestories" => Cues::RELATED,
        "teaser" | "teasers" => Cues::TEASER,
        "recent" | "latest" | "further" if matches!(next, "posts" | "news" | "stories" | "articles" | "reading") => {
            Cues::RELATED
        }
        "more" if matches!(next, "stories" | "news" | "from" | "articles" | "posts" | "on" | "link" | "links" | "like") => {
            Cues::RELATED
        }
        "read" if matches!(next, "more" | "next" | "also") => Cues::RELATED,
        "most" if matches!(next, "read" | "popular" | "viewed" | "shared" | "commented") => Cues::RELATED,
        "see" | "you" if matches!(next, "also" | "may" | "might") => Cues::RELATED,
        "share" | "sharing" | "shares" | "social" | "socials" | "addthis" | "addtoany" | "sharedaddy" | "sharebar"
        | "sharethis" | "sharetools" | "socialmedia" | "socialshare" | "follow" | "followus" | "sharebuttons" | "shareit"
        | "ssba" | "heateor" | "shariff" => Cues::SHARE,
        "newsletter" | "newsletters" | "subscribe" | "subscription" | "subscribers" | "signup" | "optin" | "mailchimp"
        | "register" | "login" | "signin" | "donate" | "donation" | "mailinglist" | "membership" => Cues::SIGNUP,
        "ad" | "ads" | "adv" | "advert" | "adverts" | "advertise" | "advertisement" | "advertisements" | "advertising"
        | "adsense" | "adsbygoogle" | "sponsor" | "sponsors" | "sponsored" | "dfp" | "adslot" | "adunit" | "adbox"
        | "adwrap" | "banner" | "banners" | "adcontainer" | "adwrapper" | "advertorial" => Cues::AD,
        "byline" | "bylines" | "authorbox" | "authorbio" | "bio" | "biography" | "pubdate" | "timestamp" | "postmeta"
        | "entrymeta" | "articlemeta" | "dateline" | "publishdate" | "postdate" | "contributors" => Cues::BYLINE,
        "author" | "authors"
            if is_last
                || matches!(
                    next,
                    "bio"
                        | "box"
                        | "info"
                        | "name"
                        | "desc"
                        | "description"
                        | "card"
                        | "block"
                        | "about"
                        | "details"
                        | "profile"
                        | "wrapper"
                        | "container"
                ) =>
        {
            Cues::BYLINE
        }
        "meta" | "metadata" if is_last || matches!(next, "info" | "data" | "wrapper" | "container") => Cues::BYLINE,
        "posted" | "published" | "publication" | "publish" | "updated" | "modified"
            if matches!(next, "on" | "date" | "time" | "by" | "at") || (is_last && word != "publication") =>
        {
            Cues::BYLINE
        }
        "date" | "datetime" | "time" if is_last => Cues::BYLINE,
        "tags" | "taglist" | "tagcloud" | "keywords" | "topics" | "categories" | "taglinks" | "postcats" | "catlinks"
        | "hashtags" => Cues::TAGS,
        "tag" if matches!(next, "list" | "cloud" | "links" | "container" | "wrapper" | "item" | "block") || alone => Cues::TAGS,
        "category" | "kicker" | "eyebrow" | "rubric" if is_last => Cues::TAGS,
        "widget" | "widgets" | "cookie" | "cookies" | "consent" | "gdpr" | "modal" | "popup" | "overlay" | "lightbox"
        | "tooltip" | "rating" | "ratings" | "vote" | "voting" | "poll" | "toolbar" | "tools" | "weather" | "ticker"
        | "calendar" | "searchform" | "searchbox" | "survey" | "feedback" | "notification" | "notifications" | "printonly"
        | "utility" | "utilities" | "rollover" | "popover" | "hovercard" | "shortcuts" | "onetrust" | "paywall"
        | "shortlink" | "shorturl" | "permalink" => Cues::WIDGET,
        "videoplayer" | "jwplayer" | "playlist" | "brightcove" => Cues::WIDGET,
        "video" if matches!(next, "player" | "playlist" | "title" | "description" | "desc" | "details" | "info" | "meta") => {
            Cues::WIDGET
        }
        "search" | "tool" | "print" | "quiz" if is_last || next == "form" || next == "box" => Cues::WIDGET,
        "hidden" if alone => Cues::HIDDEN,
        "visuallyhidden" | "offscreen" => Cues::HIDDEN,
        "sr" if next == "only" => Cues::HIDDEN,
        "visually" if next == "hidden" => Cues::HIDDEN,
        "screen" if next == "reader" => Cues::HIDDEN,
        "off" if next == "screen" => Cues::HIDDEN,
        "print" if next == "only" => Cues::HIDDEN,
        "btn" | "button" | "buttons" | "cta" | "dropdown" => Cues::CONTROL,
        "caption" | "captions" | "figcaption" | "imagecaption" | "photocaption" | "cutline" | "legend" => Cues::CAPTION,
        "credit" | "credits" | "photocredit" | "imagecredit" | "photographer" => Cues::CREDIT,
        "standfirst" | "subtitle" | "deck" | "dek" | "subheadline" | "subheading" | "subhead" | "intro" | "lead" | "lede"
        | "leadin" | "chapeau" | "sapo" | "strapline" | "summary" | "excerpt" | "articlesummary" | "subline" | "teasertext"
            if word != "lead" || is_last || matches!(next, "text" | "paragraph" | "in") =>
        {
            Cues::STANDFIRST
        }
        "pullquote" | "pullout" => Cues::PULL_QUOTE,
        "pull" if next == "quote" => Cues::PULL_QUOTE,
        "correction" | "corrections" | "clarification" | "editorsnote" | "footnote" | "footnotes" => Cues::NOTE,
        "editor" | "editors" if next == "note" => Cues::NOTE,
        "headline" | "title" if is_last => Cues::HEADLINE,
        "slideshow" | "gallery" | "carousel" | "slider" | "slides" => Cues::GALLERY,
        _ => Cues::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_by_word() {
        for (name, cues) in [
            ("article-body", Cues::BODY),
            ("StoryBody", Cues::BODY),
            ("article__shareBar", Cues::SHARE),
            ("shareholder", Cues::default()),
            ("has-sidebar", Cues::default()),
            ("comments", Cues::COMMENT),
            ("commentary", Cues::default()),
            ("article-body-related", Cues::RELATED),
            ("post-category", Cues::TAGS),
            ("category-news", Cues::default()),
            ("wp-caption-text", Cues::CAPTION),
            ("sr-only", Cues::HIDDEN),
            ("entry-content", Cues::BODY),
        ] {
            assert_eq!(of_name(name), cues, "{name}");
        }
    }
}

//! Words by which a block gives itself away: what opens a list of other stories, asks the reader to do something, or
//! says who made a picture.

use std::collections::HashSet;
use std::sync::LazyLock;

/// A set of whole phrases.
type Words = LazyLock<HashSet<&'static str>>;

macro_rules! words {
    ($($word:literal),* $(,)?) => { LazyLock::new(|| [$($word),*].into_iter().collect()) };
}

/// Headings and labels after which other stories, comments or forms follow. Compared whole, lower case, without `:` at the end.
static ENDS: Words = words!(
    "related",
    "related articles",
    "related stories",
    "related news",
    "related posts",
    "related content",
    "related topics",
    "related links",
    "related coverage",
    "related reading",
    "related story",
    "related article",
    "related video",
    "related videos",
    "more stories",
    "more news",
    "more on this",
    "more on this story",
    "more on this topic",
    "more like this",
    "more articles",
    "read more",
    "read next",
    "read also",
    "also read",
    "see also",
    "see more",
    "you may like",
    "you may also like",
    "you might also like",
    "you might like",
    "you may also be interested in",
    "recommended",
    "recommended for you",
    "recommended stories",
    "recommended reading",
    "most read",
    "most popular",
    "most viewed",
    "trending",
    "trending now",
    "popular",
    "popular posts",
    "popular now",
    "latest news",
    "latest",
    "latest stories",
    "latest posts",
    "recent posts",
    "recent news",
    "recent articles",
    "top stories",
    "editor's picks",
    "editors' picks",
    "don't miss",
    "up next",
    "around the web",
    "from the web",
    "from around the web",
    "sponsored",
    "sponsored content",
    "promoted stories",
    "comments",
    "leave a comment",
    "leave a reply",
    "post a comment",
    "add a comment",
    "join the conversation",
    "join the discussion",
    "discussion",
    "share this",
    "share this article",
    "share this story",
    "share this post",
    "share",
    "about the author",
    "about author",
    "about the authors",
    "author",
    "tags",
    "topics",
    "topics in this story",
    "filed under",
    "categories",
    "newsletter",
    "sign up",
    "follow us",
    "advertisement",
    "our newsletter",
    "subscribe",
    "more from",
    "more in",
    "what others are reading",
    "what to read next",
    "keep reading",
    "next article",
    "previous article",
    "external links",
    "related internet links",
    "in this story",
    "links",
    "more information",
    "share this with",
    "view comments",
    "show comments",
    "further reading",
    "other stories",
    "other news",
    "mehr zum thema",
    "mehr zu diesem thema",
    "auch interessant",
    "weitere themen",
    "weitere artikel",
    "weitere beiträge",
    "weitere nachrichten",
    "weitere meldungen",
    "das könnte sie auch interessieren",
    "das könnte dich auch interessieren",
    "das könnte sie interessieren",
    "das könnte dich interessieren",
    "das könnte ihnen auch gefallen",
    "das könnte dir auch gefallen",
    "meistgelesen",
    "meistgelesene artikel",
    "lesen sie auch",
    "lesen sie mehr",
    "schlagwörter",
    "schlagworte",
    "teilen",
    "kommentare",
    "anzeige",
    "werbung",
    "empfehlungen der redaktion",
    "mehr dazu",
    "zum thema",
    "ähnliche beiträge",
    "ähnliche artikel",
    "verwandte artikel",
    "verwandte themen",
    "verwandte beiträge",
    "neueste beiträge",
    "schreibe einen kommentar",
    "kommentar schreiben",
    "diskussion",
    "über den autor",
    "über die autorin",
    "schon gelesen",
    "artikel teilen",
    "beitrag teilen",
    "diesen artikel teilen",
    "mehr aus",
    "passend dazu",
    "aktuelle beiträge",
    "links zum thema",
    "weiterführende links",
    "weitere informationen",
    "aus dem archiv",
    "newsletter abonnieren",
    "das könnte auch interessant sein",
    "te puede interesar",
    "le puede interesar",
    "también te puede interesar",
    "puede interesarte",
    "lea también",
    "lee también",
    "lea además",
    "noticias relacionadas",
    "relacionadas",
    "relacionados",
    "más noticias",
    "artículos relacionados",
    "comentarios",
    "compartir",
    "etiquetas",
    "publicidad",
    "síguenos",
    "más leídas",
    "lo más leído",
    "las más leídas",
    "temas relacionados",
    "te recomendamos",
    "recomendados",
    "contexto de la noticia",
    "más información",
    "ver también",
    "en esta nota",
    "últimas noticias",
    "leia também",
    "veja também",
    "leia mais",
    "você pode gostar",
    "você também pode gostar",
    "notícias relacionadas",
    "artigos relacionados",
    "publicidade",
    "compartilhe",
    "mais lidas",
    "comentários",
    "deixe um comentário",
    "deixe uma resposta",
    "veja mais",
    "saiba mais",
    "à lire aussi",
    "a lire aussi",
    "lire aussi",
    "sur le même sujet",
    "sur le même thème",
    "articles liés",
    "publicité",
    "partager",
    "commentaires",
    "voir aussi",
    "lire la suite",
    "les plus lus",
    "à lire également",
    "pour aller plus loin",
    "nos dernières actualités",
    "vous aimerez aussi",
    "partager cet article",
    "laisser un commentaire",
    "articles similaires",
    "leggi anche",
    "articoli correlati",
    "potrebbe interessarti",
    "ti potrebbe interessare",
    "pubblicità",
    "condividi",
    "commenti",
    "lascia un commento",
    "potrebbero interessarti",
    "czytaj też",
    "czytaj także",
    "zobacz także",
    "zobacz też",
    "czytaj więcej",
    "polecane",
    "reklama",
    "komentarze",
    "udostępnij",
    "powiązane artykuły",
    "przeczytaj także",
    "polecamy",
    "więcej na ten temat",
    "читайте также",
    "читать также",
    "смотрите также",
    "по теме",
    "похожие статьи",
    "похожие записи",
    "комментарии",
    "реклама",
    "поделиться",
    "теги",
    "материалы по теме",
    "новости по теме",
    "другие новости",
    "добавить комментарий",
    "lees ook",
    "lees meer",
    "gerelateerd",
    "gerelateerde artikelen",
    "reacties",
    "ilgili haberler",
    "yorumlar",
    "lue myös",
    "läs också",
    "läs mer",
    "les også",
    "læs også",
);

/// Headings that end the article when they start like this.
const END_STARTS: &[&str] = &[
    "more from ",
    "more in ",
    "related to this",
    "you may also ",
    "you might also ",
    "more stories from",
    "leave a reply",
    "leave a comment",
    "comments (",
    "read more from",
    "latest from ",
    "about the author",
    "popular on ",
    "trending on ",
    "more on: ",
    "more about ",
    "recommended for ",
];

/// Whole blocks that are no text of the article. Compared whole, lower case, without marks at the ends.
static NOISE: Words = words!(
    "advertisement",
    "advertisements",
    "advertising",
    "ad",
    "advert",
    "sponsored",
    "promoted",
    "share",
    "share this",
    "share this article",
    "tweet",
    "pin",
    "pin it",
    "email",
    "e-mail",
    "print",
    "print this",
    "save",
    "like",
    "follow",
    "following",
    "reply",
    "reprints",
    "facebook",
    "twitter",
    "linkedin",
    "whatsapp",
    "pinterest",
    "reddit",
    "google",
    "google+",
    "telegram",
    "tumblr",
    "copy link",
    "link copied",
    "read more",
    "more",
    "continue reading",
    "read full story",
    "story continues below",
    "story continues below advertisement",
    "article continues below",
    "article continues after advertisement",
    "continue reading below",
    "continue reading the main story",
    "scroll to continue",
    "loading",
    "loading...",
    "close",
    "menu",
    "search",
    "next",
    "previous",
    "prev",
    "back",
    "back to top",
    "top",
    "home",
    "skip to content",
    "skip advertisement",
    "view gallery",
    "view all",
    "see all",
    "show more",
    "show less",
    "load more",
    "click here",
    "click to enlarge",
    "enlarge",
    "enlarge image",
    "toggle caption",
    "hide caption",
    "photo",
    "photos",
    "image",
    "images",
    "video",
    "videos",
    "play",
    "play video",
    "watch",
    "listen",
    "gallery",
    "image gallery",
    "subscribe",
    "sign up",
    "log in",
    "login",
    "sign in",
    "register",
    "comments",
    "comment",
    "no comments",
    "add comment",
    "leave a comment",
    "view comments",
    "write a comment",
    "be the first to comment",
    "0 comments",
    "related",
    "tags",
    "by",
    "updated",
    "published",
    "posted",
    "source",
    "via",
    "advertise with us",
    "follow us",
    "contact us",
    "about us",
    "privacy policy",
    "terms of use",
    "all rights reserved",
    "font size",
    "text size",
    "a a a",
    "caption",
    "caption hidden",
    "media caption",
    "image caption",
    "image copyright",
    "please enable javascript",
    "thank you",
    "thanks for reading",
    "thanks for signing up",
    "thank you for subscribing",
    "your browser does not support the video tag",
    "story highlights",
    "permalink",
    "trackback",
    "embed",
    "download",
    "report an error",
    "copy",
    "topics",
    "you might also like",
    "most read",
    "trending",
    "recommended",
    "don't miss",
    "getty images",
    "shares",
    "views",
    "likes",
    "minute read",
    "min read",
    "mehr zum thema",
    "mehr zu diesem thema",
    "auch interessant",
    "weitere themen",
    "weitere artikel",
    "weitere beiträge",
    "weitere nachrichten",
    "weitere meldungen",
    "das könnte sie auch interessieren",
    "das könnte dich auch interessieren",
    "das könnte sie interessieren",
    "das könnte dich interessieren",
    "das könnte ihnen auch gefallen",
    "das könnte dir auch gefallen",
    "meistgelesen",
    "meistgelesene artikel",
    "lesen sie auch",
    "lesen sie mehr",
    "schlagwörter",
    "schlagworte",
    "teilen",
    "kommentare",
    "anzeige",
    "werbung",
    "empfehlungen der redaktion",
    "mehr dazu",
    "zum thema",
    "ähnliche beiträge",
    "ähnliche artikel",
    "verwandte artikel",
    "verwandte themen",
    "verwandte beiträge",
    "neueste beiträge",
    "schreibe einen kommentar",
    "kommentar schreiben",
    "über den autor",
    "über die autorin",
    "schon gelesen",
    "artikel teilen",
    "beitrag teilen",
    "diesen artikel teilen",
    "mehr aus",
    "passend dazu",
    "aktuelle beiträge",
    "newsletter abonnieren",
    "das könnte auch interessant sein",
    "te puede interesar",
    "le puede interesar",
    "también te puede interesar",
    "puede interesarte",
    "lea también",
    "lee también",
    "lea además",
    "noticias relacionadas",
    "relacionadas",
    "relacionados",
    "más noticias",
    "artículos relacionados",
    "comentarios",
    "compartir",
    "etiquetas",
    "publicidad",
    "síguenos",
    "más leídas",
    "lo más leído",
    "las más leídas",
    "temas relacionados",
    "te recomendamos",
    "recomendados",
    "contexto de la noticia",
    "ver también",
    "en esta nota",
    "últimas noticias",
    "leia também",
    "veja também",
    "leia mais",
    "você pode gostar",
    "você também pode gostar",
    "notícias relacionadas",
    "artigos relacionados",
    "publicidade",
    "compartilhe",
    "mais lidas",
    "comentários",
    "deixe um comentário",
    "deixe uma resposta",
    "veja mais",
    "saiba mais",
    "à lire aussi",
    "a lire aussi",
    "lire aussi",
    "sur le même sujet",
    "sur le même thème",
    "articles liés",
    "publicité",
    "partager",
    "commentaires",
    "voir aussi",
    "lire la suite",
    "les plus lus",
    "à lire également",
    "pour aller plus loin",
    "nos dernières actualités",
    "vous aimerez aussi",
    "partager cet article",
    "laisser un commentaire",
    "articles similaires",
    "leggi anche",
    "articoli correlati",
    "potrebbe interessarti",
    "ti potrebbe interessare",
    "pubblicità",
    "condividi",
    "commenti",
    "lascia un commento",
    "potrebbero interessarti",
    "czytaj też",
    "czytaj także",
    "zobacz także",
    "zobacz też",
    "czytaj więcej",
    "polecane",
    "reklama",
    "komentarze",
    "udostępnij",
    "powiązane artykuły",
    "przeczytaj także",
    "polecamy",
    "więcej na ten temat",
    "читайте также",
    "читать также",
    "смотрите также",
    "по теме",
    "похожие статьи",
    "похожие записи",
    "комментарии",
    "реклама",
    "поделиться",
    "теги",
    "материалы по теме",
    "новости по теме",
    "другие новости",
    "добавить комментарий",
    "lees ook",
    "lees meer",
    "gerelateerd",
    "gerelateerde artikelen",
    "reacties",
    "ilgili haberler",
    "yorumlar",
    "lue myös",
    "läs också",
    "läs mer",
    "les også",
    "læs også",
    "weiterlesen",
    "mehr lesen",
    "drucken",
    "zurück",
    "zum seitenanfang",
    "nach oben",
    "startseite",
    "permalien",
    "foto",
    "bild",
    "fotos",
    "imagen",
    "quelle",
    "twittern",
    "e-mail senden",
    "seite drucken",
    "vorlesen",
    "merken",
    "imprimir",
    "envoyer",
    "imprimer",
    "stampa",
    "drukuj",
    "wyślij",
    "story anhören",
);

/// Beginnings of blocks that point elsewhere or ask for something. Lower case; the second is the longest such block.
const NOISE_STARTS: &[(&str, usize)] = &[
    ("read more:", 250),
    ("read more on", 160),
    ("read more about", 160),
    ("read also:", 250),
    ("also read:", 250),
    ("also read |", 250),
    ("read:", 180),
    ("see also:", 250),
    ("related:", 250),
    ("related article", 160),
    ("related stor", 160),
    ("more:", 160),
    ("watch:", 200),
    ("must read:", 200),
    ("must watch", 160),
    ("read next:", 250),
    ("recommended:", 200),
    ("don't miss:", 200),
    ("dont miss", 160),
    ("more on this", 120),
    ("more from", 120),
    ("click here", 200),
    ("tap here", 160),
    ("click to ", 120),
    ("follow us on", 200),
    ("follow @", 120),
    ("follow him on", 160),
    ("follow her on", 160),
    ("follow me on", 160),
    ("follow him at", 160),
    ("follow her at", 160),
    ("follow on twitter", 120),
    ("like us on", 200),
    ("like our page", 200),
    ("join us on", 200),
    ("find us on", 200),
    ("connect with us", 160),
    ("subscribe to", 200),
    ("subscribe now", 200),
    ("sign up for", 250),
    ("sign up to", 250),
    ("sign up now", 200),
    ("get our ", 160),
    ("get the latest", 200),
    ("stay up to date", 200),
    ("download our", 160),
    ("download the app", 160),
    ("download the", 120),
    ("share this", 120),
    ("share on", 60),
    ("tweet this", 60),
    ("email this", 80),
    ("print this", 80),
    ("copyright", 250),
    ("\u{a9}", 250),
    ("(c) 20", 200),
    ("all rights reserved", 250),
    ("this material may not be", 300),
    ("filed under", 200),
    ("tags:", 300),
    ("tagged:", 300),
    ("topics:", 300),
    ("posted in", 200),
    ("categories:", 200),
    ("category:", 120),
    ("keywords:", 300),
    ("short url", 200),
    ("short link", 200),
    ("shortlink", 200),
    ("permalink", 160),
    ("story continues", 120),
    ("article continues", 120),
    ("continue reading", 120),
    ("scroll down", 120),
    ("comments are closed", 200),
    ("comments on this", 200),
    ("leave a comment", 120),
    ("have your say", 120),
    ("what do you think", 120),
    ("let us know", 100),
    ("tell us what", 120),
    ("contact the reporter", 160),
    ("contact the author", 160),
    ("contact the writer", 160),
    ("reach the reporter", 160),
    ("email the author", 160),
    ("please enable javascript", 200),
    ("javascript is ", 200),
    ("your browser", 200),
    ("image source", 100),
    ("image credit", 160),
    ("image copyright", 120),
    ("we use cookies", 400),
    ("this site uses cookies", 400),
    ("this website uses cookies", 400),
    ("by continuing to", 300),
    ("by signing up", 300),
    ("by clicking", 300),
    ("last updated", 80),
    ("last modified", 80),
    ("first published", 100),
    ("originally published", 160),
    ("published:", 80),
    ("published on", 80),
    ("updated:", 80),
    ("updated on", 80),
    ("updated at", 80),
    ("posted:", 80),
    ("posted on", 80),
    ("posted by", 100),
    ("posted at", 80),
    ("support our journalism", 200),
    ("become a member", 160),
    ("already a subscriber", 160),
    ("this article is for subscribers", 200),
    ("to continue reading", 200),
    ("view this post on instagram", 200),
    ("a post shared by", 250),
    ("view comments", 60),
    ("show comments", 60),
    ("report a typo", 100),
    ("send feedback", 120),
    ("have a tip", 160),
    ("got a tip", 160),
    ("got a story", 160),
    ("have a story", 160),
    ("join the conversation", 120),
    ("join our", 160),
    ("view image", 60),
    ("view gallery", 80),
    ("photo gallery", 100),
    ("in pictures:", 120),
    ("gallery:", 120),
    ("lesen sie auch", 200),
    ("lesen sie mehr", 200),
    ("lesen sie hier", 200),
    ("auch lesen:", 200),
    ("mehr zum thema", 200),
    ("mehr dazu:", 200),
    ("lies auch", 200),
    ("lea también", 200),
    ("lee también", 200),
    ("lea además", 200),
    ("lea más", 200),
    ("leer más", 200),
    ("puedes ver:", 200),
    ("te puede interesar", 200),
    ("también te puede", 200),
    ("leia também", 200),
    ("leia mais", 200),
    ("veja também", 200),
    ("saiba mais", 200),
    ("lire aussi", 200),
    ("à lire aussi", 200),
    ("a lire aussi", 200),
    ("à lire :", 200),
    ("lire également", 200),
    ("voir aussi", 200),
    ("leggi anche", 200),
    ("czytaj też", 200),
    ("czytaj także", 200),
    ("czytaj więcej", 200),
    ("zobacz także", 200),
    ("zobacz też", 200),
    ("przeczytaj też", 200),
    ("читайте также", 200),
    ("читать также", 200),
    ("смотрите также", 200),
    ("lees ook", 200),
    ("lees meer", 200),
    ("lue myös", 200),
    ("läs också", 200),
    ("läs mer", 200),
    ("les også", 200),
    ("læs også", 200),
    ("ikuti ", 200),
    ("baca juga", 200),
    ("diesen artikel teilen", 200),
    ("artikel teilen", 200),
    ("beitrag teilen", 200),
    ("möchten sie den artikel teilen", 200),
    ("zum vergrößern", 200),
    ("schlagwörter:", 200),
    ("schlagworte:", 200),
    ("tags :", 200),
    ("etiquetas:", 200),
    ("temas:", 200),
    ("теги:", 200),
    ("tagi:", 200),
    ("teilen sie", 200),
    ("© ", 200),
    ("foto:", 120),
    ("fotos:", 120),
    ("quelle:", 120),
    ("quellen:", 120),
    ("fuente:", 120),
    ("fonte:", 120),
    ("źródło:", 120),
    ("источник:", 120),
    ("bildquelle", 120),
    ("bildnachweis", 120),
    ("alle rechte vorbehalten", 200),
    ("alle angaben ohne gewähr", 200),
    ("tous droits réservés", 200),
    ("todos los derechos", 200),
    ("todos os direitos", 200),
    ("materiał chroniony", 200),
    ("melden sie sich", 200),
    ("jetzt abonnieren", 200),
    ("abonnieren sie", 200),
    ("folgen sie uns", 200),
    ("síguenos", 200),
    ("siga-nos", 200),
    ("suivez-nous", 200),
    ("seguici su", 200),
    ("obserwuj nas", 200),
    ("newsletter abonnieren", 200),
];

/// Openings of notes by the editors.
const NOTE_STARTS: &[&str] = &[
    "editor's note",
    "editor\u{2019}s note",
    "editors' note",
    "editors\u{2019} note",
    "correction:",
    "corrections:",
    "clarification:",
    "update:",
    "this article was updated",
    "this story has been updated",
    "this story was updated",
    "this article has been updated",
    "this article was corrected",
    "this article was amended",
    "this story has been corrected",
    "this article was originally published",
    "this story was originally published",
    "an earlier version of this",
    "a previous version of this",
    "a version of this article",
    "this article originally appeared",
    "this story originally appeared",
    "this report was",
    "this article first appeared",
    "(reporting by",
    "reporting by ",
    "additional reporting by",
    "(additional reporting",
    "(writing by",
    "(editing by",
    "the associated press contributed",
    "associated press writer",
    "with files from",
    "with reporting by",
];

/// Text without marks and white space at its ends, in lower case, plain apostrophes.
pub(crate) fn bare(text: &str) -> String {
    text.trim_matches(|c: char| !c.is_alphanumeric() && c != '\u{a9}' && c != '(').to_lowercase().replace('\u{2019}', "'")
}

/// Headings after which nothing of the article can follow.
static LAST: Words = words!(
    "comments",
    "leave a comment",
    "leave a reply",
    "post a comment",
    "add a comment",
    "join the conversation",
    "join the discussion",
    "about the author",
    "about author",
    "about the authors",
    "view comments",
    "show comments",
    "external links",
    "related internet links",
    "filed under",
    "post navigation",
    "more stories",
    "you may also like",
    "you might also like",
    "you may like",
    "recommended for you",
    "kommentare",
    "comentarios",
    "coment\u{e1}rios",
    "commentaires",
    "commenti",
    "schreibe einen kommentar",
    "kommentar schreiben",
    "das könnte sie auch interessieren",
    "das könnte dich auch interessieren",
    "das könnte ihnen auch gefallen",
    "das könnte dir auch gefallen",
    "ähnliche beiträge",
    "você pode gostar",
    "você também pode gostar",
    "deixe um comentário",
    "deixe uma resposta",
    "laisser un commentaire",
    "lascia un commento",
    "komentarze",
    "комментарии",
    "похожие статьи",
    "добавить комментарий",
    "lo más leído",
    "artículos relacionados",
    "articoli correlati",
    "articles similaires",
    "reacties",
);

/// True for a heading or label after which nothing of the article can follow.
pub(crate) fn ends_for_good(text: &str) -> bool {
    text.len() <= 120 && {
        let t = bare(text);
        LAST.contains(t.as_str()) || t.starts_with("leave a reply") || t.starts_with("comments (")
    }
}

/// True for a heading or label that opens what is no longer the article.
pub(crate) fn ends_article(text: &str) -> bool {
    if text.len() > 120 {
        return false;
    }
    let t = bare(text);
    ENDS.contains(t.as_str()) || END_STARTS.iter().any(|s| t.starts_with(s))
}

/// True for a block that asks, points elsewhere, or belongs to the page's controls.
pub(crate) fn is_noise(text: &str) -> bool {
    if text.len() > 1200 {
        return false;
    }
    let t = bare(text);
    if let Some(rest) = t.strip_prefix("image ")
        && is_counter(rest)
    {
        return true;
    }
    if t.is_empty() || NOISE.contains(t.as_str()) || is_counter(&t) {
        return true;
    }
    let chars = t.chars().count();
    NOISE_STARTS.iter().any(|(s, most)| chars <= *most && t.starts_with(s) && (s.len() > 5 || chars > s.len()))
        || (chars < 200 && t.ends_with("all rights reserved"))
}

/// Code shown as text, a bare address, a notice about cookies, a telephone line.
pub(crate) fn is_control_text(text: &str) -> bool {
    let t = text.trim();
    if (t.starts_with('<') && t.ends_with('>'))
        || ((t.starts_with("http://") || t.starts_with("https://") || t.starts_with("www.")) && !t.contains(' '))
    {
        return true;
    }
    text.len() < 900 && text.to_ascii_lowercase().matches("cookie").count() > 2
}

/// `1 / 8`, `3 of 12`, `12 comments`, `4 min read`, `1.2k shares`.
fn is_counter(t: &str) -> bool {
    if t.len() > 40 || !t.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let rest = t.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '+' | 'k' | 'm'));
    let rest = rest.trim();
    if rest.is_empty() {
        return true;
    }
    if let Some(after) = rest.strip_prefix(['/', '|']).or_else(|| rest.strip_prefix("of ")) {
        return after.trim().chars().all(|c| c.is_ascii_digit());
    }
    matches!(
        rest,
        "comments"
            | "comment"
            | "shares"
            | "share"
            | "views"
            | "view"
            | "likes"
            | "min read"
            | "minute read"
            | "mins read"
            | "min"
            | "minutes read"
            | "retweets"
            | "reads"
            | "photos"
            | "images"
            | "votes"
    )
}

/// True for an editor's note, a correction, or an agency's closing line.
pub(crate) fn is_note(text: &str) -> bool {
    let head: String = text.chars().take(60).collect();
    let t = head.trim_start_matches(['*', '-', ' ', '[']).to_lowercase();
    text.len() < 1200 && NOTE_STARTS.iter().any(|s| t.starts_with(s))
}

/// `By Jane Roe`, `Jane Roe, Staff Writer`: a line that only names authors.
pub(crate) fn is_byline(text: &str) -> bool {
    let words = text.split_whitespace().count();
    if text.len() > 120 || words > 14 || words < 2 {
        return false;
    }
    let low = text.to_lowercase();
    let Some(rest) = low.strip_prefix("by ").or_else(|| low.strip_prefix("by: ")).or_else(|| low.strip_prefix("written by "))
    else {
        return false;
    };
    let start = text.len() - rest.len();
    text.get(start..).is_some_and(|r| r.trim_start().starts_with(|c: char| c.is_uppercase()))
        && !super::region::ends_sentence(text)
}

const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A line that holds little more than a date or a time of day.
pub(crate) fn is_date(text: &str) -> bool {
    if text.len() > 90 || !text.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let low = text.to_lowercase();
    let mut dated = 0;
    let mut other = 0;
    for w in low.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        let digits = w.chars().all(|c| c.is_ascii_digit())
            || w.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<u32>().is_ok();
        let known = MONTHS.iter().any(|m| w.starts_with(m) && w.len() <= 9)
            || matches!(
                w,
                "am" | "pm"
                    | "a"
                    | "p"
                    | "m"
                    | "gmt"
                    | "utc"
                    | "et"
                    | "est"
                    | "edt"
                    | "pst"
                    | "pdt"
                    | "bst"
                    | "ist"
                    | "cet"
                    | "cest"
                    | "at"
                    | "on"
                    | "updated"
                    | "published"
                    | "posted"
                    | "last"
                    | "first"
                    | "ago"
                    | "hours"
                    | "hour"
                    | "minutes"
                    | "days"
                    | "day"
                    | "mins"
                    | "hrs"
                    | "modified"
                    | "date"
                    | "time"
                    | "created"
            )
            || [
                "monday",
                "tuesday",
                "wednesday",
                "thursday",
                "friday",
                "saturday",
                "sunday",
                "mon",
                "tue",
                "wed",
                "thu",
                "fri",
                "sat",
                "sun",
            ]
            .contains(&w);
        if digits || known {
            dated += 1;
        } else {
            other += 1;
        }
    }
    dated >= 2 && other * 3 <= dated
}

/// The clock time that opens a text: `14:05`, `9.30 pm`, `2:15 p.m. ET`.
pub(crate) fn clock(text: &str) -> Option<(i8, i8)> {
    let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    let n = digits(text);
    let hour: i8 = text.get(..n).filter(|h| (1..=2).contains(&h.len()))?.parse().ok()?;
    let rest = text[n..].strip_prefix([':', '.', 'h'])?;
    if digits(rest) != 2 {
        return None;
    }
    let minute: i8 = rest[..2].parse().ok()?;
    let after: String = rest[2..].chars().filter(|c| *c != '.' && *c != ' ').take(2).collect();
    let hour = match after.to_ascii_lowercase().as_str() {
        "pm" if hour < 12 => hour + 12,
        "am" if hour == 12 => 0,
        _ => hour,
    };
    (hour < 24 && minute < 60).then_some((hour, minute))
}

/// True for a block outside any figure whose words say that it stands under a picture.
pub(crate) fn is_caption(text: &str) -> bool {
    let low = text.to_ascii_lowercase();
    text.len() < 600
        && ([
            "(ap photo",
            "file photo",
            "/getty images",
            "/reuters)",
            "photo:",
            "(photo by",
            "image credit:",
            "(image:",
            "/afp)",
            "/ap)",
        ]
        .iter()
        .any(|c| low.contains(c)))
}

/// The maker of a picture in a caption: in brackets at the end, or after `Photo:`, `Credit:` and the like.
pub(crate) fn credit(caption: &str) -> Option<String> {
    let t = caption.trim_end_matches(['.', ' ']);
    if let Some(inner) = t.strip_suffix([')', ']']) {
        let open = inner.rfind(['(', '['])?;
        let said = clean_credit(&inner[open + 1..]);
        let names = said.split(|c: char| !c.is_alphanumeric()).filter(|w| w.starts_with(|c: char| c.is_uppercase())).count();
        if names > 0 && said.len() <= 80 && !said.starts_with(|c: char| c.is_ascii_digit()) {
            return Some(said.to_string());
        }
    }
    let low = t.to_ascii_lowercase();
    for cue in [
        "photo credit:",
        "image credit:",
        "picture credit:",
        "photo courtesy of",
        "photograph by",
        "photograph:",
        "photo by",
        "photos by",
        "image by",
        "picture by",
        "photo:",
        "photos:",
        "credit:",
        "credits:",
        "picture:",
        "image:",
        "source:",
        "courtesy of",
        "courtesy:",
        "/ photo",
    ] {
        if let Some(at) = low.rfind(cue) {
            let said = clean_credit(&t[at + cue.len()..]);
            if !said.is_empty() && said.len() <= 80 && !said.contains(". ") {
                return Some(said.to_string());
            }
        }
    }
    None
}

fn clean_credit(said: &str) -> &str {
    let mut said = said.trim();
    for cue in [
        "Photo by",
        "Photo credit:",
        "Photo:",
        "Image credit:",
        "Image:",
        "Credit:",
        "Picture:",
        "photo by",
        "Photograph:",
        "Courtesy:",
    ] {
        said = said.strip_prefix(cue).unwrap_or(said).trim();
    }
    said.trim_matches([' ', '.', ':', '-', '|', ',', ';', '(', ')', '[', ']', '/'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_give_themselves_away() {
        for noise in [
            "Read more: Why the bridge fell",
            "1 / 8",
            "ADVERTISEMENT",
            "Follow us on Twitter",
            "Tags: floods, rain",
            "\u{a9} 2021 The Paper",
            "3 of 12",
            "12 Comments",
            "Short URL: http://x.example/1",
        ] {
            assert!(is_noise(noise), "{noise}");
        }
        for text in [
            "Share prices fell on Monday as traders feared a strike.",
            "More than 20 people were hurt.",
            "1,200 people fled.",
            "Read the letter, he said, and you will see.",
            "Related costs rose too.",
        ] {
            assert!(!is_noise(text), "{text}");
        }
        assert!(is_byline("By Jane Roe"));
        assert!(!is_byline("By Monday the water had gone."));
        assert!(is_date("Updated 10:32 AM EDT, Mon June 3, 2019"));
        assert!(!is_date("On June 3 the mayor resigned and left the city."));
        assert!(is_note("Editor\u{2019}s note: the spelling of a name was mended."));
    }

    #[test]
    fn captions_name_their_makers() {
        for (caption, maker) in [
            ("A flooded street in the old town. (REUTERS)", Some("REUTERS")),
            ("The harbour at dawn. Photo: Jane Roe / Northern Press", Some("Jane Roe / Northern Press")),
            ("The mayor (left) speaks.", None),
            ("The bridge in 1990 (file photo)", None),
            ("A crane [Handout via AP]", Some("Handout via AP")),
        ] {
            assert_eq!(credit(caption).as_deref(), maker, "{caption}");
        }
    }
}

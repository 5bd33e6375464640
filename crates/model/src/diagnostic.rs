//! What a person should know about a reading: a code, what and where, and a way out.

use serde::{Deserialize, Serialize};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Something may be missing or wrong.
    Warning,
    /// A page, or the rest of a file, could not be read.
    Error,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident, $code:literal, $severity:ident, $way_out:literal;)*) => {
        /// Every diagnostic there is. The code is a promise: it keeps its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// All of them, for documentation and tests.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// The code itself: `source.empty`.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $code,)* }
            }

            /// How bad it is.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)* }
            }

            /// What a person can do about it.
            pub fn way_out(self) -> &'static str {
                match self { $(Code::$name => $way_out,)* }
            }
        }
    };
}

codes! {
    /// A path that does not exist.
    SourceMissing, "source.missing", Error, "Check the spelling of the path.";
    /// A file or folder that may not be read.
    SourcePermission, "source.permission", Error, "Give the user that runs dateline the right to read it.";
    /// A file that failed while being read.
    SourceIo, "source.io", Error, "Copy the file to a sound disk and read it again.";
    /// A pipe, socket or device, which may never end.
    SourceSpecial, "source.special", Warning, "Hand its content over on standard input: `cat PIPE | dateline read -`.";
    /// A file without a byte, or with white space only.
    SourceEmpty, "source.empty", Warning, "Nothing to do, unless the file should hold something: then fetch it again.";
    /// Bytes that are no text and no archive known here.
    SourceBinary, "source.binary", Warning, "Convert it to HTML or plain text first; pictures, PDF and office files are not read.";
    /// More bytes than one page may have.
    SourceTooLarge, "source.too_large", Error, "Split the file; one page may have 64 MiB.";
    /// Compressed data that unpacks to far more than its size.
    SourceBomb, "source.bomb", Error, "Unpack it by hand if you trust it, and read the unpacked files.";
    /// A compressed file or archive that ends too early.
    SourceTruncated, "source.truncated", Warning, "What stood before the cut was read. Fetch the file again for the rest.";
    /// A record of a WARC file that breaks the format.
    SourceWarcRecord, "source.warc.record", Warning, "The record was skipped; the next one was read.";
    /// A feed that is not well formed.
    SourceFeed, "source.feed", Warning, "The entries that could be read were read.";
    /// A line of JSON Lines that is not a JSON object with `id` and `text`.
    SourceJsonLine, "source.json.line", Error, "Mend the line; the others were read.";
    /// A day of publication in JSON that is no day.
    SourceJsonDate, "source.json.date", Warning, "Write days as 2024-03-22; the article was read without one.";
    /// A label for the character set that the bytes contradict.
    SourceCharset, "source.charset", Info, "Nothing to do: the bytes were believed and not the label.";
    /// Bytes that are no characters in the page's encoding; each became U+FFFD.
    SourceInvalidText, "source.invalid_text", Warning, "Fetch the page again, or read around the marks (U+FFFD).";
    /// A page with the same bytes as one read before.
    SourceRepeated, "source.repeated", Info, "Nothing to do: the page was read once.";
    /// Elements nested deeper than any reader would.
    ExtractDepth, "extract.depth", Warning, "Deeper elements were read as if they stood at the limit.";
    /// A page in which no article was found.
    ExtractNoArticle, "extract.no_article", Info, "Nothing to do, unless you see an article there: then please report the page.";
    /// A page that stands before the article: a question about cookies, a check for robots, a wish for JavaScript.
    ExtractWall, "extract.wall", Warning, "Fetch the page again as a reader's browser shows it, and read that.";
    /// A page that shows the beginning of an article and keeps the rest for those who pay.
    ExtractStub, "extract.stub", Warning, "The beginning was read. For the rest, fetch the page as a subscriber sees it.";
    /// A dump that declares more documents than were found.
    ExtractMissingDocument, "extract.missing_document", Warning, "Look at the numbers named; export these documents again.";
    /// Two signals that give different dates of publication.
    ExtractDateConflict, "extract.date_conflict", Info, "The better signal was taken; `published_from` names it.";
    /// An article whose text is longer than any news text.
    ExtractTooLong, "extract.too_long", Warning, "The text goes on in further articles of the same page; nothing was dropped.";
    /// A fault of the program itself while reading one page.
    PipelineFault, "pipeline.fault", Error, "The page was kept without articles. Please report it; the others were read.";
    /// A row of a table of places that cannot be read.
    GazetteerRow, "gazetteer.row", Error, "Mend the row and import the table again; the others were taken.";
    /// An article too long to look for mentions in all of it.
    AnnotateTooLong, "annotate.too_long", Warning, "Split the text: mentions and events were read up to the limit named.";
    /// An article in a language that the later stages do not know.
    AnnotateLanguage, "annotate.language", Info, "The article was kept; events are read from English only, so far.";
}

/// One thing worth knowing, with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// See [`Code`].
    pub code: String,
    /// How bad it is.
    pub severity: Severity,
    /// What and where, in one sentence.
    pub message: String,
    /// Bytes of the page (or of the file), where that helps.
    pub span: Option<(u64, u64)>,
    /// What a person can do about it.
    pub help: String,
}

impl Diagnostic {
    /// A diagnostic without a place.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Diagnostic {
            code: code.as_str().into(),
            severity: code.severity(),
            message: message.into(),
            span: None,
            help: code.way_out().into(),
        }
    }

    /// The same at bytes `start..end` of the page or file.
    pub fn at(mut self, start: u64, end: u64) -> Self {
        self.span = Some((start, end));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_have_a_way_out() {
        let mut seen = std::collections::HashSet::new();
        for code in Code::ALL {
            assert!(seen.insert(code.as_str()), "{} twice", code.as_str());
            assert!(code.way_out().ends_with('.'), "{}", code.as_str());
        }
    }
}

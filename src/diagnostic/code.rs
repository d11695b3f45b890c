use std::fmt;

/// How much a problem weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is built while it is there.
    Error,
    /// The site is built; the report would be better without it.
    Warning,
    /// Something outside the site that its author may want to know; never fails anything.
    Note,
}

impl Severity {
    /// The name, as printed.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

macro_rules! codes {
    ($($severity:ident { $($(#[doc = $doc:literal])+ $name:ident = $text:literal,)+ })+) => {
        /// The kind of a problem; printed as its kebab-case name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($($(#[doc = $doc])+ $name,)+)+ }

        impl Code {
            /// Every kind there is, in the order of the pipeline.
            pub const ALL: &[Self] = &[$($(Self::$name,)+)+];

            /// The name, as printed and as searched for.
            pub fn as_str(self) -> &'static str {
                match self { $($(Self::$name => $text,)+)+ }
            }

            /// What it is, in a sentence.
            pub fn summary(self) -> &'static str {
                match self { $($(Self::$name => concat!($($doc),+).trim(),)+)+ }
            }

            /// How much a problem of this kind weighs.
            pub fn severity(self) -> Severity {
                match self { $($(Self::$name => Severity::$severity,)+)+ }
            }
        }
    };
}

codes! {
Error {
    /// A file that every site needs is not there.
    MissingFile = "missing-file",
    /// A file or folder in `content/` that has no meaning where it stands.
    MisplacedFile = "misplaced-file",
    /// A file name that cannot become an address.
    InvalidFileName = "invalid-file-name",
    /// Bytes that are not UTF-8.
    NotUtf8 = "not-utf8",
    /// A file or a text that is longer than any has to be.
    TooLarge = "too-large",
    /// Text that is not YAML.
    YamlSyntax = "yaml-syntax",
    /// A Markdown file whose front matter is absent or has no end.
    FrontMatter = "front-matter",
    /// A key that the format does not know.
    UnknownKey = "unknown-key",
    /// A key that stands twice in one mapping.
    DuplicateKey = "duplicate-key",
    /// A required key that is absent.
    MissingKey = "missing-key",
    /// Keys that exclude each other.
    ConflictingKeys = "conflicting-keys",
    /// A list where a text is wanted, or the like.
    WrongType = "wrong-type",
    /// A text with nothing in it.
    EmptyText = "empty-text",
    /// A control character in a text.
    ControlCharacter = "control-character",
    /// A word that is not one of those that the key allows.
    UnknownWord = "unknown-word",
    /// A number outside its range.
    OutOfRange = "out-of-range",
    /// A slug or id with characters that it cannot have.
    InvalidSlug = "invalid-slug",
    /// A date in another form than the three that are known, or one that does not exist.
    InvalidDate = "invalid-date",
    /// A score in no known notation.
    InvalidScore = "invalid-score",
    /// A horizon, window or period in no known form.
    InvalidHorizon = "invalid-horizon",
    /// An address that is none, or whose scheme is not allowed.
    InvalidAddress = "invalid-address",
    /// A reference to something that does not exist.
    UnknownReference = "unknown-reference",
    /// A reference to the report in which it stands.
    SelfReference = "self-reference",
    /// An id or an item that stands twice where one is wanted.
    DuplicateId = "duplicate-id",
    /// An assessment whose source measures nothing.
    NotAnAssessment = "not-an-assessment",
    /// A plain score outside its source's scale.
    ScoreOffScale = "score-off-scale",
    /// A label that its source does not define.
    UnknownLabel = "unknown-label",
    /// Shares of working time that are more than the whole.
    SharesOverWhole = "shares-over-whole",
    /// Pay percentiles that fall from a lower to a higher one.
    PercentilesFall = "percentiles-fall",
    /// An analysis whose report does not exist.
    AnalysisWithoutReport = "analysis-without-report",
    /// Two pages with one address.
    AddressCollision = "address-collision",
    /// HTML in Markdown where the site does not allow it.
    RawHtml = "raw-html",
    /// A link to a file or page that is not there.
    BrokenLink = "broken-link",
    /// A link to a heading that is not there.
    BrokenAnchor = "broken-anchor",
    /// A heading of the first level, which is the page's own title.
    HeadingLevel = "heading-level",
    /// A footnote that is referred to and not written, or written twice.
    Footnote = "footnote",
    /// A message file that cannot be read, or a message with a fault.
    MessageSyntax = "message-syntax",
    /// A template that cannot be read.
    TemplateSyntax = "template-syntax",
    /// A template that fails on a page.
    TemplateError = "template-error",
    /// A static file that refers to one that is not there.
    StaticReference = "static-reference",
    /// A file that is to be imported and is not what it was named for.
    UnusableData = "unusable-data",
    /// A file that is to be imported, without a column that is needed.
    MissingColumn = "missing-column",
    /// A row of a file that is to be imported, with a value that cannot be used.
    BrokenRow = "broken-row",
    /// A file among the imported ones that import did not write.
    ForeignImport = "foreign-import",
}
Warning {
    /// A change of an imported item that is not there.
    OverlayWithoutItem = "overlay-without-item",
    /// The removal of something that was not imported.
    OverlayRemovesNothing = "overlay-removes-nothing",
    /// A text that names another band than the one that its figure has.
    BandDisagrees = "band-disagrees",
    /// A headline lower than every task of the job, or higher.
    HeadlineOutsideTasks = "headline-outside-tasks",
    /// A task whose performer does not go with its exposure.
    PerformerDisagrees = "performer-disagrees",
    /// Shares of working time that do not cover the job.
    SharesIncomplete = "shares-incomplete",
    /// A path whose difficulty does not go with its skill match.
    PathDifficulty = "path-difficulty",
    /// Reports named as related that have nothing in common.
    NothingInCommon = "nothing-in-common",
    /// A year that is called the present one, or one to come, and has passed.
    YearPassed = "year-passed",
    /// A horizon whose last year has passed.
    HorizonPassed = "horizon-passed",
    /// A source older than the site's limit.
    SourceOld = "source-old",
    /// A published score without a date.
    AssessmentUndated = "assessment-undated",
    /// A headline that differs from the newest entry of the report's history.
    HistoryBehind = "history-behind",
    /// A figure for which no source is named.
    FigureWithoutSource = "figure-without-source",
    /// A source on which nothing rests.
    UnusedSource = "unused-source",
    /// A source that does not say under what licence it may be used.
    SourceWithoutLicence = "source-without-licence",
    /// A source that no reader can find.
    SourceWithoutAddress = "source-without-address",
    /// A sentence that stands in more than one place.
    RepeatedSentence = "repeated-sentence",
    /// A section that says what another has said.
    RepeatedSection = "repeated-section",
    /// A heading under which nothing stands.
    EmptyHeading = "empty-heading",
    /// A text that breaks off.
    UnfinishedText = "unfinished-text",
    /// A link whose words do not say where it leads.
    VagueLink = "vague-link",
    /// An image without a text in its place.
    MissingAltText = "missing-alt-text",
    /// A link of a finished page to a page that does not exist.
    PageLink = "page-link",
    /// A link of a finished page to a place that does not exist.
    PageAnchor = "page-anchor",
}
Note {
    /// A link to another site that does not answer as it should.
    OutsideLink = "outside-link",
}
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

//! The registry: each message's name, number, weight and one-line meaning.
//!
//! Names and numbers are kept for ever; scripts and `# allow:` lines rely on them.
//! Each has a page, `pages/NAME.md`, without which nothing compiles.
//! The hundreds: 00 characters, 01 structure, 02 names, 03 types, 04 values,
//! 05 data, 06 project files, 09 the program itself; `L` are lints.

use super::Severity;

impl Rule {
    /// What its hundred is about, as a heading over its like.
    pub fn group(self) -> &'static str {
        match self.code().get(..3) {
            Some("E00") => "Characters",
            Some("E01") => "How a segment is put together",
            Some("E02") => "Names",
            Some("E03") => "Kinds of values",
            Some("E04") => "Lengths of time, dates and numbers",
            Some("E05") => "Data",
            Some("E06") => "Project files and other segments",
            Some("E09") => "The program itself",
            _ => "Lints: right, and most likely not meant",
        }
    }
}

macro_rules! rules {
    ($( $variant:ident $code:literal $name:literal $severity:ident $about:literal; )*) => {
        /// An entry of the registry of messages.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule { $( #[doc = $about] $variant, )* }

        /// Every entry, in the order of the registry.
        pub const RULES: &[Rule] = &[ $( Rule::$variant, )* ];

        impl Rule {
            /// The stable number, such as `E0201`.
            pub fn code(self) -> &'static str { match self { $( Rule::$variant => $code, )* } }
            /// The stable name, such as `unknown-field`.
            pub fn name(self) -> &'static str { match self { $( Rule::$variant => $name, )* } }
            /// How much it weighs.
            pub fn severity(self) -> Severity { match self { $( Rule::$variant => Severity::$severity, )* } }
            /// Whether it is a lint, whose level a project sets.
            pub fn is_lint(self) -> bool { self.code().starts_with('L') }
            /// Whether a project sets how much it weighs: lints, and what is doubtful in the data.
            pub fn is_weighed(self) -> bool { self.is_lint() || self.is_doubt() }
            /// Whether it is about what is doubtful in the data, or left out.
            pub fn is_doubt(self) -> bool {
                self.code().starts_with("E05") && self.severity() != Severity::Error && self != Rule::UnknownInData
            }
            /// What it is about, in one sentence.
            pub fn about(self) -> &'static str { match self { $( Rule::$variant => $about, )* } }
            /// Its page as it is written.
            pub(super) fn written(self) -> &'static str {
                match self { $( Rule::$variant => include_str!(concat!("pages/", $name, ".md")), )* }
            }
        }
    };
}

rules! {
    StrayCharacter      "E0001" "stray-character"      Error "A character that has no meaning in a segment.";
    UnclosedText        "E0002" "unclosed-text"        Error "A text whose closing quotation mark is missing.";
    LookAlikeCharacter  "E0003" "look-alike-character" Error "A character that only looks like the one that belongs there.";
    MissingConnective   "E0101" "missing-connective"   Error "Two conditions stand side by side without `and` or `or`.";
    ForeignOperator     "E0102" "foreign-operator"     Error "An operator of another language.";
    MissingValue        "E0103" "missing-value"        Error "A comparison has nothing to compare with.";
    UnclosedParen       "E0104" "unclosed-paren"       Error "A parenthesis is opened and never closed.";
    StrayParen          "E0105" "stray-paren"          Error "A parenthesis is closed that was never opened.";
    ReservedWord        "E0106" "reserved-word"        Error "A word of the language stands where a name belongs.";
    MixedAndOr          "E0107" "mixed-and-or"         Error "`and` and `or` side by side can be read in two ways.";
    MissingCondition    "E0108" "missing-condition"    Error "A condition is missing.";
    TooDeep             "E0109" "too-deep"             Error "Parentheses, helpers or sums lie too deep inside each other.";
    TooLarge            "E0110" "too-large"            Error "The file is larger than 1 MB, or its helpers stand for too much.";
    MisplacedWord       "E0111" "misplaced-word"       Error "A word of the language stands where it has no meaning.";
    MissingName         "E0112" "missing-name"         Error "A `let` or `segment` has no name.";
    RepeatedPart        "E0113" "repeated-part"        Error "A part that may be given once is given twice.";
    MissingPart         "E0114" "missing-part"         Error "Something that belongs here is missing.";
    NotUtf8             "E0115" "not-utf8"             Error "The file is not UTF-8 text.";
    NotBeforeThen       "E0116" "not-before-then"      Error "`not` before a sequence can be read in two ways.";
    UnknownWord         "E0117" "unknown-word"         Error "A word that nothing has, or that does not fit, and that is close to one that does.";
    OtherWords          "E0118" "other-words"          Error "Something is said in other words than the language has for it.";
    AmbiguousNumber     "E0119" "ambiguous-number"     Error "Two countries read this number differently.";
    UnknownField        "E0201" "unknown-field"        Error "No field, event or measure has this name.";
    UnknownProperty     "E0202" "unknown-property"     Error "The event has no property of this name.";
    DuplicateName       "E0203" "duplicate-name"       Error "Two things have the same name.";
    UnavailableWord     "E0204" "unavailable-word"     Error "The word is known, and this project has no data for it.";
    LetCycle            "E0205" "let-cycle"            Error "A `let` is defined by itself.";
    TypeMismatch        "E0301" "type-mismatch"        Error "Two things of different kinds are compared.";
    NeedsComparison     "E0302" "needs-comparison"     Error "A value stands where a condition belongs.";
    UnknownValue        "E0303" "unknown-value"        Error "The choice has no such value.";
    FlagCompared        "E0304" "flag-compared"        Error "A yes/no field is compared.";
    WrongDirection      "E0305" "wrong-direction"      Error "The smaller bound comes second.";
    WindowOnField       "E0306" "window-on-field"      Error "A period is put on something that has no history.";
    MisplacedModifier   "E0307" "misplaced-modifier"   Error "A `where`, a count or a length is put on something that takes none.";
    MoneyDecimals       "E0308" "money-decimals"       Error "An amount has more decimals than its currency.";
    MixedCurrency       "E0309" "mixed-currency"       Error "An amount is in another currency than the project's.";
    TextForNumber       "E0310" "text-for-number"      Error "A number is written in quotes.";
    BareNumber          "E0311" "bare-number"          Error "A value alone is not a condition.";
    IsNullHabit         "E0312" "is-null-habit"        Error "Missing values are asked for with `is missing`.";
    NearSpelling        "E0313" "near-spelling"        Error "A text is too short or too long to have near spellings.";
    UnknownUnit         "E0401" "unknown-unit"         Error "A length of time, or a distance, has an unknown unit.";
    ImpossibleDate      "E0402" "impossible-date"      Error "A date that the calendar does not have.";
    AmbiguousDate       "E0403" "ambiguous-date"       Error "A date that can be read in two ways, or is not written year first.";
    NumberOutOfRange    "E0404" "number-out-of-range"  Error "A number that is too large or too precise.";
    MissingColumn       "E0501" "missing-column"       Error "The data has no such column.";
    MissingFile         "E0502" "missing-file"         Error "The data has no such file.";
    UnreadableFile      "E0503" "unreadable-file"      Error "A data file cannot be read.";
    WrongColumnType     "E0504" "wrong-column-type"    Error "A column holds something else than the word needs.";
    DuplicateKey        "E0505" "duplicate-key"        Error "Two customers, or two orders, have the same key.";
    UnknownInData       "E0506" "unknown-in-data"      Warning "The data never holds this value.";
    UnreadableValues    "E0507" "unreadable-values"    Warning "Some values of a column cannot be read, and are missing.";
    MissingInFiles      "E0508" "missing-in-files"     Warning "Some files of a table lack a column that the others have.";
    RowsOfNobody        "E0509" "rows-without-customer" Advice "Rows of a table have no customer, and do not count.";
    UnknownCustomers    "E0510" "unknown-customers"    Advice "Rows of a table are of customers that are not known, and do not count.";
    RowsWithoutTime     "E0511" "rows-without-time"    Advice "Rows of a table have no time, and do not count.";
    ImplausibleDates    "E0512" "implausible-dates"    Warning "Times that are most likely read in the wrong unit.";
    FutureRows          "E0513" "future-rows"          Advice "Rows of a table are dated in the future, and do not count yet.";
    OtherCurrency       "E0514" "other-currency"       Warning "Amounts in another currency than the project's, which are missing.";
    RepeatedKey         "E0515" "repeated-key"         Warning "Rows that others join to have the same key.";
    UnknownOrders       "E0516" "unknown-orders"       Warning "Lines name orders that there are not.";
    OtherCustomer       "E0517" "other-customer"       Warning "Lines are of another customer than their order.";
    UnknownChoice       "E0518" "unknown-choice"       Warning "A column holds values that are none of its choices.";
    ProjectSyntax       "E0601" "project-syntax"       Error "`seg.toml` is not well-formed TOML.";
    UnknownSetting      "E0602" "unknown-setting"      Error "`seg.toml` has a setting that does not exist.";
    MissingSetting      "E0603" "missing-setting"      Error "`seg.toml` lacks a setting that is needed.";
    WrongSetting        "E0604" "wrong-setting"        Error "A setting of `seg.toml` has a value that it cannot take.";
    UnknownSegment      "E0605" "unknown-segment"      Error "The project has no segment of this name.";
    UnknownSet          "E0207" "unknown-set"          Error "No set of values has this name.";
    UnknownPlace        "E0208" "unknown-place"        Error "The project has no place of this name.";
    SegmentCycle        "E0606" "segment-cycle"        Error "A segment is defined by itself.";
    BrokenSegment       "E0607" "broken-segment"       Error "A segment that is used has a mistake of its own.";
    UnknownChannel      "E0206" "unknown-channel"      Error "A segment is meant for a channel that has no consent to ask for.";
    AlwaysFalse         "L001" "always-false"          Warning "Nobody can match: what is asked for excludes itself.";
    AlwaysTrue          "L002" "always-true"           Warning "Everybody matches: what is asked for holds for all.";
    RedundantCondition  "L003" "redundant-condition"   Warning "A condition changes nothing, since another one says it already.";
    DuplicateSegment    "L004" "duplicate-segment"     Warning "Two segments of the project mean the same.";
    BoundaryOverlap     "L005" "boundary-overlap"      Warning "The periods of two segments share a day, or leave one out between them.";
    DoubleNegative      "L006" "double-negative"       Warning "A negation is negated.";
    ListOfOne           "L007" "list-of-one"           Warning "A list has a single value.";
    MonthIsNot30Days    "L008" "month-is-not-30-days"  Warning "Periods in days and in months stand side by side.";
    PastDate            "L009" "past-date"             Advice "A period that starts on a fixed date grows by a day every day.";
    NeverOrderedIncluded "L010" "never-ordered-included" Advice "People who never ordered are among those who have not ordered lately.";
    MissingIncluded     "L011" "missing-included"      Advice "People of whom nothing is known are among those for whom it is not so.";
    MissingConsent      "L012" "missing-consent"       Error "A segment for a channel lets somebody through without consent for it.";
    ValueOfOtherField   "L013" "value-of-other-field"  Warning "A value stands with one field and belongs to another.";
    NotBeforeOr         "L014" "not-before-or"         Warning "`not` stops before the `or` that follows.";
    RankThroughTie      "L015" "rank-through-tie"      Advice "The cut of a rank goes through people who have the same value.";
    NoDescription       "L016" "no-description"        Advice "A segment does not say what it is for.";
    StaleData           "L017" "stale-data"            Advice "The data ends before the period does.";
    UnusedAllow         "L018" "unused-allow"          Warning "An `# allow:` allows nothing.";
    Internal            "E0901" "internal"             Error "A mistake in seg itself.";
}

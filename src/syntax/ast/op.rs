//! What is done with values: the words and signs between them.

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CompareOp {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

impl CompareOp {
    /// As it is written.
    pub fn sign(self) -> &'static str {
        match self {
            CompareOp::Equal => "=",
            CompareOp::NotEqual => "!=",
            CompareOp::Less => "<",
            CompareOp::AtMost => "<=",
            CompareOp::Greater => ">",
            CompareOp::AtLeast => ">=",
        }
    }
}

/// The four operations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ArithmeticOp {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

/// What a value tells by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// `days since DATE`: the days of the calendar from it to today; fewer than none for a date ahead.
    DaysSince,
    /// `days until DATE`: the days of the calendar from today to it.
    DaysUntil,
    /// `years since DATE`: how many of its anniversaries have come, as an age is counted.
    YearsSince,
    /// `number of LIST`: how many items it has.
    Size,
    /// The country of a phone number in international form.
    PhoneCountry,
    /// What follows the `@` of an e-mail address, in lower case.
    EmailDomain,
}

/// How a text or list is tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextVerb {
    /// `contains`
    Contains,
    /// `starts with`
    StartsWith,
    /// `ends with`
    EndsWith,
    /// `matches`
    Matches,
    /// `like`: spelled so, give or take a slip
    Like,
}

/// How many of the listed values a test wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quantity {
    /// `any of`, and what a single value means.
    Any,
    /// `all of`
    All,
    /// `none of`
    None,
}

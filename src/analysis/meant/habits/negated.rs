//! What is denied in other words. It is looked for before all else: what loses a `not` says the opposite.

use super::{Habit, Habits, Pattern};
use crate::diagnostics::Rule;

/// What is denied in other words.
pub(in crate::analysis::meant) static NEGATED: Habits = habits! { OtherWords:
    // Where people are, and what they speak.
    "not from|in CODE" => "country != $1", "which field is meant? a country is `country`";
    "not from|in COUNTRY" => "country != $1", "which field is meant? a country is `country`, with its code";
    "not lives|live|living|located|based in|at? COUNTRY" => "country != $1", "which field is meant? a country is `country`, with its code";
    "not lives|live|living|located|based in|at? CODE" => "country != $1", "which field is meant? a country is `country`";
    "not lives|live|living|located|based in|at? VALUE" => "city != $1", "which field is meant? a city is `city`";
    "lives|live|living|located|based? outside of? the? COUNTRY" => "country != $1", "which field is meant? a country is `country`, with its code";
    "lives|live|living|located|based? outside of? the? CODE" => "country != $1", "which field is meant? a country is `country`";
    "lives|live|living|located|based? outside of? VALUE" => "city != $1", "which field is meant? a city is `city`";
    "doesn't|don't speak TONGUE" => "language != $1", "which field is meant? a language is `language`, with its code";
    // Who may not be written to.
    "can't|cannot|mustn't be? texted" => "not sms_consent", "whether they may be texted is `sms_consent`";
    "can|may|must not be? texted" => "not sms_consent", "whether they may be texted is `sms_consent`";
    "can't|cannot|mustn't be? emailed|e-mailed" => "not email_consent", "whether they may be e-mailed is `email_consent`";
    "can|may|must not be? emailed|e-mailed" => "not email_consent", "whether they may be e-mailed is `email_consent`";
    // What did not happen.
    "EVENT nothing" => "not $1", "what did not happen is said with `not`";
    "EVENT anything|everything but|except PROP? TEXT" => "not $1 product $2" | "$1 where product != $2", "nobody who has bought it, or whoever has bought something else?";
    "EVENT no|neither PROP TEXT" => "not $1 $2 $3", "`not` stands before what it negates";
    "EVENT before|ever|once but|and not in|within|during the? last|past LEN" => "$1 and not $1 last $2", "each condition names its event";
    "AMOUNT nothing" => "$1 = 0", "numbers are written in digits";
    "has|have? not AMOUNT anything" => "$1 = 0", "numbers are written in digits";
    "not FLAG nor FLAG" => "not ($1 or $2)", "neither of two is `not ( or )`";
    // Lists.
    "untagged" => "tags is missing", "that there is no value is said with `is missing`";
    "LIST is|are|was|were not NAME" => "$1 does not contain $2", "a list `contains` a value, or does not";
    "LIST isn't|aren't|don't|doesn't|not|without|exclude|excludes|excluding NAME" => "$1 does not contain $2", "a list `contains` a value, or does not";
    "LIST don't|doesn't|not have|has|include|includes|contain|contains NAME" => "$1 does not contain $2", "a list `contains` a value, or does not";
    "LIST do|does not have|include|contain NAME" => "$1 does not contain $2", "a list `contains` a value, or does not";
    "NAME not in LIST" => "$2 does not contain $1", "a list `contains` a value, and stands first";
    // Texts.
    "TEXTUAL is|are? none of PAREN" => "$1 not in $2", "none of several values is said with `not in`";
    "FIELD is|are? anything|everything|anywhere but|except VALUE" => "$1 != $2", "values are compared with `=` and `!=`";
    "FIELD is|are? other|different than|from VALUE" => "$1 != $2", "values are compared with `=` and `!=`";
    "FIELD isn't|aren't|wasn't empty|blank|null|missing|unknown" => "$1 is known", "a value that is there `is known`";
    "doesn't|don't start|begin with" => "does not start with", "`{}` is written `does not start with` here";
    "doesn't|don't end with" => "does not end with", "`{}` is written `does not end with` here";
    "not start|starts|begin|begins with" => "does not start with", "`{}` is written `does not start with` here";
    "not end|ends with" => "does not end with", "`{}` is written `does not end with` here";
    // Dates.
    "DATE is|was? not in|within|during the? last|past LEN" => "not $1 last $2", "`not` stands before what it negates";
    "DATE isn't|wasn't in|within|during the? last|past LEN" => "not $1 last $2", "`not` stands before what it negates";
    "is|was? not|no more|over|longer|later|older than? LEN ago" => "last $1", "so long ago or less is said with `last`";
    "isn't|wasn't more|over|longer|later|older than? LEN ago" => "last $1", "so long ago or less is said with `last`";
    "is|was? not|no less|under|sooner|newer than? LEN ago" => "before $1 ago", "longer ago than that is said with `before`";
    "isn't|wasn't less|under|sooner|newer than? LEN ago" => "before $1 ago", "longer ago than that is said with `before`";
    "is|was? not|no before|earlier|sooner than? DAY" => "on or after $1", "that day and later is said with `on or after`";
    "isn't|wasn't before|earlier|sooner than? DAY" => "on or after $1", "that day and later is said with `on or after`";
    "is|was? not|no after|later than? DAY" => "on or before $1", "up to a day is said with `before` or `on or before`";
    "isn't|wasn't after|later than? DAY" => "on or before $1", "up to a day is said with `before` or `on or before`";
    "DATE is|was? not on? DAY" => "not $1 on $2", "`not` stands before what it negates";
    "DATE isn't|wasn't on? DAY" => "not $1 on $2", "`not` stands before what it negates";
    // Numbers and amounts.
    "EVENT not NUM times" => "not $1 exactly $2 times", "`not` stands before what it negates";
    "is? not at least NUM" => "< $1", "values are compared with `=`, `!=`, `<`, `<=`, `>`, `>=`";
    "is? not at most NUM" => "> $1", "values are compared with `=`, `!=`, `<`, `<=`, `>`, `>=`";
    "is? not|no more|greater|higher|over|above than? NUM" => "<= $1", "values are compared with `=`, `!=`, `<`, `<=`, `>`, `>=`";
    "is? not|no less|fewer|lower|smaller|under|below than? NUM" => ">= $1", "values are compared with `=`, `!=`, `<`, `<=`, `>`, `>=`";
    "isn't more|greater|higher|over|above than? NUM" => "<= $1", "values are compared with `=`, `!=`, `<`, `<=`, `>`, `>=`";
    "isn't less|fewer|lower|under|below than? NUM" => ">= $1", "values are compared with `=`, `!=`, `<`, `<=`, `>`, `>=`";
    "is? not NUM" => "!= $1", "values are compared with `=`, `!=`, `<`, `<=`, `>`, `>=`";
    "isn't NUM" => "!= $1", "values are compared with `=`, `!=`, `<`, `<=`, `>`, `>=`";
    // Yes and no.
    "FLAG isn't|not true|yes" => "not $1", "`$1` is already yes or no";
    "FLAG isn't|not false|no" => "$1", "`$1` is already yes or no";
};

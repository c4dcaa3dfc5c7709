//! What people write out of habit, and how it is said here.
//!
//! A line is tried where a clause has a mistake, and counts only if the text then reads
//! without that mistake: so a line may be simple. Order matters: the first that fits is tried first.

use crate::diagnostics::Rule;

/// A habit: what is written, what it becomes, and what is the case.
pub(super) struct Habit {
    /// What is written: see [`super::phrase`].
    pub seen: &'static str,
    /// How it is said here; in two ways where it can mean either.
    pub write: &'static [&'static str],
    /// The headline; `{}` is what was written.
    pub says: &'static str,
    /// The entry of the registry.
    pub rule: Rule,
}

macro_rules! habits {
    ($rule:ident: $( $seen:literal => $($write:literal)|+, $says:literal; )*) => {
        &[ $( Habit { seen: $seen, write: &[$($write),+], says: $says, rule: Rule::$rule }, )* ]
    };
}

/// Habits of other languages and systems.
pub(super) const FOREIGN: &[Habit] = habits! { ForeignOperator:
    "^ select ... where" => "", "a segment is only the condition, without `SELECT`";
    "customer|customers|profile|profiles|person|user|users|contact|contacts|subscriber . WORD" => "$1", "facts of the customer stand alone, without `{}`";
    "$|@ NAME" => "$1", "names have no sign before them here";
    "{{ WORD }}" => "$1", "names have no braces around them here";
    "[ WORD ]" => "$1", "names have no brackets around them here";
    "{ ... }" => "$1", "braces have no meaning here";
    "[ ... ]" => "$1", "square brackets have no meaning here";
    "? true : false" => "", "a condition is yes or no already";
    "? yes : no" => "", "a condition is yes or no already";
    "FLAG =|==|=== true|yes|1" => "$1", "`$1` is already yes or no";
    "FLAG =|==|=== false|no|0" => "not $1", "`$1` is already yes or no";
    "FLAG !=|<>|!== true|yes|1" => "not $1", "`$1` is already yes or no";
    "FLAG !=|<>|!== false|no|0" => "$1", "`$1` is already yes or no";
    "TEXTUAL =>|=<|~ VALUE" => "$1 = $2", "a field and its value are compared with `=`";
    "LIST matches PAREN" => "$1 contains any of $2", "a list `contains any of` several values";
    "is null" => "is missing", "`{}` is said with `missing` and `known` here";
    "isnull|is_null ( FIELD )" => "$1 is missing", "missing values are asked for with `is missing`";
    "exists|notnull|isnotnull ( FIELD )" => "$1 is known", "missing values are asked for with `is missing` and `is known`";
    "FIELD not null|empty|blank|none|missing|unset" => "$1 is known", "missing values are asked for with `is missing` and `is known`";
    "is unknown|undefined|none|nil|unset|absent|nan|void" => "is missing", "`{}` is said with `missing` and `known` here";
    "is not unknown|undefined|none|nil|unset|absent" => "is known", "`{}` is said with `missing` and `known` here";
    "FIELD exists|present|filled" => "$1 is known", "missing values are asked for with `is missing` and `is known`";
    "FIELD does|do not exist" => "$1 is missing", "missing values are asked for with `is missing` and `is known`";
    "FIELD doesn't exist" => "$1 is missing", "missing values are asked for with `is missing` and `is known`";
    "len|length|size|count|length_of ( LIST )" => "number of $1", "how many a list has is `number of`";
    "LIST . length|size|count" => "number of $1", "how many a list has is `number of`";
    "LIST . includes|contains|include|has|contain ( VALUE )" => "$1 contains $2", "a list `contains` a value; there are no dots or parentheses";
    "TEXTUAL . contains|includes ( TEXT )" => "$1 contains $2", "a text `contains` another; there are no dots or parentheses";
    "TEXTUAL . startswith ( TEXT )" => "$1 starts with $2", "a text `starts with` another; there are no dots or parentheses";
    "TEXTUAL . endswith ( TEXT )" => "$1 ends with $2", "a text `ends with` another; there are no dots or parentheses";
    "===|==|:=|=~|~=|is_equal" => "=", "`{}` is written `=` here";
    "!==|!~|=!" => "!=", "`{}` is written `!=` here";
    "FIELD : VALUE" => "$1 = $2", "a field and its value are compared with `=`, not `:`";
    "TEXTUAL : PAREN" => "$1 in $2", "one of several values is said with `in`";
    "LIST : NAME" => "$1 contains $2", "a list `contains` a value";
    "FLAG : true|yes" => "$1", "`$1` is already yes or no";
    "FLAG : false|no" => "not $1", "`$1` is already yes or no";
    "matches ( PROP = VALUE )" => "where $1 = $2", "what an event is about follows `where`";
    "EVENT matches PAREN" => "$1 where $2", "what an event is about follows `where`";
    "not like" => "does not contain", "texts are compared with `contains`, `starts with` and `ends with`";
    "interval LEN" => "$1", "lengths of time stand alone here";
    "count|number_of ( orders|purchases )" => "order_count", "the number of orders is `order_count`";
    "sum|total|count ( AMOUNT )" => "$1", "`$1` is a total already";
    "EVENT . count|length|size" => "count($1)", "how often something happened is `count( )`";
    "DATE > now|today|current_date ( ) - LEN" => "$1 last $2", "the time since then is said with `last`";
    "DATE >= now|today|current_date ( ) - LEN" => "$1 last $2", "the time since then is said with `last`";
    "DATE >|>= now|today|current_date - LEN" => "$1 last $2", "the time since then is said with `last`";
    "DATE <|<= now|today|current_date ( ) - LEN" => "$1 before $2 ago", "a day counted back from today is said with `ago`";
    "DATE <|<= now|today|current_date - LEN" => "$1 before $2 ago", "a day counted back from today is said with `ago`";
    "now|today|current_date ( ) - LEN" => "$1 ago", "a day counted back from today is said with `ago`";
    "now|today - LEN" => "$1 ago", "a day counted back from today is said with `ago`";
    "now|today|current_date|getdate ( )" => "today", "`{}` is written `today` here";
    "now" => "today", "`{}` is written `today` here";
    "date|timestamp DAY" => "$1", "dates stand alone here";
    "ytd" => "this year", "`{}` is said with `this year` here";
    "mtd" => "this month", "`{}` is said with `this month` here";
    "in list VALUE|TEXT" => "in list $1", "a static list is named in quotes";
};

/// Phrases that have to be looked for before their words are looked at.
pub(super) const EARLY: &[Habit] = habits! { OtherWords:
    "in|within|during|over the last|past|previous PERIOD" => "last 1 $1" | "last $1", "which period is meant: back from today, or by the calendar?";
    "^ from|in COUNTRY" => "country = $1", "which field is meant? a country is `country`, with its code";
    "^ lives|live|living|located|based|resides|reside in|at the? COUNTRY" => "country = $1", "which field is meant? a country is `country`, with its code";
    "email|e-mail|emails opened" => "opened_email", "`{}` is called `opened_email` here";
    "email|e-mail|emails clicked" => "clicked_email", "`{}` is called `clicked_email` here";
    "sms|text|texts clicked" => "clicked_sms", "`{}` is called `clicked_sms` here";
    "in the list NAME" => "in list $1", "a static list is asked for with `in list`";
    "in|on the? NAME list" => "in list $1", "a static list is asked for with `in list`";
    "no|zero|0|without orders|purchases|order|purchase in|within|during|over|for|since the? last|past|previous? LEN" => "not ordered last $1", "what did not happen is said with `not`";
    "EVENT exactly LEN ago" => "$1 on $2 ago", "a day counted back from today is said with `on`";
    "NAME zero|0|no times" => "never $1", "not even once is `never`";
    "received|got at least NUM emails|e-mails" => "received_email at least $1 times", "how often is said with `times`";
    "opened at least NUM emails|e-mails" => "opened_email at least $1 times", "how often is said with `times`";
    "clicked at least NUM emails|e-mails" => "clicked_email at least $1 times", "how often is said with `times`";
    "opened|read none|nothing" => "not opened_email", "what did not happen is said with `not`";
    "not texted in|within|during|over? the? last|past LEN" => "not received_sms last $1" | "not texted last $1", "who texted whom? `received_sms` is what you sent, `texted` what they sent you";
    "repeat|returning|loyal customers|buyers|shoppers|purchasers" => "order_count >= 2", "how many orders that is, a number says";
    "first|one time|- time? customers|buyers|shoppers" => "order_count = 1", "the number of orders is `order_count`";
    "one-time|first-time customers|buyers|shoppers" => "order_count = 1", "the number of orders is `order_count`";
    "new customers|buyers|subscribers|users" => "first ordered last 30d" | "joined last 30d", "new since when, and by which event?";
    "sms|text subscribers|subscriber" => "sms_consent", "whether they may be texted is `sms_consent`";
    "email|e-mail subscribers|subscriber" => "email_consent", "whether they may be e-mailed is `email_consent`";
    "used a|the? coupon|discount|promo code? NAME" => "ordered discount_code $1", "the code of an order is its `discount_code`";
    "no site|website|web activity|visit|visits" => "not visited", "what did not happen is said with `not`";
    "ordered|bought|purchased NUM products|items|pieces" => "sum(ordered_item.quantity) = $1" | "distinct(ordered_item.product) = $1", "pieces, or different products?";
    "ordered|bought|purchased at least NUM products|items|pieces" => "sum(ordered_item.quantity) >= $1" | "distinct(ordered_item.product) >= $1", "pieces, or different products?";
    "texted us TEXT" => "texted $1", "what they texted stands right after `texted`";
    "ordered|purchased|bought more|over|longer than? LEN ago" => "last_order_date before $1 ago" | "ordered before $1 ago", "the last order, or any of them?";
    "in? NUM or more of|out of? the? last|past? NUM quarters" => "in at least $1 of the last $2 quarters", "in how many periods is said with `in at least ... of the last ...`";
    "in|during? at least NUM of|out of? the? last|past|previous? NUM quarters" => "in at least $1 of the last $2 quarters", "in how many periods is said with `in at least ... of the last ...`";
    "in? at most NUM of|out of? the? last|past|previous? NUM quarters" => "in at most $1 of the last $2 quarters", "in how many periods is said with `in at least ... of the last ...`";
    "in|during NUM of|out of? the? last|past|previous? NUM quarters" => "in at least $1 of the last $2 quarters" | "in exactly $1 of the last $2 quarters", "in how many periods: so many, or at least?";
    "in|during? every|each|all one? of? the? last|past|previous? NUM quarters" => "in each of the last $1 quarters", "in all of some periods is said with `in each of the last`";
    "every|each month|week|quarter|day|year for|in|over the? last|past? NUM quarters" => "in each of the last $1 quarters", "in all of some periods is said with `in each of the last`";
    "in? NUM or more of|out of? the? last|past? LEN" => "in at least $1 of the last $2", "in how many periods is said with `in at least ... of the last ...`";
    "in|during? at least NUM of|out of? the? last|past|previous? LEN" => "in at least $1 of the last $2", "in how many periods is said with `in at least ... of the last ...`";
    "in? at most NUM of|out of? the? last|past|previous? LEN" => "in at most $1 of the last $2", "in how many periods is said with `in at least ... of the last ...`";
    "in|during NUM of|out of? the? last|past|previous? LEN" => "in at least $1 of the last $2" | "in exactly $1 of the last $2", "in how many periods: so many, or at least?";
    "in|during? every|each|all one? of? the? last|past|previous? LEN" => "in each of the last $1", "in all of some periods is said with `in each of the last`";
    "every|each month|week|quarter|day|year for|in|over the? last|past? LEN" => "in each of the last $1", "in all of some periods is said with `in each of the last`";
    "every|each month" => "in each of the last 3 months", "regularly, over which periods?";
    "every|each week" => "in each of the last 4 weeks", "regularly, over which periods?";
    "every|each quarter" => "in each of the last 4 quarters", "regularly, over which periods?";
    "no|zero|0|without orders|purchases|order" => "never ordered", "not even once is `never`";
    "has|have|had|with no|zero|0 orders|purchases|order" => "never ordered", "not even once is `never`";
    "not tagged as|with? NAME" => "tags does not contain $1", "tags are a list: it `contains` a value, or does not";
    "has|have|with|having? the? tag|tags|tagged|label NAME" => "tags contains $1", "tags are a list: it `contains` a value";
    "not tagged PAREN" => "tags contains none of $1", "tags are a list: it `contains` values, or does not";
    "is? tagged as|with? NAME" => "tags contains $1", "tags are a list: it `contains` a value";
    "NUM mths|mth|mos|mon" => "$1 months", "`{}` is no unit of time: months are `mo` or `months`";
    "NUM yrs|yr" => "$1 years", "`{}` is no unit of time: years are `y` or `years`";
    "NUM wks|wk" => "$1 weeks", "`{}` is no unit of time: weeks are `w` or `weeks`";
    "NUM hrs|hr" => "$1 hours", "`{}` is no unit of time: hours are `h` or `hours`";
    "NUM mins" => "$1 minutes", "`{}` is no unit of time: minutes are `min` or `minutes`";
    "last ordered|order|purchase|purchased more|over|longer than? LEN ago" => "lapsed $1", "bought, and not lately, is `lapsed`";
    "last|latest ordered|order|purchased|purchase|bought LEN ago" => "last_order_date on $1 ago", "the last order has a date: `last_order_date`";
    "inactive|dormant|quiet|silent for|since? LEN" => "lapsed $1", "bought, and not lately, is `lapsed`";
    "at least NUM orders|purchases|order" => "ordered at least $1 times", "orders are counted as `ordered ... times`";
    "at most NUM orders|purchases|order" => "ordered at most $1 times", "orders are counted as `ordered ... times`";
    "more|over|> than? NUM orders|purchases" => "order_count > $1", "the number of orders is `order_count`";
    "less|fewer|under|< than? NUM orders|purchases" => "order_count < $1", "the number of orders is `order_count`";
    "has|have|placed|made? NUM orders|purchases" => "order_count = $1" | "order_count >= $1", "the number of orders is `order_count`";
    "NUM orders|purchases" => "order_count = $1" | "order_count >= $1", "the number of orders is `order_count`";
    "viewed|saw|browsed|seen|visited product? TEXT" => "viewed_product $1", "`{}` is called `viewed_product` here";
    "viewed|saw|browsed|seen" => "viewed_product", "`{}` is called `viewed_product` here";
    "opened|read an|any|our|the? email|e-mail|emails|newsletter|campaign?" => "opened_email", "`{}` is called `opened_email` here";
    "clicked on? an|any|our|the? email|e-mail|emails|link|newsletter" => "clicked_email" | "clicked_sms", "which message was clicked?";
    "clicked on? an|any|our|the? sms|text" => "clicked_sms", "`{}` is called `clicked_sms` here";
    "clicked" => "clicked_email" | "clicked_sms", "which message was clicked?";
    "subscribed to? sms|texts" => "sms_consent", "whether they may be texted is `sms_consent`";
    "subscribed to? email|e-mail|emails|newsletter" => "email_consent", "whether they may be e-mailed is `email_consent`";
    "subscribed|opted-in" => "email_consent" | "sms_consent", "subscribed to which channel?";
    "opted in" => "email_consent" | "sms_consent", "subscribed to which channel?";
    "unsubscribed" => "email_status = unsubscribed" | "sms_status = unsubscribed", "unsubscribed from which channel?";
    "number|amount of orders|purchases" => "order_count", "the number of orders is `order_count`";
    "orders|purchases OP NUM" => "order_count $1 $2", "the number of orders is `order_count`";
    "AMOUNT NUM" => "$1 >= $2" | "$1 = $2", "`$1` and `$2` need a comparison between them";
    "signed up" => "joined", "`{}` is called `joined` here";
    "EVENT TEXT or|, TEXT" => "$1 product in ($2, $3)", "which property is meant with these texts?";
};

/// The same thing in other words.
pub(super) const PHRASES: &[Habit] = habits! { OtherWords:
    // Who is meant is understood.
    "^ find|show|get|list|give|count me? all|the?" => "", "a segment is only the condition, without `{1}`";
    "^ all|any|every? customers|customer|people|users|subscribers|shoppers|buyers|profiles|contacts|everyone|everybody|anyone|anybody|those|person|clients who|that|which|whose|with|where|having" => "", "who is meant is understood: the condition is enough";
    "^ all|any|every? customers|customer|people|users|subscribers|shoppers|buyers|profiles|contacts|everyone|everybody|anyone|those|clients" => "", "who is meant is understood: the condition is enough";
    "^ who|that|whose|where|when|if|i|they|we|he|she" => "", "the condition is enough, without `{1}`";
    "^ then|please|and|also|only|just" => "", "the condition is enough, without `{1}`";
    "^ lives|live|living|located|based|resides|reside in|at the? CODE" => "country = $1", "which field is meant? a country is `country`";
    "^ lives|live|living|located|based|resides|reside in|at VALUE" => "city = $1", "which field is meant? a city is `city`";
    "^ from|in|is CODE" => "country = $1", "which field is meant? a country is `country`";
    "^ from|in NEW" => "city = $1" | "country = \"$1\"", "which field is meant?";
    "^ any|one of PAREN" => "country in $1", "which field is meant? for countries it is `country`";
    "^ in PAREN" => "country in $1", "which field is meant? for countries it is `country`";
    "segment WORD :" => "segment $1 is", "the name and the condition of a segment are joined with `is`";
    // Lists.
    "LIST is|are|was NAME" => "$1 contains $2", "a list `contains` a value";
    "LIST has|have|having|include|includes|including|contain|containing|with|in|=|==|!=|is|of NAME" => "$1 contains $2", "a list `contains` a value";
    "LIST not|doesn't|don't contain|contains|include|includes|has|have NAME" => "$1 does not contain $2", "a list `contains` a value, or does not";
    "LIST does|do not include|have|has NAME" => "$1 does not contain $2", "a list `contains` a value, or does not";
    "LIST excludes|excluding|without|!= NAME" => "$1 does not contain $2", "a list `contains` a value, or does not";
    "LIST not in PAREN" => "$1 contains none of $2", "a list `contains any of` several values, or `none of` them";
    "LIST in|=|is|has|any|one of? PAREN" => "$1 contains any of $2", "a list `contains any of` several values, or `all of` them";
    "LIST OP NUM" => "number of $1 $2 $3", "how many a list has is `number of`";
    "NAME in LIST" => "$2 contains $1", "a list `contains` a value, and stands first";
    // Yes, no, never.
    "has|have|having never EVENT" => "never $1", "`{1}` is left out here";
    "has|have|did|does|do not EVENT" => "not $1", "`{1}` is left out here";
    "hasn't|haven't|didn't|doesn't|don't|hadn't EVENT" => "not $1", "`not` stands before the event, and `{1}` is left out";
    "hasn't|haven't|didn't|doesn't|don't order|buy|purchase" => "not ordered", "what customers do is said as done: `ordered`";
    "did|do|does not order|buy|purchase" => "not ordered", "what customers do is said as done: `ordered`";
    "has|have|had|having|was|were|is|are|been|did|do|does EVENT" => "$1", "`{1}` is left out here";
    "EVENT EVENT" => "$1", "the event is said twice";
    "ever EVENT" => "$1", "an event alone means ever";
    "EVENT ever|before|already|anything|something|somewhere" => "$1", "an event alone means ever";
    "EVENT at all" => "$1", "an event alone means ever";
    "EVENT at any time" => "$1", "an event alone means ever";
    "not ever EVENT" => "never $1", "not even once is `never`";
    "FLAG is|are true|yes" => "$1", "`$1` is already yes or no";
    "FLAG is|are false|no" => "not $1", "`$1` is already yes or no";
    "FLAG is not true|yes" => "not $1", "`$1` is already yes or no";
    "FLAG is not false|no" => "$1", "`$1` is already yes or no";
    "is|are|has|have|gave|given|with not FLAG" => "not $1", "`$1` is already yes or no, without `{1}`";
    "isn't|aren't|hasn't|haven't FLAG" => "not $1", "`not` stands before what it negates";
    "not with|has|have|is FLAG" => "not $1", "`$1` is already yes or no";
    "is|are|has|have|gave|given|with|having FLAG" => "$1", "`$1` is already yes or no, without `{1}`";
    "has|have|had|with no FLAG" => "not $1", "`not` stands before what it negates";
    "no|without|lacks FLAG" => "not $1", "`not` stands before what it negates";
    "has|have|with|having FIELD" => "$1 is known", "that there is a value is said with `is known`";
    "has|have|had|with no FIELD" => "$1 is missing", "that there is no value is said with `is missing`";
    "no|without|lacks|missing FIELD" => "$1 is missing", "that there is no value is said with `is missing`";
    "but not" => "and not", "conditions are joined with `and` or `or`, not `but`";
    "but" => "and", "conditions are joined with `and` or `or`, not `but`";
    "and|or and|or" => "and" | "or", "two words join these conditions, and one is enough";
    ", and|or|but" => "and", "conditions are joined with `and` or `or`, without a comma";
    "unless|except|excluding|minus|but|without" => "and not", "what is left out is said with `and not`";
    "either" => "", "`or` alone is enough, without `either`";
    "both" => "", "`and` alone is enough, without `both`";
    "neither ANY nor ANY" => "not ($1 or $2)", "neither of two is `not ( or )`";
    "if ... then" => "$1 and", "the condition is enough, without `if`";
    "if" => "", "the condition is enough, without `if`";
    // Comparisons.
    "is|are not equal|equals to?" => "!=", "`{}` is written `!=` here";
    "does|do not equal|equals" => "!=", "`{}` is written `!=` here";
    "doesn't|don't equal" => "!=", "`{}` is written `!=` here";
    "not equal|equals to?" => "!=", "`{}` is written `!=` here";
    "equal to" => "=", "`{}` is written `=` here";
    "is|are not one|any|in|among of? PAREN" => "not in $1", "none of several values is said with `not in`";
    "isn't|aren't one|any|in|among of? PAREN" => "not in $1", "none of several values is said with `not in`";
    "is|are one|any|in|among|either of? PAREN" => "in $1", "one of several values is said with `in`";
    "is|are PAREN" => "in $1", "one of several values is said with `in`";
    "TEXTUAL one|any|either of PAREN" => "$1 in $2", "one of several values is said with `in`";
    "TEXTUAL none of PAREN" => "$1 not in $2", "none of several values is said with `not in`";
    "TEXTUAL not one|any of PAREN" => "$1 not in $2", "none of several values is said with `not in`";
    "TEXTUAL =|==|equals PAREN" => "$1 in $2", "one of several values is said with `in`";
    "TEXTUAL != PAREN" => "$1 not in $2", "none of several values is said with `not in`";
    "DATE is|= today|yesterday" => "$1 today", "a day stands right after the date";
    "DATE was|is last PERIOD" => "$1 last $2", "a period stands right after the date";
    "DATE was|is this PERIOD" => "$1 this $2", "a period stands right after the date";
    "DATE was|is next PERIOD" => "$1 next $2", "a period stands right after the date";
    "FIELD is|are|was|were not VALUE" => "$1 != $2", "values are compared with `=` and `!=`";
    "FIELD isn't|aren't|wasn't VALUE" => "$1 != $2", "values are compared with `=` and `!=`";
    "FIELD not VALUE" => "$1 != $2", "values are compared with `=` and `!=`";
    "FIELD is|was|are VALUE" => "$1 = $2", "values are compared with `=`, not `is`";
    "AMOUNT is|are zero|none|nothing" => "$1 = 0", "numbers are written in digits";
    "exceeds|exceed|exceeding|surpasses|beyond|gt" => ">", "values are compared with `=`, `!=`, `<`, `<=`, `>`, `>=`";
    "gte|ge" => ">=", "values are compared with `=`, `!=`, `<`, `<=`, `>`, `>=`";
    "lte|le" => "<=", "values are compared with `=`, `!=`, `<`, `<=`, `>`, `>=`";
    "lt" => "<", "values are compared with `=`, `!=`, `<`, `<=`, `>`, `>=`";
    "eq" => "=", "values are compared with `=`, `!=`, `<`, `<=`, `>`, `>=`";
    "neq|ne" => "!=", "values are compared with `=`, `!=`, `<`, `<=`, `>`, `>=`";
    "AMOUNT is? not|no more|greater|over than? NUM" => "$1 <= $2", "values are compared with `=`, `!=`, `<`, `<=`, `>`, `>=`";
    "AMOUNT is? not|no less|fewer|under|smaller than? NUM" => "$1 >= $2", "values are compared with `=`, `!=`, `<`, `<=`, `>`, `>=`";
    "AMOUNT up to NUM" => "$1 <= $2", "values are compared with `=`, `!=`, `<`, `<=`, `>`, `>=`";
    "AMOUNT at|max|maximum most? NUM" => "$1 <= $2", "values are compared with `=`, `!=`, `<`, `<=`, `>`, `>=`";
    "AMOUNT min|minimum|from NUM" => "$1 >= $2", "values are compared with `=`, `!=`, `<`, `<=`, `>`, `>=`";
    "AMOUNT >|>=|=|is|of? NUM or|and more|above|up|over|higher" => "$1 >= $2", "values are compared with `=`, `!=`, `<`, `<=`, `>`, `>=`";
    "AMOUNT NUM or|and more|above|up|over|higher" => "$1 >= $2", "values are compared with `=`, `!=`, `<`, `<=`, `>`, `>=`";
    "AMOUNT NUM +|plus" => "$1 >= $2", "values are compared with `=`, `!=`, `<`, `<=`, `>`, `>=`";
    "AMOUNT NUM or less|below|fewer|under|lower" => "$1 <= $2", "values are compared with `=`, `!=`, `<`, `<=`, `>`, `>=`";
    "OP NUM or|and more|above|up|over|higher" => ">= $2", "values are compared with `=`, `!=`, `<`, `<=`, `>`, `>=`";
    "OP NUM or|and less|below|fewer|under|lower" => "<= $2", "values are compared with `=`, `!=`, `<`, `<=`, `>`, `>=`";
    "NUM <= AMOUNT <= NUM" => "$2 between $1 and $3", "a value between two bounds is said with `between`";
    "NUM < AMOUNT < NUM" => "$2 > $1 and $2 < $3", "two comparisons are joined with `and`";
    "AMOUNT OP NUM and|but? OP NUM" => "$1 $2 $3 and $1 $4 $5", "each comparison names its field";
    "DATE OP DAY and|but? OP DAY" => "$1 $2 $3 and $1 $4 $5", "each comparison names its field";
    "between NUM -|,|to|&|til|till|until|through|or NUM" => "between $1 and $2", "the bounds of `between` are joined with `and`";
    "between DAY -|,|to|&|til|till|until|through|or DAY" => "between $1 and $2", "the bounds of `between` are joined with `and`";
    "between ( NUM ,|and NUM )" => "between $1 and $2", "the bounds of `between` are joined with `and`";
    "between NUM NUM" => "between $1 and $2", "the bounds of `between` are joined with `and`";
    "between DAY DAY" => "between $1 and $2", "the bounds of `between` are joined with `and`";
    "AMOUNT is|in|from|of? NUM -|to|till|through NUM" => "$1 between $2 and $3", "a value between two bounds is said with `between`";
    "from DAY to|-|until|till|through DAY" => "between $1 and $2", "from one day to another is said with `between`";
    "DAY to|until|till|through|- DAY" => "between $1 and $2", "from one day to another is said with `between`";
    "ends|end with NEW . NEW" => "ends with \"$1.$2\"", "a text with a sign in it stands in quotes";
    "contains|contain NEW . NEW" => "contains \"$1.$2\"", "a text with a sign in it stands in quotes";
    "LIST contains WORD WORD $" => "$1 contains \"$2 $3\"", "a text of several words stands in quotes";
    "starts|begins|beginning|start|begin with? with" => "starts with", "`{}` is said `starts with` here";
    "begins|beginning|begin|startswith|starts_with|start_with|beginswith|prefix with?" => "starts with", "`{}` is said `starts with` here";
    "ending|finishes|endswith|ends_with|end_with|suffix with?" => "ends with", "`{}` is said `ends with` here";
    "not contain|contains|containing" => "does not contain", "`{}` is said `does not contain` here";
    "doesn't|don't contain|contains" => "does not contain", "`{}` is said `does not contain` here";
    "containing|includes|include|including|contians|has" => "contains", "`{}` is said `contains` here";
    "TEXTUAL excludes|without VALUE" => "$1 does not contain $2", "`{}` is said `does not contain` here";
    // Periods.
    "in|within|during|over|for|from|through|throughout|since|at? the? last|past|previous|prior|trailing LEN" => "last $1", "a period back from now is said with `last` alone";
    "in|within|during|over|for|from|at? the? last|past|previous|prior PERIOD" => "last $1", "a period is said with `last`, `this` or `next` alone";
    "in|within|during|over|for|from|at? the? this|current PERIOD" => "this $1", "a period is said with `last`, `this` or `next` alone";
    "in|within|during|over|for|from|at? the? next|coming|following|upcoming LEN" => "next $1", "a period ahead is said with `next` alone";
    "in|within|during|over|for|from|at? the? next|coming|following PERIOD" => "next $1", "a period is said with `last`, `this` or `next` alone";
    "in LEN" => "last $1" | "next $1", "which period is meant: back from now, or ahead?";
    "DATE is? less|fewer|newer|sooner|no? than LEN ago|old" => "$1 last $2", "so long ago or less is said with `last`";
    "DATE is? more|over|older|longer|greater than? LEN ago?" => "$1 before $2 ago", "longer ago than that is said with `before`";
    "DATE within|under|in LEN of? today?" => "$1 last $2" | "$1 next $2", "which period is meant: back from now, or ahead?";
    "EVENT less|fewer|under|within|< than? LEN ago?" => "$1 last $2", "so long ago or less is said with `last`";
    "EVENT more|over|longer|greater|> than? LEN ago" => "$1 before $2 ago", "longer ago than that is said with `before`";
    "not EVENT for|in|since|within|over LEN" => "not $1 last $2", "a period back from now is said with `last`";
    "TAKING for|since|over|in|within|more|> than? the? last|past? LEN" => "$1 $2", "`$1` takes its length of time alone";
    "TAKING for|since|over|more|> than? LEN" => "$1 $2", "`$1` takes its length of time alone";
    "TAKING for the? last|past LEN" => "$1 $2", "`$1` takes its length of time alone";
    "within|during|over|for LEN" => "last $1", "a period back from now is said with `last`";
    "before the? last|past LEN" => "before $1 ago", "a day counted back from today is said with `ago`";
    "since the? last|past LEN" => "since $1 ago", "a day counted back from today is said with `ago`";
    "EVENT yesterday or today" => "$1 since yesterday", "a period is said once";
    "EVENT today or yesterday" => "$1 since yesterday", "a period is said once";
    "recently|lately" => "last 30d", "how long is `{}`? a period says it";
    "during|for|throughout|over DAY|NUM" => "in $1", "a year or month is said with `in`";
    "during|for|throughout NUM" => "in $1", "a year or month is said with `in`";
    "since|from LEN ago to|until|till today|now" => "last $1", "a period back from now is said with `last`";
    "from DAY on|onwards|onward?" => "since $1", "from a day on is said with `since`";
    "until|till|up|to DAY" => "on or before $1", "up to a day is said with `before` or `on or before`";
    "prior to" => "before", "`{}` is said `before` here";
    "earlier than" => "before", "`{}` is said `before` here";
    "later than" => "after", "`{}` is said `after` here";
    "starting from?" => "since", "`{}` is said `since` here";
    "LEN back|earlier|before" => "$1 ago", "`{}` is said `ago` here";
    "birthday is? coming|soon|upcoming" => "birthday next 30d", "how soon? a period says it";
    "AMOUNT OP NUM in|within|during|over? the? last|past|previous LEN" => "$1 last $4 $2 $3", "the period stands right after the word it belongs to";
    "AMOUNT OP NUM in|within|during|over? the last|past|previous PERIOD" => "$1 last 1 $4 $2 $3" | "$1 last $4 $2 $3", "which period is meant: back from today, or by the calendar?";
    "AMOUNT OP NUM in|within|during|over? last|past|previous PERIOD" => "$1 last $4 $2 $3" | "$1 last 1 $4 $2 $3", "which period is meant: by the calendar, or back from today?";
    "sum ( ... ) last LEN" => "sum($1 last $2)", "the period stands inside the parentheses, with the event";
    "average|avg ( ... ) last LEN" => "average($1 last $2)", "the period stands inside the parentheses, with the event";
    "count ( ... ) last LEN" => "count($1 last $2)", "the period stands inside the parentheses, with the event";
    "distinct ( ... ) last LEN" => "distinct($1 last $2)", "the period stands inside the parentheses, with the event";
    "max ( ... ) last LEN" => "max($1 last $2)", "the period stands inside the parentheses, with the event";
    "min ( ... ) last LEN" => "min($1 last $2)", "the period stands inside the parentheses, with the event";
    "AMOUNT OP NUM in|within|during|over? this|current PERIOD" => "$1 this $4 $2 $3", "the period stands right after the word it belongs to";
    "AMOUNT OP NUM since DAY" => "$1 since $4 $2 $3", "the period stands right after the word it belongs to";
    "AMOUNT OP NUM before DAY" => "$1 before $4 $2 $3", "the period stands right after the word it belongs to";
    "AMOUNT OP NUM in NUM" => "$1 in $4 $2 $3", "the period stands right after the word it belongs to";
    // Counts.
    "EVENT multiple|several times" => "$1 at least twice", "how often is said with `at least` and a number";
    "EVENT repeatedly|often|frequently" => "$1 at least twice", "how often is said with `at least` and a number";
    "only|just once" => "exactly once", "so often and no more is said with `exactly`";
    "only|just NUM times" => "exactly $1 times", "so often and no more is said with `exactly`";
    "once or|and more" => "at least once", "how often is said with `at least`";
    "twice or|and more" => "at least twice", "how often is said with `at least`";
    "once or|and less" => "at most once", "how often is said with `at most`";
    "twice or|and less" => "at most twice", "how often is said with `at most`";
    "NUM +|plus times|x?" => "at least $1 times", "how often is said with `at least`";
    "no|not more than NUM times" => "at most $1 times", "how often is said with `at most`";
    "no|not less|fewer than NUM times" => "at least $1 times", "how often is said with `at least`";
    "a? minimum of? NUM times" => "at least $1 times", "how often is said with `at least`";
    "a? maximum of? NUM times" => "at most $1 times", "how often is said with `at most`";
    "OP NUM orders|order|times|time|purchases|items|tags|pieces" => "$1 $2", "a number stands alone in a comparison";
    // What an event is about.
    "EVENT the|a|an|any|our|my|this PROP" => "$1 $2", "articles are left out";
    "EVENT the|a|an|any product|item|sku" => "$1 product", "articles are left out";
    "EVENT item|items|sku|article|named|called|titled TEXT" => "$1 product $2", "what was bought is its `product`";
    "EVENT from|in|of|with|by|for|via|through|the PROP TEXT" => "$1 $2 $3", "what an event is about stands right after it";
    "EVENT from|in|of|with|by|for|via|through|the? PROP =|is VALUE" => "$1 where $2 = $3", "what an event is about follows `where`";
    "EVENT with|having|whose|that|which|whereby|if a? PROP" => "$1 where $2", "what an event is about follows `where`";
    "EVENT PROP OP" => "$1 where $2 $3", "what an event is about follows `where`";
    "EVENT PROP contains|contain NAME" => "$1 where $2 contains $3", "what an event is about follows `where`";
    "EVENT PROP in PAREN" => "$1 where $2 in $3", "what an event is about follows `where`";
    "EVENT worth|costing|totaling|totalling|for more|over|greater than? NUM" => "$1 where total > $2", "what an order was worth is its `total`";
    "EVENT worth|costing|for less|under than? NUM" => "$1 where total < $2", "what an order was worth is its `total`";
    "EVENT over|above|> NUM" => "$1 where total > $2", "what an order was worth is its `total`";
    "where PROP TEXT" => "where $1 = $2", "a property and its value are compared with `=`";
    "where PROP is|: VALUE" => "where $1 = $2", "values are compared with `=`, not `is`";
    "where PROP is not VALUE" => "where $1 != $2", "values are compared with `=` and `!=`";
    "PROP is VALUE" => "$1 = $2", "values are compared with `=`, not `is`";
    "EVENT TEXT" => "$1 product $2", "which property is meant with this text?";
    "EVENT product TEXT or|, product? TEXT" => "$1 product in ($2, $3)", "one of several values is said with `in`";
    "EVENT product TEXT and product? TEXT" => "$1 product $2 and $1 product $3", "each condition names its event";
    "older than NUM years|year?" => "years since birthday > $1", "age is counted in years since the birthday";
    "younger than NUM years|year?" => "years since birthday < $1", "age is counted in years since the birthday";
    "age OP NUM" => "years since birthday $1 $2", "age is counted in years since the birthday";
    "age between NUM and NUM" => "years since birthday between $1 and $2", "age is counted in years since the birthday";
    "is? more|greater|higher|larger|bigger than" => ">", "`{}` is written `>` here";
    "is? less|lower|smaller|fewer than" => "<", "`{}` is written `<` here";
    "is? over|above NUM" => "> $1", "values are compared with `=`, `!=`, `<`, `<=`, `>`, `>=`";
    "is? under|below NUM" => "< $1", "values are compared with `=`, `!=`, `<`, `<=`, `>`, `>=`";
    "is? at least NUM" => ">= $1", "values are compared with `=`, `!=`, `<`, `<=`, `>`, `>=`";
    "is? at most NUM" => "<= $1", "values are compared with `=`, `!=`, `<`, `<=`, `>`, `>=`";
    "plus|also|additionally|furthermore|with" => "and", "conditions are joined with `and` or `or`";
    "as well as" => "and", "conditions are joined with `and` or `or`";
    "FLAG + FLAG" => "$1 and $2", "conditions are joined with `and` or `or`";
    "customers|people|users" => "", "who is meant is understood: the condition is enough";
    "the|a|an" => "", "articles are left out";
};

/// What is tried when no slip explains a mistake: words that nothing has are values.
pub(super) const GUESSES: &[Habit] = habits! { OtherWords:
    "TEXTUAL VALUE" => "$1 = $2", "a field and its value are compared with `=`";
    "EVENT NEW" => "$1 \"$2\"", "a text stands in quotation marks";
    "EVENT NEW" => "$1 product \"$2\"", "which property is meant with `$2`?";
};

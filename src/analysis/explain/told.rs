//! What values tell, and values as the subject of a sentence.

use super::{Teller, compared};
use crate::syntax::ast::Aspect;
use crate::types::ir::{Comparison, Value};
use crate::vocabulary::Type;

impl Teller<'_> {
    /// What a value tells, where it is reckoned with.
    pub(super) fn told(&self, aspect: Aspect, of: &Value) -> String {
        let of = self.value(of);
        match aspect {
            Aspect::DaysSince => format!("number of days since the {of}"),
            Aspect::DaysUntil => format!("number of days until the {of}"),
            Aspect::YearsSince => format!("number of full years since the {of}"),
            Aspect::Size => format!("number of {of}"),
            Aspect::PhoneCountry => format!("country of the {of}"),
            Aspect::EmailDomain => format!("domain of the {of}"),
        }
    }

    /// "whose last order is more than 60 days ago".
    pub(super) fn told_compared(
        &self,
        left: &Value,
        comparison: Comparison,
        right: &Value,
        negated: bool,
    ) -> Option<String> {
        let (Value::Told(aspect, of), Value::Number(number)) = (left, right) else { return None };
        let (unit, ago) = match aspect {
            Aspect::DaysSince => ("day", "ago"),
            Aspect::DaysUntil => ("day", "ahead"),
            Aspect::YearsSince => ("full year", "ago"),
            Aspect::Size | Aspect::PhoneCountry | Aspect::EmailDomain => return None,
        };
        let number = number.normalize();
        if number.is_sign_negative() {
            return None;
        }
        let units = if number == rust_decimal::Decimal::ONE { unit.to_owned() } else { format!("{unit}s") };
        let (not, unknown) = if negated { ("not ", self.or_unknown(of)) } else { ("", "") };
        let bound = compared(comparison, &Type::Number);
        Some(format!("whose {} is {not}{bound}{number} {units} {ago}{unknown}", self.subject(of)))
    }

    /// A value at the head of a sentence: without parentheses around all of it, and with a
    /// comma behind what narrows it.
    pub(super) fn subject(&self, value: &Value) -> String {
        let said = self.value(value);
        let said = match value {
            Value::Arithmetic(..) => said.strip_prefix('(').and_then(|said| said.strip_suffix(')')).unwrap_or(&said),
            _ => said.as_str(),
        };
        let comma = if said.contains(", ") { "," } else { "" };
        format!("{said}{comma}")
    }
}

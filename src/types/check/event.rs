//! Events and aggregates over them, with their modifiers.

use super::operand::Operand;
use super::{Checker, Scope};
use crate::diagnostics::{Diagnostic, Rule, Safety, suggest};
use crate::source::Span;
use crate::syntax::ast::{CompareOp, Expr, ExprKind, Modifier, ModifierKind, Name, Regular, Term};
use crate::time::{Point, Window};
use crate::types::ir::{Aggregate, ColumnRef, Comparison, Condition, Function, Test};
use crate::vocabulary::{Column, Type};

/// The modifiers of an event, each at most once.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) window: Option<Window>,
    pub(super) filters: Vec<Condition>,
    pub(super) frequency: Option<(CompareOp, u32)>,
    pub(super) regular: Option<Regular>,
    pub(super) wrong: bool,
}

impl<'a> Checker<'a> {
    /// That an event happened: at least once, or as often as it says.
    pub(super) fn happened(&mut self, event: &str, term: &'a Term) -> Option<Condition> {
        self.available(event, None, &term.word)?;
        let parts = self.modifiers(event, term.word.span, &term.modifiers, true);
        if parts.wrong {
            return None;
        }
        self.how_often(event, term, parts)
    }

    /// That an event happened with rows for which this holds, too.
    pub(super) fn happened_where(&mut self, event: &str, term: &'a Term, filter: Condition) -> Option<Condition> {
        self.available(event, None, &term.word)?;
        let mut parts = self.modifiers(event, term.word.span, &term.modifiers, true);
        if parts.wrong {
            return None;
        }
        parts.filters.push(filter);
        self.how_often(event, term, parts)
    }

    /// `ordered_since 90d`: it happened since then, with rows for which this holds, too.
    pub(super) fn since(&mut self, event: &str, term: &'a Term, filter: Option<Condition>) -> Option<Condition> {
        let is_point = |modifier: &&Modifier| matches!(modifier.kind, ModifierKind::Argument(_));
        let given = term.modifiers.iter().find(is_point);
        let point = match given.map(|modifier| &modifier.kind) {
            Some(ModifierKind::Argument(value)) => Some(self.point(value)?),
            _ => None,
        };
        let Some(point) = point else {
            let word = &term.word.text;
            let message = format!("`{word}` needs a length of time or a date");
            let mut diagnostic = Diagnostic::new(Rule::MissingValue, term.word.span, message, "since when?");
            diagnostic.incomplete = self.ends_the_text(term.word.span);
            self.report(diagnostic.help(format!("for example `{word} 90d` or `{word} 2024-12-01`")));
            return None;
        };
        let rest = term.modifiers.iter().filter(|modifier| !is_point(modifier));
        self.available(event, None, &term.word)?;
        let mut parts = self.modifiers(event, term.word.span, rest, true);
        if parts.wrong {
            return None;
        }
        if parts.window.is_some() || parts.regular.is_some() {
            let message = format!("`{}` names its period already", term.word.text);
            self.report(
                Diagnostic::new(Rule::RepeatedPart, term.span, message, "a second period")
                    .help(format!("for a period write `{event} ...`")),
            );
            return None;
        }
        parts.window = Some(Window::since(point));
        parts.filters.extend(filter);
        Some(self.times(event, parts))
    }

    pub(super) fn times(&self, event: &str, parts: Parts) -> Condition {
        let filter = (!parts.filters.is_empty()).then(|| Condition::all(parts.filters));
        let aggregate = Aggregate {
            event: event.to_owned(),
            function: Function::Count,
            property: None,
            filter,
            window: parts.window,
        };
        match parts.frequency {
            None | Some((CompareOp::AtLeast, 1)) => Condition::happened(aggregate, Comparison::AtLeast, 1),
            Some((CompareOp::AtLeast, 0)) => Condition::Always(true),
            Some((_, 0)) => Condition::happened(aggregate, Comparison::AtLeast, 1).negate(),
            Some((CompareOp::AtLeast, times)) => Condition::happened(aggregate, Comparison::AtLeast, times),
            Some((CompareOp::AtMost, times)) => Condition::happened(aggregate, Comparison::AtMost, times),
            Some((_, times)) => Condition::happened(aggregate, Comparison::Equal, times),
        }
    }

    /// A point in time that a word is given: a length means so long ago.
    fn point(&mut self, expr: &'a Expr) -> Option<Point> {
        let expr = self.given(expr);
        match self.operand(expr, false) {
            Operand::Time(point) => Some(point),
            Operand::Length(length) => Some(Point::Ago(length)),
            Operand::Hole => None,
            Operand::Number(number) => {
                let message = format!("{number} what?");
                self.report(
                    Diagnostic::new(Rule::UnknownUnit, expr.span, message, "a unit of time belongs after this")
                        .help(format!("for {number} days write `{number}d`"))
                        .fix(Safety::Unsafe, expr.span, format!("{number}d")),
                );
                None
            }
            other => {
                if let Some(what) = self.what(&other, expr.span) {
                    let message = format!("a length of time or a date belongs here, not {what}");
                    self.report(
                        Diagnostic::new(Rule::TypeMismatch, expr.span, message, what)
                            .help("for example `90d` or `2024-12-01`"),
                    );
                }
                None
            }
        }
    }

    pub(super) fn modifiers(
        &mut self,
        event: &str,
        word: Span,
        modifiers: impl IntoIterator<Item = &'a Modifier>,
        counted: bool,
    ) -> Parts {
        let mut parts = Parts::default();
        let mut seen: Vec<&str> = Vec::new();
        let mut modifiers = modifiers.into_iter().peekable();
        while let Some(modifier) = modifiers.next() {
            let name = match &modifier.kind {
                ModifierKind::Window(_)
                | ModifierKind::Years(_)
                | ModifierKind::Month(_)
                | ModifierKind::Regular(_) => "period",
                ModifierKind::Where(_) => "`where`",
                ModifierKind::Frequency(..) => "count",
                ModifierKind::Argument(_) | ModifierKind::Short(..) | ModifierKind::ShortSet(..) => "",
                ModifierKind::Listed(_) | ModifierKind::Alike(..) => "",
                ModifierKind::Within(_) | ModifierKind::Same(_) => "",
            };
            if !name.is_empty() && seen.contains(&name) {
                let message = format!("this has two of one kind: a second {name}");
                let help = match &modifier.kind {
                    ModifierKind::Where(_) => "join both inside one: `where (total > 50 and channel = web)`",
                    ModifierKind::Frequency(..) => "keep one; for both, write the event twice and `and` between them",
                    _ => "keep one; for both, write the event twice and `or` or `and` between them",
                };
                self.report(Diagnostic::new(Rule::RepeatedPart, modifier.span, message, "the second").help(help));
                parts.wrong = true;
                continue;
            }
            seen.push(name);
            if let (ModifierKind::Where(condition), Some(Modifier { kind: ModifierKind::Years(bounds), .. })) =
                (&modifier.kind, modifiers.peek())
                && self.is_amount(event, condition)
            {
                modifiers.next();
                match self.amount_between(event, condition, bounds) {
                    Some(condition) => parts.filters.push(condition),
                    None => parts.wrong = true,
                }
                continue;
            }
            self.modifier(event, word, modifier, counted, &mut parts);
        }
        parts
    }

    fn modifier(&mut self, event: &str, word: Span, modifier: &'a Modifier, counted: bool, parts: &mut Parts) {
        match &modifier.kind {
            ModifierKind::Window(_) | ModifierKind::Years(_) => match self.window(modifier) {
                Some(window) => parts.window = Some(window),
                None => parts.wrong = true,
            },
            ModifierKind::Month(month) => {
                parts.wrong = true;
                self.month_of_which_year(event, *month, modifier.span);
            }
            ModifierKind::Regular(None) => parts.wrong = true,
            ModifierKind::Regular(regular) if counted => parts.regular = *regular,
            ModifierKind::Regular(_) => {
                parts.wrong = true;
                let message = "a count of periods belongs to an event, not to a measure";
                self.report(
                    Diagnostic::new(Rule::MisplacedModifier, modifier.span, message, "")
                        .help("for example `ordered in at least 3 of the last 4 quarters`"),
                );
            }
            ModifierKind::Where(condition) => match self.row_condition(event, condition, parts) {
                Some(condition) => parts.filters.push(condition),
                None => parts.wrong = true,
            },
            ModifierKind::Within(_) | ModifierKind::Same(_) => {
                self.outside_a_sequence(event, modifier);
                parts.wrong = true;
            }
            ModifierKind::Frequency(op, times) if counted => parts.frequency = Some((*op, *times)),
            ModifierKind::Frequency(..) => {
                let message = "a count belongs to an event, not to a measure";
                self.report(
                    Diagnostic::new(Rule::MisplacedModifier, modifier.span, message, "")
                        .help("for example `ordered at least 3 times`"),
                );
                parts.wrong = true;
            }
            ModifierKind::Argument(value) => {
                parts.wrong = true;
                self.which_period(event, word, modifier.span, value);
            }
            ModifierKind::ShortSet(name, set) => match self.short_set(event, name, set) {
                Some(condition) => parts.filters.push(condition),
                None => parts.wrong = true,
            },
            ModifierKind::Short(name, values) => match self.short(event, name.as_ref(), values, modifier.span) {
                Some(condition) => parts.filters.push(condition),
                None => parts.wrong = true,
            },
            ModifierKind::Alike(name, needles) => match self.short_like(event, name.as_ref(), needles, modifier.span) {
                Some(condition) => parts.filters.push(condition),
                None => parts.wrong = true,
            },
            ModifierKind::Listed(values) => match self.short(event, None, values, modifier.span) {
                Some(condition) => parts.filters.push(condition),
                None => parts.wrong = true,
            },
        }
    }

    /// `where ...`: a condition over the event's own properties.
    fn row_condition(&mut self, event: &str, condition: &'a Expr, parts: &mut Parts) -> Option<Condition> {
        let row = self.row_scope(event)?;
        let outer = std::mem::replace(&mut self.scope, row);
        // A period after a yes/no property cannot be its comparison: it is the event's.
        let meaning = match &condition.kind {
            ExprKind::Term(term) if self.is_flag_with_window(term) => {
                parts.window = term.modifiers.first().and_then(|modifier| self.window(modifier));
                self.property(&term.word).map(|(value, _)| Condition::Test(Test::Flag(value)))
            }
            _ => self.condition(condition),
        };
        self.scope = outer;
        meaning
    }

    /// `where (total)`, which is no condition: what follows it compares it.
    fn is_amount(&self, event: &str, condition: &Expr) -> bool {
        let (ExprKind::Term(term), Some(event)) = (&condition.inside().kind, self.model.vocabulary().event(event))
        else {
            return false;
        };
        let mut own = self.model.vocabulary().properties(event);
        let is_number = own.any(|(_, name, column)| *name == *term.word.text && column.kind.is_number());
        is_number && term.modifiers.is_empty() && term.property.is_none()
    }

    fn amount_between(&mut self, event: &str, amount: &'a Expr, bounds: &'a [Expr; 2]) -> Option<Condition> {
        let [low, high] = bounds;
        let row = self.row_scope(event)?;
        let outer = std::mem::replace(&mut self.scope, row);
        let meaning = self.between(amount, low, high);
        self.scope = outer;
        meaning
    }

    fn is_flag_with_window(&mut self, term: &Term) -> bool {
        let is_window = |modifier: &Modifier| matches!(modifier.kind, ModifierKind::Window(_) | ModifierKind::Years(_));
        matches!(term.modifiers.as_slice(), [one] if is_window(one))
            && self.find_property(&term.word.text).is_some_and(|column| self.model.column_type(&column) == Type::YesNo)
    }

    pub(super) fn row_scope(&self, event: &str) -> Option<Scope> {
        let found = self.model.vocabulary().event(event)?;
        let lines = found.lines.as_ref().map(|lines| lines.table.clone());
        Some(Scope::Row { event: Some(event.to_owned()), table: found.table.clone(), lines })
    }

    pub(super) fn unknown_property(&mut self, event: &str, name: &Name) {
        let known = self.properties(event);
        let near = suggest::nearest(&name.text, known.iter().map(String::as_str));
        let label = near.first().map(|near| format!("did you mean `{near}`?")).unwrap_or_default();
        let diagnostic = Diagnostic::new(
            Rule::UnknownProperty,
            name.span,
            format!("`{event}` has no property called `{}`", name.text),
            label,
        );
        if let Some(near) = near.first() {
            return self.report(diagnostic.fix(Safety::Unsafe, name.span, *near));
        }
        let diagnostic = diagnostic.listing("it has:", &known);
        self.report(diagnostic);
    }

    /// The names of an event's properties, or of a table's.
    pub(super) fn properties(&self, event: &str) -> Vec<String> {
        let vocabulary = self.model.vocabulary();
        let is_told = |column: &Column| column.kind != Type::Key;
        let mut names: Vec<String> = match vocabulary.event(event) {
            Some(event) => {
                let told = vocabulary.properties(event).filter(|(_, _, column)| is_told(column));
                told.map(|(_, name, _)| name.to_owned()).collect()
            }
            None => {
                let columns = vocabulary.table(event).into_iter().flat_map(|table| &table.columns);
                columns.filter(|(_, column)| is_told(column)).map(|(name, _)| name.clone()).collect()
            }
        };
        names.push(ColumnRef::TIME.to_owned());
        names.sort();
        names.dedup();
        names
    }
}

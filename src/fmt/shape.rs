//! What a text says, without places and parentheses: two texts of one shape mean the same.

use crate::syntax::ast::{
    Expr, ExprKind, File, Let, Modifier, ModifierKind, Name, Near, Place, Ranked, Segment, Step, Term,
};
use std::fmt::Write;

/// The shape of a text.
pub fn of(file: &File) -> String {
    let File { lets, segments } = file;
    let mut shape = Shape(String::new());
    for Let { name, body } in lets {
        shape.part("let", |s| {
            s.name(Some(name));
            s.expr(body);
        });
    }
    for Segment { name, description, owner, channel, body } in segments {
        shape.part("segment", |s| {
            for said in [name, description, owner, channel] {
                s.name(said.as_ref());
            }
            s.expr(body);
        });
    }
    shape.0
}

struct Shape(String);

impl Shape {
    fn part(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        self.0.push('(');
        self.0.push_str(name);
        inside(self);
        self.0.push(')');
    }

    fn leaf(&mut self, leaf: impl std::fmt::Debug) {
        // Writing into a string cannot fail.
        let _ = write!(self.0, " {leaf:?}");
    }

    fn name(&mut self, name: Option<&Name>) {
        self.leaf(name.map(|name| &name.text));
    }

    fn exprs<'a>(&mut self, exprs: impl IntoIterator<Item = &'a Expr>) {
        for expr in exprs {
            self.expr(expr);
        }
    }

    fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Group(inner) => self.expr(inner),
            ExprKind::Hole => self.part("hole", |_| {}),
            ExprKind::All(parts) => self.part("all", |s| s.exprs(parts)),
            ExprKind::Any(parts) => self.part("any", |s| s.exprs(parts)),
            ExprKind::Not(_, inner) => self.part("not", |s| s.expr(inner)),
            ExprKind::Compare(left, op, _, right) => self.part("compare", |s| {
                s.leaf(op);
                s.exprs([&**left, right]);
            }),
            ExprKind::Between { value, low, high, negated } => self.part("between", |s| {
                s.leaf(negated);
                s.exprs([&**value, low, high]);
            }),
            ExprKind::OneOf { value, list, negated } => self.part("in", |s| {
                s.leaf(negated);
                s.expr(value);
                s.exprs(list);
            }),
            ExprKind::Text { value, verb, exact, quantity, needles, negated } => self.part("text", |s| {
                s.leaf((verb, exact, quantity, negated));
                s.expr(value);
                s.exprs(needles);
            }),
            ExprKind::Presence { value, known } => self.part("known", |s| {
                s.leaf(known);
                s.expr(value);
            }),
            ExprKind::InSet { value, set, negated } => self.part("in", |s| {
                s.leaf(negated);
                s.expr(value);
                s.name(Some(set));
            }),
            ExprKind::Told(aspect, _, of) => self.part("told", |s| {
                s.leaf(aspect);
                s.expr(of);
            }),
            ExprKind::Arithmetic(left, op, _, right) => self.part("arithmetic", |s| {
                s.leaf(op);
                s.exprs([&**left, right]);
            }),
            ExprKind::Minus(inner) => self.part("minus", |s| s.expr(inner)),
            ExprKind::Term(term) => self.term(term),
            ExprKind::Never(_, term) => self.part("never", |s| s.term(term)),
            ExprKind::Sequence(steps) => self.part("sequence", |s| {
                for Step { term, not, span: _ } in steps {
                    s.leaf(not.is_some());
                    term.iter().for_each(|term| s.term(term));
                }
            }),
            ExprKind::Call(function, term) => self.part("call", |s| {
                s.name(Some(function));
                s.term(term);
            }),
            ExprKind::Ranked(ranked) => self.part("rank", |s| {
                let Ranked { top, amount, by, of } = &**ranked;
                s.leaf(top);
                s.exprs([amount, by].into_iter().chain(of));
            }),
            ExprKind::Sample { amount, seed } => self.part("sample", |s| {
                s.expr(amount);
                s.name(seed.as_ref());
            }),
            ExprKind::Near(near) => self.part("near", |s| {
                let Near { metres, at: _, place } = &**near;
                s.leaf(metres);
                match place {
                    None => {}
                    Some(Place::Named(name)) => s.name(Some(name)),
                    Some(Place::At(degrees, ..)) => s.leaf(degrees.map(|part| part.normalize())),
                    Some(Place::Postcode(code, country)) => {
                        s.leaf("postcode");
                        s.name(Some(code));
                        s.name(country.as_ref());
                    }
                }
            }),
            ExprKind::InSegment(name) => self.part("segment", |s| s.name(Some(name))),
            ExprKind::InList(name) => self.part("list", |s| s.expr(name)),
            ExprKind::Literal(literal) => self.leaf(literal),
            ExprKind::Parameter(name) => self.leaf(name),
        }
    }

    /// The order of modifiers means nothing.
    fn term(&mut self, term: &Term) {
        let Term { nth, word, property, modifiers, span: _ } = term;
        self.part("term", |s| {
            nth.iter().for_each(|nth| s.leaf(nth.number));
            s.name(Some(word));
            s.name(property.as_ref());
            let mut shapes: Vec<String> = modifiers.iter().map(modifier).collect();
            shapes.sort();
            s.0.extend(shapes);
        });
    }
}

fn modifier(modifier: &Modifier) -> String {
    let mut shape = Shape(String::new());
    match &modifier.kind {
        ModifierKind::Window(window) => shape.part("window", |s| s.leaf(window)),
        ModifierKind::Years(bounds) => shape.part("years", |s| s.exprs(bounds.as_slice())),
        ModifierKind::Month(month) => shape.part("month", |s| s.leaf(month)),
        ModifierKind::ShortSet(name, set) => shape.part("short", |s| {
            s.name(Some(name));
            s.name(Some(set));
        }),
        ModifierKind::Regular(regular) => shape.part("regular", |s| s.leaf(regular)),
        ModifierKind::Within(length) => shape.part("within", |s| s.leaf(length)),
        ModifierKind::Same(name) => shape.part("same", |s| s.name(Some(name))),
        ModifierKind::Listed(values) => shape.part("listed", |s| s.exprs(values)),
        ModifierKind::Alike(name, values) => shape.part("alike", |s| {
            s.name(name.as_ref());
            s.exprs(values);
        }),
        ModifierKind::Where(condition) => shape.part("where", |s| s.expr(condition)),
        ModifierKind::Frequency(op, count) => shape.part("times", |s| s.leaf((op, count))),
        ModifierKind::Argument(value) => shape.part("argument", |s| s.expr(value)),
        ModifierKind::Short(name, values) => shape.part("short", |s| {
            s.name(name.as_ref());
            s.exprs(values);
        }),
    }
    shape.0
}

//! Who is in each of many sequences, as bits.
//!
//! Joined to the customers one after the other, hundreds of sequences are hundreds of joins, each of
//! which carries what those before it found, and planning them takes longer the more there are: each
//! is looked at again from all that stand above it. So their customers are put one below the other,
//! with a bit that says of which sequence they are, and come to the customers by one join.

use super::aggregate::customer_name;
use super::bits::{self, Bit};
use super::context::{self, Context, named};
use super::error::Result;
use super::sequence;
use crate::types::ir::Sequence;
use datafusion::functions_aggregate::expr_fn::bit_or;
use datafusion::logical_expr::{LogicalPlan, Union, lit};
use std::sync::Arc;

/// So many sequences are many.
pub(super) const MANY: usize = 16;

/// The customers of some sequences, one row each.
pub(super) struct Flags {
    pub rows: LogicalPlan,
    /// The columns with the bits.
    pub words: Vec<String>,
    /// Where it stands of each sequence whether a customer is in it.
    pub is_in: Vec<Bit>,
}

/// The customers of these sequences.
pub(super) fn pass(cx: &Context, sequences: &[&Sequence], pass: usize) -> Result<Flags> {
    let customer = customer_name(pass);
    let (words, is_in) = bits::places(sequences.len(), &customer);
    let mut rows = Vec::with_capacity(sequences.len());
    for (sequence, bit) in sequences.iter().zip(&is_in) {
        let own = words.iter().map(|word| lit(bit.in_word(word)).alias(word));
        let columns = [named(&customer)].into_iter().chain(own).collect();
        rows.push(Arc::new(context::project(sequence::pass(cx, sequence, pass)?, columns)?));
    }
    let all = LogicalPlan::Union(Union::try_new(rows)?);
    let bits = words.iter().map(|word| bit_or(named(word)).alias(word)).collect();
    Ok(Flags { rows: context::aggregate(all, vec![named(customer)], bits)?, words, is_in })
}

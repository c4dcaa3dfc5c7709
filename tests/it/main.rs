//! The one integration binary.

mod shop;

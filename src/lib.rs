pub mod setup;
pub mod shop;

pub fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

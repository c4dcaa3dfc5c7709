fn main() { println!("{}", seg::version()); }

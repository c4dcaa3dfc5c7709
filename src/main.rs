fn main() {
    for text in std::env::args().skip(1) {
        let tree = seg::syntax::parse(&text);
        println!("{text}\n  lossless {}", tree.print(&text) == text);
        for s in &tree.file.segments {
            println!("  {:?}", s.body);
        }
        for d in &tree.diagnostics {
            println!(
                "  {} {} [{}] {:?} {:?}",
                d.rule.name(),
                d.message,
                &text[d.span().range()],
                d.help,
                d.fixes.first().map(|f| &f.edits)
            );
        }
    }
}

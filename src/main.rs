fn main() {
    use seg::*;
    let text = std::fs::read_to_string("examples/demo/seg.toml").unwrap();
    let (project, d) = vocabulary::Project::load("examples/demo".as_ref(), source::SourceFile::new("seg.toml", text.clone()));
    for d in d { println!("  LOAD {} {} [{}] {:?}", d.rule.name(), d.message, &text[d.span().range()], d.help); }
    let (model, d) = types::Model::build(project);
    for d in d { println!("  BUILD {} {} [{}] {:?}", d.rule.name(), d.message, &text[d.span().range()], d.help); }
    let clock = model.project.settings.clock(model.project.settings.as_of.unwrap());
    for text in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&text).unwrap_or(text);
        let a = analysis::analyze(&source::SourceFile::new("-e", text.clone()), &model, &Default::default());
        println!("{text}");
        for s in &a.segments { if let Some(c) = &s.condition { println!("  => {}", analysis::explain(c, &model, &clock)); } }
        for d in &a.diagnostics { println!("  {} {} [{}] {:?} {:?} {:?}", d.rule.name(), d.message, &text[d.span().range()], d.labels[0].text, d.help, d.fixes.first().map(|f| &f.edits)); }
    }
}

//! The command line program.

fn main() {
    let path = std::env::args().nth(2).expect("a file");
    let text = std::fs::read_to_string(&path).expect("readable");
    let document = sokgirok::Document::parse(path, text);
    let analyzer = sokgirok::Analyzer::new().expect("rules");
    let analysis = analyzer.worker().analyze(&document);
    let json = sokgirok::write::document_json(&document, &analysis);
    println!("{}", serde_json::to_string(&json).expect("json"));
}

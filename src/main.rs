use std::io::Write;
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let text = std::fs::read_to_string(path).unwrap();
    let tokenizer = sokgirok::Tokenizer::new().unwrap();
    let mut worker = tokenizer.worker();
    let mut sentence = sokgirok::Sentence::new();
    if std::env::args().nth(2).is_some() {
        for _ in 0..3 {
        let mut worker = tokenizer.worker();
        for name in ["cold", "warm"] {
        let mut n = 0;
        let cpu = || std::fs::read_to_string("/proc/thread-self/schedstat").unwrap().split(" ").next().unwrap().parse::<f64>().unwrap() * 1e-9; let t = cpu();
        for line in text.split('\n') { worker.tokenize(line, 0, &mut sentence); n += sentence.tokens.len(); }
        let s = cpu() - t;
        println!("{name} {n} tokens {:.1} MB/s {}", text.len() as f64 / 1e6 / s, worker.stats());
        }}
        return;
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut base = 0;
    for line in text.split('\n') {
        worker.tokenize(line, base, &mut sentence);
        for t in &sentence.tokens {
            writeln!(out, "{}\t{}\t{}\t{}", t.span.start, t.span.end, t.span.slice(&text), { let f = tokenizer.features(t, &text); let mut p = f.split(","); let tag = p.next().unwrap().to_owned(); let e = p.last().unwrap().to_owned(); format!("{tag}\t{}", if e == "*" { "" } else { &e }) }).unwrap();
        }
        writeln!(out).unwrap();
        base += line.len() + 1;
    }
}

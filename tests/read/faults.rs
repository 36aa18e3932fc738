//! Files that cannot be read are refused by name, and folders with such files are read on.

use super::files::{self, Hwp, TEXT};
use sokgirok::read::{self, Options, WarningKind};

/// The one failure of a file.
fn failure(name: &str, bytes: Vec<u8>) -> String {
    let mut all = read::documents_in(name, bytes, &Options::default());
    let error = all.next().expect("an outcome").expect_err(name);
    assert!(all.next().is_none());
    error.to_string()
}

fn check(name: &str, bytes: Vec<u8>, words: &str) {
    let message = failure(name, bytes);
    assert!(message.starts_with(&format!("{name}: ")), "{message}");
    assert!(message.contains(words), "{message}");
    assert!(!message.contains('\n'), "{message}");
}

#[test]
fn refused_by_name() {
    check("a.hwp", files::hwp(TEXT, Hwp::Password), "protected by a password");
    check("a.pdf", files::pdf(TEXT, false), "ToUnicode");
    check("a.pdf", files::scan(), "OCR");
    check("a.hwp", b"HWP Document File V3.00 \x1a\x01\x02".to_vec(), "HWP 3");
    check("a.docx", files::zip(&[("word/document.xml", b"<a/>")]), ".docx");
    check("a.txt", b"\x89PNG\r\n\x1a\n\0\0".to_vec(), "a picture");
    check("a.7z", b"7z\xBC\xAF\x27\x1C\0\0".to_vec(), "7-Zip");
    check("a.pdf", vec![7; 1000], "expected pdf by the name");
    check("a.txt", (0..=255).cycle().take(3000).collect(), "unreadable");
    let english = "The committee was called to order at ten o'clock this morning. ".repeat(9);
    check("a.txt", english.into_bytes(), "Korean");
    let twice: String = TEXT.bytes().map(char::from).collect();
    check("a.txt", twice.into_bytes(), "encoding");
    let (mojibake, _) = encoding_rs::EUC_KR.decode_without_bom_handling(TEXT.as_bytes());
    check("a.txt", mojibake.into_owned().into_bytes(), "encoding");
}

#[test]
fn empty_files_are_empty_documents() {
    for name in ["a.txt", "a.md", "a.html"] {
        let all: Vec<_> = read::documents_in(name, Vec::new(), &Options::default()).collect();
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].as_ref().unwrap().document.text, "");
    }
}

#[test]
fn broken_bytes_are_reported() {
    let mut bytes = TEXT.as_bytes().to_vec();
    let at = TEXT.find("○").unwrap();
    bytes[at] = 0xFF;
    let reading = read::documents_in("a.txt", bytes, &Options::default()).next().unwrap().unwrap();
    assert_eq!(reading.warnings[0].kind, WarningKind::BrokenBytes);
    assert_eq!(reading.warnings[0].places[0], at);
    assert!(reading.document.text.contains('\u{FFFD}'));
    let mut bytes = files::cp949(TEXT);
    bytes[300] = 0xFF;
    let reading = read::documents_in("a.txt", bytes, &Options::default()).next().unwrap().unwrap();
    assert!(reading.warnings[0].message.contains("CP949"), "{:?}", reading.warnings);
}

#[test]
fn another_name() {
    let reading = read::documents_in("a.pdf", TEXT.into(), &Options::default()).next();
    let reading = reading.unwrap().unwrap();
    assert_eq!(reading.warnings[0].kind, WarningKind::Name);
    let reading = read::documents_in("a.txt", files::pdf(TEXT, true), &Options::default()).next();
    assert_eq!(reading.unwrap().unwrap().source.format, read::Format::Pdf);
}

#[test]
fn truncated() {
    let pdf = files::pdf(TEXT, true);
    let cut = pdf[..pdf.len() - 200].to_vec();
    let reading = read::documents_in("a.pdf", cut, &Options::default()).next().unwrap().unwrap();
    assert_eq!(reading.warnings[0].kind, WarningKind::Truncated);
}

#[test]
fn bombs() {
    // Blanks, so that the content itself is innocent.
    let blanks = vec![b' '; 30 << 20];
    let bomb = files::zip(&[("a.txt", &blanks), ("b.txt", TEXT.as_bytes())]);
    let all: Vec<_> = read::documents_in("x.zip", bomb.clone(), &Options::default()).collect();
    let message = all[0].as_ref().unwrap_err().to_string();
    assert!(message.starts_with("x.zip!a.txt: grows to more than 200 times"), "{message}");
    // Ten layers of archives, each with ten copies of the next.
    let mut layer = files::zip(&[("a.txt", &vec![b' '; 1 << 20])]);
    for _ in 0..10 {
        let names: Vec<_> = (0..10).map(|copy| format!("{copy}.zip")).collect();
        let members: Vec<_> = names.iter().map(|name| (name.as_str(), layer.as_slice())).collect();
        layer = files::zip(&members);
    }
    let mut all = 0;
    for reading in read::documents_in("x.zip", layer, &Options::default()) {
        let message = reading.expect_err("only bombs inside").to_string();
        assert!(message.contains("deep in archives") || message.contains("times"), "{message}");
        all += 1;
    }
    assert!(all <= 100, "{all}");
    // One archive in another, over and over: what an archive that holds itself comes to.
    let mut chain = files::zip(&[("a.txt", TEXT.as_bytes())]);
    for _ in 0..40 {
        chain = files::zip(&[("next.zip", chain.as_slice())]);
    }
    let message = failure("x.zip", chain);
    let expected = "x.zip!next.zip!next.zip: archives lie more than 2 deep in archives";
    assert_eq!(message, expected);
    let mut options = Options::default();
    options.limits.entries = 1;
    let message =
        read::documents_in("x.zip", bomb, &options).next().unwrap().unwrap_err().to_string();
    assert_eq!(message, "x.zip: expected at most 1 members, found 2");
    // A word processor's file is packed too.
    let hwpx = files::hwpx(&" ".repeat(30 << 20));
    check("a.hwpx", hwpx, "times its packed size");
    check("a.hwp", files::hwp(&" ".repeat(30 << 20), Hwp::Compressed), "times its packed size");
}

#[cfg(unix)]
#[test]
fn folders() {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = std::env::temp_dir().join(format!("sokgirok-read-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("sub")).unwrap();
    fs::write(folder.join("a.txt"), TEXT).unwrap();
    fs::write(folder.join("sub/b.hwpx"), files::hwpx(TEXT)).unwrap();
    fs::write(folder.join("notes.xyz"), "x").unwrap();
    symlink(&folder, folder.join("sub/loop")).unwrap();
    symlink(folder.join("missing"), folder.join("dangling.txt")).unwrap();
    fs::write(folder.join("locked.txt"), TEXT).unwrap();
    fs::set_permissions(folder.join("locked.txt"), fs::Permissions::from_mode(0o000)).unwrap();
    let fifo = folder.join("pipe.txt");
    let made =
        std::process::Command::new("mkfifo").arg(&fifo).status().is_ok_and(|it| it.success());
    let paths: Vec<_> = read::files(&folder).into_iter().map(Result::unwrap).collect();
    let names: Vec<_> = paths
        .iter()
        .map(|path| path.strip_prefix(&folder).unwrap().display().to_string())
        .collect();
    let mut expected = vec!["a.txt", "dangling.txt", "locked.txt", "pipe.txt", "sub/b.hwpx"];
    expected.retain(|name| made || *name != "pipe.txt");
    assert_eq!(names, expected);
    for (path, name) in paths.iter().zip(&names) {
        let outcome = read::from_path(path);
        match name.as_str() {
            "a.txt" | "sub/b.hwpx" => assert!(outcome.is_ok(), "{outcome:?}"),
            // The superuser reads locked files too.
            "locked.txt" => {}
            "pipe.txt" => assert!(outcome.unwrap_err().to_string().contains("found a pipe")),
            _ => assert!(outcome.is_err()),
        }
    }
    fs::remove_dir_all(&folder).unwrap();
}

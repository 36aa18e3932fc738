//! `kill -9` at any moment.

use crate::archive::{Archive, assert_same, start};
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

#[test]
fn a_killed_run_goes_on() {
    let archive = Archive::of_corpus(12);
    let whole = Instant::now();
    start(&archive.run("whole"));
    let whole = whole.elapsed();
    let expected = archive.tables("whole");
    for (round, part) in [1, 3, 5, 7, 9, 11].into_iter().enumerate() {
        let out = format!("killed-{round}");
        for kill in 0..3 {
            let mut child =
                archive.command(&out).stderr(Stdio::null()).spawn().expect("the program starts");
            sleep(whole.mul_f64(f64::from(part) / 8.0) / (kill + 1));
            // It may have ended by itself.
            let _ = child.kill();
            child.wait().expect("the child is ours");
        }
        let status = archive.command(&out).stderr(Stdio::null()).status().expect("it starts");
        assert_eq!(status.code(), Some(1), "one input is broken");
        assert_same(&archive.tables(&out), &expected, &out);
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_resumable() {
    let archive = Archive::of_corpus(40);
    let mut child = archive.command("out").stderr(Stdio::piped()).spawn().expect("it starts");
    // The folder appears when the run begins, which may take a while on a busy machine.
    let begun = Instant::now();
    while !archive.path().join("out").exists() && begun.elapsed() < Duration::from_secs(60) {
        sleep(Duration::from_millis(5));
    }
    let pid = child.id().to_string();
    let sent = std::process::Command::new("kill").args(["-INT", &pid]).status();
    assert!(sent.expect("the system has kill").success());
    let status = child.wait().expect("the child is ours");
    // On a fast machine it has ended already.
    assert!(matches!(status.code(), Some(130 | 1)), "{status}");
    let status = archive.command("out").stderr(Stdio::null()).status().expect("it starts");
    assert_eq!(status.code(), Some(1), "one input is broken");
    start(&archive.run("whole"));
    assert_same(&archive.tables("out"), &archive.tables("whole"), "interrupted");
}

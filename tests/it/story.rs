//! The stories: what the archive is for, told from end to end through the command.
//!
//! From a claim to the words, who said them, their digest and the earliest known source, on the
//! sample material. A year later: a new machine, no key; the archive, its recovery sheet, a
//! checkpoint on paper, a copy.

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Output, Stdio},
};

use serde_json::Value;

use crate::support::Desk;

/// Runs the command, which must end well, and returns its answer.
fn ask(desk: &Desk, arguments: &[&str]) -> Value {
    let output = desk.cli(&[&["--json"], arguments].concat());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {said}");
    serde_json::from_slice(&output.stdout).expect("one JSON document")
}

/// Returns the id that an answer has under a key.
fn id(answer: &Value, key: &str) -> String {
    answer[key].as_str().unwrap_or_else(|| panic!("no {key} in {answer}")).to_owned()
}

/// Returns where a file of the sample is.
fn sample(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/sample");
    folder.join(name).to_str().expect("a path in UTF-8").to_owned()
}

/// Takes a document of the sample in, with what is known of it.
fn take_in(desk: &Desk, name: &str) -> String {
    let (file, meta) = (sample(name), sample(&format!("{name}.meta.json")));
    id(&ask(desk, &["add", &file, "--meta", &meta])["items"][0], "document")
}

/// Digests a file of the sample with a tool that is not ours.
fn digest_by_openssl(name: &str) -> String {
    let output = Command::new("openssl").args(["dgst", "-sha256", "-r", &sample(name)]).output();
    let output = output.expect("openssl is installed");
    String::from_utf8_lossy(&output.stdout).split_whitespace().next().expect("hex").to_owned()
}

/// Returns the kind of each step of a path, with its digest if it is a document, else its label.
fn steps(trace: &Value, path: usize) -> Vec<[String; 2]> {
    let steps = trace["paths"][path]["steps"].as_array().expect("steps");
    let word = |step: &Value, key: &str| step[key].as_str().unwrap_or_default().to_owned();
    let told = |step: &Value| {
        let key = if step["kind"] == "document" { "sha256" } else { "label" };
        [word(step, "kind"), word(step, key)]
    };
    steps.iter().map(told).collect()
}

#[test]
fn from_a_claim_to_the_words_who_said_them_their_digest_and_the_earliest_known_source() {
    const UPDATE: &str = "reedbank-update-14.md";
    const POST: &str = "rookery-post-88213704.html";
    let desk = Desk::new();
    let (update, post) = (take_in(&desk, UPDATE), take_in(&desk, POST));
    let (letter, english) = (
        take_in(&desk, "letter-1402-12-20.txt"),
        take_in(&desk, "letter-1402-12-20-translation.txt"),
    );
    let claim = id(&ask(&desk, &["claim", "add", "Eight people were sentenced."]), "claim");
    let arguments = ["--claim", &claim, "--document", &update, "--stance", "supports"];
    let quote = ["--quote", "Eight people have been sentenced", "--shows", "said"];
    let held = ask(&desk, &[&["evidence", "add"], &arguments[..], &quote[..]].concat());
    let quoting = id(&held, "passage");
    let arguments = ["passage", "add", &post, "--quote", "Eight lines, eight people."];
    let quoted = ask(&desk, &[&arguments[..], &["--speaker", "Canal Witness"]].concat());
    let quoted = id(&quoted, "passage");
    let works = ["reedbank2024update14", "canalwitness2024list", "--as", "is-based-on"];
    let places = ["--from-passage", &quoting, "--to-passage", &quoted];
    ask(&desk, &[&["relate"], &works[..], &places[..]].concat());

    // Against it: a letter, quoted in translation, with the words that this translates.
    let persian = ask(&desk, &["passage", "add", &letter, "--quote", "پس هفت نفرند."]);
    let persian = id(&persian, "passage");
    let derived = sample("letter-1402-12-20-translation.txt");
    ask(&desk, &["document", "derive", &letter, &derived, "--as", "translation"]);
    let arguments = ["--claim", &claim, "--document", &english, "--stance", "contradicts"];
    let quote = ["--quote", "So they are seven.", "--original", &persian, "--speaker", "G."];
    ask(&desk, &[&["evidence", "add"], &arguments[..], &quote[..]].concat());

    let trace = ask(&desk, &["trace", &claim]);
    let (of_update, of_post) = (digest_by_openssl(UPDATE), digest_by_openssl(POST));
    let of_letter = digest_by_openssl("letter-1402-12-20.txt");
    let of_english = digest_by_openssl("letter-1402-12-20-translation.txt");
    assert_eq!(
        steps(&trace, 0),
        [
            ["claim", "Eight people were sentenced."],
            ["evidence", "supports, that it was said"],
            ["passage", "Eight people have been sentenced"],
            ["document", &of_update],
            ["source", "reedbank2024update14"],
            ["cross-reference", "is based on"],
            ["source", "canalwitness2024list"],
            ["passage", "Eight lines, eight people."],
            ["document", &of_post],
        ]
    );
    assert_eq!(trace["paths"][0]["speaker"], "Canal Witness", "the figure is the post's");
    assert_eq!(trace["paths"][0]["state"], "unchanged");
    assert_eq!(
        steps(&trace, 1)[2..],
        [
            ["passage", "So they are seven."],
            ["document", &of_english],
            ["source", "letter1402esfand"],
            ["cross-reference", "translates"],
            ["passage", "پس هفت نفرند."],
            ["document", &of_letter],
        ]
    );
    assert_eq!(trace["paths"][1]["speaker"], "G.");
    assert_eq!(trace["origins"].as_array().map(Vec::len), Some(2));

    let report = ask(&desk, &["verify"]);
    assert_eq!(report["verdict"], "intact", "{report}");
    assert_eq!(
        (&report["expected"]["passages"], &report["checked"]["passages"]),
        (&4.into(), &4.into())
    );
    assert_eq!(desk.second_opinion(&[])["verdict"], "intact");
}

/// Runs the command on another machine, with the key of the recovery sheet on standard input.
fn elsewhere(desk: &Desk, key: &str, arguments: &[&str]) -> Output {
    let mut command = desk.command(arguments);
    command.args(["--recovery-key-fd", "0"]).env("VOUCHSAFE_CONFIG_DIR", desk.path("new-machine"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the command can be run");
    let mut stdin = child.stdin.take().expect("its input");
    // It may end before it reads; then its output says why.
    let _ = writeln!(stdin, "{key}");
    drop(stdin);
    child.wait_with_output().expect("it ends")
}

fn verdict(desk: &Desk, key: &str) -> String {
    let arguments = ["verify", "--json", "--against", "paper.txt", "--no-record"];
    let output = elsewhere(desk, key, &arguments);
    let report: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    report["verdict"].as_str().expect("a verdict").to_owned()
}

#[test]
fn a_year_later_on_a_new_machine_without_the_key() {
    let desk = Desk::encrypted("a passphrase that will be forgotten");
    desk.fill();
    let session = desk.session(vouchsafe_app::Purpose::Record);
    let sheet = vouchsafe_app::passphrase_sheet(&session).expect("a recovery sheet");
    let key = sheet.recovery_key.expect("a key").to_hex().to_string();
    let paper = vouchsafe_app::checkpoint(&session).expect("a checkpoint").checkpoint;
    desk.file("paper.txt", paper.as_bytes());
    drop(session);
    fs::copy(desk.archive(), desk.path("stick.vouch")).expect("a copy on a stick");
    fs::remove_dir_all(desk.path("config")).expect("the old machine is gone");

    assert_eq!(verdict(&desk, &key), "intact");
    let listed = elsewhere(&desk, &key, &["document", "list", "--json"]);
    let listed: Value = serde_json::from_slice(&listed.stdout).expect("a list");
    let film = listed["documents"].as_array().and_then(|all| all.last()).expect("documents");
    let id = film["id"].as_str().expect("an id");
    assert!(elsewhere(&desk, &key, &["document", "get", id, "-o", "film.out"]).status.success());
    let same = fs::read(desk.path("film.out")).ok() == fs::read(desk.path("film.bin")).ok();
    assert!(same, "the film is as it was received");

    let mut bytes = fs::read(desk.archive()).expect("the file");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(desk.archive(), bytes).expect("a year leaves its marks");
    assert_eq!(verdict(&desk, &key), "damaged");
    let repaired = elsewhere(&desk, &key, &["repair", "--from", "stick.vouch"]);
    assert!(repaired.status.success(), "{}", String::from_utf8_lossy(&repaired.stderr));
    assert_eq!(verdict(&desk, &key), "intact");

    let refused = elsewhere(&desk, &key, &["add", "letter.txt", "--role", "attachment"]);
    assert_eq!(refused.status.code(), Some(3), "without a log of its own nothing is written");
    let continued = elsewhere(&desk, &key, &["log", "continue", "--agent", "Shirin again"]);
    assert!(continued.status.success(), "{}", String::from_utf8_lossy(&continued.stderr));
    desk.file("new.txt", b"found a year later");
    assert!(elsewhere(&desk, &key, &["add", "new.txt"]).status.success());
    assert_eq!(verdict(&desk, &key), "intact");
}

//! `bench verify`: reading and hashing everything, beside tools that do nothing else.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::measure::{Sample, Samples, timed};
use super::report::{Section, Target, cores};
use super::{Ground, PASSPHRASE, bytes, material};
use crate::shell;
use crate::vouchsafe::{Report, Vouchsafe};

/// What each tool reads.
struct Subjects {
    tree: PathBuf,
    bag: PathBuf,
    python: Option<PathBuf>,
    plain: Vouchsafe,
    encrypted: Vouchsafe,
}

/// Measures `verify` on a plain and an encrypted archive; openssl, sha256sum and bagit.py beside.
pub fn measure(ground: &Ground) -> Result<Section> {
    let total_bytes = bytes(ground.options.verify_gb)?;
    let runs = ground.options.runs;
    let subjects = Subjects::prepare(ground, total_bytes)?;
    let files = material::files(&subjects.tree)?;
    println!("\nverify: {} files, {total_bytes} bytes", files.len());

    // The runs of one command follow each other, after one that only warms up: more than one
    // archive of 10 GB does not stay in memory.
    let take = |shown: &str, once: &dyn Fn() -> Result<Sample>| {
        let _warm = once()?;
        Samples::take(shown, runs, once)
    };
    let list = subjects.write_lists(&files)?;
    let mut rows = vec![
        take("`vouchsafe verify`, plain", &|| ours(&subjects.plain, &[], files.len()))?,
        take("`vouchsafe verify`, encrypted", &|| {
            ours(&subjects.encrypted, &["--passphrase-fd", "0"], files.len())
        })?,
        take("`vouchsafe checkpoint`, encrypted: what opening costs", &|| {
            let mut command = subjects.encrypted.command(["checkpoint", "--passphrase-fd", "0"]);
            timed(&mut command, Some(PASSPHRASE))
        })?,
        take("`openssl dgst -sha256`, one core", &|| {
            let mut xargs = Command::new("xargs");
            xargs.arg("-0a").arg(&list).args(["openssl", "dgst", "-sha256"]);
            timed(xargs.current_dir(&subjects.tree), None)
        })?,
        take("`sha256sum -c`", &|| {
            let mut sum = Command::new("sha256sum");
            sum.args(["--check", "--quiet"]).arg(list.with_extension("sha256"));
            timed(sum.current_dir(&subjects.tree), None)
        })?,
    ];
    rows[2].whole = false;
    let mut notes = vec![
        "The figures of `verify` on the encrypted archive include the passphrase's key derivation."
            .to_owned(),
        shell::first_line("openssl", &["version"]),
        shell::first_line("sha256sum", &["--version"]),
    ];
    if let Some(python) = &subjects.python {
        rows.push(take("`bagit.py --validate --processes 2`", &|| {
            let mut bagit = Command::new(python);
            bagit.args(["-m", "bagit", "--quiet", "--validate", "--processes", "2"]);
            timed(bagit.arg(&subjects.bag), None)
        })?);
        notes.push(format!(
            "bagit.py {}",
            shell::first_line(
                &python.to_string_lossy(),
                &["-c", "import importlib.metadata; print(importlib.metadata.version('bagit'))",]
            )
        ));
    } else {
        notes.push("bagit.py could not be installed, and was not measured.".to_owned());
    }
    ground.scratch("verify")?;
    let about = format!(
        "{} files of 1 kB to 400 MB, {} GB, taken in as a folder; all in the page cache as far as \
         it holds them.",
        files.len(),
        ground.options.verify_gb
    );
    let amount = (ground.options.verify_gb * 1000.0, "MB/s");
    let targets = targets(&rows);
    Ok(Section { name: "verify", about, amount, rows, targets, notes })
}

fn targets(rows: &[Samples]) -> Vec<Target> {
    let [plain, encrypted, _, openssl, sha256sum, peers @ ..] = rows else {
        return Vec::new();
    };
    let used = f64::from(cores());
    let mut targets = vec![
        Target::at_least(
            &format!("speed, plain ÷ (openssl × {used} cores)"),
            0.7,
            openssl.median() / used / plain.median(),
        ),
        Target::at_least("speed, plain ÷ sha256sum -c", 4.0, sha256sum.median() / plain.median()),
        Target::at_least("speed, encrypted ÷ plain", 0.35, plain.median() / encrypted.median()),
    ];
    for bagit in peers {
        let ratio = bagit.median() / plain.median();
        targets.push(Target::at_least("speed, plain ÷ bagit.py", 2.0, ratio));
    }
    targets
}

/// Measures one `verify`, and requires that it looked at all of the files.
fn ours(vouchsafe: &Vouchsafe, arguments: &[&str], files: usize) -> Result<Sample> {
    let sample = timed(vouchsafe.command(["verify"]).args(arguments), Some(PASSPHRASE))?;
    let report: Report =
        serde_json::from_str(&sample.stdout).context("verify answered other JSON than agreed")?;
    ensure!(report.verdict == "intact", "verdict {}, not intact", report.verdict);
    let checked = report.checked.documents;
    ensure!(checked == u64::try_from(files)?, "verify checked {checked} documents of {files}");
    Ok(sample)
}

impl Subjects {
    fn prepare(ground: &Ground, total_bytes: u64) -> Result<Self> {
        let tree = material::mixed(&ground.folder, total_bytes)?;
        let scratch = ground.scratch("verify")?;
        let filled = |name: &str, init: &[&str], add: &[&str]| -> Result<Vouchsafe> {
            let folder = scratch.join(name);
            fs::create_dir_all(&folder)?;
            let vouchsafe = ground.archive(&folder, init)?;
            let mut command = vouchsafe.command(["add", "--recursive"]);
            println!("Filling the {name} archive.");
            timed(command.arg(&tree).args(add), Some(PASSPHRASE))?;
            Ok(vouchsafe)
        };
        let plain = filled("plain", &[], &[])?;
        let fd = ["--passphrase-fd", "0"];
        let encrypted = filled("encrypted", &["--encrypt", fd[0], fd[1]], &fd)?;
        let python = bagit(ground).inspect_err(|error| eprintln!("no bagit.py: {error:#}")).ok();
        // Hard links: the bag's files are the tree's, and take no room.
        let bag = scratch.join("bag");
        shell::run(Command::new("cp").arg("-al").arg(&tree).arg(&bag))?;
        if let Some(python) = &python {
            let mut make = Command::new(python);
            make.args(["-m", "bagit", "--quiet", "--sha256", "--processes", "2"]).arg(&bag);
            shell::run(&mut make)?;
        }
        Ok(Self { tree, bag, python, plain, encrypted })
    }

    /// Writes the names for xargs, and beside them the digests for sha256sum.
    fn write_lists(&self, files: &[String]) -> Result<PathBuf> {
        let list = self.bag.with_file_name("files.list");
        fs::write(&list, files.join("\0"))?;
        let mut xargs = Command::new("xargs");
        xargs.arg("-0a").arg(&list).arg("sha256sum").current_dir(&self.tree);
        fs::write(list.with_extension("sha256"), shell::capture(&mut xargs)?)?;
        Ok(list)
    }
}

/// Returns a Python of its own folder that has bagit.
fn bagit(ground: &Ground) -> Result<PathBuf> {
    let venv = ground.folder.join("venv");
    let python = venv.join("bin/python");
    let there = |python: &Path| {
        let mut import = Command::new(python);
        import.args(["-c", "import bagit"]);
        shell::output(&mut import).is_ok_and(|output| output.status.success())
    };
    if !there(&python) {
        shell::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&venv))?;
        let mut pip = Command::new(&python);
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
        // bagit asks pkg_resources, which newer Pythons no longer bring, for its own version.
        shell::run(pip.args(["bagit", "setuptools<81"]))?;
        ensure!(there(&python), "bagit was installed and cannot be imported");
    }
    Ok(python)
}

//! `cargo xtask run`: the main job, end to end, on the sample material, told in plain sentences.
//!
//! Every command's exit code and answer is checked; anything unexpected ends the run as a failure.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::asking::Asking;
use crate::repo::{Profile, Repo};
use crate::sample::{self, Sample};
use crate::story::Story;
use crate::telling::Telling;
use crate::vouchsafe::{
    Added, BAD_NEWS, Document, Documents, Finding, Head, Opened, Report, Vouchsafe, WELL,
};
use crate::{setup, shell, window};

/// Sets up, builds, and does the main job.
pub fn run(repo: &Repo, binary: Option<PathBuf>) -> Result<()> {
    setup::set_up(repo)?;
    window::build_pages(repo)?;
    let binary = match binary {
        Some(binary) => binary.canonicalize().context("cannot find the binary")?,
        None => repo.build_vouchsafe(Profile::Debug)?,
    };
    main_job(repo, &binary)?;
    let folder = repo.target.join("sample");
    window::show(repo, &folder.join("sample.vouch"), &folder.join("config"))
}

/// Fills a sample archive with `binary` and does the main job on it.
///
/// What stays in `target/sample/` is an intact archive to look at, with a config folder of its own.
pub fn main_job(repo: &Repo, binary: &Path) -> Result<()> {
    let job = Job::begin(repo, binary)?;
    let samples = sample::samples(&repo.root.join("assets/sample"))?;
    job.init()?;
    job.add(&samples)?;
    let documents = job.list(samples.len())?;
    let texts = job.get_back(&samples, &documents)?;
    job.catalogue(&samples, &documents)?;
    job.verify_intact("All is as it came in")?;
    job.damage_and_repair(&texts)?;
    job.compare_with_checkpoint()?;
    job.close();
    Ok(())
}

/// The sample archive, and the folder it stands in.
struct Job<'repo> {
    repo: &'repo Repo,
    folder: PathBuf,
    vouchsafe: Vouchsafe,
}

/// A text of the sample with the document it became.
struct Text<'sample> {
    file: &'sample Path,
    document: &'sample Document,
}

impl<'repo> Job<'repo> {
    fn begin(repo: &'repo Repo, binary: &Path) -> Result<Self> {
        let folder = repo.target.join("sample");
        if folder.exists() {
            fs::remove_dir_all(&folder).context("cannot clear away the last sample archive")?;
        }
        fs::create_dir_all(folder.join("out"))?;
        let vouchsafe = Vouchsafe {
            binary: binary.to_path_buf(),
            archive: folder.join("sample.vouch"),
            config: folder.join("config"),
        };
        println!("\nThe main job, with the sample material in assets/sample:\n");
        Ok(Self { repo, folder, vouchsafe })
    }

    fn init(&self) -> Result<()> {
        let arguments = ["init", "--title", "Sample archive", "--agent", "A. Sample"];
        let opened: Opened = self.vouchsafe.ask(WELL, arguments)?;
        println!(
            "Made a new archive, {}; its id is {}.",
            self.repo.shown(&self.vouchsafe.archive),
            opened.archive_id
        );
        Ok(())
    }

    fn add(&self, samples: &[Sample]) -> Result<()> {
        for sample in samples {
            self.add_one(sample, "added")?;
        }
        println!("Took in {} documents, each with what is known about its arrival.", samples.len());
        if let Some(first) = samples.first() {
            self.add_one(first, "already_present")?;
            let name = first.file.file_name().unwrap_or_default().to_string_lossy();
            println!("Took in {name} a second time: nothing new, and nothing was changed.");
        }
        Ok(())
    }

    fn add_one(&self, sample: &Sample, status: &str) -> Result<()> {
        let file = sample.file.as_os_str();
        let arguments = ["add".as_ref(), file, "--meta".as_ref(), sample.meta.as_os_str()];
        let added: Added = self.vouchsafe.ask(WELL, arguments)?;
        let [item] = &added.items[..] else {
            anyhow::bail!("add answered {} items for one file", added.items.len());
        };
        let reason = item.reason.as_deref().unwrap_or("no reason given");
        let shown = self.repo.shown(&sample.file);
        ensure!(item.status == status, "{shown}: {}, not {status} ({reason})", item.status);
        Ok(())
    }

    fn list(&self, expected: usize) -> Result<Vec<Document>> {
        let listed: Documents = self.vouchsafe.ask(WELL, ["document", "list"])?;
        let documents = listed.documents;
        ensure!(documents.len() == expected, "{} documents, not {expected}", documents.len());
        let bytes: u64 = documents.iter().map(|document| document.size_bytes).sum();
        let mut kinds: Vec<&str> =
            documents.iter().filter_map(|document| document.media_type.as_deref()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        println!(
            "The archive lists {expected} documents, {bytes} bytes, of {} kinds: {}.",
            kinds.len(),
            kinds.join(", ")
        );
        Ok(documents)
    }

    /// Writes every document out again and compares it with the file it came from.
    fn get_back<'sample>(
        &self,
        samples: &'sample [Sample],
        documents: &'sample [Document],
    ) -> Result<Vec<Text<'sample>>> {
        let mut texts = Vec::new();
        for sample in samples {
            let digest = sha256(&sample.file)?;
            let document = documents
                .iter()
                .find(|document| document.sha256 == digest)
                .with_context(|| format!("no document has the SHA-256 {digest}"))?;
            let out = self.folder.join("out").join(sample.file.file_name().unwrap_or_default());
            let id = document.id.as_ref();
            let arguments =
                ["document".as_ref(), "get".as_ref(), id, "-o".as_ref(), out.as_os_str()];
            let _: Value = self.vouchsafe.ask(WELL, arguments)?;
            ensure!(sha256(&out)? == digest, "{} came back changed", self.repo.shown(&out));
            if sample.file.extension().is_some_and(|extension| extension == "txt") {
                texts.push(Text { file: &sample.file, document });
            }
        }
        println!(
            "Wrote all {} out again; `openssl dgst -sha256` finds each unchanged.",
            samples.len()
        );
        Ok(texts)
    }

    /// Does the catalogue work of the story, and asks where its number comes from.
    fn catalogue(&self, samples: &[Sample], documents: &[Document]) -> Result<()> {
        let folder = self.repo.root.join("assets/sample");
        let story = Story::read(&folder)?;
        let mut ids = BTreeMap::new();
        for sample in samples {
            let digest = sha256(&sample.file)?;
            let found = documents.iter().find(|document| document.sha256 == digest);
            let document = found.context("a document of the sample is not there")?;
            let name = sample.file.file_name().unwrap_or_default().to_string_lossy();
            ids.insert(name.into_owned(), document.id.clone());
        }
        let mut telling = Telling::new(&self.vouchsafe, &folder, &self.folder.join("out"), ids);
        telling.tell(&story)?;
        println!(
            "Kept {} passages, held them for and against {} claims, with {} cross-references.",
            story.passages.len(),
            story.claims.len(),
            story.cross_references.len()
        );
        Asking { vouchsafe: &self.vouchsafe, telling: &telling }.ask()
    }

    fn verify_intact(&self, sentence: &str) -> Result<()> {
        let report: Report = self.vouchsafe.ask(WELL, ["verify"])?;
        check_intact(&report)?;
        println!(
            "{sentence}: verify checked {} of {} documents, {} bytes and {} log entries, \
             proved {} of {} passages, and calls the archive {}.",
            report.checked.documents,
            report.expected.documents,
            report.checked.bytes,
            report.checked.entries,
            report.checked.passages,
            report.expected.passages,
            report.verdict
        );
        Ok(())
    }

    fn damage_and_repair(&self, texts: &[Text]) -> Result<()> {
        let copy = self.folder.join("second-copy.vouch");
        let _: Value = self.vouchsafe.ask(WELL, ["copy".as_ref(), copy.as_os_str()])?;
        println!("Made a second copy, {}.", self.repo.shown(&copy));

        // Most words stand in the archive twice: as received, and in the text to quote from.
        let flip = |text: &&Text| sample::flip_one_bit(&self.vouchsafe.archive, text.file).ok();
        let flipped = texts.iter().find_map(|text| Some((text, flip(&text)?)));
        let (text, place) = flipped.context("no .txt file of the sample can be damaged")?;
        let name = text.file.file_name().unwrap_or_default().to_string_lossy();
        println!("Flipped one bit of the archive, at byte {place}, inside the words of {name}.");

        let report: Report = self.vouchsafe.ask(BAD_NEWS, ["verify"])?;
        ensure!(report.verdict == "damaged", "verdict {}, not damaged", report.verdict);
        let finding = report
            .findings
            .iter()
            .find(|finding| finding.code == "V052" && names(finding, text.document))
            .context("no finding V052 names the damaged document")?;
        println!(
            "verify calls the archive {}, with exit code 1, and names the document: {} ({}).",
            report.verdict, finding.code, finding.severity
        );

        let _: Value =
            self.vouchsafe.ask(WELL, ["repair".as_ref(), "--from".as_ref(), copy.as_os_str()])?;
        println!("Repaired it from the second copy.");
        self.verify_intact("Whole again")
    }

    fn compare_with_checkpoint(&self) -> Result<()> {
        let head: Head = self.vouchsafe.ask(WELL, ["checkpoint"])?;
        let file = self.folder.join("checkpoint.txt");
        fs::write(&file, &head.checkpoint)?;
        let arguments: [OsString; 3] = ["verify".into(), "--against".into(), file.clone().into()];
        let report: Report = self.vouchsafe.ask(WELL, arguments)?;
        check_intact(&report)?;
        ensure!(
            report.findings.iter().all(|finding| finding.code != "V034"),
            "a checkpoint was given, and verify says that none was compared"
        );
        println!(
            "Wrote the checkpoint to {}; verify --against it finds the same history, and all {}.",
            self.repo.shown(&file),
            report.verdict
        );
        Ok(())
    }

    fn close(&self) {
        println!("\nThe main job is done. To look around in the sample archive:\n");
        let (config, archive) = (&self.vouchsafe.config, &self.vouchsafe.archive);
        println!("  export VOUCHSAFE_CONFIG_DIR={}", config.display());
        println!("  export VOUCHSAFE_ARCHIVE={}", archive.display());
        for command in ["claim list", "search eight", "passage list"] {
            println!("  {} {command}", self.repo.shown(&self.vouchsafe.binary));
        }
    }
}

/// Requires that nothing bad was found *and* that everything was looked at.
fn check_intact(report: &Report) -> Result<()> {
    let damage = report.findings.iter().find(|finding| finding.severity != "note");
    let codes = damage.map_or("no damage", |finding| finding.code.as_str());
    ensure!(report.verdict == "intact", "verdict {}, not intact ({codes})", report.verdict);
    ensure!(damage.is_none(), "called intact in spite of {codes}");
    let (checked, expected) = (&report.checked, &report.expected);
    ensure!(checked == expected, "called intact, but checked {checked:?} of {expected:?}");
    ensure!(checked.documents > 0 && checked.bytes > 0, "called intact, but nothing was checked");
    Ok(())
}

/// Tells whether anything in the finding is the document's id or its digest.
fn names(finding: &Finding, document: &Document) -> bool {
    let said = Value::Object(finding.rest.clone()).to_string();
    said.contains(&document.id) || said.contains(&document.sha256)
}

/// Digests a file with a tool that is not ours.
fn sha256(file: &Path) -> Result<String> {
    let mut openssl = Command::new("openssl");
    openssl.args(["dgst", "-sha256", "-r"]).arg(file);
    let said = shell::capture(&mut openssl)?;
    let digest = said.split_whitespace().next().context("openssl printed no digest")?;
    // A name with a backslash or line break in it makes openssl put a backslash in front.
    Ok(digest.trim_start_matches('\\').to_owned())
}

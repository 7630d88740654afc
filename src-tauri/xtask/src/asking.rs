//! What is asked of the sample archive: where does the number come from, who says so, how often?
//!
//! Each answer is shown as a person gets it, and checked where it is checked by a key.

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::Value;

use crate::telling::Telling;
use crate::vouchsafe::{BAD_NEWS, Vouchsafe, WELL};

/// The claim that all is about.
const CLAIM: &str = "seven";
/// A passage with a long way behind it: a report quotes a post, which counted lines on a board.
const PASSAGE: &str = "Reedbank: eight people";
/// Works to cite, and a passage, of which the page is cited too.
const CITED: [&str; 2] = ["veldmoor2024nine", "pezhvak1402noh"];
const CITED_PASSAGE: &str = "register: lines 3 and 7";

/// The questions.
pub struct Asking<'run> {
    /// Whom to ask.
    pub vouchsafe: &'run Vouchsafe,
    /// What the story's names stand for.
    pub telling: &'run Telling<'run>,
}

/// What `trace` answers.
#[derive(Deserialize)]
struct Trace {
    paths: Vec<Path>,
    origins: Vec<Value>,
    missing: Vec<Value>,
}

/// One path of a trace.
#[derive(Deserialize)]
struct Path {
    state: String,
    steps: Vec<Step>,
}

/// One step of a path.
#[derive(Deserialize)]
struct Step {
    kind: String,
    sha256: Option<String>,
}

impl Asking<'_> {
    /// Asks all of it.
    ///
    /// # Errors
    /// An answer is not what the sample material says.
    pub fn ask(&self) -> Result<()> {
        let claim = self.telling.claim_id(CLAIM)?;
        self.show("How does the claim stand?", WELL, &["claim", "list"])?;
        self.trace(claim)?;
        let passage = self.telling.passage_id(PASSAGE)?;
        self.show("Where does the eight come from?", WELL, &["trace", passage])?;
        self.show("Which numbers disagree?", BAD_NEWS, &["conflicts", claim])?;
        let asked = ["independence", claim];
        self.show("Do several say it, or one several times?", WELL, &asked)?;
        for (name, style) in [("APA", "apa"), ("Chicago", "chicago-author-date")] {
            let mut arguments = vec!["cite", "--style", style];
            arguments.extend(CITED);
            arguments.push(self.telling.passage_id(CITED_PASSAGE)?);
            self.show(&format!("In {name} style:"), WELL, &arguments)?;
        }
        println!();
        Ok(())
    }

    /// Traces the claim, and requires that every path leads to bytes that are as they came.
    fn trace(&self, claim: &str) -> Result<()> {
        let trace: Trace = self.vouchsafe.ask(WELL, ["trace", claim])?;
        ensure!(!trace.paths.is_empty(), "the trace of the claim has no path");
        for path in &trace.paths {
            ensure!(
                matches!(path.state.as_str(), "unchanged" | "not_held"),
                "a path of the trace is {}",
                path.state
            );
            let document = path.steps.iter().find(|step| step.kind == "document");
            let digest = document.and_then(|step| step.sha256.as_deref());
            digest.context("a path of the trace names no digest")?;
        }
        println!(
            "\nTraced the claim back: {} paths, each by words and digest, to {} origins; {} works \
             on the way were never taken in.",
            trace.paths.len(),
            trace.origins.len(),
            trace.missing.len()
        );
        Ok(())
    }

    /// Shows an answer as a person gets it.
    fn show(&self, question: &str, exit: i32, arguments: &[&str]) -> Result<()> {
        let said = self.vouchsafe.tell(exit, arguments)?;
        println!("\n{question}\n");
        said.trim_end().lines().for_each(|line| println!("    {line}"));
        Ok(())
    }
}

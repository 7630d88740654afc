//! How the command ends (docs/cli.md, "Exit codes").

use std::process::ExitCode;

/// How the command ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done, and all is well.
    Well,
    /// Done, and the answer is bad news.
    BadNews,
    /// Wrong usage or bad input; nothing was changed.
    BadInput,
    /// It could not be done.
    CouldNot,
}

impl Exit {
    /// Returns `BadNews` if there is any, else `Well`.
    pub fn bad_news_if(any: bool) -> Self {
        if any { Self::BadNews } else { Self::Well }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Well => 0,
            Exit::BadNews => 1,
            Exit::BadInput => 2,
            Exit::CouldNot => 3,
        })
    }
}

//! In debug builds: the window's files from a folder, so that they can change without a build.

use std::{borrow::Cow, path::PathBuf};

use tauri::{
    Assets, Context, Wry,
    utils::assets::{AssetKey, AssetsIter, CspHash},
};

/// Names the folder; nothing is taken from one in a release build.
const FOLDER: &str = "VOUCHSAFE_UI_DIR";

struct Folder(PathBuf);

impl Assets<Wry> for Folder {
    fn get(&self, key: &AssetKey) -> Option<Cow<'_, [u8]>> {
        std::fs::read(self.0.join(key.as_ref().trim_start_matches('/'))).ok().map(Cow::Owned)
    }

    fn iter(&self) -> Box<AssetsIter<'_>> {
        Box::new(std::iter::empty())
    }

    fn csp_hashes(&self, _: &AssetKey) -> Box<dyn Iterator<Item = CspHash<'_>> + '_> {
        Box::new(std::iter::empty())
    }
}

/// Takes the window's files from the folder named in the environment, if one is.
pub fn take_from_folder(context: &mut Context<Wry>) {
    if let Some(folder) = std::env::var_os(FOLDER) {
        context.set_assets(Box::new(Folder(folder.into())));
    }
}

//! What the window may ask. Each command is one call of a use case, and answers with its report.
//!
//! They are declared in tables, one row each: how the archive is needed, the name, the request,
//! the report, the call. Out of a row come the command, its name and its TypeScript types; the
//! capability (`capabilities/main.json`) names each, and a test compares the two.

mod catalogue;
mod evidence;
mod keeping;
mod request;
mod taking;
#[cfg(test)]
mod types;
mod viewing;
mod window;

use tauri::ipc::Invoke;

/// Declares the commands of one table.
///
/// `read`, `write`, `record` and `browse` ask the open archive (`OpenArchive`); `job` runs long
/// work on a session of its own, told through a channel and stopped by `job_cancel`; `ask` needs
/// the window itself, and `long` both.
macro_rules! commands {
    ($($access:ident $name:ident($($in:tt)*) -> $output:ty = |$($given:ident),+| $body:expr;)*) => {
        $(commands! { @ $access $name ($($in)*) -> $output = |$($given),+| $body })*

        /// The names of these commands.
        pub const NAMES: &[&str] = &[$(stringify!($name)),*];

        /// Answers one of these commands.
        pub fn answer() -> impl Fn(tauri::ipc::Invoke<tauri::Wry>) -> bool {
            tauri::generate_handler![$($name),*]
        }

        /// Tells the TypeScript types of these commands.
        #[cfg(test)]
        pub fn types(types: &mut crate::commands::types::Types) {
            $(commands! { @types types $name ($($in)*) -> $output })*
        }
    };
    (@ job $name:ident($request:ident: $input:ty) -> $output:ty
        = |$opened:ident, $work:ident| $body:expr) => {
        #[tauri::command(async)]
        pub fn $name(
            archive: tauri::State<'_, crate::archive::OpenArchive>,
            jobs: tauri::State<'_, crate::job::Jobs>,
            $request: $input,
            job: String,
            progress: tauri::ipc::Channel<crate::job::Told>,
        ) -> crate::answer::Answer<$output> {
            let $opened = archive.opened()?;
            let work = jobs.start(job, progress);
            let $work = &work;
            let run = || -> Result<$output, vouchsafe_app::Error> { $body };
            run().map_err(crate::answer::words)
        }
    };
    (@ long $name:ident($request:ident: $input:ty) -> $output:ty
        = |$app:ident, $work:ident| $body:expr) => {
        #[tauri::command(async)]
        pub fn $name(
            $app: tauri::AppHandle,
            jobs: tauri::State<'_, crate::job::Jobs>,
            $request: $input,
            job: String,
            progress: tauri::ipc::Channel<crate::job::Told>,
        ) -> crate::answer::Answer<$output> {
            let work = jobs.start(job, progress);
            let $work = &work;
            $body
        }
    };
    (@ ask $name:ident($request:ident: $input:ty) -> $output:ty = |$app:ident| $body:expr) => {
        #[tauri::command(async)]
        pub fn $name(
            $app: tauri::AppHandle,
            $request: $input,
        ) -> crate::answer::Answer<$output> {
            $body
        }
    };
    (@ browse $name:ident($request:ident: $input:ty) -> $output:ty
        = |$session:ident, $shelf:ident| $body:expr) => {
        #[tauri::command(async)]
        pub fn $name(
            archive: tauri::State<'_, crate::archive::OpenArchive>,
            $request: $input,
        ) -> crate::answer::Answer<$output> {
            archive.browse(|$session, $shelf| $body)
        }
    };
    (@ $access:ident $name:ident($request:ident: $input:ty) -> $output:ty
        = |$session:ident| $body:expr) => {
        #[tauri::command(async)]
        pub fn $name(
            archive: tauri::State<'_, crate::archive::OpenArchive>,
            $request: $input,
        ) -> crate::answer::Answer<$output> {
            archive.$access(|$session| $body)
        }
    };
    (@types $types:ident $name:ident($request:ident: $input:ty) -> $output:ty) => {
        $types.command::<$input, $output>(stringify!($name));
    };
}

use commands;

/// A table's names, and what answers them.
type Table = (&'static [&'static str], Box<dyn Fn(Invoke<tauri::Wry>) -> bool + Send + Sync>);

/// Answers every command there is.
pub fn answer() -> impl Fn(Invoke<tauri::Wry>) -> bool + Send + Sync {
    let tables: [Table; 6] = [
        (catalogue::NAMES, Box::new(catalogue::answer())),
        (evidence::NAMES, Box::new(evidence::answer())),
        (keeping::NAMES, Box::new(keeping::answer())),
        (taking::NAMES, Box::new(taking::answer())),
        (viewing::NAMES, Box::new(viewing::answer())),
        (window::NAMES, Box::new(window::answer())),
    ];
    move |invoke| {
        // Sealed by the capability as well: whatever is not the main window asks nothing.
        if invoke.message.webview_ref().label() != crate::window::MAIN {
            return false;
        }
        let command = invoke.message.command();
        let table = tables.iter().find(|(names, _)| names.contains(&command));
        match table {
            Some((_, answer)) => answer(invoke),
            None => false,
        }
    }
}

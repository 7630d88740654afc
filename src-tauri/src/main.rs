//! The desktop shell: one window, its commands, and nothing that `vouchsafe-app` can do.
//!
//! It knows the toolkit, and nothing else does. It holds no rule about archives.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod answer;
mod archive;
#[cfg(debug_assertions)]
mod assets;
mod commands;
mod dialog;
mod engine;
mod job;
mod machine;
mod media;
mod opening;
mod preferences;
mod viewing;
mod window;

use std::path::PathBuf;

use tauri::Manager as _;

fn main() -> tauri::Result<()> {
    if again_with_settings() {
        return Ok(());
    }
    let mut context = tauri::generate_context!();
    #[cfg(debug_assertions)]
    assets::take_from_folder(&mut context);
    let wanted = std::env::args_os().nth(1).map(PathBuf::from);
    tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, arguments, folder| {
            window::second_start(app, &arguments, &folder);
        }))
        .plugin(tauri_plugin_clipboard_manager::init())
        .plugin(
            tauri_plugin_window_state::Builder::default()
                .with_state_flags(
                    tauri_plugin_window_state::StateFlags::SIZE
                        | tauri_plugin_window_state::StateFlags::MAXIMIZED,
                )
                .build(),
        )
        .manage(machine::ThisMachine::new(wanted))
        .manage(archive::OpenArchive::default())
        .manage(dialog::Chosen::default())
        .manage(job::Jobs::default())
        .invoke_handler(commands::answer())
        .on_window_event(window::on_event)
        .register_asynchronous_uri_scheme_protocol(viewing::SCHEME, viewing::answer_page)
        .setup(|app| {
            let environment = app.state::<machine::ThisMachine>().environment();
            let token = environment.ok().map(|mut environment| environment.random_id());
            let archive = app.state::<archive::OpenArchive>().inner().clone();
            let media = viewing::Media::start(archive, token);
            let proxy = media.proxy();
            app.manage(media);
            Ok(window::make(app.handle(), proxy)?)
        })
        .run(context)
}

/// Starts the program once more with the engine's settings in its environment, which is the only
/// place where the engine reads them; a running process cannot change its own safely.
#[cfg(target_os = "linux")]
fn again_with_settings() -> bool {
    use std::os::unix::process::CommandExt as _;
    let settings = engine::settings();
    if settings.is_empty() || std::env::var_os("VOUCHSAFE_ENGINE").is_some() {
        return false;
    }
    let Ok(program) = std::env::current_exe() else { return false };
    let mut again = std::process::Command::new(program);
    again.args(std::env::args_os().skip(1)).envs(settings).env("VOUCHSAFE_ENGINE", "chosen");
    // Comes back only where it could not: then this process goes on without the settings.
    drop(again.exec());
    false
}

#[cfg(not(target_os = "linux"))]
fn again_with_settings() -> bool {
    false
}

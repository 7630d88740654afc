//! Tells Tauri which commands there are: those, and only those, that the one capability names.

use serde_json::Value;

const CAPABILITY: &str = "capabilities/main.json";

fn main() {
    println!("cargo:rerun-if-changed={CAPABILITY}");
    let text = std::fs::read_to_string(CAPABILITY).expect("the capability is part of the source");
    let capability: Value = serde_json::from_str(&text).expect("the capability is JSON");
    let permissions = capability["permissions"].as_array().expect("it lists permissions");
    let commands: Vec<&'static str> = permissions
        .iter()
        .filter_map(|permission| permission.as_str()?.strip_prefix("allow-"))
        .map(|name| &*name.replace('-', "_").leak())
        .collect();
    let manifest = tauri_build::AppManifest::new().commands(commands.leak());
    let attributes = tauri_build::Attributes::new().app_manifest(manifest);
    tauri_build::try_build(attributes).expect("Tauri's settings are sound");
}

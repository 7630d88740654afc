//! The TypeScript types of everything that crosses to the window, written out of the Rust ones.
//!
//! `UPDATE_TYPES=1 cargo test -p vouchsafe-desktop` writes the file; without it, the test compares.

use std::{
    any::TypeId,
    collections::{BTreeMap, HashSet},
    path::PathBuf,
};

use ts_rs::{Config, TS, TypeVisitor};

/// Types met so far, by their names.
pub struct Types {
    config: Config,
    met: HashSet<TypeId>,
    declared: BTreeMap<String, String>,
    commands: BTreeMap<&'static str, (String, String)>,
}

impl Types {
    fn new() -> Self {
        let config = Config::default().with_large_int("number");
        Self { config, met: HashSet::new(), declared: BTreeMap::new(), commands: BTreeMap::new() }
    }

    /// Takes in the request and the report of a command.
    pub fn command<I: TS + 'static + ?Sized, O: TS + 'static + ?Sized>(
        &mut self,
        name: &'static str,
    ) {
        self.visit::<I>();
        self.visit::<O>();
        let types = (I::name(&self.config), O::name(&self.config));
        self.commands.insert(name, types);
    }

    fn text(&self) -> String {
        let mut text = String::from(
            "// Written by `UPDATE_TYPES=1 cargo test -p vouchsafe-desktop`. Not to be edited.\n",
        );
        for declaration in self.declared.values() {
            text.push_str(&format!("\nexport {declaration}\n"));
        }
        text.push_str("\nexport interface Commands {\n");
        for (name, (input, output)) in &self.commands {
            text.push_str(&format!(
                "  {name}: {{ request: Partial<{input}>; response: {output} }};\n"
            ));
        }
        text.push_str("}\n");
        text
    }
}

impl TypeVisitor for Types {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.met.insert(TypeId::of::<T>()) {
            return;
        }
        // A list or a map is no declaration of its own; what is in it may be one.
        T::visit_generics(self);
        if T::output_path().is_some() {
            let name = T::ident(&self.config);
            let declaration = T::decl(&self.config);
            let before = self.declared.insert(name.clone(), declaration.clone());
            let same = before.is_none_or(|before| before == declaration);
            assert!(same, "two types are called {name}");
        }
        T::visit_dependencies(self);
    }
}

#[test]
fn the_types_of_the_window_are_those_of_the_commands() {
    let mut types = Types::new();
    super::catalogue::types(&mut types);
    super::evidence::types(&mut types);
    super::keeping::types(&mut types);
    super::taking::types(&mut types);
    super::viewing::types(&mut types);
    super::window::types(&mut types);
    types.visit::<crate::job::Told>();
    types.visit::<vouchsafe_app::ErrorReport>();
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../ui/src/ipc/generated.ts");
    if std::env::var_os("UPDATE_TYPES").is_some() {
        std::fs::write(&path, types.text()).unwrap();
    }
    let there = std::fs::read_to_string(path).unwrap();
    assert!(there == types.text(), "write it anew: UPDATE_TYPES=1 cargo test -p vouchsafe-desktop");
}

#[test]
fn the_capability_names_each_command_and_no_other() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("capabilities/main.json");
    let text = std::fs::read_to_string(path).unwrap();
    let capability: serde_json::Value = serde_json::from_str(&text).unwrap();
    let permissions = capability["permissions"].as_array().unwrap().iter();
    let named: Vec<String> = permissions
        .filter_map(|permission| permission.as_str()?.strip_prefix("allow-"))
        .map(|name| name.replace('-', "_"))
        .collect();
    let tables = [
        super::catalogue::NAMES,
        super::evidence::NAMES,
        super::keeping::NAMES,
        super::taking::NAMES,
        super::viewing::NAMES,
        super::window::NAMES,
    ];
    let mut declared: Vec<&str> = tables.concat();
    declared.sort_unstable();
    assert_eq!(named, declared);
}

//! What tags and collections have in common: a named group, and records put into it.

use std::collections::HashSet;

use serde::Serialize;
use serde_json::json;
use ts_rs::TS;
use vouchsafe_archive::{Append, Catalogue, Record, SetDraft};
use vouchsafe_model::{Kind, RecordId};

use crate::{
    error::Error,
    links, names,
    records::{self, ANYTHING, RecordItem},
    session::Session,
    visible::is_hidden,
};

/// The longest name, so that it is found by the catalogue's index.
const NAME_CHARACTERS_MAX: usize = 80;

/// How deep a group may lie in others.
const PATH_NAMES_MAX: usize = 100;

/// Tags: words to mark records with.
pub(crate) const TAGS: Marks = Marks { group: Kind::Tag, link: Kind::Tagging, field: "tag" };

/// Collections: named sets of records.
pub(crate) const COLLECTIONS: Marks =
    Marks { group: Kind::Collection, link: Kind::Membership, field: "collection" };

/// A kind of group, and how records are put into one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Marks {
    group: Kind,
    link: Kind,
    /// The field of a link that names its group.
    field: &'static str,
}

/// A record that was put into a group, or taken out of it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MarkItem {
    /// The record.
    #[serde(flatten)]
    pub record: RecordItem,
    /// What became of it.
    pub status: MarkStatus,
}

/// What became of a record in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MarkStatus {
    /// It is in the group now.
    Added,
    /// It was there already; nothing was changed.
    AlreadyPresent,
    /// It is no longer in the group.
    Removed,
    /// It was not in the group; nothing was changed.
    Absent,
}

/// What became of all records that were named.
#[derive(Debug)]
pub(crate) struct Marked {
    pub group: RecordId,
    pub name: String,
    pub made: bool,
    pub items: Vec<MarkItem>,
}

impl Marks {
    /// Puts records into a group, which is made if there is none of that name.
    pub fn add(
        self,
        session: &mut Session,
        name: &str,
        records: &[String],
    ) -> Result<Marked, Error> {
        let name = self.check_name(name)?;
        let catalogue = session.catalogue();
        let found = records::find_all(&catalogue, &ANYTHING, records)?;
        let group = self.named(&catalogue, &name)?;
        let is_in = |record: &Record| match &group {
            Some(group) => Ok(self.link_between(&catalogue, group.id, record.id)?.is_some()),
            None => Ok::<bool, Error>(false),
        };
        let present: Vec<bool> =
            found.iter().map(|(_, record)| is_in(record)).collect::<Result<_, _>>()?;
        if let (Some(group), true) = (&group, present.iter().all(|present| *present)) {
            // Everything is there already: nothing is written, not even an entry.
            let items = items(&catalogue, &found, |_| MarkStatus::AlreadyPresent)?;
            return Ok(Marked { group: group.id, name, made: false, items });
        }
        session.write(|append| {
            let group = self.named(&append.catalogue(), &name)?.map(|group| group.id);
            let made = group.is_none();
            let group = match group {
                Some(group) => group,
                None => self.make(append, &[("name", &name)])?,
            };
            let mut fresh = Vec::new();
            for (kind, record) in &found {
                if self.put_into(append, group, (*kind, record.id))? {
                    fresh.push(record.id);
                }
            }
            let status = |id| match fresh.contains(&id) {
                true => MarkStatus::Added,
                false => MarkStatus::AlreadyPresent,
            };
            let items = items(&append.catalogue(), &found, status)?;
            Ok(Marked { group, name, made, items })
        })
    }

    fn put_into(
        self,
        append: &mut Append<'_>,
        group: RecordId,
        (kind, record): (Kind, RecordId),
    ) -> Result<bool, Error> {
        if self.link_between(&append.catalogue(), group, record)?.is_some() {
            return Ok(false);
        }
        let link: RecordId = append.new_id();
        let draft = SetDraft::new(self.link, link)
            .with(self.field, group.to_string())
            .with("on", record.to_string())
            .with("on_kind", kind.name());
        append.set(draft)?;
        Ok(true)
    }

    /// Puts one record into the group at the end of a path from the top, within an action under
    /// way; groups that are not there are made. Returns whether anything was written.
    ///
    /// The names are those that `check_name` returns. A path of one name means the group of that
    /// name wherever it lies, if there is only one.
    pub fn put_under(
        self,
        append: &mut Append<'_>,
        path: &[String],
        on: (Kind, RecordId),
    ) -> Result<bool, Error> {
        let mut parent: Option<RecordId> = None;
        for name in path {
            let mut groups = self.all_named(&append.catalogue(), name)?;
            let alone = path.len() == 1 && groups.len() == 1;
            let at = groups.iter().position(|group| alone || group.link("parent") == parent);
            let group = match at {
                Some(at) => groups.swap_remove(at).id,
                None => {
                    let parent = parent.map(|parent| parent.to_string());
                    let mut fields = vec![("name", name.as_str())];
                    fields.extend(parent.as_deref().map(|parent| ("parent", parent)));
                    self.make(append, &fields)?
                }
            };
            parent = Some(group);
        }
        match parent {
            Some(group) => self.put_into(append, group, on),
            None => Ok(false),
        }
    }

    /// Returns the groups a record is in, each as a path from the top.
    pub fn paths_of(
        self,
        catalogue: &Catalogue<'_>,
        record: RecordId,
    ) -> Result<Vec<Vec<String>>, Error> {
        let groups = self.groups_of(catalogue, record)?;
        groups.iter().map(|group| self.path(catalogue, group)).collect()
    }

    /// Returns the groups a record was ever put into, each as a path from the top, with whether it
    /// was taken out again.
    pub fn ever_on(
        self,
        catalogue: &Catalogue<'_>,
        record: RecordId,
    ) -> Result<Vec<(Vec<String>, bool)>, Error> {
        let mut paths = Vec::new();
        for id in catalogue.with_value(self.link, "on", &json!(record.to_string()))? {
            let Some(link) = catalogue.record(self.link, id)? else { continue };
            let group = link.link(self.field).map(|id| catalogue.record(self.group, id));
            let Some(group) = group.transpose()?.flatten() else { continue };
            if link.link("on") == Some(record) {
                let is_gone = link.is_removed() || group.is_removed();
                paths.push((self.path(catalogue, &group)?, is_gone));
            }
        }
        Ok(paths)
    }

    fn path(self, catalogue: &Catalogue<'_>, group: &Record) -> Result<Vec<String>, Error> {
        let mut path = vec![links::label(group)];
        let mut above = group.link("parent");
        while let Some(id) = above {
            let parent = catalogue.record(self.group, id)?;
            let Some(parent) = parent.filter(|_| path.len() < PATH_NAMES_MAX) else { break };
            path.push(links::label(&parent));
            above = parent.link("parent");
        }
        path.reverse();
        Ok(path)
    }

    /// Takes records out of a group.
    pub fn remove(
        self,
        session: &mut Session,
        name: &str,
        records: &[String],
    ) -> Result<Marked, Error> {
        let catalogue = session.catalogue();
        let group = names::find(&catalogue, self.group, name)?;
        let found = records::find_all(&catalogue, &ANYTHING, records)?;
        let mut gone = Vec::new();
        let mut links = Vec::new();
        for (_, record) in &found {
            if let Some(link) = self.link_between(&catalogue, group.id, record.id)? {
                links.push(link.id);
                gone.push(record.id);
            }
        }
        let status = |id| match gone.contains(&id) {
            true => MarkStatus::Removed,
            false => MarkStatus::Absent,
        };
        let items = items(&catalogue, &found, status)?;
        if !links.is_empty() {
            session.write(|append| {
                for link in links {
                    append.set(SetDraft::new(self.link, link).with("removed", true))?;
                }
                Ok(())
            })?;
        }
        Ok(Marked { group: group.id, name: links::label(&group), made: false, items })
    }

    /// Makes a group with these fields.
    pub fn make(self, append: &mut Append<'_>, fields: &[(&str, &str)]) -> Result<RecordId, Error> {
        let group: RecordId = append.new_id();
        let draft = SetDraft::new(self.group, group);
        let draft = fields.iter().fold(draft, |draft, (field, value)| draft.with(field, *value));
        append.set(draft)?;
        Ok(group)
    }

    /// Returns the groups a record is in.
    pub fn groups_of(
        self,
        catalogue: &Catalogue<'_>,
        record: RecordId,
    ) -> Result<Vec<Record>, Error> {
        let mut groups = Vec::new();
        let mut seen = HashSet::new();
        for link in links::linked(catalogue, self.link, "on", record)? {
            // After a merge two links can lead into one group.
            let Some(id) = link.link(self.field).filter(|id| seen.insert(*id)) else { continue };
            let group = catalogue.record(self.group, id)?;
            groups.extend(group.filter(|group| !group.is_removed()));
        }
        Ok(groups)
    }

    /// Returns the records in a group, without those removed.
    pub fn members(
        self,
        catalogue: &Catalogue<'_>,
        group: RecordId,
    ) -> Result<Vec<RecordItem>, Error> {
        let mut members: Vec<RecordItem> = Vec::new();
        let mut seen = HashSet::new();
        for link in links::linked(catalogue, self.link, self.field, group)? {
            let member = records::item_on(catalogue, &link)?;
            members.extend(member.filter(|member| seen.insert(member.id.clone())));
        }
        Ok(members)
    }

    /// Returns the group, not removed, that is called exactly so, or has this id.
    pub fn named(self, catalogue: &Catalogue<'_>, name: &str) -> Result<Option<Record>, Error> {
        let mut found = match name.parse::<RecordId>() {
            Ok(id) => {
                let group = catalogue.record(self.group, id)?;
                group.filter(|group| !group.is_removed()).into_iter().collect()
            }
            Err(_) => self.all_named(catalogue, name)?,
        };
        if found.len() > 1 {
            let candidate = |group: &Record| format!("{} {}", group.kind, group.id);
            let candidates = found.iter().map(candidate).collect();
            return Err(Error::Ambiguous { name: name.to_owned(), candidates });
        }
        Ok(found.pop())
    }

    /// Returns the groups, not removed, that are called exactly so.
    fn all_named(self, catalogue: &Catalogue<'_>, name: &str) -> Result<Vec<Record>, Error> {
        let mut found: Vec<Record> = Vec::new();
        for id in catalogue.with_value(self.group, "name", &json!(name))? {
            let group = catalogue.record(self.group, id)?;
            let group = group
                .filter(|group| group.text("name") == Some(name) && !group.is_removed())
                .filter(|group| found.iter().all(|other| other.id != group.id));
            found.extend(group);
        }
        Ok(found)
    }

    /// Returns a name without the space around it.
    ///
    /// # Errors
    /// It is empty or too long, or holds what cannot be seen.
    pub fn check_name(self, name: &str) -> Result<String, Error> {
        let name = name.trim();
        let why = if name.is_empty() || name.chars().count() > NAME_CHARACTERS_MAX {
            format!("a name has 1 to {NAME_CHARACTERS_MAX} characters")
        } else if name.chars().any(is_hidden) {
            "a name holds nothing that cannot be seen".to_owned()
        } else {
            return Ok(name.to_owned());
        };
        Err(Error::refused(format!("cannot call a {} `{name}`", self.group.name()), why))
    }

    fn link_between(
        self,
        catalogue: &Catalogue<'_>,
        group: RecordId,
        record: RecordId,
    ) -> Result<Option<Record>, Error> {
        let links = links::linked(catalogue, self.link, "on", record)?;
        Ok(links.into_iter().find(|link| link.link(self.field) == Some(group)))
    }
}

fn items(
    catalogue: &Catalogue<'_>,
    found: &[(Kind, Record)],
    status: impl Fn(RecordId) -> MarkStatus,
) -> Result<Vec<MarkItem>, Error> {
    let item = |(kind, record): &(Kind, Record)| {
        let status = status(record.id);
        Ok(MarkItem { record: records::item(catalogue, *kind, record)?, status })
    };
    found.iter().map(item).collect()
}

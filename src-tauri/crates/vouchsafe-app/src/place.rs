//! Where an archive lies: places where SQLite's locks cannot be trusted are read-only here.
//!
//! Source: sqlite.org/howtocorrupt.html section 2; the mount table of Linux. Where there is no
//! mount table, only folders kept in step with other machines are told by their names.

use std::path::Path;

/// File systems that other machines may write to.
const NETWORK: [&str; 13] = [
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "9p",
    "afs",
    "ceph",
    "glusterfs",
    "davfs",
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.gvfsd-fuse",
];

/// Folders that a program keeps in step with other machines.
const SYNCED: [&str; 9] = [
    "Dropbox",
    "OneDrive",
    "Google Drive",
    "GoogleDrive",
    "iCloudDrive",
    "Mobile Documents",
    "Nextcloud",
    "ownCloud",
    "pCloudDrive",
];

/// Returns in words why an archive at this path must not be written to; `None` if it may.
pub(crate) fn why_unsafe(path: &Path) -> Option<String> {
    let path = path.canonicalize().ok()?;
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    if let Some(kind) = network_mount(&path, &mounts) {
        return Some(format!("a network file system ({kind})"));
    }
    let synced = path.ancestors().skip(1).find(|folder| {
        let name = folder.file_name().and_then(|name| name.to_str());
        name.is_some_and(|name| SYNCED.contains(&name)) || folder.join(".stfolder").exists()
    });
    synced.map(|folder| format!("a folder that is kept in step with others ({})", folder.display()))
}

/// Returns the kind of the network file system that `path` lies on, by the text of mountinfo.
fn network_mount<'a>(path: &Path, mounts: &'a str) -> Option<&'a str> {
    let mounted = mounts.lines().filter_map(|line| {
        let (before, after) = line.split_once(" - ")?;
        let point = before.split(' ').nth(4)?.replace("\\040", " ");
        let kind = after.split(' ').next()?;
        path.starts_with(&point).then_some((point.len(), kind))
    });
    let (_, kind) = mounted.max_by_key(|(length, _)| *length)?;
    NETWORK.contains(&kind).then_some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n\
        30 22 0:30 / /mnt/team rw shared:2 - nfs4 server:/team rw\n\
        31 30 8:2 / /mnt/team/local\\040disk rw shared:3 - ext4 /dev/sdb1 rw\n";

    #[test]
    fn the_innermost_mount_decides() {
        for (path, expected) in [
            ("/home/a.vouch", None),
            ("/mnt/team/a.vouch", Some("nfs4")),
            ("/mnt/team/local disk/a.vouch", None),
        ] {
            assert_eq!(network_mount(Path::new(path), MOUNTS), expected, "{path}");
        }
    }

    #[test]
    fn a_synced_folder_is_told_by_its_name_or_mark() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(why_unsafe(folder.path()), None);
        let synced = folder.path().join("Dropbox/case");
        std::fs::create_dir_all(&synced).unwrap();
        assert!(why_unsafe(&synced).is_some_and(|why| why.contains("Dropbox")));
        std::fs::create_dir(folder.path().join(".stfolder")).unwrap();
        assert!(why_unsafe(&folder.path().join(".stfolder")).is_some());
    }
}

//! Entries as examples: written, read again, and refused.

use super::*;

fn header() -> Header {
    Header {
        clock: 41,
        act: ActId::from_bytes([1; 16]),
        agent: Some(AgentId::from_bytes([2; 16])),
        time: "2019-11-14T09:00:00Z".parse().ok(),
    }
}

fn digest(byte: u8) -> Sha256Digest {
    Sha256Digest::from_bytes([byte; 32])
}

fn bodies() -> Vec<Body> {
    let head = Continues { log: LogId::from_bytes([3; 16]), size: 7, root: digest(4) };
    let line = LineRef { log: LogId::from_bytes([3; 16]), index: 9, line: "set.key".to_owned() };
    let record = RecordId::from_bytes([5; 16]);
    vec![
        Body::LogOpened(LogOpened {
            archive: Some(ArchiveId::from_bytes([6; 16])),
            log: Some(LogId::from_bytes([3; 16])),
            public_key: Some([7; 32]),
            title: Some("دادگاه".to_owned()),
            continues: Some(head.clone()),
        }),
        Body::LogAccepted(LogAccepted { head: Some(head) }),
        Body::Set(Set {
            kind: "source".to_owned(),
            record,
            writes: vec![Write { field: "key".to_owned(), value: "\"talebi2019\"".to_owned() }],
            replaces: vec![line.clone()],
            undoes: Some(ActId::from_bytes([8; 16])),
        }),
        Body::Content(Content {
            content: record.into(),
            sha256: Some(digest(1)),
            size_bytes: Some(0),
            chunk_size_bytes: Some(1 << 20),
            chunk_list_sha256: Some(digest(2)),
        }),
        Body::Purge(Purge {
            fields: vec![line],
            contents: vec![record.into()],
            level: PurgeLevel::Digests,
            reason: Some("the witness asked".to_owned()),
        }),
        Body::Event(Event {
            event: Some("fixity check".to_owned()),
            subject: Some(("document".to_owned(), record)),
            outcome: Some("intact".to_owned()),
            detail: Some(Map::from_iter([("bytes".to_owned(), json!(12))])),
        }),
        Body::Timestamp(Timestamp {
            checkpoint: Some("x\n".to_owned()),
            token: Some("AAAA".to_owned()),
        }),
    ]
}

#[test]
fn every_body_written_is_read_again_the_same() {
    for body in bodies() {
        let entry = Entry { header: header(), body };
        let text = entry.to_lines().unwrap().text().to_owned();
        let lines = Lines::parse(&text).unwrap();
        assert_eq!(Entry::read(&lines, false), Ok(entry), "{text}");
    }
}

#[test]
fn an_unknown_type_is_kept_by_name() {
    let text = "type \"seal\"\nclock 1\nact \"01010101010101010101010101010101\"\n\
        agent \"02020202020202020202020202020202\"\ntime \"2019-11-14T09:00:00Z\"\nwax \"red\"\n";
    let entry = Entry::read(&Lines::parse(text).unwrap(), false).unwrap();
    assert_eq!(entry.body, Body::Unknown("seal".to_owned()));
}

#[test]
fn a_missing_line_is_refused_unless_lines_were_purged() {
    for body in bodies() {
        let entry = Entry { header: header(), body };
        let lines = entry.to_lines().unwrap().without(&["time"]);
        assert_eq!(Entry::read(&lines, false), Err(EntryError::Missing("time")));
        assert_eq!(Entry::read(&lines, true).unwrap().header.time, None);
    }
}

#[test]
fn a_line_that_the_type_does_not_have_is_refused() {
    let entry = Entry { header: header(), body: bodies().remove(2) };
    let mut lines = entry.to_lines().unwrap();
    lines.push("sha256", &json!("ab")).unwrap();
    let unexpected = EntryError::Unexpected { kind: "set".to_owned(), line: "sha256".to_owned() };
    assert_eq!(Entry::read(&lines, false), Err(unexpected));
}

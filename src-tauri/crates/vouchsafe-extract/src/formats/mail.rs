//! E-mail and saved pages in MIME: the headers, the body, the attachments' names.
//!
//! Attachments are documents of their own and are not opened here.

mod saved;

use mail_parser::{Address, Message, MessageParser, MimeHeaders, PartType};

use super::blocks::{Style, TextBuilder};
use super::plain::paragraphs;
use super::proposals::Proposals;
use super::{Failure, Made, html};
use crate::captured::CapturedPage;
use crate::{BlockKind, FailureReason};

/// The most parts of a message.
const MAX_PARTS: usize = 1_000;

/// Reads a message.
pub fn read(bytes: &[u8]) -> Made {
    let mut made = Made::default();
    let message = match parse(bytes) {
        Ok(message) => message,
        Err(failure) => return Made { failure: Some(failure), ..made },
    };
    let from = message.from().map(addresses).unwrap_or_default();
    let to = message.to().map(addresses).unwrap_or_default();
    let date = message.header_raw("Date").map(str::trim).unwrap_or_default();
    let subject = message.subject().unwrap_or_default();
    made.proposals.text("title", subject, "mail Subject");
    made.proposals.date("issued", date, "mail Date");
    propose_people(&message, &mut made.proposals);
    let mut builder = TextBuilder::default();
    let headers: Vec<String> =
        [("From", &*from), ("To", &to), ("Date", date), ("Subject", subject)]
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}: {}", one_line(value)))
            .collect();
    builder.block(&headers.join("\n"), Style::heading(1));
    let ids = if has_text(&message, &message.text_body) {
        &message.text_body
    } else {
        &message.html_body
    };
    bodies(&message, ids, &mut builder, &mut made.warnings);
    for attachment in message.attachments() {
        let name = attachment.attachment_name().map(one_line);
        let name = name.unwrap_or_else(|| "(an attachment without a name)".to_owned());
        let style = Style { level: Some(1), ..Style::of(BlockKind::ListItem) };
        builder.block(&name, style);
    }
    made.text = builder.finish(&mut made.warnings);
    made
}

/// Reads a page that was saved as MIME (MHTML).
pub fn read_page(bytes: &[u8]) -> Made {
    let mut made = Made::default();
    let message = match parse(bytes) {
        Ok(message) => message,
        Err(failure) => return Made { failure: Some(failure), ..made },
    };
    let address = message.header_raw("Snapshot-Content-Location").unwrap_or_default();
    made.proposals.text("URL", address, "MHTML Snapshot-Content-Location");
    let date = message.header_raw("Date").unwrap_or_default();
    made.proposals.date("accessed", date, "MHTML Date");
    made.proposals.text("title", message.subject().unwrap_or_default(), "MHTML Subject");
    let mut builder = TextBuilder::default();
    let ids = &message.html_body[..message.html_body.len().min(1)];
    bodies(&message, ids, &mut builder, &mut made.warnings);
    for id in ids {
        if let Some(PartType::Html(page)) = message.part(*id).map(|part| &part.body) {
            html::propose(&html::parse(page, false), &mut made.proposals);
        }
    }
    made.text = builder.finish(&mut made.warnings);
    made
}

/// Returns a page that was saved as MIME, with what was saved beside it and without what is active
/// in it.
///
/// # Errors
/// It is not such a page.
pub fn captured_page(bytes: &[u8]) -> Result<CapturedPage, Failure> {
    let message = parse(bytes)?;
    let ids = &message.html_body;
    let page = ids.first().and_then(|id| message.part(*id)).map(|part| &part.body);
    let Some(PartType::Html(html)) = page else {
        return Err(Failure::new(FailureReason::Malformed, "there is no page in this message"));
    };
    let mut page = CapturedPage::default();
    let mut parts = saved::Parts::of(&message);
    page.html = html::still(html, false, &mut parts, &mut page.active);
    Ok(page)
}

fn parse(bytes: &[u8]) -> Result<Message<'_>, Failure> {
    let message = MessageParser::default().parse(bytes).ok_or_else(|| {
        Failure::new(FailureReason::Malformed, "this is not a message that can be read")
    })?;
    if message.parts.len() > MAX_PARTS {
        let detail = format!("the message has more than {MAX_PARTS} parts");
        return Err(Failure::new(FailureReason::TooLarge, detail));
    }
    Ok(message)
}

fn has_text(message: &Message<'_>, ids: &[u32]) -> bool {
    ids.iter().filter_map(|id| message.part(*id)).any(|part| match &part.body {
        PartType::Text(text) => !text.trim().is_empty(),
        _ => false,
    })
}

fn bodies(
    message: &Message<'_>,
    ids: &[u32],
    builder: &mut TextBuilder,
    warnings: &mut Vec<String>,
) {
    for part in ids.iter().filter_map(|id| message.part(*id)) {
        match &part.body {
            PartType::Text(text) => {
                paragraphs(&text.replace("\r\n", "\n").replace('\r', "\n"), builder);
            }
            PartType::Html(page) => {
                html::blocks(&html::parse(page, false), None, builder, warnings);
            }
            _ => {}
        }
    }
}

fn propose_people(message: &Message<'_>, proposals: &mut Proposals) {
    for (variable, basis, list) in
        [("author", "mail From", message.from()), ("recipient", "mail To", message.to())]
    {
        let names: Vec<String> = list
            .into_iter()
            .flat_map(Address::iter)
            .filter_map(|one| one.name().or(one.address()).map(str::to_owned))
            .take(100)
            .collect();
        proposals.names(variable, &names, basis);
    }
}

fn addresses(list: &Address<'_>) -> String {
    let all: Vec<String> = list
        .iter()
        .filter_map(|one| match (one.name(), one.address()) {
            (Some(name), Some(address)) => Some(format!("{name} <{address}>")),
            (name, address) => name.or(address).map(str::to_owned),
        })
        .collect();
    all.join(", ")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_its_headers_its_body_and_the_names_of_what_is_attached() {
        let mail = "From: =?utf-8?Q?H=C3=A9ron?= <h@a.example>\r\nTo: d@b.example\r\nDate: Mon, \
            11 Mar 2024 08:14:57 +0000\r\nSubject: Fwd: x\r\n y\r\nMIME-Version: 1.0\r\n\
            Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: \
            text/html\r\n\r\n<p>one</p><p>two</p>\r\n--b\r\nContent-Type: text/csv\r\n\
            Content-Disposition: attachment; filename=\"t.csv\"\r\n\r\na,b\r\n--b--\r\n";
        let made = read(mail.as_bytes());
        assert_eq!(
            made.text.expect("there is text").text,
            "From: Héron <h@a.example>\nTo: d@b.example\nDate: Mon, 11 Mar 2024 08:14:57 +0000\n\
             Subject: Fwd: x y\n\none\n\ntwo\n\nt.csv"
        );
        let found: Vec<String> = made
            .proposals
            .into_vec()
            .iter()
            .map(|one| format!("{} {} {}", one.variable, one.value, one.basis))
            .collect();
        assert_eq!(
            found,
            [
                "title \"Fwd: x y\" mail Subject",
                "issued {\"date-parts\":[[2024,3,11]]} mail Date",
                "author [{\"literal\":\"Héron\"}] mail From",
                "recipient [{\"literal\":\"d@b.example\"}] mail To"
            ]
        );
    }

    #[test]
    fn a_message_of_too_many_parts_is_refused() {
        let mail = "Content-Type: multipart/mixed; boundary=b\r\n\r\n".to_owned()
            + &"--b\r\n\r\nx\r\n".repeat(MAX_PARTS + 1);
        let failure = read(mail.as_bytes()).failure.expect("it is refused");
        assert_eq!(failure.reason, FailureReason::TooLarge);
    }

    #[test]
    fn a_page_saved_as_mime_is_its_page() {
        let page = "Snapshot-Content-Location: https://a.example/\r\nSubject: T\r\nMIME-Version: \
            1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: \
            text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<h1>A=3DB</h1>\r\n\
            --b--";
        let made = read_page(page.as_bytes());
        assert_eq!(made.text.expect("there is text").text, "A=B");
        assert_eq!(made.proposals.into_vec()[0].basis, "MHTML Snapshot-Content-Location");
    }
}

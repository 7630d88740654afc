//! A request as it comes over the wire, read strictly: what is not as the webview makes it is none.
//!
//! Source: RFC 9112, sections 2 to 5; RFC 9110, section 14.

use std::{
    io::{self, Read},
    ops::Range,
};

/// The most bytes of a request.
const MOST_BYTES: usize = 16 << 10;

/// A request, without a body: none that is answered has one.
#[derive(Debug, PartialEq, Eq)]
pub struct Asked {
    /// What is to be done.
    pub method: String,
    /// With what.
    pub target: String,
    /// By small names.
    headers: Vec<(String, String)>,
}

/// A header stands there more than once.
#[derive(Debug, PartialEq, Eq)]
pub struct Ambiguous;

impl Asked {
    /// Reads a request up to the empty line; `None` if it is none.
    ///
    /// # Errors
    /// The connection fails, or says nothing for too long.
    pub fn read(from: &mut dyn Read) -> io::Result<Option<Self>> {
        let mut bytes = Vec::new();
        let mut some = [0_u8; 2048];
        loop {
            let count = from.read(&mut some)?;
            if count == 0 || bytes.len() + count > MOST_BYTES {
                return Ok(None);
            }
            let seen = bytes.len().saturating_sub(3);
            bytes.extend_from_slice(&some[..count]);
            if let Some(end) = bytes[seen..].windows(4).position(|four| four == b"\r\n\r\n") {
                bytes.truncate(seen + end);
                return Ok(std::str::from_utf8(&bytes).ok().and_then(Self::parse));
            }
        }
    }

    fn parse(head: &str) -> Option<Self> {
        let mut lines = head.split("\r\n");
        let mut first = lines.next()?.split(' ');
        let (method, target, version) = (first.next()?, first.next()?, first.next()?);
        if first.next().is_some() || !matches!(version, "HTTP/1.1" | "HTTP/1.0") {
            return None;
        }
        let headers = lines.map(|line| {
            let (name, value) = line.split_once(':')?;
            let named = !name.is_empty()
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
            let plain = !value.contains(['\r', '\n', '\0']);
            (named && plain).then(|| (name.to_ascii_lowercase(), value.trim().to_owned()))
        });
        let headers = headers.collect::<Option<Vec<_>>>()?;
        Some(Self { method: method.to_owned(), target: target.to_owned(), headers })
    }

    /// Returns a header by its small name.
    ///
    /// # Errors
    /// It stands there more than once.
    pub fn header(&self, name: &str) -> Result<Option<&str>, Ambiguous> {
        let mut found = self.headers.iter().filter(|(known, _)| known == name);
        let first = found.next().map(|(_, value)| value.as_str());
        if found.next().is_some() { Err(Ambiguous) } else { Ok(first) }
    }
}

/// What a range header asks for.
#[derive(Debug, PartialEq, Eq)]
pub enum Wanted {
    /// These bytes.
    Part(Range<u64>),
    /// Bytes that are not there.
    Beyond,
    /// Something that is not understood.
    Unclear,
}

/// Reads a range header of one range.
///
/// Source: RFC 9110, section 14.1.2.
pub fn range(wanted: &str, size: u64) -> Wanted {
    let parts = wanted.strip_prefix("bytes=").and_then(|wanted| wanted.split_once('-'));
    let Some((first, last)) = parts else { return Wanted::Unclear };
    let number = |text: &str| {
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse::<u64>().unwrap_or(u64::MAX))
    };
    let part = match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => first..last.saturating_add(1).min(size),
        (Some(first), None) if last.is_empty() => first..size,
        (None, Some(count)) if first.is_empty() => size.saturating_sub(count)..size,
        _ => return Wanted::Unclear,
    };
    if part.start < part.end { Wanted::Part(part) } else { Wanted::Beyond }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_request_is_none() {
        let read = |bytes: &[u8]| Asked::read(&mut &bytes[..]).expect("memory can be read");
        let good = read(b"GET http://a/ HTTP/1.1\r\nHost:  a \r\n\r\n").expect("it is one");
        assert_eq!((good.target.as_str(), good.header("host")), ("http://a/", Ok(Some("a"))));
        let endless = [&b"GET / HTTP/1.1\r\nx: "[..], &[b'x'; MOST_BYTES]].concat();
        for bytes in [
            &b""[..],
            b"GET / HTTP/1.1\r\n",
            b"GET / HTTP/1.1\n\n",
            b"GET  / HTTP/1.1\r\n\r\n",
            b"GET / HTTP/2\r\n\r\n",
            b"GET /\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost a\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost : a\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: a\r\n folded: b\r\n\r\n",
            b"GET /\xff HTTP/1.1\r\n\r\n",
            b"\x16\x03\x01\x02\0\x01\r\n\r\n",
            &endless,
        ] {
            assert_eq!(read(bytes), None, "{:?}", String::from_utf8_lossy(bytes));
        }
    }
}

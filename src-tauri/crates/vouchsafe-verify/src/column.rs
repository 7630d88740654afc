//! Columns of rows nobody vouches for: read as what they must be, or a fault in words.

use rusqlite::{Row, types::ValueRef};

/// Why a row is not what it must be, in words.
pub(crate) type Fault = String;

/// A column: its place in the statement, and its name for people.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column(pub usize, pub &'static str);

impl Column {
    fn value<'r>(self, row: &'r Row<'_>) -> Result<ValueRef<'r>, Fault> {
        row.get_ref(self.0).map_err(|error| format!("`{}` cannot be read: {error}", self.1))
    }

    /// Reads a column that holds an integer or NULL.
    pub fn optional_integer(self, row: &Row<'_>) -> Result<Option<i64>, Fault> {
        match self.value(row)? {
            ValueRef::Null => Ok(None),
            ValueRef::Integer(value) => Ok(Some(value)),
            _ => Err(format!("`{}` is not an integer", self.1)),
        }
    }

    /// Reads a column that holds an integer.
    pub fn integer(self, row: &Row<'_>) -> Result<i64, Fault> {
        self.optional_integer(row)?.ok_or_else(|| self.null())
    }

    /// Reads a column that holds text, whatever its bytes are.
    pub fn text_bytes<'r>(self, row: &'r Row<'_>) -> Result<&'r [u8], Fault> {
        match self.value(row)? {
            ValueRef::Null => Err(self.null()),
            ValueRef::Text(bytes) => Ok(bytes),
            _ => Err(format!("`{}` is not text", self.1)),
        }
    }

    /// Reads a column that holds text or NULL.
    pub fn optional_text<'r>(self, row: &'r Row<'_>) -> Result<Option<&'r str>, Fault> {
        match self.value(row)? {
            ValueRef::Null => Ok(None),
            ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => Ok(Some(text)),
                Err(error) => Err(format!("`{}` is not UTF-8: {error}", self.1)),
            },
            _ => Err(format!("`{}` is not text", self.1)),
        }
    }

    /// Reads a column that holds text.
    pub fn text<'r>(self, row: &'r Row<'_>) -> Result<&'r str, Fault> {
        self.optional_text(row)?.ok_or_else(|| self.null())
    }

    /// Reads a column that holds text of not more than `bytes_max` bytes.
    pub fn short_text<'r>(self, row: &'r Row<'_>, bytes_max: usize) -> Result<&'r str, Fault> {
        let text = self.text(row)?;
        if text.len() <= bytes_max {
            return Ok(text);
        }
        Err(format!("`{}` has {} bytes, more than it can have", self.1, text.len()))
    }

    /// Reads a column that holds a blob or NULL.
    pub fn optional_blob<'r>(self, row: &'r Row<'_>) -> Result<Option<&'r [u8]>, Fault> {
        match self.value(row)? {
            ValueRef::Null => Ok(None),
            ValueRef::Blob(bytes) => Ok(Some(bytes)),
            _ => Err(format!("`{}` is not a blob", self.1)),
        }
    }

    /// Reads a column that holds a blob.
    pub fn blob<'r>(self, row: &'r Row<'_>) -> Result<&'r [u8], Fault> {
        self.optional_blob(row)?.ok_or_else(|| self.null())
    }

    /// Reads a column that holds `N` bytes or NULL.
    pub fn optional_bytes<const N: usize>(self, row: &Row<'_>) -> Result<Option<[u8; N]>, Fault> {
        let Some(blob) = self.optional_blob(row)? else { return Ok(None) };
        let bytes = blob.try_into();
        bytes.map(Some).map_err(|_| format!("`{}` has {} bytes, not {N}", self.1, blob.len()))
    }

    /// Reads a column that holds `N` bytes.
    pub fn bytes<const N: usize>(self, row: &Row<'_>) -> Result<[u8; N], Fault> {
        self.optional_bytes(row)?.ok_or_else(|| self.null())
    }

    fn null(self) -> Fault {
        format!("`{}` is NULL", self.1)
    }
}

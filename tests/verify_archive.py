#!/usr/bin/env python3
"""Verifies a Vouchsafe archive by its format document alone (archive-format.md, format 1).

    verify_archive.py ARCHIVE [--against CHECKPOINT_FILE]... [--json]

Nothing but that document was consulted, so this script is also the proof that it suffices. It needs
Python 3.9, SQLite 3.37 and, for signatures, the command `openssl` of version 3. "Section" means a
section of the document; the codes V001 to V090 are those of its section 7.

ARCHIVE is opened read-only and must be plain: of an encrypted one, decrypt a copy first. Each
CHECKPOINT_FILE holds one checkpoint that was kept elsewhere. Only such a one can show that the
whole archive was rewritten, or that it is an old copy. Whatever cannot be read is a finding and not
the end of the run. Never checked here: the tokens of time-stamps (`openssl ts -verify` does that),
and whether any document is genuine.

Exit code: 0 intact, 1 damaged or incomplete, 2 wrong usage, 3 the file cannot be read at all.

To be read from the top: findings, digests and signatures, entries, the file, the checks, the
report, and last the two appendices of the document.
"""
import argparse
import base64
import collections
import datetime
import hashlib
import hmac
import json
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import types

# --- Findings (section 7) ---------------------------------------------------------------------

GAPS = {"V016", "V030", "V032", "V043", "V090"}
NOTES = {"V033", "V034", "V055", "V071"}  # every other code is damage


class Report:
    """What was expected, what was checked (documents, bytes, entries, passages), and what was
    found."""

    def __init__(self):
        self.findings = {}
        self.expected = {"documents": 0, "bytes": 0, "entries": 0, "passages": 0}
        self.checked = dict(self.expected)

    def add(self, code, record, detail, expected=None, found=None):
        """Adds a finding about `record`; the same one is kept once."""
        severity = "gap" if code in GAPS else "note" if code in NOTES else "damage"
        self.findings[code, record, detail] = {
            "code": code, "severity": severity, "record": record,
            "expected": expected, "found": found, "detail": detail}

    def expect(self, code, record, detail, expected, found):
        """Adds a finding if `found` is not what was expected."""
        if found != expected:
            self.add(code, record, detail, expected, found)

    def as_document(self):
        """Returns the report as one JSON object: `verdict`, `expected`, `checked`, `findings`."""
        severities = {finding["severity"] for finding in self.findings.values()}
        verdict = ("damaged" if "damage" in severities
                   else "incomplete" if "gap" in severities else "intact")
        order = sorted(self.findings, key=lambda key: [natural(part) for part in key])
        return {"verdict": verdict, "expected": self.expected, "checked": self.checked,
                "findings": [self.findings[key] for key in order]}


def natural(text):
    """A sort key that puts `2` before `10`."""
    return [int(part) if part.isdecimal() else part for part in re.split("([0-9]+)", text)]


def as_text(value):
    return value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else str(value)


def shown(value, limit=160):
    """Returns text out of the archive so that it is safe to print, cut after `limit` characters."""
    text = as_text(value)
    text = text if len(text) <= limit else text[:limit] + "…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def span(start, end):
    """Names the numbers from `start` to before `end`."""
    return str(start) if end - start == 1 else f"{start} to {end - 1}"


# --- Digests, trees and signatures (sections 3.3 and 4.1) -------------------------------------

def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def cut(data, size):
    """Cuts bytes into pieces of `size`; the last may be shorter, None gives no piece."""
    return [data[at:at + size] for at in range(0, len(data or b""), size)]


def leaf_of(lines, row):
    """Returns the leaf over `lines` (bytes without LF), or None if the salts do not fit them.

    The salts come from the row's seed or, after a purge, from the row itself (section 3.4).
    """
    if row.seed is not None:
        names = [line.partition(b" ")[0] for line in lines]
        salts = [hmac.digest(row.seed, name, "sha256")[:16] for name in names]
    else:
        salts = cut(row.salts, 16)
    if len(salts) != len(lines):
        return None
    commitments = [sha256(salt, line) for salt, line in zip(salts, lines)] + cut(row.withheld, 32)
    return sha256(b"\0vouchsafe-entry-v1\n", *sorted(commitments))


def fold(frontier):
    """Returns a tree's root from the roots of its perfect subtrees, largest first."""
    root = frontier[-1] if frontier else sha256()
    for left in reversed(frontier[:-1]):
        root = sha256(b"\1", left, root)
    return root


class Tree:
    """A Merkle tree (RFC 6962 section 2.1) that knows the root it had at every earlier size."""

    def __init__(self, leaves):
        self.levels = [leaves]  # levels[h][i] covers the leaves from i * 2^h to (i + 1) * 2^h - 1
        while len(self.levels[-1]) > 1:
            below = self.levels[-1]
            pairs = zip(below[0::2], below[1::2])
            self.levels.append([sha256(b"\1", left, right) for left, right in pairs])

    def root(self, size):
        """Returns the root over the first `size` leaves, or None if there are fewer."""
        if size > len(self.levels[0]):
            return None
        frontier, start = [], 0
        for height in reversed(range(size.bit_length())):
            if size >> height & 1:
                frontier.append(self.levels[height][start >> height])
                start += 1 << height
        return fold(frontier)


BASE64 = "(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"
BASE64_OF_32_BYTES = "[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]="


class Checkpoint:
    """A signed head of a log (section 4.1). Raises ValueError if `note` (bytes) is not one."""

    NOTE = re.compile(
        r"((vouchsafe-log-v1/([0-9a-f]{32})/([0-9a-f]{32}))\n(0|[1-9][0-9]{0,14})\n"
        rf"({BASE64_OF_32_BYTES})\n)\n((?:\u2014 [^ \n]+ {BASE64}\n)+)")

    def __init__(self, note):
        match = self.NOTE.fullmatch(note.decode("utf-8"))
        if not match:
            raise ValueError("not a checkpoint of a Vouchsafe log")
        self.body, self.origin, self.archive, self.log, size, root, signatures = match.groups()
        self.size, self.root = int(size), base64.b64decode(root)
        self.signatures = [line.split(" ")[1:] for line in signatures.split("\n")[:-1]]

    def is_signed_by(self, public_key):
        """Whether the log's own signature verifies; None if openssl gave no answer."""
        key_hash = sha256(self.origin.encode(), b"\n\1", public_key)[:4]
        for name, text in self.signatures:
            signature = base64.b64decode(text)
            if name == self.origin and signature[:4] == key_hash:
                return ed25519_verifies(public_key, self.body.encode(), signature[4:])
        return False


def ed25519_verifies(public_key, message, signature):
    """Asks openssl to verify an Ed25519 signature (RFC 8032); None if it gave no answer."""
    inputs = {"inkey": bytes.fromhex("302a300506032b6570032100") + public_key,  # RFC 8410, 4
              "in": message, "sigfile": signature}
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-rawin"]
    with tempfile.TemporaryDirectory() as folder:
        for option, data in inputs.items():
            path = pathlib.Path(folder, option)
            path.write_bytes(data)
            command += ["-" + option, str(path)]
        try:
            answer = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        except OSError:
            return None
    return {b"Signature Verified Successfully": True,
            b"Signature Verification Failure": False}.get(answer.stdout.strip())


# --- Entries (section 3) ----------------------------------------------------------------------

def like(pattern):
    return lambda value: isinstance(value, str) and bool(re.fullmatch(pattern, value))


def number(low, high=(1 << 53) - 1):
    return lambda value: type(value) is int and low <= value <= high  # `type`: True is no number


def list_of(fits):
    return lambda value: isinstance(value, list) and all(map(fits, value))


def is_instant(value):
    try:
        datetime.datetime.strptime(value, "%Y-%m-%dT%H:%M:%S.%fZ")
    except (TypeError, ValueError):
        return False
    return bool(re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}[.][0-9]{3}Z", value))


def is_head(value):
    return (isinstance(value, dict) and is_id(value.get("log")) and is_count(value.get("size"))
            and is_base64_of_32_bytes(value.get("root")))


def is_line(value):
    return (isinstance(value, list) and len(value) == 3 and is_id(value[0])
            and is_count(value[1]) and is_string(value[2]))


def is_purgeable(value):
    return is_line(value) and value[2] not in NEVER_PURGED


CHUNK_SIZE_MAX = 67108864  # bytes; a CHECK of appendix A
TEXT_SIZE_MAX = 1 << 24  # bytes; section 6.1
NEVER_PURGED = {"type", "clock", "act", "replaces", "kind", "record", "fields", "contents",
                "level"}
is_string, is_id, is_digest = like("(?s).*"), like("[0-9a-f]{32}"), like("[0-9a-f]{64}")
is_base64, is_base64_of_32_bytes = like(BASE64), like(BASE64_OF_32_BYTES)
is_count, is_chunk_size = number(0), number(1, CHUNK_SIZE_MAX)

# The lines of sections 3.1 and 3.2, and what their values must be.
EVERY_ENTRY = {"type": is_string, "clock": number(1), "act": is_id, "agent": is_id,
               "time": is_instant}
REQUIRED = {
    "log.opened": {"archive": is_id, "log": is_id, "public_key": is_base64_of_32_bytes,
                   "format": is_string},
    "log.accepted": {"log": is_id, "size": is_count, "root": is_base64_of_32_bytes},
    "set": {"kind": is_string, "record": is_id},
    "content": {"record": is_id, "sha256": is_digest, "size_bytes": is_count,
                "chunk_size_bytes": is_chunk_size, "chunk_list_sha256": is_digest},
    "purge": {"fields": list_of(is_purgeable), "contents": list_of(is_id),
              "level": like("bytes|digests"), "reason": is_string},
    "event": {"event": is_string},
    "timestamp": {"checkpoint": is_string, "token": is_base64},
}
OPTIONAL = {
    "log.opened": {"title": is_string, "continues": is_head},
    "set": {"replaces": list_of(is_line), "undoes": is_id},
    "event": {"record": is_id, "kind": is_string, "detail": lambda value: isinstance(value, dict)},
}
NAME = re.compile(r"[a-z][a-z0-9_.]*|set\.[A-Za-z0-9_.-]+")


def is_field(name):
    return name.startswith("set.")


def refuse(token):
    raise ValueError(f"{shown(token)} is not an integer below 2^53")


def integer(digits):
    return int(digits) if len(digits) < 18 and abs(int(digits)) < 1 << 53 else refuse(digits)


JSON = json.JSONDecoder(parse_int=integer, parse_float=refuse, parse_constant=refuse)


class Entry:
    """An entry: `values`, and `raw` for the bytes of their JSON, by line name.

    `type` is None if it is not well formed; then it has no effect.
    """

    def __init__(self, log, index, row):
        self.log, self.index = log, index
        self.row_id, self.record = log.number << 40 | index, f"entry {log.id}/{index}"
        self.withheld = cut(row.withheld, 32)
        *lines, rest = row.text.split(b"\n")
        self.leaf = leaf_of(lines + [rest] if rest else lines, row)
        self.values, self.raw = {}, {}
        self.problems = list(self.read(lines))
        if rest:
            self.problems.append("the last line does not end in LF")
        self.type = None if self.problems else self.values["type"]
        clock = self.values.get("clock")
        self.clock = clock if EVERY_ENTRY["clock"](clock) else None

    def read(self, lines):
        """Reads the lines, and yields what is not well formed."""
        for line in lines:
            try:
                self.read_line(line.decode("utf-8"))
            except (ValueError, RecursionError) as error:
                yield f"line {shown(line)}: {error}"
        yield from self.misfits()
        if self.withheld != sorted(self.withheld):
            yield "the withheld commitments are not in ascending order"

    def read_line(self, line):
        name, _, text = line.partition(" ")
        if not NAME.fullmatch(name) or name == "set." or len(name) > 100 or min(line) < " ":
            raise ValueError("not a name, one space and a value")
        if name in self.raw:
            raise ValueError("the name stands twice")
        self.raw[name] = text.encode()
        value = JSON.decode(text)
        json.dumps(value, ensure_ascii=False).encode()  # raises ValueError for a lone surrogate
        self.values[name] = value

    def misfits(self):
        """Yields what its type asks of an entry's lines and they do not give. Of a purged entry
        any line may be absent that can be purged; V015 is about those."""
        kind = as_text(self.values.get("type"))
        required = {**EVERY_ENTRY, **REQUIRED.get(kind, {})}
        for name, fits in {**required, **OPTIONAL.get(kind, {})}.items():
            if name in self.values and not fits(self.values[name]):
                yield f"{name} cannot hold {shown(self.raw[name])}"
            elif name in required and name not in self.raw:
                if name in NEVER_PURGED or not self.withheld:
                    yield f"there is no line {name}"
        if kind == "set" and not self.withheld and not any(map(is_field, self.raw)):
            yield "it sets nothing"


# --- The file (section 2) ---------------------------------------------------------------------

LOWEST, HIGHEST = -(1 << 63), (1 << 63) - 1  # of SQLite's integers
INDEX, CHUNK = (1 << 40) - 1, (1 << 24) - 1  # the lower part of the ids of entries and chunks
UNREADABLE = (sqlite3.Error, UnicodeError)  # the latter where SQLite's message quotes damaged text
MAYBE_INT, MAYBE_BYTES = (int, type(None)), (bytes, type(None))
COLUMNS = {  # the key of each table, and the types of its other columns; text is read as bytes
    "sqlite_schema": ("rowid", {"type": bytes, "name": bytes, "tbl_name": bytes,
                                "sql": MAYBE_BYTES}),
    "log": ("number", {"id": bytes, "public_key": bytes}),
    "entry": ("id", {"text": bytes, "leaf": bytes, "seed": MAYBE_BYTES, "salts": MAYBE_BYTES,
                     "withheld": MAYBE_BYTES}),
    "checkpoint": ("log", {"note": bytes, "frontier": bytes}),
    "content": ("number", {"id": bytes, "state": bytes, "sha256": MAYBE_BYTES,
                           "size_bytes": MAYBE_INT, "chunk_size_bytes": int,
                           "chunk_digests": MAYBE_BYTES}),
    "chunk": ("id", {"length(data)": int,
                     f"iif(length(data) <= {CHUNK_SIZE_MAX}, data, x'')": bytes}),
    "purge": ("id", {"entry": int, "target": MAYBE_INT, "line": MAYBE_BYTES,
                     "content": MAYBE_INT}),
    "record": ("number", {"id": bytes, "kind": bytes}),
    "field": ("record", {"name": bytes, "entry": int, "clock": MAYBE_INT, "value": MAYBE_BYTES}),
}


class CannotRead(Exception):
    """The file is not one that this script can read at all."""


class ArchiveFile:
    """Reads an archive row by row, and reports as V001 what cannot be read."""

    def __init__(self, path, report):
        with open(path, "rb") as file:
            start = file.read(20)
        if start[:16] != b"SQLite format 3\0":
            raise CannotRead("it is encrypted (decrypt a copy first), or damaged in its first 16 "
                             "bytes, or not an archive")
        if start[19:] == b"\2":
            raise CannotRead("its journal mode is WAL, for which SQLite would write files beside "
                             "it; set a copy to DELETE first")
        if sqlite3.sqlite_version_info < (3, 37):
            raise CannotRead(f"SQLite {sqlite3.sqlite_version} is too old; 3.37 is needed")
        uri = pathlib.Path(path).resolve().as_uri() + "?mode=ro"
        self.connection = sqlite3.connect(uri, uri=True, isolation_level=None)
        self.connection.text_factory = bytes
        self.report, self.tables = report, {"sqlite_schema"}
        self.connection.execute("PRAGMA trusted_schema = OFF")
        self.connection.execute("PRAGMA cell_size_check = ON")

    def begin(self):
        """Holds one state of the file until the end. Returns whether SQLite can read any of it.

        The second attempt lets SQLite skip definitions that it cannot parse; nothing is written.
        """
        for attempt in "BEGIN", "PRAGMA writable_schema = ON":
            try:
                self.connection.execute(attempt)
                self.connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
                return True
            except UNREADABLE as error:
                if re.search("locked|readonly|unable to open", str(error)):
                    raise CannotRead(f"{error}; another program is writing to it, or broke off "
                                     "while it wrote and left a journal beside it")
                self.report.add("V001", "file", f"SQLite: {error}")
        return False

    def query(self, sql, values=(), record="file"):
        """Returns a small result at once; if it cannot be read, a finding and no row."""
        try:
            return self.connection.execute(sql, values).fetchall()
        except UNREADABLE as error:
            self.report.add("V001", record, f"SQLite: {error}")
            return []

    def read(self, table, key, record="page"):
        """Returns the rows with a key that `walk` found (of `field`, several), without those
        whose values are of a wrong type."""
        key_column, columns = COLUMNS[table]
        sql = f"SELECT {', '.join(columns)} FROM {table} WHERE {key_column} = ?"
        rows = self.query(sql, (key,), record)
        sound = [row for row in rows if all(map(isinstance, row, columns.values()))]
        if sound != rows or not rows:
            self.report.add("V001", record, f"row {key} of {table} is not one that can be there")
        return [types.SimpleNamespace(**dict(zip(columns, row))) for row in sound]

    def rows(self, table):
        """Yields (key, row) for every row that can be read."""
        for key, _, readable in self.walk(table):
            for row in self.read(table, key) if readable else ():
                yield key, row

    def walk(self, table, low=LOWEST, high=HIGHEST):
        """Yields (first, last, readable), ascending: every key that has a row, by itself, and
        every stretch of keys that a damaged page hides."""
        at = low
        while table in self.tables and at <= high:
            try:
                first = last = self.next_key(table, at, high)
            except UNREADABLE as error:
                first, last = at, self.end_of_damage(table, at, high)
                self.report.add("V001", "page", f"rows {first} to {last} of {table}: {error}")
                yield first, last, False
            else:
                if first is None:
                    return
                yield first, last, True
            at = last + 1

    def next_key(self, table, at, high):
        """Returns the first key of the table that is in `at..high`, or None."""
        key = COLUMNS[table][0]
        sql = f"SELECT {key} FROM {table} WHERE {key} BETWEEN ? AND ? ORDER BY {key} LIMIT 1"
        found = (self.connection.execute(sql, (at, high)).fetchone() or [None])[0]
        if found is not None and not (isinstance(found, int) and at <= found <= high):
            raise sqlite3.DatabaseError("rows out of order")
        return found

    def end_of_damage(self, table, bad, high):
        """Returns the last key that a damaged page hides, if `bad` is the first: in strides that
        double until a key can be sought again, and then by halving the last stride."""
        def is_readable(key):
            try:
                self.next_key(table, key, high)
            except UNREADABLE:
                return False
            return True

        stride = 1
        while not is_readable(min(bad + stride, high)):
            if bad + stride >= high:
                return high
            stride *= 2
        bad, good = bad + stride // 2, min(bad + stride, high)
        while good - bad > 1:
            middle = (bad + good) // 2
            bad, good = (bad, middle) if is_readable(middle) else (middle, good)
        return bad

    def owners(self, table, bits):
        """Returns which logs or contents have rows there, ids being number << bits | n."""
        numbers, at = set(), 1 << bits
        while at <= HIGHEST:
            first, last, readable = next(self.walk(table, at), (HIGHEST, HIGHEST, False))
            numbers.update({first >> bits} if readable else ())
            at = (last >> bits) + 1 << bits
        return numbers


# --- The checks (section 7) -------------------------------------------------------------------

class Log:
    """One writer's log: its row, and what the checks learn about it."""

    def __init__(self, log_number, row):
        self.number, self.id, self.public_key = log_number, row.id.hex(), row.public_key
        self.record = f"log {self.id}"
        self.checkpoint = None
        self.size = 1 << 40  # entries, by the checkpoint; without one, as many as are found
        self.entries = {}  # by index, ascending
        self.tree = Tree([])  # over the leaves before the first one that is missing
        self.extent = 0  # how many entries are in effect, from the first
        self.is_continuation = False


class Audit:
    """The checks of one archive, and what they know about it."""

    def __init__(self, file, report):
        self.file, self.report, self.add, self.expect = file, report, report.add, report.expect
        self.logs, self.log_by_id = {}, {}  # `logs` by number

    def run(self, heads):
        """Makes every check. `heads` are checkpoints known from elsewhere."""
        if not self.file.begin() or not self.check_schema():
            self.add("V090", "file", "nothing else was checked")
            return
        self.check_container()
        self.contents = {content: row for content, row in self.file.rows("content")
                         if 0 < content < 1 << 39}  # by number; V001 is about any other
        self.content_by_id = {row.id.hex(): content for content, row in self.contents.items()}
        self.read_logs()
        for log in self.logs.values():
            self.read_entries(log)
            self.check_opened(log)
            self.check_head(log)
        self.find_logs_in_effect()
        self.check_purges()
        self.check_heads(heads)
        self.check_timestamps()
        records = self.replay()
        self.check_catalogue(records)
        hashed = self.check_contents()
        self.count_documents(records, hashed)
        self.check_passages(records)

    # Container: section 2

    def check_schema(self):
        """V002. Returns False where a view or virtual table could stand in for a table: reading
        such a file means running what its writer chose, so it is not read."""
        objects = [row for _, row in self.file.rows("sqlite_schema")
                   if not (row.name in (b"sqlite_stat1", b"sqlite_stat4") and row.type == b"table")
                   and not (row.sql is None and row.name.startswith(b"sqlite_autoindex_"))]
        for row in objects:
            if re.search(rb"(?i)\b(view|virtual)\b", row.sql or b""):
                self.add("V002", f"schema {shown(row.name)}", "a view or virtual table")
                return False
        self.file.tables |= {as_text(row.name) for row in objects if row.type == b"table"}
        wanted = statements(FROZEN)
        self.is_catalogue_known = "catalogue" not in self.file.tables or (
            self.file.query("SELECT version FROM catalogue") == [(1,)])
        if self.is_catalogue_known:
            wanted.update(statements(CATALOGUE))
        else:
            catalogue = (b"catalogue", b"record", b"field")
            objects = [row for row in objects if row.tbl_name not in catalogue]
        for name in wanted.keys() | {row.name for row in objects}:
            found = [row.sql for row in objects if row.name == name]
            if found != [wanted.get(name)]:
                self.add("V002", f"schema {shown(name)}", "not the statement of the document",
                         as_text(wanted.get(name, b"none")),
                         "; ".join(shown(sql, 4000) for sql in found) or "none")
        return True

    def check_container(self):
        """V001 and V003."""
        for (message,) in self.file.query("PRAGMA integrity_check"):
            if message != b"ok":
                self.add("V001", "page", f"SQLite's integrity check: {shown(message)}")
        for table, sql in statements(FROZEN).items():
            # Of a file opened read-only, SQLite does not check what the CHECK clauses say.
            checks = re.findall(rb"CHECK (\((?:[^()]|\([^()]*\))*\))", sql)
            if checks and as_text(table) in self.file.tables:
                broken = as_text(b" AND ".join(checks))
                for (rows,) in self.file.query(
                        f"SELECT count(*) FROM {as_text(table)} WHERE NOT ({broken})"):
                    self.expect("V001", "page", f"rows of {as_text(table)} that break its CHECKs",
                                0, rows)
        for name, wanted in (("application_id", 0x56434831), ("user_version", 1)):
            for (found,) in self.file.query(f"PRAGMA {name}"):
                self.expect("V003", "file", name, wanted, found)
        has_meta = "meta" in self.file.tables
        rows = self.file.query("SELECT name, value FROM meta") if has_meta else []
        self.meta = {as_text(name): as_text(value) for name, value in rows}
        wanted = {"format": like("vouchsafe-archive-v1"), "archive": is_id, "founding_log": is_id}
        for name in wanted.keys() | self.meta.keys():
            if name not in wanted or not wanted[name](self.meta.get(name)):
                self.add("V003", f"meta {shown(name)}", "not as in section 2.1",
                         found=shown(self.meta.get(name)))

    # Entries and heads: sections 3 and 4.1

    def read_logs(self):
        """V004 and V022: which logs there are, and rows that belong to none."""
        for log_number, row in self.file.rows("log"):
            log = Log(log_number, row)
            is_usable = 0 < log_number < 1 << 22 and len(row.public_key) == 32
            if is_usable and log.id not in self.log_by_id:
                self.logs[log_number] = self.log_by_id[log.id] = log
            else:
                self.add("V004", log.record, f"its row, number {log_number}, cannot be used")
        founding = self.meta.get("founding_log")
        if founding not in self.log_by_id:
            self.add("V004", f"log {shown(founding)}", "the founding log has no row")
        for log_number in self.file.owners("entry", 40) - self.logs.keys():
            self.add("V004", f"log number {log_number}", "it has entries and no row")
        for log_number, row in self.file.rows("checkpoint"):
            if log_number in self.logs:
                self.read_checkpoint(self.logs[log_number], row)
            else:
                self.add("V022", f"log number {log_number}", "a checkpoint without a log")

    def read_checkpoint(self, log, row):
        """V022."""
        try:
            head = log.checkpoint = Checkpoint(row.note)
        except ValueError as error:
            self.add("V022", log.record, str(error), found=shown(row.note))
            return
        log.size, frontier = head.size, cut(row.frontier, 32)
        self.report.expected["entries"] += head.size
        self.expect("V022", log.record, "the archive and log of its checkpoint",
                    f"{shown(self.meta.get('archive'))}/{log.id}", f"{head.archive}/{head.log}")
        if len(frontier) != bin(head.size).count("1") or fold(frontier) != head.root:
            self.add("V022", log.record, "its frontier does not give its checkpoint's root",
                     head.root.hex(), fold(frontier).hex())

    def read_entries(self, log):
        """V010 to V014, V016 and V022: one log's entries, each read by its row id."""
        base, following, clock, leaves = log.number << 40, 0, 0, []
        for first, last, readable in self.file.walk("entry", base, base + INDEX):
            index = first - base
            self.report_missing_entries(log, following, index)
            following = last - base + 1
            for row in self.file.read("entry", first, self.entry_name(first)) if readable else ():
                entry = log.entries[index] = Entry(log, index, row)
                if index == len(leaves):
                    leaves.append(row.leaf)
                self.check_entry(entry, row.leaf, clock)
                clock = entry.clock or clock
        if log.checkpoint:
            self.report_missing_entries(log, following, log.size)
        else:
            self.add("V022", log.record, "it has no checkpoint that can be read")
            log.size = max(log.entries, default=-1) + 1
        log.tree = Tree(leaves[:log.size])

    def report_missing_entries(self, log, start, end):
        """V010, for indexes from `start` to before `end` that the checkpoint counts."""
        end = min(end, log.size)
        if start < end:
            self.add("V010", f"entry {log.id}/{start}", f"missing: {span(start, end)}")

    def check_entry(self, entry, leaf, clock_before):
        """V011 to V014 and V016 for one entry, whose row holds `leaf`."""
        self.expect("V012", entry.record, "its lines do not give its leaf: it was changed",
                    leaf.hex(), entry.leaf and entry.leaf.hex())
        if entry.problems:
            self.add("V011", entry.record, "; ".join(entry.problems))
        elif entry.type not in REQUIRED:
            self.add("V016", entry.record, f"an entry of the unknown type {shown(entry.type)}")
        if entry.index < entry.log.size:
            self.report.checked["entries"] += 1
        else:
            self.add("V013", entry.record, f"the checkpoint counts {entry.log.size} entries")
        if entry.clock and entry.clock <= clock_before:
            self.add("V014", entry.record, "its clock", f"above {clock_before}", entry.clock)

    def check_opened(self, log):
        """V004 and V011: `log.opened` comes first, only there, and agrees with the rows."""
        opened = log.entries.get(0)
        if opened is None or opened.type != "log.opened":
            self.add("V004", log.record, "its first entry is not a log.opened that can be read")
        for entry in log.entries.values():
            if entry.type == "log.opened" and entry.index:
                self.add("V011", entry.record, "a log.opened that is not the first entry")
            elif entry.type == "log.opened":
                key = base64.b64encode(log.public_key).decode()
                row = {"archive": self.meta.get("archive"), "log": log.id, "public_key": key}
                for name in row.keys() & entry.values.keys():
                    self.expect("V004", log.record, name, entry.values[name], shown(row[name]))

    def check_head(self, log):
        """V020, if no leaf is missing, and V021."""
        head, root = log.checkpoint, log.tree.root(log.size)
        if head and root:
            self.expect("V020", log.record, "the root over its leaves", head.root.hex(), root.hex())
        is_signed = head and head.is_signed_by(log.public_key)
        if is_signed is False:
            self.add("V021", log.record, "its checkpoint is not signed by its key")
        elif head and is_signed is None:
            self.add("V090", log.record, "its signature: openssl 3 gave no answer")

    # Logs in effect: section 4.2

    def find_logs_in_effect(self):
        """V032 and V033: widens the logs' extents until nothing more comes into effect."""
        founding = self.log_by_id.get(self.meta.get("founding_log"))
        if founding:
            founding.extent = founding.size
        extents = None
        while extents != [log.extent for log in self.logs.values()]:
            extents = [log.extent for log in self.logs.values()]
            for entry in self.in_effect("log.accepted"):
                log = self.log_with_root(entry.values)
                if log:
                    log.extent = max(log.extent, entry.values["size"])
            for log in self.logs.values():
                opened = log.entries.get(0)
                if opened and opened.type == "log.opened":
                    head = opened.values.get("continues", {})
                    earlier = self.log_with_root(head)
                    if earlier and earlier.extent and head["size"] > 0:
                        log.extent, log.is_continuation = log.size, True
        for log in self.logs.values():
            self.expect("V032", log.record, "its entries in effect", log.size, log.extent)
            if log.is_continuation:
                self.add("V033", log.record, "it continues another log by a self-stated key")

    def in_effect(self, kind):
        """Yields the entries of one type that are in effect."""
        for log in self.logs.values():
            for entry in log.entries.values():
                if entry.type == kind and entry.index < log.extent:
                    yield entry

    def log_with_root(self, head):
        """Returns the log that `head` names, if it has or had the root that it names. Its values
        `log`, `size` and `root` may have been purged."""
        log, size, root = (head.get(name) for name in ("log", "size", "root"))
        log = None if size is None or root is None else self.log_by_id.get(log)
        return log if log and log.tree.root(size) == base64.b64decode(root) else None

    # Purges: section 3.4

    def check_purges(self):
        """V015 and V060: rows, purge entries and withheld lines must account for each other.

        One purge of one thing is (row id of the purge entry, row id of the target, line, content
        number): of a line without the last, of a content without the two in the middle.
        """
        rows = {(row.entry, row.target, row.line and as_text(row.line), row.content)
                for _, row in self.file.rows("purge")}
        entries = [entry for log in self.logs.values() for entry in log.entries.values()]
        purges = [entry for entry in entries if entry.type == "purge"]
        named = {purge for entry in purges for purge in self.purges_of(entry)}
        effective = {purge for entry in self.in_effect("purge") for purge in self.purges_of(entry)}
        for purge in rows - named:
            self.add("V060", self.entry_name(purge[0]), "it is no purge of what a row in `purge` "
                     f"says: {self.purge_text(purge)}")
        for purge in effective - rows:
            self.add("V060", self.entry_name(purge[0]), "no row in `purge` for its purge of "
                     f"{self.purge_text(purge)}")
        still_there = {(target, line) for _, target, line, _ in rows | effective}
        accounted = collections.defaultdict(set)
        for _, target, line, _ in rows & effective:
            accounted[target].add(line)
        for entry in entries:
            for line in entry.raw:
                if (entry.row_id, line) in still_there:
                    self.add("V015", entry.record, f"its purged line {line} is still there")
            lines = len(accounted[entry.row_id] - entry.raw.keys())
            if lines < len(entry.withheld):
                self.add("V015", entry.record, "withheld lines, and those that purges in effect "
                         "name", lines, len(entry.withheld))
        self.purged_by = {content: by for by, _, _, content in rows & effective}
        self.to_be_purged = {content for _, _, _, content in effective}

    def purges_of(self, entry):
        """Yields what a purge entry names, as far as this file has it."""
        for log_id, index, line in entry.values["fields"]:
            log = self.log_by_id.get(log_id)
            if log and index in log.entries:
                yield entry.row_id, log.number << 40 | index, line, None
        for content_id in entry.values["contents"]:
            if content_id in self.content_by_id:
                yield entry.row_id, None, None, self.content_by_id[content_id]

    def entry_name(self, row_id):
        log = self.logs.get(row_id >> 40)
        return f"entry {log.id if log else f'number {row_id >> 40}'}/{row_id & INDEX}"

    def purge_text(self, purge):
        _, target, line, content = purge
        if target is not None:
            return f"{self.entry_name(target)} {shown(line)}"
        row = self.contents.get(content)
        return f"content {row.id.hex() if row else f'number {content}'}"

    # Heads known from elsewhere: section 4.1

    def check_heads(self, heads):
        """V030, V031 and V034."""
        if not heads:
            self.add("V034", "file", "no head from elsewhere was compared: the age of this archive "
                     "is not provable")
        for head in heads:
            result, reason = self.compare(head)
            if result != "same":
                code = {"older": "V030", "other": "V031", "unknown": "V090"}[result]
                self.add(code, f"log {head.log}", f"its head of {head.size} entries: {reason}")

    def check_timestamps(self):
        """V035: the checkpoints that were time-stamped, in any log."""
        for log in self.logs.values():
            for entry in log.entries.values():
                if entry.type == "timestamp" and "checkpoint" in entry.values:
                    note = entry.values["checkpoint"].encode()
                    try:
                        result, reason = self.compare(Checkpoint(note))
                    except ValueError as error:
                        result, reason = "other", error
                    if result != "same":
                        code = "V090" if result == "unknown" else "V035"
                        self.add(code, entry.record, f"its checkpoint: {reason}")

    def compare(self, head):
        """Returns whether the file is the "same", "older", "other" or "unknown", and why."""
        log = self.log_by_id.get(head.log)
        if head.archive != self.meta.get("archive"):
            return "other", "it is of another archive"
        if log is None:
            return "older", "the file does not have this log"
        if head.is_signed_by(log.public_key) is False:
            return "other", "it is not signed by the key that the log has in this file"
        if head.size > log.size:
            return "older", f"the log has {log.size} entries here"
        root = log.tree.root(head.size)
        if root is None:
            return "unknown", "entries are missing that the comparison needs"
        return ("same", "") if root == head.root else ("other", "the root here is another one")

    # Catalogue: section 6

    def replay(self):
        """Returns what the log says the catalogue holds: by (record id, kind), and then by (field
        name, row id of the entry), the clock and value of a write, or twice None."""
        records, superseded = collections.defaultdict(dict), []
        for entry in self.in_effect("set"):
            record = records[entry.values["record"], entry.values["kind"].encode()]
            for name, value in entry.raw.items():
                if is_field(name):
                    record[name[4:].encode(), entry.row_id] = entry.clock, value
            for log_id, index, line in entry.values.get("replaces", ()):
                if log_id in self.log_by_id and index <= INDEX and is_field(line):
                    row_id = self.log_by_id[log_id].number << 40 | index
                    superseded.append((record, (line[4:].encode(), row_id)))
        for record, write in superseded:
            record[write] = None, None
        return records

    def check_catalogue(self, logged):
        """V040 to V043: the catalogue against the log, both ways."""
        if not self.is_catalogue_known:
            self.add("V043", "schema catalogue", "not of version 1, so it was not compared")
            return
        held = self.read_catalogue()
        for record in logged.keys() | held.keys():
            name = f"{shown(record[1])} {record[0]}"
            if record not in held:
                self.add("V040", name, "the record is missing in the catalogue")
            elif record not in logged:
                self.add("V041", name, "the log does not have this record")
            else:
                self.compare_fields(name, logged[record], held[record])

    def read_catalogue(self):
        """Returns the catalogue in the shape of `replay`."""
        held, fields = {}, collections.defaultdict(dict)
        for record, row in self.file.rows("field"):
            fields[record][row.name, row.entry] = row.clock, row.value
        for record, row in self.file.rows("record"):
            if (row.id.hex(), row.kind) in held:
                self.add("V041", f"{shown(row.kind)} {row.id.hex()}", "the record stands twice")
            held[row.id.hex(), row.kind] = fields.pop(record, {})
        for record in fields:
            self.add("V041", f"record number {record}", "fields without a record")
        return held

    def compare_fields(self, record, logged, held):
        """V040 to V042 for the fields of one record."""
        for write in logged.keys() | held.keys():
            expected, found = logged.get(write), held.get(write)
            if found != expected:
                code = "V040" if found is None else "V041" if expected is None else "V042"
                detail = f"field {shown(write[0])} by {self.entry_name(write[1])}"
                self.add(code, record, detail, write_text(expected), write_text(found))

    # Contents: section 5

    def check_contents(self):
        """V050 to V057. Returns the ids of the contents whose bytes were hashed."""
        committed, hashed = collections.defaultdict(list), set()
        self.sound = {}  # the chunks of every content whose bytes are those committed, by its id
        for entry in self.in_effect("content"):
            committed[entry.values["record"]].append(entry)
        self.committed = set(committed)
        for content, row in self.contents.items():
            entries = committed.pop(row.id.hex(), [])
            if row.state == b"staged" and not entries:
                continue
            figures = self.check_figures(row, entries)
            if row.state == b"held" and self.check_held(content, row, figures):
                hashed.add(row.id.hex())
            elif row.state == b"purged":
                self.check_purged(content, row, entries)
        for content_id, entries in committed.items():
            self.add("V050", f"content {content_id}", f"{entries[0].record} commits it: no row")
            self.report.expected["bytes"] += entries[0].values.get("size_bytes", 0)
        for content in self.file.owners("chunk", 24) - self.contents.keys():
            self.add("V057", f"chunk number {content}", "chunks that belong to no content")
        return hashed

    def check_figures(self, row, entries):
        """V050, V051 and V054. Returns the content's figures: its entry's, or else its row's."""
        record, digests = f"content {row.id.hex()}", row.chunk_digests
        self.expect("V050", record, "entries in effect that commit it", 1, len(entries))
        if row.state not in (b"held", b"purged"):
            self.add("V051", record, "state", "held", shown(row.state))
        figures = {"sha256": None if row.sha256 is None else row.sha256.hex(),
                   "size_bytes": row.size_bytes, "chunk_size_bytes": row.chunk_size_bytes,
                   "chunk_list_sha256": None if digests is None else sha256(digests).hex()}
        for name, found in figures.items():
            wanted = entries[0].values.get(name) if entries else found
            code = "V054" if name == "chunk_list_sha256" else "V051"
            self.expect(code, record, name, wanted, found)
            figures[name] = found if wanted is None else wanted
        return figures

    def check_held(self, content, row, figures):
        """V052 to V054 and V056: hashes the bytes once, and the chunks only if the whole differs.
        Returns whether the bytes were hashed."""
        record, size = f"content {row.id.hex()}", figures["size_bytes"]
        if content in self.to_be_purged:
            self.add("V056", record, "a purge in effect names it, and it is still there")
        if not is_count(size) or not is_chunk_size(figures["chunk_size_bytes"]):
            self.add("V090", record, "its bytes: nothing says how many there should be")
            return False
        chunks = Chunks(self.file, content, row, size, figures["chunk_size_bytes"])
        whole, digests = hashlib.sha256(), cut(row.chunk_digests, 32)
        for _, data in chunks.read():
            whole.update(data)
            self.report.checked["bytes"] += len(data)
        self.report.expected["bytes"] += size
        self.expect("V054", record, "how many chunk digests", chunks.count, len(digests))
        if whole.hexdigest() != figures["sha256"]:
            sound = {n for n, data in chunks.read() if digests[n:n + 1] == [sha256(data)]}
            self.add("V052", record, f"its bytes; damaged chunks: {chunks.all_but(sound)}",
                     figures["sha256"], whole.hexdigest())
        else:
            self.sound[row.id.hex()] = chunks
        return True

    def check_purged(self, content, row, entries):
        """V015, V055 and V056."""
        record, purge = f"content {row.id.hex()}", self.purged_by.get(content)
        for first, _, _ in self.file.walk("chunk", content << 24, content << 24 | CHUNK):
            self.add("V056", record, f"chunk {first & CHUNK} of it is still there")
        if purge is None:
            self.add("V056", record, "marked as purged, but no purge in effect names it")
            return
        self.add("V055", record, f"purged by {self.entry_name(purge)}")
        level = self.logs[purge >> 40].entries[purge & INDEX].values["level"]
        for entry in entries[:1] if level == "digests" else ():
            for line in {"sha256", "size_bytes", "chunk_list_sha256"} & entry.raw.keys():
                self.add("V015", entry.record, f"its purged line {line} is still there")

    def is_purged(self, content_id):
        """Says whether a content's row says that it was purged."""
        row = self.contents.get(self.content_by_id.get(content_id))
        return row is not None and row.state == b"purged"

    def count_documents(self, records, hashed):
        """Counts the records of kind `document` with a live field `content` that is not null and
        names no purged content. One is checked if every content that it names was hashed."""
        for (_, kind), fields in records.items():
            values = [JSON.decode(value.decode()) for (name, _), (_, value) in fields.items()
                      if kind == b"document" and name == b"content" and value is not None]
            contents = [value for value in values if value is not None
                        and not (is_id(value) and self.is_purged(value))]
            self.report.expected["documents"] += bool(contents)
            self.report.checked["documents"] += bool(contents) and all(
                is_id(value) and value in hashed for value in contents)

    # Passages: section 6.1

    def check_passages(self, records):
        """V070 and V071: the words of every passage, in its rendition's text."""
        self.purged_lines = {(self.log_by_id[log_id].entries[index].values.get("record"), line)
                             for entry in self.in_effect("purge")
                             for log_id, index, line in entry.values["fields"]
                             if log_id in self.log_by_id
                             and index in self.log_by_id[log_id].entries}
        by_text = collections.defaultdict(list)  # (record, start, end, exact), by content id
        for (record_id, kind), fields in records.items():
            if kind != b"passage":
                continue
            values = {name: self.shown_value(fields, name.encode())
                      for name in ("exact", "rendition", "start", "end")}
            is_cut = any(value is None and (record_id, f"set.{name}") in self.purged_lines
                         for name, value in values.items())
            if values["exact"] is None or is_cut:
                continue
            record = f"passage {record_id}"
            is_formed = (is_string(values["exact"]) and is_id(values["rendition"])
                         and is_count(values["start"]) and is_count(values["end"]))
            code, result = (self.text_of(records, values["rendition"]) if is_formed
                            else ("V070", "not a rendition, two offsets and words"))
            if code == "V071":
                self.add(code, record, result)
                continue
            self.report.expected["passages"] += 1
            if code == "V090":
                self.add(code, record, result)
            elif code:
                self.report.checked["passages"] += 1
                self.add(code, record, result)
            else:
                place = record, values["start"], values["end"], values["exact"]
                by_text[result].append(place)
        for content_id, places in by_text.items():
            self.check_quotes(content_id, places)

    def shown_value(self, fields, name):
        """Returns the value of a field that is shown first (section 6), None if there is none."""
        writes = [(clock, self.logs[row_id >> 40].id, row_id & INDEX, value)
                  for (field, row_id), (clock, value) in fields.items()
                  if field == name and value is not None]
        return JSON.decode(max(writes)[-1].decode()) if writes else None

    def text_of(self, records, rendition):
        """Returns (None, the content id of a rendition's text), or a code and a reason."""
        fields = records.get((rendition, b"rendition"))
        text = None if fields is None else self.shown_value(fields, b"text")
        if text is None and (rendition, "set.text") in self.purged_lines:
            return "V071", f"the line that named the text of rendition {rendition} was purged"
        if not is_id(text) or text not in self.committed:
            return "V070", f"no text of rendition {rendition} is here"
        if self.content_by_id.get(text) in self.to_be_purged:
            return "V071", f"the text of rendition {rendition} was purged"
        if text not in self.sound:
            return "V090", f"the text of rendition {rendition} is not as it was committed"
        if self.sound[text].size > TEXT_SIZE_MAX:
            return "V070", f"the text of rendition {rendition} is too long"
        return None, text

    def check_quotes(self, content_id, places):
        """V070 for passages of one text; `places` are (record, start, end, exact)."""
        data = b"".join(data for _, data in self.sound[content_id].read())
        self.report.checked["passages"] += len(places)
        try:
            text = data.decode("utf-8")
        except UnicodeError as error:
            for record, *_ in places:
                self.add("V070", record, f"its text, content {content_id}, is not UTF-8: {error}")
            return
        for record, start, end, exact in places:
            if not start <= end <= len(text) or text[start:end] != exact:
                self.add("V070", record, f"its words are not the characters {start} to {end} of "
                         f"its text, content {content_id}, which has {len(text)}",
                         shown(exact), shown(text[start:end]))


class Chunks:
    """The chunks that a content must have (section 5), read one at a time."""

    def __init__(self, file, content, row, size, chunk_size):
        self.file, self.base, self.record = file, content << 24, f"chunk {row.id.hex()}"
        self.size, self.chunk_size, self.count = size, chunk_size, -(-size // chunk_size)

    def read(self):
        """Yields (n, bytes) for each chunk that is there; V053 for what is not as it must be."""
        following = 0
        for first, last, readable in self.file.walk("chunk", self.base, self.base + CHUNK):
            n = first - self.base
            self.report_missing(following, min(n, self.count))
            following = last - self.base + 1
            if readable and n >= self.count:
                self.file.report.add("V053", f"{self.record}/{n}", "a chunk too many")
            elif readable:
                yield from self.read_chunk(n)
        self.report_missing(following, self.count)

    def read_chunk(self, n):
        record, wanted = f"{self.record}/{n}", min(self.chunk_size, self.size - n * self.chunk_size)
        for row in self.file.read("chunk", self.base + n, record):
            length, data = vars(row).values()  # a chunk above the limit is read as nothing
            self.file.report.expect("V053", record, "its length in bytes", wanted, length)
            yield n, data

    def report_missing(self, start, end):
        if start < end:
            self.file.report.add("V053", f"{self.record}/{start}", f"missing: {span(start, end)}")

    def all_but(self, sound):
        """Names the chunks that are not in the set `sound`."""
        spans, following = [], 0
        for n in [*sorted(sound), self.count]:
            if following < n:
                spans.append(span(following, n))
            following = n + 1
        return ", ".join(spans) or "none, by the digests in its row"


# --- The report -------------------------------------------------------------------------------

def write_text(write):
    """Shows a write of a field: (clock, JSON text), twice None if superseded, None if absent."""
    if write is None:
        return None
    return "superseded" if write == (None, None) else f"clock {write[0]}, {shown(write[1])}"


def print_report(path, report, heads):
    """Prints the report for people."""
    def amounts(counts):
        return ", ".join(f"{count:,} {unit}" for unit, count in counts.items())

    print(f"Archive    {shown(path)}")
    print(f"Verdict    {report['verdict'].upper()}")
    print("           \"Intact\" means unchanged since it was recorded. It says nothing about "
          "whether\n           the documents are genuine, or what they say is true.")
    print(f"Expected   {amounts(report['expected'])}")
    print(f"Checked    {amounts(report['checked'])}")
    print(f"Compared   {heads} head(s) known from elsewhere")
    print(f"Findings   {len(report['findings'])}")
    for finding in report["findings"]:
        print(f"\n  {finding['code']} {finding['severity']}: {finding['record']}")
        print(f"    {finding['detail']}")
        for name in ("expected", "found"):
            if finding[name] is not None:
                print(f"    {name:<9}{finding[name]}")


def main():
    parser = argparse.ArgumentParser(description="Verifies a plain Vouchsafe archive.")
    parser.add_argument("archive", metavar="ARCHIVE")
    parser.add_argument("--against", metavar="CHECKPOINT_FILE", action="append", default=[],
                        help="a checkpoint of this archive that was kept elsewhere")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    options = parser.parse_args()
    heads, report = [], Report()
    for path in options.against:
        try:
            heads.append(Checkpoint(pathlib.Path(path).read_bytes()))
        except (OSError, ValueError) as error:
            parser.error(f"{path}: {error}")
    try:
        Audit(ArchiveFile(options.archive, report), report).run(heads)
    except (CannotRead, OSError, sqlite3.Error) as error:
        print(f"{options.archive} cannot be read: {error}", file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        report.add("V090", "file", "the run was cancelled")
    document = report.as_document()
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    if options.json:
        print(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        print_report(options.archive, document, len(heads))
    return 0 if document["verdict"] == "intact" else 1


# --- Appendices A and B of the document -------------------------------------------------------

def statements(appendix):
    """Returns the statements by the name of what they create, as SQLite keeps their text."""
    texts = appendix.strip().rstrip(";").split(";\n\n")
    return {text.split()[2].encode(): text.encode() for text in texts}


FROZEN = """
CREATE TABLE meta (
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE log (
  number     INTEGER PRIMARY KEY CHECK (number BETWEEN 1 AND 4194303),
  id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  public_key BLOB NOT NULL CHECK (length(public_key) = 32)
) STRICT;

CREATE TABLE entry (
  id       INTEGER PRIMARY KEY CHECK (id >= 1099511627776),
  text     TEXT NOT NULL,
  leaf     BLOB NOT NULL CHECK (length(leaf) = 32),
  seed     BLOB CHECK (length(seed) = 32),
  salts    BLOB CHECK (length(salts) % 16 = 0),
  withheld BLOB CHECK (length(withheld) % 32 = 0),
  CHECK ((seed IS NULL) = (salts IS NOT NULL)),
  CHECK ((salts IS NULL) = (withheld IS NULL))
) STRICT;

CREATE TABLE checkpoint (
  log      INTEGER PRIMARY KEY,
  note     TEXT NOT NULL,
  frontier BLOB NOT NULL CHECK (length(frontier) % 32 = 0)
) STRICT;

CREATE TABLE content (
  number           INTEGER PRIMARY KEY CHECK (number BETWEEN 1 AND 549755813887),
  id               BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  state            TEXT NOT NULL CHECK (state IN ('staged', 'held', 'purged')),
  sha256           BLOB CHECK (length(sha256) = 32),
  size_bytes       INTEGER CHECK (size_bytes >= 0),
  chunk_size_bytes INTEGER NOT NULL CHECK (chunk_size_bytes BETWEEN 1 AND 67108864),
  chunk_digests    BLOB CHECK (length(chunk_digests) % 32 = 0),
  staged_at        TEXT,
  CHECK (state <> 'held' OR sha256 IS NOT NULL),
  CHECK ((sha256 IS NULL) = (size_bytes IS NULL)),
  CHECK ((sha256 IS NULL) = (chunk_digests IS NULL)),
  CHECK ((state = 'staged') = (staged_at IS NOT NULL))
) STRICT;

CREATE INDEX content_by_sha256 ON content (sha256);

CREATE TABLE chunk (
  id   INTEGER PRIMARY KEY CHECK (id >= 16777216),
  data BLOB NOT NULL
) STRICT;

CREATE TABLE purge (
  id      INTEGER PRIMARY KEY,
  entry   INTEGER NOT NULL,
  target  INTEGER,
  line    TEXT,
  content INTEGER,
  CHECK ((target IS NULL) = (line IS NULL)),
  CHECK ((target IS NULL) = (content IS NOT NULL))
) STRICT;

CREATE INDEX purge_by_target ON purge (target, line);

CREATE INDEX purge_by_content ON purge (content);

CREATE TRIGGER meta_is_final BEFORE UPDATE ON meta
BEGIN SELECT RAISE(ABORT, 'meta is never changed'); END;

CREATE TRIGGER meta_is_kept BEFORE DELETE ON meta
BEGIN SELECT RAISE(ABORT, 'meta is never removed'); END;

CREATE TRIGGER log_is_final BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'a log is never changed'); END;

CREATE TRIGGER log_is_kept BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'a log is never removed'); END;

CREATE TRIGGER checkpoint_is_kept BEFORE DELETE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'a checkpoint is replaced, never removed'); END;

CREATE TRIGGER entry_is_kept BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry is never removed'); END;

CREATE TRIGGER entry_is_final BEFORE UPDATE ON entry
WHEN NEW.id <> OLD.id OR NEW.leaf <> OLD.leaf
  OR NOT EXISTS (SELECT 1 FROM purge WHERE target = OLD.id)
BEGIN SELECT RAISE(ABORT, 'an entry is changed only by a purge that names it'); END;

CREATE TRIGGER content_is_final BEFORE UPDATE ON content
WHEN OLD.state <> 'staged' AND (
  NEW.number <> OLD.number OR NEW.id <> OLD.id OR NEW.state <> 'purged'
  OR NEW.chunk_size_bytes <> OLD.chunk_size_bytes
  OR NOT EXISTS (SELECT 1 FROM purge WHERE content = OLD.number))
BEGIN SELECT RAISE(ABORT, 'a content is changed only by a purge that names it'); END;

CREATE TRIGGER content_is_kept BEFORE DELETE ON content
WHEN OLD.state <> 'staged'
BEGIN SELECT RAISE(ABORT, 'a content is never removed'); END;

CREATE TRIGGER chunk_is_final BEFORE UPDATE ON chunk
BEGIN SELECT RAISE(ABORT, 'a chunk is never changed'); END;

CREATE TRIGGER chunk_is_kept BEFORE DELETE ON chunk
WHEN NOT EXISTS (SELECT 1 FROM content WHERE number = OLD.id >> 24 AND state = 'staged')
  AND NOT EXISTS (SELECT 1 FROM purge WHERE content = OLD.id >> 24)
BEGIN SELECT RAISE(ABORT, 'a chunk is removed only by a purge that names its content'); END;

CREATE TRIGGER chunk_is_staged BEFORE INSERT ON chunk
WHEN NOT EXISTS (SELECT 1 FROM content WHERE number = NEW.id >> 24 AND state = 'staged')
BEGIN SELECT RAISE(ABORT, 'a chunk is added only to a content that is being received'); END;

CREATE TRIGGER purge_is_final BEFORE UPDATE ON purge
BEGIN SELECT RAISE(ABORT, 'a purge is never changed'); END;

CREATE TRIGGER purge_is_kept BEFORE DELETE ON purge
BEGIN SELECT RAISE(ABORT, 'a purge is never removed'); END;
"""

CATALOGUE = """
CREATE TABLE catalogue (
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE record (
  number INTEGER PRIMARY KEY,
  id     BLOB NOT NULL CHECK (length(id) = 16),
  kind   TEXT NOT NULL,
  UNIQUE (id, kind)
) STRICT;

CREATE INDEX record_by_kind ON record (kind);

CREATE TABLE field (
  record INTEGER NOT NULL,
  name   TEXT NOT NULL,
  entry  INTEGER NOT NULL,
  clock  INTEGER,
  value  TEXT,
  PRIMARY KEY (record, name, entry),
  CHECK ((clock IS NULL) = (value IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX field_by_value ON field (name, value) WHERE length(value) <= 100;
"""

if __name__ == "__main__":
    sys.exit(main())

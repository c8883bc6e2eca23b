"""What a file is, by its first bytes and its parts: its suffix may say anything."""

from __future__ import annotations

import re
from enum import StrEnum

from playbook.errors import SheetError
from playbook.sources.sheets.archives import unpack
from playbook.sources.sheets.faults import listed, refusal

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")
_MARKUP = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<(?:!doctype|\?xml|html|head|body|table|meta|workbook|style|div)\b", re.IGNORECASE)  # fmt: skip
_JSON = re.compile(rb'^(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*["}]')
_SAVE = "Open it in Excel or LibreOffice and save it as .xlsx."
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK_STREAMS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_OTHERS = (
    (b"%PDF", "is a PDF", "Export the table from the program that made it, as .xlsx or .csv."),
    (b"\x1f\x8b", "is a compressed file", "Unpack it first."),
    (b"7z\xbc\xaf", "is a compressed file", "Unpack it first."),
    (b"Rar!", "is a compressed file", "Unpack it first."),
    (b"\x89PNG", "is a picture", "Give the table itself, as .xlsx or .csv."),
    (b"\xff\xd8\xff", "is a picture", "Give the table itself, as .xlsx or .csv."),
    (b"{\\rtf", "is a text document", "Copy the table into a spreadsheet and save that."),
    (b"SQLite format 3", "is a database", "Export the table from it, as .xlsx or .csv."),
    (b"PAR1", "is a Parquet file", "Export it as .csv or .xlsx."),
)


class FileKind(StrEnum):
    """How a file is read, with the suffix that fits it."""

    XLSX = ".xlsx"
    XLSB = ".xlsb"
    XLS = ".xls"
    ODS = ".ods"
    CSV = ".csv"


SUFFIXES_OF = {
    FileKind.XLSX: (".xlsx", ".xlsm"),
    FileKind.XLSB: (".xlsb",),
    FileKind.XLS: (".xls",),
    FileKind.ODS: (".ods",),
    FileKind.CSV: (".csv", ".tsv", ".txt"),
}


def kind_of(raw: bytes, file: str) -> tuple[FileKind, dict[str, bytes]]:
    """Return what a file is, and the parts of its archive where it is one.

    Raises:
        SheetError: when it is nothing that a table can be read from.
    """
    if raw.startswith((_ZIP, _EMPTY_ZIP)):
        parts = unpack(raw, file)
        return _kind_of_parts(parts, raw, file), parts
    if raw.startswith(_COMPOUND):
        return _kind_of_compound(raw, file), {}
    if raw.startswith(_BIFF):
        message = "is a workbook of a version before Excel 97"
        raise refusal("not-a-sheet", file, message, _SAVE)
    for mark, message, hint in _OTHERS:
        if raw.startswith(mark):
            raise refusal("not-a-sheet", file, message, hint)
    if _JSON.match(raw[:400]):
        raise refusal("not-a-sheet", file, "is JSON", "Export it as .csv or .xlsx.")
    if _MARKUP.match(raw[:400]):
        raise _markup(raw, file)
    return FileKind.CSV, {}


def _kind_of_parts(parts: dict[str, bytes], raw: bytes, file: str) -> FileKind:
    if "xl/workbook.xml" in parts:
        return FileKind.XLSX
    if "xl/workbook.bin" in parts:
        return FileKind.XLSB
    if b"opendocument.spreadsheet" in parts.get("mimetype", b""):
        if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
            raise protected(file)
        if "content.xml" in parts:
            return FileKind.ODS
    raise _no_workbook(raw, parts, file)


def _no_workbook(raw: bytes, parts: dict[str, bytes], file: str) -> SheetError:
    if b"Index/Document.iwa" in raw:
        return refusal(
            "not-a-sheet", file, "is a Numbers document", "Export it to Excel in Numbers."
        )
    if any(name.startswith("word/") for name in parts):
        hint = "Copy the table into a spreadsheet and save that."
        return refusal("not-a-sheet", file, "is a Word document", hint)
    names = re.findall(rb"PK\x01\x02.{42}([^\x00-\x1f]{1,80}?\.(?:csv|xlsx?|ods))", raw, re.DOTALL)
    if names:
        inside = listed(name.decode("utf-8", "backslashreplace") for name in names)
        return refusal("not-a-sheet", file, f"is a ZIP archive with {inside}", "Unpack it first.")
    hint = "Give a workbook (.xlsx, .xls, .ods) or a .csv."
    return refusal("not-a-sheet", file, "is a ZIP archive, but no workbook", hint)


def _kind_of_compound(raw: bytes, file: str) -> FileKind:
    if _ENCRYPTED_STREAM in raw:
        raise protected(file)
    if not any(stream in raw for stream in _WORKBOOK_STREAMS):
        hint = "Copy the table into a spreadsheet and save that."
        raise refusal("not-a-sheet", file, "is an old Office document, but no workbook", hint)
    return FileKind.XLS


def protected(file: str) -> SheetError:
    """Return the error for a workbook that opens with a password."""
    hint = "Open it in Excel or LibreOffice, remove the password, save it as another file, and give that."
    return refusal("protected", file, "is protected with a password", hint)


def _markup(raw: bytes, file: str) -> SheetError:
    head = raw[:4000].lower()
    if b"office:spreadsheet" in head:
        return refusal("not-a-sheet", file, "is a workbook in Excel’s old XML form (2003)", _SAVE)
    if b"<html" in head or b"<table" in head or b"<!doctype html" in head:
        if b"<table" not in raw.lower():
            hint = "Did the download end on a sign-in page? Export it again."
            return refusal("not-a-sheet", file, "is a web page without a table", hint)
        message = "is a web page with a table, not a workbook, whatever its name says"
        return refusal("not-a-sheet", file, message, _SAVE)
    return refusal("not-a-sheet", file, "is XML, but no workbook", "Export it as .xlsx or .csv.")

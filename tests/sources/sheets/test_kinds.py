from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from playbook.sources.sheets.loading import load_sheet
from playbook.sources.sheets.sheet import SHEET_SUFFIXES
from tests.sources.sheets.written import read, tabs, texts, told
from tests.support import problems_of

TABLE = [["Naam", "Omzet"], ["A", 1], ["B", 2]]
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def archive(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"%PDF-1.7\n", "is a PDF"),
        (b"<html><body><table><tr><td>a</td></tr></table></body></html>", "web page with a table"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><html><form>sign in</form></html>", "web page without a table"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "old XML form"),
        (b"<?xml version='1.0'?><accounts/>", "is XML"),
        (archive(accounts_dot_csv="a;b"), "ZIP archive with accounts.csv"),
        (archive(readme="x"), "ZIP archive, but no workbook"),
        (archive(word__document_dot_xml="x"), "Word document"),
        (archive(Index__Document_dot_iwa="x"), "Numbers document"),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
        (COMPOUND + "WordDocument".encode("utf-16-le"), "no workbook"),
        (COMPOUND + "Workbook".encode("utf-16-le"), "is damaged"),
        (archive(mimetype="application/vnd.oasis.opendocument.spreadsheet", content_dot_xml="x",
                 **{"META-INF__manifest_dot_xml": "<encryption-data/>"}), "protected with a password"),
        (b"\x1f\x8b\x08", "compressed"),
        (b"PK\x03\x04 cut", "is damaged"),
        (b'[{"naam": "A"}]', "is JSON"),
        (b"\x89PNG\r\n", "picture"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("file", ["a.xls", "a.xlsx", "a.csv"])
def test_what_is_no_sheet_is_called_by_its_name(raw, words, file):
    (problem,) = problems_of(lambda: read(raw, file))
    assert words in problem.message
    assert problem.hint
    assert problem.file == file


def test_a_workbook_called_csv_and_a_csv_called_xlsx_are_read_and_told():
    for raw, file in ((tabs({"T": TABLE}), "a.csv"), (b"Naam;Omzet\nA;1\nB;2\n", "a.xlsx")):
        sheet = read(raw, file)
        assert texts(sheet) == [["A", "1"], ["B", "2"]]
        assert told(sheet, "other-kind")


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".txt"])
def test_a_suffix_that_fits_is_not_told(suffix):
    assert suffix in SHEET_SUFFIXES
    assert not read("Naam;Omzet\nA;1\n", f"a{suffix}").notices


def test_paths(tmp_path):
    assert problems_of(lambda: load_sheet(tmp_path))[0].code == "not-a-file"
    assert problems_of(lambda: load_sheet(tmp_path / "x.csv"))[0].code == "not-found"
    (tmp_path / "a.csv").write_bytes(b"")
    assert problems_of(lambda: load_sheet(tmp_path / "a.csv", "a.csv"))[0].file == "a.csv"


def test_standard_input(monkeypatch):
    class Stream:
        buffer = io.BytesIO(b"Naam;Omzet\nA;1\n")

    monkeypatch.setattr("sys.stdin", Stream)
    assert texts(load_sheet(Path("-"))) == [["A", "1"]]

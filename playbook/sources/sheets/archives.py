"""Workbooks that are ZIP archives: looked through before they are opened, and handed on without what is not needed."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

from playbook.errors import SheetError
from playbook.sources.sheets.faults import refusal

MOST_MEMBERS = 2_000
MOST_BYTES = 200_000_000
"""Of all parts that are read, unpacked."""
MOST_RATIO = 200
_RATIO_FROM = 1_000_000
_NEEDED = (".xml", ".rels", ".bin", "mimetype")
_NOT_NEEDED = ("/media/", "/drawings/", "/charts/", "/vbaproject.bin", "/printersettings/", "/embeddings/", "/externallinks/",
               "/customxml/", "/pivotcache/", "thumbnails/", "configurations2/", "/revisions/")  # fmt: skip
_FAULTS = (
    zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError, ValueError, OverflowError, KeyError,
)  # fmt: skip
"""What zipfile raises on archives that are damaged, encrypted or packed in an unknown way."""


def damaged(file: str) -> SheetError:
    """Return the error for a workbook that cannot be opened."""
    hint = "Open it in Excel or LibreOffice and save it again as .xlsx, or export it again."
    return refusal("damaged", file, "is damaged and cannot be opened", hint)


def unpack(raw: bytes, file: str) -> dict[str, bytes]:
    """Return the parts of a workbook that matter for its cells, by name; nothing else is unpacked.

    Raises:
        SheetError: when the archive is damaged, or larger than any workbook of accounts.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = archive.infolist()
            # zipfile unpacks no more than the size a member claims, and compares its checksum.
            _check_members(members, file)
            return {one.filename: archive.read(one) for one in members if _is_needed(one)}
    except _FAULTS:
        raise damaged(file) from None


def _is_needed(member: zipfile.ZipInfo) -> bool:
    name = "/" + member.filename.lower()
    return name.endswith(_NEEDED) and not any(part in name for part in _NOT_NEEDED)


def _check_members(members: list[zipfile.ZipInfo], file: str) -> None:
    needed = [one for one in members if _is_needed(one)]
    swollen = any(
        one.file_size > _RATIO_FROM and one.file_size > MOST_RATIO * max(one.compress_size, 1)
        for one in needed
    )
    if len(members) > MOST_MEMBERS or sum(one.file_size for one in needed) > MOST_BYTES or swollen:
        hint = "Copy the table into a new workbook and save that."
        raise refusal("too-large", file, "unpacks to far more than a table of accounts", hint)


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Return an archive of exactly these parts, so that no reader meets anything that was not looked at."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(parts, key=lambda one: (one != "mimetype", one)):
            archive.writestr(zipfile.ZipInfo(name), parts[name])
    return out.getvalue()

"""Old and binary workbooks are read by a process of their own first: an extent that lies makes the reader end its process."""

from __future__ import annotations

import subprocess
import sys

_SECONDS = 60
_TRIAL = """
import io, sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))
except (ImportError, OSError, ValueError):
    pass
from python_calamine import CalamineError, CalamineWorkbook
try:
    book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    for tab in book.sheets_metadata:
        try:
            book.get_sheet_by_name(tab.name)
        except CalamineError:
            pass
except CalamineError:
    pass
"""
"""What the reader says by itself is left to whoever reads next; here it only counts that it comes back."""


def comes_back(data: bytes) -> bool:
    """Tell whether reading a workbook ends in anything but the end of the process, within 60 seconds and 2 GB."""
    try:
        ran = subprocess.run(  # noqa: S603 -- our own interpreter, and the file goes in as bytes
            [sys.executable, "-P", "-c", _TRIAL],
            input=data,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return ran.returncode == 0

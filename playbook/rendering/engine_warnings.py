"""What the PDF engine has to say while it works: a missing font or picture is a log line to it, and a fault to us."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from playbook.errors import PdfError


class Collector(logging.Handler):
    """Keeps WeasyPrint's warnings: a missing font or picture is a log line to it, and a fault to us."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: set[str] = set()
        self.boxes: set[str] = set()
        """Characters that no font has."""

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        box = _BOX.search(message)
        if box:
            self.boxes.add(chr(int(box[1], 16)))
        else:
            self.messages.add(message)

    def raise_any(self) -> None:
        """Make a fault of what was heard; a box is told beside the document instead, for a name is what it is."""
        if self.messages:
            raise PdfError(f"the PDF engine warned: {'; '.join(sorted(self.messages)[:3])}")


_BOX = re.compile(r"^\.notdef glyph .*\(U\+([0-9A-F]+)\)$", re.DOTALL)


@contextmanager
def listening() -> Iterator[Collector]:
    """Hear WeasyPrint's warnings, and keep them from anybody else."""
    collector, logger = Collector(), logging.getLogger("weasyprint")
    propagated = logger.propagate
    logger.propagate = False
    logger.addHandler(collector)
    try:
        yield collector
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagated

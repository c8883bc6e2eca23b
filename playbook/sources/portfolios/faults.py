"""What is wrong with a cell, before it has a place and words: a code, and what its words are filled with."""

from __future__ import annotations

from collections.abc import Mapping


class CellFault(ValueError):  # noqa: N818 -- a word for what stands in the cell, told like any problem
    """A cell that cannot be used as it is; whoever knows the place makes it a `Problem`."""

    def __init__(self, code: str, values: Mapping[str, str] | None = None) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values or {}

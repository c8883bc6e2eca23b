"""Running the command inside the test's process, in a folder of its own."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from playbook.cli.app import run
from tests.support import write_tree

PROFILE = """\
format: 1
seller:
  name: Meridian Lease
offering:
  name: Car lease
  summary: Cars for the field service.
account:
  name: {account}
answers:
  alternatives: 6 suppliers
"""


@dataclass(frozen=True)
class Ran:
    """What came of a command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Folder:
    """A working folder with files, in which commands run."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch):
        self.root, self._capsys, self._patch = root, capsys, patch
        patch.chdir(root)
        # Or what is printed would hang on the terminal of whoever runs the tests.
        patch.setenv("COLUMNS", "100")

    def write(self, **files: str | bytes) -> None:
        write_tree(self.root, files)

    def put(self, name: str, text: str | bytes) -> None:
        write_tree(self.root, {name: text})

    def __call__(self, *arguments: str, stdin: str | bytes = "") -> Ran:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        self._patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        self._capsys.readouterr()
        code = run(list(arguments))
        out, err = self._capsys.readouterr()
        return Ran(code, out, err)

    def files(self, folder: str = "output") -> list[str]:
        """Return the names in a folder, without the hidden one that holds our records."""
        found = (path.name for path in (self.root / folder).iterdir())
        return sorted(name for name in found if not name.startswith("."))


def profile(account: str = "Acme") -> str:
    return PROFILE.format(account=json.dumps(account, ensure_ascii=False))

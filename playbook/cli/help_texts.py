"""The help of every command as Typer prints it, to be kept as text for `playbook.entry`, which prints it without Typer."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterator
from pathlib import Path

from playbook.cli.app import app, run

FOLDER = Path(__file__).resolve().parent / "help"
"""Where the texts are kept, in the package."""
_COLUMNS = "80"


def help_texts() -> dict[str, str]:
    """Return the help of every command and group by the name of its file."""
    return {
        f"{'_'.join(('playbook', *words))}.txt": help_of(*words) for words in sorted(_commands())
    }


def help_of(*words: str) -> str:
    """Return what Typer prints as the help of one command on 80 columns."""
    printed = io.StringIO()
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = _COLUMNS
    try:
        with contextlib.redirect_stdout(printed):
            run([*words, "--help"])
    finally:
        if before is None:
            del os.environ["COLUMNS"]
        else:
            os.environ["COLUMNS"] = before
    return printed.getvalue()


def _commands() -> Iterator[tuple[str, ...]]:
    """Yield the words of every command and group; the whole has none."""
    yield ()
    for command in app.registered_commands:
        yield (command.name or "",)
    for group in app.registered_groups:
        yield (group.name or "",)
        commands = group.typer_instance.registered_commands if group.typer_instance else []
        for command in commands:
            yield (group.name or "", command.name or "")

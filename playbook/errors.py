"""What can go wrong, as values: problems with a place and a remedy, and the exceptions that carry them.

This module imports nothing of the package. Errors never print and never exit; `playbook.cli.app` does both, in one place.
Every exception takes positional arguments only, so that it survives pickling between processes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """What the command tells the shell."""

    FINE = 0
    INPUT = 1
    USAGE = 2
    BUG = 3
    PARTIAL = 4
    ENVIRONMENT = 5
    CHANGES = 6
    INTERRUPTED = 130


class Severity(StrEnum):
    """Whether something stops us."""

    ERROR = "error"
    """It cannot be right: nothing is made of it."""
    WARNING = "warning"
    """It can be right but hardly is: told, and used as it stands."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in what somebody wrote, with its place and what to do about it."""

    code: str
    """Stable kebab-case word, for machines: `unknown-key`, `impossible-value`."""
    message: str
    """What is wrong, in one sentence without a place."""
    file: str | None = None
    line: int | None = None
    """First line is 1."""
    column: int | None = None
    """First column is 1."""
    hint: str | None = None
    """What to do, in the imperative."""
    severity: Severity = Severity.ERROR

    def place(self) -> str:
        """Return `file:line:column` as far as known, in the form editors and terminals make clickable."""
        parts = [str(part) for part in (self.file, self.line, self.column) if part is not None]
        return ":".join(parts)

    def __str__(self) -> str:
        """Return place, message and remedy on one line; a warning says that it is one."""
        said = f"warning: {self.message}" if self.severity is Severity.WARNING else self.message
        text = f"{self.place()}: {said}" if self.file else said
        return f"{text}. {self.hint}" if self.hint else f"{text}."


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a profile that cannot be right, or hardly is, with its path into the profile."""

    path: tuple[str | int, ...]
    code: str
    message: str
    hint: str
    severity: Severity = Severity.ERROR


class RefusalError(ValueError):
    """A value that cannot be right: what is wrong with it, and what to write instead.

    Raised where no place is known; whoever knows the place makes it a `Problem`.
    """

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Return message and remedy, for a caller that has no place to add."""
        return f"{self.message}. {self.hint}" if self.hint else self.message


class PlaybookError(Exception):
    """Base of everything that is not a bug of ours: one message and, where there is one, a remedy."""

    exit_code: ClassVar[ExitCode] = ExitCode.INPUT

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Return the message without the remedy."""
        return self.message


class ProblemsError(PlaybookError):
    """Everything found wrong in one input, all at once."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.args = (problems,)
        self.problems = problems


class ProfileError(ProblemsError):
    """A profile that cannot be read or does not hold together."""


class CasesError(ProblemsError):
    """A file of known placements that cannot be read or does not hold together."""


class CardError(ProblemsError):
    """A filled coffee card that cannot be read, or whose profile cannot be found."""


class SheetError(ProblemsError):
    """A sheet of accounts that cannot be read, or in which no table can be found."""


class ContentError(ProblemsError):
    """A block, label or data file under `content/` that is missing, malformed or names an unknown variable."""


class BrandError(ProblemsError):
    """A brand file, or a logo or font it names, that cannot be read or cannot be printed as it is."""


class TemplateError(ProblemsError):
    """A page under `templates/` that is missing, cannot be parsed or names something that does not exist."""


class RenderError(PlaybookError):
    """A document that does not come out as promised: it does not fit its pages."""


class PdfError(RenderError):
    """WeasyPrint refused a resource or failed in layout."""


class EnvironmentProblem(PlaybookError):  # noqa: N818 -- it is one, and the name says whose
    """The machine lacks something: the PDF engine, a folder that can be written."""

    exit_code = ExitCode.ENVIRONMENT


_LONGEST_QUOTE = 60


def quoted(value: object) -> str:
    r"""Return what somebody typed, for use in a message: in quotes, on one line, cut where it is long.

    Characters that do not print are spelled out (`\\x1b`), so that no message can steer a terminal.
    """
    text = str(value)
    if len(text) > _LONGEST_QUOTE:
        text = f"{text[: _LONGEST_QUOTE - 1]}…"
    shown = (
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in text
    )
    return f"“{''.join(shown)}”"

"""Where the command `playbook` starts: what can be answered without loading anything is answered here.

Help is a text made beforehand (`make help-texts`; a test holds it equal to what Typer prints), and a build that finds
everything as its stamp says has nothing to do. All else goes on to `playbook.cli.app`. Nothing is imported here that
Python has not loaded by itself already, since each module costs a share of the time that is left.
"""

import os
import sys

_HELP = os.path.join(os.path.dirname(__file__), "cli", "help")
_WIDTH = 80
"""Columns for which the texts were made; on a wider terminal they are the same."""
_USAGE = 2


def main() -> None:
    """Run the command line."""
    try:
        answer = _answer(sys.argv[1:])
    except OSError:  # a folder that is gone, a file that cannot be read: told in one place
        answer = None
    if answer is None:
        from playbook.cli.app import main as run

        run()
    else:
        sys.exit(_print(*answer))


def _answer(arguments: list[str]) -> tuple[str, str, int] | None:
    """Return standard output, standard error and exit code, or None where more must be loaded to know them."""
    if sys.stdout is None or sys.stderr is None:
        return None
    if not arguments:
        text = _help([])
        return None if text is None else ("", text, _USAGE)
    if arguments == ["--version"]:
        from playbook.version import __version__

        return f"playbook {__version__}\n", "", 0
    if arguments[-1] in ("--help", "-h"):
        text = _help(arguments[:-1])
        return None if text is None else (text, "", 0)
    if arguments[0] == "build":
        from playbook.build.stamp import said_before

        return said_before(arguments)
    return None


def _help(command: list[str]) -> str | None:
    """Return the help of a command, by its words, as Typer would print it here."""
    if not all(word.replace("-", "").isalpha() for word in command) or not _is_usual():
        return None
    path = os.path.join(_HELP, "_".join(["playbook", *command]) + ".txt")
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        return None


def _is_usual() -> bool:
    """Tell whether Typer would print what was made beforehand: no narrow terminal, no shell that asks for completions."""
    if "_PLAYBOOK_COMPLETE" in os.environ:
        return False
    columns = os.environ.get("COLUMNS", "")
    if not columns.isdecimal() or not int(columns):
        try:
            columns = str(os.get_terminal_size(sys.__stdout__.fileno()).columns or _WIDTH)  # type: ignore[union-attr] # no stream is an AttributeError
        except (AttributeError, ValueError, OSError):  # as shutil.get_terminal_size does
            return True
    return int(columns) >= _WIDTH


def _print(out: str, err: str, code: int) -> int:
    """Print, on streams that write a character they lack as its number, and return the exit code."""
    try:
        for stream, text in ((sys.stdout, out), (sys.stderr, err)):
            if text:
                if hasattr(stream, "reconfigure"):
                    stream.reconfigure(errors="backslashreplace")
                stream.write(text)
                stream.flush()
    except OSError as error:
        from playbook.cli.app import tell_unprinted

        return tell_unprinted(error)
    return code

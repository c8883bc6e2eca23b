"""The command `playbook`: its commands, registered by hand, and the one place where errors meet people.

Commands import what they need inside their function, so that help and placement never wait for the PDF engine.
"""

from __future__ import annotations

import errno
import io
import os
import sys
import traceback

import typer

from playbook.cli import accounts as accounts_commands
from playbook.cli import build as build_command
from playbook.cli import check as check_command
from playbook.cli import evaluate as evaluate_command
from playbook.cli import place as place_command
from playbook.cli.console import say, show_problems
from playbook.errors import ExitCode, PlaybookError, ProblemsError
from playbook.version import __version__

app = typer.Typer(
    name="playbook",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Sales playbooks that know how the buyer's procurement department looks at you.",
    epilog="Example: playbook build content/profiles/car-lease-installer.yaml",
)
app.command("place")(place_command.place)
app.command("build")(build_command.build)
app.command("check")(check_command.check)
app.command("evaluate")(evaluate_command.evaluate)
app.add_typer(accounts_commands.accounts, name="accounts")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"playbook {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    _version: bool = typer.Option(
        False, "--version", callback=_show_version, is_eager=True, help="Show the version."
    ),
) -> None:
    """Hold the options that belong to no command."""


def main() -> None:
    """Run the command line; every error ends here, as a sentence and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a character gets its number instead of a crash.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run with these arguments and return the exit code."""
    try:
        result = app(
            args=arguments, prog_name="playbook", standalone_mode=False, obj=tuple(arguments)
        )
        sys.stdout.flush()  # so that a reader who has gone is noticed here
    except ProblemsError as error:
        show_problems(error.problems)
        return error.exit_code
    except PlaybookError as error:
        say(f"{error.message}. {error.hint}" if error.hint else f"{error.message}.")
        return error.exit_code
    except (BrokenPipeError, SystemExit):  # Typer makes an exit of the first
        _forget_output()
        return ExitCode.FINE
    except Exception as error:  # noqa: BLE001 the one boundary
        return _other(error)
    if result == ExitCode.INTERRUPTED:  # as Typer answers Ctrl-C
        say("Stopped. What was finished is whole, the rest was not written.")
    return int(result or 0)


def tell_unprinted(error: OSError) -> int:
    """Tell why a result could not be printed, and return the exit code."""
    if isinstance(error, BrokenPipeError):
        _forget_output()
        return ExitCode.FINE
    return _other(error)


def _forget_output() -> None:
    """Send what is still to be printed nowhere: whoever read it has gone, or the disk it goes to is full."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _other(error: Exception) -> int:
    """Tell wrong usage, which Typer explains itself, from a bug of ours."""
    show = getattr(error, "show", None)
    code = getattr(error, "exit_code", None)
    if isinstance(error, typer.Exit | typer.Abort):
        return int(code if isinstance(code, int) else ExitCode.INTERRUPTED)
    if callable(show) and isinstance(code, int):
        explained = io.StringIO()  # it quotes what was typed, which may hold terminal codes
        show(file=explained)
        for line in explained.getvalue().splitlines():
            say(line)
        return code
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EIO):
        _forget_output()
        say(f"The result could not be written: {error.strerror}. Make room.")
        return ExitCode.ENVIRONMENT
    say(
        f"This is a bug in playbook {__version__}, not in your files: {type(error).__name__}: {error}"
    )
    say("Please report it with the lines that PLAYBOOK_DEBUG=1 adds.")
    if os.environ.get("PLAYBOOK_DEBUG"):
        traceback.print_exception(error, file=sys.stderr)
    return ExitCode.BUG

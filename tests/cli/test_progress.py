"""How far a build is, in words and on a terminal."""

from __future__ import annotations

import io
import os
import sys

import pytest

from playbook.cli.progress import Progress, duration, progress_line


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0 s"), (59.6, "1 min"), (200, "3 min 20 s"), (7500, "2 h 5 min")]
)
def test_a_time_is_said_in_at_most_two_units(seconds, text):
    assert duration(seconds) == text


def test_the_line_has_the_share_the_rate_and_the_time_left():
    assert progress_line(20, 80, 0, 10.0) == "20 of 80 documents (25%), 2.0 a second, 30 s left"
    assert (
        progress_line(5, 80, 1, 20.0) == "5 of 80 documents (6%), 1 failed, 15 a minute, 5 min left"
    )
    assert progress_line(80, 80, 0, 10.0) == "80 of 80 documents (100%), 8.0 a second"


class Terminal(io.StringIO):
    """A terminal that keeps what it is shown."""

    def isatty(self):
        return True

    def fileno(self):
        return 2


@pytest.mark.parametrize("columns", [0, 40, 200])
def test_rate_and_time_left_are_shown_however_wide_the_terminal_says_it_is(monkeypatch, columns):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((columns, 0)))
    monkeypatch.setattr("playbook.cli.progress._EVERY", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    Progress(4).step("a-name.pdf", is_made=True)
    shown = terminal.getvalue()
    assert "1 of 4 documents (25%)" in shown
    assert " left" in shown


def test_where_there_is_no_terminal_nothing_is_shown(capsys):
    progress = Progress(1)
    progress.step("a.pdf", is_made=True)
    progress.end()
    assert capsys.readouterr().err == ""

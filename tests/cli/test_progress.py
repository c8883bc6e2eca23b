"""How far a build is, in words and on a terminal."""

from __future__ import annotations

import os
import pty
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


def test_a_terminal_without_a_size_still_shows_rate_and_time_left(monkeypatch):
    ours, theirs = pty.openpty()  # as made, it has no rows and no columns
    with os.fdopen(theirs, "w") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        monkeypatch.setattr("playbook.cli.progress._EVERY", 0.0)
        monkeypatch.setenv("TERM", "xterm")
        Progress(4).step("a-name.pdf", is_made=True)
        terminal.flush()
        shown = os.read(ours, 4096).decode()
    os.close(ours)
    assert "1 of 4 documents (25%)" in shown
    assert shown.rstrip().endswith(("left  a-name.pdf", "left"))


def test_where_there_is_no_terminal_nothing_is_shown(capsys):
    progress = Progress(1)
    progress.step("a.pdf", is_made=True)
    progress.end()
    assert capsys.readouterr().err == ""

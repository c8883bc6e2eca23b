from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.errors import (
    ContentError,
    EnvironmentProblem,
    ExitCode,
    PdfError,
    PlaybookError,
    Problem,
    ProblemsError,
    ProfileError,
    RefusalError,
    RenderError,
    Severity,
    quoted,
)

PROBLEM = Problem("empty", "name is empty", "a.yaml", 3, 5, "Fill it in.")


@pytest.mark.parametrize(
    ("problem", "shown"),
    [
        (PROBLEM, "a.yaml:3:5: name is empty. Fill it in."),
        (Problem("empty", "is empty", "a.yaml"), "a.yaml: is empty."),
        (Problem("empty", "is empty", "a.yaml", 3), "a.yaml:3: is empty."),
        (Problem("empty", "name is empty"), "name is empty."),
        (Problem("empty", "name is empty", hint="Fill it in."), "name is empty. Fill it in."),
        (
            Problem("odd", "is odd", "a.yaml", 3, severity=Severity.WARNING),
            "a.yaml:3: warning: is odd.",
        ),
    ],
)
def test_a_problem_reads_as_place_message_remedy(problem, shown):
    assert str(problem) == shown


@pytest.mark.parametrize(
    "error",
    [
        PlaybookError("it broke", "Mend it."),
        RenderError("does not fit"),
        PdfError("refused", "Look."),
        EnvironmentProblem("no engine", "Install it."),
        ProblemsError((PROBLEM, PROBLEM)),
        ProfileError((PROBLEM,)),
        ContentError(()),
        RefusalError("is negative", "Write it above zero."),
    ],
)
@pytest.mark.parametrize("travel", [lambda e: pickle.loads(pickle.dumps(e)), copy.copy])
def test_every_error_survives_the_way_between_processes(error, travel):
    arrived = travel(error)
    assert type(arrived) is type(error)
    assert str(arrived) == str(error)
    assert arrived.__dict__ == error.__dict__


def test_problems_are_shown_one_a_line():
    assert str(ProfileError((PROBLEM, PROBLEM))).splitlines() == [str(PROBLEM)] * 2


def test_errors_tell_the_shell_whose_fault_it_is():
    assert ProfileError(()).exit_code is ExitCode.INPUT
    assert EnvironmentProblem("no engine").exit_code is ExitCode.ENVIRONMENT


def test_an_error_shows_its_message_and_keeps_its_remedy_apart():
    error = RenderError("does not fit", "Shorten it.")
    assert (str(error), error.hint) == ("does not fit", "Shorten it.")


def test_a_refusal_shows_its_remedy_too():
    assert str(RefusalError("is negative", "Write more.")) == "is negative. Write more."
    assert str(RefusalError("is negative")) == "is negative"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Acme", "“Acme”"),
        (7, "“7”"),
        ("a\x1b[2J", "“a\\x1b[2J”"),
        ("a\nb", "“a\\nb”"),
        ("a\u202eb", "“a\\u202eb”"),
        ("\ud800", "“\\ud800”"),
        ("x" * 61, f"“{'x' * 59}…”"),
        ("x" * 60, f"“{'x' * 60}”"),
    ],
)
def test_what_was_typed_is_quoted_so_that_it_can_be_printed(typed, shown):
    assert quoted(typed) == shown


@given(st.text(st.characters()))
def test_no_quote_can_steer_a_terminal(text):
    assert quoted(text).isprintable()
    assert quoted(text).encode("utf-8")

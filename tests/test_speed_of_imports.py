"""Help and placement answer before anything heavy is loaded."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.support import ROOT

HEAVY = ("weasyprint", "jinja2", "markdown", "xlsxwriter")
EXAMPLE = "content/profiles/car-lease-installer.yaml"
PROGRAM = """
import json, sys
from playbook.cli.app import run
code = run(sys.argv[1:])
print(json.dumps([code, sorted({name.partition(".")[0] for name in sys.modules})]), file=sys.stderr)
"""


def loaded_by(*arguments):
    """Return the packages that a command loads, in a process of its own."""
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    code, modules = json.loads(ran.stderr.splitlines()[-1])
    return code, modules


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--help",), 0),
        (("--version",), 0),
        (("place", "--help"), 0),
        (("build", "--help"), 0),
        (("place", EXAMPLE), 0),
        (("place", EXAMPLE, "--json"), 0),
        (("accounts", "money", "--help"), 0),
        (("place", "none.yaml"), 1),
        (("build", "--kind", "poster"), 2),
    ],
)
def test_nothing_heavy_is_loaded(arguments, code):
    ended, modules = loaded_by(*arguments)
    assert ended == code
    assert "playbook" in modules
    assert not set(HEAVY) & set(modules)


def test_help_does_not_even_load_what_validates():
    _, modules = loaded_by("--help")
    assert not {"pydantic", "ruamel", "babel", "numpy"} & set(modules)


def test_the_money_case_on_screen_does_not_load_what_writes_workbooks():
    code, modules = loaded_by("accounts", "money", EXAMPLE)
    assert code == 0
    assert "xlsxwriter" not in modules


def test_html_alone_does_not_load_the_pdf_engine(tmp_path):
    code, modules = loaded_by(
        "build", EXAMPLE, "--format", "html", "--output", str(tmp_path / "out")
    )
    assert code == 0
    assert "weasyprint" not in modules
    assert {"jinja2", "markdown"} <= set(modules)

"""The house rules, and that each of them would be noticed when broken."""

from __future__ import annotations

import ast
import importlib
import inspect
import pickle
import pkgutil
import shutil
import subprocess
import sys
import tomllib

import pytest

import playbook
from playbook.errors import Problem, ProblemsError
from tests.support import ROOT

PACKAGE = ROOT / "playbook"
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text())
CONTRACTS = {one["name"] for one in SETTINGS["tool"]["importlinter"]["contracts"]}
MAX_FILE, MAX_FUNCTION = 300, 60

VIOLATIONS = [
    ("Layers point downwards", "kraljic/matrix.py", "import playbook.document.brief"),
    ("Layers point downwards", "sources/project.py", "import playbook.rendering.pdf"),
    ("Layers point downwards", "rendering/pdf.py", "import playbook.sources.project"),
    ("Layers point downwards", "library/library.py", "import playbook.economics.case"),
    ("Layers point downwards", "economics/case.py", "import playbook.library.library"),
    ("Layers point downwards", "cli/app.py", "import playbook.entry"),
    ("Layers point downwards", "nobodys_layer.py", "A = 1"),
    ("The core is pure", "kraljic/matrix.py", "import os"),
    ("The core is pure", "profile/words.py", "import pathlib"),
    ("The core is pure", "document/brief.py", "import jinja2"),
    ("The core is pure", "build/targets.py", "import time"),
    ("The core is pure", "library/conditions.py", "import logging"),
    ("The core is pure", "economics/solving.py", "import pathlib"),
    ("WeasyPrint has one door", "rendering/html.py", "import weasyprint"),
    ("WeasyPrint has one door", "cli/build.py", "from weasyprint import HTML"),
    ("XlsxWriter stays with the workbook", "cli/build.py", "import xlsxwriter"),
    ("The workbook knows no placement", "workbook/money.py", "import playbook.kraljic.matrix"),
    ("No cycles between siblings", "rendering/markdown.py", "import playbook.rendering.html"),
]
"""A contract, the file to change in a copy of the package, and the line that breaks it."""


def lint(folder):
    """Lint the imports of the package in *folder*; return the exit code and what was said."""
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    ran = subprocess.run(
        [sys.executable, "-c", command, "--no-cache"],
        check=False,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=100,
    )
    return ran.returncode, ran.stdout + ran.stderr


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(PACKAGE, tmp_path / "playbook", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contracts_hold():
    code, said = lint(ROOT)
    assert code == 0, said
    assert f"{len(CONTRACTS)} kept, 0 broken" in said


@pytest.mark.parametrize(("contract", "file", "line"), VIOLATIONS)
def test_a_violation_breaks_its_contract(copy, contract, file, line):
    path = copy / "playbook" / file
    text = path.read_text() if path.exists() else '"""New."""\n'
    path.write_text(f"{text}\n{line}\n")
    code, said = lint(copy)
    assert code == 1
    assert f"{contract} BROKEN" in said


def test_every_contract_has_a_violation_that_proves_it():
    assert {contract for contract, _, _ in VIOLATIONS} == CONTRACTS


def sources():
    found = sorted([*PACKAGE.rglob("*.py"), *(ROOT / "tools").glob("*.py")])
    assert len(found) > 40
    return found


def test_no_file_is_too_long_to_read():
    long = {path.name: n for path in sources() if (n := path.read_text().count("\n")) > MAX_FILE}
    assert long == {}


def test_no_function_is_too_long_to_read():
    long, seen = {}, 0
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                seen += 1
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > MAX_FUNCTION and not declares_options(node):
                    long[f"{path.name}:{node.name}"] = length
    assert seen > 300
    assert long == {}


def declares_options(node):
    """Tell whether a function is a command, most of whose lines declare its options."""
    body = (node.end_lineno or 0) - node.body[0].lineno + 1
    return any("Annotated" in ast.unparse(one) for one in [*node.args.args] if one.annotation) and (
        body <= MAX_FUNCTION
    )


def exceptions():
    found = set()
    for module in pkgutil.walk_packages(playbook.__path__, "playbook."):
        if module.name == "playbook.__main__":
            continue
        for _, one in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(one, BaseException) and one.__module__.startswith("playbook"):
                found.add(one)
    return sorted(found, key=lambda one: one.__name__)


def test_every_exception_survives_the_way_between_processes():
    assert len(exceptions()) >= 8
    problem = Problem("code", "message", "file", 1, 2, "hint")
    for kind in exceptions():
        error = kind((problem,)) if issubclass(kind, ProblemsError) else kind("message", "hint")
        copied = pickle.loads(pickle.dumps(error))
        assert type(copied) is kind
        assert (copied.args, str(copied), vars(copied)) == (error.args, str(error), vars(error))


def test_every_test_file_is_collected():
    """A folder called `build` is left out by default, without a word."""
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-qq", "-p", "no:cacheprovider"],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    collected = {line.partition(":")[0] for line in ran.stdout.splitlines()}
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("test_*.py")}
    assert len(files) > 30
    assert files - collected == set()


def test_no_test_is_skipped_without_saying_why():
    for path in sorted((ROOT / "tests").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("skipif", ".skip")):
                assert "reason" in ast.unparse(node) or node.args, path.name
            if isinstance(node, ast.Attribute) and node.attr == "xfail":
                pytest.fail(f"{path.name} expects a failure")

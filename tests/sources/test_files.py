from __future__ import annotations

import os
import sys

import pytest

from playbook.sources.structured import load_structured, read_text
from tests.support import problems_of, write_tree


def test_a_file_is_read_and_parsed_by_its_ending(tmp_path):
    write_tree(tmp_path, {"a.YAML": "a: 1\n", "a.json": '{"a": "1"}', "a.TOML": 'a = "1"\n'})
    for path in tmp_path.iterdir():
        assert load_structured(path).data == {"a": "1"}
        assert load_structured(path).name == str(path)
    assert load_structured(tmp_path / "a.json", "shown").name == "shown"


def code_of(path):
    (problem,) = problems_of(lambda: read_text(path, "shown"))
    assert problem.file == "shown"
    assert problem.hint
    return problem.code


def test_what_is_no_file_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert code_of(tmp_path) == "not-a-file"
    assert code_of(tmp_path / "pipe") == "not-a-file"
    assert code_of(tmp_path / "loop") == "not-found"
    assert code_of(tmp_path / "none") == "not-found"
    assert code_of(tmp_path / "a\0b") == "not-found"
    assert code_of(tmp_path / ("x" * 300)) == "unreadable"
    assert code_of(tmp_path.joinpath("/dev/zero")) == "not-a-file"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path):
    write_tree(tmp_path, {"a.yaml": "a: b"})
    (tmp_path / "a.yaml").chmod(0)
    assert code_of(tmp_path / "a.yaml") == "unreadable"

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from dataclasses import replace

import pytest

from playbook.build.manifest import STATE_FOLDER, hold, read_manifest
from playbook.errors import EnvironmentProblem

MADE_OF = {
    "digest": "d", "subject": "s", "origin": "a.yaml", "key": "k", "slot": "brief/en/html",
    "remarks": ("one",),
}  # fmt: skip


def write(folder, *names, data=b"whole"):
    with hold(folder) as manifest:
        for name in names:
            manifest.write(name, data, MADE_OF)


def state(folder, name="manifest.json"):
    return folder / STATE_FOLDER / name


def test_what_was_written_is_known_the_next_time(tmp_path):
    write(tmp_path, "a.html", "accounts/b/b.html")
    found = read_manifest(tmp_path)
    assert list(found.documents) == ["a.html", "accounts/b/b.html"]
    made = found.documents["a.html"]
    assert (made.digest, made.slot, made.remarks, made.size) == ("d", "brief/en/html", ("one",), 5)
    assert all(found.is_whole(name) for name in found.documents)
    assert (tmp_path / "accounts/b/b.html").read_bytes() == b"whole"


def test_what_the_overview_keeps_comes_back(tmp_path):
    with hold(tmp_path) as manifest:
        manifest.memory["standings"] = {"k": [1, "é"]}
    assert read_manifest(tmp_path).memory == {"standings": {"k": [1, "é"]}}


@pytest.mark.parametrize("change", ["altered", "shorter", "gone", "a folder"])
def test_a_document_that_somebody_changed_is_not_whole(tmp_path, change):
    write(tmp_path, "a.html")
    path = tmp_path / "a.html"
    path.unlink()
    if change == "altered":
        path.write_bytes(b"WHOLE")
    elif change == "shorter":
        path.write_bytes(b"whol")
    elif change == "a folder":
        path.mkdir()
    assert not read_manifest(tmp_path).is_whole("a.html")


def test_a_document_that_was_only_copied_is_whole(tmp_path):
    write(tmp_path, "a.html")
    os.utime(tmp_path / "a.html", ns=(1, 1))
    assert read_manifest(tmp_path).is_whole("a.html")


def test_removing_takes_the_document_and_its_empty_folder_but_no_more(tmp_path):
    write(tmp_path, "accounts/a/a.html", "accounts/b/b.html", "c.html")
    (tmp_path / "accounts/b/mine.txt").write_text("mine")
    with hold(tmp_path) as manifest:
        removed = [manifest.remove(name) for name in list(manifest.documents)]
    assert removed == [True, True, True]
    assert not (tmp_path / "accounts/a").exists()
    assert [one.name for one in (tmp_path / "accounts/b").iterdir()] == ["mine.txt"]
    assert tmp_path.is_dir()
    assert read_manifest(tmp_path).documents == {}


def test_removing_leaves_what_somebody_changed(tmp_path):
    write(tmp_path, "a.html")
    (tmp_path / "a.html").write_bytes(b"mine!")
    with hold(tmp_path) as manifest:
        assert not manifest.remove("a.html")
    assert (tmp_path / "a.html").read_bytes() == b"mine!"
    assert read_manifest(tmp_path).documents == {}


@pytest.mark.parametrize(
    "damage",
    [
        b"", b"{", b"null", b"[]", b'{"format": 1}', b"\xff\xfe", b'{"format": 2, "documents": {}}',
        b'{"format": 1, "documents": {"a.html": {}}, "memory": {}}',
        b'{"format": 1, "documents": [], "memory": {}}',
        b'{"format": 1, "documents": {"a.html": {"digest": "d", "nonsense": 1}}, "memory": {}}',
        b'{"format": 1, "documents": {}, "memory": 5}',
        b"[" * 100_000,
    ],
)  # fmt: skip
def test_a_damaged_record_is_an_empty_one(tmp_path, damage):
    write(tmp_path, "a.html")
    state(tmp_path).write_bytes(damage)
    assert read_manifest(tmp_path).documents == {}
    write(tmp_path, "b.html")
    assert list(read_manifest(tmp_path).documents) == ["b.html"]


def journal_of(tmp_path):
    """Return the journal of a build that was killed after three documents."""
    with hold(tmp_path) as manifest:
        for name in "abc":
            manifest.write(name, b"whole", MADE_OF)
        lines = state(tmp_path, "journal.jsonl").read_bytes()
    state(tmp_path).unlink()
    state(tmp_path, "journal.jsonl").write_bytes(lines)
    return lines


def test_a_build_that_was_killed_goes_on_from_its_journal(tmp_path):
    lines = journal_of(tmp_path)
    assert len(lines.splitlines()) == 3
    assert list(read_manifest(tmp_path).documents) == ["a", "b", "c"]
    with hold(tmp_path):
        pass
    assert state(tmp_path, "journal.jsonl").read_bytes() == b""
    assert list(json.loads(state(tmp_path).read_bytes())["documents"]) == ["a", "b", "c"]


@pytest.mark.parametrize("cut", [1, 30, 100])
def test_a_torn_line_costs_itself_alone(tmp_path, cut):
    lines = journal_of(tmp_path)
    state(tmp_path, "journal.jsonl").write_bytes(lines[:-cut])
    assert list(read_manifest(tmp_path).documents) == (["a", "b", "c"] if cut == 1 else ["a", "b"])


def test_what_follows_a_torn_line_is_not_lost_with_it(tmp_path):
    lines = journal_of(tmp_path)
    state(tmp_path, "journal.jsonl").write_bytes(lines[:-30])
    with hold(tmp_path) as manifest:
        manifest.write("d", b"whole", MADE_OF)
        shutil.copytree(tmp_path / STATE_FOLDER, tmp_path / "killed" / STATE_FOLDER)
    assert list(read_manifest(tmp_path / "killed").documents) == ["a", "b", "d"]


@pytest.mark.parametrize(
    "line", [b"5", b"null", b"[]", b'"made"', b"\xff", b'{"made": "z"}', b"[" * 99_999]
)
def test_a_line_that_is_none_of_ours_costs_itself_alone(tmp_path, line):
    lines = journal_of(tmp_path)
    state(tmp_path, "journal.jsonl").write_bytes(line + b"\n" + lines)
    assert list(read_manifest(tmp_path).documents) == ["a", "b", "c"]


def test_names_with_unusual_characters_survive_the_journal(tmp_path):
    names = ["a\u2028b.html", "a\u0085b.html", "é €.html"]
    with hold(tmp_path) as manifest:
        for name in names:
            manifest.write(name, b"whole", MADE_OF)
        lines = state(tmp_path, "journal.jsonl").read_bytes()
    state(tmp_path).unlink()
    state(tmp_path, "journal.jsonl").write_bytes(lines)
    assert list(read_manifest(tmp_path).documents) == names


def test_what_was_finished_is_kept_when_the_build_stops(tmp_path):
    def stopped():
        with hold(tmp_path) as manifest:
            manifest.write("a", b"whole", MADE_OF)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert list(read_manifest(tmp_path).documents) == ["a"]


def test_a_second_build_waits_for_the_first_and_sees_what_it_made(tmp_path):
    waits, done = threading.Event(), threading.Event()

    def second():
        with hold(tmp_path, waits.set) as manifest:
            seen.extend(manifest.documents)
        done.set()

    seen = []
    with hold(tmp_path) as manifest:
        thread = threading.Thread(target=second)
        thread.start()
        assert waits.wait(20)
        manifest.write("a", b"whole", MADE_OF)
        assert not done.is_set()
    assert done.wait(20)
    thread.join()
    assert seen == ["a"]


PROGRAM = """
import os, sys
from pathlib import Path
from playbook.build.manifest import hold
with hold(Path(sys.argv[1])) as manifest:
    manifest.write("a", b"whole", {made_of!r})
    os.kill(os.getpid(), 9)
"""


def test_a_build_that_was_killed_holds_nothing(tmp_path):
    program = PROGRAM.format(made_of=MADE_OF)
    ran = subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False, timeout=60)
    assert ran.returncode == -9
    with hold(tmp_path, lambda: pytest.fail("nobody is at work")) as manifest:
        assert list(manifest.documents) == ["a"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    state(tmp_path).parent.write_text("a file")
    with pytest.raises(EnvironmentProblem, match=STATE_FOLDER), hold(tmp_path):
        pass


def test_a_record_that_leads_out_of_the_folder_removes_nothing_there(tmp_path):
    folder = tmp_path / "output"
    folder.mkdir()
    write(folder, "a.html")
    (tmp_path / "theirs.html").write_bytes(b"whole")
    text = state(folder).read_text().replace('"a.html"', '"../theirs.html"')
    state(folder).write_text(text)
    with hold(folder) as manifest:
        for name in list(manifest.documents):
            manifest.remove(name)
    assert (tmp_path / "theirs.html").exists()


def test_nothing_is_recorded_that_could_not_be_written(tmp_path):
    (tmp_path / "a").mkdir()
    with hold(tmp_path) as manifest:
        with pytest.raises(EnvironmentProblem):
            manifest.write("a", b"whole", MADE_OF)
        assert manifest.documents == {}
    assert read_manifest(tmp_path).documents == {}


def test_equal_builds_give_equal_records(tmp_path):
    for name, order in (("one", "abc"), ("two", "cba")):
        (tmp_path / name).mkdir()
        with hold(tmp_path / name) as manifest:
            for document in order:
                manifest.write(document, b"whole", MADE_OF)
            manifest.documents = {
                key: replace(made, modified=1) for key, made in manifest.documents.items()
            }
    assert state(tmp_path / "one").read_bytes() == state(tmp_path / "two").read_bytes()

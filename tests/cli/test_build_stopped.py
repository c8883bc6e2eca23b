"""`playbook build` that is stopped: by Ctrl-C, by a kill, or by another build in the same folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from tests.build.harm import PAGE
from tests.cli.running import profile

BRIEF = ("--kind", "brief", "--format", "html", "--date", "2026-11-24")
PATIENCE = 60.0


@pytest.fixture
def project(folder):
    """Return a folder whose brief does harm for some accounts."""
    folder.put("templates/sections/brief.html", PAGE)
    return folder


def start(folder, *arguments):
    """Start the command in a process of its own, apart from ours."""
    return subprocess.Popen(
        [sys.executable, "-m", "playbook", "build", *BRIEF, *arguments],
        cwd=folder.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def wait_until(test):
    deadline = time.monotonic() + PATIENCE
    while not test():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.05)


def documents(folder, name="output"):
    return {path.name: path.read_bytes() for path in (folder.root / name).glob("*.html")}


def descendants(process):
    return psutil.Process(process.pid).children(recursive=True)


def are_gone(processes):
    return not any(one.is_running() and one.status() != "zombie" for one in processes)


def put_accounts(folder, *names):
    for number, name in enumerate(names):
        folder.put(f"profiles/{number}.yaml", profile(name))


def test_ctrl_c_keeps_what_was_finished_and_leaves_no_process_behind(project):
    put_accounts(project, "A", "B", "Hangs", "Hangs 2", "C")
    project.put(
        "templates/sections/brief.html", PAGE.replace('who == "Hangs"', 'who.startswith("Hangs")')
    )
    process = start(project, "--jobs", "2")
    wait_until(lambda: len(list((project.root / "output").glob("*.html"))) == 2)
    running = descendants(process)
    assert len(running) >= 2
    os.kill(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out) == (130, "")
    assert err.splitlines() == [
        "2 of 5 documents made; the same command goes on from there.",
        "Stopped. What was finished is whole, the rest was not written.",
    ]
    wait_until(lambda: are_gone(running))
    assert set(documents(project)) == {f"{one}_car-lease_brief_en.html" for one in "ab"}


@pytest.mark.parametrize("jobs", [(), ("--jobs", "2")], ids=["here", "workers"])
def test_a_build_that_was_killed_goes_on_and_ends_as_if_it_never_was(project, jobs):
    put_accounts(project, "A", "B", "C", "Hangs", "D")
    process = start(project, *jobs)
    enough = 3 if not jobs else 4
    wait_until(lambda: len(list((project.root / "output").glob("*.html"))) == enough)
    running = descendants(process)
    process.kill()
    process.communicate(timeout=PATIENCE)
    wait_until(lambda: are_gone(running))
    finished = {
        path.name: path.stat().st_mtime_ns for path in (project.root / "output").glob("*.html")
    }
    put_accounts(project, "A", "B", "C", "E", "D")
    ran = project("build", *BRIEF)
    assert ran.code == 0
    assert (
        ran.err
        == f"{5 - enough} document{'s' if enough == 3 else ''} written, {enough} up to date already.\n"
    )
    after = {
        path.name: path.stat().st_mtime_ns for path in (project.root / "output").glob("*.html")
    }
    assert {name: after[name] for name in finished} == finished
    assert project("build", *BRIEF, "--output", "other").code == 0
    assert documents(project) == documents(project, "other")


def test_two_builds_in_one_folder_wait_for_each_other(project):
    put_accounts(project, *(f"Account {number}" for number in range(12)))
    both = [start(project), start(project)]
    told = [process.communicate(timeout=PATIENCE) for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert told[0][0] == told[1][0]
    assert len(documents(project)) == 12
    words = "".join(err for _, err in told)
    assert "12 up to date already" in words
    assert "Another build is at work in output" in words or "0 documents written" in words
    assert not list((project.root / "output").glob(".*.playbook-tmp"))

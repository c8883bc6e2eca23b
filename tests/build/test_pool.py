"""Documents made by worker processes: what one of them can do to the others, which is nothing."""

from __future__ import annotations

import multiprocessing
import os
from dataclasses import replace

import psutil
import pytest

from playbook.build import pool
from playbook.build.pool import Limits, make_in_processes, usable_processors
from playbook.build.runner import make_here
from playbook.build.targets import Format
from tests.build.harm import harmful, jobs_for

LIMITS = Limits(60, 2048)


@pytest.fixture
def shop(workshop, tmp_path):
    return harmful(workshop, tmp_path / "templates")


def in_order(outcomes):
    return sorted(outcomes, key=lambda one: one.number)


def workers():
    """Return the worker processes of this test that are alive; the server that forks them is none."""
    return [one for one in multiprocessing.active_children() if one.is_alive()]


def test_the_bytes_are_the_same_however_many_make_them(workshop):
    html = jobs_for(*(f"Account {number}" for number in range(6)))
    pdf = [replace(one, number=6 + one.number) for one in jobs_for("A", "B", form=Format.PDF)]
    jobs = [*html, *pdf]
    here = list(make_here(jobs, workshop))
    assert all(one.data for one in here)
    for count in (1, 2):
        assert in_order(make_in_processes(jobs, workshop, count, LIMITS)) == here
    assert workers() == []


def test_one_that_does_harm_is_named_and_all_others_come(shop):
    names = [f"Account {number}" for number in range(16)]
    names[3:3], names[9:9], names[12:12], names[14:14] = ["Hangs"], ["Dies"], ["Eats"], ["Errs"]
    outcomes = in_order(make_in_processes(jobs_for(*names), shop, 2, Limits(3, 1024)))
    assert [one.number for one in outcomes] == list(range(20))
    assert sum(bool(one.data) for one in outcomes) == 16
    told = {names[one.number]: str(one.problems[0]) for one in outcomes if one.problems}
    assert set(told) == {"Hangs", "Dies", "Eats", "Errs"}
    assert "Hangs.yaml: hangs.html took longer than 3 seconds" in told["Hangs"]
    assert "--time-limit" in told["Hangs"]
    assert "dies.html was not made: its worker process died (signal 9)" in told["Dies"]
    assert "eats.html ran out of its memory allowance" in told["Eats"]
    assert "--memory-limit" in told["Eats"]
    assert "sections/brief.html:7" in told["Errs"]
    assert workers() == []


def test_when_every_document_kills_its_worker_each_is_named(shop):
    outcomes = list(make_in_processes(jobs_for(*["Dies"] * 5), shop, 2, LIMITS))
    assert [len(one.problems) for one in outcomes] == [1] * 5


def test_a_worker_that_dies_between_two_documents_costs_at_most_one(shop):
    outcomes = make_in_processes(jobs_for("A", "B", "C", "D", "E", "F"), shop, 1, LIMITS)
    first = next(outcomes)
    (worker,) = workers()
    worker.kill()
    worker.join()
    rest = list(outcomes)
    assert first.data
    assert len(rest) == 5
    assert sum(bool(one.data) for one in rest) >= 4


def test_stopping_half_way_ends_the_workers_at_once(shop):
    outcomes = make_in_processes(jobs_for("A", "Hangs", "Hangs", "Hangs"), shop, 2, LIMITS)
    next(outcomes)
    running = [psutil.Process(one.pid) for one in workers()]
    assert running
    outcomes.close()
    assert workers() == []
    assert not any(one.is_running() and one.status() != "zombie" for one in running)


def test_nothing_to_make_starts_nothing(shop):
    assert list(make_in_processes([], shop, 2, LIMITS)) == []
    assert workers() == []


def test_there_is_a_processor():
    assert 1 <= usable_processors() <= (os.cpu_count() or 1)


def test_workers_leave_nothing_on_the_disk_though_they_are_killed(workshop, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "scratch"))
    (tmp_path / "scratch").mkdir()
    outcomes = make_in_processes(jobs_for("A", "B", form=Format.PDF), workshop, 1, LIMITS)
    assert next(outcomes).data
    assert list((tmp_path / "scratch").glob("playbook-*/weasyprint-*"))  # fonts, unpacked
    outcomes.close()
    assert list((tmp_path / "scratch").glob("playbook-*")) == []


def test_workers_that_finish_together_before_the_last_document_all_end(monkeypatch, workshop):
    """Both have answered when one document is left: the one that gets none must not be waited for."""
    ready = pool._ready
    monkeypatch.setattr(pool, "_ready", lambda workers: _when_all_have_answered(workers, ready))
    done = list(make_in_processes(jobs_for(*"ABC"), workshop, 2, LIMITS))
    assert sorted(one.number for one in done) == [0, 1, 2]
    assert all(one.data for one in done)


def _when_all_have_answered(workers, ready):
    for one in workers:
        one.pipe.poll(60)
    return ready(workers)

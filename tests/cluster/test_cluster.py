"""Documents made on a real Dask cluster: a scheduler and two worker processes on loopback."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from dataclasses import replace

import psutil
import pytest

from playbook.build import cluster as cluster_module
from playbook.build.cluster import Cluster, make_on_cluster
from playbook.build.pool import Limits
from playbook.build.runner import make_here
from playbook.build.shipment import pack
from playbook.build.targets import Format
from playbook.errors import EnvironmentProblem
from tests.build.harm import harmful, jobs_for

LIMITS = Limits(60, 2048)


@pytest.fixture
def shop(workshop, tmp_path):
    """Return a workshop with a page of its own that does harm for some accounts."""
    return harmful(workshop, tmp_path / "templates")


@pytest.fixture
def make(cluster):
    told = []

    def run(jobs, workshop, limits=LIMITS, address=cluster.address):
        return make_on_cluster(jobs, workshop, Cluster(address), limits, told.append)

    run.told = told
    return run


def in_order(outcomes):
    return sorted(outcomes, key=lambda one: one.number)


def kill_a_worker(cluster):
    from distributed import Client

    with Client(cluster.address, set_as_default=False) as client:
        victim = next(iter(client.run(os.getpid).values()))
    os.kill(victim, signal.SIGKILL)


def children_of_workers(cluster):
    """Return the processes beside the workers that make documents."""
    from distributed import Client

    with Client(cluster.address, set_as_default=False) as client:
        workers = client.run(os.getpid).values()
    return [
        child
        for worker in workers
        for child in psutil.Process(worker).children()
        if "cluster_child" in " ".join(child.cmdline())
    ]


def test_a_killed_worker_costs_nothing_and_the_bytes_are_those_of_a_build_here(
    cluster, make, workshop
):
    html = jobs_for(*(f"Account {number}" for number in range(10)))
    pdf = jobs_for("Alpha", "Beta", form=Format.PDF)
    jobs = [*html, *(replace(one, number=len(html) + one.number) for one in pdf)]
    outcomes = []
    for outcome in make(jobs, workshop):
        if not outcomes:
            kill_a_worker(cluster)
        outcomes.append(outcome)
    assert in_order(outcomes) == list(make_here(jobs, workshop))
    assert all(one.data for one in outcomes)
    assert make.told == []
    assert children_of_workers(cluster) == []


def test_a_document_that_does_harm_is_named_and_the_others_come(make, shop, tmp_path, monkeypatch):
    sent = pack(shop)
    shutil.rmtree(tmp_path / "templates")  # as on a machine that shares no folder with this one
    monkeypatch.setattr(cluster_module, "pack", lambda _: sent)
    names = ["A", "Hangs", "B", "Dies", "C", "Eats", "D", "Kills", "E", "Errs"]
    outcomes = in_order(make(jobs_for(*names), shop, Limits(4, 1024)))
    made = {names[one.number] for one in outcomes if one.data}
    assert made == {"A", "B", "C", "D", "E"}
    assert all(b"in our own words" in one.data for one in outcomes if one.data)
    told = {names[one.number]: str(one.problems[0]) for one in outcomes if one.problems}
    assert "Hangs.yaml: hangs.html took longer than 4 seconds" in told["Hangs"]
    assert "dies.html was not made: its worker process died (signal 9)" in told["Dies"]
    assert "eats.html ran out of its memory allowance" in told["Eats"]
    assert "kills.html was not made: every worker that took it died" in told["Kills"]
    assert told["Errs"].startswith(f"{tmp_path}/templates/sections/brief.html:7:")


def test_only_a_few_documents_are_under_way_at_a_time(make, workshop):
    class Watched(list):
        reached = 0

        def __getitem__(self, index):
            self.reached = max(self.reached, index.stop)
            return super().__getitem__(index)

    jobs = Watched(jobs_for(*(f"Account {number}" for number in range(200))))
    outcomes = make(jobs, workshop)
    next(outcomes)
    assert jobs.reached <= 6 * cluster_module._CHUNK
    outcomes.close()


def test_a_build_that_is_stopped_leaves_nothing_on_the_workers(cluster, make, shop):
    outcomes = make(jobs_for("A", "B", *["Hangs"] * 6), shop)
    next(outcomes)
    assert children_of_workers(cluster)
    outcomes.close()
    assert children_of_workers(cluster) == []


def test_a_worker_with_another_version_is_refused_by_name(make, workshop, monkeypatch):
    ours = {**cluster_module.inspect_here(), "weasyprint": "71.0"}
    monkeypatch.setattr(cluster_module, "inspect_here", lambda: ours)
    with pytest.raises(EnvironmentProblem) as caught:
        list(make(jobs_for("A"), workshop))
    assert "tcp://127.0.0.1" in caught.value.message
    assert "weasyprint 70.0 instead of 71.0" in caught.value.message


def test_nothing_to_make_needs_no_cluster(make, workshop):
    assert list(make([], workshop, address="tcp://127.0.0.1:1")) == []


def test_a_scheduler_that_is_not_there_is_told(make, workshop, monkeypatch):
    monkeypatch.setattr(cluster_module, "_CONNECT", 0.5)
    with pytest.raises(EnvironmentProblem, match=r"tcp://127\.0\.0\.1:1 does not answer"):
        list(make(jobs_for("A"), workshop, address="tcp://127.0.0.1:1"))
    assert make.told == []


def test_without_the_extra_it_is_named(make, workshop, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(EnvironmentProblem) as caught:
        list(make(jobs_for("A"), workshop))
    assert "kraljic-playbook[cluster]" in str(caught.value.hint)

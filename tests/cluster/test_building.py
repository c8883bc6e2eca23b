"""`playbook build --scheduler`: what people meet."""

from __future__ import annotations

import pytest

from playbook.cli.progress import Progress
from tests.cli.running import Folder, profile
from tests.cluster.certificates import make_certificates
from tests.cluster.dask import dask_cluster

BRIEF = ("--kind", "brief", "--format", "html", "--date", "2026-11-24")


@pytest.fixture
def folder(tmp_path, capsys, monkeypatch):
    made = Folder(tmp_path / "project", capsys, monkeypatch)
    for name in "abcde":
        made.put(f"profiles/{name}.yaml", profile(name.upper()))
    return made


@pytest.fixture(autouse=True)
def _project(tmp_path):
    (tmp_path / "project").mkdir()


def contents(folder, name):
    return {path.name: path.read_bytes() for path in (folder.root / name).glob("*.html")}


def test_a_project_with_its_own_templates_is_built_as_here_and_once(folder, cluster, monkeypatch):
    folder.put("templates/sections/brief.html", "<p>{{ b.profile.account.name }}, our way</p>")
    assert folder("build", *BRIEF, "--output", "here").code == 0
    there = ("build", *BRIEF, "--output", "there", "--scheduler", cluster.address)
    ran = folder(*there)
    assert (ran.code, ran.err) == (0, "")
    assert contents(folder, "there") == contents(folder, "here")
    assert b"A, our way" in contents(folder, "there")["a_car-lease_brief_en.html"]

    def connect(*_):
        raise AssertionError("a build with nothing to do needs no cluster")

    monkeypatch.setattr("playbook.build.cluster._connect", connect)
    ran = folder(*there)
    assert (ran.code, ran.err) == (0, "0 documents written, 5 up to date already.\n")


def test_a_lost_scheduler_keeps_what_was_finished_and_a_repeat_goes_on(
    folder, tmp_path, monkeypatch
):
    for number in range(10):
        folder.put(f"profiles/x{number}.yaml", profile(f"X {number}"))
    with (
        dask_cluster(tmp_path / "dask", 1, nanny=False) as started,
        monkeypatch.context() as patch,
    ):
        patch.setattr(Progress, "step", lambda *_, **__: started.scheduler.kill())
        ran = folder("build", *BRIEF, "--scheduler", started.address)
    assert (ran.code, ran.out) == (5, "")
    assert ran.err.splitlines() == [
        f"the connection to the scheduler at {started.address} is lost. "
        "What was finished is kept: build again to go on from there."
    ]
    finished = {name: (folder.root / "output" / name).stat().st_mtime_ns for name in folder.files()}
    assert 0 < len(finished) < 15
    again = folder("build", *BRIEF)
    assert (again.code, len(folder.files())) == (0, 15)
    after = {name: (folder.root / "output" / name).stat().st_mtime_ns for name in finished}
    assert after == finished


def test_certificates_are_passed_on_and_without_them_nobody_gets_in(folder, tmp_path):
    ca, cert, key = map(str, make_certificates(tmp_path / "tls"))
    options = ("--tls-ca-file", ca, "--tls-cert", cert, "--tls-key", key)
    ours = ("--tls-ca", ca, "--tls-cert", cert, "--tls-key", key)
    with dask_cluster(tmp_path / "dask", 1, *options, nanny=False) as started:
        assert started.address.startswith("tls://127.0.0.1:")
        order = ("build", "profiles/a.yaml", *BRIEF, "--scheduler", started.address)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("playbook.build.cluster._CONNECT", 1.0)
            refused = folder(*order)
        ran = folder(*order, *ours)
    assert refused.code == 5
    assert f"{started.address} does not answer" in refused.err
    assert "TLS" in refused.err
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "output/a_car-lease_brief_en.html\n"


def test_an_open_address_on_a_network_is_warned_about_once(folder, monkeypatch):
    monkeypatch.setattr("playbook.build.cluster._CONNECT", 0.2)
    ran = folder("build", *BRIEF, "--scheduler", "tcp://192.0.2.1:8786")  # for documentation only
    warning, fault = ran.err.splitlines()
    assert "is not encrypted" in warning
    assert (ran.code, "does not answer" in fault) == (5, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--scheduler", "localhost:8786"), "tls://host:8786"),
        (("--scheduler", "http://localhost:8786"), "tls://host:8786"),
        (("--scheduler", "tcp://localhost"), "tls://host:8786"),
        (("--scheduler", "tcp://localhost:none"), "tls://host:8786"),
        (("--scheduler", "tcp://localhost:1", "--jobs", "2"), "--jobs"),
        (("--tls-ca", "ca.pem"), "goes with --scheduler"),
        (("--scheduler", "tcp://localhost:1", "--tls-ca", "ca.pem"), "begins with tls://"),
        (("--scheduler", "tls://localhost:1", "--tls-key", "none.pem"), "none.pem is no file"),
    ],
)
def test_wrong_usage_is_refused_before_anything_is_done(folder, arguments, said):
    folder.put("ca.pem", "x")
    ran = folder("build", *BRIEF, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in " ".join(ran.err.split())
    assert not (folder.root / "output").exists()


def test_a_certificate_that_is_none_is_told(folder):
    folder.put("ca.pem", "x")
    tls = ("--tls-ca", "ca.pem", "--tls-cert", "ca.pem", "--tls-key", "ca.pem")
    ran = folder("build", *BRIEF, "--scheduler", "tls://localhost:1", *tls)
    assert (ran.code, ran.out) == (5, "")
    assert "tls://localhost:1 does not answer" in ran.err
    assert "Traceback" not in ran.err

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from playbook.build import job, runner
from playbook.build.digests import digest_project
from playbook.build.order import Order, read_subjects
from playbook.build.targets import Format, Kind
from playbook.errors import (
    ContentError,
    EnvironmentProblem,
    Problem,
    ProfileError,
    RenderError,
)
from playbook.locales import Locale
from tests.support import make_profile, write_tree


@dataclass(frozen=True)
class Wanted:
    """An order whose profiles are still to be read."""

    profiles: tuple[str, ...]
    kinds: tuple[Kind, ...]
    formats: tuple[Format, ...]
    locale: Locale | None
    output: Path


@pytest.fixture
def order(tmp_path):
    def make(*profiles, formats=(Format.HTML,), kinds=(Kind.BRIEF,), locale=None):
        return Wanted(profiles, kinds, formats, locale, tmp_path / "output")

    return make


@pytest.fixture
def build(project):
    def run(wanted, load, workshop, **more):
        subjects, problems = read_subjects(wanted.profiles, load, wanted.locale)
        order = Order(tuple(subjects), wanted.kinds, wanted.formats, wanted.output, **more)
        report = runner.build(order, workshop, digest_project(project, workshop))
        return replace(report, problems=(*problems, *report.problems))

    return run


def loader(**profiles):
    """Return a loader of made-up profiles; an exception in place of one is raised."""

    def load(path, locale):
        found = profiles[path]
        if isinstance(found, Exception):
            raise found
        return found

    return load


def account(name, **parts):
    return make_profile(account={"name": name}, **parts)


def problem(path):
    return ProfileError((Problem("unknown-key", "is wrong", path, 1, 1, "Mend it."),))


def names(report):
    return [path.name for path in report.written]


def test_every_kind_and_format_is_written(build, order, workshop):
    wanted = order("a", kinds=tuple(Kind), formats=(Format.HTML,))
    report = build(wanted, loader(a=account("A")), workshop)
    assert names(report) == [f"a_car-lease_{kind}_en.html" for kind in Kind]
    assert all(path.is_file() for path in report.written)
    assert (report.problems, report.environment, report.remarks) == ((), None, ())


def test_the_language_is_the_profiles_own_unless_another_is_asked_for(build, order, workshop):
    profile = account("A", language="nl")
    assert names(build(order("a"), loader(a=profile), workshop)) == ["a_car-lease_brief_nl.html"]
    wanted = order("a", locale=Locale.EN)
    assert names(build(wanted, loader(a=profile), workshop)) == ["a_car-lease_brief_en.html"]


def test_one_bad_profile_never_stops_the_others(build, order, workshop):
    load = loader(a=account("A"), b=problem("b"), c=account("C"))
    report = build(order("a", "b", "c"), load, workshop)
    assert names(report) == ["a_car-lease_brief_en.html", "c_car-lease_brief_en.html"]
    assert [one.file for one in report.problems] == ["b"]


@pytest.mark.parametrize("second", ["Acme", "ACME", "Acmé"])
def test_two_profiles_of_one_name_are_an_error_that_names_both(build, order, workshop, second):
    load = loader(first=account("Acme", seller={"name": "One"}), other=account(second))
    report = build(order("first", "other"), load, workshop)
    assert names(report) == ["acme_car-lease_brief_en.html"]
    (found,) = report.problems
    assert found.code == "same-name"
    assert found.file == "other"
    assert "first" in found.message
    assert "One" in report.written[0].read_text()


def test_one_account_in_two_languages_is_two_documents(build, order, workshop):
    load = loader(a=account("Acme"), b=account("Acme", language="nl"))
    report = build(order("a", "b"), load, workshop)
    assert len(report.written) == 2
    assert report.problems == ()


@pytest.mark.parametrize(
    "error",
    [
        RenderError("does not fit", "Shorten it."),
        ContentError((Problem("template", "fails", "content/x.md", 3, 1, "Mend it."),)),
    ],
)
def test_a_document_that_fails_leaves_what_was_there_and_the_others(
    build, order, workshop, monkeypatch, tmp_path, error
):
    old = write_tree(tmp_path / "output", {"a_car-lease_brief_en.html": "old"})
    real = job.render_target

    def render(target, briefing, shared):
        if target.kind is Kind.BRIEF:
            raise error
        return real(target, briefing, shared)

    monkeypatch.setattr(job, "render_target", render)
    report = build(order("a", kinds=tuple(Kind)), loader(a=account("A")), workshop)
    others = ("playbook", "leave-behind", "coffee-card")
    assert names(report) == [f"a_car-lease_{kind}_en.html" for kind in others]
    assert (old / "a_car-lease_brief_en.html").read_text() == "old"
    (found,) = report.problems
    assert found.file in ("a", "content/x.md")


def test_a_fault_that_every_document_meets_is_told_once(build, order, workshop, monkeypatch):
    def render(*_):
        raise ContentError((Problem("template", "fails", "content/x.md", 3, 1, "Mend it."),))

    monkeypatch.setattr(job, "render_target", render)
    load = loader(a=account("A"), b=account("B"))
    report = build(order("a", "b", kinds=tuple(Kind)), load, workshop)
    assert len(report.problems) == 1


def test_without_the_pdf_engine_html_is_still_built(build, order, workshop, monkeypatch):
    real = job.render_target

    def render(target, briefing, shared):
        if target.format is Format.PDF:
            raise EnvironmentProblem("the PDF engine cannot be loaded", "Install it.")
        return real(target, briefing, shared)

    monkeypatch.setattr(job, "render_target", render)
    wanted = order("a", formats=(Format.PDF, Format.HTML), kinds=tuple(Kind))
    report = build(wanted, loader(a=account("A")), workshop)
    assert [path.suffix for path in report.written] == [".html"] * len(Kind)
    assert report.environment is not None
    assert report.problems == ()


def test_a_file_that_cannot_be_written_is_told_and_the_others_are_written(
    build, order, workshop, tmp_path
):
    (tmp_path / "output" / "a_car-lease_brief_en.html").mkdir(parents=True)
    load = loader(a=account("A"), b=account("B"))
    report = build(order("a", "b"), load, workshop)
    assert names(report) == ["b_car-lease_brief_en.html"]
    assert report.environment is not None
    assert "a_car-lease_brief_en.html" in report.environment.message


def test_an_output_folder_that_cannot_be_written_stops_before_any_work(
    build, order, workshop, tmp_path
):
    write_tree(tmp_path, {"output": "a file"})
    with pytest.raises(EnvironmentProblem):
        build(order("a"), loader(a=account("A")), workshop)
    assert (tmp_path / "output").read_text() == "a file"

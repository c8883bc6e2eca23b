from __future__ import annotations

import contextlib
import io
import json
import signal
from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pytest

from playbook.build.job import render_target
from playbook.build.workshop import Rendered
from playbook.errors import EnvironmentProblem
from tests.cli.running import profile
from tests.support import MINIMAL, write_tree

HTML = ("--format", "html")
BRIEF = ("--kind", "brief", *HTML)


def test_every_document_is_built_and_their_paths_printed(folder):
    folder.put("a.yaml", profile())
    ran = folder("build", "a.yaml")
    kinds = ("brief", "playbook", "leave-behind", "coffee-card")
    stems = [f"acme_car-lease_{kind}_en" for kind in kinds]
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        f"output/{stem}.{form}" for stem in stems for form in ("html", "pdf")
    ]
    assert sorted(ran.out.split()) == sorted(f"output/{name}" for name in folder.files())
    for stem, pages in zip(
        stems, (range(1, 2), range(6, 13), range(1, 3), range(1, 2)), strict=True
    ):
        data = (folder.root / "output" / f"{stem}.pdf").read_bytes()
        assert len(pypdf.PdfReader(io.BytesIO(data)).pages) in pages


def test_options_choose_kind_format_language_folder_and_date(folder):
    folder.put("a.yaml", profile())
    ran = folder(
        "build", "a.yaml", *BRIEF, "--lang", "nl", "--output", "to/here", "--date", "2027-02-03"
    )
    assert (ran.code, ran.out) == (0, "to/here/acme_car-lease_brief_nl.html\n")
    assert "3 februari 2027" in (folder.root / ran.out.strip()).read_text()


def test_without_a_date_it_is_today(folder):
    folder.put("a.yaml", profile())
    folder("build", "a.yaml", *BRIEF)
    (name,) = folder.files()
    text = (folder.root / "output" / name).read_text()
    assert f" {datetime.now(tz=UTC).year}" in text


def test_json_names_what_was_written(folder):
    folder.put("a.yaml", profile())
    ran = folder("build", "a.yaml", *BRIEF, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert set(ran.json) >= {"written", "problems", "remarks"}
    assert [Path(one).name for one in ran.json["written"]] == folder.files()


def test_standard_input_is_built(folder):
    ran = folder("build", "-", *BRIEF, stdin=profile("From stdin"))
    assert (ran.code, folder.files()) == (0, ["from-stdin_car-lease_brief_en.html"])


def test_a_folder_is_built_in_order_and_other_files_are_left_alone(folder):
    folder.put("in/b.yaml", profile("B"))
    folder.put(
        "in/a.json",
        json.dumps(
            {"format": 1, "seller": {"name": "S"}, "offering": {"name": "A", "summary": "S."}}
        ),
    )
    folder.put("in/README.md", "not a profile")
    ran = folder("build", "in", *BRIEF)
    assert ran.code == 0
    assert ran.out.splitlines() == ["output/a_brief_en.html", "output/b_car-lease_brief_en.html"]


def test_without_arguments_the_projects_own_profiles_are_built(folder):
    folder.put("profiles/a.yaml", profile("A"))
    ran = folder("build", *BRIEF)
    assert (ran.code, folder.files()) == (0, ["a_car-lease_brief_en.html"])


@pytest.mark.parametrize("files", [{}, {"profiles/README.md": "x"}])
def test_nothing_to_build_is_told(folder, files):
    write_tree(folder.root, files)
    ran = folder("build", *BRIEF)
    assert (ran.code, ran.out) == (1, "")
    assert "Traceback" not in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_profile_named_twice_is_built_once(folder):
    folder.put("a.yaml", profile())
    ran = folder("build", "a.yaml", "a.yaml", *BRIEF)
    assert (ran.code, len(ran.out.splitlines())) == (0, 1)


def test_one_bad_profile_of_several_gives_4_and_the_rest(folder):
    folder.put("a.yaml", profile("A"))
    folder.put("b.yaml", "format: 1\n")
    folder.put("c.yaml", profile("C"))
    ran = folder("build", "a.yaml", "b.yaml", "c.yaml", *BRIEF)
    assert ran.code == 4
    assert len(ran.out.splitlines()) == 2
    assert ran.err
    assert all(line.startswith("b.yaml:") for line in ran.err.splitlines())
    data = folder("build", "b.yaml", "c.yaml", *BRIEF, "--json")
    assert data.code == 4
    assert {one["file"] for one in data.json["problems"]} == {"b.yaml"}


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "format: 1\n",
        "a: [",
        "\0",
        "format: 1\nseller: {name: S}\noffering: {name: O, summary: S, yearly_value: -5 EUR}\n",
    ],
)
def test_only_bad_profiles_give_1_and_leave_earlier_output(folder, bad):
    folder.put("output/acme_car-lease_brief_en.html", "old")
    folder.put("a.yaml", bad)
    ran = folder("build", "a.yaml", *BRIEF)
    assert (ran.code, ran.out) == (1, "")
    assert "Traceback" not in ran.err
    assert (folder.root / "output/acme_car-lease_brief_en.html").read_text() == "old"
    assert folder.files() == ["acme_car-lease_brief_en.html"]


def test_two_profiles_of_one_name_are_told_with_both_files(folder):
    folder.put("one.yaml", profile("Acme"))
    folder.put("two.yaml", profile("ACME"))
    ran = folder("build", "one.yaml", "two.yaml", *BRIEF)
    assert (ran.code, len(ran.out.splitlines())) == (4, 1)
    assert "one.yaml" in ran.err
    assert "two.yaml" in ran.err


@pytest.mark.parametrize("output", ["file", "file/below", "/proc/nowhere", "/dev/null"])
def test_an_output_folder_that_cannot_be_written_gives_5(folder, output):
    folder.put("a.yaml", profile())
    folder.put("file", "mine")
    ran = folder("build", "a.yaml", *BRIEF, "--output", output)
    assert (ran.code, ran.out) == (5, "")
    assert len(ran.err.splitlines()) == 1
    assert "--output" in ran.err
    assert (folder.root / "file").read_text() == "mine"


def test_without_the_pdf_engine_html_is_built_and_the_remedy_told(folder, monkeypatch):
    def fail(*_):
        raise EnvironmentProblem("the PDF engine cannot be loaded (no Pango)", "Install it.")

    monkeypatch.setattr("playbook.rendering.pdf._weasyprint", fail)
    folder.put("a.yaml", profile())
    ran = folder("build", "a.yaml")
    assert ran.code == 5
    assert [Path(line).suffix for line in ran.out.splitlines()] == [".html"] * 4
    assert ran.err.count("Install it.") == 1


def test_ctrl_c_that_the_engine_drops_stops_the_build_before_the_next_document(folder, monkeypatch):
    made = []

    def render(*arguments):
        made.append(arguments)
        with contextlib.suppress(KeyboardInterrupt):  # as a callback from C does
            signal.raise_signal(signal.SIGINT)
        return Rendered(b"whole")

    monkeypatch.setattr("playbook.build.job.render_target", render)
    folder.put("a.yaml", profile())
    ran = folder("build", "a.yaml")
    assert ran.code == 130
    assert len(made) == 1
    assert "Stopped" in ran.err
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_what_had_to_be_cut_is_told(folder, monkeypatch):
    def render(*arguments):
        return Rendered(render_target(*arguments).data, ("texts were cut",))

    monkeypatch.setattr("playbook.build.job.render_target", render)
    folder.put("a.yaml", profile())
    ran = folder("build", "a.yaml", *BRIEF)
    assert ran.code == 0
    assert ran.err == "output/acme_car-lease_brief_en.html: texts were cut.\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--kind", "poster"),
        ("--format", "docx"),
        ("--format", ""),
        ("--format", "html,docx"),
        ("--lang", "de"),
        ("--lang", "EN"),
        ("--date", "tomorrow"),
        ("--date", "3-4-2026"),
        ("--nonsense",),
        ("--output",),
    ],
)
def test_wrong_usage_gives_2_and_builds_nothing(folder, arguments):
    folder.put("a.yaml", profile())
    ran = folder("build", "a.yaml", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "Error" in ran.err
    assert not (folder.root / "output").exists()


def test_terminal_codes_in_what_was_typed_are_written_out(folder):
    for arguments in (
        ("--kind", "\x1b[2J"),
        ("--lang", "\x9b2J"),
        ("--\x1b[2J",),
        ("\x1b]0;x\x07",),
    ):
        ran = folder("build", *arguments)
        assert ran.code in (1, 2)
        assert not {"\x1b", "\x9b", "\x07"} & set(ran.err + ran.out)


def test_a_text_with_an_unknown_variable_stops_the_build_at_its_line(folder, project):
    folder.put("a.yaml", profile())
    name = "quadrants/routine/position.en.md"
    text = project.content_file(name).read_text()
    folder.put(f"content/{name}", text.replace("\n\n", "\n{{ nonsense }}\n\n", 1))
    quadrant = folder("place", "a.yaml", "--json").json["quadrant"]
    assert quadrant == "routine"
    ran = folder("build", "a.yaml", *BRIEF)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"content/{name}:")
    assert "nonsense" in ran.err


def test_a_missing_label_stops_the_build_and_names_the_file(folder, project):
    folder.put("a.yaml", profile())
    text = project.content_file("labels/en.yaml").read_text()
    assert "\ninternal:" in f"\n{text}"
    lines = [line for line in text.splitlines() if not line.startswith("internal:")]
    folder.put("content/labels/en.yaml", "\n".join(lines))
    ran = folder("build", "a.yaml", *BRIEF)
    assert (ran.code, ran.out) == (1, "")
    assert "content/labels/en.yaml" in ran.err
    assert "internal" in ran.err


def test_a_language_that_lags_behind_stops_the_build(folder, project):
    folder.put("a.yaml", profile())
    name = "quadrants/routine/questions.en.md"
    text = project.content_file(name).read_text()
    folder.put(f"content/{name}", text + "\n## One more question\nOnly in English.\n")
    ran = folder("build", "a.yaml", *BRIEF)
    assert (ran.code, ran.out) == (1, "")
    assert "questions.nl.md" in ran.err


def test_the_projects_own_page_and_words_are_used(folder, project):
    folder.put("a.yaml", MINIMAL)
    folder.put("templates/pages/brief.html", "<title>Ours</title>{{ t('internal') }}")
    text = project.content_file("labels/en.yaml").read_text()
    internal = next(line for line in text.splitlines() if line.startswith("internal:"))
    folder.put("content/labels/en.yaml", text.replace(internal, "internal: Hush"))
    ran = folder("build", "a.yaml", *BRIEF)
    assert ran.code == 0
    assert (folder.root / ran.out.strip()).read_text() == "<title>Ours</title>Hush"


def test_a_page_that_fails_is_named_with_its_line(folder):
    folder.put("a.yaml", profile())
    folder.put("templates/sections/brief.html", "\n\n{{ nonsense }}")
    ran = folder("build", "a.yaml", *BRIEF)
    assert (ran.code, ran.out) == (1, "")
    assert "sections/brief.html:3" in ran.err


def html_of(folder):
    (path,) = (folder.root / "output").glob("*_brief_en.html")
    return path.read_text(encoding="utf-8")


def test_a_brand_dresses_the_documents_and_another_may_be_named(folder):
    folder.put("a.yaml", profile())
    folder.put("_brand.yml", "color: {primary: '#7a1fa2'}\n")
    folder.put("other/_brand.yml", "color: {primary: '#005511'}\n")
    order = ("build", "a.yaml", "--kind", "brief", "--format", "html")
    assert folder(*order).code == 0
    assert 'fill="#7a1fa2"' in html_of(folder)
    assert folder(*order, "--brand", "other/_brand.yml").code == 0
    assert 'fill="#005511"' in html_of(folder)


def test_a_theme_may_be_named(folder):
    folder.put("a.yaml", profile())
    order = ("build", "a.yaml", "--kind", "brief", "--format", "html")
    assert folder(*order).code == 0
    sober = html_of(folder)
    assert folder(*order, "--theme", "bold").code == 0
    bold = html_of(folder)
    assert "bold theme" in bold
    assert "bold theme" not in sober
    ran = folder(*order, "--theme", "loud")
    assert ran.code == 2
    assert "sober, bold" in ran.err


def test_a_broken_brand_stops_the_build_before_anything_is_written(folder):
    folder.put("a.yaml", profile())
    folder.put("_brand.yml", "color: {primary: nope}\n")
    ran = folder("build", "a.yaml", "--format", "html")
    assert (ran.code, ran.out) == (1, "")
    assert "_brand.yml:1:9: color.primary" in ran.err
    assert not (folder.root / "output").exists()
    ran = folder("build", "a.yaml", "--format", "html", "--brand", "none.yml")
    assert ran.code == 1
    assert "none.yml: does not exist" in ran.err

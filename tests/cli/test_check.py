from __future__ import annotations

import pytest

from playbook.locales import Locale
from tests.cli.running import profile


def test_what_is_shipped_has_no_problems(folder, project):
    ran = folder("check", str(project.root / "content" / "profiles"))
    assert (ran.code, ran.out) == (0, "")
    assert "5 profiles: no problems" in ran.err


def test_every_problem_of_every_profile_is_told(folder):
    folder.put("in/a.yaml", profile())
    folder.put("in/b.yaml", "format: 1\n")
    folder.put("in/c.yaml", profile() + "extra: 1\n")
    ran = folder("check", "in", "none.yaml")
    assert (ran.code, ran.out) == (1, "")
    files = {line.split(":")[0] for line in ran.err.splitlines()[:-1]}
    assert files == {"in/b.yaml", "in/c.yaml", "none.yaml"}


def test_json_holds_every_problem_with_its_place_and_remedy(folder):
    folder.put("a.yaml", profile() + "extra: 1\n")
    ran = folder("check", "a.yaml", "--json")
    assert (ran.code, ran.err, ran.json["checked"]) == (1, "", 1)
    (problem,) = ran.json["problems"]
    assert set(problem) == {"code", "message", "file", "line", "column", "hint"}
    assert (problem["code"], problem["file"], problem["line"]) == ("unknown-key", "a.yaml", 11)


def test_standard_input_is_checked(folder):
    assert folder("check", "-", stdin=profile()).code == 0
    assert folder("check", "-", stdin="nonsense: 1").code == 1


def test_an_empty_folder_is_told(folder):
    (folder.root / "in").mkdir()
    ran = folder("check", "in")
    assert ran.code == 1
    assert "in: is a folder without profiles" in ran.err


def test_a_text_missing_in_one_language_is_told(folder):
    text = profile().replace("Car lease", "{en: Car lease, nl: Autolease}", 1)
    folder.put(
        "a.yaml", text.replace("summary: Cars for the field service.", "summary: {en: Cars.}")
    )
    ran = folder("check", "a.yaml")
    assert ran.code == 1
    assert "no text in nl" in ran.err


def overriding(folder, project, name, change):
    """Put a changed copy of a content file into the folder's own project."""
    text = project.content_file(name).read_text()
    changed = change(text)
    assert changed != text
    folder.put(f"content/{name}", changed)
    return folder("check")


@pytest.mark.parametrize("locale", [locale.value for locale in Locale])
def test_a_missing_label_is_told_in_its_file(folder, project, locale):
    name = f"labels/{locale}.yaml"
    ran = overriding(folder, project, name, lambda text: text.replace("internal:", "infernal:", 1))
    assert ran.code == 1
    assert f"content/{name}" in ran.err
    assert "has no label internal" in ran.err


def test_a_label_missing_in_both_languages_is_told(folder, project):
    for locale in Locale:
        name = f"labels/{locale.value}.yaml"
        ran = overriding(
            folder, project, name, lambda text: text.replace("internal:", "infernal:", 1)
        )
    assert ran.code == 1
    assert "has no label internal" in ran.err


@pytest.mark.parametrize("locale", [locale.value for locale in Locale])
def test_an_unknown_variable_is_told_at_its_line(folder, project, locale):
    name = f"quadrants/strategic/tactics.{locale}.md"
    ran = overriding(
        folder, project, name, lambda text: text.replace("\n\n", " {{ nonsense }}\n\n", 1)
    )
    assert ran.code == 1
    lines = project.content_file(name).read_text().split("\n\n")[0].count("\n") + 1
    assert f"content/{name}:{lines}:" in ran.err or f"content/{name}:" in ran.err
    assert "nonsense" in ran.err


def test_a_variable_that_may_be_unknown_must_be_guarded(folder, project):
    name = "quadrants/strategic/tactics.en.md"
    ran = overriding(
        folder, project, name, lambda text: text.replace("\n\n", " {{ facts.approval }}\n\n", 1)
    )
    assert ran.code == 1
    assert "guard it" in ran.err


def test_a_drifting_language_is_told(folder, project):
    name = "quadrants/strategic/tactics.nl.md"
    ran = overriding(folder, project, name, lambda text: text + "\n## Nog een\nAlleen hier.\n")
    assert ran.code == 1
    assert f"content/{name}" in ran.err


def test_a_broken_page_is_told_with_its_line(folder):
    folder.put("templates/sections/annex.html", "\n{{ nonsense }}\n")
    ran = folder("check")
    assert ran.code == 1
    assert "sections/annex.html:2" in ran.err


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("weights.yaml", "nonsense: 1\n"),
        ("fitted.yaml", "[]\n"),
        ("approaches.yaml", "strategic: fly\n"),
        ("questions.yaml", "x: [\n"),
        ("sources.yaml", "\0"),
    ],
)
def test_broken_data_is_told_in_its_file(folder, name, text):
    folder.put(f"content/{name}", text)
    ran = folder("check")
    assert (ran.code, ran.out) == (1, "")
    assert f"content/{name}" in ran.err
    assert "Traceback" not in ran.err
    assert "bug" not in ran.err


def test_the_projects_brand_is_checked(folder):
    folder.put("_brand.yml", "color:\n  primary: '#ffcc00'\nlogo: {path: none.svg, alt: A}\n")
    folder.put("a.yaml", profile())
    ran = folder("check", "a.yaml", "--json")
    assert ran.code == 1
    found = [(one["code"], one["file"], one["line"]) for one in ran.json["problems"]]
    assert found == [("contrast", "_brand.yml", 2), ("logo", "_brand.yml", 3)]

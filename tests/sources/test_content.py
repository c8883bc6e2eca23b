from __future__ import annotations

from pathlib import Path

import pytest

from playbook.errors import ContentError
from playbook.kraljic.matrix import Quadrant
from playbook.library.blocks import TOPICS
from playbook.locales import Locale
from playbook.sources.content import load_library, load_sound_library, load_source
from playbook.sources.project import Project
from tests.support import BLOCK, write_tree

SOUND = {
    "labels/en.yaml": "page:\n  title: For {account}\nplain: Costs\n",
    "labels/nl.yaml": "page:\n  title: Voor {account}\nplain: Kosten\n",
    "sources.yaml": "study-2020:\n  short: Study 2020\n  text: A study\n  year: 2020\n"
    "  caution_en: Small.\n",
    **{
        f"quadrants/{quadrant.value}/{topic}.{locale.value}.md": BLOCK
        for quadrant in Quadrant
        for topic in TOPICS
        for locale in Locale
    },
}


def project_with(tmp_path, **changes):
    """Return a project that has only its own content; a None leaves a file out."""
    files = {name: text for name, text in {**SOUND, **changes}.items() if text is not None}
    root = write_tree(tmp_path / "content", files)
    return Project(tmp_path, (root,), (), tmp_path / "output")


def test_a_sound_tree_becomes_a_library(tmp_path):
    library = load_sound_library(project_with(tmp_path))
    assert len(library.blocks) == len(Quadrant) * len(TOPICS) * len(Locale)
    assert library.labels[Locale.NL]("page.title", account="Acme") == "Voor Acme"
    assert library.labels[Locale.EN]("plain") == "Costs"
    source = library.sources["study-2020"]
    assert (source.short, source.caution) == ("Study 2020", {Locale.EN: "Small."})


MONEY = "quadrants/routine/money.nl.md"


@pytest.mark.parametrize(
    ("changes", "code", "file", "place"),
    [
        ({MONEY: None}, "missing-block", "money.nl.md", (None, None)),
        ({MONEY: BLOCK.replace("sector", "sectr")}, "condition", "money.nl.md", (11, 1)),
        ({MONEY: BLOCK.replace("study-2020", "study-1")}, "unknown-source", "money.nl.md", (4, 1)),
        ({"quadrants/routine/monney.nl.md": BLOCK}, "unknown-block", "monney.nl.md", (None, None)),
        ({"quadrants/routin/money.nl.md": BLOCK}, "unknown-block", "routin/money.nl.md", (None, None)),
        ({"quadrants/routine/money.de.md": BLOCK}, "unknown-block", "money.de.md", (None, None)),
        ({"quadrants/routine/money.md": BLOCK}, "unknown-block", "money.md", (None, None)),
        ({"labels/nl.yaml": "page:\n  title: Voor {account}\n"}, "missing-label", "nl.yaml", (None, None)),
        ({"labels/nl.yaml": "page:\n  title: Voor {klant}\nplain: x\n"}, "language-drift", "nl.yaml", (None, None)),
        ({"sources.yaml": SOUND["sources.yaml"] + "other:\n  text: T\n"}, "missing-key", "sources.yaml", (6, 1)),
        ({"sources.yaml": SOUND["sources.yaml"] + "other:\n  short: S\n  text: ''\n"}, "empty", "sources.yaml", (8, 3)),
        ({"sources.yaml": SOUND["sources.yaml"] + "  cautoin_nl: Klein.\n"}, "unknown-key", "sources.yaml", (6, 3)),
        ({"sources.yaml": SOUND["sources.yaml"] + "other: A study\n"}, "wrong-type", "sources.yaml", (6, 1)),
    ],
)  # fmt: skip
def test_a_mistake_in_the_tree_is_told_with_its_file_place_and_remedy(
    tmp_path, changes, code, file, place
):
    _, problems = load_library(project_with(tmp_path, **changes))
    problem = next(problem for problem in problems if problem.code == code)
    assert problem.file.endswith(file)
    assert (problem.line, problem.column) == place
    assert problem.hint


@pytest.mark.parametrize("value", ["", "[a, b]", "~", "'  '"])
def test_a_label_that_is_no_text_is_told_where_it_stands(tmp_path, value):
    text = f"page:\n  title: {value}\nplain: Kosten\n"
    _, problems = load_library(project_with(tmp_path, **{"labels/nl.yaml": text}))
    found = next(problem for problem in problems if problem.code == "label")
    assert (found.line, found.column) == (2, 3)
    assert "page.title" in found.message


def test_all_mistakes_are_told_in_one_run(tmp_path):
    project = project_with(
        tmp_path,
        **{
            MONEY: b"\xff",
            "quadrants/leverage/money.nl.md": "no title",
            "labels/nl.yaml": "page:\n  title: ~\nplain: Kosten\n",
            "sources.yaml": "study-2020: A study\n",
        },
    )
    _, problems = load_library(project)
    assert {"not-utf8", "block", "label", "wrong-type"} <= {problem.code for problem in problems}
    with pytest.raises(ContentError):
        load_sound_library(project)


@pytest.mark.parametrize("name", ["labels/en.yaml", "labels/nl.yaml", "sources.yaml"])
@pytest.mark.parametrize("text", [None, "", "- a\n", "a\n", "a: [\n", "# nothing yet\n"])
def test_a_data_file_that_cannot_be_used_at_all_is_a_content_error(tmp_path, name, text):
    with pytest.raises(ContentError) as caught:
        load_library(project_with(tmp_path, **{name: text}))
    (problem,) = caught.value.problems
    assert problem.file.endswith(Path(name).name)
    assert problem.hint


def test_data_comes_with_the_name_to_show(tmp_path):
    source = load_source(project_with(tmp_path), "labels/en.yaml")
    assert source.data["plain"] == "Costs"
    assert source.name.endswith("labels/en.yaml")

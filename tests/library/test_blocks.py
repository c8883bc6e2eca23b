from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.kraljic.matrix import Quadrant
from playbook.library.blocks import parse_block
from playbook.locales import Locale

TEXT = """\
---
title: "They bring in competitors: and say so"
---
First paragraph of the introduction,
on two lines.

Second paragraph.

## Ask for parts
The lead, {{ buyer }}.

The detail.

- with a list

> 3 of 4 buyers [source:study-2020]

## Use the portal {sector=public}
Lead only.
"""


def parse(text):
    return parse_block(text, "tactics.en.md", Quadrant.LEVERAGE, "tactics", Locale.EN)


def sound(text):
    block, problems = parse(text)
    assert not problems
    return block


def test_a_block_has_title_introduction_and_items():
    block = sound(TEXT)
    assert block.title.source == "They bring in competitors: and say so"
    assert block.lead.source == "First paragraph of the introduction,\non two lines."
    assert block.detail.source == "Second paragraph."
    assert [item.heading.source for item in block.items] == ["Ask for parts", "Use the portal"]


def test_an_item_has_lead_detail_and_figure():
    item, other = sound(TEXT).items
    assert item.lead.source == "The lead, {{ buyer }}."
    assert item.detail.source == "The detail.\n\n- with a list"
    assert item.figure.source == "3 of 4 buyers [source:study-2020]"
    assert (other.detail, other.figure) == (None, None)


def test_every_passage_knows_the_line_it_begins_on():
    lines = TEXT.split("\n")
    passages = sound(TEXT).passages()
    assert len(passages) == 9
    for passage in passages:
        assert passage.source.split("\n")[0] in lines[passage.line - 1], passage


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_make_no_difference(line_end):
    assert sound(TEXT.replace("\n", line_end)) == sound(TEXT)


def test_a_block_may_have_no_introduction_and_no_items():
    block = sound("---\ntitle: It\n---\n")
    assert (block.lead, block.detail, block.items) == (None, None, ())


def test_a_figure_may_come_before_its_text():
    (item,) = sound("---\ntitle: It\n---\n## A\n> 3 of 4\n\nLead.\n").items
    assert (item.lead.source, item.figure.source) == ("Lead.", "3 of 4")


def test_a_figure_needs_no_space_behind_its_mark():
    (item,) = sound("---\ntitle: It\n---\n## A\nLead.\n\n>3 of 4\n").items
    assert item.figure.source == "3 of 4"
    assert item.detail is None


@pytest.mark.parametrize(
    ("facets", "kept"),
    [({"sector": "public"}, 2), ({"sector": "private"}, 1), ({}, 1)],
)
def test_only_items_whose_condition_holds_are_selected(facets, kept):
    block = sound(TEXT)
    assert len(block.selected(facets).items) == kept
    assert block.selected(facets).title is block.title
    assert len(block.items) == 2


HEAD = "---\ntitle: It\n---\n"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("No title", 1, "does not begin with a title"),
        ("", 1, "does not begin with a title"),
        ("---\ntitle: It\n", 1, "does not begin with a title"),
        ("---\n\n---\n", 1, "has no title"),
        ("---\ntitle:\n---\n", 2, "beside its title"),
        ("---\ntitle: It\ntags: x\n---\n", 3, "beside its title"),
        ("---\ntitle: It\ntitle: That\n---\n", 3, "second title"),
        (HEAD + "> 3 of 4\n", 4, "quoted figure in its introduction"),
        (HEAD + "## A\n\n## B\nLead.\n", 4, "no text under “A”"),
        (HEAD + "## A\n> 3 of 4\n", 4, "no text under “A”"),
        (HEAD + "## A {sectr=x}\nLead.\n", 4, "is no condition"),
        (HEAD + "## {sector=public}\nLead.\n", 4, "an item has no heading"),
        (HEAD + "##\nLead.\n", 4, "no heading of an item"),
        (HEAD + "##A\nLead.\n", 4, "no heading of an item"),
        (HEAD + "# A\nLead.\n", 4, "no heading of an item"),
        (HEAD + "## A\nLead.\n\n### B\n", 7, "no heading of an item"),
    ],
)
def test_what_would_not_be_printed_as_meant_is_a_problem(text, line, said):
    _, problems = parse(text)
    assert said in problems[0].message
    assert problems[0].line == line
    assert all(problem.hint and problem.file == "tactics.en.md" for problem in problems)


def test_one_bad_item_does_not_hide_the_others():
    block, problems = parse(HEAD + "## A {x=y}\nLead.\n\n## B\n\n## C\nLead.\n")
    assert [item.heading.source for item in block.items] == ["C"]
    assert len(problems) == 2


def test_a_hash_inside_a_text_is_no_heading():
    (item,) = sound(HEAD + "## A\nWe are #1 in it.\n\n#1 is what they say.\n").items
    assert item.detail.source == "#1 is what they say."


@given(st.text())
def test_any_text_is_a_block_or_has_problems(text):
    block, problems = parse(text)
    assert block or problems


@given(st.lists(st.sampled_from(["## A", "## B {sector=public}", "Text.", "> q", "", "- item"])))
def test_every_line_of_a_body_is_kept_in_some_passage(lines):
    block, problems = parse("\n".join([*HEAD.rstrip().split("\n"), *lines]) + "\n")
    if not problems:
        kept = "\n".join(passage.source for passage in block.passages())
        assert kept.count("Text.") == lines.count("Text.")
        assert kept.count("- item") == lines.count("- item")

"""Answers written into profiles: what changes, what stays, and what is refused rather than spoilt."""

from __future__ import annotations

import difflib

import pytest

from playbook.sources.profile_edits import add_answers
from playbook.sources.profiles import parse_profile
from playbook.sources.structured import parse_structured
from tests.support import ROOT, problems_of

EXAMPLES = sorted((ROOT / "content" / "profiles").glob("*.yaml"))
HEAD = "format: 1\nseller: {name: S}\noffering: {name: O, summary: S.}\n"
ENTRY = {
    "level": "3",
    "sure": "informed",
    "said_by": "procurement",
    "on": "2026-11-24",
    "note": 'Own procurement: "tricky": # & \\ é',
}


def added(body, *factors, suffix=".yaml"):
    text = add_answers(HEAD + body, "p", suffix, dict.fromkeys(factors or ("lock_in",), ENTRY))
    assert text.startswith(HEAD)
    return text[len(HEAD) :]


GROUP = """\
    level: 3
    sure: informed
    said_by: procurement
    on: 2026-11-24
    note: "Own procurement: \\"tricky\\": # & \\\\ é"
"""
ITEM = "    - " + GROUP.replace("    ", "      ")[6:]
FLOW = "{" + ", ".join(GROUP.strip().splitlines()).replace("    ", "") + "}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"answers:\n  lock_in:\n{GROUP}"),
        ("answers:\n", f"answers:\n  lock_in:\n{GROUP}"),
        ("answers: # none yet\nactions: []\n", f"answers: # none yet\n  lock_in:\n{GROUP}actions: []\n"),
        ("answers: {}\nactions: []\n", f"answers:\n  lock_in:\n{GROUP}actions: []\n"),
        ("actions: []\n...\n", f"actions: []\nanswers:\n  lock_in:\n{GROUP}...\n"),
        ("answers: null\n", f"answers:\n  lock_in:\n{GROUP}"),
        ("answers:\n  approval: 2", f"answers:\n  approval: 2\n  lock_in:\n{GROUP}"[:-1]),
        ("answers:\n  approval: 2   # a\n\n# b\nactions: []\n", f"answers:\n  approval: 2   # a\n  lock_in:\n{GROUP}\n# b\nactions: []\n"),
        ("answers:\n  approval:\n\nactions: []\n", f"answers:\n  approval:\n  lock_in:\n{GROUP}\nactions: []\n"),
        ("answers:\n  lock_in: unknown   # who?\n", f"answers:\n  lock_in:           # who?\n{GROUP}"),
        ("answers:\n  lock_in: unknown\n  approval: 2\n", f"answers:\n  lock_in:\n{GROUP}  approval: 2\n"),
        ("answers:\n  lock_in:   # who?\n  approval: 2\n", f"answers:\n  lock_in:   # who?\n{GROUP}  approval: 2\n"),
        ("answers:\n  lock_in: ~\n", f"answers:\n  lock_in:\n{GROUP}"),
        ("answers:\n  lock_in: 2..3   # a\n  # b\n  approval: 2\n", f"answers:\n  lock_in:\n    - value: 2..3   # a\n{ITEM}  # b\n  approval: 2\n"),
        ("answers:\n  lock_in: '2'\n", f"answers:\n  lock_in:\n    - value: '2'\n{ITEM}"),
        ("answers:\n  lock_in: {level: 2}   # a\n", f"answers:\n  lock_in:\n    - {{level: 2}}   # a\n{ITEM}"),
        ("answers:\n  lock_in: [1, {level: 2}]   # a\n", f"answers:\n  lock_in: [1, {{level: 2}}, {FLOW}]   # a\n"),
        ("answers:\n  lock_in: [1, 2,]\n", f"answers:\n  lock_in: [1, 2, {FLOW},]\n"),
        ("answers:\n  lock_in:\n    - 1\n    - level: 2   # a\n\n# b\n", f"answers:\n  lock_in:\n    - 1\n    - level: 2   # a\n{ITEM}\n# b\n"),
        ("answers:\n    lock_in:\n    - 1\n", f"answers:\n    lock_in:\n    - 1\n{ITEM}"),
        ("answers:\n  lock_in:   # a\n    # b\n      level: 2   # c\n      note: >-\n        x\n        y\n\n  # d\n  approval: 2\n",
         f"answers:\n  lock_in:   # a\n    # b\n    - level: 2   # c\n      note: >-\n        x\n        y\n{ITEM}\n  # d\n  approval: 2\n"),
        ("answers: {approval: 2}\n", f"answers: {{approval: 2, lock_in: {FLOW}}}\n"),
        ("answers: {lock_in: 2, approval: 2}\n", f"answers: {{lock_in: [2, {FLOW}], approval: 2}}\n"),
        ("answers: {lock_in: unknown}\n", f"answers: {{lock_in: {FLOW}}}\n"),
        ("answers: {lock_in: }\n", f"answers: {{lock_in: {FLOW} }}\n"),
        ("answers:\n  lock_in: []\n", f"answers:\n  lock_in: [{FLOW}]\n"),
        ("answers:\n  lock_in:\n    3\n  approval: 2\n", f"answers:\n  lock_in:\n    - value: 3\n{ITEM}  approval: 2\n"),
        ("answers:\n  lock_in:   # a\n    # b\n    3   # c\n", f"answers:\n  lock_in:   # a\n    # b\n    - value: 3   # c\n{ITEM}"),
        ('answers:\n  lock_in: "2..\n    3"\n', f'answers:\n  lock_in:\n    - value: "2..\n        3"\n{ITEM}'),
        ("answers:\n  lock_in: >-\n    2..3\n\n  approval: 2\n", f"answers:\n  lock_in:\n    - value: >-\n        2..3\n{ITEM}\n  approval: 2\n"),
        ("answers:\n  lock_in:\n    {level: 2,\n     sure: known}\n", f"answers:\n  lock_in:\n    - {{level: 2,\n       sure: known}}\n{ITEM}"),
        ("answers:\n  lock_in:\n    unknown\n  approval: 2\n", f"answers:\n  lock_in:\n{GROUP}  approval: 2\n"),
        ("answers:\n  lock_in:\n    unknown   # who?\n", f"answers:\n  lock_in:\n{GROUP}              # who?\n"),
        ("answers:\n lock_in:\n  level: 2   # a\n  note: x\n approval: 2\n",
         "answers:\n lock_in:\n  - level: 2   # a\n    note: x\n" + ITEM.replace("\n  ", "\n")[2:] + " approval: 2\n"),
    ],
)  # fmt: skip
def test_each_way_to_write_an_answer_takes_another(before, after):
    assert added(before) == after


def test_the_usual_indentation_gets_its_dash_in_the_margin():
    before = "answers:\n  lock_in:\n    level: 2\n    sure: known\n"
    item = ITEM.replace("\n  ", "\n")[2:]
    assert added(before) == f"answers:\n  lock_in:\n  - level: 2\n    sure: known\n{item}"


def test_several_answers_go_in_at_once_in_their_order():
    text = added("answers:\n  approval: 2\n", "lock_in", "approval", "availability")
    keys = list(parse_structured(HEAD + text, "p", ".yaml").data["answers"])
    assert keys == ["approval", "lock_in", "availability"]


@pytest.mark.parametrize(
    "before",
    [
        "answers: {alternatives: 6 suppliers}\n",
        "answers: {alternatives: 6 suppliers, }\n",
        "answers: {\n  alternatives: 6 suppliers\n}\n",
        "answers: {approval: 2, alternatives: {level: 2}}\n",
        "answers: {approval: 2, alternatives: unknown}\n",
        "answers: {approval: 2, alternatives: }\n",
        "answers: {approval: 2, alternatives: [1, {level: 2}]}\n",
    ],
)
def test_the_last_between_braces_takes_another_and_new_ones_follow_it(before):
    text = added(before, "alternatives", "lock_in", "availability")
    data = parse_structured(HEAD + text, "p", ".yaml").data["answers"]
    assert list(data)[-3:] == ["alternatives", "lock_in", "availability"]


@pytest.mark.parametrize("answers", ["", ", answers: {}", ", answers: ", ", answers: {lock_in: 2}"])
def test_a_profile_on_one_line_stays_on_one_line(answers):
    before = f"{{format: 1, seller: {{name: S}}, offering: {{name: O, summary: S.}}{answers}}}"
    after = add_answers(before, "p", ".yaml", dict.fromkeys(("lock_in", "approval"), ENTRY))
    assert "\n" not in after
    assert list(parse_structured(after, "p", ".yaml").data["answers"]) == ["lock_in", "approval"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "last",
    [
        "lock_in: 2",
        "lock_in:\n    unknown",
        "alternatives: >-\n    2",
        "ties:\n    note: |\n      x",
    ],
)
@pytest.mark.parametrize("is_ended", [True, False])
def test_line_ends_stay_and_a_file_ends_as_it_ended(end, last, is_ended):
    before = f"{HEAD}answers:\n  approval: 2\n  {last}".replace("\n", end)
    before += end if is_ended else ""
    entries = dict.fromkeys(("lock_in", "approval", "availability", "spend_share"), ENTRY)
    after = add_answers(before, "p", ".yaml", entries)
    assert not set("\r\n") & set(after.replace(end, ""))
    assert (end * 2 in after, after.endswith(end)) == (False, is_ended)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_other_line_of_an_example_stays_byte_for_byte(bank, path):
    before = path.read_bytes().decode()
    after = add_answers(before, path.name, ".yaml", dict.fromkeys(bank.ids, ENTRY))
    changes = [
        line
        for line in difflib.ndiff(before.splitlines(True), after.splitlines(True))
        if line.startswith("- ")
    ]
    assert len(changes) <= len(bank.ids)
    for line in changes:
        assert (
            "unknown" in line
            or line[2:].startswith(("    level:", "    value:", "  lock_in:"))
            or ":" in line
        )
    comments = [line.partition(" #")[2] for line in before.splitlines() if " #" in line]
    assert [one for one in comments if one not in after] == []
    parsed = parse_structured(after, path.name, ".yaml")
    data = parse_structured(before, path.name, ".yaml").data
    assert list(parsed.data) == list(data)
    for factor_id in bank.ids:
        answer = parsed.data["answers"][factor_id]
        assert (answer[-1] if isinstance(answer, list) else answer) == ENTRY


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('{\n  "a": 1\n}\n', None),
        ('{\n\t"a": 1, "answers": {\n\t\t"lock_in": 2\n\t}\n}\n', '"lock_in": [2, {'),
        ('{\n  "answers": {\n    "lock_in": 2\n  }\n}\n', '"lock_in": [2, {'),
        ('{\n  "answers": {\n    "approval": 2\n  }\n}\n', '"approval": 2,\n    "lock_in": {'),
        ('{\n  "answers": {}\n}\n', '"answers": {\n    "lock_in": {'),
        ('{\n  "answers": {"lock_in": null}\n}\n', '"answers": {"lock_in": {"level"'),
        ('{\n  "answers": {\n    "lock_in": [\n      1\n    ]\n  }\n}\n', "1,\n      {"),
    ],
)
def test_json_keeps_its_lines_too(before, after):
    entry = {"lock_in": ENTRY}
    text = add_answers(before, "p.json", ".json", entry)
    assert (after or '"answers": {"lock_in": {"level"') in text
    for line in before.splitlines():
        assert line.split(":")[0].rstrip(" ,]}") in text


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        ("[answers]\nlock_in = 2\n", ".toml"),
        ("answers:\n  ? lock_in\n  : level: 2\n", ".yaml"),
    ],
)
def test_what_cannot_be_written_safely_says_what_to_add_by_hand(text, suffix):
    problems = problems_of(lambda: add_answers(text, f"p{suffix}", suffix, {"lock_in": ENTRY}))
    assert [one.code for one in problems] == ["not-writable"]
    assert "level" in problems[0].hint
    assert "2026-11-24" in problems[0].hint


def test_only_the_answer_at_fault_is_named_with_its_place():
    body = "answers:\n  approval: 2\n  ? lock_in\n  : level: 2\n  availability: 3\n"
    entries = dict.fromkeys(("approval", "lock_in", "availability", "spend_share"), ENTRY)
    (problem,) = problems_of(lambda: add_answers(HEAD + body, "p.yaml", ".yaml", entries))
    assert (problem.file, problem.line, problem.column) == ("p.yaml", 6, 5)
    assert "answers.lock_in" in problem.message
    assert "read the card again" in problem.hint


def test_what_is_written_is_a_profile(bank):
    body = added("answers:\n  lock_in: 2\n  approval: unknown\n", "lock_in", "approval")
    profile = parse_profile(parse_structured(HEAD + body, "p", ".yaml"), bank)
    assert len(profile.answers["lock_in"]) == 2
    assert profile.answers["approval"][0].note == ENTRY["note"]

"""New answers written into the text of a profile, with every other line left exactly as it is.

Writing the whole file anew from data would lose comments, quotes and line ends, so lines are put in where the YAML parser
says that values begin and end. Whatever comes out is read again and compared with
what should have come out: a layout that was not foreseen gives an error with the lines to add by hand, never a wrong file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ruamel.yaml.error import YAMLError

from playbook.errors import Problem, ProfileError
from playbook.sources.answer_editor import (
    AnswerEditor,
    Entry,
    UnforeseenLayoutError,
    in_braces,
    is_unknown,
)
from playbook.sources.structured import SourceDocument, parse_structured


def add_answers(text: str, name: str, suffix: str, entries: Mapping[str, Entry]) -> str:
    """Return a profile's text with one more answer to each of some questions.

    A question without an answer, or answered by `unknown` alone, gets the answer as a group of keys; one that has an
    answer gets a list of both.

    Args:
        text: the file as it is, without byte order mark.
        name: what to call it in messages.
        suffix: `.yaml`, `.yml` or `.json`; TOML is not written.
        entries: the new answer by question.

    Raises:
        ProfileError: with the lines to add by hand, for each answer that cannot be written safely where it belongs.
    """
    before = parse_structured(_ended(text), name, suffix)
    edited = _edited(text, before, suffix, entries)
    if edited is None:
        alone = {one: {one: entries[one]} for one in entries}
        at_fault = [one for one in entries if _edited(text, before, suffix, alone[one]) is None]
        raise ProfileError(
            tuple(_by_hand(before, suffix, one, entries[one]) for one in at_fault or entries)
        )
    return edited


def _edited(
    text: str, before: SourceDocument, suffix: str, entries: Mapping[str, Entry]
) -> str | None:
    """Return the text with the answers in it; None where that does not say what it should."""
    if suffix == ".toml":
        return None
    try:
        edited = AnswerEditor(text, suffix == ".json").add(entries)
        after = parse_structured(_ended(edited), before.name, suffix).data
    except (UnforeseenLayoutError, YAMLError, ProfileError, LookupError, ValueError):
        return None
    return edited if _plain(after) == _plain(_expected(before.data, entries)) else None


def _ended(text: str) -> str:
    """Return a text whose last line has an end: a note over several lines ends in one too, unless the file stops there."""
    return text if text.endswith(("\n", "\r")) else f"{text}\n"


def _by_hand(before: SourceDocument, suffix: str, factor_id: str, entry: Entry) -> Problem:
    if suffix == ".toml":
        line = ", ".join(f"{key} = {_toml_value(key, value)}" for key, value in entry.items())
    else:
        line = in_braces(entry, is_json=suffix == ".json")[1:-1]
    row, column = before.position(("answers", factor_id)) or (None, None)
    return Problem(
        "not-writable",
        f"answers.{factor_id} cannot be added to this file without disturbing its layout",
        before.name,
        row,
        column,
        f"Add it by hand, then read the card again for the rest: {{{line}}}",
    )


def _toml_value(key: str, value: str) -> str:
    return value if key in ("level", "on") else json.dumps(value, ensure_ascii=False)


def _expected(before: Any, entries: Mapping[str, Entry]) -> Any:
    answers = dict(before.get("answers") or {})
    for factor_id, entry in entries.items():
        old = answers.get(factor_id)
        kept = [] if is_unknown(old) else old if isinstance(old, list) else [old]
        answers[factor_id] = [*kept, dict(entry)]
    return {**before, "answers": answers}


def _plain(data: Any) -> Any:
    """Return data in the one form that all ways to write an answer come down to: lists of groups of keys."""
    if not isinstance(data, dict):
        return data
    answers = data.get("answers") or {}
    lists = {
        factor_id: [
            one if isinstance(one, dict) else {"value": one}
            for one in (answer if isinstance(answer, list) else [answer])
        ]
        for factor_id, answer in answers.items()
    }
    return {**data, "answers": lists}

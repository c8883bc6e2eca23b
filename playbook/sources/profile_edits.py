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
from playbook.sources.structured import parse_structured


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
        ProfileError: with the lines to add by hand, where this file cannot be written safely.
    """
    before = parse_structured(text, name, suffix).data
    try:
        edited = AnswerEditor(text, suffix == ".json").add(entries) if suffix != ".toml" else None
        after = parse_structured(edited, name, suffix).data if edited else None
    except (UnforeseenLayoutError, YAMLError, ProfileError):
        edited = after = None
    if edited is None or _plain(after) != _plain(_expected(before, entries)):
        raise ProfileError(tuple(_by_hand(name, suffix, one, entries[one]) for one in entries))
    return edited


def _by_hand(name: str, suffix: str, factor_id: str, entry: Entry) -> Problem:
    if suffix == ".toml":
        line = ", ".join(f"{key} = {_toml_value(key, value)}" for key, value in entry.items())
    else:
        line = in_braces(entry, is_json=suffix == ".json")[1:-1]
    return Problem(
        "not-writable",
        f"answers.{factor_id} cannot be added to this file without disturbing its layout",
        name,
        hint=f"Add it by hand: {{{line}}}",
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

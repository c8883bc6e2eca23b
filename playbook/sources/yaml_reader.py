"""YAML into plain data with positions.

Scalars stay text as typed, so `country: NO`, `version: 3.10` and `code: 01234` arrive unchanged; the models decide what a
text means. Anchors, aliases, tags, merge keys, repeated keys, other keys than text, and a `#` that cuts a text short are
refused, since each of them changes data without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from playbook.errors import Problem, ProfileError, quoted
from playbook.sources.source import (
    MAX_DEPTH,
    Path_,
    Position,
    SourceDocument,
    failure,
    repeated_key,
    too_deep,
)
from playbook.sources.yaml_faults import explain_fault

_NULLS = {"", "~", "null", "Null", "NULL"}
_CUT_TEXT = re.compile(r"[ \t]+(#+[^\s#][^\r\n]*)")
_CUT_WHOLLY = re.compile(r"[ \t]*:[ \t]+(#+[^\s#][^\r\n]*)")


def read_yaml(text: str, name: str) -> SourceDocument:
    """Read one YAML document.

    Raises:
        ProfileError: on a syntax error, with its place; else with everything that would change data unseen.
    """
    reader = _Reader(text, name)
    try:
        data = reader.read()
    except MarkedYAMLError as error:
        raise ProfileError((explain_fault(error, text, name),)) from None
    except (YAMLError, ValueError, OverflowError):
        raise failure(
            "syntax", name, "is not valid YAML", "Check the characters after \\ and %."
        ) from None
    if reader.problems:
        raise ProfileError(tuple(reader.problems))
    return SourceDocument(name, data, reader.positions)


class _Reader:
    """Turns YAML events into dictionaries, lists and texts, collecting every problem on the way."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name
        self.positions: dict[Path_, Position] = {}
        self.problems: list[Problem] = []
        self.events: Iterator[Any] = YAML(typ="safe", pure=True).parse(text)

    def read(self) -> Any:
        """Return the data of the only document."""
        data = None
        documents = 0
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(
                        "syntax",
                        "a second YAML document begins here",
                        event,
                        "Keep one to a file; remove the line ---.",
                    )
                    break
            elif isinstance(event, NodeEvent):
                data = self._value(event, ())
        return data

    def _value(self, event: NodeEvent, path: Path_) -> Any:
        self.positions.setdefault(path, _place(event))
        if len(path) > MAX_DEPTH:
            raise too_deep(self.name, _place(event))
        self._check_marks(event)
        if isinstance(event, MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(path)
        return self._scalar(event) if isinstance(event, ScalarEvent) else None

    def _mapping(self, path: Path_) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for event in self.events:
            if isinstance(event, MappingEndEvent):
                break
            key = self._key(event, path)
            value = next(self.events)
            if isinstance(value, ScalarEvent) and not value.value and value.style is None:
                self._check_cut(_CUT_WHOLLY, event)
            if key in result:
                first = self.positions[(*path, key)][0]
                self.problems.append(repeated_key(key, first, self.name, _place(event)))
            self.positions.setdefault((*path, key), _place(event))
            result[key] = self._value(value, (*path, key))
        return result

    def _key(self, event: Any, path: Path_) -> str:
        """Return a key; one that is no text is reported, and read over."""
        if isinstance(event, ScalarEvent) and event.value != "<<":
            self._check_marks(event)
            return str(event.value)
        self._refuse("key", "a plain word should stand here as key", event, "Write key: value.")
        if isinstance(event, MappingStartEvent | SequenceStartEvent):
            self._value(event, (*path, "?"))
        return "?"

    def _sequence(self, path: Path_) -> list[Any]:
        result: list[Any] = []
        for event in self.events:
            if isinstance(event, SequenceEndEvent):
                break
            result.append(self._value(event, (*path, len(result))))
        return result

    def _scalar(self, event: ScalarEvent) -> str | None:
        text: str = event.value
        if event.style is not None:
            return text
        if text:
            self._check_cut(_CUT_TEXT, event)
        return None if text in _NULLS else text

    def _check_cut(self, pattern: re.Pattern[str], before: Event) -> None:
        """Refuse a comment that looks like the rest of a text: `Acme #1`."""
        end = before.end_mark
        lost = pattern.match(self.text, end.index)
        if lost:
            column = end.column + 1 + lost.start(1) - end.index
            self.problems.append(
                Problem(
                    "cut-short",
                    f"{quoted(lost[1])} would be dropped, for YAML takes it for a comment",
                    self.name,
                    end.line + 1,
                    column,
                    "Put quotes around the whole text; write a space after # for a comment.",
                )
            )

    def _check_marks(self, event: Any) -> None:
        """Refuse what stands before a value and is no part of it: an anchor, an alias, a tag."""
        if isinstance(event, AliasEvent):
            self._refuse_start("*", event)
        elif event.anchor:
            self._refuse_start("&", event)
        elif event.ctag is not None:
            self._refuse_start("!", event)

    def _refuse_start(self, mark: str, event: Event) -> None:
        self._refuse(
            "special-start",
            f"a text cannot start with {mark}, which means something else in YAML",
            event,
            "Put quotes around the whole text.",
        )

    def _refuse(self, code: str, message: str, event: Event, hint: str) -> None:
        self.problems.append(Problem(code, message, self.name, *_place(event), hint))


def _place(event: Event) -> Position:
    return event.start_mark.line + 1, event.start_mark.column + 1

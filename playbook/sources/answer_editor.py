"""Where new answers go in the text of a profile, by the places that the YAML parser gives for what stands there already.

JSON is read as YAML here, which it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from playbook.quantities import UNKNOWN_WORDS

Entry = Mapping[str, str]
"""One answer as the keys and texts to write, in order."""
_NULLS = {"", "~", "null"}
_STEP = 2
"""Columns that a group stands further in than its key."""


def is_unknown(value: Any) -> bool:
    """Tell whether a value as read says that nobody knows."""
    return value is None or (isinstance(value, str) and value.strip().casefold() in UNKNOWN_WORDS)


def in_braces(entry: Entry, *, is_json: bool) -> str:
    """Return an answer on one line, in JSON's manner or YAML's."""
    if is_json:
        return json.dumps(dict(entry), ensure_ascii=False)
    return f"{{{', '.join(_yaml_lines(entry))}}}"


def _yaml_lines(entry: Entry) -> list[str]:
    """Return the keys of an answer; the note in quotes, since it may hold anything."""
    return [
        f"{key}: {json.dumps(value, ensure_ascii=False) if key == 'note' else value}"
        for key, value in entry.items()
    ]


class UnforeseenLayoutError(Exception):
    """The file is laid out in a way that is not written."""


class AnswerEditor:
    """Puts answers into one text: collects the places where it changes, and applies them from the end.

    Raises `UnforeseenLayoutError` or a YAML error where it does not know how; what it returns must still be checked.
    """

    def __init__(self, text: str, is_json: bool) -> None:
        self._text = text
        self._is_json = is_json
        self._newline = "\r\n" if "\r\n" in text else "\n"
        self._edits: list[tuple[int, int, str]] = []

    def add(self, entries: Mapping[str, Entry]) -> str:
        """Return the text with all entries in it."""
        root = YAML(typ="safe", pure=True).compose(self._text)
        if not isinstance(root, MappingNode):
            raise UnforeseenLayoutError
        key, answers = _child(root, "answers")
        if isinstance(answers, MappingNode) and answers.value:
            self._into_answers(answers, entries)
        elif key is None:
            self._new_keys(root, {"answers": entries})
        elif isinstance(answers, MappingNode | ScalarNode):
            self._fill_empty_answers(key, answers, entries)
        else:
            raise UnforeseenLayoutError
        text = self._text
        for start, end, new in sorted(self._edits, reverse=True):
            text = text[:start] + new + text[end:]
        return text

    def _into_answers(self, answers: MappingNode, entries: Mapping[str, Entry]) -> None:
        new: dict[str, Entry] = {}
        for factor_id, entry in entries.items():
            key, value = _child(answers, factor_id)
            if key is None:
                new[factor_id] = entry
            elif answers.flow_style:
                self._add_in_flow(value, entry)
            else:
                self._add_in_block(key, value, entry)
        if new:
            self._new_keys(answers, new)

    # Groups and lists between braces and brackets, which is all there is in JSON

    def _add_in_flow(self, value: Any, entry: Entry) -> None:
        new = in_braces(entry, is_json=self._is_json)
        start, end = value.start_mark.index, value.end_mark.index
        if isinstance(value, ScalarNode) and _is_blank(value):
            self._edits.append((start, end, new if end > start else f" {new}"))
        elif isinstance(value, SequenceNode):
            self._append_in_flow(value, new)
        else:
            self._edits += [(start, start, "["), (end, end, f", {new}]")]

    def _append_in_flow(self, group: MappingNode | SequenceNode, new: str) -> None:
        """Put one more entry before the closing bracket, on a line of its own where the others have theirs."""
        if not group.value:
            raise UnforeseenLayoutError
        entry = group.value[0]
        first, last = (
            (entry[0], group.value[-1][1]) if isinstance(entry, tuple) else (entry, group.value[-1])
        )
        end = self._end(last)
        comma = re.compile(r"\s*,").match(self._text, end)
        column = first.start_mark.column
        own_line = first.start_mark.line > group.start_mark.line
        gap = self._newline + " " * column if own_line else " "
        at = comma.end() if comma else end
        self._edits.append((at, at, f"{'' if comma else ','}{gap}{new}{',' if comma else ''}"))

    # Groups and lists by indentation

    def _add_in_block(self, key: Any, value: Any, entry: Entry) -> None:
        column = key.start_mark.column
        if isinstance(value, ScalarNode) and _is_blank(value):
            self._blank_out(key, value)
            self._insert_after(self._end_of_key(key), self._group(entry, column + _STEP))
        elif isinstance(value, SequenceNode) and value.flow_style:
            self._append_in_flow(value, in_braces(entry, is_json=False))
        elif isinstance(value, SequenceNode):
            self._insert_after(self._end(value), self._item(entry, value.start_mark.column))
        elif isinstance(value, MappingNode) and not value.flow_style:
            # A dash in the indentation makes a list of the group: one line changes, the others stay as they are.
            start, dash = value.start_mark.index, value.start_mark.column - _STEP
            if dash < column or self._text[start - _STEP : start].strip():
                raise UnforeseenLayoutError
            self._edits.append((start - _STEP, start, "- "))
            self._insert_after(self._end(value), self._item(entry, dash))
        else:
            after_colon, start = self._end_of_key(key), value.start_mark.index
            if self._text[after_colon:start].strip(" "):
                raise UnforeseenLayoutError
            value_key = "value: " if isinstance(value, ScalarNode) else ""
            dash = column + _STEP
            new = f"{self._newline}{' ' * dash}- {value_key}"
            self._edits.append((after_colon, start, new))
            self._insert_after(self._end(value), self._item(entry, dash))

    def _blank_out(self, key: Any, value: ScalarNode) -> None:
        """Take `unknown` away; a comment behind it keeps its column."""
        start, end = value.start_mark.index, value.end_mark.index
        if start == end:
            return
        if value.start_mark.line != key.start_mark.line:
            raise UnforeseenLayoutError
        has_comment = self._text[end : self._line_end(end)].strip()
        if has_comment:
            self._edits.append((start, end, " " * (end - start)))
        else:
            self._edits.append((self._end_of_key(key), end, ""))

    def _fill_empty_answers(self, key: Any, value: Any, entries: Mapping[str, Entry]) -> None:
        """Give `answers:` its first entries, where it stands without any, as null or as {}."""
        start, end = value.start_mark.index, value.end_mark.index
        if isinstance(value, ScalarNode) and value.value.casefold() not in _NULLS:
            raise UnforeseenLayoutError
        if self._is_json:
            self._edits.append((start, end, self._json_group(entries, key.start_mark.column)))
            return
        if end > start:
            self._edits.append((self._end_of_key(key), end, ""))
        column = key.start_mark.column + _STEP
        lines = [line for one in entries for line in self._keyed(one, entries[one], column)]
        self._insert_after(self._end_of_key(key), lines)

    def _new_keys(self, group: MappingNode, entries: Mapping[str, Any]) -> None:
        """Put new keys at the end of a group; their values are answers, or groups of answers."""
        last = group.value[-1][1]
        column = group.value[0][0].start_mark.column
        if group.flow_style:
            pairs = [f"{self._flow_key(key)}: {self._flow(entries[key])}" for key in entries]
            own_line = group.value[0][0].start_mark.line > group.start_mark.line
            gap = f",{self._newline}{' ' * column}" if own_line else ", "
            self._append_in_flow(group, gap.join(pairs))
            return
        lines = [line for key in entries for line in self._keyed(key, entries[key], column)]
        end = self._end(last) if last.end_mark.index > last.start_mark.index else None
        self._insert_after(self._end_of_key(group.value[-1][0]) if end is None else end, lines)

    def _flow_key(self, key: str) -> str:
        return json.dumps(key) if self._is_json else key

    def _flow(self, value: Any) -> str:
        if value and all(isinstance(one, str) for one in value.values()):
            return in_braces(value, is_json=self._is_json)
        pairs = (f"{self._flow_key(key)}: {self._flow(value[key])}" for key in value)
        return f"{{{', '.join(pairs)}}}"

    def _json_group(self, entries: Mapping[str, Entry], column: int) -> str:
        inner = f"{self._newline}{' ' * (column + _STEP)}"
        pairs = [f"{json.dumps(one)}: {in_braces(entries[one], is_json=True)}" for one in entries]
        return f"{{{inner}{f',{inner}'.join(pairs)}{self._newline}{' ' * column}}}"

    # Lines

    def _keyed(self, key: str, value: Mapping[str, Any], column: int) -> list[str]:
        if all(isinstance(one, str) for one in value.values()):
            return [" " * column + f"{key}:", *self._group(value, column + _STEP)]
        inner = [line for one in value for line in self._keyed(one, value[one], column + _STEP)]
        return [" " * column + f"{key}:", *inner]

    def _group(self, entry: Entry, column: int) -> list[str]:
        return [" " * column + line for line in _yaml_lines(entry)]

    def _item(self, entry: Entry, dash: int) -> list[str]:
        first, *rest = _yaml_lines(entry)
        return [" " * dash + f"- {first}", *(" " * (dash + _STEP) + line for line in rest)]

    def _insert_after(self, index: int, lines: list[str]) -> None:
        """Put lines below the line in which *index* stands."""
        at = self._line_end(index)
        block = self._newline.join(lines)
        if at == len(self._text):
            self._edits.append((at, at, self._newline + block + self._newline))
        else:
            at += 1
            self._edits.append((at, at, block + self._newline))

    def _line_end(self, index: int) -> int:
        """Return where the line of *index* ends: at its line feed, or at the end of the text."""
        found = self._text.find("\n", index)
        return len(self._text) if found < 0 else found

    def _end_of_key(self, key: Any) -> int:
        return self._text.index(":", key.end_mark.index) + 1

    def _end(self, node: Any) -> int:
        """Return where what a node says ends; the parser counts the blank lines and comments after a group to it."""
        if isinstance(node, ScalarNode) or node.flow_style:
            return len(self._text[: node.end_mark.index].rstrip())
        if isinstance(node, SequenceNode):
            return self._end(node.value[-1])
        key, value = node.value[-1]
        is_empty = value.start_mark.index == value.end_mark.index
        return self._end_of_key(key) if is_empty else self._end(value)


def _child(group: MappingNode, name: str) -> tuple[Any, Any]:
    """Return the key and value nodes of a name in a group, or two times None."""
    return next(((key, value) for key, value in group.value if key.value == name), (None, None))


def _is_blank(node: ScalarNode) -> bool:
    """Tell whether a value says that nobody knows."""
    return is_unknown(node.value) or (node.style is None and node.value.casefold() in _NULLS)

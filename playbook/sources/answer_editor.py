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
        self._is_json = is_json
        self._newline = "\r\n" if "\r\n" in text else "\r" if _is_old_mac(text) else "\n"
        # With an end to its last line too, every line can be followed by another; `add` takes it away again.
        self._is_ended = text.endswith(("\n", "\r"))
        self._text = text if self._is_ended else text + self._newline
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
            self._fill_empty_answers(root, key, answers, entries)
        else:
            raise UnforeseenLayoutError
        return self._edited()

    def _edited(self) -> str:
        text = self._text
        # What goes in at one place stands there in the order in which it was asked for: the sort keeps that order.
        in_order = sorted(self._edits, key=lambda edit: edit[:2])
        for start, end, new in reversed(in_order):
            text = text[:start] + new + text[end:]
        return text if self._is_ended else text.removesuffix(self._newline)

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
        start, end = value.start_mark.index, self._end(value)
        if isinstance(value, ScalarNode) and _is_blank(value):
            self._edits.append(self._in_place_of(value, new))
        elif isinstance(value, SequenceNode):
            self._append_in_flow(value, new)
        else:
            self._edits += [(start, start, "["), (end, end, f", {new}]")]

    def _in_place_of(self, value: Any, new: str) -> tuple[int, int, str]:
        """Return the change that writes *new* where a value says nothing; where it is not even written, after its colon."""
        start, end = value.start_mark.index, value.end_mark.index
        if end > start:
            return start, end, new
        after_colon = len(self._text[:start].rstrip())
        return after_colon, after_colon, f" {new}"

    def _append_in_flow(self, group: MappingNode | SequenceNode, new: str) -> None:
        """Put one more entry before the closing bracket, on a line of its own where the others have theirs."""
        if not group.value:
            start = group.start_mark.index + 1
            self._edits.append((start, start, new))
            return
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
            self._list_group(column, value, entry)
        else:
            self._list_value(key, value, entry)

    def _list_group(self, column: int, value: Any, entry: Entry) -> None:
        """Make a list of a group of keys: by a dash in its margin, and where that is too narrow by moving its lines."""
        start, own = value.start_mark.index, value.start_mark.column
        if self._text[start - own : start].strip():
            raise UnforeseenLayoutError
        dash = own - _STEP
        if dash >= column:
            self._edits.append((start - _STEP, start, "- "))
        else:
            dash = own
            self._edits.append((start, start, "- "))
            self._indent(start, self._end(value), _STEP)
        self._insert_after(self._end(value), self._item(entry, dash))

    def _list_value(self, key: Any, value: Any, entry: Entry) -> None:
        """Make a list of a single value or a group in braces, behind its key or on lines of its own."""
        after_colon, start = self._end_of_key(key), value.start_mark.index
        head, line_end, indentation = self._text[after_colon:start].rpartition(self._newline)
        if indentation.strip():
            raise UnforeseenLayoutError
        is_scalar = isinstance(value, ScalarNode)
        dash, value_key = key.start_mark.column + _STEP, "value: " if is_scalar else ""
        new = f"{head}{line_end or self._newline}{' ' * dash}- {value_key}"
        self._edits.append((after_colon, start, new))
        self._indent(start, self._end(value), 2 * _STEP if is_scalar else _STEP)
        self._insert_after(self._end(value), self._item(entry, dash))

    def _blank_out(self, key: Any, value: ScalarNode) -> None:
        """Take `unknown` away; a comment behind it keeps its column."""
        start, end = value.start_mark.index, value.end_mark.index
        if start == end:
            return
        line_end = self._line_end(end)
        if self._text[end:line_end].strip():
            self._edits.append((start, end, " " * (end - start)))
        elif value.start_mark.line == key.start_mark.line:
            self._edits.append((self._end_of_key(key), end, ""))
        else:
            self._edits.append((start - value.start_mark.column, line_end + 1, ""))

    def _fill_empty_answers(
        self, root: Any, key: Any, value: Any, entries: Mapping[str, Entry]
    ) -> None:
        """Give `answers:` its first entries, where it stands without any, as null or as {}."""
        start, end = value.start_mark.index, value.end_mark.index
        if isinstance(value, ScalarNode) and value.value.casefold() not in _NULLS:
            raise UnforeseenLayoutError
        if self._is_json:
            self._edits.append((start, end, self._json_group(entries, key.start_mark.column)))
            return
        if root.flow_style:
            self._edits.append(self._in_place_of(value, self._flow(entries)))
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
        at = self._line_end(index) + 1
        self._edits.append((at, at, self._newline.join([*lines, ""])))

    def _indent(self, start: int, end: int, columns: int) -> None:
        """Move the lines that begin between two places to the right, blank ones apart."""
        at = self._line_end(start) + 1
        while at < end:
            line_end = self._line_end(at)
            if self._text[at:line_end].strip():
                self._edits.append((at, at, " " * columns))
            at = line_end + 1

    def _line_end(self, index: int) -> int:
        """Return where the line of *index* ends: the place of the last character of its line end."""
        return self._text.index(self._newline[-1], index)

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


def _is_old_mac(text: str) -> bool:
    """Tell whether lines end in a carriage return alone."""
    return "\r" in text and "\n" not in text


def _is_blank(node: ScalarNode) -> bool:
    """Tell whether a value says that nobody knows."""
    return is_unknown(node.value) or (node.style is None and node.value.casefold() in _NULLS)

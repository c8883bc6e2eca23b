"""A block: one topic for one quadrant in one language, as a title, an introduction and items.

Texts are still Jinja and Markdown here; each keeps its file and line, so that whatever fails later can be placed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from playbook.errors import Problem, RefusalError, quoted
from playbook.kraljic.matrix import Quadrant
from playbook.library.conditions import Condition, Facets, split_condition
from playbook.locales import Locale

TOPICS = (
    "position", "objective", "tactics", "messages", "proof", "questions", "stakeholders",
    "objections", "negotiation", "terms", "money", "moves", "signals", "lines", "donots",
    "next-steps", "buyer-note", "windmill", "value-case",
)  # fmt: skip
"""What must be said about every quadrant, in both languages."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of Markdown with Jinja in it, and where it stands."""

    source: str
    file: str
    line: int
    """Line of the file on which it begins, from 1."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a block."""

    heading: Passage
    lead: Passage
    """The paragraph right under the heading; the brief prints no more than this."""
    detail: Passage | None
    figure: Passage | None
    """The quoted line: the number that goes with the item."""
    condition: Condition


@dataclass(frozen=True, slots=True)
class Block:
    """One topic for one quadrant in one language."""

    quadrant: Quadrant
    topic: str
    locale: Locale
    file: str
    title: Passage
    lead: Passage | None
    """First paragraph of the introduction."""
    detail: Passage | None
    """The rest of the introduction."""
    items: tuple[Item, ...]

    def selected(self, facets: Facets) -> Block:
        """Return this block with only the items whose conditions hold."""
        kept = tuple(item for item in self.items if item.condition.holds(facets))
        return Block(
            self.quadrant,
            self.topic,
            self.locale,
            self.file,
            self.title,
            self.lead,
            self.detail,
            kept,
        )

    def passages(self) -> list[Passage]:
        """Return every text in the block."""
        texts: list[Passage | None] = [self.title, self.lead, self.detail]
        for item in self.items:
            texts += [item.heading, item.lead, item.detail, item.figure]
        return [text for text in texts if text]


_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_TITLE = re.compile(r"^title:\s*(.+?)\s*$")


def parse_block(
    text: str, file: str, quadrant: Quadrant, topic: str, locale: Locale
) -> tuple[Block | None, list[Problem]]:
    """Read one block file. Returns no block when it has no usable title."""
    problems: list[Problem] = []
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT_MATTER.match(text)
    title = _front_title(front, file, problems)
    if front is None or title is None:
        return None, problems
    body = text[front.end() :].split("\n")
    first_line = text[: front.end()].count("\n") + 1
    problems += _check_headings(body, first_line, file)
    chunks = _split_items(body, first_line)
    introduction = chunks.pop(0)[1:]
    lead, detail, figure = _paragraphs(introduction, file)
    if figure:
        problems.append(
            _problem("block", "has a quoted figure in its introduction", figure.line, file)
        )
    items: list[Item] = []
    for chunk in chunks:
        item = _item(chunk, file, problems)
        if item:
            items.append(item)
    return Block(quadrant, topic, locale, file, title, lead, detail, tuple(items)), problems


def _front_title(front: re.Match[str] | None, file: str, problems: list[Problem]) -> Passage | None:
    if front is None:
        problems.append(
            _problem("block", "does not begin with a title between two lines ---", 1, file)
        )
        return None
    title: Passage | None = None
    for number, line in enumerate(front[1].split("\n"), start=2):
        match = _TITLE.match(line)
        if match and title:
            problems.append(_problem("block", "a second title stands here", number, file))
        elif match:
            title = Passage(_unquoted(match[1]), file, number)
        elif line.strip():
            problems.append(
                _problem(
                    "block", f"has the line {quoted(line.strip())} beside its title", number, file
                )
            )
    if title is None:
        problems.append(_problem("block", "has no title", 1, file))
    return title


def _unquoted(text: str) -> str:
    """Take YAML's quotes off, so that a title may hold a colon."""
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        return text[1:-1]
    return text


def _problem(code: str, message: str, line: int, file: str) -> Problem:
    return Problem(code, message, file, line, 1, "See content/README.md, “A block”.")


_Lines = list[tuple[int, str]]


def _split_items(body: list[str], first_line: int) -> list[_Lines]:
    """Cut the numbered lines before each `## ` heading; the first part is the introduction."""
    chunks: list[_Lines] = [[(first_line, "")]]
    for number, line in enumerate(body, start=first_line):
        if line.startswith("## "):
            chunks.append([(number, line)])
        else:
            chunks[-1].append((number, line))
    return chunks


def _check_headings(body: list[str], first_line: int, file: str) -> list[Problem]:
    """Return every line that looks like a heading but does not begin an item; it would be printed as text."""
    return [
        _problem("block", f"{quoted(line)} is no heading of an item", number, file)
        for number, line in enumerate(body, start=first_line)
        if re.match(r"#{1,6}(\s|$)|#{2,6}\S", line) and not re.match(r"## +\S", line)
    ]


def _item(chunk: _Lines, file: str, problems: list[Problem]) -> Item | None:
    number, line = chunk[0]
    try:
        heading, condition = split_condition(line[3:])
    except RefusalError as error:
        problems.append(Problem("condition", error.message, file, number, 1, error.hint))
        return None
    if not heading:
        problems.append(_problem("block", "an item has no heading", number, file))
        return None
    lead, detail, figure = _paragraphs(chunk[1:], file)
    if lead is None:
        problems.append(_problem("block", f"has no text under {quoted(heading)}", number, file))
        return None
    return Item(Passage(heading, file, number), lead, detail, figure, condition)


def _paragraphs(lines: _Lines, file: str) -> tuple[Passage | None, Passage | None, Passage | None]:
    """Return the first paragraph, the rest, and the quoted figure."""
    figure = [(number, line[1:].strip()) for number, line in lines if line.startswith(">")]
    plain = [(number, "" if line.startswith(">") else line) for number, line in lines]
    while plain and not plain[0][1].strip():
        plain.pop(0)
    end = next((index for index, (_, line) in enumerate(plain) if not line.strip()), len(plain))
    return (
        _passage(plain[:end], file),
        _passage(plain[end:], file),
        _passage(figure, file),
    )


def _passage(lines: _Lines, file: str) -> Passage | None:
    while lines and not lines[0][1].strip():
        lines = lines[1:]
    source = "\n".join(line for _, line in lines).rstrip()
    return Passage(source, file, lines[0][0]) if source else None

"""Laid-out pages kept for the next document that has the same section, so that equal sections are laid out once.

Each section of our documents begins on a page of its own, so its pages depend on its HTML, on the style sheet and on the
language, and on nothing else in the document but for the margin boxes. A document is put together from kept pages and new
ones, with margin boxes of its own, and gives the bytes that laying it out whole would give. This module and `page_painting`
reach into classes that WeasyPrint keeps to itself; a test compares the bytes.
"""

from __future__ import annotations

import copy
import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from playbook.rendering.page_painting import Drawing, Seen, margins_of, paint_page, with_margins

OWN, SHARED = 12, 96
"""Sections kept at most: of single accounts, which is one playbook, and of several. A section takes about a megabyte."""
_REMEMBERED = 4096
"""Digests of sections that were laid out before and forgotten, to know on sight which several accounts have."""
_NUMBERINGS, _HEADS = 8, 4
_FOOT, _NUMBER = "@bottom-left", "@bottom-right"
"""The margin boxes of our pages: what the document is about, and the number of the page."""

_SECTION = re.compile(r'(<section class="page\b.*?</section>)', re.DOTALL)
_START = re.compile(r'<section class="([^"]+)" id="([^"]+)">')
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_RUNNING = re.compile(r'<div class="footer">.*?</div>', re.DOTALL)
_AROUND = re.compile(r"<(?:html|body|main)\b[^>]*>")

Render = Callable[[str], Any]
"""Lays HTML out whole: the engine, with style sheet and fonts."""


class NotInSectionsError(Exception):
    """A document is not made of sections that each begin a page, with a foot and a number on each."""


@dataclass(slots=True)
class _Leaf:
    """A laid-out page, and what was recorded of painting it."""

    page: Any
    drawings: dict[Any, Drawing | Seen] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Kept:
    """The pages of a section."""

    leaves: tuple[_Leaf, ...]
    owner: str
    """The foot of the document that they were laid out for."""


class _PageInDocument:
    """A kept page with the margin boxes of one document; the kept one stays as it is."""

    def __init__(self, leaf: _Leaf, margins: list[Any]) -> None:
        self.__dict__.update(leaf.page.__dict__)
        self._page_box = with_margins(leaf.page._page_box, margins)
        self._drawings = leaf.drawings

    def paint(self, stream: Any, scale: float = 1) -> None:
        """Paint the page into the PDF, as the engine asks its own pages to."""
        paint_page(self._page_box, self._drawings, stream, scale)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The HTML of a document: its sections by id, and what stands around them."""

    opening: str
    sections: dict[str, str]
    closing: str

    @property
    def foot(self) -> str:
        """What decides the foot of the pages, and tells accounts apart."""
        return _TITLE.sub("", self.opening)

    @property
    def around(self) -> str:
        """What decides, outside a section, how it is laid out."""
        return "".join(_AROUND.findall(self.opening))

    def with_sections(self, sections: Iterable[str]) -> str:
        """Return a document of other sections."""
        return "\n".join((self.opening, *sections, self.closing))

    def empty(self, name: str, *, is_first: bool) -> str:
        """Return a section without anything in it, which still takes a page of its kind."""
        classes = _starts(self.sections[name])[1].split()
        kept = [one for one in classes if is_first or one != "first"]
        return f'<section class="{" ".join(kept)}"></section>'


class PageStore:
    """The pages that one process keeps. Never for two threads: painting touches the boxes of a page."""

    def __init__(self, own: int = OWN, shared: int = SHARED) -> None:
        self._own: OrderedDict[bytes, _Kept] = OrderedDict()
        self._shared: OrderedDict[bytes, _Kept] = OrderedDict()
        self._most_own, self._most_shared = own, shared
        self._seen: OrderedDict[bytes, int] = OrderedDict()
        self._feet: tuple[str, dict[str, Any]] = ("", {})
        self._heads: OrderedDict[str, Any] = OrderedDict()
        self._numbers: OrderedDict[tuple[str, ...], list[Any]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._own) + len(self._shared)

    def lay_out(self, html: str, setting: str, render: Render) -> tuple[Any, int]:
        """Return the engine's document, and how many of its pages were laid out for another account.

        Args:
            html: the whole page.
            setting: what decides, beside the HTML, how a section is laid out.
            render: the engine.

        Raises:
            NotInSectionsError: when the document cannot be put together from pages.
        """
        parts = _split(html)
        kept, newest = self._gather(parts, setting, render)
        leaves = [leaf for name in parts.sections for leaf in kept[name].leaves]
        stubs = [
            parts.empty(name, is_first=number == 0)
            for name in parts.sections
            for number in range(len(kept[name].leaves))
        ]
        kinds = [_kind(leaf.page) for leaf in leaves]
        feet = self._find_feet(parts, setting, dict(zip(kinds, stubs, strict=True)), newest, render)
        numbers = self._find_numbers(parts, setting, kinds, stubs, render)
        pages = [
            _PageInDocument(leaf, [feet[kind], number])
            for leaf, kind, number in zip(leaves, kinds, numbers, strict=True)
        ]
        reused = sum(len(one.leaves) for one in kept.values() if one.owner != parts.foot)
        return self._bind(pages, parts, newest, render), reused

    def _bind(self, pages: list[Any], parts: _Parts, newest: Any, render: Render) -> Any:
        """Return an engine's document of these pages, with the title and the language of this one."""
        head = self._heads.get(parts.opening)
        if head is None:
            full = newest or render(parts.with_sections([]))
            head = type(full)([], full.metadata, full.url_fetcher, full.font_config, {}, None)
            _put(self._heads, parts.opening, head, _HEADS)
        return type(head)(
            pages, copy.copy(head.metadata), head.url_fetcher, head.font_config, {}, None
        )

    def _gather(self, parts: _Parts, setting: str, render: Render) -> tuple[dict[str, _Kept], Any]:
        """Return the pages of every section, and the engine's document of those that were missing, if any."""
        around = blake2b(f"{setting}\n{parts.around}\n".encode(), digest_size=16)
        kept: dict[str, _Kept] = {}
        missing: dict[str, bytes] = {}
        for name, section in parts.sections.items():
            digest = around.copy()
            digest.update(section.encode())
            found = self._find(digest.digest(), parts.foot)
            if found:
                kept[name] = found
            else:
                missing[name] = digest.digest()
        if not missing:
            return kept, None
        newest = render(parts.with_sections(parts.sections[name] for name in missing))
        for name, pages in _by_section(newest, missing).items():
            kept[name] = _Kept(tuple(map(_bare, pages)), parts.foot)
            self._keep(missing[name], kept[name])
        return kept, newest

    def _find(self, digest: bytes, owner: str) -> _Kept | None:
        """Return the pages of a section; those that a second account has will be kept for more."""
        found = self._shared.get(digest)
        if found:
            self._shared.move_to_end(digest)
            return found
        found = self._own.get(digest)
        if found and found.owner != owner:
            del self._own[digest]
            _put(self._shared, digest, found, self._most_shared)
        return found

    def _keep(self, digest: bytes, kept: _Kept) -> None:
        """Keep new pages, for long where another account had them, though they were forgotten since."""
        owner = hash(kept.owner)
        if self._seen.get(digest, owner) == owner:
            _put(self._own, digest, kept, self._most_own)
        else:
            _put(self._shared, digest, kept, self._most_shared)
        _put(self._seen, digest, owner, _REMEMBERED)

    def _find_feet(
        self, parts: _Parts, setting: str, stubs: Mapping[str, str], newest: Any, render: Render
    ) -> dict[str, Any]:
        """Return the foot for each kind of page."""
        whose = setting + parts.foot
        if self._feet[0] != whose:
            self._feet = (whose, {})
        feet = self._feet[1]
        if newest:
            feet |= dict(_feet_of(newest))
        lacking = [stub for kind, stub in stubs.items() if kind not in feet]
        if lacking:
            feet |= dict(_feet_of(render(parts.with_sections(lacking))))
        if not feet.keys() >= stubs.keys():
            raise NotInSectionsError
        return feet

    def _find_numbers(
        self, parts: _Parts, setting: str, kinds: list[str], stubs: list[str], render: Render
    ) -> list[Any]:
        """Return the box with the number of each page, which depends on the kinds of all pages and on nothing they hold."""
        key = (setting, parts.around, *kinds)
        if key not in self._numbers:
            numbered = render(_RUNNING.sub("", parts.with_sections(stubs)))
            if list(map(_kind, numbered.pages)) != kinds:
                raise NotInSectionsError
            numbers = [margins_of(page._page_box)[-1] for page in numbered.pages]
            _put(self._numbers, key, numbers, _NUMBERINGS)
        self._numbers.move_to_end(key)
        return self._numbers[key]


def _put(store: OrderedDict[Any, Any], key: Any, value: Any, most: int) -> None:
    """Put a value last, and let the first go where there are too many."""
    store[key] = value
    store.move_to_end(key)
    while len(store) > most:
        store.popitem(last=False)


def _split(html: str) -> _Parts:
    opening, *rest = _SECTION.split(html)
    if not rest or any(between.strip() for between in rest[1:-1:2]):
        raise NotInSectionsError
    sections = {_starts(section)[2]: section for section in rest[::2]}
    if len(sections) != len(rest[::2]) or html.count("<section") != len(sections):
        raise NotInSectionsError
    return _Parts(opening, sections, rest[-1])


def _starts(section: str) -> re.Match[str]:
    start = _START.match(section)
    if not start:
        raise NotInSectionsError
    return start


def _by_section(document: Any, names: Iterable[str]) -> dict[str, list[Any]]:
    """Return the pages of each section; the rest of a section on a next page has its id too."""
    found: dict[str, list[Any]] = {name: [] for name in names}
    for page in document.pages:
        here = [name for name in found if name in page.anchors]
        if len(here) != 1:
            raise NotInSectionsError
        found[here[0]].append(page)
    return found


def _bare(page: Any) -> _Leaf:
    """Return a page without the margin boxes of its document, and without what else it holds on to of that document.

    Drawings inside a page keep the whole layout, every style and the foot with it, of which they use dictionaries and pictures.
    """
    bare = copy.copy(page)
    bare._page_box = with_margins(page._page_box, [])
    for box in bare._page_box.descendants(placeholders=True):
        layout = getattr(getattr(box, "replacement", None), "_context", None)
        if layout is not None and layout.style_for is not None:
            layout.style_for = layout.target_collector = None
            layout.running_elements.clear()
            layout.page_maker.clear()
            layout.tables.clear()
    return _Leaf(bare)


def _kind(page: Any) -> str:
    """Return the name of the page's kind in the style sheet, which decides its margins."""
    return str(page._page_box.page_type.name)


def _feet_of(document: Any) -> Iterator[tuple[str, Any]]:
    for page in document.pages:
        margins = margins_of(page._page_box)
        if [box.at_keyword for box in margins] != [_FOOT, _NUMBER]:
            raise NotInSectionsError
        yield _kind(page), margins[0]

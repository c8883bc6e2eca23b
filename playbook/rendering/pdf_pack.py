"""Documents that were laid out, joined into one: pages, tags, bookmarks and links of each, under one cover.

Merging finished files would lose the tags; here the pages are put together before anything is written. Each document
comes with the same names for its places, so its names get its own number here.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from playbook.rendering.pdf import Pdf


@dataclass(frozen=True, slots=True)
class Part:
    """One document in a pack."""

    name: str
    """What its bookmark says, and its place in the structure."""
    language: str
    pdf: Pdf


def target_of(number: int) -> str:
    """Return what a link on the cover must lead to (`#...`), to lead to the first page of a part, counted from 0."""
    return f"part-{number}"


def first_pages(cover_pages: int, parts: Sequence[Part]) -> list[int]:
    """Return the page of the pack, counted from 1, on which each part begins."""
    return list(accumulate((part.pdf.pages for part in parts[:-1]), initial=cover_pages + 1))


def join_parts(cover: Part, parts: Sequence[Part]) -> Pdf:
    """Return one document: the cover and each part, with a bookmark for each and its own bookmarks beneath.

    The cover gives the whole its title, author and language; each part keeps its own language and page numbers.
    """
    places = {target_of(number): _place(number, part) for number, part in enumerate(parts)}
    seen: set[int] = set()
    pages = [_joined(one, lambda name: places.get(name, name), seen) for one in _pages(cover)]
    _mark(pages[0], cover.name, cover.name)
    for number, part in enumerate(parts):
        prefix = f"{number + 1}."
        own = [_joined(one, prefix.__add__, seen) for one in _pages(part)]
        _mark(own[0], part.name, _place(number, part))
        pages += own
    document = _Joined(cover.pdf._document.copy(pages), (cover, *parts))
    return Pdf(len(pages), document, cover.pdf._fetcher)


def _place(number: int, part: Part) -> str:
    """Name the first page of a part; a reader that reads aloud says this name at a link to it."""
    return f"{number + 1}. {part.name}"


def _pages(part: Part) -> list[Any]:
    pages: list[Any] = part.pdf._document.pages
    return pages


def _joined(page: Any, named: Callable[[str], str], seen: set[int]) -> Any:
    """Copy a page, with its places and links under new names and its bookmarks one level down."""
    boxes = {id(link[3]) for link in page.links}
    # A page that several documents share must not share what is written into its links.
    copied = copy.copy(page) if boxes.isdisjoint(seen) else type(page)(_own_boxes(page._page_box))
    seen |= boxes
    copied.anchors = {named(name): place for name, place in copied.anchors.items()}
    copied.links = [
        (kind, named(target) if kind == "internal" else target, area, box)
        for kind, target, area, box in copied.links
    ]
    copied.bookmarks = [(level + 1, *rest) for level, *rest in copied.bookmarks]
    return copied


def _own_boxes(box: Any) -> Any:
    """Copy a box with all that is in it."""
    copied = box.copy()
    if hasattr(copied, "children"):
        copied.children = [_own_boxes(child) for child in copied.children]
    return copied


def _mark(page: Any, bookmark: str, place: str) -> None:
    """Let a bookmark and a place of its own lead to the top of a page."""
    page.bookmarks = [(1, bookmark, (0, 0), "closed"), *page.bookmarks]
    page.anchors = {place: (0, 0, page.width, page.height), **page.anchors}


class _Joined:
    """What is written as any document of the engine, and then divided into its parts."""

    def __init__(self, document: Any, parts: Sequence[Part]) -> None:
        self.pages = document.pages
        self._document = document
        self._parts = parts

    def write_pdf(self, *, finisher: Any, **options: Any) -> bytes:
        """Write the file; *finisher* has the last word, as for any other."""

        def finish(document: Any, pdf: Any) -> None:
            divide(pdf, self._parts)
            finisher(document, pdf)

        data: bytes = self._document.write_pdf(finisher=finish, **options)
        return data


def divide(pdf: Any, parts: Sequence[Part]) -> None:
    """Give each part its own element under the root of the structure, with its name and language.

    Args:
        pdf: the engine's objects, before they are written.
        parts: in the order of their pages.
    """
    import pydyf

    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    whole = _object(pdf, root["K"][0])
    ends = []
    last = 0
    for part in parts:
        last += part.pdf.pages
        element = pydyf.Dictionary(
            {
                "Type": "/StructElem",
                "S": "/Part",
                "P": whole.reference,
                "T": pydyf.String(part.name),
                "Lang": pydyf.String(part.language),
                "K": pydyf.Array(),
            }
        )
        pdf.add_object(element)
        ends += [element] * part.pdf.pages
    owners = dict(zip(pdf.page_references, ends, strict=True))
    for reference in whole["K"]:
        child = _object(pdf, reference)
        owner = owners[child["Pg"]]
        child["P"] = owner.reference
        owner["K"].append(reference)
    whole["K"] = pydyf.Array(dict.fromkeys(element.reference for element in ends))


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]

"""What drawing a laid-out page comes to, recorded once and written again into every document that has the page.

The bytes are those that drawing anew would give. Whatever could make them differ is drawn anew: pictures and gradients, whose
names count through a document; characters that no font has; and a page whose glyphs an earlier page of the document measured
differently, in a font of other units. The margin boxes are always drawn anew, for they name the account.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from enum import Enum
from typing import Any

from playbook.rendering.engine_warnings import listening

_OPEN = 3
"""Graphics states that are still open where the margin boxes are drawn: of the sheet, of its stacking context and inside that."""
_CLOSE = b"Q"


class Seen(Enum):
    """What is known of a page without a drawing."""

    ONCE = 1
    MUST_BE_DRAWN = 2


@dataclass(frozen=True, slots=True)
class Drawing:
    """The operators of a page without its margin boxes, and what they need of the document."""

    operators: bytes
    states: dict[str, Any]
    """Named graphics states, in the order of their first use."""
    fonts: dict[int, Any]
    """Fonts with the glyphs that this page uses, in the order of their first use."""
    marks: tuple[tuple[Any, str], ...]
    """Tagged boxes with their tags, in the order in which they are drawn."""


def paint_page(sheet: Any, drawings: dict[Any, Drawing | Seen], stream: Any, scale: float) -> None:
    """Paint a page into a document as the engine does, from its drawing where that gives the same bytes.

    The first time it is drawn only, and the second time recorded, since many pages are painted once.

    Args:
        sheet: a laid-out page with its margin boxes.
        drawings: what was recorded of this page, by what it was painted into; kept with the page.
        stream: the engine's content stream of the page.
        scale: PDF units per CSS pixel.
    """
    from weasyprint.draw import draw_page, draw_stacking_context
    from weasyprint.stacking import StackingContext

    kind = stream._tags is None, scale
    if kind not in drawings:
        drawings[kind] = Seen.ONCE
    elif drawings[kind] is Seen.ONCE:
        drawings[kind] = _record(sheet, stream, scale)
    drawing = drawings[kind]
    if not isinstance(drawing, Drawing) or not _agrees(drawing, stream):
        with stream.stacked():
            stream.transform(a=scale, d=scale)
            draw_page(sheet, stream)
        return
    _replay(drawing, stream)
    for box in margins_of(sheet):
        draw_stacking_context(stream, StackingContext.from_box(box, sheet))
    for _ in range(_OPEN):
        stream.pop_state()


def margins_of(sheet: Any) -> list[Any]:
    """Return the margin boxes of a sheet, in their order."""
    from weasyprint.formatting_structure.boxes import MarginBox

    return [box for box in sheet.children if isinstance(box, MarginBox)]


def with_margins(sheet: Any, margins: list[Any]) -> Any:
    """Return a shallow copy of a sheet with other margin boxes."""
    own = set(map(id, margins_of(sheet)))
    other = copy.copy(sheet)
    other.children = (*(box for box in sheet.children if id(box) not in own), *margins)
    return other


def _record(sheet: Any, stream: Any, scale: float) -> Drawing | Seen:
    """Draw a sheet without its margin boxes into a stream of its own."""
    from weasyprint.draw import draw_page

    kinds = ("ExtGState", "XObject", "Pattern", "Shading")
    resources = {kind: {} for kind in kinds} | {"ColorSpace": stream._resources["ColorSpace"]}
    tags: dict[Any, Any] | None = None if stream._tags is None else {}
    apart = stream.clone(fonts={}, resources=resources, images={}, tags=tags)
    with listening() as heard, apart.stacked():
        apart.transform(a=scale, d=scale)
        draw_page(with_margins(sheet, []), apart)
    if (
        heard.messages  # which the engine must say again in the next document
        or heard.boxes
        or apart._images
        or any(resources[kind] for kind in kinds[1:])
        or any(not name.lower().startswith("a") for name in resources["ExtGState"])
        or any(_is_special(font) for font in apart._fonts.values())
        or apart.stream[-_OPEN:] != [_CLOSE] * _OPEN
    ):
        return Seen.MUST_BE_DRAWN
    for font in apart._fonts.values():
        font.file_content = _one_copy(font)
    return Drawing(
        joined(apart.stream[:-_OPEN]),
        resources["ExtGState"],
        apart._fonts,
        tuple((box, mark["tag"]) for box, mark in (tags or {}).items()),
    )


def _is_special(font: Any) -> bool:
    """Tell whether glyphs of a font are pictures, or lacking."""
    return bool(font.bitmap or font.png or font.svg or font.colr or font.missing)


_files: dict[Any, bytes] = {}


def _one_copy(font: Any) -> bytes:
    """Return the file of a font, of which all drawings share one."""
    return _files.setdefault((font.hash, len(font.file_content)), font.file_content)


def joined(operators: list[Any]) -> bytes:
    """Return the content of a stream as the engine writes it."""
    from pydyf import _to_bytes

    return b"\n".join(map(_to_bytes, operators))


def _agrees(drawing: Drawing, stream: Any) -> bool:
    """Tell whether earlier pages gave each glyph the width and the meaning that it has in the drawing."""
    for key, font in drawing.fonts.items():
        met = stream._fonts.get(key)
        if met is None:
            continue
        if any(met.widths.get(glyph, width) != width for glyph, width in font.widths.items()):
            return False
    return True


def _replay(drawing: Drawing, stream: Any) -> None:
    """Write a drawing into a document, and leave the states open that the margin boxes are drawn in."""
    for name, state in drawing.states.items():
        stream._resources["ExtGState"].setdefault(name, state)
    for key, font in drawing.fonts.items():
        met = stream._fonts.get(key)
        if met is None:  # a copy, for writing a document cuts its fonts down to what it uses
            met = stream._fonts[key] = copy.copy(font)
            met.to_unicode, met.widths, met.missing = {}, {}, {}
            met.variations = dict(font.variations)
        for glyph, text in font.to_unicode.items():
            met.to_unicode.setdefault(glyph, text)
        for glyph, width in font.widths.items():
            met.widths.setdefault(glyph, width)
    if stream._tags is not None:
        for number, (box, tag) in enumerate(drawing.marks):
            stream._tags[box] = {"tag": tag, "mcid": number}
    stream.stream.append(drawing.operators)
    stream._ctm_stack.extend([stream.ctm] * _OPEN)

"""Style sheets put together: house, theme and brand, on paper with fonts named by file, on screen with everything inside.

`dress` is what every document asks: it gives a page template its style sheet, colours, logo and fixed texts. The style sheet
for the PDF engine is apart (`paper_css`), since the engine parses it once for all documents.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from playbook.brand import (
    HOUSE,
    Brand,
    FontFace,
    Logo,
    Theme,
    complete_colours,
    house_colours,
    tokens_in,
)
from playbook.locales import Locale
from playbook.rendering.inline import page_script, security_policy

_FONT_URL = re.compile(r'url\("(fonts/[^"]+)"\)')


@dataclass(frozen=True, slots=True)
class Sheets:
    """The style sheets of a kind of document, by name under `templates/styles/`."""

    both: tuple[str, ...]
    """For paper and screen."""
    paper: tuple[str, ...]
    screen: tuple[str, ...]
    theme: str | None = None
    """What a theme may add: `templates/themes/<theme>-<this>.css`, and `-screen.css` for pages on a screen only."""
    logo_on: str | None = None
    """Selector of the heads that show the logo beside the one on the first page."""
    numbered: str = ""
    """Rules written out for each number."""
    script: str | None = None
    """The script of the pages on a screen, by name under `templates/scripts/`."""


_NUMBERED = "\n".join(
    (
        "",
        *(f".w{share} {{ width: {share}%; }}" for share in range(101)),
        *(f".after-{count} {{ counter-reset: list-item {count}; }}" for count in range(1, 31)),
    )
)
"""Instead of `style` attributes, which a page's security policy forbids: `w37` is 37% wide, `after-3` counts on from 3."""

INTERNAL = Sheets(
    ("tokens", "base"), ("print", "brief"), ("screen",), "pages", ".page-head", _NUMBERED, "page"
)
LEAVE_BEHIND = Sheets(("tokens", "leave-behind"), (), ("leave-behind-screen",), "leave-behind")
"""Of its own, so that not even the name of a class tells the buyer what else we print."""
COFFEE_CARD = Sheets(
    ("tokens", "coffee-card"), (), ("coffee-card-screen",), "coffee-card", script="coffee-card"
)
PORTFOLIO = Sheets(
    ("tokens", "base", "portfolio"), ("print", "portfolio-print"), ("screen", "portfolio-screen"),
    "pages", ".page-head", _NUMBERED, "portfolio",
)  # fmt: skip

PACK = Sheets(("tokens", "pack"), (), ())
"""The contents of a pack, which is for paper alone; of its own, since it may go to the buyer with what it holds."""


def dress(
    roots: tuple[Path, ...],
    sheets: Sheets,
    brand: Brand,
    locale: Locale,
    *,
    for_print: bool,
    foot: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Return what a page template needs to look right, whatever the document.

    Keys: `colours` (by name, with underscores, `#rrggbb`) and `typeface` for what style sheets do not reach, the inside of drawings;
    `brand` with `logo` (`url` and `alt`), `footer` and `legal`, or none of each; and `css`, `script` and `policy`. The PDF
    engine gets its styles apart and runs no script, so for print `css` is none and the other two are not there. *foot* is
    what a browser prints at the foot of every sheet; the PDF engine takes it from the page.
    """
    logo = brand.logo
    worn: dict[str, Any] = {
        "css": None,
        "colours": colours_of(roots, brand),
        "typeface": brand.text_family or house_typeface(roots, brand),
        "brand": {
            "logo": {"url": _data_url(logo.media_type, logo.data), "alt": logo.alt}
            if logo
            else None,
            "footer": brand.footer.in_language(locale) if brand.footer else None,
            "legal": brand.legal.in_language(locale) if brand.legal else None,
        },
    }
    if for_print:
        return worn
    lines = [*foot, *filter(None, [worn["brand"]["footer"]])]
    css = page_css(roots, sheets, brand) + _foot(lines, worn["colours"]["soft"], worn["typeface"])
    script = page_script(roots, sheets.script) if sheets.script else ""
    return {
        **worn,
        "css": Markup(css),  # noqa: S704 our own style sheets
        "script": Markup(script),  # noqa: S704 our own script
        "policy": security_policy(css, script),
    }


def _foot(lines: list[str], colour: str, typeface: str) -> str:
    """Return the rule for the foot of each sheet that a browser prints, which knows no running elements."""
    if not lines:
        return ""
    text = " \\a ".join(map(_in_quotes, lines))
    box = (
        f'@bottom-left {{ content: "{text}"; white-space: pre-line; font: 8.5pt/1.25 "{typeface}"; color: {colour}; '
        "text-align: left; vertical-align: top; padding-top: 2.5mm; width: 86%; }"
    )
    return f"@media print {{ .footer {{ display: none; }} @page {{ {box} }} @page brief {{ {box} }} }}\n"


def _in_quotes(text: str) -> str:
    """Return a text as part of a CSS string inside HTML: whatever is no letter, digit or space by its number, which a space ends."""
    return "".join(
        char if char.isalnum() or char == " " else f"\\{ord(char):x} "
        for char in " ".join(text.split())
    )


@lru_cache(maxsize=8)
def colours_of(roots: tuple[Path, ...], brand: Brand = HOUSE) -> MappingProxyType[str, str]:
    """Return every colour of the pages by name, with underscores for hyphens."""
    house = house_colours("\n".join(_house(roots, brand)))
    found = complete_colours(house, dict(brand.colours))
    return MappingProxyType({name.replace("-", "_"): colour for name, colour in found.items()})


@lru_cache(maxsize=8)
def house_typeface(roots: tuple[Path, ...], brand: Brand = HOUSE) -> str:
    """Return the first family of the style sheets, for words inside drawings of a brand without a typeface of its own."""
    families = tokens_in("\n".join(_house(roots, brand)))["font-text"]
    return families.split(",")[0].strip(" \"'")


@lru_cache(maxsize=8)
def paper_css(roots: tuple[Path, ...], sheets: Sheets = INTERNAL, brand: Brand = HOUSE) -> str:
    """Return the style sheet for the PDF engine; fonts of the house are named by file, a brand's are inside it."""
    names = (*sheets.both, *sheets.paper)
    css = "\n".join(
        (
            *(_style(roots, name) for name in names),
            sheets.numbered,
            *_worn(roots, sheets, brand, for_print=True),
        )
    )
    if "paper" in dict(brand.colours):
        css += "\n@page { background: var(--paper); }\n"

    def absolute(match: re.Match[str]) -> str:
        return f'url("{_find(roots, match[1]).as_uri()}")'

    return _resolve_variables(_FONT_URL.sub(absolute, css))


@lru_cache(maxsize=8)
def page_css(roots: tuple[Path, ...], sheets: Sheets = INTERNAL, brand: Brand = HOUSE) -> str:
    """Return the style sheet inside an HTML page, which also prints well; fonts are inside it."""
    css = "\n".join(_style(roots, name) for name in (*sheets.both, *sheets.screen))
    css += sheets.numbered
    if sheets.paper:
        paper = "\n".join(_style(roots, name) for name in sheets.paper)
        css += f"\n@media print {{\n{paper}\n}}\n"
    css = "\n".join((css, *_worn(roots, sheets, brand, for_print=False)))

    def embedded(match: re.Match[str]) -> str:
        return f'url("{_data_url("font/woff2", _find(roots, match[1]).read_bytes())}")'

    return _FONT_URL.sub(embedded, css)


def _house(roots: tuple[Path, ...], brand: Brand) -> Iterator[str]:
    """Yield the sheets that set the house's colours, in the theme that the brand asks for."""
    yield _style(roots, "tokens")
    yield _text(roots, f"themes/{brand.theme.value}.css")


def _worn(
    roots: tuple[Path, ...], sheets: Sheets, brand: Brand, *, for_print: bool
) -> Iterator[str]:
    """Yield what theme and brand lay over the sheets of a document; later rules win."""
    yield _text(roots, f"themes/{brand.theme.value}.css")
    for ending in (".css",) if for_print else (".css", "-screen.css"):
        added = f"themes/{brand.theme.value}-{sheets.theme}{ending}"
        if any((root / added).is_file() for root in roots):
            yield _text(roots, added)
    yield from map(_font_face, brand.faces)
    if tokens := "".join(f" --{name}: {value};" for name, value in _tokens(roots, brand)):
        yield f":root {{{tokens} }}"
    if brand.logo and sheets.logo_on:
        yield from _logo_on(sheets.logo_on, brand.logo, for_print=for_print)


def _font_face(face: FontFace) -> str:
    url = _data_url(f"font/{face.kind}", face.data)
    style = "italic" if face.is_italic else "normal"
    return (
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {style}; '
        f'src: url("{url}") format("{face.kind}"); }}'
    )


def _logo_on(selector: str, logo: Logo, *, for_print: bool) -> Iterator[str]:
    """Yield the rules that show the logo beside a head, once for all heads, as a mere ornament."""
    url = _data_url(logo.media_type, logo.data)
    yield f'{selector}::before {{ content: ""; background-image: url("{url}"); }}'
    if not for_print:
        yield f"@media print {{ {selector}::before {{ print-color-adjust: exact; }} .page {{ padding-top: 9mm; }} }}"


def _tokens(roots: tuple[Path, ...], brand: Brand) -> Iterator[tuple[str, str]]:
    """Yield the custom properties that a brand sets anew."""
    if brand.colours:
        for name, colour in colours_of(roots, brand).items():
            yield name.replace("_", "-"), colour
    house = tokens_in("\n".join(_house(roots, brand)))
    families = (
        ("font-text", brand.text_family),
        ("font-heading", brand.heading_family or brand.text_family),
    )
    for name, family in families:
        if family:
            yield name, f'"{family}", {house[name]}'
    if brand.heading_weight:
        yield "weight-heading", brand.heading_weight


def _data_url(media_type: str, data: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}"


def _style(roots: tuple[Path, ...], name: str) -> str:
    return _text(roots, f"styles/{name}.css")


def _text(roots: tuple[Path, ...], name: str) -> str:
    return _find(roots, name).read_text(encoding="utf-8")


def is_bundled(roots: tuple[Path, ...], sheets: Sheets) -> bool:
    """Tell whether nobody has put page templates, style sheets or themes of their own before ours.

    Only of ours is it known that no page depends on what stands before it: theirs may count headings through a document.
    """
    names = [f"styles/{name}.css" for name in (*sheets.both, *sheets.paper)]
    names += ["pages/base.html", "pages/playbook.html", "pages/brief.html"]
    names += [
        f"themes/{theme.value}{end}.css" for theme in Theme for end in ("", f"-{sheets.theme}")
    ]
    return not any((root / name).is_file() for root in roots[:-1] for name in names)


def _find(roots: tuple[Path, ...], name: str) -> Path:
    """Return the file of the first root that has it; the bundled root has them all."""
    return next(root / name for root in roots if (root / name).is_file())


def _resolve_variables(css: str) -> str:
    """Write each `var(--name)` out: paper needs no cascade of variables, and the PDF engine is quicker without."""
    values = tokens_in(css)
    return re.sub(r"var\(--([a-z-]+)\)", lambda match: values[match[1]], css)

"""The files that a brand names: pictures and fonts, read and looked into before any page is made of them."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

from playbook.brand import FontFace, Logo
from playbook.errors import RefusalError
from playbook.sources.brand_format import FontFile

MAX_LOGO, MAX_FONT = 200_000, 500_000
"""Bytes; both travel inside every HTML document."""
_PICTURES = {
    ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
}  # fmt: skip
_FONTS = {".woff2": "woff2", ".ttf": "truetype", ".otf": "opentype"}
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_NO_EMBEDDING = 0x0002
"""Bit of a font's `fsType` by which its maker forbids embedding (OpenType, table OS/2)."""


def read_logo(folder: Path, path: str, alt: str) -> Logo:
    """Read a picture.

    Raises:
        RefusalError: when it is missing, outside the folder, of another kind, too large, broken, or calls out.
    """
    kind = _PICTURES.get(Path(path).suffix.lower())
    if kind is None:
        raise RefusalError("is not an SVG, PNG or JPEG picture", "Save it as SVG.")
    data = _read(folder, path, MAX_LOGO, "Simplify the drawing, or make the picture smaller.")
    if kind == "image/svg+xml":
        _check_drawing(data)
    elif kind == "image/png":
        _check_ends(data, b"\x89PNG\r\n\x1a\n", b"IEND", "PNG")
    else:
        _check_ends(data, b"\xff\xd8\xff", b"\xff\xd9", "JPEG")
    return Logo(data, kind, alt)


def read_font(folder: Path, family: str, file: FontFile) -> FontFace:
    """Read a font file; weight and style are its own unless the brand says them.

    Raises:
        RefusalError: when it is missing, outside the folder, of another kind, too large, broken, or not to be embedded.
    """
    kind = _FONTS.get(Path(file.path).suffix.lower())
    if kind is None:
        raise RefusalError("is not a WOFF2, TTF or OTF font", "Convert it to WOFF2.")
    smaller = "Save it as WOFF2, which is the smallest, or without alphabets you do not print."
    data = _read(folder, file.path, MAX_FONT, smaller)
    weight, is_italic = _look_into(data)
    if file.style:
        is_italic = file.style == "italic"
    return FontFace(family, file.weight or weight, is_italic, kind, data)


def _read(folder: Path, path: str, most: int, hint: str) -> bytes:
    """Return a file's bytes, if it lies in the folder of the brand file."""
    if re.match(r"[a-z][a-z0-9+.-]+:|//", path, re.IGNORECASE):
        raise RefusalError(
            "is an address, and nothing here calls out",
            "Download the file and name it by its path beside the brand file.",
        )
    try:
        target = (folder / path).resolve()
        if not target.is_relative_to(folder.resolve()):
            raise RefusalError(
                "lies outside the folder of the brand file", "Copy the file into that folder."
            )
        if not target.is_file():
            raise RefusalError("does not exist", "Check the path; it starts at the brand file.")
        with target.open("rb") as stream:
            data = stream.read(most + 1)
    except OSError as error:
        reason = (error.strerror or "error").lower()
        raise RefusalError(f"cannot be read ({reason})", "Check its permissions.") from None
    if len(data) > most:
        raise RefusalError(f"is larger than {most // 1000} kB", hint)
    return data


def _check_ends(data: bytes, head: bytes, tail: bytes, kind: str) -> None:
    if not data.startswith(head) or tail not in data[-64:]:
        raise RefusalError(f"is not a whole {kind} picture", "Export it again.")


_STARTS_SCRIPT = re.compile(r"^(script|foreignobject|iframe|handler|set|animate.*)$", re.IGNORECASE)
_CALLS_OUT = re.compile(r"url\(\s*['\"]?(?!['\"]?#)|@import", re.IGNORECASE)


def _check_drawing(data: bytes) -> None:
    """Refuse a drawing that is not one, or that would do more than draw."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise RefusalError(
            "declares a document type, which can pull in other files", "Delete its DOCTYPE."
        )
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 entities, the danger in XML, were refused above
    except (ElementTree.ParseError, ValueError, LookupError):
        raise RefusalError("is not a whole SVG drawing", "Export it again.") from None
    if _plain(root.tag) != "svg":
        raise RefusalError("is not a whole SVG drawing", "Export it again.")
    if not root.get("viewBox") and not (root.get("width") and root.get("height")):
        raise RefusalError("has no size", 'Add a viewBox to its first element, as in "0 0 120 40".')
    for element in root.iter():
        _check_element(element)


def _check_element(element: ElementTree.Element) -> None:
    name = _plain(element.tag)
    if _STARTS_SCRIPT.match(name):
        raise RefusalError(f"holds a {name} element", "Export it as a plain drawing.")
    if name == "style" and _CALLS_OUT.search(element.text or ""):
        raise RefusalError("refers to another file in its styles", "Put everything inside.")
    for key, value in element.attrib.items():
        attribute = _plain(key).lower()
        if attribute.startswith("on"):
            raise RefusalError(f"holds a script ({attribute})", "Export it as a plain drawing.")
        is_link = attribute in ("href", "src") and not value.strip().startswith("#")
        if is_link and not re.match(r"data:image/(png|jpeg);", value.strip(), re.IGNORECASE):
            raise RefusalError(f"refers to another file ({attribute})", "Put everything inside.")
        if _CALLS_OUT.search(value):
            raise RefusalError(f"refers to another file ({attribute})", "Put everything inside.")


def _plain(name: object) -> str:
    """Return a name of XML without its namespace."""
    return str(name).rpartition("}")[2]


def _look_into(data: bytes) -> tuple[str, bool]:
    """Return a font's weight, as CSS writes it, and whether it is italic."""
    from fontTools.ttLib import TTFont

    try:
        font = TTFont(BytesIO(data), lazy=True)
        system, letters = font["OS/2"], font.getBestCmap() or {}
        weight, selection, embedding = system.usWeightClass, system.fsSelection, system.fsType
        is_variable = "fvar" in font
    except Exception:  # noqa: BLE001 the decoders under fontTools raise whatever they meet
        raise RefusalError("is not a whole font file", "Download it again.") from None
    if is_variable:
        raise RefusalError(
            "is a variable font, which the PDF engine sets in one weight only",
            "Name its static files instead, one for each weight: 400, 600 and 700.",
        )
    if embedding & 0x000F == _NO_EMBEDDING:
        raise RefusalError(
            "may not be embedded in documents, says the font itself",
            "Ask its maker for a licence with embedding, or use another font.",
        )
    missing = "".join(letter for letter in _LETTERS if ord(letter) not in letters)
    if missing:
        raise RefusalError(f"has no {missing[:8]}", "Use a file with the whole Latin alphabet.")
    return str(weight), bool(selection & 1)

"""XML from strangers: start tags one by one, no document type, no entities, nothing fetched."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

Attributes = dict[str, str]


class RefusedXmlError(ValueError):
    """The XML is not well-formed, or has a document type, which no workbook has."""


def make_parser(on_start: Callable[[str, Attributes], None]) -> expat.XMLParserType:
    """Return a guarded parser that calls back with the name, prefix included, and attributes of each start tag."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise RefusedXmlError("document type")

    parser.StartElementHandler = on_start
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    return parser


def local(name: str) -> str:
    """Return a name without its prefix."""
    return name.rpartition(":")[2]


def parse(parser: expat.XMLParserType, xml: bytes) -> None:
    """Feed a whole text to a parser.

    Raises:
        RefusedXmlError: when it is not well-formed or has a document type.
    """
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise RefusedXmlError(str(error)) from None


def elements(xml: bytes) -> list[tuple[str, Attributes]]:
    """Return every start tag of a small text, in order."""
    found: list[tuple[str, Attributes]] = []
    parse(make_parser(lambda name, attributes: found.append((local(name), attributes))), xml)
    return found


def attribute(attributes: Attributes, name: str) -> str | None:
    """Return an attribute by its local name, whatever its prefix."""
    for key, value in attributes.items():
        if local(key) == name:
            return value
    return None

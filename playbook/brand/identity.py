"""Who the pages come from, and how they look."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from playbook.locales import Locale


class Theme(StrEnum):
    """The two looks that are shipped."""

    SOBER = "sober"
    """For print: rules and white space."""
    BOLD = "bold"
    """Filled page heads and tinted tables."""


@dataclass(frozen=True, slots=True)
class FixedText:
    """A text that stands on every document, in both languages."""

    en: str
    nl: str

    def in_language(self, locale: Locale) -> str:
        """Return it in one language."""
        return {Locale.EN: self.en, Locale.NL: self.nl}[locale]


@dataclass(frozen=True, slots=True)
class FontFace:
    """One font file."""

    family: str
    weight: str
    """As CSS writes it: `400`."""
    is_italic: bool
    kind: str
    """`woff2`, `truetype` or `opentype`."""
    data: bytes


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture and the words for those who do not see it."""

    data: bytes
    media_type: str
    alt: str


@dataclass(frozen=True, slots=True)
class Brand:
    """Everything a brand changes; what it leaves out stays as the house has it."""

    theme: Theme = Theme.SOBER
    name: str | None = None
    colours: tuple[tuple[str, str], ...] = ()
    """Names of colours (`playbook.brand.COLOURS`) with their value, `#rrggbb`; only those that the brand gives."""
    text_family: str | None = None
    heading_family: str | None = None
    heading_weight: str | None = None
    faces: tuple[FontFace, ...] = ()
    logo: Logo | None = None
    footer: FixedText | None = None
    """One line at the foot of every page."""
    legal: FixedText | None = None
    """A paragraph at the end of the leave-behind and of the playbook."""


HOUSE = Brand()
"""No brand at all: the pages as shipped."""

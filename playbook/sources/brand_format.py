"""The shape of `_brand.yml`, the open brand.yml format, with our own keys under `defaults.playbook`.

Shorthands are written out before validation, so that each value has one shape. Keys that are there for other tools are
taken and left alone; a key that the format does not have is refused, for it is a slip of the pen.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from playbook.brand import Theme
from playbook.errors import RefusalError, quoted
from playbook.profile.fields import Paragraph, Strict, read_word

MAX_FOOTER, MAX_LEGAL = 90, 400
"""Characters that fit on the line at the foot of a page, and at the end of the leave-behind."""
_WEIGHTS = {
    "thin": "100", "extra-light": "200", "ultra-light": "200", "light": "300", "normal": "400", "regular": "400",
    "medium": "500", "semi-bold": "600", "demi-bold": "600", "bold": "700", "extra-bold": "800", "ultra-bold": "800",
    "black": "900",
}  # fmt: skip


def _light(value: Any) -> Any:
    """Of a pair for light and dark pages take the light one: paper is light."""
    if isinstance(value, dict) and set(value) <= {"light", "dark"}:
        if "light" not in value:
            raise RefusalError("has no light variant", "Add light: beside dark:; paper is light.")
        return value["light"]
    return value


def _keyed(key: str) -> BeforeValidator:
    """Return a validator that takes a single text for the group's most important key."""
    return BeforeValidator(lambda value: {key: value} if isinstance(value, str) else value)


def _weight(value: Any) -> Any:
    """Read `700` or `bold` as CSS writes weights."""
    if not isinstance(value, str):
        return value
    written = _WEIGHTS.get(value.lower(), value)
    if not (written.isascii() and written.isdigit() and 1 <= int(written) <= 1000):
        raise RefusalError(f"cannot be {quoted(value)}", "Write one weight: 400, 600, 700 or bold.")
    return written


def _family(value: Any) -> Any:
    """Refuse what would break out of a style sheet; no family is called so."""
    if isinstance(value, str) and not re.fullmatch(r"[\w .&+'-]+", value):
        raise RefusalError(
            f"cannot be {quoted(value)}", "Write one family, in letters, digits and spaces."
        )
    return value


Short = Annotated[Paragraph, StringConstraints(max_length=120)]
Colour = Annotated[Short, BeforeValidator(_light)]
Weight = Annotated[str, BeforeValidator(_weight)]
Family = Annotated[Short, BeforeValidator(_family)]


class _Open(BaseModel):
    """A group in which other tools keep keys of their own."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Names(Strict):
    """What the company is called."""

    short: Short | None = None
    full: Short | None = None


class Meta(_Open):
    """Who the brand belongs to; free keys are allowed by the format."""

    name: Annotated[Names | None, _keyed("full")] = None
    link: Any = None


class Picture(Strict):
    """A picture by its path, or by its name under `logo.images`."""

    path: Short
    alt: Short | None = None


AnyPicture = Annotated[Picture | None, _keyed("path"), BeforeValidator(_light)]


class LogoSet(Strict):
    """One logo in up to three sizes."""

    images: dict[str, Annotated[Picture, _keyed("path")]] = Field(default_factory=dict)
    small: AnyPicture = None
    medium: AnyPicture = None
    large: AnyPicture = None
    path: Short | None = None
    alt: Short | None = None


class Colours(Strict):
    """The palette and what its colours are for."""

    palette: dict[str, Colour] = Field(default_factory=dict)
    foreground: Colour | None = None
    background: Colour | None = None
    primary: Colour | None = None
    secondary: Colour | None = None
    tertiary: Colour | None = None
    success: Colour | None = None
    info: Colour | None = None
    warning: Colour | None = None
    danger: Colour | None = None
    light: Colour | None = None
    dark: Colour | None = None


class FontFile(Strict):
    """One file of a font."""

    path: Short
    weight: Weight | None = None
    style: Annotated[Literal["normal", "italic"] | None, BeforeValidator(read_word)] = None


class Font(_Open):
    """A family and where it comes from; where it is not a file, the other keys say which web service."""

    family: Family
    source: Annotated[Literal["file", "google", "bunny", "system"], BeforeValidator(read_word)]
    files: tuple[Annotated[FontFile, _keyed("path")], ...] = ()


class Type(_Open):
    """How running text or headings are set. Sizes are not taken: on our pages they are what fits."""

    family: Family | None = None
    weight: Weight | None = None


class Typography(Strict):
    """Font files and what they are for."""

    fonts: tuple[Font, ...] = ()
    base: Annotated[Type | None, _keyed("family")] = None
    headings: Annotated[Type | None, _keyed("family")] = None
    monospace: Any = None
    monospace_inline: Any = Field(default=None, alias="monospace-inline")
    monospace_block: Any = Field(default=None, alias="monospace-block")
    link: Any = None


class Footer(Strict):
    """The line at the foot of every page."""

    en: Annotated[Paragraph, StringConstraints(max_length=MAX_FOOTER)]
    nl: Annotated[Paragraph, StringConstraints(max_length=MAX_FOOTER)]


class Legal(Strict):
    """The paragraph at the end."""

    en: Annotated[Paragraph, StringConstraints(max_length=MAX_LEGAL)]
    nl: Annotated[Paragraph, StringConstraints(max_length=MAX_LEGAL)]


class PlaybookDefaults(Strict):
    """What only our pages have."""

    theme: Annotated[Theme, BeforeValidator(read_word)] = Theme.SOBER
    logo: Short | None = None
    footer: Footer | None = None
    legal: Legal | None = None


class Defaults(_Open):
    """Every tool has its own key here; ours is `playbook`."""

    playbook: PlaybookDefaults = PlaybookDefaults()


class BrandFile(Strict):
    """All of `_brand.yml`."""

    meta: Meta = Meta()
    logo: Annotated[LogoSet | None, _keyed("path")] = None
    color: Colours = Colours()
    typography: Typography = Typography()
    defaults: Defaults = Defaults()

"""`_brand.yml` into a brand: every problem in it, and in the files it names, at once and with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from playbook.brand import HOUSE, Brand, FixedText, FontFace, Logo, Theme, house_colours
from playbook.errors import BrandError, Problem, ProfileError, RefusalError, quoted
from playbook.sources.brand_colours import ColourReader, contrast_problems
from playbook.sources.brand_files import read_font, read_logo
from playbook.sources.brand_format import BrandFile, LogoSet, Picture, Type, Typography
from playbook.sources.project import Project
from playbook.sources.refusals import in_file_order, nearest, placed, problems_in
from playbook.sources.source import Path_, SourceDocument
from playbook.sources.structured import load_structured

BRAND_FILES = ("_brand.yml", "_brand.yaml")
BUNDLED_FAMILY = "Source Sans 3"
"""The family that a brand may name without bringing it."""
_SIZES = ("medium", "large", "small")
"""In which order a logo is looked for."""
_SERVICES = {"google": "Google Fonts", "bunny": "Bunny Fonts"}
_ADVICE = {
    "empty": "Start from the example in docs/brand.md, or delete the file.",
    "too-large": "A brand file is a page; logos and fonts are files beside it.",
    "not-a-file": "Name the brand file in it.",
}

T = TypeVar("T", bound=BaseModel)


def load_brand(project: Project, file: Path | None = None, theme: Theme | None = None) -> Brand:
    """Read the brand of a project, or the one in *file*; *theme* replaces the theme it asks for.

    Raises:
        BrandError: with everything that is wrong with it, or with a style sheet of the project's own.
    """
    path = file or next((one for one in _candidates(project) if one.is_file()), None)
    if path is None:
        house = replace(HOUSE, theme=theme or Theme.SOBER)
        _house_colours(project, house.theme)
        return house
    reader = _Reader(_source(path, project.shown(path)), path.parent)
    brand = reader.read(theme)
    reader.problems += contrast_problems(
        _house_colours(project, brand.theme), dict(brand.colours), reader.source
    )
    if reader.problems:
        raise BrandError(in_file_order(dict.fromkeys(reader.problems)))
    return brand


def _candidates(project: Project) -> Iterator[Path]:
    return (project.root / name for name in BRAND_FILES)


def _house_colours(project: Project, theme: Theme) -> dict[str, str]:
    """Return the colours of the style sheets, as shipped or as the project has them."""
    paths = [
        next(root / name for root in project.template_roots if (root / name).is_file())
        for name in ("styles/tokens.css", f"themes/{theme.value}.css")
    ]
    try:
        return house_colours("\n".join(path.read_text(encoding="utf-8") for path in paths))
    except RefusalError as error:
        file = project.shown(paths[0])
        raise BrandError((Problem("colour", error.message, file, hint=error.hint),)) from None


def _source(path: Path, name: str) -> SourceDocument:
    try:
        source = load_structured(path, name)
    except ProfileError as error:
        told = (replace(one, hint=_ADVICE.get(one.code, one.hint)) for one in error.problems)
        raise BrandError(tuple(told)) from None
    if not isinstance(source.data, dict):
        problem = placed("wrong-type", (), "holds no keys", _ADVICE["empty"], source)
        raise BrandError((problem,))
    return source


class _Reader:
    """Reads one brand file section by section, so that a fault in one hides none in another."""

    def __init__(self, source: SourceDocument, folder: Path) -> None:
        self.source, self._folder = source, folder
        self.problems: list[Problem] = []

    def read(self, theme: Theme | None) -> Brand:
        """Return the brand, as far as it can be read."""
        file = self._sections()
        names, own = file.meta.name, file.defaults.playbook
        name = (names.full or names.short) if names else None
        colours = ColourReader(file.color, self.source)
        given = colours.read()
        self.problems += colours.problems
        faces = self._faces(file.typography)
        kind = file.typography
        return Brand(
            theme or own.theme,
            name,
            tuple(sorted(given.items())),
            self._family("base", kind.base, kind),
            self._family("headings", kind.headings, kind),
            kind.headings.weight if kind.headings else None,
            tuple(faces),
            self._logo(file.logo, own.logo, name) if file.logo else None,
            FixedText(own.footer.en, own.footer.nl) if own.footer else None,
            FixedText(own.legal.en, own.legal.nl) if own.legal else None,
        )

    def _sections(self) -> BrandFile:
        found: dict[str, Any] = {}
        self.problems += self._empty(self.source.data, ())
        for key, value in self.source.data.items():
            if key not in BrandFile.model_fields:
                message = f"{quoted(key)} is not a section of a brand file"
                self._tell("unknown-key", (key,), message, nearest(key, BrandFile.model_fields))
            elif value is not None:
                try:
                    checked = BrandFile.model_validate({key: value})
                except ValidationError as error:
                    self.problems += problems_in(error, self.source, BrandFile)
                else:
                    found[key] = getattr(checked, key)
        return BrandFile.model_construct(**{**dict(BrandFile()), **found})

    def _empty(self, data: Any, path: Path_) -> Iterator[Problem]:
        """Tell keys without a value, except where other tools keep theirs."""
        is_ours = path[:1] != ("meta",) and (
            path[:1] != ("defaults",) or path[1:2] in ((), ("playbook",))
        )
        if data is None and is_ours:
            message = f"{path[-1]} is empty"
            hint = "Fill it in, or leave the key out."
            yield placed("empty", path, message, hint, self.source)
        elif isinstance(data, dict | list):
            for key, value in data.items() if isinstance(data, dict) else enumerate(data):
                yield from self._empty(value, (*path, key))

    def _faces(self, typography: Typography) -> Iterator[FontFace]:
        for index, font in enumerate(typography.fonts):
            at: Path_ = ("typography", "fonts", index)
            if font.source in _SERVICES:
                message = f"{font.family} comes from {_SERVICES[font.source]}, and no page of ours calls out"
                hint = (
                    "Download its files into fonts/ beside this file, and write source: file "
                    "with files: and their paths."
                )
                self._tell("remote-font", (*at, "source"), message, hint)
            elif font.source == "file" and not font.files:
                message = f"{font.family} names no files"
                self._tell("missing-key", at, message, "Add files: with their paths.")
            for number, file in enumerate(font.files if font.source == "file" else ()):
                try:
                    yield read_font(self._folder, font.family, file)
                except RefusalError as error:
                    message = f"the font {quoted(file.path)} {error.message}"
                    self._tell("font", (*at, "files", number), message, error.hint)

    def _family(self, key: str, kind: Type | None, typography: Typography) -> str | None:
        """Return the family for running text or headings, which must be one whose files travel along."""
        if kind is None or kind.family is None or kind.family == BUNDLED_FAMILY:
            return None if kind is None else kind.family
        sources = {font.family: font.source for font in typography.fonts}
        if sources.get(kind.family) == "system":
            message = (
                f"{kind.family} is on some machines only, and the pages must look alike on all"
            )
            hint = "List its files with source: file."
            self._tell("system-font", ("typography", key), message, hint)
        elif kind.family not in sources:
            message = f"typography.{key} names {quoted(kind.family)}, which is not among the fonts"
            hint = nearest(kind.family, [*sources, BUNDLED_FAMILY])
            self._tell("unknown-font", ("typography", key), message, hint)
        return kind.family

    def _logo(self, logos: LogoSet, wanted: str | None, name: str | None) -> Logo | None:
        at, picture = self._picture(logos, wanted)
        if picture is None:
            return None
        named = logos.images.get(picture.path)
        path = named.path if named else picture.path
        alt = picture.alt or (named.alt if named else None) or name
        if not alt:
            message = "the logo has no words for those who do not see it"
            self._tell("no-alt", at, message, "Add alt: beside its path:, or meta: name:.")
        try:
            return read_logo(self._folder, path, alt or "-")
        except RefusalError as error:
            self._tell("logo", at, f"the logo {quoted(path)} {error.message}", error.hint)
        return None

    def _picture(self, logos: LogoSet, wanted: str | None) -> tuple[Path_, Picture | None]:
        """Return which picture the pages have, and where the file says so."""
        found: dict[str, Picture] = {
            size: picture for size in _SIZES if (picture := getattr(logos, size))
        }
        if wanted:
            every = {**logos.images, **found}
            if wanted not in every:
                message = f"there is no logo {quoted(wanted)}"
                at: Path_ = ("defaults", "playbook", "logo")
                self._tell("unknown-logo", at, message, nearest(wanted, every or _SIZES))
                return at, None
            return ("logo", wanted) if wanted in found else ("logo", "images", wanted), every[
                wanted
            ]
        if logos.path:
            return ("logo",), Picture(path=logos.path, alt=logos.alt)
        size = next(iter(found), None)
        return ("logo", *((size,) if size else ())), found.get(size) if size else None

    def _tell(self, code: str, path: Path_, message: str, hint: str | None) -> None:
        self.problems.append(placed(code, path, message, hint, self.source))

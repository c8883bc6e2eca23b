"""The `content/` tree into a content library: blocks, labels and sources, with every problem placed."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from playbook.errors import ContentError, Problem, ProfileError
from playbook.kraljic.matrix import Quadrant
from playbook.library.blocks import TOPICS, Block, parse_block
from playbook.library.library import BlockKey, ContentLibrary, Labels, Source
from playbook.locales import Locale
from playbook.sources.project import Project
from playbook.sources.refusals import placed, problems_in
from playbook.sources.source import SourceDocument
from playbook.sources.structured import load_structured, read_text


def load_library(project: Project) -> tuple[ContentLibrary, list[Problem]]:
    """Read all content. Problems are returned, so that `check` can go on and report everything at once.

    Raises:
        ContentError: when labels or sources cannot be read at all.
    """
    blocks, problems = load_blocks(project)
    labels = {locale: load_labels(project, locale, problems) for locale in Locale}
    library = ContentLibrary(blocks, labels, _load_sources(project, problems))
    return library, problems + library.check_completeness()


def load_sound_library(project: Project) -> ContentLibrary:
    """Read all content and refuse to go on with anything wrong in it.

    Raises:
        ContentError: with every problem.
    """
    library, problems = load_library(project)
    if problems:
        raise ContentError(tuple(problems))
    return library


def load_source(project: Project, name: str) -> SourceDocument:
    """Read one data file under `content/`.

    Raises:
        ContentError: when it cannot be read or parsed, or does not hold keys.
    """
    path = project.content_file(name)
    try:
        source = load_structured(path, project.shown(path))
    except ProfileError as error:
        raise ContentError(error.problems) from None
    if not isinstance(source.data, dict):
        hint = "Compare with the bundled file."
        raise ContentError((placed("wrong-type", (), "holds no keys", hint, source),))
    return source


def load_blocks(project: Project, topic: str = "*") -> tuple[dict[BlockKey, Block], list[Problem]]:
    """Read the blocks of one topic, or of all, and return what is wrong in them beside."""
    blocks: dict[BlockKey, Block] = {}
    problems: list[Problem] = []
    for name, path in project.content_files(f"quadrants/*/{topic}.md").items():
        shown = project.shown(path)
        _, quadrant_name, file_name = name.split("/")
        topic, _, locale_name = file_name.removesuffix(".md").rpartition(".")
        if (
            quadrant_name not in set(Quadrant)
            or topic not in TOPICS
            or locale_name not in set(Locale)
        ):
            problems.append(
                Problem(
                    "unknown-block",
                    "is not a block that any document prints",
                    shown,
                    hint="Name it quadrants/<quadrant>/<topic>.<language>.md; see content/README.md.",
                )
            )
            continue
        key = (Quadrant(quadrant_name), topic, Locale(locale_name))
        try:
            text = read_text(path, shown)
        except ProfileError as error:
            problems += error.problems
            continue
        block, found = parse_block(text, shown, *key)
        problems += found
        if block:
            blocks[key] = block
    return blocks, problems


def load_labels(project: Project, locale: Locale, problems: list[Problem]) -> Labels:
    """Read the words on the pages in one language, adding what is wrong in them to *problems*."""
    source = load_source(project, f"labels/{locale.value}.yaml")
    texts: dict[str, str] = {}
    _flatten(source.data, (), texts, source, problems)
    return Labels(locale, source.name, texts)


def _flatten(
    data: dict[str, Any],
    path: tuple[str, ...],
    into: dict[str, str],
    source: SourceDocument,
    problems: list[Problem],
) -> None:
    for key, value in data.items():
        inner = (*path, key)
        if isinstance(value, dict):
            _flatten(value, inner, into, source, problems)
        elif isinstance(value, str) and value.strip():
            into[".".join(inner)] = value
        else:
            message = f"the label {'.'.join(inner)} is not a text"
            problems.append(placed("label", inner, message, "Write one text.", source))


class _SourceEntry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    short: str = Field(min_length=1)
    text: str = Field(min_length=1)
    year: str | None = None
    caution_en: str | None = None
    caution_nl: str | None = None


def _load_sources(project: Project, problems: list[Problem]) -> dict[str, Source]:
    source = load_source(project, "sources.yaml")
    sources: dict[str, Source] = {}
    for source_id, data in source.data.items():
        try:
            entry = _SourceEntry.model_validate(data)
        except ValidationError as error:
            problems += problems_in(error, source, _SourceEntry, (source_id,))
            continue
        cautions = {Locale.EN: entry.caution_en, Locale.NL: entry.caution_nl}
        caution = {locale: text for locale, text in cautions.items() if text}
        sources[source_id] = Source(source_id, entry.short, entry.text, caution)
    return sources

"""The content library: every block, label and source, and where the two languages differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from playbook.errors import ContentError, Problem, quoted
from playbook.kraljic.matrix import Quadrant
from playbook.library.blocks import TOPICS, Block
from playbook.locales import Locale

BlockKey = tuple[Quadrant, str, Locale]

CITATION = re.compile(r"\[source:([a-z0-9-]+)\]")
_NEAR_CITATION = re.compile(r"\[\s*sources?\s*:[^\]\n]*\]?", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\{([a-z0-9_]+)\}")


@dataclass(frozen=True, slots=True)
class Source:
    """A published source that a text or factor cites."""

    id: str
    short: str
    """How a text names it in passing: `Medius 2021`."""
    text: str
    """The whole reference."""
    caution: Mapping[Locale, str]
    """What to beware of, in both languages; empty where there is nothing."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The words on the pages in one language, by dotted key."""

    locale: Locale
    file: str
    texts: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of *key* with its placeholders filled.

        Raises:
            ContentError: when there is no such key, or a placeholder gets no value.
        """
        if key not in self.texts:
            problem = Problem("missing-label", f"has no label {key}", self.file, hint="Add it.")
            raise ContentError((problem,))
        unfilled = [name for name in _PLACEHOLDER.findall(self.texts[key]) if name not in values]
        if unfilled:
            problem = Problem(
                "label-placeholder",
                f"the label {key} has a placeholder {{{unfilled[0]}}} that nothing fills",
                self.file,
                hint="Remove it.",
            )
            raise ContentError((problem,))
        return _PLACEHOLDER.sub(lambda match: str(values[match[1]]), self.texts[key])


@dataclass(frozen=True, slots=True)
class ContentLibrary:
    """Everything we can say."""

    blocks: Mapping[BlockKey, Block]
    labels: Mapping[Locale, Labels]
    sources: Mapping[str, Source]

    def block(self, quadrant: Quadrant, topic: str, locale: Locale) -> Block:
        """Return one block.

        Raises:
            ContentError: when it does not exist; no other language ever stands in for it.
        """
        try:
            return self.blocks[quadrant, topic, locale]
        except KeyError:
            raise ContentError((_missing(quadrant, topic, locale),)) from None

    def check_completeness(self) -> list[Problem]:
        """Return every block, item, label or source that is missing in one language or altogether."""
        problems: list[Problem] = []
        for quadrant in Quadrant:
            for topic in TOPICS:
                problems += self._check_topic(quadrant, topic)
        problems += self._check_labels()
        problems += self._check_citations()
        return problems

    def _check_topic(self, quadrant: Quadrant, topic: str) -> Iterator[Problem]:
        found = {locale: self.blocks.get((quadrant, topic, locale)) for locale in Locale}
        for locale, block in found.items():
            if block is None:
                yield _missing(quadrant, topic, locale)
        english, dutch = found[Locale.EN], found[Locale.NL]
        if not (english and dutch):
            return
        if len(english.items) != len(dutch.items):
            yield Problem(
                "language-drift",
                f"has {len(dutch.items)} items where {english.file} has {len(english.items)}",
                dutch.file,
                hint="Bring both languages to the same items.",
            )
            return
        for one, other in zip(english.items, dutch.items, strict=True):
            if one.condition != other.condition or bool(one.figure) != bool(other.figure):
                yield Problem(
                    "language-drift",
                    f"differs in condition or figure from {english.file}, line {one.heading.line}",
                    dutch.file,
                    other.heading.line,
                    1,
                    "Give both languages the same conditions and figures.",
                )

    def _check_labels(self) -> Iterator[Problem]:
        english, dutch = self.labels[Locale.EN], self.labels[Locale.NL]
        for one, other in ((english, dutch), (dutch, english)):
            for key in sorted(set(one.texts) - set(other.texts)):
                yield Problem("missing-label", f"has no label {key}", other.file, hint="Add it.")
        for key in sorted(set(english.texts) & set(dutch.texts)):
            expected = sorted(_PLACEHOLDER.findall(english.texts[key]))
            if sorted(_PLACEHOLDER.findall(dutch.texts[key])) != expected:
                yield Problem(
                    "language-drift",
                    f"the label {key} has other placeholders than in {english.file}",
                    dutch.file,
                    hint="Use the same placeholders.",
                )

    def _check_citations(self) -> Iterator[Problem]:
        for block in self.blocks.values():
            for passage in block.passages():
                for written in _NEAR_CITATION.findall(passage.source):
                    if not CITATION.fullmatch(written):
                        yield Problem(
                            "citation",
                            f"{quoted(written)} is not how a source is cited",
                            passage.file,
                            passage.line,
                            1,
                            "Write [source:id], with the id from sources.yaml.",
                        )
                for source_id in CITATION.findall(passage.source):
                    if source_id not in self.sources:
                        yield Problem(
                            "unknown-source",
                            f"cites {source_id}, which is not in sources.yaml",
                            passage.file,
                            passage.line,
                            1,
                            "Add the source or correct the id.",
                        )


def _missing(quadrant: Quadrant, topic: str, locale: Locale) -> Problem:
    return Problem(
        "missing-block",
        f"there is no text on {topic} for {quadrant.value} in {locale.value}",
        f"content/quadrants/{quadrant.value}/{topic}.{locale.value}.md",
        hint="Write it.",
    )

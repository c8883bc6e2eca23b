"""`content/columns.yaml` and the question bank into the fields a column may become."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic import Field as Key

from playbook.errors import ContentError, Problem
from playbook.kraljic.factors import Factor, QuestionBank
from playbook.locales import Locale
from playbook.profile import words as lists
from playbook.sources.content import load_source
from playbook.sources.portfolios.fields import (
    COMPANIONS,
    FIELD_IDS,
    OWN_CURRENCY,
    Alias,
    Field,
    FieldKind,
    Fields,
    index_aliases,
    kind_of,
)
from playbook.sources.portfolios.headers import compact, normal
from playbook.sources.project import Project
from playbook.sources.refusals import in_file_order, nearest, placed, problems_in
from playbook.sources.source import SourceDocument

FILE = "columns.yaml"
_QUADRANTS = ("strategic", "leverage", "bottleneck", "routine")
_VOICES = ("seller", "user", "procurement", "published")
WORD_LISTS: Mapping[str, tuple[str, ...]] = {
    "account.sector": tuple(lists.Sector),
    "offering.kind": tuple(lists.Kind),
    "offering.situation": tuple(lists.Situation),
    "offering.stage": tuple(lists.Stage),
    "stakeholder.role": tuple(lists.Role),
    "placement.quadrant": _QUADRANTS,
    "sure": tuple(lists.Sure),
    "said_by": _VOICES,
    "language": tuple(Locale),
}
"""The words a profile has for each field that takes one word of a list."""
_LOOSE_LISTS = ("yes", "no", "nothing", "example")
_Text = Annotated[str, Key(min_length=1)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Names(_Entry):
    name: _Text
    help: _Text
    aliases: tuple[_Text, ...] = ()


class _FieldEntry(_Entry):
    en: _Names
    nl: _Names


class _PairEntry(_Entry):
    en: tuple[_Text, ...] = ()
    nl: tuple[_Text, ...] = ()


class _UnusedEntry(_Entry):
    headers: tuple[_Text, ...] = Key(min_length=1)
    en: _Text
    nl: _Text


class _ColumnsEntry(_Entry):
    fields: dict[str, _FieldEntry]
    questions: dict[str, _PairEntry] = Key(default_factory=dict)
    companions: dict[str, _PairEntry]
    not_used: tuple[_UnusedEntry, ...] = ()
    shortened: dict[str, _Text] = Key(default_factory=dict)
    words: dict[str, dict[str, tuple[_Text | int, ...]] | tuple[_Text | int, ...]]


def load_fields(project: Project, bank: QuestionBank) -> Fields:
    """Read what columns may become.

    Raises:
        ContentError: with everything that is wrong in the file.
    """
    source = load_source(project, FILE)
    try:
        entry = _ColumnsEntry.model_validate(source.data)
    except ValidationError as error:
        raise ContentError(in_file_order(problems_in(error, source, _ColumnsEntry))) from None
    problems = [*_check_keys(entry, bank, source), *_check_words(entry, source)]
    if problems:
        raise ContentError(in_file_order(problems))
    fields = {key: _field(key, one) for key, one in entry.fields.items()}
    fields |= {one.id: one for one in _own_currencies(tuple(fields.values()))}
    aliases = list(_field_aliases(entry))
    for factor in bank:
        fields |= {one.id: one for one in _question_fields(factor, entry)}
        aliases += _question_aliases(factor, entry)
    not_used = {
        compact(header): {Locale.EN: one.en, Locale.NL: one.nl}
        for one in entry.not_used
        for header in one.headers
    }
    shortened = {key.casefold(): whole for key, whole in entry.shortened.items()}
    return Fields(fields, index_aliases(aliases), not_used, _words(entry), shortened)


def _check_keys(
    entry: _ColumnsEntry, bank: QuestionBank, source: SourceDocument
) -> Iterator[Problem]:
    groups = (
        ("fields", entry.fields, FIELD_IDS, FIELD_IDS),
        ("questions", entry.questions, bank.ids, ()),
        ("companions", entry.companions, COMPANIONS, COMPANIONS),
        ("words", entry.words, (*WORD_LISTS, *_LOOSE_LISTS), _LOOSE_LISTS),
    )
    for group, given, known, needed in groups:
        for key in given:
            if key not in known:
                message, hint = f"{group} has no {key}", nearest(key, known)
                yield placed("unknown-key", (group, key), message, hint, source)
        for key in needed:
            if key not in given:
                message, hint = f"{group}.{key} is missing", f"Add {key}: under {group}."
                yield placed("missing-key", (group,), message, hint, source)


def _check_words(entry: _ColumnsEntry, source: SourceDocument) -> Iterator[Problem]:
    for key, given in entry.words.items():
        known = WORD_LISTS.get(key)
        if (known is None) is isinstance(given, dict):
            message = f"words.{key} should be {'a group of keys' if known else 'a list'}"
            hint = "Compare with the bundled file."
            yield placed("wrong-type", ("words", key), message, hint, source)
            continue
        for word in given if isinstance(given, dict) else ():
            if known and word not in known:
                message, hint = f"words.{key} has no {word}", nearest(word, known)
                yield placed("unknown-key", ("words", key, word), message, hint, source)


def _field(key: str, entry: _FieldEntry) -> Field:
    return Field(
        key,
        kind_of(key),
        {Locale.EN: entry.en.name, Locale.NL: entry.nl.name},
        {Locale.EN: entry.en.help, Locale.NL: entry.nl.help},
        companion=key if key in COMPANIONS else None,
    )


def _field_aliases(entry: _ColumnsEntry) -> Iterator[Alias]:
    for key, one in entry.fields.items():
        yield Alias(key, key, 0)
        for names in (one.en, one.nl):
            yield Alias(names.name, key, 0)
            for rank, text in enumerate(names.aliases, start=1):
                yield Alias(text, key, rank)
        if kind_of(key) is FieldKind.AMOUNT:
            both = (one.en, one.nl)
            yield from _currency_aliases(key, [text for names in both for text in (names.name, *names.aliases)])  # fmt: skip


_CURRENCY_OF = ("{amount} currency", "currency {amount}", "currency of {amount}", "valuta {amount}", "{amount} valuta", "valuta van {amount}")  # fmt: skip
"""How the column is called that says the currency of one amount."""


def _own_currencies(fields: Sequence[Field]) -> Iterator[Field]:
    """Yield for each amount the field that says its currency, as Salesforce puts a column beside each."""
    for one in fields:
        if one.kind is FieldKind.AMOUNT:
            names = {
                Locale.EN: f"Currency of {one.names[Locale.EN].lower()}",
                Locale.NL: f"Valuta van {one.names[Locale.NL].lower()}",
            }
            yield Field(f"{one.id}.{OWN_CURRENCY}", FieldKind.CURRENCY, names, one.helps)


def _currency_aliases(amount: str, texts: Iterable[str]) -> Iterator[Alias]:
    key = f"{amount}.{OWN_CURRENCY}"
    yield Alias(key, key, 0)
    for rank, text in enumerate(texts):
        for form in _CURRENCY_OF:
            yield Alias(form.format(amount=text), key, 1 + rank)


_COMPANION_KINDS = {
    "sure": FieldKind.WORD,
    "said_by": FieldKind.VOICE,
    "on": FieldKind.DAY,
    "note": FieldKind.SENTENCE,
}


def _question_fields(factor: Factor, entry: _ColumnsEntry) -> Iterator[Field]:
    key = f"answers.{factor.id}"
    names = {locale: text.name for locale, text in factor.texts.items()}
    questions = {locale: text.question for locale, text in factor.texts.items()}
    yield Field(key, FieldKind.ANSWER, names, questions, factor)
    for companion, words in entry.companions.items():
        endings = {Locale.EN: (*words.en, companion)[0], Locale.NL: (*words.nl, companion)[0]}
        called = {locale: f"{name}: {endings[locale]}" for locale, name in names.items()}
        kind = _COMPANION_KINDS[companion]
        yield Field(f"{key}.{companion}", kind, called, questions, factor, companion)


def _question_aliases(factor: Factor, entry: _ColumnsEntry) -> Iterator[Alias]:
    key = f"answers.{factor.id}"
    more = entry.questions.get(factor.id, _PairEntry())
    texts = factor.texts.values()
    names = [factor.id, *(text.name for text in texts), *more.en, *more.nl]
    yield from (
        Alias(name, key, 1 if name in (*more.en, *more.nl) else 0) for name in [*names, key]
    )
    yield from (
        Alias(words, key, 0)
        for text in texts
        for words in (text.question, text.ask_buyer, text.ask_colleague)
    )
    for companion, endings in entry.companions.items():
        for ending in (companion, *endings.en, *endings.nl):
            for name in [*names, key]:
                yield Alias(f"{name}: {ending}", f"{key}.{companion}", 0)


def _words(entry: _ColumnsEntry) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for key, given in entry.words.items():
        meanings = given.items() if isinstance(given, dict) else [(key, given)]
        words = found.setdefault(key, {})
        for meaning, written in meanings:
            for text in map(str, written):
                words[normal(text) or text.strip()] = meaning
                words[text.strip().casefold()] = meaning
    for key, known in WORD_LISTS.items():
        words = found.setdefault(key, {})
        words |= {normal(one): str(one) for one in known}
    return found

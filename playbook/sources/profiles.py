"""Profile files into validated profiles, with every problem placed at its line and column."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from playbook.economics.case import resolve_money
from playbook.economics.references import CostBook
from playbook.errors import Problem, ProfileError, Severity
from playbook.kraljic.evidence import resolve_evidence
from playbook.kraljic.factors import QuestionBank
from playbook.locales import Locale
from playbook.profile import LISTS, MOST, OfferingProfile
from playbook.sources.refusals import (
    dotted,
    in_file_order,
    path_in_file,
    placed,
    problems_in,
    takes_text,
)
from playbook.sources.source import Path_, SourceDocument
from playbook.sources.structured import load_structured

SUFFIXES = (".yaml", ".yml", ".toml", ".json")
"""What counts as a profile in a folder."""


Costs = Callable[[], CostBook]
"""Reads benchmarks and cost templates; called only for a profile that speaks of money."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A profile as read, with what is implausible in it."""

    profile: OfferingProfile
    warnings: tuple[Problem, ...]


def load_profile(
    path: Path,
    bank: QuestionBank,
    locale: Locale | None = None,
    name: str | None = None,
    costs: Costs | None = None,
) -> OfferingProfile:
    """Read one profile in one language.

    Args:
        path: a YAML, TOML or JSON file.
        bank: the questions its answers may answer.
        locale: language to take texts in; without it the profile's own.
        name: what to call the file in messages; without it the path.
        costs: where to get benchmarks and cost templates; without it the money section is only checked by itself.

    Raises:
        ProfileError: with everything that is wrong, at once.
    """
    return parse_profile(load_structured(path, name), bank, locale, costs)


def parse_profile(
    source: SourceDocument,
    bank: QuestionBank,
    locale: Locale | None = None,
    costs: Costs | None = None,
) -> OfferingProfile:
    """Validate a document that was read already; see `load_profile`."""
    return read_profile(source, bank, locale, costs).profile


def read_profile(
    source: SourceDocument,
    bank: QuestionBank,
    locale: Locale | None = None,
    costs: Costs | None = None,
) -> Reading:
    """Validate a document that was read already, and keep the warnings; see `load_profile`."""
    if not isinstance(source.data, dict):
        raise ProfileError(
            (
                placed(
                    "not-a-profile",
                    (),
                    "is not a profile: it holds no keys",
                    "Start from an example in content/profiles/.",
                    source,
                ),
            )
        )
    chosen = locale or _language(source.data)
    problems: list[Problem] = []
    data = _in_language(source.data, chosen, (), source, problems)
    profile: OfferingProfile | None
    try:
        profile = OfferingProfile.model_validate(data)
    except ValidationError as error:
        problems += problems_in(error, source, OfferingProfile)
        problems += _overfull(data, source, problems)
        profile = _what_is_sound(data, error)
    if profile:
        problems += _faults(profile, bank, source)
        problems += _money_faults(profile, source, costs)
    wrong = [one for one in problems if one.severity is Severity.ERROR]
    if wrong or profile is None:
        raise ProfileError(in_file_order(wrong))
    return Reading(profile, in_file_order(problems))


def _overfull(
    data: dict[str, Any], source: SourceDocument, told: list[Problem]
) -> Iterator[Problem]:
    """Count the lists whose entries were refused, which pydantic then leaves uncounted."""
    for key in LISTS:
        entries = data.get(key)
        if not isinstance(entries, list) or len(entries) <= MOST:
            continue
        message = f"{key} has {len(entries)} entries"
        if not any(problem.message == message for problem in told):
            hint = f"Keep the {MOST} that matter most."
            yield placed("too-long", (key,), message, hint, source)


_MONEY_BASICS: set[Path_] = {("money",), ("money", "currency"), ("money", "rates")}
"""Without these nothing can be told of the rest of the money section."""
_PEOPLE = {"seller", "account", "stakeholders"}
"""Who may have said what stands in it."""


def _what_is_sound(data: dict[str, Any], error: ValidationError) -> OfferingProfile | None:
    """Return a profile of what was not refused, so that its answers can be weighed in the same run.

    None where the refusal hid others, as a key that is no text does.
    """
    refused = {tuple(details["loc"][:2]) for details in error.errors(include_url=False)}

    def sound(group: str, *keys: str) -> dict[str, Any]:
        values = data.get(group)
        if not isinstance(values, dict) or (group,) in refused:
            return {}
        return {
            key: values[key]
            for key in keys or values
            if key in values and (group, key) not in refused
        }

    remains = {
        "format": "1",
        "seller": {"name": "-"},
        "offering": {"name": "-", "summary": "-"} | sound("offering", "yearly_value"),
        "account": {"name": "-"} | sound("account", "purchasing_volume"),
        "answers": sound("answers") | dict.fromkeys(_refused_answers(data, refused)),
    }
    groups = {path[0] for path in refused if path}
    if isinstance(data.get("money"), dict) and not refused & _MONEY_BASICS and not groups & _PEOPLE:
        remains |= {key: data[key] for key in _PEOPLE if key in data} | {"money": sound("money")}
    try:
        return OfferingProfile.model_validate(remains)
    except ValidationError:
        return None


def _refused_answers(data: dict[str, Any], refused: set[Path_]) -> list[str]:
    """Return the questions whose answers were refused; whether they exist can still be told."""
    answers = data.get("answers")
    return (
        [key for key in answers if ("answers", key) in refused] if isinstance(answers, dict) else []
    )


def languages_of(source: SourceDocument) -> tuple[Locale, ...]:
    """Return the profile's own language, and the other too where its texts come in both."""
    own = _language(source.data) if isinstance(source.data, dict) else Locale.EN
    others = (locale for locale in Locale if locale is not own)
    return (own, *others) if _has_translations(source.data) else (own,)


def _has_translations(data: Any) -> bool:
    if isinstance(data, dict):
        return _is_translated(data) or any(map(_has_translations, data.values()))
    return isinstance(data, list) and any(map(_has_translations, data))


def _language(data: dict[str, Any]) -> Locale:
    """Return the profile's language; a wrong one is reported later, with its place."""
    try:
        return Locale(str(data.get("language", Locale.EN)).strip().lower())
    except ValueError:
        return Locale.EN


def _is_translated(data: Any) -> bool:
    """Tell whether a mapping is one text in several languages."""
    return isinstance(data, dict) and bool(data) and set(data) <= set(Locale)


def _in_language(
    data: Any, locale: Locale, path: Path_, source: SourceDocument, problems: list[Problem]
) -> Any:
    """Replace each text given per language by its version in *locale*."""
    if path and _is_translated(data):
        text, problem = _translated(data, locale, path, source)
        problems += [problem] if problem else []
        return text
    if isinstance(data, dict):
        return {
            key: _in_language(value, locale, (*path, key), source, problems)
            for key, value in data.items()
        }
    if isinstance(data, list):
        return [
            _in_language(value, locale, (*path, index), source, problems)
            for index, value in enumerate(data)
        ]
    return data


def _translated(
    texts: dict[str, Any], locale: Locale, path: Path_, source: SourceDocument
) -> tuple[Any, Problem | None]:
    """Return the text in *locale*; where that cannot be, a stand-in and what is wrong."""
    stand_in = next((text for text in texts.values() if text is not None), "-")
    if not takes_text(OfferingProfile, path):
        message = f"{dotted(path)} is given per language, which only texts can be"
        hint = "Write it once, without en: and nl:."
        return stand_in, placed("not-a-text", path, message, hint, source)
    if texts.get(locale) is None:
        message = f"{dotted(path)} has no text in {locale.value}"
        hint = f"Add {locale.value}: under it."
        return stand_in, placed("missing-translation", path, message, hint, source)
    return texts[locale], None


def _faults(profile: OfferingProfile, bank: QuestionBank, source: SourceDocument) -> list[Problem]:
    _, faults = resolve_evidence(profile, bank)
    return [
        placed(fault.code, path_in_file(fault.path, source.data), fault.message, fault.hint, source)
        for fault in faults
    ]


# The codes of faults that only the content's figures and templates can tell.
_BY_CONTENT = {"unknown-benchmark", "unknown-template", "unknown-element"}


def _money_faults(
    profile: OfferingProfile, source: SourceDocument, costs: Costs | None
) -> Iterator[Problem]:
    """Work the money case out, and tell what is wrong or implausible in it."""
    _, faults = resolve_money(profile, costs() if costs and profile.money else CostBook())
    for fault in faults:
        if costs is None and fault.code in _BY_CONTENT:
            continue
        path = path_in_file(fault.path, source.data)
        line, column = source.position(path) or (1, 1)
        yield Problem(
            fault.code, fault.message, source.name, line, column, fault.hint, fault.severity
        )

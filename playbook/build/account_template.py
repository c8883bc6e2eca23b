"""The workbook to fill in, made from the questions the model weighs and the variables that texts and pages use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from playbook.kraljic.agenda import plan_agenda
from playbook.kraljic.factors import Factor, QuestionBank
from playbook.kraljic.inference import infer_placement
from playbook.kraljic.scoring import PlacementModel
from playbook.library.library import Labels
from playbook.locales import Locale
from playbook.profile import OfferingProfile, Role, Sector, Stage, Sure
from playbook.quantities import Unit
from playbook.sources.portfolios.fields import Field, FieldKind, Fields
from playbook.version import __version__
from playbook.workbook.book import Book
from playbook.workbook.row_book import Value
from playbook.workbook.template_book import Entry, Guide, Template, TemplateColumn, write_template

_ACCOUNT = ("record_id", "account.name", "owner", "account.sector", "account.industry", "account.size", "account.purchasing_volume")  # fmt: skip
_PEOPLE = ("stakeholder.name", "stakeholder.function", "stakeholder.role", "said_by", "on", "sure", "note")  # fmt: skip
_WITHOUT_FILE = ("seller.name", "offering", "offering.summary")
_LISTS = {
    "account.sector": ("sector", tuple(Sector)),
    "offering.stage": ("stage", tuple(Stage)),
    "stakeholder.role": ("role", tuple(Role)),
    "sure": ("sure", tuple(Sure)),
    "said_by": ("voice", ("seller", "user", "procurement", "published")),
}
"""Group of the labels and the words, by field."""
_WIDTHS = {"record_id": 13, "account.name": 30, "offering.summary": 40, "note": 36, "on": 13}
_NATURAL: dict[Unit, dict[Locale, str]] = {
    Unit.PERCENT: {Locale.EN: "2.5%", Locale.NL: "2,5%"},
    Unit.SUPPLIERS: {Locale.EN: "6 suppliers", Locale.NL: "6 leveranciers"},
    Unit.DURATION: {Locale.EN: "2..3 months", Locale.NL: "2..3 maanden"},
    Unit.TIMES: {Locale.EN: "1.8 times", Locale.NL: "1,8 keer"},
}
_SHOWN = {"record_id": "id", "account.name": "name"}
"""Where the guide shows another example than the row that is skipped."""
_EXAMPLE_LEVEL = 2
"""What the example answers where a question has no unit: plausible, and no extreme that one would copy."""


@dataclass(frozen=True, slots=True)
class TemplateGround:
    """What a template is made from."""

    bank: QuestionBank
    model: PlacementModel
    fields: Fields
    labels: Labels
    variables: frozenset[str]
    """What texts and pages use (`variables_in_use`)."""
    today: date


def accounts_template(
    ground: TemplateGround, offerings: Sequence[tuple[str, OfferingProfile]], file: str
) -> bytes:
    """Return the workbook.

    Args:
        ground: questions, fields, words and variables.
        offerings: id and profile of each offering that the rows are for; none where each row brings its own.
        file: what the workbook will be called, to name in the guide.
    """
    columns = tuple(_columns(ground, offerings))
    t = ground.labels
    seller = offerings[0][1].seller.name if offerings else None
    title = t("sheet.template.title", seller=seller) if seller else t("sheet.template.title-plain")
    template = Template(
        t("sheet.template.sheet"),
        t("sheet.template.guide"),
        t("sheet.template.lists"),
        columns,
        _guide(t, title, file),
    )
    book = Book(
        locale=t.locale, today=ground.today, title=title, author=seller or "Playbook",
        footer=f"Playbook {__version__}", page=t("workbook.page"),
    )  # fmt: skip
    return write_template(book, template)


def _guide(t: Labels, title: str, file: str) -> Guide:
    values = {
        "one": {"sheet": t("sheet.template.sheet"), "example": t("sheet.template.example")},
        "four": {"currency": "EUR"},
        "five": {"file": file},
    }
    steps = ("one", "two", "three", "four", "five")
    groups = ("account", "offering", "financial_risk", "supply_risk", "people")
    heads = [
        t(f"sheet.template.heads.{one}") for one in ("column", "meaning", "example", "sources")
    ]
    return Guide(
        title,
        t("sheet.template.lead"),
        t("sheet.template.how"),
        tuple(t(f"sheet.template.steps.{one}", **values.get(one, {})) for one in steps),
        (heads[0], heads[1], heads[2], heads[3]),
        {one: t(f"sheet.template.groups.{one}") for one in groups},
    )


def _columns(
    ground: TemplateGround, offerings: Sequence[tuple[str, OfferingProfile]]
) -> Iterator[TemplateColumn]:
    used = ground.variables
    for key in _ACCOUNT:
        if _is_used(key, ground):
            yield _field_column(ground, key, "account", offerings)
    if not offerings:
        yield from (_field_column(ground, key, "offering", offerings) for key in _WITHOUT_FILE)
    elif len(offerings) > 1:
        yield _field_column(ground, "offering", "offering", offerings)
    yield _field_column(ground, "offering.yearly_value", "offering", offerings)
    if "stage" in used:
        yield _field_column(ground, "offering.stage", "offering", offerings)
    for factor_id in questions_asked(ground, offerings):
        yield _question_column(ground, ground.bank[factor_id])
    for key in _PEOPLE:
        yield _field_column(ground, key, "people", offerings)


def _is_used(key: str, ground: TemplateGround) -> bool:
    """Tell whether anything makes use of a column about the account."""
    if key in ("account.industry", "account.size"):
        return key in ground.variables
    if key == "account.sector":
        return bool({"sector", key} & ground.variables)
    is_amount = key == "account.purchasing_volume"
    return (
        not is_amount
        or "amounts.purchasing_volume" in ground.variables
        or bool(_follow(ground.bank))
    )


def _follow(bank: QuestionBank) -> frozenset[str]:
    return frozenset(one.id for one in bank if one.follows_from_amounts)


def questions_asked(
    ground: TemplateGround, offerings: Sequence[tuple[str, OfferingProfile]]
) -> tuple[str, ...]:
    """Return the questions of the template, most telling first: what the model weighs, and what texts quote.

    What follows from the two amounts is not asked, for both have a column.
    """
    profile = offerings[0][1] if len(offerings) == 1 else _bare()
    placement = infer_placement(profile, ground.bank, ground.model)
    telling = [one.factor_id for one in plan_agenda(placement, ground.model)]
    quoted = [one for one in ground.bank.ids if f"facts.{one}" in ground.variables]
    weighed = [one for one in ground.bank.ids if ground.model.axes_of(one)]
    left_out = _follow(ground.bank)
    every = dict.fromkeys([*telling, *weighed, *quoted])
    return tuple(one for one in every if one in ground.bank and one not in left_out)


def _bare() -> OfferingProfile:
    data = {"format": 1, "seller": {"name": "-"}, "offering": {"name": "-", "summary": "-"}}
    return OfferingProfile.model_validate(data)


def _field_column(
    ground: TemplateGround, key: str, group: str, offerings: Sequence[tuple[str, OfferingProfile]]
) -> TemplateColumn:
    t, field = ground.labels, ground.fields[key]
    choices = _choices(ground, key, offerings)
    entry = (
        Entry.LIST if choices and key != "said_by" else Entry.QUESTION if choices else _entry(field)
    )
    example = _example(t, key, choices)
    said = field.helps[t.locale]
    needed = f"{t('sheet.template.needed')} " if key in ("account.name", *_WITHOUT_FILE) else ""
    refusal = t("sheet.template.list") if choices else _refusal(t, entry)
    return TemplateColumn(
        header=field.names[t.locale],
        group=group,
        entry=entry,
        help=f"{needed}{said}",
        example=example,
        meaning=f"{needed}{said}",
        shown=t(f"sheet.template.shown-{_SHOWN[key]}") if key in _SHOWN else _shown(t, example),
        choices=choices,
        width=_WIDTHS.get(key, 20),
        remark=t("sheet.template.example-note") if key == "record_id" else "",
        refusal=refusal,
    )


def _entry(field: Field) -> Entry:
    if field.kind is FieldKind.AMOUNT:
        return Entry.AMOUNT
    return Entry.DAY if field.kind is FieldKind.DAY else Entry.TEXT


def _refusal(t: Labels, entry: Entry) -> str:
    if entry is Entry.AMOUNT:
        return t("sheet.template.amount-error")
    return t("sheet.template.date-error") if entry is Entry.DAY else ""


def _choices(
    ground: TemplateGround, key: str, offerings: Sequence[tuple[str, OfferingProfile]]
) -> tuple[str, ...]:
    if key == "offering" and len(offerings) > 1:
        return tuple(one for one, _ in offerings)
    if key not in _LISTS:
        return ()
    group, words = _LISTS[key]
    labelled = [(word, ground.labels(f"{group}.{word}")) for word in words]
    # A project may word its labels in ways that are not read back; the plain word always is.
    return tuple(
        text if ground.fields.meant(key, text) == word else word for word, text in labelled
    )


def _example(t: Labels, key: str, choices: tuple[str, ...]) -> Value:
    texts = {
        "record_id": "example", "account.name": "example-name", "account.industry": "example-industry",
        "account.size": "example-size", "stakeholder.name": "example-contact",
        "stakeholder.function": "example-function", "owner": "example-owner", "note": "example-remark",
        "seller.name": "example-seller", "offering": "example-offering",
        "offering.summary": "example-summary",
    }  # fmt: skip
    amounts = {"account.purchasing_volume": Decimal(310000000), "offering.yearly_value": Decimal(4200000)}  # fmt: skip
    if key in amounts:
        return amounts[key]
    if key == "on":
        return date(2026, 10, 14)
    if choices:
        return choices[min(_PICKED.get(key, 0), len(choices) - 1)]
    return t(f"sheet.template.{texts[key]}") if key in texts else None


_PICKED = {"offering.stage": 1, "stakeholder.role": 4, "sure": 1, "said_by": 2}
"""Which choice the example makes."""


def _shown(t: Labels, value: Value) -> str:
    from playbook.locales import format_amount, format_date

    if isinstance(value, Decimal):
        return format_amount(value, "EUR", t.locale)
    if isinstance(value, date):
        return format_date(value, t.locale)
    return str(value or "")


def _question_column(ground: TemplateGround, factor: Factor) -> TemplateColumn:
    t = ground.labels
    words = factor.texts[t.locale]
    numbered = [f"{level} – {anchor}" for level, anchor in enumerate(words.anchors, start=1)]
    unit = factor.scale.unit if factor.scale else None
    free = t(f"sheet.template.free-unit.{unit}") if unit else ""
    example = _NATURAL[unit][t.locale] if unit else numbered[_EXAMPLE_LEVEL - 1]
    levels = t("sheet.template.levels", anchors="; ".join(words.anchors))
    return TemplateColumn(
        header=words.name,
        group=str(factor.axis),
        entry=Entry.QUESTION,
        help="\n".join(one for one in (words.question, *numbered, free) if one),
        example=example,
        meaning=f"{words.question} {levels}{f'; {free}' if free else ''}.",
        shown=example,
        why=_why(ground, factor),
        choices=(*numbered, t("sheet.template.unknown")),
        width=24,
        refusal=t("sheet.template.choose"),
    )


def _why(ground: TemplateGround, factor: Factor) -> str:
    """Return why a question counts, as the weights say it, on the axis on which it counts most."""
    rules = [
        rule.weights[factor.id]
        for axis, rule in ground.model.axes.items()
        if axis in ground.model.axes_of(factor.id)
    ]
    heaviest = max(rules, key=lambda one: one.weight, default=None)
    return heaviest.reasons.get(ground.labels.locale, "") if heaviest else ""

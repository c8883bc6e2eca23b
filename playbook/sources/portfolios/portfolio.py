"""All rows of one or more sheets, with their offerings, into entries and rows to mend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from playbook.errors import Problem, ProfileError, Severity, SheetError
from playbook.library.library import Labels
from playbook.locales import Locale
from playbook.sources.portfolios.entry import BadRow, Entry, Portfolio
from playbook.sources.portfolios.fields import Fields
from playbook.sources.portfolios.matching import SheetMatch
from playbook.sources.portfolios.offering_choice import OfferingChoice
from playbook.sources.portfolios.offerings import (
    Ground,
    Offering,
    offering_of,
    told_once,
)
from playbook.sources.portfolios.row_data import Merged, merge_row
from playbook.sources.portfolios.row_values import RowValues, SheetReader
from playbook.sources.portfolios.translating import (
    faults_of_money,
    told_at_cells,
    warnings_at_cells,
)
from playbook.sources.portfolios.wording import SheetWords, last_name
from playbook.sources.source import SourceDocument

_WITHOUT_FILE = ("seller.name", "offering", "offering.summary")
"""What columns must bring where no offering file does."""


@dataclass(frozen=True, slots=True)
class SheetGround:
    """What sheets are read with."""

    fields: Fields
    labels: Mapping[Locale, Labels]
    profiles: Ground
    talk: Locale = Locale.EN
    """The language of what is told."""
    today: date | None = None
    """Days after it are told, since nobody can have said anything on them yet; None where nobody asks."""


def missing_fields(match: SheetMatch, offerings: Sequence[SourceDocument]) -> tuple[str, ...]:
    """Return the fields without which nothing can be built and that no column brings."""
    needed = ("account.name", *(() if offerings else _WITHOUT_FILE))
    return tuple(one for one in needed if one not in match.used)


def read_portfolio(
    matches: Sequence[SheetMatch],
    offerings: Sequence[SourceDocument],
    ground: SheetGround,
    locale: Locale | None = None,
) -> Portfolio:
    """Read every row; one that cannot be used never stops another.

    Args:
        matches: sheets with what their columns become.
        offerings: offering files as read; without any, each row is an offering itself.
        ground: fields, words, questions, published figures.
        locale: language to take texts in; None for each row's own, else the offering's.

    Raises:
        SheetError: when a sheet lacks a column without which no row can be used.
        ProfileError: when an offering file itself is wrong; it is told once, at its place.
    """
    _check_columns(matches, offerings, ground)
    choice = OfferingChoice(
        tuple(map(offering_of, offerings)), ground.fields["offering"].names[ground.talk]
    )
    reading = _Reading(ground, choice, locale)
    for number, match in enumerate(matches):
        reading.take(number, match)
    return Portfolio(
        tuple(reading.entries),
        tuple(reading.bad_rows),
        tuple(matches),
        tuple(dict.fromkeys(reading.notices)),
        reading.standing(),
    )


def _check_columns(
    matches: Sequence[SheetMatch], offerings: Sequence[SourceDocument], ground: SheetGround
) -> None:
    problems = []
    for match in matches:
        for one in missing_fields(match, offerings):
            name = ground.fields[one].names[ground.talk]
            message = f"no column is the {name.lower()}" if ground.talk is Locale.EN else f"geen kolom is: {name.lower()}"  # fmt: skip
            hint = f"--map “COLUMN={one}”" if one == "account.name" else f"--offering FILE, --map “COLUMN={one}”"  # fmt: skip
            problems.append(Problem("missing-column", message, match.sheet.file, hint=f"{hint}."))
    if problems:
        raise SheetError(tuple(problems))


@dataclass
class _Reading:
    """Everything that was read so far."""

    ground: SheetGround
    choice: OfferingChoice
    locale: Locale | None
    entries: list[Entry] = field(default_factory=list)
    bad_rows: list[BadRow] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    taken: dict[str, str] = field(default_factory=dict)
    """Where each key stands: row and sheet, with a tab between."""
    met: dict[str, str] = field(default_factory=dict)
    """The keys that stood somewhere already when another row came with them."""

    def take(self, number: int, match: SheetMatch) -> None:
        words = SheetWords(self.ground.labels[self.ground.talk], match.sheet.file)
        reader = SheetReader(match, self.ground.fields, words, self.ground.today)
        carried = match.mapping.taken if match.mapping else {}
        assumed: dict[str, dict[str, str]] = {}
        for row in match.sheet.rows:
            if reader.is_example(row):
                self.notices.append(words.notice("example", row=str(row.number)))
                continue
            values = reader.read(row)
            self._take_row(values, number, carried, assumed)
        self.notices += reader.notices()
        for currency, columns in assumed.items():
            listed = ", ".join(columns.values())
            self.notices.append(words.notice("currency", columns=listed, currency=currency))

    def standing(self) -> dict[str, str]:
        """Return the keys that rows to mend share with rows that are right."""
        bad = {f"{one.row}\t{last_name(one.sheet)}" for one in self.bad_rows}
        return {key: where for key, where in self.met.items() if where not in bad}

    def _take_row(
        self,
        values: RowValues,
        number: int,
        carried: Mapping[str, str],
        assumed: dict[str, dict[str, str]],
    ) -> None:
        entries: list[Entry] = []
        name = values.get("account.name")
        if name is None and not any(_is_at(one, values, "account.name") for one in values.problems):
            values.refuse("no-name", "account.name")
        for offering in self.choice.of_row(values):
            key = self.choice.key(values, offering)
            if key and not self._is_free(key, values, carried):
                continue
            entry = self._entry(values, offering, key, assumed) if name else None
            entries += [entry] if entry else []
        if values.problems:
            problems = tuple(
                sorted(dict.fromkeys(values.problems), key=lambda one: one.column or 0)
            )
            bad = BadRow(
                values.words.sheet, values.row.number, values.get("record_id"), name, problems,
                values.row.cells, number,
            )  # fmt: skip
            self.bad_rows.append(bad)
        else:
            self.entries += entries

    def _is_free(self, key: str, values: RowValues, carried: Mapping[str, str]) -> bool:
        """Claim a key for a row; refuse one that stands elsewhere already."""
        where = self.taken.get(key) or carried.get(key)
        if where is None:
            self.taken[key] = f"{values.row.number}\t{last_name(values.words.sheet)}"
            return True
        self.met[key] = where
        row, _, sheet = where.partition("\t")
        field_id = "record_id" if values.get("record_id") is not None else "account.name"
        code = "same-id" if field_id == "record_id" else "same-name"
        values.refuse(code, field_id, text=values.text(field_id), row=row, sheet=sheet)
        return False

    def _entry(
        self,
        values: RowValues,
        offering: Offering,
        key: str | None,
        assumed: dict[str, dict[str, str]],
    ) -> Entry | None:
        """Return the entry of a row and an offering; what is wrong is noted with the row."""
        account = str(values.get("account.name"))
        base = offering.base(account)
        is_other = offering.account is not None and not offering.is_about(account)
        merged = merge_row(
            values, base, offering.currency, dict(self.ground.labels),
            names_offering=self.choice.names_own(values, offering),
            follow=self._following(),
        )  # fmt: skip
        for one, currency in merged.assumed.items():
            column = values.used[one].column
            assumed.setdefault(currency, {})[one] = f"{column.letter} ({column.name})"
        self._tell_about(offering, is_other=is_other)
        return self._validated(values, offering, key or "", merged, is_other=is_other)

    def _following(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.ground.profiles.bank if one.follows_from_amounts)

    def _tell_about(self, offering: Offering, *, is_other: bool) -> None:
        if is_other:
            words = SheetWords(self.ground.labels[self.ground.talk], offering.source.name)
            account = offering.account or ""
            told = words.notice("about", offering=offering.source.name, account=account)
            if told not in self.notices:
                self.notices.append(told)

    def _validated(
        self, values: RowValues, offering: Offering, key: str, merged: Merged, *, is_other: bool
    ) -> Entry | None:
        locale = self.locale or Locale(str(merged.data.get("language", Locale.EN)))
        if self._lacks(values, merged):
            return None
        ground = self.ground.profiles
        known = None
        if offering.is_file:
            known = offering.check(ground, locale, values.used, is_other=is_other)
            self.notices += [one for one in known.warnings if one not in self.notices]
        try:
            reading, money = offering.read(
                merged.data, merged.positions, values.words.sheet, ground, locale, known
            )
        except ProfileError as error:
            values.problems += told_at_cells(error.problems, values)
            return None
        faults = list(faults_of_money(money, merged.positions, values.words.sheet))
        wrong = [one for one in faults if one.severity is Severity.ERROR]
        values.problems += told_at_cells(wrong, values)
        warned = told_once((*reading.warnings, *faults), known.warnings if known else ())
        return Entry(
            key, values.get("record_id"), values.get("owner"), values.get("link"), values.words.sheet,
            values.row.number, self.choice.id_of(values, offering), merged.data, reading.profile,
            warnings_at_cells(warned, values),
        )  # fmt: skip

    def _lacks(self, values: RowValues, merged: Merged) -> bool:
        """Note what the row's offering lacks: a name, a summary, a seller."""
        found = False
        for field_id in _WITHOUT_FILE:
            group, _, key = (field_id if "." in field_id else f"{field_id}.name").partition(".")
            part = merged.data.get(group)
            if field_id in values.used and not (isinstance(part, dict) and part.get(key)):
                name = self.ground.fields[field_id].names[self.ground.talk].lower()
                values.refuse("offering-needs", field_id, name=name)
                found = True
        return found


def _is_at(problem: Problem, values: RowValues, field_id: str) -> bool:
    match = values.used.get(field_id)
    return match is not None and problem.column == match.column.index + 1

"""Which offerings a row is about, what they are called, and the key that tells a row and an offering from all others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from playbook.sources.portfolios.offerings import Offering, no_offering
from playbook.sources.portfolios.row_values import RowValues

_BETWEEN = re.compile(r"[;|]")
_LOOSELY = re.compile(r"[,+&]|\s/\s")
"""What people write between offerings too, and what may stand in the name of one."""


@dataclass
class OfferingChoice:
    """The offerings of a build."""

    offerings: tuple[Offering, ...]
    field_name: str
    """What the column that names them is called."""
    _named: dict[str, Offering] = field(default_factory=dict)
    """The offerings that rows bring themselves, by name."""

    def of_row(self, values: RowValues) -> Iterator[Offering]:
        """Yield the offerings a row is about: all, those it names, or one of its own; what it names wrongly is refused."""
        said = values.get("offering")
        if not self.offerings:
            yield from self._own(values, said)
        elif said is None:
            if len(self.offerings) > 1 and "offering" in values.used:
                values.refuse("which-offering", "offering", known=self._known())
            else:
                yield from self.offerings
        else:
            yield from self._named_ones(values, str(said))

    def _own(self, values: RowValues, said: str | None) -> Iterator[Offering]:
        if said is not None:
            yield self._named.setdefault(said, no_offering())
        elif values.text("offering") == "":
            values.refuse("offering-needs", "offering", name=self.field_name.lower())

    def _named_ones(self, values: RowValues, said: str) -> Iterator[Offering]:
        if self._brings_own(values) and not is_called(self.offerings[0], said):
            yield self.offerings[0]
            return
        for part in _parts(_BETWEEN, said):
            found = self._called(part)
            if found:
                yield from found
            else:
                values.refuse("no-offering", "offering", text=part, known=self._known())

    def _called(self, part: str) -> tuple[Offering, ...]:
        """Return the offering of a name, or those of several between commas or pluses where all are known."""
        for names in ([part], _parts(_LOOSELY, part)):
            found = [
                next((one for one in self.offerings if is_called(one, name)), None)
                for name in names
            ]
            known = {one.id: one for one in found if one}
            if None not in found:
                return tuple(known.values())
        return ()

    def _brings_own(self, values: RowValues) -> bool:
        """Tell whether rows bring offerings of their own over one file: they then say what each is."""
        return len(self.offerings) == 1 and "offering.summary" in values.used

    def _known(self) -> str:
        return ", ".join(one.id for one in self.offerings)

    def names_own(self, values: RowValues, offering: Offering) -> bool:
        """Tell whether the row's offering is a name of its own, and not the choice of a file."""
        said = values.get("offering")
        if said is None or not offering.is_file:
            return said is not None
        return self._brings_own(values) and not is_called(offering, str(said))

    def id_of(self, values: RowValues, offering: Offering) -> str:
        """Return the file's stem, or the name of an offering that the row brings."""
        return str(values.get("offering")) if self.names_own(values, offering) else offering.id

    def key(self, values: RowValues, offering: Offering) -> str | None:
        """Return what a row and an offering are known by between builds; None for a row without id and name."""
        own, name = values.get("record_id"), values.get("account.name")
        if own is None and name is None:
            return None
        key = str(own) if own is not None else " ".join(str(name).casefold().split())
        is_alone = len(self.offerings) == 1 and not self._brings_own(values)
        return key if is_alone else f"{key}/{self.id_of(values, offering)}"


def _parts(between: re.Pattern[str], text: str) -> list[str]:
    return [part for part in map(str.strip, between.split(text)) if part]


def is_called(offering: Offering, said: str) -> bool:
    """Tell whether a text names an offering, by its file's stem or by its name in any language."""
    plain = " ".join(said.casefold().split())
    return plain in {" ".join(name.casefold().split()) for name in offering.names}

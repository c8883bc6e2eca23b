"""Whom documents are made about: one offering at one account, from a profile or from a row of a sheet. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from playbook.build.targets import Format, Kind, Target, account_folder, file_name
from playbook.locales import Locale
from playbook.profile import OfferingProfile


@dataclass(frozen=True, slots=True)
class Subject:
    """One offering at one account, in one language."""

    profile: OfferingProfile
    locale: Locale
    origin: str
    """The file it comes from as the user gave it: a profile, or a sheet."""
    key: str = ""
    """What identifies it within its origin between builds; a profile's own is empty."""
    row: int | None = None
    """Its row in the sheet, counted from 1."""
    record_id: str | None = None
    """What the CRM calls it."""
    owner: str | None = None
    link: str | None = None
    """Where the CRM shows it."""
    offering_id: str = ""
    """Which of the offerings, where there are several."""

    @property
    def place(self) -> str:
        """Where it comes from, in a way that stays the same when rows are added above it."""
        return self.origin if self.row is None else f"{self.origin}#{self.key}"

    @property
    def called(self) -> str:
        """What people call it."""
        account = self.profile.account
        return account.name if account else self.profile.offering.name

    def targets(self, kinds: Iterable[Kind], formats: tuple[Format, ...]) -> Iterator[Target]:
        """Yield every file to make of it."""
        folder = "" if self.row is None else f"{account_folder(self.profile, self.record_id)}/"
        for kind in kinds:
            for form in formats:
                name = file_name(self.profile, kind, self.locale, form, self.record_id)
                yield Target(self.place, kind, self.locale, form, folder + name)

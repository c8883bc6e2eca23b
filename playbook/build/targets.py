"""What a build makes: one target per profile, kind, language and format, with a file name that is safe everywhere. Pure."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from playbook.locales import Locale
from playbook.profile import OfferingProfile


class Kind(StrEnum):
    """The documents we make."""

    BRIEF = "brief"
    PLAYBOOK = "playbook"
    LEAVE_BEHIND = "leave-behind"
    COFFEE_CARD = "coffee-card"


class Format(StrEnum):
    """The forms they come in."""

    HTML = "html"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Target:
    """One file to make."""

    profile: str
    """The profile's path as the user gave it."""
    kind: Kind
    locale: Locale
    format: Format
    name: str
    """Path from the output folder, with forward slashes."""


# Windows keeps these names for devices, whatever the extension.
_RESERVED = {
    "con", "prn", "aux", "nul", "conin$", "conout$",
    *(f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"),
}  # fmt: skip
_MAX_BYTES = 60


def file_name(
    profile: OfferingProfile,
    kind: Kind,
    locale: Locale,
    format: Format,
    record_id: str | None = None,
) -> str:
    """Return a document's file name: account, record id if there is one, offering, kind and language."""
    return f"{_stem(profile, record_id)}_{kind.value}_{locale.value}.{format.value}"


def account_folder(profile: OfferingProfile, record_id: str | None) -> str:
    """Return the folder of an account's documents in a build of many: `accounts/<account>-<record id>`."""
    name = profile.account.name if profile.account else profile.offering.name
    return f"accounts/{_with_id(name, record_id)}"


def workbook_name(profile: OfferingProfile, locale: Locale) -> str:
    """Return the file name of the money case as a workbook."""
    return f"{_stem(profile)}_money_{locale.value}.xlsx"


def _stem(profile: OfferingProfile, record_id: str | None = None) -> str:
    offering = profile.offering.name
    if profile.account is None:
        return _with_id(offering, record_id)
    return f"{_with_id(profile.account.name, record_id)}_{safe_stem(offering)}"


def _with_id(name: str, record_id: str | None) -> str:
    """Return a name with a record id behind it; ids of mixed case, of which two may differ in nothing else, stay apart."""
    if record_id is None:
        return safe_stem(name)
    part = safe_stem(record_id)
    is_mixed = record_id not in (record_id.upper(), record_id.lower())
    if is_mixed and not part.endswith(_digest(record_id)):
        part = f"{part}-{_digest(record_id)}"
    return f"{safe_stem(name)}-{part}"


def found_back_by(profile: str) -> str | None:
    """Return what a form may say of the profile it was made from: its path from the project, else its file name.

    No folder outside the project is named, for the form leaves this machine; None where the profile is no file. Of a row of
    a sheet, `sheet#key`.
    """
    profile, sign, key = profile.partition("#")
    if profile == "-":
        return None
    parts = profile.replace("\\", "/").removeprefix("./").split("/")
    is_inside = ".." not in parts and parts[0] and ":" not in parts[0]
    return ("/".join(parts) if is_inside else parts[-1]) + sign + key


def safe_stem(text: str) -> str:
    """Return a text as part of a file name: lower-case letters, digits and hyphens, at most 60 bytes.

    Two texts that would give one name differ by the first digits of their hash, whenever something other than case,
    spaces or accents had to be dropped.
    """
    composed = unicodedata.normalize("NFKC", text).casefold()
    decomposed = unicodedata.normalize("NFKD", composed)
    plain = "".join(one for one in decomposed if not unicodedata.combining(one))
    plain = unicodedata.normalize("NFC", plain)
    kept = re.sub(r"[^\w]+|_+", "-", plain).strip("-")
    short = kept.encode()[:_MAX_BYTES].decode(errors="ignore").strip("-")
    is_lossy = short != re.sub(r"[\s\-.,&'’()_/+:]+", "-", plain).strip("-")
    if not short or short in _RESERVED or is_lossy:
        short = f"{short}-{_digest(text)}" if short else f"x-{_digest(text)}"
    return short


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:6]

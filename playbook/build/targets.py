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
    """File name, without folder."""


# Windows keeps these names for devices, whatever the extension.
_RESERVED = {
    "con", "prn", "aux", "nul", "conin$", "conout$",
    *(f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"),
}  # fmt: skip
_MAX_BYTES = 60


def file_name(profile: OfferingProfile, kind: Kind, locale: Locale, format: Format) -> str:
    """Return a document's file name: account, offering, kind and language."""
    return f"{_stem(profile)}_{kind.value}_{locale.value}.{format.value}"


def workbook_name(profile: OfferingProfile, locale: Locale) -> str:
    """Return the file name of the money case as a workbook."""
    return f"{_stem(profile)}_money_{locale.value}.xlsx"


def _stem(profile: OfferingProfile) -> str:
    parts = [profile.account.name] if profile.account else []
    parts.append(profile.offering.name)
    return "_".join(safe_stem(part) for part in parts)


def found_back_by(profile: str) -> str | None:
    """Return what a form may say of the profile it was made from: its path from the project, else its file name.

    No folder outside the project is named, for the form leaves this machine; None where the profile is no file.
    """
    if profile == "-":
        return None
    parts = profile.replace("\\", "/").removeprefix("./").split("/")
    is_inside = ".." not in parts and parts[0] and ":" not in parts[0]
    return "/".join(parts) if is_inside else parts[-1]


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
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:6]
        short = f"{short}-{digest}" if short else f"x-{digest}"
    return short

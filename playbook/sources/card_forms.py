"""The fields of a filled form as plain texts: from a PDF, or from the file that the HTML form saves.

A PDF comes from whoever filled it in, through whatever viewer, so nothing in it is trusted: no script is run, no page is
drawn, and only texts of fields are taken.
"""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playbook.errors import CardError, Problem, ProblemsError
from playbook.sources.structured import parse_structured, read_text

MAX_PDF = 10_000_000
"""Larger files are no card: an empty one takes 60 kB, and what viewers add is small."""
CARD_FIELD = "coffee-card"
_OFF = "Off"
_MOST_FIELDS = 500


@dataclass(frozen=True, slots=True)
class FormFields:
    """What stands in a form."""

    card: Any
    """What the card says of itself, as data; not checked yet."""
    values: Mapping[str, str]
    """Text of each field that is filled in; of a question, the value of its box."""
    doubles: tuple[str, ...] = ()
    """Fields with two boxes ticked, or filled in twice in different ways."""


def card_failure(code: str, file: str, message: str, hint: str) -> CardError:
    """Return the error for a card with one thing wrong with it."""
    return CardError((Problem(code, message, file, hint=hint),))


def load_form(path: Path, name: str) -> FormFields:
    """Read the fields of a filled card.

    Raises:
        CardError: when it is no PDF or JSON, encrypted, too large, flattened, or another form.
    """
    try:
        if path.suffix.lower() == ".json":
            return _from_json(parse_structured(read_text(path, name), name, ".json").data, name)
        with path.open("rb") as stream:
            data = stream.read(MAX_PDF + 1)
    except ProblemsError as error:
        raise CardError(error.problems) from None
    except OSError as error:
        reason = (error.strerror or "error").lower()
        raise card_failure(
            "unreadable", name, f"cannot be read ({reason})", "Check the path."
        ) from None
    if len(data) > MAX_PDF:
        raise card_failure("too-large", name, "is larger than 10 MB", "Save the card alone.")
    if b"%PDF-" not in data[:1024]:
        raise card_failure(
            "not-a-card", name, "is no PDF", "Give the filled card as .pdf, or the saved .json."
        )
    return _from_pdf(data, name)


def _from_json(data: Any, name: str) -> FormFields:
    answers = data.get("answers") if isinstance(data, dict) else None
    if not isinstance(answers, dict) or "card" not in data:
        raise card_failure(
            "not-a-card", name, "is no saved coffee card", "Save it with the button on the card."
        )
    texts: dict[str, Any] = {key: data.get(key) for key in ("name", "date")}
    for factor_id, answer in answers.items():
        parts = answer if isinstance(answer, dict) else {"level": answer}
        texts[factor_id] = parts.get("level")
        texts[f"{factor_id}-note"] = parts.get("note")
    doubles = tuple(key for key, text in texts.items() if isinstance(text, list | dict))
    values = {
        key: str(text).strip()
        for key, text in texts.items()
        if text is not None and key not in doubles
    }
    return FormFields(data["card"], {key: text for key, text in values.items() if text}, doubles)


def _from_pdf(data: bytes, name: str) -> FormFields:
    import pypdf
    from pypdf.errors import PyPdfError

    # What is odd in a file is judged by what comes out; the library would also write it to standard error.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise card_failure(
                "encrypted", name, "is protected by a password", "Save it without one."
            )
        form = reader.root_object.get("/AcroForm")
        form = form.get_object() if form is not None else None
        fields = list(_fields(form.get("/Fields", ()))) if isinstance(form, dict) else []
    except (PyPdfError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError):
        raise _broken(name) from None
    except (RecursionError, MemoryError):
        raise _broken(name) from None
    if not fields:
        raise card_failure(
            "no-form",
            name,
            "has no fields: it was printed to PDF, scanned or flattened, or is an archive copy, which holds none",
            "Save the form itself, or copy the answers into the HTML form. "
            "To be filled in on screen a card must be built without --archive.",
        )
    return _gathered(fields, name)


def _broken(name: str) -> CardError:
    return card_failure("not-a-card", name, "is no PDF that can be read", "Save it again.")


def _gathered(fields: list[tuple[str, tuple[str, ...]]], name: str) -> FormFields:
    filled: dict[str, set[str]] = {}
    for key, values in fields:
        filled.setdefault(key, set()).update(values)
    cards = filled.pop(CARD_FIELD, set())
    if len(cards) != 1:
        raise card_failure(
            "not-a-card", name, "is a form, but no coffee card", "Give a card that playbook made."
        )
    try:
        card = json.loads(cards.pop())
    except (ValueError, RecursionError):
        card = None
    doubles = tuple(key for key, texts in filled.items() if len(texts) > 1)
    single = {key: next(iter(texts)) for key, texts in filled.items() if len(texts) == 1}
    return FormFields(card, single, doubles)


def _fields(entries: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Return each field with what is filled in: one text, or more where boxes contradict each other."""
    if not isinstance(entries, list | tuple) or len(entries) > _MOST_FIELDS:
        return
    for entry in entries:
        field = entry.get_object()
        if not isinstance(field, dict) or "/T" not in field:
            continue
        texts = [_text(field.get("/V"))]
        if field.get("/FT") == "/Btn":
            kids = field.get("/Kids", ())
            boxes = [kid.get_object() for kid in kids[:_MOST_FIELDS]] or [field]
            texts += [_text(box.get("/AS")) for box in boxes if isinstance(box, dict)]
        yield str(field["/T"]), tuple(text for text in texts if text)


def _text(value: Any) -> str:
    """Return a field's value as text; a box that is not ticked has none."""
    if value is None:
        return ""
    value = value.get_object() if hasattr(value, "get_object") else value
    if isinstance(value, list | tuple):
        return " ".join(filter(None, map(_text, value)))
    if hasattr(value, "get_data"):  # a long text may stand in a stream of its own
        value = value.get_data().decode("utf-8", "replace")
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    text = str(value).strip()
    return "" if text.lstrip("/") == _OFF else text.removeprefix("/")

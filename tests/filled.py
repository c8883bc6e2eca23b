"""Coffee cards filled in, as a colleague's PDF viewer would, for tests."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pypdf

from playbook.build.job import render_target
from playbook.build.targets import Format, Kind, Target
from playbook.build.workshop import Workshop, brief_account
from playbook.locales import Locale
from playbook.profile import OfferingProfile


def card_of(
    profile: OfferingProfile,
    workshop: Workshop,
    locale: Locale = Locale.EN,
    path: str = "profiles/p.yaml",
    form: Format = Format.PDF,
) -> bytes:
    """Return an empty card."""
    target = Target(path, Kind.COFFEE_CARD, locale, form, "x")
    return render_target(target, brief_account(profile, locale, workshop), workshop).data


def filled(card: bytes, values: Mapping[str, str]) -> bytes:
    """Return a card with boxes crossed (`/3`, `/unknown`) and texts written."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(card))
    writer.update_page_form_field_values(writer.pages[0], dict(values), auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def asked(card: bytes) -> list[str]:
    """Return the questions on a card, in order."""
    fields = pypdf.PdfReader(io.BytesIO(card)).get_fields() or {}
    return [name for name, field in fields.items() if field.get("/FT") == "/Btn"]

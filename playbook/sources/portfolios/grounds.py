"""What sheets are read with, from a project: fields, words and questions; and what is wrong in it."""

from __future__ import annotations

from datetime import date

from playbook.errors import ContentError, Problem
from playbook.kraljic.factors import QuestionBank
from playbook.locales import Locale
from playbook.sources.content import load_labels
from playbook.sources.portfolios.field_files import load_fields
from playbook.sources.portfolios.mapping import check_mappings
from playbook.sources.portfolios.offerings import Ground
from playbook.sources.portfolios.portfolio import SheetGround
from playbook.sources.profiles import Costs
from playbook.sources.project import Project


def load_sheet_ground(
    project: Project,
    bank: QuestionBank,
    costs: Costs | None,
    talk: Locale,
    today: date | None = None,
) -> SheetGround:
    """Read what sheets are read with.

    Raises:
        ContentError: when labels or fields cannot be read.
    """
    labels = {locale: load_labels(project, locale, []) for locale in Locale}
    return SheetGround(load_fields(project, bank), labels, Ground(bank, costs), talk, today)


def check_sheet_content(project: Project, bank: QuestionBank) -> list[Problem]:
    """Return everything wrong in the fields and in the saved mappings of a project."""
    try:
        fields = load_fields(project, bank)
    except ContentError as error:
        return list(error.problems)
    return check_mappings(project, fields)

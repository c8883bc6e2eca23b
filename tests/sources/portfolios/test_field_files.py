from __future__ import annotations

import pytest

from playbook.locales import Locale
from playbook.sources.portfolios.field_files import WORD_LISTS, load_fields
from playbook.sources.portfolios.fields import FIELD_IDS
from playbook.sources.portfolios.grounds import check_sheet_content
from playbook.sources.project import find_project
from tests.support import ROOT, write_tree

SHIPPED = (ROOT / "content" / "columns.yaml").read_text("utf-8")


def project_with(root, text):
    return find_project(write_tree(root, {"content/columns.yaml": text, "playbook.toml": ""}))


def test_every_field_has_a_name_and_help_in_both_languages(fields):
    assert set(FIELD_IDS) <= set(fields.by_id)
    for field in fields.by_id.values():
        for locale in Locale:
            assert field.names[locale]
            assert field.helps[locale]


def test_no_header_leads_to_two_fields(fields):
    assert {key: found for key, found in fields.aliases.items() if len(found) > 1} == {}


def test_the_words_of_the_labels_are_words_of_the_lists(fields, content):
    groups = {"account.sector": "sector", "offering.stage": "stage", "offering.situation": "situation", "stakeholder.role": "role",
              "sure": "sure", "said_by": "voice", "placement.quadrant": "quadrant"}  # fmt: skip
    for key, group in groups.items():
        for word in WORD_LISTS[key]:
            for locale in Locale:
                assert fields.meant(key, content.labels[locale](f"{group}.{word}")) == word


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  account.name:", "  account.nam:", "fields has no account.nam"),
        ("  alternatives:\n    en: [Number", "  alternativs:\n    en: [Number", "questions has no alternativs"),
        ("    goods: [", "    good: [", "words.offering.kind has no good"),
        ("  example: [example, voorbeeld]", "  example: {a: [b]}", "words.example should be a list"),
        ("\nnot_used:", "\nnot_usd:", "not_usd"),
        ("    nl: {name: Klantnaam,", "    nl: {nam: Klantnaam,", "fields.account.name.nl"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_line(tmp_path, bank, old, new, said):
    assert old in SHIPPED
    problems = check_sheet_content(project_with(tmp_path, SHIPPED.replace(old, new, 1)), bank)
    assert any(said in one.message for one in problems), problems
    assert all(one.line and one.hint for one in problems)


def test_a_project_teaches_its_own_headers(tmp_path, bank):
    text = SHIPPED.replace("aliases: [Company name,", "aliases: [Kundenname, Company name,", 1)
    found = load_fields(project_with(tmp_path, text), bank)
    assert found.aliases["kundenname"][0].field_id == "account.name"

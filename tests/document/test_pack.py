from __future__ import annotations

from datetime import date

import pytest

from playbook.document.pack import Packed, commonest_locale, compose_pack, stays_inside
from playbook.locales import Locale

DAY = date(2026, 11, 24)


def packed(kind, account="Ruitenkamp", locale=Locale.EN, pages=1, key="a", offering="Cars"):
    return Packed(key, kind, locale, "Meridian", offering, account, pages)


@pytest.mark.parametrize(
    ("documents", "inside"),
    [
        ([("leave-behind", "A")], False),
        ([("leave-behind", "A"), ("leave-behind", "A")], False),
        ([("leave-behind", None)], False),
        ([("leave-behind", "A"), ("leave-behind", "B")], True),
        ([("leave-behind", "A"), ("brief", "A")], True),
        ([("coffee-card", "A")], True),
        ([("playbook", "A")], True),
    ],
)
def test_only_pages_for_one_buyer_may_be_handed_over_as_a_whole(documents, inside):
    assert stays_inside(documents) is inside


def test_entries_have_their_pages_and_stand_under_their_account(content):
    documents = [
        packed("brief"),
        packed("leave-behind", pages=2, locale=Locale.NL, offering="Auto’s"),
        packed("brief", "Haverdonk", key="b"),
    ]
    contents = compose_pack(documents, [2, 3, 5], content.labels[Locale.EN], DAY)
    assert [(one.head, one.offering) for one in contents.groups] == [
        ("Ruitenkamp", "Cars"),
        ("Haverdonk", "Cars"),
    ]
    entries = [entry for group in contents.groups for entry in group.entries]
    assert [(one.number, one.first, one.last) for one in entries] == [
        (0, 2, 2),
        (1, 3, 4),
        (2, 5, 5),
    ]
    assert [one.name for one in entries][1].endswith("(in Dutch)")
    assert (contents.documents, contents.pages) == (3, 5)
    assert contents.is_internal
    assert contents.is_mixed


def test_a_group_is_headed_in_the_language_of_the_pack(content):
    documents = [packed("brief", locale=Locale.NL, offering="Auto’s"), packed("brief")]
    contents = compose_pack(documents, [2, 3], content.labels[Locale.EN], DAY)
    assert [one.offering for one in contents.groups] == ["Cars"]


def test_an_offering_without_an_account_heads_its_group(content):
    contents = compose_pack([packed("brief", None)], [2], content.labels[Locale.EN], DAY)
    assert [(one.head, one.offering) for one in contents.groups] == [("Cars", None)]


def test_two_offerings_at_one_account_are_two_groups(content):
    documents = [packed("brief"), packed("brief", key="b", offering="Vans")]
    contents = compose_pack(documents, [2, 3], content.labels[Locale.EN], DAY)
    assert [one.offering for one in contents.groups] == ["Cars", "Vans"]


def test_the_language_of_most_documents_is_that_of_the_pack():
    nl, en = packed("brief", locale=Locale.NL), packed("brief")
    assert commonest_locale([en, nl, nl]) is Locale.NL
    assert commonest_locale([en, nl]) is Locale.EN

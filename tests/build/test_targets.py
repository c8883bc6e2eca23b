from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.build.targets import Format, Kind, account_folder, file_name, safe_stem
from playbook.locales import Locale
from tests.extremes import NAMES
from tests.support import make_profile

# What Windows refuses in a name, or treats as a device; and what macOS and shells trip over.
DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


def is_safe(stem):
    return (
        0 < len(stem.encode()) <= 70
        and not re.search(r'[<>:"/\\|?*\s.]', stem)
        and all(unicodedata.category(one)[0] in "LMN" or one == "-" for one in stem)
        and not DEVICES.fullmatch(stem)
        and stem == unicodedata.normalize("NFC", stem)
        and not stem.startswith("-")
    )


@given(TEXT)
def test_any_text_becomes_a_safe_name(text):
    assert is_safe(safe_stem(text))
    assert safe_stem(text) == safe_stem(text)


@pytest.mark.parametrize(
    "text",
    [
        *NAMES, "", " ", ".", "..", "../../etc/passwd", "/etc/passwd", "C:\\Windows", "con", "NUL", "com1", "COM¹",
        "lpt9.txt", "-rf", "a\0b", "a\nb", "‥", "．．／", "é" * 128, "🚀" * 64, "ﬁ", "aux ", "nul.",
    ],
)  # fmt: skip
def test_troublesome_names_become_safe(text):
    assert is_safe(safe_stem(text)), safe_stem(text)


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("Noordhof Installaties", "noordhof-installaties"),
        ("Café Zürich", "cafe-zurich"),
        ("Van Dijk & Zn. B.V.", "van-dijk-zn-b-v"),
        ("Full operational car lease (2026)", "full-operational-car-lease-2026"),
        ("Ελληνική", "ελληνικη"),
    ],
)
def test_ordinary_names_stay_readable(text, stem):
    assert safe_stem(text) == stem


def test_names_that_lost_something_stay_apart():
    texts = ["A*", "A?", "A|", "🚀", "🚁", "x" * 80, "x" * 79 + "y", "con", "con "]
    stems = [safe_stem(text) for text in texts]
    assert len(set(stems)) == len(texts)


def test_names_that_differ_only_in_case_or_accents_are_one():
    assert safe_stem("ACME") == safe_stem("Acme") == safe_stem("acmé")


@pytest.mark.parametrize(
    ("account", "name"),
    [
        ({"name": "Acme"}, "acme_car-lease_brief_nl.pdf"),
        (None, "car-lease_brief_nl.pdf"),
        ({"name": "a_b"}, "a-b_car-lease_brief_nl.pdf"),
    ],
)
def test_a_file_name_follows_from_account_offering_kind_and_language(account, name):
    profile = make_profile(account=account) if account else make_profile()
    assert file_name(profile, Kind.BRIEF, Locale.NL, Format.PDF) == name


def test_the_longest_name_fits_every_file_system():
    profile = make_profile(offering={"name": "語" * 80}, account={"name": "語" * 80})
    assert len(file_name(profile, Kind.PLAYBOOK, Locale.EN, Format.HTML).encode()) < 200


@pytest.mark.parametrize(
    ("record_id", "ending"),
    [
        ("KL-1001", "acme-kl-1001"),
        ("00123", "acme-00123"),
        ("0015g00000XyZaB", "acme-0015g00000xyzab-"),
    ],
)
def test_a_record_id_is_part_of_the_name(record_id, ending):
    name = file_name(
        make_profile(account={"name": "Acme"}), Kind.BRIEF, Locale.EN, Format.PDF, record_id
    )
    assert name.startswith(ending)


def test_ids_that_differ_in_case_only_have_names_that_differ_on_every_disk():
    ids = ("0015g00000XyZaB", "0015g00000XyZab")
    profile = make_profile(account={"name": "Acme"})
    names = {file_name(profile, Kind.BRIEF, Locale.EN, Format.PDF, one).casefold() for one in ids}
    assert len(names) == len({account_folder(profile, one).casefold() for one in ids}) == 2

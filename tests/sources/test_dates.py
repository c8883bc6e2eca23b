from __future__ import annotations

from datetime import date

from playbook.sources.dates import check_days
from playbook.sources.structured import parse_structured

TODAY = date(2026, 11, 24)
TEXT = """\
answers:
  approval: {level: 2, on: 2026-11-25}
  alternatives:
    - {level: 2, on: 2026-11-24}
    - {level: 3, on: 2099-01-01}
  lock_in: {level: 1, on: soon}
actions:
  - {action: Call, owner: Ann, due: 2027-01-01}
"""


def test_a_day_that_has_not_come_is_told_where_it_stands_and_a_due_day_is_not():
    found = check_days(parse_structured(TEXT, "a.yaml", ".yaml"), TODAY)
    assert [(one.severity, one.line, one.column) for one in found] == [
        ("warning", 2, 24),
        ("warning", 5, 18),
    ]
    assert "answers.approval.on is 2026-11-25, which has not come yet" in str(found[0])


def test_yesterday_it_was_true():
    assert check_days(parse_structured(TEXT, "a.yaml", ".yaml"), date(2099, 1, 1)) == ()

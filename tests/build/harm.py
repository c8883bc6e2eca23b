"""A page that does harm for some accounts, as a bug or a huge input would: it hangs, dies, or eats memory."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from playbook.build.job import Job
from playbook.build.targets import Format, Kind, Target
from playbook.build.workshop import Workshop
from playbook.locales import Locale
from tests.support import make_profile, write_tree

PAGE = """\
{% set os = cycler.__init__.__globals__.os %}
{% set who = b.profile.account.name %}
{% if who == "Hangs" %}{% for one in range(10**12) %}{% endfor %}{% endif %}
{% if who == "Dies" %}{{ os.kill(os.getpid(), 9) }}{% endif %}
{% if who == "Kills" %}{{ os.kill(os.getppid(), 9) }}{% endif %}
{% if who == "Eats" %}{{ "x" * 10**11 }}{% endif %}
{% if who == "Errs" %}{{ nonsense }}{% endif %}
<p>{{ who }} in our own words</p>
"""
"""Replaces the brief. A page is code of the project: it may do what Python may."""


def harmful(workshop: Workshop, folder: Path) -> Workshop:
    """Return a workshop whose brief does harm; its page is written into *folder*."""
    write_tree(folder, {"sections/brief.html": PAGE})
    return replace(workshop, template_roots=(folder, *workshop.template_roots))


def jobs_for(*accounts: str, form: Format = Format.HTML) -> list[Job]:
    """Return a brief to make for each account."""
    return [
        Job(
            number,
            Target(f"{name}.yaml", Kind.BRIEF, Locale.EN, form, f"{name}.{form}".lower()),
            make_profile(account={"name": name}),
        )
        for number, name in enumerate(accounts)
    ]

"""`playbook accounts read-card`: from filled coffee cards back into the profiles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from playbook.cli.console import can_ask, say, show, show_json
from playbook.cli.options import read_day
from playbook.errors import CardError, ContentError, ExitCode, Problem, ProblemsError

if TYPE_CHECKING:
    from playbook.cli.card_report import CardReport
    from playbook.cli.inputs import Inputs
    from playbook.library.library import Labels
    from playbook.locales import Locale
    from playbook.profile import OfferingProfile
    from playbook.sources.cards import FilledCard

JSON_FORMAT = 1
"""Version of what --json prints."""


def read_card(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...", help="Filled coffee cards: PDF forms, or files saved by the page."
        ),
    ],
    profile: Annotated[
        Path | None,
        typer.Option(help="The profile they belong to; without it each card says which."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
    answered_on: Annotated[
        str | None,
        typer.Option("--date", help="Date of cards without one, as 2026-11-24; else today."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
) -> int:
    """Read filled coffee cards into their profiles, as dated answers said by procurement."""
    today = _today()
    day = _day_given(answered_on, today) if answered_on else today
    from playbook.cli.card_report import report_json, report_lines
    from playbook.cli.inputs import load_inputs

    inputs = load_inputs()
    drafts = _drafts(files, profile, (day, today), inputs)
    words = _words(drafts, inputs)
    reports = [one.report(words, inputs) for one in drafts]
    if not as_json:
        for report in reports:
            for line in report_lines(report):
                show(line)
    is_new = any(one.after != one.before for one in drafts)
    agreed = is_new and (yes or (not as_json and _is_agreed(words("read-card.ask"))))
    if agreed:
        _write(drafts, inputs)
    if as_json:
        cards = [report_json(one) for one in reports]
        show_json({"format": JSON_FORMAT, "written": agreed, "cards": cards})
    elif is_new and not agreed:
        say(words("read-card.not-written"))
    elif agreed:
        for path in dict.fromkeys(inputs.project.shown(one.path) for one in drafts):
            say(words("read-card.written", path=path))
    return ExitCode.FINE if agreed or not is_new else ExitCode.CHANGES


def _today() -> date:
    return date.today()


def _day_given(text: str, today: date) -> date:
    """Return the day of --date, on which a card can have been filled in."""
    from playbook.sources.card_dates import EARLIEST

    day = read_day(text)
    if not EARLIEST <= day <= today:
        message = f"give a day from {EARLIEST} to today, {today}."
        raise typer.BadParameter(message, param_hint="--date")
    return day


def _is_agreed(question: str) -> bool:
    """Ask on a terminal; where nobody can answer, nobody agrees."""
    return can_ask() and typer.confirm(question, default=False, err=True)


@dataclass
class _Draft:
    """One card with the text of its profile before and after it."""

    card: FilledCard
    path: Path
    profile: OfferingProfile
    """In its own language, as it is before this card."""
    labels: Labels
    """In which notes are written: the profile's language."""
    original: bytes
    """The file as it is on disk."""
    before: str
    day: date
    after: str = ""

    def report(self, words: Labels, inputs: Inputs) -> CardReport:
        """Return what this card changes, in the language of *words*."""
        from playbook.cli.card_report import CardReport
        from playbook.sources.card_merge import read_answers

        readings = read_answers(self.card, self.profile, self.labels, self.day)
        shown = inputs.project.shown(self.path)
        return CardReport(
            self.card, shown, self.profile, readings, words, (self.before, self.after),
            inputs.bank, inputs.model,
        )  # fmt: skip


def _drafts(
    files: list[Path], named: Path | None, days: tuple[date, date], inputs: Inputs
) -> list[_Draft]:
    """Read all cards and work out the new text of each profile; nothing is written while anything is wrong.

    Args:
        files: the cards.
        named: the profile they belong to, where it is given.
        days: that of cards without a date, and today.
        inputs: the project.

    Raises:
        CardError: with every problem of every card.
    """
    from playbook.sources.cards import load_card

    day, today = days
    problems: list[Problem] = []
    drafts: list[_Draft] = []
    latest: dict[Path, _Draft] = {}
    for file in dict.fromkeys(files):
        try:
            draft = _draft(load_card(file, inputs.bank, today), named, day, inputs, latest)
        except ProblemsError as error:
            problems += error.problems
            continue
        drafts.append(draft)
        latest[draft.path.resolve()] = draft
    if problems:
        raise CardError(tuple(dict.fromkeys(problems)))
    return drafts


def _draft(
    card: FilledCard, named: Path | None, day: date, inputs: Inputs, latest: dict[Path, _Draft]
) -> _Draft:
    from playbook.sources.card_merge import Outcome, read_answers
    from playbook.sources.profile_edits import add_answers
    from playbook.sources.profiles import parse_profile
    from playbook.sources.structured import decode_text, parse_structured, read_text

    path = _profile_of(card, named, inputs)
    shown = inputs.project.shown(path)
    earlier = latest.get(path.resolve())
    if earlier:
        original, before = earlier.original, earlier.after
    else:
        read_text(path, shown)  # refuses what is no text before it is read whole
        original = path.read_bytes()
        before = decode_text(original, shown)
    suffix = path.suffix.lower()
    profile = parse_profile(parse_structured(before, shown, suffix), inputs.bank)
    draft = _Draft(
        card, path, profile, _labels(inputs, profile.language), original, before, day, before
    )
    added = {
        one.factor_id: one.entry()
        for one in read_answers(card, profile, draft.labels, day)
        if one.outcome is Outcome.ADDED
    }
    if added:
        draft.after = add_answers(before, shown, suffix, added)
        parse_profile(parse_structured(draft.after, shown, suffix), inputs.bank)
    return draft


def _labels(inputs: Inputs, locale: Locale) -> Labels:
    from playbook.sources.content import load_labels

    problems: list[Problem] = []
    labels = load_labels(inputs.project, locale, problems)
    if problems:
        raise ContentError(tuple(problems))
    return labels


def _words(drafts: list[_Draft], inputs: Inputs) -> Labels:
    """Return the words of all that is told: in the language of the profiles, and English where they are of both."""
    from playbook.locales import Locale

    languages = {one.profile.language for one in drafts}
    return _labels(inputs, languages.pop() if len(languages) == 1 else Locale.EN)


def _profile_of(card: FilledCard, named: Path | None, inputs: Inputs) -> Path:
    """Return the profile that a card belongs to.

    Raises:
        CardError: when it cannot be found, or another account or offering stands in it.
    """
    if named:
        reason = _mismatch(card, named, inputs)
        if reason:
            hint = f"The card is of {_of(card)}. Check which of the two is meant."
            raise _unfound(card, f"does not belong to {named}: {reason}", hint)
        return named
    found, reasons = [], []
    for path in _candidates(card, inputs):
        reason = _mismatch(card, path, inputs)
        if reason is None:
            found.append(path)
        else:
            reasons.append(f"{inputs.project.shown(path)} {reason}")
    if len(found) == 1:
        return found[0]
    if found:
        names = " and ".join(inputs.project.shown(one) for one in found)
        raise _unfound(card, f"fits more than one profile: {names}")
    named_as = f", {card.identity.path}," if card.identity.path else ""
    reason = f" ({'; '.join(reasons)})" if reasons else ""
    sheet, is_row, key = str(card.identity.path or "").partition("#")
    advice = f"It was made from {key} in {sheet}: type the answers into its row there."
    raise _unfound(
        card,
        f"is of {_of(card)}, whose profile{named_as} is not found{reason}",
        advice if is_row else None,
    )


def _unfound(card: FilledCard, message: str, hint: str | None = None) -> CardError:
    hint = hint or "Name the profile with --profile."
    return CardError((Problem("profile-not-found", message, card.file, hint=hint),))


def _of(card: FilledCard) -> str:
    identity = card.identity
    return f"{identity.offering} for {identity.account}" if identity.account else identity.offering


def _candidates(card: FilledCard, inputs: Inputs) -> list[Path]:
    """Return the files of this project that the card may mean, by the path and else by the name it carries."""
    relative = card.identity.path
    if relative is None:
        return []
    project = inputs.project
    places = [Path.cwd() / relative, project.root / relative]
    places += [folder / relative.name for folder in project.profile_folders]
    files = [place for place in places if place.is_file()]
    return list({place.resolve(): place for place in reversed(files)}.values())[::-1]


def _mismatch(card: FilledCard, path: Path, inputs: Inputs) -> str | None:
    """Tell what makes a profile another one than the card's; None when it is the same."""
    profile = inputs.load(str(path), card.identity.locale)
    account = profile.account.name if profile.account else None
    if profile.offering.name != card.identity.offering:
        return f"offers {profile.offering.name}"
    if account != card.identity.account:
        return f"is about {account}" if account else "names no account"
    return None


def _write(drafts: list[_Draft], inputs: Inputs) -> None:
    """Write each profile once, with all its cards in it."""
    from playbook.build.artifacts import Replacement, replace_files

    files = []
    for draft in {one.path.resolve(): one for one in drafts}.values():
        mark = b"\xef\xbb\xbf" if draft.original.startswith(b"\xef\xbb\xbf") else b""
        after = mark + draft.after.encode()
        if after != draft.original:
            shown = inputs.project.shown(draft.path)
            files.append(Replacement(draft.path, shown, draft.original, after))
    replace_files(files)

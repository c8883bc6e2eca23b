"""One target into its file's content, in memory; `make` never raises, so that it can run anywhere."""

from __future__ import annotations

from dataclasses import dataclass

from playbook.build.brief_page import lay_out_brief
from playbook.build.card_page import lay_out_coffee_card, make_coffee_card
from playbook.build.leave_behind_pages import lay_out_leave_behind, make_leave_behind
from playbook.build.playbook_pages import lay_out_playbook
from playbook.build.targets import Format, Kind, Target
from playbook.build.workshop import LaidOut, Rendered, Workshop, brief_account, write_pdf
from playbook.document.brief import Brief, compose_brief
from playbook.document.briefing import Briefing
from playbook.document.playbook import Playbook, compose_playbook
from playbook.errors import EnvironmentProblem, PlaybookError, Problem, ProblemsError
from playbook.profile import OfferingProfile
from playbook.rendering.card import Paper
from playbook.rendering.html import render_html
from playbook.version import __version__


@dataclass(frozen=True, slots=True)
class Job:
    """One document to make: all that whoever makes it needs besides the workshop."""

    number: int
    """Its place in the build."""
    target: Target
    profile: OfferingProfile


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job: the file's content, or why there is none."""

    number: int
    data: bytes | None = None
    remarks: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    environment: tuple[str, str | None] | None = None
    """What the machine lacks, and the remedy."""


def make(job: Job, workshop: Workshop) -> Outcome:
    """Make one document; whatever goes wrong is in the outcome."""
    try:
        briefing = brief_account(job.profile, job.target.locale, workshop)
        rendered = render_target(job.target, briefing, workshop)
    except EnvironmentProblem as error:
        return Outcome(job.number, environment=(error.message, error.hint))
    except PlaybookError as error:
        return Outcome(job.number, problems=_problems(error, job.target))
    except MemoryError:
        return failed(job, "ran out of its memory allowance", "Raise it with --memory-limit.")
    except RecursionError:
        return failed(job, "is nested too deeply", "Shorten the longest texts of the profile.")
    except Exception as error:  # noqa: BLE001 one document that meets a bug must not cost the others
        what = f"met a bug in playbook {__version__}: {type(error).__name__}: {error}"
        return failed(job, what, "Please report it.")
    return Outcome(job.number, rendered.data, rendered.remarks)


def failed(job: Job, what: str, hint: str) -> Outcome:
    """Return the outcome of a document that was not made."""
    message = f"{job.target.name} {what}"
    return Outcome(
        job.number, problems=(Problem("document", message, job.target.profile, hint=hint),)
    )


def _problems(error: PlaybookError, target: Target) -> tuple[Problem, ...]:
    """Return what an error found; one without a file is about the profile."""
    if isinstance(error, ProblemsError):
        return error.problems
    return (Problem("document", error.message, target.profile, hint=error.hint),)


_NO_FIELDS = "an archive holds no fields: this card is for a pen; build it without --archive to fill it in on a screen"


def render_target(target: Target, briefing: Briefing, workshop: Workshop) -> Rendered:
    """Make one file.

    Raises:
        ContentError, TemplateError, RenderError, EnvironmentProblem: when it cannot be made as promised.
    """
    if target.format is Format.HTML:
        return _make_page(target, briefing, workshop)
    paper = Paper.PEN if workshop.for_archive else Paper.FORM
    laid_out = lay_out_target(target, briefing, workshop, paper)
    is_without_fields = target.kind is Kind.COFFEE_CARD and paper is Paper.PEN
    remarks = (*laid_out.remarks, _NO_FIELDS) if is_without_fields else laid_out.remarks
    return write_pdf(laid_out.pdf, remarks, workshop)


def lay_out_target(target: Target, briefing: Briefing, workshop: Workshop, paper: Paper) -> LaidOut:
    """Lay one document out on its pages, whatever format the target has.

    Args:
        target: which document.
        briefing: the account it is about.
        workshop: what all documents share.
        paper: whether a coffee card has fields or drawn boxes.

    Raises:
        ContentError, TemplateError, RenderError, EnvironmentProblem: when it cannot be made as promised.
    """
    match target.kind:
        case Kind.LEAVE_BEHIND:
            return lay_out_leave_behind(briefing, workshop)
        case Kind.COFFEE_CARD:
            return lay_out_coffee_card(target, briefing, workshop, paper)
        case Kind.PLAYBOOK:
            return lay_out_playbook(briefing, workshop)
        case Kind.BRIEF:
            return lay_out_brief(briefing, workshop)


def _make_page(target: Target, briefing: Briefing, workshop: Workshop) -> Rendered:
    """Make a document for a screen, where nothing has to give way."""
    if target.kind is Kind.LEAVE_BEHIND:
        return make_leave_behind(briefing, workshop)
    if target.kind is Kind.COFFEE_CARD:
        return make_coffee_card(target, briefing, workshop)
    document: Brief | Playbook = (
        compose_playbook(briefing) if target.kind is Kind.PLAYBOOK else compose_brief(briefing)
    )
    roots, brand = workshop.template_roots, workshop.brand
    html = render_html(briefing, document, roots, for_print=False, brand=brand)
    return Rendered(html.encode())

"""The profile: what a seller knows of an offering and, where there is one, of the account.

Pydantic checks what a human typed; everything here is frozen afterwards. Positions in the file are not known here:
`playbook.sources.profiles` adds them to whatever these models refuse.
"""

from playbook.profile.answer import Answer, Answers
from playbook.profile.fields import Paragraph
from playbook.profile.models import (
    FORMAT,
    LISTS,
    MOST,
    Account,
    Action,
    Objection,
    Offering,
    OfferingProfile,
    OurView,
    Override,
    ProofPoint,
    Seller,
    Stakeholder,
)
from playbook.profile.words import Kind, Role, Sector, Situation, Stage, Stance, Sure

__all__ = [
    "FORMAT",
    "LISTS",
    "MOST",
    "Account",
    "Action",
    "Answer",
    "Answers",
    "Kind",
    "Objection",
    "Offering",
    "OfferingProfile",
    "OurView",
    "Override",
    "Paragraph",
    "ProofPoint",
    "Role",
    "Sector",
    "Seller",
    "Situation",
    "Stage",
    "Stakeholder",
    "Stance",
    "Sure",
]

"""The pages whose pictures are kept: representative ones, in both languages and both themes.

`make pictures` draws them anew into `tests/golden/`, where the README finds them too. Look at each before it is committed.
"""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image

from playbook.brand import HOUSE, Theme
from playbook.build.job import render_target
from playbook.build.targets import Format, Kind, Target
from playbook.build.workshop import Workshop, brief_account
from playbook.locales import Locale
from playbook.sources.profiles import load_profile
from tests.support import ROOT

FOLDER = ROOT / "tests" / "golden"
PROFILES = ROOT / "content" / "profiles"
DOTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class Golden:
    """One page of one document of one example."""

    profile: str
    kind: Kind
    page: int
    locale: Locale
    theme: Theme

    @property
    def name(self) -> str:
        """What its file is called, without ending."""
        return f"{self.kind}-{self.page}-{self.locale}-{self.theme}"


PAGES = (
    Golden("car-lease-installer", Kind.BRIEF, 1, Locale.EN, Theme.SOBER),
    Golden("car-lease-installer", Kind.BRIEF, 1, Locale.NL, Theme.BOLD),
    Golden("car-lease-installer", Kind.PLAYBOOK, 2, Locale.EN, Theme.BOLD),
    Golden("car-lease-installer", Kind.PLAYBOOK, 2, Locale.NL, Theme.SOBER),
    Golden("car-lease-installer", Kind.PLAYBOOK, 6, Locale.EN, Theme.SOBER),
    Golden("car-lease-installer", Kind.PLAYBOOK, 6, Locale.NL, Theme.BOLD),
    Golden("car-lease-installer", Kind.PLAYBOOK, 9, Locale.EN, Theme.SOBER),
    Golden("car-lease-installer", Kind.LEAVE_BEHIND, 1, Locale.EN, Theme.BOLD),
    Golden("car-lease-installer", Kind.LEAVE_BEHIND, 1, Locale.NL, Theme.SOBER),
    Golden("office-supplies", Kind.COFFEE_CARD, 1, Locale.EN, Theme.SOBER),
    Golden("office-supplies", Kind.COFFEE_CARD, 1, Locale.NL, Theme.BOLD),
)


def draw(golden: Golden, workshop: Workshop) -> Image.Image:
    """Build the document and return the page as a picture."""
    shop = replace(workshop, brand=replace(HOUSE, theme=golden.theme))
    profile = load_profile(PROFILES / f"{golden.profile}.yaml", shop.bank, golden.locale)
    target = Target("profile.yaml", golden.kind, golden.locale, Format.PDF, "x.pdf")
    data = render_target(target, brief_account(profile, golden.locale, shop), shop).data
    with tempfile.TemporaryDirectory() as folder:
        pdf, picture = Path(folder, "page.pdf"), Path(folder, "page")
        pdf.write_bytes(data)
        page = str(golden.page)
        options = ["-r", str(DOTS_PER_INCH), "-f", page, "-l", page, "-png", "-singlefile"]
        subprocess.run(["pdftoppm", *options, pdf, picture], check=True)
        with Image.open(picture.with_suffix(".png"), formats=("PNG",)) as image:
            return image.convert("RGB")

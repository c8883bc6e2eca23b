"""The golden pictures: pages of the examples as PNGs in tests/golden/, which the README shows.

    .venv/bin/python tools/pictures.py       (or: make pictures)

Needs pdftoppm (Debian: poppler-utils). Look at what it makes before you commit it.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the list of pages stands with the tests that hold to it


def main() -> int:
    """Draw every golden page."""
    from playbook.build.workshop import Workshop
    from playbook.sources.content import load_sound_library
    from playbook.sources.costs import load_costs
    from playbook.sources.placement import load_model
    from playbook.sources.project import find_project
    from playbook.sources.questions import load_bank
    from tests.golden import FOLDER, PAGES, draw

    project = find_project(ROOT)
    bank = load_bank(project)
    model, library = load_model(project, bank), load_sound_library(project)
    roots, costs = project.template_roots, load_costs(project)
    workshop = Workshop(bank, model, library, roots, date(2026, 11, 24), costs=costs)
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    for golden in PAGES:
        path = FOLDER / f"{golden.name}.png"
        draw(golden, workshop).quantize(64).save(path, optimize=True)
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())

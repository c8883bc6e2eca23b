"""The README's pictures: pages of the example account, as small PNGs in docs/pictures/.

    .venv/bin/python tools/pictures.py       (or: make pictures)

Needs pdftoppm (Debian: poppler-utils). Look at what it makes before you commit it.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "content" / "profiles" / "car-lease-installer.yaml"
PICTURES = ROOT / "docs" / "pictures"
DOTS_PER_INCH = "64"
# picture name: language, page of the playbook
PAGES = {
    "brief-en": ("en", 1),
    "placement-en": ("en", 2),
    "procurement-en": ("en", 3),
    "brief-nl": ("nl", 1),
}


def main() -> int:
    """Build the example in both languages and turn the chosen pages into pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for language in ("en", "nl"):
            build = [sys.executable, "-m", "playbook", "build", str(EXAMPLE), "--kind", "playbook"]
            build += [
                "--format",
                "pdf",
                "--lang",
                language,
                "--output",
                folder,
                "--date",
                "2026-11-24",
            ]
            subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
        for name, (language, page) in PAGES.items():
            pdf = next(Path(folder).glob(f"*_playbook_{language}.pdf"))
            number = str(page)
            subprocess.run(
                [
                    "pdftoppm",
                    "-r",
                    DOTS_PER_INCH,
                    "-f",
                    number,
                    "-l",
                    number,
                    "-png",
                    "-singlefile",
                    str(pdf),
                    str(PICTURES / name),
                ],
                check=True,
            )
            print(PICTURES / f"{name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Write the help of every command to `playbook/cli/help/`, from where it is printed without loading Typer.

.venv/bin/python tools/help_texts.py          (or: make help-texts)
"""

from __future__ import annotations

from playbook.cli.help_texts import FOLDER, help_texts


def main() -> None:
    """Write what changed, and drop the help of commands that are no more."""
    FOLDER.mkdir(exist_ok=True)
    texts = help_texts()
    for path in FOLDER.glob("*.txt"):
        if path.name not in texts:
            path.unlink()
            print(f"dropped {path.name}")
    for name, text in texts.items():
        path = FOLDER / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"wrote {name}")


if __name__ == "__main__":
    main()

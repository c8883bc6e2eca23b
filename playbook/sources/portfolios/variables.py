"""What the texts and pages of a project use of an account, so that a template asks for that and no more."""

from __future__ import annotations

import re

from playbook.sources.project import Project

_VARIABLE = re.compile(r"\b((?:account|amounts|facts|offering|seller)\.[a-z_]+)\b")
_CONDITION = re.compile(r"[{\s](sector|stage|kind|situation)=")
_CONTENT, _PAGES = "quadrants/*/*.md", "**/*.html"


def variables_in_use(project: Project) -> frozenset[str]:
    """Return every variable (`facts.switching_time`) and condition (`sector`) that content or pages name."""
    texts = [path.read_text("utf-8") for path in project.content_files(_CONTENT).values()]
    texts += [
        path.read_text("utf-8")
        for root in project.template_roots
        for path in sorted(root.glob(_PAGES))
    ]
    found: set[str] = set()
    for text in texts:
        found.update(_VARIABLE.findall(text), _CONDITION.findall(text))
    return frozenset(found)

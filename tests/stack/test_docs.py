"""What the messages of the stack point to is there, and what the pages quote is really said."""

from __future__ import annotations

import re
from pathlib import Path

import frontierkit
from tests.offline import ROOT

PACKAGE = Path(frontierkit.__file__).parent
CODE = "\n".join(path.read_text("utf-8") for path in sorted((PACKAGE / "stack").glob("*.py")))


def test_every_case_that_a_message_names_has_a_section() -> None:
    for page in ("troubleshooting", "stack"):
        text = (ROOT / f"docs/{page}.md").read_text(encoding="utf-8")
        named = set(re.findall(rf"docs/{page}\.md, \*([^*]+)\*", CODE))

        assert named
        assert named <= set(re.findall(r"(?m)^## (.+)$", text))


def test_every_answer_that_the_page_begins_with_is_one_that_status_gives() -> None:
    text = (ROOT / "docs/troubleshooting.md").read_text(encoding="utf-8")
    quoted = set(re.findall(r"(?m)^`[✗–] (\w+)  ", text)) - {"vllm"}

    assert quoted >= {"targets", "dashboards", "configuration", "rules", "memory", "evaluation"}
    assert {topic for topic in quoted if f'"{topic}"' not in CODE} == set()

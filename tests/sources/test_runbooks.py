"""Every alert links to a runbook that is there, and every runbook is about an alert."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.offline import ROOT
from tests.sources.conftest import Sources
from tests.sources.modules import source

RUNBOOKS = ROOT / "docs/runbooks"
PAGES = sorted(path for path in RUNBOOKS.glob("*.md") if path.stem != "README")


def test_every_alert_has_its_runbook(sources: Sources) -> None:
    base = source("_runbooks").BASE
    linked = {
        rule.name.text: rule.annotations["runbook_url"].text
        for group in sources.project.rule_groups
        for rule in group.rules
        if rule.alerting
    }

    assert base.endswith("/docs/runbooks")
    assert linked == {page.stem: f"{base}/{page.stem}.md" for page in PAGES}


@pytest.mark.parametrize("page", [*PAGES, RUNBOOKS / "README.md"], ids=lambda page: page.stem)
def test_what_a_page_names_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")

    for target in re.findall(r"\]\(([^)]+)\)", text):
        assert (page.parent / target).is_file(), target
    for path in re.findall(r"`((?:sources|docs|stacks|frontierkit)/[\w./-]+)`", text):
        assert (ROOT / path).exists(), path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_says_what_it_means_where_to_look_and_what_to_do(page: Path) -> None:
    lines = page.read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if line.startswith("#")] == [
        f"# {page.stem}",
        "## Look at",
        "## Do",
    ]
    assert len(lines) <= 40


def test_dashboards_that_pages_name_are_there(sources: Sources) -> None:
    titles = {str(each.payload["title"]) for each in sources.project.compiled}
    named = {
        name
        for page in PAGES
        for name in re.findall(
            r"[Dd]ashboard \*([^*]+)\*", page.read_text(encoding="utf-8").replace("\n  ", " ")
        )
    }

    assert named
    # One of each engine: "Engine: vLLM" and others.
    assert {name for name in named - {"Engine: …"} if name not in titles} == set()
    assert any(title.startswith("Engine: ") for title in titles)

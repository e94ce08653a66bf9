"""What is asked once for queries of one text depends on nothing but their text."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from frontierkit.checks import CHECKS, load_check
from frontierkit.model.query import Query
from tests.checks import harness
from tests.checks.test_checks import load

PER_TEXT = [name for name in CHECKS if load_check(name).per_text]

# Facts tells queries apart by the variables of their place, by the kind of what has them, and by
# what they are for; tautologies asks for no more than that.
MAY_LOOK = ("analysis/facts.py", "analysis/tautologies.py", "model/query.py", "loading/")


@pytest.mark.parametrize("name", PER_TEXT)
def test_it_does_not_look_at_the_owner(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTIERKIT_CACHE", "")
    # The summary may look at everything; it is not part of the check.
    monkeypatch.setattr("frontierkit.pipeline.lint.unjudged", lambda facts: ())
    slot: Any = Query.__dict__["owner"]
    looked: set[str] = set()

    def owner(query: Query) -> object:
        file = sys._getframe(1).f_code.co_filename
        if "frontierkit" in file and not any(part in file for part in MAY_LOOK):
            looked.add(file)
        return slot.__get__(query)

    monkeypatch.setattr(Query, "owner", property(owner, slot.__set__))
    for number, case in enumerate(load(name)["cases"]):
        folder = tmp_path / str(number)
        folder.mkdir()
        monkeypatch.chdir(folder)
        harness.diagnostics(name, case, load(name), folder)

    assert not looked


def test_the_same_condition_in_several_rules_is_found_in_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rule = "{alert: %s, expr: 'up > 1'}"
    groups = ", ".join(f"{{name: g{i}, rules: [{rule % f'A{i}'}]}}" for i in range(3))
    case = {"files": {"r.yml": f"groups: [{groups}]"}}

    found = harness.diagnostics("alert/dead", case, {}, tmp_path)

    assert len(found) == 3

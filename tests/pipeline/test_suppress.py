"""What somebody said to ignore is left out, where he said so and nowhere else."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from frontierkit.analysis.facts import Facts
from frontierkit.catalog.world import World
from frontierkit.checks.run import run_checks
from frontierkit.checks.selection import select_checks
from frontierkit.diagnostics import Report
from frontierkit.loading.files import load_files
from frontierkit.pipeline.lint import lint_files, lint_sources
from frontierkit.pipeline.suppress import suppress
from frontierkit.settings import Settings
from frontierkit.settings.read import ProjectSettings

SYNTAX = "promql/syntax"
BECAUSE = "frontierkit: ignore[promql/syntax] because it is an example"


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FRONTIERKIT_CACHE", "")
    return tmp_path


def project(folder: Path, **given: Any) -> ProjectSettings:
    selected = (SYNTAX, "suppression", "source/failed")
    return ProjectSettings(Settings(**{"select": selected, **given}), str(folder))


def of_python(folder: Path, source: str, **given: Any) -> Report:
    (folder / "sources").mkdir(exist_ok=True)
    (folder / "sources" / "own.py").write_text(source, encoding="utf-8")
    return lint_sources(project(folder, **given))


def of_file(folder: Path, name: str, text: str, **given: Any) -> Report:
    (folder / name).write_text(text, encoding="utf-8")
    return lint_files([name], project(folder, **given))


def told(report: Report) -> list[str]:
    return [f"{d.finding.at.position.line} {d.check}" for d in report.diagnostics]


HEAD = """from frontierkit.authoring import (
    alert, dashboard, promql, query, record, row, rule_group, timeseries)
"""


MEANT = '''
g = rule_group("g", alert("A", "up =="))  # HERE
----
# HERE
g = rule_group("g", alert("A", "up =="))
----
# HERE
# and more

g = rule_group("g", alert("A", "up =="))
----
# frontierkit: ignore-file[promql] because it is an example
E = "up =="
g = rule_group("g", alert("A", E))
----
g = rule_group(
    "g",
    alert(  # HERE
        "A",
        "up ==",
    ),
)
----
g = rule_group(
    "g",
    alert(
        "A",
        "up ==",
    ),  # HERE
)
----
g = rule_group(
    "g",
    # HERE
    alert(
        "A",
        "up =="
    ),
)
----
g = rule_group(
    "g",
    alert(
        "A",
        # HERE
        "up "
        "==",
    ),
)
----
_E = promql("up ==")
g = rule_group("g", alert("A", str(_E)))  # HERE
----
_E = promql("""
up
==
""")  # HERE
g = rule_group("g", alert("A", _E))
----
d = dashboard("D", timeseries("P", query("up ==")))  # HERE
'''
NOT_MEANT = """
g = rule_group(
    "g",
    alert("A", "up =="),  # HERE
    alert("B", "up =="),
)
# 7 promql/syntax
----
T = "# HERE"
g = rule_group("g", alert("A", "up =="))
# 5 promql/syntax
----
g = rule_group("g", alert("A", "up"))  # HERE
# 4 suppression/unused
----
# frontierkit: ignore[promql/syntax] until 2001-01-01
g = rule_group("g", alert("A", "up =="))
# 4 suppression/expired
# 4 suppression/without_reason
# 5 promql/syntax
"""


@pytest.mark.parametrize("source", MEANT.split("----"))
def test_a_comment_in_python_is_about_its_call(scratch: Path, source: str) -> None:
    report = of_python(scratch, HEAD + source.replace("HERE", BECAUSE))

    assert told(report) == []
    assert [s.diagnostic.check for s in report.suppressed] == [SYNTAX]
    assert report.suppressed[0].reason == "it is an example"


@pytest.mark.parametrize("source", NOT_MEANT.split("----"))
def test_elsewhere_nothing_is_left_out(scratch: Path, source: str) -> None:
    expected = [line[2:] for line in source.splitlines() if line[:2] == "# " and line[2].isdigit()]

    assert told(of_python(scratch, HEAD + source.replace("HERE", BECAUSE))) == expected


ARGUMENTS = """
_E = promql("up ==")
_WHY = {"promql/syntax": "it is an example until 2999-01-01"}
g = rule_group(
    "g",
    *(alert(n, _E, ignore=_WHY if n == "B" else None) for n in "ABC"),
    record("r", _E, ignore=_WHY),
)
d = dashboard(
    "D",
    timeseries("P", query(_E, ignore=_WHY), query(_E)),
    row("R", timeseries("Q", _E, _E, ignore=_WHY), timeseries("R", _E)),
    timeseries("S", "up", ignore=_WHY),
)
"""


def test_arguments_are_about_what_they_are_given_to(scratch: Path) -> None:
    report = of_python(scratch, HEAD + ARGUMENTS)

    left = [d.finding.at.trail for d in report.diagnostics if d.check == SYNTAX]
    gone = [s.diagnostic.finding.at.trail for s in report.suppressed]
    unused = [d.finding.at.trail for d in report.diagnostics if d.check == "suppression/unused"]
    assert left == [
        ("dashboard D", "panel P", "query B"),
        ("dashboard D", "panel R", "query A"),
        ("group g", "alert A"),
        ("group g", "alert C"),
    ]
    assert gone == [
        ("dashboard D", "panel P", "query A"),
        ("dashboard D", "panel Q", "query A"),
        ("dashboard D", "panel Q", "query B"),
        ("group g", "alert B"),
        ("group g", "record r"),
    ]
    assert unused == [("dashboard D", "panel S")]


def test_an_ignore_is_not_unused_where_only_some_engines_are_compiled(scratch: Path) -> None:
    source = HEAD + f'g = rule_group("g", alert("A", "up"))  # {BECAUSE}\n'

    assert told(of_python(scratch, source, engines=("ollama",))) == []


RULES = """\
groups:
- name: g
  rules:
  - alert: A{rule}
    expr: |{expr}
      up
      =={inside}
  - alert: B
    expr: up ==
"""


@pytest.mark.parametrize("where", ["rule", "expr", "inside"])
def test_a_comment_in_yaml_is_about_what_it_stands_at(scratch: Path, where: str) -> None:
    places = {"rule": "", "expr": "", "inside": "", where: f"  # {BECAUSE}"}

    report = of_file(scratch, "rules.yml", RULES.format(**places))

    assert told(report) == ["9 promql/syntax"]
    assert len(report.suppressed) == 1


def test_a_comment_at_a_key_is_about_all_below_it(scratch: Path) -> None:
    text = RULES.format(rule="", expr="", inside="").replace("rules:", f"rules:  # {BECAUSE}")

    assert told(of_file(scratch, "rules.yml", text)) == []


def test_yaml_inside_of_yaml_is_meant_too(scratch: Path) -> None:
    inner = RULES.format(rule=f"  # {BECAUSE}", expr="", inside="")
    text = "kind: ConfigMap\napiVersion: v1\nmetadata: {name: r}\ndata:\n  rules.yml: |\n"
    text += "".join(f"    {line}\n" for line in inner.splitlines())

    assert told(of_file(scratch, "map.yaml", text)) == ["14 promql/syntax"]


def panels(**extra: Any) -> dict[str, Any]:
    source = {"type": "prometheus", "uid": "p"}
    target = {"refId": "A", "datasource": source, "expr": "up =="}
    plain = {"type": "timeseries", "title": "P", "datasource": source, "targets": [target]}
    marked = {**plain, "targets": [{**target, **extra.pop("target", {})}], **extra.pop("panel", {})}
    return {"title": "D", "schemaVersion": 39, "panels": [marked, plain], **extra}


@pytest.mark.parametrize(
    ("extra", "left"),
    [
        ({"frontierkit": {"ignore": {SYNTAX: "an example"}}}, 0),
        ({"panel": {"frontierkit": {"ignore": {"promql": "because an example"}}}}, 1),
        ({"target": {"frontierkit": {"ignore": {SYNTAX: "until 2999-01-01 an example"}}}}, 1),
        ({"description": f"All.\n{BECAUSE}\n"}, 0),
        ({"panel": {"description": BECAUSE}}, 1),
        ({"panel": {"description": BECAUSE.replace("ignore", "ignore-file")}}, 0),
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_json_has_a_field_and_descriptions(
    scratch: Path, extra: dict[str, Any], left: int, indent: int | None
) -> None:
    report = of_file(scratch, "d.json", json.dumps(panels(**extra), indent=indent))

    assert [d.check for d in report.diagnostics] == [SYNTAX] * left
    assert len(report.suppressed) == 2 - left


@pytest.mark.parametrize("given", [[SYNTAX], {SYNTAX: None}, {SYNTAX: ""}])
def test_json_without_a_reason(scratch: Path, given: Any) -> None:
    report = of_file(scratch, "d.json", json.dumps(panels(frontierkit={"ignore": given})))

    assert [d.check for d in report.diagnostics] == ["suppression/without_reason"]


def test_the_last_day_counts(scratch: Path) -> None:
    (scratch / "rules.yml").write_text(
        RULES.format(rule=f"  # {BECAUSE} until 2030-06-30", expr="", inside=""), encoding="utf-8"
    )
    loaded = load_files(["rules.yml"])
    selection = select_checks(project(scratch).settings)
    everything = run_checks(selection, Facts.of(loaded.project, World.bundled()), loaded.findings)

    last = suppress(everything, loaded, selection, today=date(2030, 6, 30))
    after = suppress(everything, loaded, selection, today=date(2030, 7, 1))

    assert [d.check for d in last.diagnostics] == [SYNTAX]
    assert [d.check for d in after.diagnostics] == ["suppression/expired", SYNTAX, SYNTAX]

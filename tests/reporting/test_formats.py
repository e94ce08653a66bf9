"""Every format says the same, and nothing in a report can command who reads it."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from frontierkit.diagnostics import Count, Diagnostic, Finding, Related, Report, Severity
from frontierkit.model.location import Location, Origin
from frontierkit.model.project import NotJudged
from frontierkit.reporting import FORMATS, render
from frontierkit.reporting.style import Style, style_for
from frontierkit.text import Span

ROOT = Path(__file__).parents[2]
MESSAGE = "the legend uses `pod`, which `sum` dropped"
LOST = Diagnostic(
    "label/lost",
    Severity.ERROR,
    Finding(
        MESSAGE,
        Location(Origin("d.json", 9, 17), ("dashboard d", "panel p"), "{{pod}}", Span(2, 5)),
        "write `sum by (pod) (…)`",
        (
            Related(
                "drops all labels",
                Location(Origin("d.json", 7, 12), (), "sum(\n  rate(up_total[5m])\n)", Span(0, 28)),
            ),
        ),
    ),
)
UNREADABLE = Diagnostic(
    "file/unreadable", Severity.WARNING, Finding("it is empty", Location(Origin("e.yml", 1)))
)
REPORT = Report(
    (LOST, UNREADABLE),
    (Count("dashboard", 1), Count("query", 3), Count("rule", 0)),
    (NotJudged("Loki panel", 2, "LogQL is not read"),),
    ("judged against the catalogs given",),
)
CLEAN = Report((), (Count("query", 3),))


def test_text_shows_frames() -> None:
    assert (
        render(REPORT, "text")
        == """\
error[label/lost]: the legend uses `pod`, which `sum` dropped
  --> d.json:9:17   dashboard d › panel p
   | {{pod}}
   |   ^^^
  ::: d.json:7:12
   | sum(
   | ^^^^ drops all labels
  = help: write `sum by (pod) (…)`

warning[file/unreadable]: it is empty
  --> e.yml:1:1

1 error, 1 warning · judged 1 dashboard, 3 queries
not judged: 2 Loki panels (LogQL is not read)
judged against the catalogs given
"""
    )


def test_concise_is_a_line_each() -> None:
    lines = render(REPORT, "concise").splitlines()

    assert lines[:2] == [
        f"d.json:9:17: error[label/lost] {MESSAGE} (write `sum by (pod) (…)`)",
        "e.yml:1:1: warning[file/unreadable] it is empty",
    ]


def test_json_has_what_a_program_needs() -> None:
    data = json.loads(render(REPORT, "json"))

    assert data["format"] == "frontierkit.report/v1"
    assert data["diagnostics"][0] == {
        "check": "label/lost",
        "severity": "error",
        "message": "the legend uses `pod`, which `sum` dropped",
        "help": "write `sum by (pod) (…)`",
        "path": "d.json",
        "line": 9,
        "column": 17,
        "text": "{{pod}}",
        "start": 2,
        "end": 5,
        "trail": ["dashboard d", "panel p"],
        "related": [
            {
                "message": "drops all labels",
                "path": "d.json",
                "line": 7,
                "column": 12,
                "text": "sum(\n  rate(up_total[5m])\n)",
                "start": 0,
                "end": 28,
            }
        ],
    }
    assert data["summary"] == {
        "error": 1,
        "warning": 1,
        "info": 0,
        "judged": {"dashboard": 1, "query": 3, "rule": 0},
        "not_judged": [{"what": "Loki panel", "count": 2, "why": "LogQL is not read"}],
        "world": ["judged against the catalogs given"],
    }


def test_json_keeps_to_its_schema() -> None:
    schema = json.loads((ROOT / "schemas" / "report.schema.json").read_text(encoding="utf-8"))
    whole = Location(Origin("r.yml", 2, 3), (), "up == 0")
    found = Diagnostic("alert/dead", Severity.ERROR, Finding("never", whole))

    data = json.loads(render(Report((*REPORT.diagnostics, found)), "json"))

    jsonschema.validate(data, schema)
    _, unreadable, last = data["diagnostics"]
    assert (unreadable["related"], "text" in unreadable) == ([], False)
    assert (last["text"], last["start"], last["end"]) == ("up == 0", 0, 7)


def test_github_has_commands_first_and_then_the_log() -> None:
    lines = render(REPORT, "github").splitlines()

    assert lines[:2] == [
        f"::error file=d.json,line=9,col=17,title=label/lost::{MESSAGE}%0Awrite `sum by (pod) (…)`",
        "::warning file=e.yml,line=1,col=1,title=file/unreadable::it is empty",
    ]
    assert all(line.startswith(" ") for line in lines[2:])


def test_github_keeps_to_ten_of_a_level() -> None:
    report = Report((LOST,) * 30 + (UNREADABLE,) * 30)

    commands = [line for line in render(report, "github").splitlines() if line.startswith("::")]

    assert [c.partition(" ")[0] for c in commands] == ["::error"] * 10 + ["::warning"] * 10


@pytest.mark.parametrize("format", FORMATS)
def test_a_clean_report_is_said_to_be_clean(format: str) -> None:
    text = render(CLEAN, format)

    assert text.endswith("\n")
    assert "label/lost" not in text or format == "sarif"


EVIL = "\x1b]0;x\x07\u202e::error::%0A\r\n::warning::</failure>\x00\ud800"


@pytest.mark.parametrize("format", FORMATS)
def test_hostile_text_commands_nobody(format: str) -> None:
    location = Location(Origin(EVIL, 1), (EVIL,), EVIL, Span(0, 3))
    report = Report(
        (Diagnostic("label/lost", Severity.ERROR, Finding(EVIL, location, EVIL)),),
        (),
        (NotJudged(EVIL, 1, EVIL),),
        (EVIL,),
    )

    text = render(report, format)

    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\u202e" not in text
    if format == "junit":
        ElementTree.fromstring(text)
    elif format != "json":
        assert not any(line.startswith("::warning") for line in text.splitlines())
    if format in ("json", "sarif", "gitlab"):
        json.loads(text)


def test_junit_counts_failures() -> None:
    suite = ElementTree.fromstring(render(REPORT, "junit"))

    assert (suite.get("tests"), suite.get("failures")) == ("2", "2")


def test_fingerprints_differ_and_stay() -> None:
    first = json.loads(render(Report((LOST, LOST)), "gitlab"))
    again = json.loads(render(Report((LOST, LOST)), "gitlab"))

    assert first == again
    assert first[0]["fingerprint"] != first[1]["fingerprint"]


@pytest.mark.parametrize(
    ("terminal", "environment", "coloured"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (False, {"FORCE_COLOR": "1"}, True),
        (False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (False, {"CLICOLOR_FORCE": "1"}, True),
        (True, {"CLICOLOR": "0"}, False),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colour_only_where_it_is_wanted(
    terminal: bool, environment: dict[str, str], coloured: bool
) -> None:
    assert style_for(terminal, environment).colour is coloured


def test_colour_changes_no_words() -> None:
    import re

    coloured = render(REPORT, "text", Style(colour=True))

    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render(REPORT, "text")


def test_markdown_is_a_table_that_nothing_breaks_out_of() -> None:
    odd = Finding("`a|b` is <b>bold</b>", Location(Origin("d.json", 9)))
    rows = render(Report((UNREADABLE, LOST, Diagnostic("x/y", Severity.INFO, odd))), "markdown")

    assert rows.splitlines()[2:] == [
        "| | check | place | what |",
        "| --- | --- | --- | --- |",
        f"| error | label/lost | d.json:9 | {MESSAGE} |",
        "| warning | file/unreadable | e.yml:1 | it is empty |",
        r"| info | x/y | d.json:9 | `a\|b` is &lt;b>bold&lt;/b> |",
    ]

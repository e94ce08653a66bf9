"""`lint --fix` changes the characters that are wrong and not a byte more, or says why not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from frontierkit.loading.files import load_files
from frontierkit.pipeline.fix import Fixed, Subject, difference, fix, propose
from frontierkit.pipeline.lint import load_project
from frontierkit.settings import Settings
from frontierkit.settings.read import ProjectSettings

CATALOG = """
exporter: mine/mine
version: '2.0'
versions: ['1.0', '2.0']
source: here
exhaustive: [mine_]
families:
- {name: mine_new_total, type: counter, labels: {job: null}, since: '2.0'}
- name: mine_old_total
  type: counter
  labels: {job: null}
  until: '2.0'
  renamed_to: mine_new_total
"""


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FRONTIERKIT_CACHE", "")
    (tmp_path / "mine.yaml").write_text(CATALOG, encoding="utf-8")
    return tmp_path


def settings(folder: Path) -> ProjectSettings:
    return ProjectSettings(Settings(select=("metric", "variable", "promql")), str(folder))


def of_file(folder: Path, name: str, content: bytes) -> Subject:
    (folder / name).write_bytes(content)
    return Subject(lambda: load_files([name]), settings(folder), ("mine.yaml",), Path())


def of_python(folder: Path, content: bytes) -> Subject:
    (folder / "sources").mkdir()
    (folder / "sources" / "own.py").write_bytes(content)
    project = settings(folder)
    return Subject(lambda: load_project(project), project, ("mine.yaml",), folder)


def left(fixed: Fixed) -> list[str]:
    return [d.check for d in fixed.report.diagnostics]


STYLES = {
    "plain": "sum(rate(mine_old_total[5m]))",
    "single quotes": "'sum(rate(mine_old_total{job!=''''}[5m]))'",
    "double quotes": '"sum(rate(mine_old_total{job!=\\"\\", job!=\\"\\u00e4\\"}[5m]))"',
    "a literal block": "|\n      sum(\n        rate(mine_old_total[5m])\n      )",
    "a folded block": ">-\n      sum(\n      rate(mine_old_total[5m])\n      )",
    "several lines": "sum(\n      rate(mine_old_total[5m])\n      )",
}
RULES = """\
# äöü: mine_old_total stays here
groups:
- name: "mine_old_total"   # and here
  rules:
  - {{record: a:b,   expr: up}}
  - alert: Old
    expr: {expr}
    annotations: {{summary: mine_old_total}}
"""


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "mark"])
def test_yaml(scratch: Path, style: str, end: str, mark: bytes) -> None:
    text = RULES.format(expr=STYLES[style]).replace("\n", end)
    expected = text.replace("(mine_old_total", "(mine_new_total")

    fixed = fix(of_file(scratch, "rules.yml", mark + text.encode()))

    assert (left(fixed), fixed.not_fixed) == ([], ())
    assert (scratch / "rules.yml").read_bytes() == mark + expected.encode()


def dashboard(**variable: Any) -> dict[str, Any]:
    expr = 'rate(mine_old_total{job="$job"}[5m]) / rate(mine_old_total{job="$job"}[5m])'
    source = {"type": "prometheus", "uid": "p"}
    target = {"refId": "A", "datasource": source, "expr": expr}
    panel = {"type": "timeseries", "title": "ä", "datasource": source, "targets": [target]}
    job = {"name": "job", "type": "query", "query": "label_values(up, job)", "multi": True}
    return {"title": "D", "panels": [panel], "templating": {"list": [{**job, **variable}]}}


@pytest.mark.parametrize("ascii", [True, False])
@pytest.mark.parametrize("indent", [None, "\t"])
def test_json_mends_what_is_side_by_side_at_once(
    scratch: Path, ascii: bool, indent: str | None
) -> None:
    text = json.dumps(dashboard(), ensure_ascii=ascii, indent=indent)
    expected = text.replace("mine_old", "mine_new").replace('job=\\"$job', 'job=~\\"$job')

    fixed = fix(of_file(scratch, "d.json", text.encode()))

    assert (left(fixed), fixed.not_fixed) == ([], ())
    assert (scratch / "d.json").read_bytes() == expected.encode()


def test_json_within_yaml(scratch: Path) -> None:
    inner = json.dumps(dashboard(), indent=1).replace("\n", "\n    ")
    text = (
        f"kind: ConfigMap\napiVersion: v1\nmetadata: {{name: d}}\ndata:\n  d.json: |\n    {inner}\n"
    )
    expected = text.replace("mine_old", "mine_new").replace('job=\\"$job', 'job=~\\"$job')

    fixed = fix(of_file(scratch, "map.yaml", text.encode()))

    assert (left(fixed), fixed.not_fixed) == ([], ())
    assert (scratch / "map.yaml").read_bytes() == expected.encode()


HEAD = "from frontierkit.authoring import alert, dashboard, promql, query, rule_group, timeseries\n"
PYTHON = {
    "a string": """
g = rule_group("mine_old_total", alert("A", "rate(OLD[5m])"))  # mine_old_total
""",
    "a constant": """
_E = promql('''
  rate(  # ä
 OLD[5m])
''')
g = rule_group("g", alert("A", _E))
""",
    "the same line": """
_ä = "ä"; g = rule_group("g", alert("ä", r'rate(OLD{job=~"\\\\w"}[5m])'))
""",
    "an f-string": """
_w = "5m"
g = rule_group("g", alert("A", f"rate(OLD{{job='{_w}'}}[{_w}])"))
""",
    "parts": """
g = rule_group("g", alert("A", "sum("
    'rate(OLD[5m])'
    ")"))
""",
    "a loop": """
g = rule_group("g", *(alert(n, "rate(OLD[5m]) > 1") for n in "AB"))
""",
    "a panel": """
d = dashboard("D", timeseries("mine_old_total", query("rate(OLD[5m])", "x")))
""",
}


@pytest.mark.parametrize("source", PYTHON)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_python(scratch: Path, source: str, end: str) -> None:
    text = (HEAD + PYTHON[source]).replace("\n", end)

    fixed = fix(of_python(scratch, text.replace("OLD", "mine_old_total").encode()))

    assert (left(fixed), fixed.not_fixed) == ([], ())
    written = (scratch / "sources" / "own.py").read_bytes()
    assert written == text.replace("OLD", "mine_new_total").encode()


NOT_FIXED = {
    '_m = "mine_old_total"\ng = rule_group("g", alert("A", f"rate({_m}[5m])"))\n': "filled in",
    'g = rule_group("g", alert("A", "rate(mine_" "old_total[5m])"))\n': "put together",
    'g = rule_group("g", alert("A", "rate(mine\\x5fold_total[5m])"))\n': "put together",
    'g = rule_group("g", alert("A", "rate(" + "mine_old_total" + "[5m])"))\n': "no string literal",
    'g = rule_group("g", alert("A", "rate(%s[5m])" % "mine_old_total"))\n': "no string literal",
}


@pytest.mark.parametrize("source", NOT_FIXED)
def test_what_cannot_be_mended_exactly_is_said(scratch: Path, source: str) -> None:
    fixed = fix(of_python(scratch, (HEAD + source).encode()))

    assert left(fixed) == ["metric/removed"]
    assert NOT_FIXED[source] in fixed.not_fixed[0].why
    assert (scratch / "sources" / "own.py").read_text(encoding="utf-8") == HEAD + source


def test_an_escaped_name_in_json_is_let_be(scratch: Path) -> None:
    text = json.dumps(dashboard(multi=False)).replace("mine_old", "mine\\u005fold")

    fixed = fix(of_file(scratch, "d.json", text.encode()))

    assert {each.why for each in fixed.not_fixed} == {"the text is escaped or folded there"}
    assert (scratch / "d.json").read_text(encoding="utf-8") == text


def test_what_somebody_ignores_is_let_be(scratch: Path) -> None:
    text = RULES.format(expr="rate(mine_old_total[5m])  # frontierkit: ignore[metric] because x")

    assert not fix(of_file(scratch, "rules.yml", text.encode())).changes


def test_mode_and_links_stay(scratch: Path) -> None:
    subject = of_file(scratch, "real.yml", RULES.format(expr="mine_old_total").encode())
    (scratch / "real.yml").chmod(0o640)
    (scratch / "link.yml").symlink_to("real.yml")
    through = Subject(lambda: load_files(["link.yml"]), subject.project, ("mine.yaml",), Path())

    assert fix(through).changes

    assert (scratch / "link.yml").is_symlink()
    assert (scratch / "real.yml").stat().st_mode & 0o777 == 0o640
    assert "expr: mine_new_total" in (scratch / "real.yml").read_text(encoding="utf-8")
    assert sorted(path.name for path in scratch.iterdir()) == ["link.yml", "mine.yaml", "real.yml"]


def test_a_proposal_writes_nothing(scratch: Path) -> None:
    text = "groups: [{name: g, rules: [{record: a, expr: mine_old_total}]}]"
    subject = of_file(scratch, "rules.yml", text.encode())

    lines = list(difference(propose(subject).changes))

    assert "".join(lines) == (
        "--- a/rules.yml\n+++ b/rules.yml\n@@ -1 +1 @@\n"
        f"-{text}\n\\ No newline at end of file\n"
        f"+{text.replace('old', 'new')}\n\\ No newline at end of file\n"
    )
    assert (scratch / "rules.yml").read_text(encoding="utf-8") == text


def test_other_encodings_are_let_be(scratch: Path) -> None:
    text = RULES.format(expr="mine_old_total").encode("utf-16")

    fixed = fix(of_file(scratch, "rules.yml", text))

    assert [each.why for each in fixed.not_fixed] == ["the file is not in UTF-8"]
    assert (scratch / "rules.yml").read_bytes() == text


def test_a_name_in_quotes_keeps_them(scratch: Path) -> None:
    text = "groups: [{name: g, rules: [{record: a, expr: 'sum({__name__=\"mine_old_total\"})'}]}]"

    fixed = fix(of_file(scratch, "rules.yml", text.encode()))

    assert (left(fixed), fixed.not_fixed) == ([], ())
    assert (scratch / "rules.yml").read_text(encoding="utf-8") == text.replace("_old", "_new")

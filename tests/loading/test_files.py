"""Files of every kind, and of none, become a project or a sentence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from frontierkit.diagnostics import Severity
from frontierkit.errors import UsageError
from frontierkit.loading import decode
from frontierkit.loading.files import Loaded, load_files

BOARD = json.dumps(
    {"title": "t", "panels": [{"title": "p", "targets": [{"refId": "A", "expr": "up"}]}]}, indent=1
)
RULES = "groups:\n- name: g\n  rules:\n  - alert: A\n    expr: up == 0\n"


def load(directory: Path, **files: str | bytes) -> Loaded:
    """Write files, named with `__` for the dot, and load them in order."""
    paths = []
    for name, content in files.items():
        path = directory / name.replace("__", ".")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        paths.append(str(path))
    return load_files(paths)


def said(loaded: Loaded) -> list[tuple[str, str, str]]:
    return [(f.check, f.severity.word, f.finding.message) for f in loaded.findings]


def test_what_was_read_is_counted(tmp_path: Path) -> None:
    loaded = load(tmp_path, board__json=BOARD, rules__yml=RULES)

    assert dict(loaded.judged) == {"dashboard": 1, "dashboard query": 1, "rule": 1}
    assert loaded.findings == ()
    assert [Path(path).name for path in loaded.sources] == ["board.json", "rules.yml"]


def test_several_documents_in_a_file(tmp_path: Path) -> None:
    loaded = load(tmp_path, all__yml=f"{RULES}---\nkind: Other\n---\n{RULES}")

    assert [group.name.text for group in loaded.project.rule_groups] == ["g", "g"]
    assert loaded.findings == ()


def test_datasources_tell_the_language_whatever_the_order(tmp_path: Path) -> None:
    board = {
        "panels": [{"datasource": {"uid": "logs"}, "targets": [{"expr": "rate({a='b'}[5m])"}]}]
    }
    sources = "datasources: [{name: Logs, uid: logs, type: loki, isDefault: true}]"

    loaded = load(tmp_path, board__json=json.dumps({"title": "t", **board}), source__yml=sources)

    assert loaded.project.dashboards[0].queries == ()
    assert loaded.project.has_datasource_provisioning
    assert [(gap.what, gap.count) for gap in loaded.project.not_judged] == [("Loki query", 1)]


def indented(text: str, by: int = 4) -> str:
    return "\n".join(" " * by + line for line in text.splitlines())


def test_a_dashboard_in_a_config_map_is_placed_in_the_outer_file(tmp_path: Path) -> None:
    text = (
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: boards}\ndata:\n"
        f"  board.json: |\n{indented(BOARD)}\n  notes: hello\n"
    )

    loaded = load(tmp_path, map__yaml=text)

    (query,) = loaded.project.dashboards[0].queries
    line, column = query.at().position
    assert text.splitlines()[line - 1][column - 1 :] == 'up"'
    assert query.trail == (
        "ConfigMap boards", "board.json", "dashboard t", "panel p", "query A",
    )  # fmt: skip


def test_rules_in_a_quoted_text_of_a_json_list_are_placed_too(tmp_path: Path) -> None:
    item = {"apiVersion": "v1", "kind": "ConfigMap", "data": {"a.rules": RULES}}
    text = json.dumps({"apiVersion": "v1", "kind": "List", "items": [item]})

    loaded = load(tmp_path, list__json=text)

    (group,) = loaded.project.rule_groups
    line, column = group.rules[0].query.at().position
    assert (line, text[column - 1 :][:7]) == (1, "up == 0")


def test_a_prometheus_rule_and_a_wrapped_dashboard(tmp_path: Path) -> None:
    spec = (
        f"apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nspec:\n{indented(RULES, 2)}"
    )

    loaded = load(tmp_path, rule__yaml=spec, board__json=f'{{"dashboard": {BOARD}}}')

    assert loaded.project.rule_groups[0].rules[0].query.at().position == (8, 13)
    assert loaded.project.dashboards[0].queries[0].at().position.line > 1


def test_a_vmrule_speaks_metricsql(tmp_path: Path) -> None:
    text = (
        f"apiVersion: operator.victoriametrics.com/v1beta1\nkind: VMRule\nspec:\n{indented(RULES)}"
    )

    (group,) = load(tmp_path, rule__yaml=text).project.rule_groups

    assert group.metricsql


def test_a_dashboard_written_in_yaml(tmp_path: Path) -> None:
    text = (
        "apiVersion: dashboard.grafana.app/v1beta1\nkind: Dashboard\nspec:\n  title: t\n"
        "  panels:\n  - targets:\n    - expr: >-\n        sum(\n          up)\n"
    )

    loaded = load(tmp_path, board__yaml=text)

    (query,) = loaded.project.dashboards[0].queries
    assert query.passage.place.position(query.text.index("up")) == (9, 11)


def test_grafana_alerts_are_queries_of_their_own(tmp_path: Path) -> None:
    text = (
        "apiVersion: 1\ngroups:\n- name: g\n  rules:\n  - title: T\n    condition: A\n    data:\n"
        "    - {refId: A, datasourceUid: prom, model: {expr: up}}\n"
        "    - {refId: B, datasourceUid: __expr__, model: {expression: A}}\n"
    )

    (query,) = load(tmp_path, alerts__yaml=text).project.queries

    assert (query.text, query.trail) == ("up", ("alert T",))


def test_rule_tests(tmp_path: Path) -> None:
    text = (
        "rule_files: [rules.yml]\nevaluation_interval: 30s\ntests:\n- name: down\n"
        "  input_series: [{series: 'up{job=\"a\"}', values: '0x10'}]\n"
        "  external_labels: {cluster: c}\n  alert_rule_test:\n"
        "  - {eval_time: 5m, alertname: A, exp_alerts: [{exp_labels: {job: a}}]}\n"
        "  - {eval_time: 0, alertname: A}\n"
    )

    (test,) = load(tmp_path, test__yml=text).project.rule_tests

    assert (test.name, test.interval_s, test.external_labels) == ("down", 30, {"cluster": "c"})
    assert [(s.series.text, s.values) for s in test.inputs] == [('up{job="a"}', "0x10")]
    assert [(a.alert.text, a.at_s, a.instances) for a in test.alerts] == [
        ("A", 300, (({"job": "a"}, {}),)),
        ("A", 0, ()),
    ]


NOT_JUDGED = [
    ("a.json", '{"name": "x"}', "it is neither a dashboard"),
    ("a.yml", "name: CI\njobs: {}\n", "it is neither a dashboard"),
    ("a.yml", "", "it is empty"),
    ("a.json", " \n", "it is empty"),
    ("a.yml", "{{- if .Values.x }}\ngroups: []\n{{- end }}\n", "it is a Helm template"),
    ("a.yml", "{% if x %}\ngroups: [}\n{% endif %}", "it is a Jinja template"),
    ("a.json", '{"panels": [{{ template "x" }}], "a": {{ .Values.b }}}', "it is a Helm template"),
    ("a.json", '{\n  // a comment\n  "x": 1\n}', "it is not valid JSON"),
    ("a.png", b"\x89PNG\r\n\0\0", "it is not a text"),
    ("a.json", '{"elements": {}, "layout": {}}', "it is a Grafana dashboard of schema v2"),
    ("a.yml", 'scrape_configs: {{ env "X" }}:1\n  a: b', "it is a Go template"),
    ("a.yml", "scrape_configs: [${A}, ${B}]\n", "it is a template that the environment fills in"),
    ("a.txt", "local x = 1; { a: x }", "it is Jsonnet"),
]


@pytest.mark.parametrize(("name", "content", "why"), NOT_JUDGED)
def test_a_file_of_another_kind_is_one_info(
    tmp_path: Path, name: str, content: str | bytes, why: str
) -> None:
    loaded = load(tmp_path, **{name.replace(".", "__"): content})

    ((check, severity, message),) = said(loaded)
    assert (check, severity) == ("file/not_judged", "info")
    assert message.startswith(f"this file is not judged: {why}")


BROKEN = [
    ("a.json", '{"title": "t", "panels": [', (1, 27), "it ends in the middle"),
    ("a.json", '{"title": "t",\n "panels": [,]}', (2, 13), "it is not valid JSON"),
    ("a.json", "not json at all", (1, 1), "it is not valid JSON"),
    ("a.yml", "groups:\n- name: a\n  rules: [\n", (3, 11), "it is not valid YAML"),
    (
        "a.yml",
        "groups:\n- rules:\n  - annotations:\n      x: {{ $value }} is high\n",
        (4, 10),
        "a text that starts with `{{` needs quotes",
    ),
    ("a.json", b'{"panels": "\xff"}', (1, 1), "it is not valid UTF-8: byte 0xff in line 1"),
    ("a.json", '{"panels":' * 5000, (1, 1), "it is nested too deeply"),
]


@pytest.mark.parametrize(("name", "content", "position", "message"), BROKEN)
def test_a_broken_file_is_one_error(
    tmp_path: Path, name: str, content: str | bytes, position: tuple[int, int], message: str
) -> None:
    loaded = load(tmp_path, **{name.replace(".", "__"): content})

    (found,) = loaded.findings
    assert (found.check, found.severity) == ("file/unreadable", Severity.ERROR)
    assert message in found.finding.message
    assert found.finding.at.position == position


def test_a_broken_text_in_a_config_map_is_placed(tmp_path: Path) -> None:
    text = (
        "apiVersion: v1\nkind: ConfigMap\ndata:\n  a.yml: |\n    groups:\n    - expr: [\n  b: x\n"
    )

    (found,) = load(tmp_path, map__yml=text).findings

    assert found.check == "file/unreadable"
    assert found.finding.at.position.line in (6, 7)


def test_keys_that_stand_twice(tmp_path: Path) -> None:
    in_json = '{"title": "t",\n"panels": [],\n"title": "u"}'

    loaded = load(tmp_path, a__yml=RULES + "    expr: up\n", b__json=in_json)

    assert said(loaded) == [
        ("file/duplicate_key", "error", "the key `expr` stands twice, in lines 5 and 6"),
        ("file/duplicate_key", "warning", "the key `title` stands twice, in lines 1 and 3"),
    ]
    assert loaded.findings[0].finding.related[0].at.position == (5, 5)


def test_a_file_that_is_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decode, "MAX_BYTES", 10)

    loaded = load(tmp_path, a__json=BOARD)

    ((check, severity, message),) = said(loaded)
    assert (check, severity) == ("file/unreadable", "error")
    assert "64 MiB is the most" in message


def test_byte_order_marks(tmp_path: Path) -> None:
    loaded = load(tmp_path, a__json=b"\xef\xbb\xbf" + BOARD.encode(), b__yml=RULES.encode("utf-16"))

    assert dict(loaded.judged) == {"dashboard": 1, "dashboard query": 1, "rule": 1}


def test_a_directory_is_walked_in_order_without_what_is_hidden(tmp_path: Path) -> None:
    for name in ("b/x.json", "a.json", "node_modules/y.json", ".git/z.json", "b/notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(BOARD)
    (tmp_path / "package.json").write_text("{}")

    loaded = load_files([str(tmp_path), str(tmp_path / "a.json")])

    names = [
        Path(dashboard.place.path).relative_to(tmp_path) for dashboard in loaded.project.dashboards
    ]
    assert [name.as_posix() for name in names] == ["a.json", "b/x.json"]
    assert [(gap.what, gap.count) for gap in loaded.project.not_judged] == [("file", 1)]
    assert loaded.findings == ()


def test_a_path_that_does_not_exist_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"there is no file or directory `.*nowhere.json`"):
        load_files([str(tmp_path / "nowhere.json")])


def test_what_is_no_regular_file_is_an_error(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "dangling.json").symlink_to(tmp_path / "gone")

    loaded = load_files([str(tmp_path / "pipe.json"), str(tmp_path / "dangling.json")])

    assert said(loaded) == [
        ("file/unreadable", "error", "it is not a regular file"),
        ("file/unreadable", "error", "it cannot be read: no such file or directory"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "absent"), [("a.json", BOARD, "yaml"), ("a.yml", RULES, "pydantic")]
)
def test_only_what_a_file_needs_is_imported(
    tmp_path: Path, name: str, content: str, absent: str
) -> None:
    (tmp_path / name).write_text(content)
    program = (
        "import sys; from frontierkit.loading.files import load_files;"
        f"load_files([{str(tmp_path / name)!r}]);"
        "print(*sorted({'yaml', 'pydantic', 'jsonschema', 'subprocess'} & set(sys.modules)))"
    )

    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert run.stdout.split() == ([] if absent == "yaml" else ["yaml"])

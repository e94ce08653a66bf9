"""Sources become a project; whatever is wrong with one is a finding at its line."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from time import monotonic

import pytest

from frontierkit.errors import UsageError
from frontierkit.loading.files import Loaded
from frontierkit.loading.sources import SourceOptions, load_sources

IMPORTS = "from frontierkit.authoring import *\n"


def project(root: Path, **sources: str) -> Path:
    """Write sources, by name, `__` standing for a slash; each begins by importing everything."""
    for name, text in sources.items():
        file = root / "sources" / f"{name.replace('__', '/')}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(IMPORTS + dedent(text).lstrip("\n"), encoding="utf-8")
    return root


def said(loaded: Loaded) -> list[str]:
    """Return what was found: place, message and hint."""
    return [
        f"{d.finding.at.path}:{d.finding.at.position.line} {d.finding.message}"
        + (f" [{d.finding.help}]" if d.finding.help else "")
        for d in loaded.findings
    ]


def load(root: Path, *engines: str, timeout_s: float = 20) -> Loaded:
    return load_sources(root, options=SourceOptions(engines=engines, timeout_s=timeout_s))


def test_everything_that_is_declared_arrives(tmp_path: Path) -> None:
    root = project(
        tmp_path,
        hosts="""
        server = prometheus(external_labels={"site": "home"}, alertmanagers=["am:9093"])
        node = scrape_job("node", target("node:9100", labels={"host": "box"}), interval="30s")
        rules = rule_group(
            "hosts", record("a:b", "up"), alert("Down", "up == 0", for_="5m", severity="critical")
        )
        stays_away = alert_test(
            "away", given=[series("up", "0x9")], expect=[fires("Down", at="9m")]
        )
        board = dashboard("Hosts", timeseries("Up", "up"), folder="LLM")
        """,
    )

    found = load(root)

    (job,) = found.project.jobs
    (group,) = found.project.rule_groups
    (test,) = found.project.rule_tests
    (board,) = found.project.dashboards
    assert said(found) == []
    assert dict(found.judged) == {
        "dashboard": 1,
        "dashboard query": 1,
        "datasource": 1,
        "rule": 2,
        "rule test": 1,
        "scrape job": 1,
    }
    assert (job.name.text, job.interval_s, job.timeout_s) == ("node", 30, 10)
    assert (group.path, group.rules[1].for_s) == ("prometheus/rules/hosts.yml", 300)
    assert test.alerts[0].instances == (({}, {}),)
    assert [query.text for query in board.queries] == ["up"]


def test_sources_run_in_order_and_import_each_other_once(tmp_path: Path) -> None:
    root = project(
        tmp_path,
        shared__metrics="""
        UP = promql("up == 0")
        """,
        b="""
        from shared.metrics import UP
        second = rule_group("second", record("b:b", UP))
        """,
        a="""
        from b import second as _same
        first = rule_group("first", record("a:a", "up"))
        """,
        _private="""
        raise RuntimeError("what is private is run only by those who import it")
        """,
    )

    found = load(root)

    assert said(found) == []
    assert [group.name.text for group in found.project.rule_groups] == ["first", "second"]
    assert found.project.rule_groups[1].rules[0].query.at().path == "sources/shared/metrics.py"


def test_what_is_imported_or_private_is_not_declared(tmp_path: Path) -> None:
    root = project(
        tmp_path,
        a="""
        one = rule_group("one", record("a:a", "up"))
        _two = rule_group("two", record("b:b", "up"))
        """,
        b="from a import one",
    )

    assert [group.name.text for group in load(root).project.rule_groups] == ["one"]


FAILURES = {
    "raises": (
        'x = 1\ny = {}["nothing"]',
        "3 the source raises KeyError: 'nothing'",
    ),
    "raises in a function": (
        "def f():\n    return 1 / 0\n\nf()",
        "3 the source raises ZeroDivisionError: division by zero",
    ),
    "a syntax error": ("x = (", "2 Python cannot read this: '(' was never closed"),
    "exits": ("import sys\nsys.exit(0)", "3 the source ends Python (`exit`) in place of"),
    "exits for good": ("import os\nos._exit(0)", "1 the source ended Python before everything"),
    "loops for ever": ("x = 0\nwhile True: x += 1", "3 the source does not end within 2 s"),
    "raises what no handler catches": (
        "class Odd(BaseException):\n    pass\n\nraise Odd('x')",
        "5 the source raises Odd: x [`python sources/broken.py` shows",
    ),
    "interrupts itself": ("raise KeyboardInterrupt", "2 the source raises KeyboardInterrupt"),
    "an exception without words": (
        "class Odd(Exception):\n    def __str__(self):\n        return 1 / 0\n\nraise Odd",
        "6 the source raises Odd, which cannot say what it is about",
    ),
    "half a character": (
        'a = rule_group("x", alert("A", "up == 0", summary="\\ud83d"))',
        "2 `a` holds '\\ud83d', which is half a character: no file can hold that [write",
    ),
    "half a character in a dashboard": (
        'd = dashboard("\\udc00", timeseries("A", "up"))',
        "2 `d` holds '\\udc00', which is half a character",
    ),
    "an object of the SDK that is half filled": (
        (
            "from grafana_foundation_sdk.models.dashboard import Dashboard, Panel\n"
            'a = Dashboard(title="A", panels=[Panel()])\n'
            'd = Dashboard(title="D", panels=[3])'
        ),
        "4 dashboard `d` could not be built: TypeError: ",
    ),
    "a dashboard that holds itself": (
        (
            "from grafana_foundation_sdk.models.dashboard import Dashboard\n"
            '_tags = []\n_tags.append(_tags)\nd = Dashboard(title="D", tags=_tags)'
        ),
        "5 dashboard `d` ",
    ),
    "eats memory": ("x = 'a' * (1 << 40)", "2 the source raises MemoryError"),
    "recurs": ("def f():\n    f()\n\nf()", "3 the source raises RecursionError"),
    "a missing module": ("import no_such_module", "2 the source raises ModuleNotFoundError"),
    "a bad argument": (
        'x = scrape_job(\n    "a",\n    "b:1",\n    labels={"level": 1},\n)',
        "2 the labels of scrape job `a`: the value of `level` is a string, not 1",
    ),
    "a name that is given twice": (
        'a = rule_group("x", record("a:a", "up"))\na = rule_group("y", record("b:b", "up"))',
        "3 `a` is declared twice: the declaration on line 2 is lost",
    ),
    "two names for one thing": (
        'a = rule_group("x", record("a:a", "up"))\nb = a',
        "3 `b` is another name for `a`: it would be built twice",
    ),
    "two groups of one name": (
        'a = rule_group("x", record("a:a", "up"))\nb = rule_group("x", record("b:b", "up"))',
        "3 two rule groups of this file are called `x`: `a` and `b`",
    ),
    "two tests of one name": (
        't = [alert_test("t", given=[], expect=[quiet("A", at="1m")]) for _ in range(2)]',
        "2 two tests of this file are called `t`: `t_1` and `t_2`",
    ),
    "a rule in no group": (
        'a = record("a:a", "up")',
        "2 rule `a:a` is in no rule group: it would be lost",
    ),
    "a panel that is used twice": (
        'p = timeseries("P", "up")\nd = dashboard("D", p, p)',
        "3 panel `P` is used twice, in dashboard `d`",
    ),
    "a query that is used twice": (
        '_q = query("up")\nd = dashboard("D", timeseries("A", _q), timeseries("B", _q))',
        "3 query `up` is used twice, in dashboard `d`",
    ),
    "a query without an expression": (
        (
            "from grafana_foundation_sdk.builders.prometheus import Dataquery\n"
            'd = dashboard("D", timeseries("A", Dataquery().expr("")))'
        ),
        "3 a query of panel `A` has no expression",
    ),
    "a builder in place of what it builds": (
        (
            "from grafana_foundation_sdk.builders.dashboard import ThresholdsConfig\n"
            'd = dashboard("D", timeseries("A", "up").links([]).description(ThresholdsConfig()))'
        ),
        "3 dashboard `d` holds <",
    ),
    "a number that JSON does not know": (
        'd = dashboard("D", timeseries("A", "up", max=float("inf")))',
        "2 dashboard `d` holds inf, which is no number in JSON",
    ),
    "a uid that Grafana refuses": (
        'd = dashboard("D", timeseries("A", "up"), uid="a b")',
        "2 `a b` cannot be the uid of a dashboard",
    ),
    "an engine that is declared twice": (
        'a = engines.vllm.at("a:1")\nb = engines.vllm.at("b:1")',
        "3 engine `vllm` is declared twice",
    ),
}


@pytest.mark.parametrize(("source", "expected"), FAILURES.values(), ids=FAILURES)
def test_a_failure_is_a_finding_at_its_line(tmp_path: Path, source: str, expected: str) -> None:
    found = load(project(tmp_path, broken=source), timeout_s=2)

    (only,) = said(found)
    assert only.startswith(f"sources/broken.py:{expected}")
    assert found.findings[0].finding.help, "every failure comes with a next step"
    assert (found.project.dashboards, found.project.rule_groups) == ((), ())


def test_every_source_that_fails_is_named(tmp_path: Path) -> None:
    root = project(tmp_path, a="1 / 0", b="{}[1]", c='x = rule_group("x", record("a:a", "up"))')

    hint = "[`python sources/{}.py` shows the whole way there]"
    assert said(load(root)) == [
        f"sources/a.py:2 the source raises ZeroDivisionError: division by zero {hint.format('a')}",
        f"sources/b.py:2 the source raises KeyError: 1 {hint.format('b')}",
    ]


def test_a_failure_in_a_module_that_others_import_is_said_once(tmp_path: Path) -> None:
    root = project(tmp_path, a="from b import x", b="x = 1 / 0")

    (only,) = said(load(root))

    assert only.startswith("sources/b.py:2 the source raises ZeroDivisionError: division by zero")


def test_what_a_source_prints_disturbs_nothing(tmp_path: Path) -> None:
    root = project(
        tmp_path,
        loud='import sys\nprint("{" * 100_000)\nprint("x", file=sys.stderr)\n'
        'x = rule_group("x", record("a:a", "up"))',
    )

    found = load(root)

    assert said(found) == []
    assert len(found.project.rule_groups) == 1


def test_what_a_source_leaves_running_holds_nothing_up(tmp_path: Path) -> None:
    root = project(
        tmp_path,
        detached="""
        import subprocess
        subprocess.Popen(["sleep", "20"], start_new_session=True)
        x = rule_group("x", record("a:a", "up"))
        """,
    )

    started = monotonic()
    found = load(root)

    assert said(found) == []
    assert monotonic() - started < 15


def test_a_thread_that_a_source_leaves_running_is_not_waited_for(tmp_path: Path) -> None:
    root = project(
        tmp_path,
        threaded="""
        import atexit, threading, time
        threading.Thread(target=time.sleep, args=(60,)).start()
        atexit.register(time.sleep, 60)
        x = rule_group("x", record("a:a", "up"))
        """,
    )

    started = monotonic()
    found = load(root)

    assert said(found) == []
    assert monotonic() - started < 15


def test_a_source_may_not_take_the_name_of_a_module_of_python(tmp_path: Path) -> None:
    assert said(load(project(tmp_path, json="x = 1"))) == [
        (
            "sources/json.py:1 `json` is the name of a module that Python or frontierkit needs "
            "[rename the file]"
        )
    ]


def test_a_file_whose_name_is_no_identifier_is_a_source_too(tmp_path: Path) -> None:
    root = project(tmp_path, **{"my-rules": 'x = rule_group("x", record("a:a", "up"))'})

    assert [group.path for group in load(root).project.rule_groups] == [
        "prometheus/rules/my-rules.yml"
    ]


def test_no_sources_is_a_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no folder `sources`"):
        load(tmp_path)


def test_an_engine_that_nobody_knows_is_a_wrong_use(tmp_path: Path) -> None:
    root = project(tmp_path, a='ollama = engines.ollama.at("a:1")')

    with pytest.raises(UsageError, match="no engine is called `olama`") as caught:
        load(root, "olama")

    assert caught.value.hint.startswith("did you mean `ollama`?")


def test_the_environment_of_the_user_makes_no_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONHASHSEED", "17")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("MY_SECRET", "x")
    root = project(
        tmp_path,
        a="import os, time\n"
        'x = rule_group("x", record("a:a", "up", labels={\n'
        '    "seed": os.environ["PYTHONHASHSEED"], "zone": time.tzname[0],\n'
        '    "secret": os.environ.get("MY_SECRET", "unknown"),\n'
        "}))",
    )

    (rule,) = load(root).project.rule_groups[0].rules

    assert {name: label.text for name, label in rule.labels.items()} == {
        "seed": "0",
        "zone": "UTC",
        "secret": "unknown",
    }

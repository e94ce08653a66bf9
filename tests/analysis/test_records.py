"""What recording rules record is known to whoever reads it."""

from __future__ import annotations

from frontierkit.labels import Presence, Values
from tests.analysis.worlds import facts, family, query, rules, world

WORLD = world(family("requests_total", "counter", "requests", {"code": ("200", "500")}))
RATE = ("job:requests:rate5m", "sum by (job, code) (rate(requests_total[5m]))")


def test_a_recorded_name_has_the_labels_unit_and_range_of_its_expression() -> None:
    known = facts(WORLD, rules([RATE], labels={"team": "x"}))

    found = known.series(query("job:requests:rate5m"))

    assert found.labels.possible() == ("code", "job", "team")
    assert found.labels.get("team").values == Values.of("x")
    assert str(found.range) == "[0, ∞)"
    assert found.unit is not None and found.unit.word == "requests/seconds"
    assert found.names == frozenset(("job:requests:rate5m",))
    assert found.empty is Presence.MAYBE


def test_reasons_tell_which_rule_dropped_a_label() -> None:
    project = rules([RATE])
    known = facts(WORLD, project)

    why = known.series(query("job:requests:rate5m")).label("instance").why

    assert why is not None and why.span is not None and why.passage is not None
    assert why.passage.text[why.span.start : why.span.end] == "sum by (job, code)"


def test_rules_are_worked_out_in_the_order_they_need_each_other() -> None:
    chain = [(f"r{i}", f"r{i + 1} * 2") for i in range(3000)]
    known = facts(WORLD, rules([*chain, ("r3000", "requests_total")]))

    found = known.series(query("r0"))

    assert found.labels.possible() == ("code", "instance", "job")
    assert found.type == "aggregated_counter"


def test_what_needs_itself_is_unknown_but_for_the_labels_of_the_rule() -> None:
    project = rules([("a", "b + 1"), ("b", "sum(a)"), ("c", "sum(c)")], labels={"team": "x"})
    known = facts(WORLD, project)

    assert known.record_cycles == (("a", "b"), ("c",))
    assert known.records["a"].cyclic
    found = known.series(query("a"))
    assert not found.known
    assert found.label("team").presence is Presence.ALWAYS
    assert found.label("job").presence is Presence.MAYBE


def test_several_rules_of_one_name_are_one_or_the_other() -> None:
    project = rules([("n", "sum by (job) (requests_total)"), ("n", "sum by (code) (up)")])
    known = facts(WORLD, project)

    found = known.series(query("n"))

    assert found.label("job").presence is Presence.MAYBE
    assert found.label("instance").presence is Presence.NEVER
    (selector,) = known.selectors(query("n"))
    assert len(selector.sources) == 2


def test_a_matcher_picks_the_rule_that_is_meant() -> None:
    project = rules([("n", "sum by (job) (requests_total)"), ("n", "sum by (code) (up)")])
    known = facts(WORLD, project)

    found = known.series(query('n{job="a"}'))

    assert found.labels.possible() == ("job",)


def test_dependencies_are_told() -> None:
    known = facts(WORLD, rules([("a", "b + b"), ("b", "requests_total")]))

    assert known.record_dependencies == {"a": frozenset({"b"}), "b": frozenset()}


def test_a_record_of_a_scalar_is_a_vector() -> None:
    known = facts(WORLD, rules([("limit", "5")]))

    found = known.series(query("limit > 6"))

    assert found.empty is Presence.ALWAYS

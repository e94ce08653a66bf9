"""What an objective is, whatever its kind."""

from __future__ import annotations

from collections.abc import Callable

from frontierkit.authoring.dashboards import Item, Row
from frontierkit.authoring.engine import Engine, configured_engines, per_engine
from frontierkit.authoring.rules import Rule, RuleGroup
from frontierkit.authoring.written import Text, Written, declared_at
from frontierkit.dataclass import dataclass, field
from frontierkit.model.engine import Signal


@dataclass(frozen=True, slots=True, eq=False)
class Slo:
    """An objective: a target and a critical threshold, in words, and what follows from them.

    `records` are made for each engine that exports all signals of `needs`, `alerts` and `panels`
    once, if there is such an engine. `reason` says why nothing can be measured, where that is so;
    `instrument` what would have to be.
    """

    name: str
    title: str
    target: str
    critical: str
    written: Written
    measured: str = ""
    records: Callable[[Engine], list[Rule]] = field(default=lambda _: [])
    alerts: tuple[Rule, ...] = ()
    panels: Callable[[], Row] | None = None
    needs: tuple[Signal, ...] = ()
    reason: str = ""
    instrument: str = ""

    @property
    def measurable(self) -> bool:
        return not self.reason

    def measured_on(self, engine: Engine) -> bool:
        """Whether an engine exports all that this objective needs of one.

        Example:
            >>> from frontierkit.authoring import engines, signals, slos
            >>> slo = slos.latency_slo("ttft", signals.ttft, within="1s", target=0.95)
            >>> slo.measured_on(engines.vllm), slo.measured_on(engines.llamacpp)
            (True, False)
        """
        return all(engine.exports(signal) for signal in self.needs)

    def row(self) -> Item:
        """Return its row of a dashboard, which is left out where no engine tells what it needs.

        Example:
            >>> from frontierkit.authoring import dashboard, signals, slos
            >>> slo = slos.latency_slo("ttft", signals.ttft, within="1s", target=0.95)
            >>> dashboard("Objectives", slo.row()).build().panels
            []
        """
        if self.panels is None or not self.needs:
            return self.panels and self._row()
        return per_engine(lambda engine: self._row() if engine is self._first() else None)

    def groups(self) -> tuple[RuleGroup, ...]:
        """Return the rules of this objective for the engines that are compiled for.

        Nothing if it cannot be measured, or no configured engine exports what it needs.
        """
        if not self.alerts or (self.needs and self._first() is None):
            return ()
        with declared_at(self.written):
            records = [rule for engine in self._engines() for rule in self.records(engine)]
        group = RuleGroup(
            Text.at(f"objective {self.name}", self.written),
            (*records, *self.alerts),
            None,
            None,
            None,
            {},
            self.written,
            f"prometheus/rules/slo_{self.name}.yml",
        )
        return (group,)

    def _row(self) -> Row | None:
        with declared_at(self.written):
            return self.panels() if self.panels else None

    def _engines(self) -> list[Engine]:
        return [engine for engine in configured_engines() if self.measured_on(engine)]

    def _first(self) -> Engine | None:
        return next(iter(self._engines()), None)

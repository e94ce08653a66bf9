"""What an objective is, whatever its kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from frontierkit.authoring.dashboards import Row
from frontierkit.authoring.engine import Engine, configured_engines
from frontierkit.authoring.rules import Rule, RuleGroup
from frontierkit.authoring.written import Text, Written, declared_at


@dataclass(frozen=True, slots=True, eq=False)
class Slo:
    """An objective: a target and a critical threshold, in words, and what follows from them.

    `records` are made for each engine that exports what is measured, `alerts` once. `reason`
    says why nothing can be measured, where that is so; `instrument` what would have to be.
    """

    name: str
    title: str
    target: str
    critical: str
    written: Written
    measured: str = ""
    records: Callable[[Engine], list[Rule]] = field(default=lambda _: [])
    alerts: tuple[Rule, ...] = ()
    row: Callable[[], Row] | None = None
    reason: str = ""
    instrument: str = ""

    @property
    def measurable(self) -> bool:
        return not self.reason

    def groups(self) -> tuple[RuleGroup, ...]:
        """Return the rules of this objective for the engines that are compiled for.

        Nothing if it cannot be measured, or no configured engine exports what it needs.
        """
        with declared_at(self.written):
            records = [rule for engine in configured_engines() for rule in self.records(engine)]
        needs_records = self.records is not _NO_RECORDS
        if not self.alerts or (needs_records and not records):
            return ()
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


_NO_RECORDS = Slo.__dataclass_fields__["records"].default

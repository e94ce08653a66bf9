"""Finds settings for fields that a panel does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.panel_fields import PanelFields, panel_fields
from frontierkit.analysis.panel_places import called
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.dashboard import Override, Panel
from frontierkit.promql.variables import variables_in
from frontierkit.text import closest, plural


@check("panel/dead_override", on=Panel, severity=Severity.WARNING, profile="strict")
def dead_override(panel: Panel, facts: Facts) -> Iterator[Finding]:
    """An override is for a field that the panel cannot have.

    Its colour, unit or axis applies to nothing. Usually the legend was changed and the override
    was not.

    Bad:
        targets: [{refId: A, expr: up, legendFormat: Up}]
        fieldConfig:
          overrides: [{matcher: {id: byName, options: up}, properties: [{id: unit, value: s}]}]

    Good:
        targets: [{refId: A, expr: up, legendFormat: Up}]
        fieldConfig:
          overrides: [{matcher: {id: byName, options: Up}, properties: [{id: unit, value: s}]}]

    Except: panels whose fields are named by labels, variables or transformations.
    """
    fields = panel_fields(panel, facts) if panel.overrides else None
    dead = [
        (override.matcher, override.option)
        for override in panel.overrides
        if override.option is not None and _dead(override, override.option.text, panel, fields)
    ]
    if dead:
        matcher, option = dead[0]
        more = f" (nor by {plural(len(dead) - 1, 'other override')})" if dead[1:] else ""
        names = fields.names if fields is not None else ()
        meant = closest(option.text, names) if matcher == "byName" else None
        yield Finding(
            f"no field of {called(panel)} is picked by `{matcher}` of `{option}`{more}",
            option.at(),
            f"did you mean `{meant}`?" if meant else "",
        )


def _dead(override: Override, option: str, panel: Panel, fields: PanelFields | None) -> bool:
    if not option or variables_in(option):
        return False
    if override.matcher == "byFrameRefID":
        letters = {target.ref_id for target in panel.targets}
        known = bool(letters) and None not in letters and not panel.transformations
        plain = re.fullmatch(r"\w+", option) is not None and panel.library_uid is None
        return known and plain and option not in letters
    if fields is None:
        return False
    if override.matcher == "byName":
        return not fields.may_have(option)
    return override.matcher == "byRegexp" and not fields.may_match(option)

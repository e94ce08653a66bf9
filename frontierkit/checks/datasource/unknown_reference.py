"""Finds datasources that refer to one that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.datasource import Datasource
from frontierkit.text import closest, listed


@check("datasource/unknown_reference", on=Datasource, severity=Severity.ERROR)
def unknown_reference(datasource: Datasource, facts: Facts) -> Iterator[Finding]:
    """A datasource links to another one by a uid that none has.

    A link from a log line to its trace, or from an exemplar, then opens "Datasource not found".
    A datasource that is provisioned without a uid gets one that nobody can foresee.

    Bad:
        files:
          datasources.yaml: |
            apiVersion: 1
            datasources:
              - {name: Prometheus, type: prometheus}
              - name: Loki
                type: loki
                jsonData: {derivedFields: [{name: metric, datasourceUid: prometheus}]}

    Good:
        files:
          datasources.yaml: |
            apiVersion: 1
            datasources:
              - {name: Prometheus, type: prometheus, uid: prometheus}
              - name: Loki
                type: loki
                jsonData: {derivedFields: [{name: metric, datasourceUid: prometheus}]}
    """
    others = [other for other in facts.project.datasources if other is not datasource]
    uids = [each.uid.text for each in (datasource, *others) if each.uid is not None]
    if any("$" in uid for uid in uids):
        return
    for reference in datasource.references:
        if reference.text not in uids and "$" not in reference.text:
            yield Finding(
                f"no datasource has the uid `{reference}`",
                reference.at(),
                _help(reference.text, uids, [o.name.text for o in others if o.uid is None]),
            )


def _help(uid: str, uids: list[str], without: list[str]) -> str:
    near = closest(uid, uids)
    if near:
        return f"did you mean `{near}`?"
    if without:
        return f"give {listed(without, 'or')} a uid: `uid: {uid}`"
    return f"there is {listed(uids)}" if uids else ""

"""Variables of dashboards: what their reader can choose."""

from __future__ import annotations

from collections.abc import Sequence

from grafana_foundation_sdk.builders import dashboard as sdk
from grafana_foundation_sdk.models import dashboard as models

from frontierkit.authoring import signals
from frontierkit.authoring.refuse import name_of, refuse
from frontierkit.authoring.written import Text, here


def query_variable(
    name: str,
    query: str,
    *,
    label: str | None = None,
    regex: str | None = None,
    multi: bool = True,
    include_all: bool = True,
) -> sdk.QueryVariable:
    """Offer what Prometheus knows: `label_values(metric, label)` or `query_result(PromQL)`.

    Raises: SourceError, for an empty name or query.

    Example:
        >>> query_variable("job", "label_values(up, job)").build().name
        'job'
    """
    written = here()
    asked = Text.at(name_of(query, f"the query of variable `{name}`"), written)
    builder = (
        sdk.QueryVariable(Text.at(name_of(name, "the name of a variable"), written))
        .label(label or name)
        .query(asked)
        .multi(multi)
        .include_all(include_all)
        .refresh(models.VariableRefresh.ON_TIME_RANGE_CHANGED)
        .sort(models.VariableSort.ALPHABETICAL_ASC)
    )
    if regex is not None:
        builder.regex(Text.at(regex, written))
    if include_all:
        # What Grafana itself saves as the choice of all values.
        builder.current(models.VariableOption(selected=True, text="All", value="$__all"))
    return builder


def engine_variable() -> sdk.QueryVariable:
    """Offer the engines that there is data of, as `$engine`.

    Example:
        >>> engine_variable().build().query
        'label_values(llm:up, engine)'
    """
    return query_variable("engine", f"label_values({signals.up}, engine)", label="Engine")


def model_variable() -> sdk.QueryVariable:
    """Offer the models of the chosen engines, as `$model`; it stands after `engine_variable()`.

    Example:
        >>> model_variable().build().name
        'model'
    """
    asked = f'label_values({signals.request_rate}{{engine=~"$engine"}}, model)'
    return query_variable("model", asked, label="Model")


def custom_variable(
    name: str, values: Sequence[str], *, label: str | None = None, multi: bool = False
) -> sdk.CustomVariable:
    """Offer fixed values, the first of them chosen.

    Raises: SourceError, for an empty name, no values, a value that is no string.

    Example:
        >>> custom_variable("quantile", ["0.5", "0.95", "0.99"]).build().query
        '0.5,0.95,0.99'
    """
    name_of(name, "the name of a variable")
    if not values:
        raise refuse(f"variable `{name}` offers nothing")
    for value in values:
        name_of(value, f"a value of variable `{name}`")
    written = here()
    first = models.VariableOption(selected=True, text=values[0], value=values[0])
    others = [models.VariableOption(selected=False, text=v, value=v) for v in values[1:]]
    return (
        sdk.CustomVariable(Text.at(name, written))
        .label(label or name)
        .values(Text.at(",".join(value.replace(",", "\\,") for value in values), written))
        .options([first, *others])
        .current(first)
        .multi(multi)
    )

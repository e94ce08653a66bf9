"""What every kind of panel may be told, and how it is passed on to the SDK."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, Self, TypeAlias, TypedDict, TypeVar

from grafana_foundation_sdk.builders import dashboard as builders
from grafana_foundation_sdk.cog.builder import Builder
from grafana_foundation_sdk.cog.variants import Dataquery
from grafana_foundation_sdk.models import dashboard as models

from frontierkit.authoring.ignoring import Ignore, reasons
from frontierkit.authoring.queries import query
from frontierkit.authoring.refuse import name_of, refuse
from frontierkit.authoring.written import Text, here
from frontierkit.model.engine import Signal

Query: TypeAlias = str | Signal | Builder[Dataquery]
"""What a panel asks for: PromQL, a signal, or a query builder."""

Thresholds: TypeAlias = Mapping[float | None, str] | Mapping[int | None, str]
"""Colours by the value from which on they hold; None: below all. Whole numbers will do."""

UNITS = {
    "seconds": "s",
    "ratio": "percentunit",
    "bytes": "bytes",
    "requests/seconds": "reqps",
    "tokens/seconds": "suffix: tok/s",
    "chunks/seconds": "suffix: chunks/s",
}
"""Grafana's names of the units of signals, where it has one."""

WIDEST = 24
"""The columns of Grafana's grid."""


class PanelOptions(TypedDict, total=False):
    """What every panel may be told.

    `unit` is one of Grafana's, as `s`, `bytes`, `percentunit`; without it, that of the first
    signal. `width` counts columns (24 are the whole width), `height` rows of 30 pixels.
    `thresholds` are colours by the value from which on they hold; None is the colour below all.
    `mappings` are words that are shown in place of values, as `{0: "down", 1: "up"}`.
    `repeat` names a variable, for each value of which the panel is repeated. `ignore` gives, by
    check, the reason to leave out what it finds in the panel.
    """

    unit: str
    width: int
    height: int
    description: str
    min: float
    max: float
    decimals: int
    thresholds: Thresholds
    mappings: Mapping[float, str]
    repeat: str
    ignore: Ignore


class _Panel(Protocol):
    def title(self, title: str, /) -> Self: ...
    def description(self, description: str, /) -> Self: ...
    def with_target(self, target: Builder[Dataquery], /) -> Self: ...
    def unit(self, unit: str, /) -> Self: ...
    def span(self, w: int, /) -> Self: ...
    def height(self, h: int, /) -> Self: ...
    def min(self, min_val: float, /) -> Self: ...
    def max(self, max_val: float, /) -> Self: ...
    def decimals(self, decimals: float, /) -> Self: ...
    def thresholds(self, thresholds: Builder[models.ThresholdsConfig], /) -> Self: ...
    def mappings(self, mappings: list[models.ValueMapping], /) -> Self: ...
    def repeat(self, repeat: str, /) -> Self: ...


PanelT = TypeVar("PanelT", bound=_Panel)


def fill_panel(
    panel: PanelT,
    title: str,
    queries: Sequence[Query],
    options: PanelOptions,
    size: tuple[int, int],
) -> PanelT:
    """Return `panel` with title, queries and options; `size` is columns and rows."""
    written = here()
    named = Text.at(name_of(title, "the title of a panel"), written)
    panel.title(named.ignoring(reasons(options.get("ignore"), f"panel `{title}`")))
    for asked in queries:
        panel.with_target(_target(asked, title))
    unit = options.get("unit") or _unit_of(queries)
    if unit:
        panel.unit(Text.at(unit, written))
    panel.span(_whole(options.get("width", size[0]), "width", title, WIDEST))
    panel.height(_whole(options.get("height", size[1]), "height", title, 100))
    if "description" in options:
        panel.description(Text.at(options["description"], written))
    if "repeat" in options:
        panel.repeat(name_of(options["repeat"], f"the variable that repeats `{title}`"))
    _scale(panel, options, title)
    return panel


def thresholds(steps: Thresholds) -> builders.ThresholdsConfig:
    """Return thresholds: colours by the value from which on they hold; None: below all.

    Raises: SourceError, for a value that is no number, or no colour below all others.

    Example:
        >>> [step.color for step in thresholds({None: "green", 0.9: "red"}).build().steps]
        ['green', 'red']
    """
    if None not in steps:
        raise refuse(
            "thresholds have no colour below the first value", 'begin with one: `{None: "green"}`'
        )
    for value, color in steps.items():
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise refuse(f"a threshold is a number, not {value!r}")
        name_of(color, "the colour of a threshold")
    rising = sorted((value, color) for value, color in steps.items() if value is not None)
    listed = [models.Threshold(value=None, color=steps[None])]
    listed += [models.Threshold(value=float(value), color=color) for value, color in rising]
    return builders.ThresholdsConfig().mode(models.ThresholdsMode.ABSOLUTE).steps(listed)


def _scale(panel: PanelT, options: PanelOptions, title: str) -> None:
    if "min" in options:
        panel.min(_number(options["min"], "min", title))
    if "max" in options:
        panel.max(_number(options["max"], "max", title))
    if "decimals" in options:
        panel.decimals(_whole(options["decimals"], "decimals", title, 20, least=0))
    if "thresholds" in options:
        panel.thresholds(thresholds(options["thresholds"]))
    if "mappings" in options:
        panel.mappings([_words(options["mappings"], title)])


def _words(values: Mapping[float, str], title: str) -> models.ValueMap:
    """Return what maps values to words, in the order given."""
    results = {}
    for index, (value, word) in enumerate(values.items()):
        number = _number(value, "mapped value", title)
        text = name_of(word, f"the word for {value} of panel `{title}`")
        results[f"{number:g}"] = models.ValueMappingResult(text=text, index=index)
    return models.ValueMap(options=results)


def _target(asked: Query, title: str) -> Builder[Dataquery]:
    if isinstance(asked, str | Signal):
        return query(asked)
    if isinstance(asked, Builder):
        return asked
    raise refuse(
        f"panel `{title}` holds {asked!r}, which is no query",
        "write PromQL, a signal or `query(…)`",
    )


def _unit_of(queries: Sequence[Query]) -> str | None:
    """Return Grafana's unit of the first signal that is asked for."""
    for asked in queries:
        signal = asked if isinstance(asked, Signal) else None
        if isinstance(asked, Builder):
            signal = getattr(getattr(asked.build(), "expr", None), "signal", None)
        if signal is not None and signal.unit in UNITS:
            return UNITS[signal.unit]
    return None


def _whole(value: object, what: str, title: str, most: int, least: int = 1) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise refuse(f"the {what} of panel `{title}` is a whole number up to {most}, not {value!r}")
    return value


def _number(value: object, what: str, title: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise refuse(f"the {what} of panel `{title}` is a number, not {value!r}")
    return value

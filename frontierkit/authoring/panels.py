"""Panels: thin helpers that return the SDK's own builders, with good defaults."""

from __future__ import annotations

from typing import Unpack

from grafana_foundation_sdk.builders import bargauge as sdk_bargauge
from grafana_foundation_sdk.builders import common as sdk_common
from grafana_foundation_sdk.builders import gauge as sdk_gauge
from grafana_foundation_sdk.builders import heatmap as sdk_heatmap
from grafana_foundation_sdk.builders import stat as sdk_stat
from grafana_foundation_sdk.builders import table as sdk_table
from grafana_foundation_sdk.builders import text as sdk_text
from grafana_foundation_sdk.builders import timeseries as sdk_timeseries
from grafana_foundation_sdk.models import common

from frontierkit.authoring.panel_options import PanelOptions, Query, fill_panel
from frontierkit.authoring.refuse import name_of
from frontierkit.authoring.written import Text, here


def timeseries(
    title: str, *queries: Query, **options: Unpack[PanelOptions]
) -> sdk_timeseries.Panel:
    """Draw queries over time; 12 columns wide and 8 rows high, unless told otherwise.

    `thresholds` are dashed lines. `options` are those of `PanelOptions`, units in Grafana's words.
    Raises: SourceError, for an empty title, what is no query, a size that does not fit.

    Example:
        >>> timeseries("Requests", "sum(rate(requests_total[5m]))", unit="reqps").build().title
        'Requests'
    """
    panel = (
        sdk_timeseries.Panel()
        .fill_opacity(8)
        .show_points(common.VisibilityMode.NEVER)
        .tooltip(
            sdk_common.VizTooltipOptions()
            .mode(common.TooltipDisplayMode.MULTI)
            .sort(common.SortOrder.DESCENDING)
        )
        .legend(
            sdk_common.VizLegendOptions()
            .show_legend(True)
            .display_mode(common.LegendDisplayMode.LIST)
            .placement(common.LegendPlacement.BOTTOM)
            .calcs([])
        )
    )
    if "thresholds" in options:
        lines = sdk_common.GraphThresholdsStyleConfig().mode(common.GraphThresholdsStyleMode.DASHED)
        panel.thresholds_style(lines)
    return fill_panel(panel, title, queries, options, (12, 8))


def stat(title: str, *queries: Query, **options: Unpack[PanelOptions]) -> sdk_stat.Panel:
    """Show the last value in large digits; 6 columns wide and 4 rows high.

    `options` are those of `PanelOptions`, units in Grafana's words. Raises: SourceError, for an
    empty title, what is no query, a size that does not fit.

    Example:
        >>> up = stat("Up", "min(up)", thresholds={None: "red", 1: "green"}, mappings={0: "down"})
        >>> up.build().type_val
        'stat'
    """
    panel = sdk_stat.Panel().reduce_options(_last_value())
    return fill_panel(panel, title, queries, options, (6, 4))


def gauge(title: str, *queries: Query, **options: Unpack[PanelOptions]) -> sdk_gauge.Panel:
    """Show the last value on a dial from `min` to `max`; 6 columns wide and 6 rows high.

    `options` are those of `PanelOptions`, units in Grafana's words. Raises: SourceError, for an
    empty title, what is no query, a size that does not fit.

    Example:
        >>> gauge("Disk", "used / size", unit="percentunit", min=0, max=1).build().type_val
        'gauge'
    """
    panel = sdk_gauge.Panel().reduce_options(_last_value())
    return fill_panel(panel, title, queries, options, (6, 6))


def bargauge(title: str, *queries: Query, **options: Unpack[PanelOptions]) -> sdk_bargauge.Panel:
    """Show the last values as bars side by side; 12 columns wide and 8 rows high.

    `options` are those of `PanelOptions`, units in Grafana's words. Raises: SourceError, for an
    empty title, what is no query, a size that does not fit.

    Example:
        >>> bargauge("Memory", "process_resident_memory_bytes", unit="bytes").build().type_val
        'bargauge'
    """
    panel = (
        sdk_bargauge.Panel()
        .reduce_options(_last_value())
        .orientation(common.VizOrientation.HORIZONTAL)
    )
    return fill_panel(panel, title, queries, options, (12, 8))


def table(title: str, *queries: Query, **options: Unpack[PanelOptions]) -> sdk_table.Panel:
    """Show queries as rows of a table; 24 columns wide and 8 rows high.

    A table wants `query(…, instant=True, format="table")`. `options` are those of `PanelOptions`,
    units in Grafana's words. Raises: SourceError, for an empty title, what is no query, a size
    that does not fit.

    Example:
        >>> from frontierkit.authoring import query
        >>> table("Targets", query("up", instant=True, format="table")).build().type_val
        'table'
    """
    return fill_panel(sdk_table.Panel(), title, queries, options, (24, 8))


def heatmap(title: str, *queries: Query, **options: Unpack[PanelOptions]) -> sdk_heatmap.Panel:
    """Show how a histogram changes over time; 12 columns wide and 8 rows high.

    Wants the rates of the buckets by `le`, as `query("sum by (le) (rate(x_bucket[5m]))",
    format="heatmap", legend="{{le}}")`. `options` are those of `PanelOptions`, units in Grafana's
    words. Raises: SourceError, for an empty title, what is no query, a size that does not fit.

    Example:
        >>> from frontierkit.authoring import query
        >>> buckets = query("sum by (le) (rate(x_bucket[5m]))", "{{le}}", format="heatmap")
        >>> heatmap("Latency", buckets, unit="s").build().type_val
        'heatmap'
    """
    return fill_panel(sdk_heatmap.Panel().calculate(False), title, queries, options, (12, 8))


def text(title: str, content: str, *, width: int = 24, height: int = 3) -> sdk_text.Panel:
    """Show Markdown; 24 columns wide and 3 rows high.

    Raises: SourceError, for an empty title or content, a size that does not fit.

    Example:
        >>> text("Read me", "Restart with `docker compose up`").build().type_val
        'text'
    """
    panel = sdk_text.Panel().content(Text.at(name_of(content, "the text of a panel"), here()))
    options: PanelOptions = {"width": width, "height": height}
    return fill_panel(panel, title, (), options, (24, 3))


def _last_value() -> sdk_common.ReduceDataOptions:
    return sdk_common.ReduceDataOptions().calcs(["lastNotNull"])

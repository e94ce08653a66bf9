"""The table of contents: every check, by profile and family.

`default` holds what is provably wrong for every reading; `strict` adds opinions and hygiene. A
check is imported when it is run or asked about: `label/unknown` is `checks/label/unknown.py`.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from frontierkit.checks.check import Check

DEFAULT: tuple[str, ...] = (
    "file/unreadable",
    "file/duplicate_key",
    "file/not_judged",
    "source/failed",
    "engine/misbound",
    "promql/syntax",
    "promql/window_too_short",
    "metric/unknown",
    "metric/removed",
    "metric/never_recorded",
    "label/unknown",
    "label/dead_alternative",
    "label/replace_without_effect",
    "label/unknown_value",
    "label/lost",
    "join/never_matches",
    "join/stray_zero",
    "comparison/always_true",
    "comparison/never_true",
    "counter/unrated",
    "gauge/rated",
    "histogram/without_le",
    "unit/mixed",
    "unit/mixed_scales",
    "unit/misprinted",
    "unit/shown_as_another",
    "unit/shown_on_another_scale",
    "unit/shown_without",
    "dashboard/malformed",
    "dashboard/duplicate_uid",
    "dashboard/unknown_datasource",
    "dashboard/default_datasource",
    "dashboard/unknown_variable",
    "dashboard/duplicate_panel_id",
    "dashboard/illegal_uid",
    "dashboard/untitled",
    "variable/broken_all_value",
    "variable/broken_regex",
    "variable/cyclic",
    "variable/no_duration",
    "variable/several_as_one",
    "panel/baseless_thresholds",
    "panel/duplicate_ref_id",
    "panel/impossible_bounds",
    "panel/instant_over_time",
    "panel/unknown_calculation",
    "panel/unknown_color_mode",
    "panel/unknown_panel",
    "panel/unknown_query",
    "panel/unknown_type",
    "panel/unknown_unit",
    "panel/unreachable_threshold",
    "panel/unsorted_thresholds",
    "layout/lost_in_row",
    "layout/off_grid",
    "layout/overlapping",
    "link/unknown_variable",
    "link/unknown_panel",
    "datasource/malformed",
    "rules/malformed",
    "record/cyclic",
    "record/duplicate",
    "record/interval_beyond_lookback",
    "record/rated_again",
    "record/read_too_early",
    "record/window_below_interval",
    "alert/always_firing",
    "alert/dead",
    "alert/unprintable_value",
    "alert/malformed",
    "alert/duplicate",
    "alert/for_below_interval",
    "alert/inverted_severities",
    "alert/own_label_read",
    "alert/template_literal",
    "alert/template_refused",
    "alert/value_in_label",
    "test/malformed",
    "route/malformed",
    "compose/malformed",
    "scrape/malformed",
    "scrape/duplicate_job",
)

STRICT: tuple[str, ...] = (
    "variable/never_refreshed",
    "variable/unused",
    "alert/absent_of_aggregation",
    "alert/absent_of_filter",
    "alert/absent_of_several",
    "alert/absent_without_for",
    "alert/constant_value",
    "alert/duplicate_expression",
    "alert/equal_severities",
    "alert/first_of_nothing",
    "alert/for_not_multiple",
    "label/exported_shadowed",
    "label/idle_matcher",
    "label/lost_in_branch",
    "dashboard/duplicate_title",
    "dashboard/hasty_refresh",
    "dashboard/unfilled_input",
    "panel/default_thresholds",
    "panel/deprecated_type",
    "panel/idle_sort",
    "panel/repeated_once",
    "panel/repeated_query",
    "panel/shifting_topk",
    "panel/unused_query",
    "link/unknown_dashboard",
    "link/unknown_tag",
    "promql/window_too_tight",
    "record/lagging",
    "record/misnamed_level",
    "record/misnamed_window",
    "record/unused",
    "rules/external_label",
    "rules/label_overwritten",
    "join/info_without_group",
    "join/label_overwritten",
    "join/many_to_many",
)

CHECKS = DEFAULT + STRICT


@cache
def load_check(name: str) -> Check[Any]:
    """Return the check called `name`, which is one of `CHECKS`."""
    from importlib import import_module

    family, _, problem = name.partition("/")
    check: Check[Any] = getattr(import_module(f"frontierkit.checks.{family}.{problem}"), problem)
    return check

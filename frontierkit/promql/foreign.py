"""Recognises the two languages that look like PromQL: MetricsQL and LogQL."""

from __future__ import annotations

from frontierkit.promql.tokens import tokenize, tokenize_inside

_METRICSQL_ONLY = """
aggr_over_time ascent_over_time count_eq_over_time count_gt_over_time count_le_over_time
count_ne_over_time count_values_over_time decreases_over_time default_rollup delta_prometheus
deriv_fast descent_over_time distinct_over_time duration_over_time geomean_over_time
histogram_over_time hoeffding_bound_lower hoeffding_bound_upper increase_prometheus
increase_pure increases_over_time integrate iqr_over_time lifetime median_over_time
mode_over_time outlier_iqr_over_time quantiles_over_time range_over_time rate_over_sum
rate_prometheus rollup rollup_candlestick rollup_delta rollup_deriv rollup_increase rollup_rate
rollup_scrape_interval scrape_interval share_eq_over_time share_gt_over_time share_le_over_time
stale_samples_over_time sum2_over_time sum_eq_over_time sum_gt_over_time sum_le_over_time
tfirst_over_time timestamp_with_name tlast_change_over_time tlast_over_time tmax_over_time
tmin_over_time zscore_over_time bitmap_and bitmap_or bitmap_xor buckets_limit drop_common_labels
drop_empty_series histogram_share interpolate keep_last_value keep_next_value label_copy
label_del label_graphite_group label_keep label_lowercase label_map label_match label_mismatch
label_move label_set label_transform label_uppercase label_value labels_equal limit_offset
prometheus_buckets range_avg range_first range_last range_linear_regression range_mad range_max
range_median range_min range_normalize range_quantile range_stddev range_stdvar range_sum
range_trim_outliers range_trim_spikes range_trim_zscore range_zscore remove_resets running_avg
running_max running_min running_sum smooth_exponential sort_by_label_numeric
sort_by_label_numeric_desc timezone_offset vmrange bottomk_avg bottomk_last bottomk_max
bottomk_median bottomk_min outliers_iqr outliers_mad outliersk sum2 topk_avg topk_last topk_max
topk_median topk_min zscore
"""
_METRICSQL_FUNCTIONS = frozenset(_METRICSQL_ONLY.split())
_LOGQL_FUNCTIONS = frozenset(("bytes_rate", "bytes_over_time"))
_METRICSQL_OPERATORS = frozenset(("default", "if", "ifnot"))
_OPERAND_ENDS = frozenset((")", "}", "[", "word", "number", "variable", "aggregate"))
_OPERAND_STARTS = frozenset(("(", "{", "word", "number", "variable", "aggregate", "-"))


def foreign(text: str) -> str | None:
    """`MetricsQL` or `LogQL`, where a text that is no PromQL is clearly one of these.

    A rollup without its range, `rate(x)`, is legal in MetricsQL, but not a sign of it: far more
    often it is a mistake.
    """
    kinds, texts, ends = tokenize(text, grafana=True)
    for at, kind in enumerate(kinds):
        if _is_logql(kinds, texts, at):
            return "LogQL"
        if kind == "[" and _has_steps(texts[at]):
            return "MetricsQL"
        if kind == "word" and _is_metricsql(kinds, texts, at):
            return "MetricsQL"
    return None


def _is_logql(kinds: list[str], texts: list[str], at: int) -> bool:
    kind, text = kinds[at], texts[at]
    if kind == "word" and text in _LOGQL_FUNCTIONS:
        return kinds[at + 1] == "("
    after_selector = at > 1 and kinds[at - 1] == "}" and kinds[at - 2] in ("string", "{", ",")
    if kind in ("!=", "!~"):
        return after_selector and kinds[at + 1] == "string"
    return text == "|" and after_selector


def _has_steps(bracket: str) -> bool:
    """Whether a range counts in steps, as in `[5i]`."""
    kinds, texts, ends = tokenize_inside(bracket[1:-1], 1, closed=True, grafana=True)
    return any(
        kind == "number" and texts[at + 1] == "i" and ends[at] + 1 == ends[at + 1]
        for at, kind in enumerate(kinds)
    )


def _is_metricsql(kinds: list[str], texts: list[str], at: int) -> bool:
    text, following = texts[at].lower(), kinds[at + 1]
    if text in _METRICSQL_FUNCTIONS:
        return following in ("(", "by")
    if text == "keep_metric_names":
        return at > 0 and kinds[at - 1] == ")"
    if text == "with":
        return at == 0 and following == "("
    if text in _METRICSQL_OPERATORS:
        return at > 0 and kinds[at - 1] in _OPERAND_ENDS and following in _OPERAND_STARTS
    return False

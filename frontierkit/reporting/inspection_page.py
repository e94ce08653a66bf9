"""Makes the page of `frontierkit inspect`: what the words of its answer mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from frontierkit.analysis.series import TYPES
from frontierkit.analysis.units import WORDS, Unit

HEAD = """# What an expression is

`frontierkit inspect 'EXPR'` says what every result of a PromQL expression is sure to be, and why.
It is offline: catalogs, rules and scrape jobs decide, as they do for `frontierkit lint`. Whatever
is not sure is `maybe`, `null` or `unknown`; no claim depends on the data that are stored.

    frontierkit inspect 'histogram_quantile(0.9, sum by (le) (rate(x_seconds_bucket[5m])))'
    frontierkit inspect --catalog mine.yaml 'job:requests:rate5m' rules.yml
    frontierkit inspect --stdin --format json < expressions.txt

Files and folders after the expression bring rules and scrape jobs; `--sources` brings those of the
project's sources. Grafana's variables are allowed and may be anything. An expression that begins
with `-` goes behind `--`. The exit code is 1 if Prometheus refuses the expression.

With `--format json` the answer is one JSON object on one line; with `--stdin` every line is an
expression, and every expression is answered by one line, in order (exit code 0, whatever they are).

| key | value |
|---|---|
"""

KEYS = {
    "expr": "the expression",
    "error": "why Prometheus refuses it; then there is no other key but `expr`",
    "type": "one of the types below",
    "unit": "one of the units below; `null`: not known",
    "labels": "by name: `presence`, which is `always`, `maybe` or `never` (of every result), and "
    "`values`: all that it can have, or `null` if they are not known. `never` has none. A label "
    "that is empty is absent",
    "other_labels": "`maybe` or `never`: labels that are not among `labels`",
    "range": "`low` and `high`, both included, of every value that is a number; `null`: unbounded, "
    "and the infinity of that side is included. A bound beyond all numbers is infinity",
    "nan": "a value can be NaN",
    "integral": "every value that is finite is a whole number",
    "empty": "`always`: there is never a result, whatever is stored; `never`: there always is one; "
    "`maybe`",
    "why": "the reasons, in sentences: what each is about, and the character where it begins",
}

REST = """
Native histograms have no value: `range`, `nan` and `integral` say nothing of them. `__name__`, the
metric's name, stands among the labels where a result can have one, with the names it can have.

## Types

| type | meaning |
|---|---|
"""

UNITS = """
## Units

| unit | meaning |
|---|---|
"""

TAIL = """
Any other word is the plural of what is counted, as catalogs say it: `requests`, `tokens`. A unit
per another is written `bytes/seconds`, `tokens/requests`; a product `joules*seconds`, a power
`seconds^2`; `1/seconds` has nothing above. Where no word fits the scale, a number stands before:
`0.001 requests/seconds` are thousandths of requests per second.
"""


def page() -> str:
    """Return `docs/inspect.md`."""
    return HEAD + _rows(KEYS) + REST + _rows(TYPES) + UNITS + "".join(_units()) + TAIL


def _rows(meanings: Mapping[str, str]) -> str:
    return "".join(f"| `{name}` | {meaning} |\n" for name, meaning in meanings.items())


def _units() -> Iterator[str]:
    for word, unit in WORDS.items():
        yield f"| `{word}` | {_meaning(word, unit)} |\n"


def _meaning(word: str, unit: Unit) -> str:
    if word == "ratio":
        return "a number of something per number of its like, 1 is the whole"
    if word == "percent":
        return "the same, 100 is the whole"
    if word == "count":
        return "how many, of whatever the name says"
    dimensions = "*".join(
        name if power == 1 else f"{name}^{power}" for name, power in unit.dimensions
    )
    scaled = dimensions if unit.scale == 1 else f"{unit.scale:.12g} {dimensions}"
    return f"{scaled} since 1970" if unit.point else scaled

"""What objectives are tested with: shares of requests that miss them, over hours, in vLLM.

vLLM tells all that is promised. Budgets burn in hours and days, so there is a value every quarter
of an hour; each objective has a file of its own, and its tests evaluate no rules but its own.
"""

from collections.abc import Callable
from dataclasses import dataclass

from frontierkit.authoring import (
    Engine,
    Expectation,
    Series,
    fires,
    histogram_series,
    quiet,
    series,
)

_STEPS = 40


@dataclass(frozen=True, slots=True)
class Scenario:
    """A test that is yet to be declared, by the objective that it is about."""

    name: str
    given: list[Series]
    expect: list[Expectation]
    interval: str = "15m"


def budget(vllm: Engine, slo: str, share: float) -> list[Scenario]:
    """Return scenarios for all alerts on a budget: `share` is how much of it all may miss.

    Fast is six times the budget over six hours, slowly once over three days.
    """
    prefix, given = f"Slo{''.join(p.capitalize() for p in slo.split('_'))}", _GIVEN[slo]
    fast, slow = f"{prefix}BurnsFast", f"{prefix}BurnsSlowly"
    few, of_qwen = f"{prefix}FailsWhileQuiet", who(vllm)
    ten, four, half = (round(1000 * share * times) for times in (10, 4, 0.5))
    return [
        Scenario(
            f"{slo}: ten times as many miss it as may",
            given(vllm, ten, 1000 - ten),
            [quiet(fast, at="15m"), fires(fast, of_qwen, at="1h")],
        ),
        Scenario(
            f"{slo}: four times as many miss it as may",
            given(vllm, four, 1000 - four),
            [
                quiet(slow, at="15m"),
                quiet(fast, at="3h"),
                fires(slow, of_qwen, at="3h"),
                quiet(few, at="3h"),
            ],
        ),
        Scenario(
            f"{slo}: half as many miss it as may",
            given(vllm, half, 1000 - half),
            [quiet(slow, at="3h"), quiet(fast, at="3h")],
        ),
        # Too few to burn a budget, and told all the same.
        Scenario(
            f"{slo}: one request in half an hour, and each misses it",
            given(vllm, 1, 0),
            [quiet(fast, at="7h"), fires(few, of_qwen, at="7h")],
            interval="30m",
        ),
    ]


def latencies(
    vllm: Engine, metric: str, bounds: tuple[float, float], late: int, in_time: int
) -> list[Series]:
    """Return a histogram: `in_time` observations within the first bound, `late` in the second."""
    kept, missed = bounds
    return histogram_series(f"{metric}{of(vllm)}", {kept: in_time, missed: late}, steps=_STEPS)


def ended(vllm: Engine, failed: str, answered: str) -> list[Series]:
    """Return requests that ended, in promtool's notation."""
    return [
        series(f"vllm:request_success_total{of(vllm, reason)}", values)
        for reason, values in (("error", failed), ("stop", answered))
    ]


def of(vllm: Engine, reason: str = "") -> str:
    """Return the labels of a series of vLLM."""
    finished = f', finished_reason="{reason}"' if reason else ""
    return f'{{job="{vllm.job}", engine="{vllm.name}", model="qwen3"{finished}}}'


def who(vllm: Engine) -> dict[str, str]:
    """Return the labels of an alert about the model."""
    return {"engine": vllm.name, "model": "qwen3"}


def _late(metric: str, *bounds: float) -> Callable[[Engine, int, int], list[Series]]:
    return lambda vllm, late, in_time: latencies(
        vllm, metric, (bounds[0], bounds[1]), late, in_time
    )


def _failed(vllm: Engine, failed: int, answered: int) -> list[Series]:
    return ended(vllm, f"0+{failed}x{_STEPS}", f"0+{answered}x{_STEPS}")


_GIVEN = {
    "latency": _late("vllm:e2e_request_latency_seconds", 0.3, 0.5),
    "ttft": _late("vllm:time_to_first_token_seconds", 1.0, 2.5),
    "inter_token": _late("vllm:inter_token_latency_seconds", 0.1, 0.5),
    "errors": _failed,
}

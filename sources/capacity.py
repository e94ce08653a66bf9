"""What the machine does for its price: tokens by GPU, by joule, and what a million of them cost.

By engine, as far as it tells the tokens that it generates. GPUs and their power are those of the
whole machine: where several engines share them, each row counts them all. Energy is that of the
GPUs; on a machine without (a Mac), these panels are empty, and the price of its power is yours to
measure at the socket.
"""

from _links import to_all

from frontierkit.authoring import (
    Engine,
    Row,
    custom_variable,
    dashboard,
    per_engine,
    query,
    record,
    row,
    rule_group,
    signals,
    stat,
    timeseries,
)

_BY_DCGM = {"exporter": "dcgm"}
_BY_SMI = {"exporter": "nvidia-smi"}

# One name for both exporters; where both run, both see the same GPUs.
totals = rule_group(
    "gpu totals",
    record("gpus:devices:count", "count(DCGM_FI_DEV_POWER_USAGE)", labels=_BY_DCGM),
    record("gpus:devices:count", "count(nvidia_smi_power_draw_watts)", labels=_BY_SMI),
    record("gpus:power_watts:sum", "sum(DCGM_FI_DEV_POWER_USAGE)", labels=_BY_DCGM),
    record("gpus:power_watts:sum", "sum(nvidia_smi_power_draw_watts)", labels=_BY_SMI),
    interval="30s",
)

_GPUS = "max(gpus:devices:count)"
_WATTS = "max(gpus:power_watts:sum)"
# Per hour: all GPUs at their price, and what they draw at the tariff of a kilowatt-hour.
_COST = f"($gpu_hour * {_GPUS} + {_WATTS} / 1000 * $tariff)"


@per_engine
def efficiency(engine: Engine) -> Row | None:
    if not engine.exports(signals.generated_tokens):
        return None
    recorded = f'{signals.generated_tokens}{{engine="{engine.name}"}}'
    now = f"sum({recorded})"
    mean = f"sum(avg_over_time({recorded}[$__range]))"
    peak = f"sum(max_over_time({recorded}[$__range]))"
    title = engine.title
    return row(
        title,
        stat(
            f"{title}: tokens per second",
            query(now, "now"),
            query(mean, "mean"),
            query(peak, "peak"),
            description="Of answers. The mean is over the chosen time, idle hours included; the "
            "peak is the best five minutes.",
            unit="suffix: tok/s",
            width=8,
            height=6,
        ),
        stat(
            f"{title}: in use",
            query(f"{mean} / ({peak} > 0)", "of its peak"),
            description="The mean, of the best five minutes: what is left is headroom, if the best "
            "was not less than it could.",
            unit="percentunit",
            width=8,
            height=6,
        ),
        stat(
            f"{title}: a million tokens cost",
            query(f"{_COST} / ({mean} * 3600 > 0) * 1e6", "as used"),
            query(f"{_COST} / ({peak} * 3600 > 0) * 1e6", "at the peak"),
            description="GPUs by the hour and their energy, at the price and the tariff above, in "
            "whatever currency these are.",
            unit="short",
            decimals=2,
            width=8,
            height=6,
        ),
        timeseries(
            f"{title}: tokens per second and GPU",
            query(f"{now} / {_GPUS}", "now"),
            description="To compare machines of different size.",
            unit="suffix: tok/s",
            min=0,
        ),
        timeseries(
            f"{title}: tokens per joule",
            query(f"{now} / ({_WATTS} > 0)", "now"),
            description="A watt is a joule a second: tokens per second, by watt.",
            unit="suffix: tok/J",
            min=0,
        ),
    )


supply = row(
    "The machine",
    stat(
        "GPUs",
        query(_GPUS),
        description="By DCGM or nvidia-smi, whichever runs.",
        unit="short",
    ),
    stat(
        "Power of all GPUs",
        query(_WATTS),
        description="What the boards draw, without the rest of the machine.",
        unit="watt",
    ),
    stat(
        "Cost per hour",
        query(_COST),
        description="GPUs at their price, and their energy at the tariff.",
        unit="short",
        decimals=2,
    ),
    stat(
        "Energy in a day",
        query("sum(increase(DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION[1d])) / 3.6e9"),
        query("sum(increase(nvidia_smi_energy_joules_total[1d])) / 3.6e6"),
        description="Of the GPUs, by their own meters. DCGM counts millijoules.",
        unit="kwatth",
        decimals=2,
    ),
)

capacity = dashboard(
    "Capacity and cost",
    supply,
    efficiency,
    uid="capacity-cost",
    folder="LLM",
    tags=["llm", "resources"],
    variables=[
        custom_variable("gpu_hour", ["0", "0.5", "1", "2", "4"], label="Price of a GPU and hour"),
        custom_variable("tariff", ["0.30", "0.15", "0.40"], label="Price of a kWh"),
    ],
    links=to_all(),
    time="24h",
    description="Tokens by GPU and by joule, and what a million of them cost.",
)

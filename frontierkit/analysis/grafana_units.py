"""What the units of Grafana's panels mean, in the units of the analysis."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from frontierkit.analysis.units import COUNT, PERCENT, RATIO, SECONDS, WORDS, Unit

PLAIN = frozenset(("", "none", "short", "sishort", "locale", "sci"))
"""Units that show a number as it is, whatever it measures."""
_PER_SECOND = COUNT.per(SECONDS)
_BYTE, _BIT = WORDS["bytes"], WORDS["bits"]
_JOULE = WORDS["joules"]
_KILO, _KIBI = 1e3, 2.0**10
_PREFIXES = ("K", "M", "G", "T", "P")


def shown_as(id: str) -> Unit | None:
    """Return what a panel's unit says of its numbers; None if that is nothing, or not known."""
    return _table().get(id.removeprefix("suffix:").strip())


@cache
def _table() -> Mapping[str, Unit]:
    return {
        "percent": PERCENT,
        "%": PERCENT,
        "percentunit": RATIO,
        "ppm": _times(RATIO, 1e-6),
        "conppb": _times(RATIO, 1e-9),
        "celsius": WORDS["celsius"],
        "currencyUSD": WORDS["usd"],
        "rotrpm": WORDS["rpm"],
        **_times_of_day(),
        **_data(),
        **_data_rates(),
        **_throughput(),
        **_energy(),
    }


def _times(unit: Unit, factor: float) -> Unit:
    return Unit(unit.dimensions, float(f"{unit.scale * factor:.12g}"), unit.point)


def _times_of_day() -> dict[str, Unit]:
    """Durations, and points in time, which Grafana takes in milliseconds."""
    seconds: dict[str, float] = {
        "ns": 1e-9, "µs": 1e-6, "ms": 1e-3, "s": 1, "m": 60, "h": 3600, "d": 86400,
        "dtdurationms": 1e-3, "dtdurations": 1, "dthms": 1, "dtdhms": 1,
        "timeticks": 0.01, "clockms": 1e-3, "clocks": 1,
    }  # fmt: skip
    dates = (
        "dateTimeAsIso", "dateTimeAsIsoNoDateIfToday", "dateTimeAsUS", "dateTimeAsUSNoDateIfToday",
        "dateTimeAsLocal", "dateTimeAsLocalNoDateIfToday", "dateTimeAsSystem", "dateTimeFromNow",
    )  # fmt: skip
    durations = {id: _times(SECONDS, scale) for id, scale in seconds.items()}
    return durations | dict.fromkeys(dates, WORDS["unix_milliseconds"])


def _data() -> dict[str, Unit]:
    units = {"bytes": _BYTE, "decbytes": _BYTE, "bits": _BIT, "decbits": _BIT}
    for power, prefix in enumerate(_PREFIXES, start=1):
        units[f"{prefix.lower()}bytes"] = _times(_BYTE, _KIBI**power)
        units[f"dec{prefix.lower()}bytes"] = _times(_BYTE, _KILO**power)
    return units


def _data_rates() -> dict[str, Unit]:
    byte, bit = _BYTE.per(SECONDS), _BIT.per(SECONDS)
    units = {"Bps": byte, "binBps": byte, "bps": bit, "binbps": bit}
    for power, prefix in enumerate(_PREFIXES, start=1):
        units[f"{prefix}Bs"] = _times(byte, _KILO**power)
        units[f"{prefix}iBs"] = _times(byte, _KIBI**power)
        units[f"{prefix}bits"] = _times(bit, _KILO**power)
        units[f"{prefix}ibits"] = _times(bit, _KIBI**power)
    return units


def _throughput() -> dict[str, Unit]:
    per_second = ("cps", "ops", "reqps", "rps", "wps", "iops", "eps", "mps", "recps", "rowsps",
                  "pps", "hertz", "flops", "Hs")  # fmt: skip
    per_minute = ("cpm", "opm", "reqpm", "rpm", "wpm", "epm", "mpm", "recpm", "rowspm")
    scaled = {"mflops": 1e6, "gflops": 1e9, "tflops": 1e12, "KHs": 1e3, "MHs": 1e6, "GHs": 1e9}
    return (
        dict.fromkeys(per_second, _PER_SECOND)
        | dict.fromkeys(per_minute, _times(_PER_SECOND, 1 / 60))
        | {id: _times(_PER_SECOND, scale) for id, scale in scaled.items()}
    )


def _energy() -> dict[str, Unit]:
    watt = WORDS["watts"]
    return {
        "joule": _JOULE,
        "watth": _times(_JOULE, 3600),
        "kwatth": _times(_JOULE, 3.6e6),
        "watt": watt,
        "mwatt": _times(watt, 1e-3),
        "kwatt": _times(watt, 1e3),
        "megwatt": _times(watt, 1e6),
        "gwatt": _times(watt, 1e9),
        "volt": WORDS["volts"],
        "mvolt": WORDS["millivolts"],
        "kvolt": _times(WORDS["volts"], 1e3),
        "amp": WORDS["amperes"],
        "mamp": WORDS["milliamperes"],
        "kamp": _times(WORDS["amperes"], 1e3),
    }

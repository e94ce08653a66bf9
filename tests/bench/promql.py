"""How fast we parse, against the prototype, on the same expressions in one run.

    python tests/bench/promql.py [ROUNDS]

The prototype and the expressions are shared material: set FRONTIERKIT_SHARED, or have it at
`../shared` beside the checkout.
"""

from __future__ import annotations

import gc
import importlib.util
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from frontierkit.promql import parse  # noqa: E402

SHARED = Path(os.environ.get("FRONTIERKIT_SHARED", ROOT.parent / "shared"))


def main(rounds: int) -> None:
    theirs = prototype()
    ours = parse.__wrapped__  # every text anew
    for name, texts in expressions().items():
        mine, other = compare(ours, theirs, texts, rounds)
        each = 1e6 / len(texts)
        print(
            f"{name:34} {len(texts):5} expressions  ours {mine * each:5.1f} µs"
            f"  prototype {other * each:5.1f} µs  ratio {other / mine:4.2f}"
        )


def compare(
    ours: Callable[[str], object],
    theirs: Callable[[str], object],
    texts: Sequence[str],
    rounds: int,
) -> tuple[float, float]:
    """The median seconds of each, taken in turns."""
    times: tuple[list[float], list[float]] = ([], [])
    gc.disable()
    for _ in range(rounds):
        for parser, taken in zip((ours, theirs), times, strict=True):
            start = time.perf_counter()
            for text in texts:
                parser(text)
            taken.append(time.perf_counter() - start)
            gc.collect()
    return statistics.median(times[0]), statistics.median(times[1])


def expressions() -> dict[str, list[str]]:
    """The expressions that both accept, by where they are from."""
    found: dict[str, list[str]] = {}
    with open(SHARED / "facts/promql/oracle.jsonl", encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            if entry["stable"]:
                found.setdefault(entry["set"], []).append(entry["expr"])
    return found


def prototype() -> Callable[[str], object]:
    path = SHARED / "prototypes/promql_parser.py"
    spec = importlib.util.spec_from_file_location("prototype", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"there is no prototype at {path}: set FRONTIERKIT_SHARED")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    parser: Callable[[str], object] = module.parse
    return parser


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)

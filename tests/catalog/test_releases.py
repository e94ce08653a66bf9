"""Order among releases, as far as their names show one."""

from __future__ import annotations

import pytest

from frontierkit.catalog.releases import position, release_order

VLLM = ("0.6.6.post1", "0.7.3", "0.9.2", "0.10.2")
BLACKBOX = ("0.27.0", "0.28.0", "main-2026-07-24")
DCGM = ("3.3.7-3.5.0", "4.0.0-4.0.1", "4.4.0-4.5.0", "4.5.3-4.8.2")
MISTRALRS = ("0.9.1", "0.9.2", "0.9.2-7-g9e922623")


@pytest.mark.parametrize(
    ("version", "compared", "place"),
    [
        ("0.9.2", VLLM, 2),
        ("v0.9.2", VLLM, 2),
        (" v0.9.2 ", VLLM, 2),
        ("0.9.2-alpine", VLLM, 2),
        ("0.9.2.0", VLLM, 2),
        ("0.9.2rc1", VLLM, 1.5),
        ("0.9.2.dev3", VLLM, 1.5),
        ("0.9.2.post1", VLLM, 2.5),
        ("0.10.0", VLLM, 2.5),
        ("0.6.6", VLLM, -0.5),
        ("0.6.6.post1", VLLM, 0),
        ("0.6.6.post2", VLLM, 0.5),
        ("0.11.0", VLLM, 3.5),
        ("nightly", VLLM, None),
        ("8e9a1bdb", VLLM, None),
        ("main-2026-07-24", BLACKBOX, 2),
        ("0.27.1", BLACKBOX, 0.5),
        ("0.29.0", BLACKBOX, 2.5),
        ("4.4.0-4.5.0", DCGM, 2),
        ("4.4.0-4.5.0-ubuntu22.04", DCGM, 2),
        ("4.2.0-4.1.0", DCGM, 1.5),
        ("0.9.2-7-g9e922623", MISTRALRS, 2),
        ("0.9.2-3-gabcdef", MISTRALRS, 1.5),
        ("f4288031", ("f4288031",), 0),
    ],
)
def test_a_release_is_among_or_between_the_compared_ones_or_not_known(
    version: str, compared: tuple[str, ...], place: float | None
) -> None:
    assert position(version, compared) == place


def test_numbers_are_compared_as_numbers() -> None:
    ordered = ["0.9.2", "0.10.0rc1", "0.10.0", "0.10.0.post1", "0.10.1", "1.0"]

    assert sorted(sorted(ordered), key=lambda name: release_order(name) or ()) == ordered
    assert release_order("1.10") == release_order("v1.10.0")
    assert release_order("main") is None

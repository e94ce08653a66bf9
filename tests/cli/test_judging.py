"""What is read without click is read as click reads it."""

from __future__ import annotations

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontierkit.cli import judging
from frontierkit.cli.judging import CHOSEN, GATHERED, Asked, asked_simply
from frontierkit.cli.lint import command
from frontierkit.remembered import SWITCH

WORDS = st.sampled_from(
    [*CHOSEN, *GATHERED, SWITCH, "text", "json", "strict", "error", "a.yml", "", "-", "--", "b/c",
     "--format=json", "--select=alert", "--profile=loud", "--no-cache=1", "--fix", "-h",
     "--catalog="]
)  # fmt: skip


@given(st.lists(WORDS, max_size=6))
def test_it_reads_what_click_reads(arguments: list[str]) -> None:
    asked = asked_simply(arguments)

    assert asked is None or asked == by_click(arguments)


def by_click(arguments: list[str]) -> Asked:
    context = command.make_context("lint", list(arguments))
    others = {"fix", "diff", "baseline", "write_baseline"}
    return Asked(**{name: value for name, value in context.params.items() if name not in others})


def test_every_option_without_a_stage_of_its_own_is_known() -> None:
    options = {o for p in command.params if isinstance(p, click.Option) for o in p.opts}

    left = {"--fix", "--diff", "--baseline", "--write-baseline"}
    assert options - left == {*CHOSEN, *GATHERED, SWITCH}


@pytest.mark.parametrize("arguments", [["--fix"], ["--help"], ["--format", "x"], ["--format"]])
def test_what_is_not_simple_is_left_to_click(arguments: list[str]) -> None:
    assert asked_simply(arguments) is None


def test_the_command_line_takes_the_short_way(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Asked] = []

    def lint(asked: Asked, memory: object) -> int:
        seen.append(asked)
        return 0

    monkeypatch.setattr(judging, "lint", lint)

    from frontierkit.cli.exit import run

    assert run(["lint", "--select", "alert", "a.yml"]) == 0
    assert seen == [Asked(paths=("a.yml",), select=("alert",))]

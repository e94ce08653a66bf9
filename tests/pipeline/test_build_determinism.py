"""Equal sources are equal bytes: on any machine, for anyone, at any time."""

from __future__ import annotations

from pathlib import Path

from tests.pipeline.project import begin, bytes_of, frontierkit


def test_neither_hash_order_nor_place_nor_time_is_in_a_build(tmp_path: Path) -> None:
    one = begin(tmp_path / "one")
    other = begin(tmp_path / "a longer way/ünd another")
    (other / "sub").mkdir()

    first = frontierkit(
        "build", "--no-promtool", cwd=one, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8"
    )
    second = frontierkit(
        "build",
        "--no-promtool",
        cwd=other / "sub",
        PYTHONHASHSEED="4711",
        TZ="Pacific/Chatham",
        LC_ALL="C",
        HOME=str(tmp_path),
    )

    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    built = bytes_of(one / "build/current")
    assert built == bytes_of(other / "build/current")
    assert len(built) > 5
    assert (one / "build/current").resolve().name == (other / "build/current").resolve().name


def test_who_built_where_and_when_is_nowhere_in_a_build(tmp_path: Path) -> None:
    project = begin(tmp_path / "somewhere-unmistakable")

    frontierkit("build", "--no-promtool", cwd=project)

    for path, content in bytes_of(project / "build/current").items():
        assert b"somewhere-unmistakable" not in content, path

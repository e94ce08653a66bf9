"""A build that is killed, interrupted or out of space at any moment leaves the old or the new."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from frontierkit.output.disk import CannotWrite
from frontierkit.output.manifest import manifest
from frontierkit.output.write import publish
from tests.output.trees import built, contents, hidden, live, tree

OLD = tree(rules__a="old", dashboards__b="old", prometheus="old")
NEW = tree(rules__a="new", rules__c="new", prometheus="new")
OPERATIONS = (
    *("open", "write", "pwrite", "ftruncate", "fsync", "utime", "chmod", "fchmod"),
    *("mkdir", "rename", "replace", "symlink", "unlink", "rmdir"),
)


class Fault:
    """Counts the operations that change the disk, and strikes before the k-th."""

    def __init__(self, k: int, strike: Callable[[], object]) -> None:
        self.left = k
        self.strike = strike
        self.struck = False

    @contextmanager
    def armed(self) -> Iterator[None]:
        counted = {name: self._counted(name) for name in OPERATIONS}
        with mock.patch.dict(vars(os), counted):
            yield

    def _counted(self, name: str) -> Callable[..., Any]:
        real = getattr(os, name)

        def operation(*args: Any, **kwargs: Any) -> Any:
            self.left -= 1
            if self.left == 0:
                self.struck = True
                if name == "write":
                    real(args[0], bytes(args[1])[:1])
                self.strike()
            return real(*args, **kwargs)

        return operation


def out_of_space() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def interrupted() -> None:
    raise KeyboardInterrupt


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def rebuild(build: Path) -> None:
    publish(NEW, manifest(NEW, None), build, keep=1)


def in_child(build: Path, fault: Fault) -> bool:
    """Rebuild in a child; say whether the fault struck it down."""
    child = os.fork()
    if child == 0:
        with fault.armed():
            rebuild(build)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@pytest.fixture
def build(tmp_path: Path) -> Path:
    built(tmp_path / "build", OLD)
    return tmp_path / "build"


def anew(build: Path) -> None:
    shutil.rmtree(build)
    built(build, OLD)


def test_kill_between_any_two_operations(build: Path) -> None:
    struck = 0
    while in_child(build, Fault(struck + 1, killed)):
        struck += 1
        assert live(build) in (contents(OLD), contents(NEW)), f"after operation {struck}"

        rebuild(build)
        assert live(build) == contents(NEW), f"after operation {struck}"
        assert hidden(build) == [], f"after operation {struck}"
        assert len(list((build / "releases").iterdir())) == 1, f"after operation {struck}"
        anew(build)

    assert struck > 30
    assert live(build) == contents(NEW)


@pytest.mark.parametrize(
    ("strike", "raised"), [(out_of_space, CannotWrite), (interrupted, KeyboardInterrupt)]
)
def test_a_full_disk_or_ctrl_c_at_any_moment(
    build: Path, strike: Callable[[], None], raised: type[BaseException]
) -> None:
    struck = 0
    while True:
        fault = Fault(struck + 1, strike)
        with fault.armed():
            try:
                rebuild(build)
            except raised:
                pass
            except BaseException as other:
                raise AssertionError(f"at operation {struck + 1}: {other!r}") from other
        if not fault.struck:
            break
        struck += 1
        assert live(build) in (contents(OLD), contents(NEW)), f"after operation {struck}"
        unfinished = [name for name in hidden(build) if name.startswith(".new-")]
        assert unfinished == [], f"after operation {struck}"
        anew(build)

    assert struck > 30


def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=128k", "none", str(disk)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("only root can make a small disk")
    try:
        built(disk, OLD)
        with pytest.raises(CannotWrite) as refused:
            built(disk, tree(small="x", large="x" * 200_000))

        assert str(refused.value).startswith("the disk is full: could not write to")
        assert refused.value.exit_code == 3
        assert "`current` is as it was" in refused.value.hint
        assert live(disk) == contents(OLD)
        assert hidden(disk) == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)

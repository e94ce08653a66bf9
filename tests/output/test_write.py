"""Publishing: what a build directory holds afterwards, and what it refuses."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from frontierkit.errors import CannotRun, UsageError
from frontierkit.output.disk import CannotWrite
from frontierkit.output.lock import BuildLocked, locked
from frontierkit.output.manifest import ManifestBroken, manifest, read_manifest
from frontierkit.output.release import Difference, compare, releases
from frontierkit.output.write import NothingToBuild, go_back, publish
from tests.output.trees import built, contents, hidden, live, tree

ONE = tree(rules__a="1", prometheus="one")
TWO = tree(rules__b="2", prometheus="two")


def test_a_release_is_live_through_a_relative_link(tmp_path: Path) -> None:
    published = built(tmp_path / "build", ONE)

    link = os.readlink(tmp_path / "build/current")
    assert link == f"releases/{published.name}"
    assert live(tmp_path / "build") == contents(ONE)
    assert not published.unchanged
    assert (tmp_path / "build/.gitignore").read_text(encoding="utf-8") == "*\n!.gitignore\n"


def test_the_manifest_says_what_is_there_and_nothing_of_here_and_now(tmp_path: Path) -> None:
    built(tmp_path, ONE, "2.42.0")

    found = json.loads((tmp_path / "current/manifest.json").read_text(encoding="utf-8"))
    assert list(found) == ["files", "frontierkit", "release", "verified", "version"]
    assert found["verified"] == {"promtool": "2.42.0"}
    assert found["files"][1] == {
        "path": "rules/a",
        "sha256": "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b",
        "origin": "sources/a.py:3",
    }
    assert read_manifest(tmp_path / "current") == manifest(ONE, "2.42.0")


def test_everybody_may_read_a_release(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        built(tmp_path / "build", ONE)
    finally:
        os.umask(before)

    modes = {
        path.relative_to(tmp_path).as_posix(): path.stat().st_mode & 0o777
        for path in (tmp_path / "build/current/rules/a").resolve().parents
        if path.is_relative_to(tmp_path / "build")
    }
    assert set(modes.values()) == {0o755}
    assert (tmp_path / "build/current/rules/a").stat().st_mode & 0o777 == 0o644


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    built(tmp_path, ONE)

    again = built(tmp_path, ONE)

    assert again.unchanged
    assert len(releases(tmp_path)) == 1


def test_a_later_verification_is_noted_in_place(tmp_path: Path) -> None:
    built(tmp_path, ONE)

    assert built(tmp_path, ONE, "3.14.0").unchanged

    [release] = releases(tmp_path)
    assert release.manifest.verified.promtool == "3.14.0"


def test_what_was_tampered_with_is_built_beside(tmp_path: Path) -> None:
    first = built(tmp_path, ONE)
    (tmp_path / "current/rules/a").write_text("tampered", encoding="utf-8")

    second = built(tmp_path, ONE)

    assert second.name == f"{first.name}.1"
    assert live(tmp_path) == contents(ONE)
    assert (tmp_path / "releases" / first.name / "rules/a").read_text() == "tampered"


def test_the_last_few_are_kept_and_the_live_one_always(tmp_path: Path) -> None:
    names = []
    for number in range(7):
        names.append(built(tmp_path, tree(a=str(number))).name)
        os.utime(tmp_path / "releases" / names[-1], (number, number))

    assert [release.name for release in releases(tmp_path)] == names[:1:-1]

    go_back(tmp_path, names[2])
    wanted = tree(a="7")
    publish(wanted, manifest(wanted, None), tmp_path, keep=1)
    assert len(releases(tmp_path)) == 1
    assert live(tmp_path) == {"a": "7"}


def test_only_what_a_manifest_owns_is_removed(tmp_path: Path) -> None:
    first = tmp_path / "releases" / built(tmp_path, ONE).name
    (first / "rules/mine").write_text("mine", encoding="utf-8")
    (tmp_path / "releases/notes").mkdir()
    (tmp_path / "releases/notes/todo").write_text("mine", encoding="utf-8")
    (tmp_path / "targets").mkdir()
    (tmp_path / "targets/vllm.json").write_text("[]", encoding="utf-8")

    publish(TWO, manifest(TWO, None), tmp_path, keep=1)

    assert [path.name for path in first.rglob("*")] == ["rules", "mine"]
    assert (tmp_path / "releases/notes/todo").exists()
    assert (tmp_path / "targets/vllm.json").exists()


def test_nothing_is_removed_through_a_link(tmp_path: Path) -> None:
    release = tmp_path / "build/releases" / built(tmp_path / "build", ONE).name
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious/a").write_text("precious", encoding="utf-8")
    (release / "rules/a").unlink()
    (release / "rules").rmdir()
    (release / "rules").symlink_to(tmp_path / "precious")

    publish(TWO, manifest(TWO, None), tmp_path / "build", keep=1)

    assert (tmp_path / "precious/a").exists()


def test_a_manifest_that_leads_out_of_its_release_is_none(tmp_path: Path) -> None:
    release = tmp_path / "releases" / built(tmp_path, ONE).name
    text = (release / "manifest.json").read_text(encoding="utf-8")
    (release / "manifest.json").write_text(text.replace("rules/a", "../../a"), encoding="utf-8")

    with pytest.raises(ManifestBroken):
        read_manifest(release)


def test_nothing_is_not_published(tmp_path: Path) -> None:
    built(tmp_path, ONE)

    with pytest.raises(NothingToBuild):
        built(tmp_path, tree())

    assert live(tmp_path) == contents(ONE)


def test_a_current_that_is_no_link_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "current").mkdir()

    with pytest.raises(UsageError, match="is not a symbolic link"):
        built(tmp_path, ONE)

    assert (tmp_path / "current").is_dir()


def test_stale_names_missing_changed_and_left_over(tmp_path: Path) -> None:
    built(tmp_path, ONE)

    assert not compare(ONE, tmp_path)
    assert compare(TWO, tmp_path) == Difference(("rules/b",), ("prometheus",), ("rules/a",))


def test_before_the_first_build_everything_is_missing(tmp_path: Path) -> None:
    assert compare(ONE, tmp_path / "build") == Difference(("prometheus", "rules/a"), (), ())


def test_going_back_and_forth(tmp_path: Path) -> None:
    first = built(tmp_path, ONE).name
    built(tmp_path, TWO)

    assert go_back(tmp_path, first[:6]).name == first
    assert live(tmp_path) == contents(ONE)
    assert {release.name: release.current for release in releases(tmp_path)}[first]


def test_there_is_no_going_back_to_what_is_damaged_or_unknown(tmp_path: Path) -> None:
    first = built(tmp_path, ONE).name
    second = built(tmp_path, TWO).name
    (tmp_path / "releases" / first / "rules/a").unlink()

    with pytest.raises(CannotRun, match=f"release `{first}` is damaged"):
        go_back(tmp_path, first)
    with pytest.raises(UsageError, match="`zzz` is no release") as unknown:
        go_back(tmp_path, "zzz")
    with pytest.raises(UsageError, match="is the beginning of several releases"):
        go_back(tmp_path, "")
    with pytest.raises(UsageError, match="holds no release"):
        go_back(tmp_path / "elsewhere", "a")

    assert second in unknown.value.hint
    assert live(tmp_path) == contents(TWO)


def test_two_builds_at_once_are_refused_and_the_other_is_named(tmp_path: Path) -> None:
    built(tmp_path, ONE)
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"

    with pytest.raises(BuildLocked) as refused:
        built(tmp_path, TWO)

    holder.communicate(b"\n")
    assert str(refused.value) == (
        f"another build (process {holder.pid}) is writing to `{tmp_path}`"
    )
    assert live(tmp_path) == contents(ONE)
    built(tmp_path, TWO)
    assert live(tmp_path) == contents(TWO)


_HOLD = """
import sys
from pathlib import Path
from frontierkit.output.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_a_lock_ends_with_its_block(tmp_path: Path) -> None:
    with locked(tmp_path):
        pass

    with locked(tmp_path):
        assert (tmp_path / ".lock").read_text(encoding="ascii") == f"{os.getpid()}\n"


def test_where_nobody_may_write_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("a file", encoding="utf-8")

    with pytest.raises(CannotWrite, match="could not write to `.*build`") as refused:
        built(tmp_path / "build", ONE)

    assert "`current` is as it was" in refused.value.hint


def test_leftovers_of_a_killed_build_are_swept(tmp_path: Path) -> None:
    built(tmp_path, ONE)
    (tmp_path / "releases/.new-abc/rules").mkdir(parents=True)
    (tmp_path / "releases/.new-abc/rules/a").write_text("half", encoding="utf-8")
    (tmp_path / ".new-current").symlink_to("releases/abc")

    built(tmp_path, ONE)

    assert hidden(tmp_path) == []

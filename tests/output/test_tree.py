"""What a tree of output files refuses, and in which order it holds the rest."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from frontierkit.output import OutputFile, OutputRefused, OutputTree


def file(path: str, text: str = "", origin: str = "") -> OutputFile:
    return OutputFile(PurePosixPath(path), text, origin)


def test_files_are_sorted_by_path() -> None:
    tree = OutputTree([file("rules/b.yml"), file("dashboards/z.json"), file("a.yml")])

    assert [str(each.path) for each in tree] == ["a.yml", "dashboards/z.json", "rules/b.yml"]
    assert len(tree) == 3


def test_a_file_is_found_by_its_path() -> None:
    tree = OutputTree([file("a.yml", "x")])

    assert tree.get("a.yml") == file("a.yml", "x")
    assert tree.get("b.yml") is None


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/etc/passwd", "is not a path inside the build"),
        ("", "is not a path inside the build"),
        ("../escape.yml", "leaves the build"),
        ("a/../../b", "leaves the build"),
        ("rules/nul.yml", "is a device on Windows"),
        ("COM1", "is a device on Windows"),
        ("a\\b", "no file name on every system"),
        ("a\0b", "no file name on every system"),
        ("new\nline", "no file name on every system"),
        ("dot.", "no file name on every system"),
        ("blank ", "no file name on every system"),
        ("manifest.json", "would replace the manifest"),
        ("Manifest.JSON", "would replace the manifest"),
        ("x" * 201, "longer than 200 bytes"),
    ],
)
def test_places_where_no_file_may_be(path: str, why: str) -> None:
    with pytest.raises(OutputRefused, match=why):
        file(path)


@pytest.mark.parametrize(
    ("one", "other", "sentence"),
    [
        ("a.yml", "a.yml", "two files would be written to `a.yml`, declared at one:1 and two:2"),
        ("A.yml", "a.yml", "`A.yml` and `a.yml` would be the same place"),
        ("straße", "STRASSE", "`STRASSE` and `straße` would be the same place"),
        ("a", "a/b", "`a` and `a/b` would be the same place"),
    ],
)
def test_files_in_the_way_of_each_other(one: str, other: str, sentence: str) -> None:
    with pytest.raises(OutputRefused) as refused:
        OutputTree([file(one, origin="one:1"), file(other, origin="two:2")])

    assert sentence in str(refused.value)

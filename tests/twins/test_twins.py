"""Every defect is found, by the check that is meant, and nothing is said of its look-alike."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from frontierkit.diagnostics import Diagnostic, Severity
from frontierkit.pipeline.lint import lint_files
from frontierkit.settings import Settings
from frontierkit.settings.read import ProjectSettings
from tests.twins.twins import HERE, KINDS, Twins, read

AT_LEAST = 40


@pytest.fixture(scope="module", params=KINDS)
def twins(request: pytest.FixtureRequest) -> Twins:
    return read(request.param)


@pytest.fixture(scope="module")
def found(
    twins: Twins, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[Diagnostic, ...]]:
    """What the default profile says of each side, by the side's file."""
    folder = tmp_path_factory.mktemp(twins.kind)
    for side in twins.sides():
        (folder / side.file).write_text(side.text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("FRONTIERKIT_CACHE", "")
        files = [side.file for side in twins.sides()]
        settings = ProjectSettings(Settings(), str(folder))
        report = lint_files(files, settings, (str(HERE / "catalog.yaml"),))
    by_file: dict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in report.diagnostics:
        if diagnostic.severity > Severity.INFO:
            by_file[Path(diagnostic.finding.at.path).name].append(diagnostic)
    return {file: tuple(diagnostics) for file, diagnostics in by_file.items()}


def test_there_are_enough(twins: Twins) -> None:
    assert len(twins.twins) >= AT_LEAST


def test_sides_differ(twins: Twins) -> None:
    assert [twin.name for twin in twins.twins if twin.defect.data == twin.alike.data] == []


def test_every_defect_is_found_by_its_check(
    twins: Twins, found: dict[str, tuple[Diagnostic, ...]]
) -> None:
    judged = {
        twin.name: sorted({each.check for each in found.get(twin.defect.file, ())})
        for twin in twins.twins
    }

    assert judged == {twin.name: [twin.check] for twin in twins.twins}


def test_nothing_is_said_of_look_alikes(
    twins: Twins, found: dict[str, tuple[Diagnostic, ...]]
) -> None:
    said = {
        twin.name: [each.finding.message for each in found[twin.alike.file]]
        for twin in twins.twins
        if twin.alike.file in found
    }

    assert said == {}

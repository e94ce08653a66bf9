"""amtool's opinion of the configuration of Alertmanager, and of where alerts go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from frontierkit.diagnostics import Diagnostic, Finding, Severity
from frontierkit.model.alertmanager import AlertmanagerConfig, ExpectedRoute
from frontierkit.model.location import Location
from frontierkit.model.project import NotJudged
from frontierkit.output import OutputFile, OutputTree
from frontierkit.programs.amtool import Amtool
from frontierkit.text import listed
from frontierkit.verify.verification import objection

CONFIG = "alertmanager/alertmanager.yml"


def by_amtool(
    tree: OutputTree, configs: Iterable[AlertmanagerConfig], amtool: Amtool | None
) -> tuple[list[Diagnostic], list[NotJudged]]:
    """Ask amtool about the configuration, and about every alert whose receivers are expected.

    What the installed amtool is too old for is not judged, and said to be so; nor without amtool.
    """
    file = next((each for each in tree if each.path.as_posix() == CONFIG), None)
    declared = tuple(configs)
    if file is None or not declared:
        return [], []
    if amtool is None:
        return [], [NotJudged(f"file {CONFIG}", 1, "amtool is not installed")]
    installed = (amtool.version.major, amtool.version.minor)
    newest = max(_needed(declared[0]), default=(0, 0))
    if newest > installed:
        why = f"needs amtool {'.'.join(map(str, newest))}, and {amtool.version} is installed"
        return [], [NotJudged(f"file {CONFIG}", 1, why)]
    with TemporaryDirectory(prefix="frontierkit-") as folder:
        config = Path(folder, "alertmanager.yml")
        config.write_text(file.text, encoding="utf-8")
        refused = list(_refused(amtool, config, file))
        return refused or list(_misrouted(amtool, config, declared[0].expected)), []


def _needed(config: AlertmanagerConfig) -> Iterator[tuple[int, int]]:
    """Yield the release of Alertmanager that each way to notify needs."""
    for receiver in config.receivers:
        for integration in receiver.integrations:
            major, _, minor = integration.since.partition(".")
            if major.isdigit() and minor.isdigit():
                yield int(major), int(minor)


def _refused(amtool: Amtool, config: Path, file: OutputFile) -> Iterator[Diagnostic]:
    verdict = amtool.check_config(config)
    if not verdict.accepted:
        said = " ".join(verdict.output.replace(str(config), CONFIG).split())
        yield objection("verify/amtool", file, f"amtool refuses `{CONFIG}`: {said}")


def _misrouted(
    amtool: Amtool, config: Path, expected: Iterable[ExpectedRoute]
) -> Iterator[Diagnostic]:
    for each in expected:
        reached = _receivers(amtool, config, each.labels)
        if sorted(reached) != sorted(each.receivers):
            message = (
                f"an alert with {_told(each.labels)} reaches {listed(reached) or 'nobody'}, "
                f"not {listed(each.receivers)}"
            )
            help = "mend the routes, or what is expected of them"
            at = Location(each.place, ("alertmanager", "expected"))
            yield Diagnostic("verify/amtool", Severity.ERROR, Finding(message, at, help))


def _receivers(amtool: Amtool, config: Path, labels: Mapping[str, str]) -> list[str]:
    """Return the receivers that amtool names: in the last line that warns of nothing, by commas."""
    lines = amtool.route(config, labels).output.split("\n")
    told = (line for line in reversed(lines) if line.strip() and not line.startswith("Warning:"))
    said = next(told, "")
    return [name.strip() for name in said.split(",") if name.strip()]


def _told(labels: Mapping[str, str]) -> str:
    return ", ".join(f'{name}="{value}"' for name, value in sorted(labels.items()))

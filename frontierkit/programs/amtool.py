"""amtool: Alertmanager's own opinion of its configuration and of where an alert goes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from frontierkit.dataclass import dataclass
from frontierkit.programs.find import Version, binary, version
from frontierkit.programs.run import ProgramMissing, Verdict, run


class AmtoolMissing(ProgramMissing):
    """amtool is not installed, or not where the settings say."""

    hint = (
        "install Alertmanager (Debian, Ubuntu: `apt-get install prometheus-alertmanager`; others: "
        "the archive of the Alertmanager project holds `amtool`)"
    )


@dataclass(frozen=True, slots=True)
class Amtool:
    """An installed amtool. Every question is answered with its verdict."""

    binary: Path
    version: Version
    timeout_s: float = 60

    def check_config(self, config: Path) -> Verdict:
        """Ask whether Alertmanager would start with `config`."""
        return run((self.binary, "check-config", config), timeout_s=self.timeout_s)

    def route(self, config: Path, labels: Mapping[str, str]) -> Verdict:
        """Ask which receivers an alert with these labels reaches."""
        matchers = (f"{name}={value}" for name, value in sorted(labels.items()))
        words = ("config", "routes", "test", f"--config.file={config}", *matchers)
        return run((self.binary, *words), timeout_s=self.timeout_s)


def find_amtool(configured: str | None = None) -> Amtool:
    """Return the amtool that the settings name, or the one on PATH."""
    found = binary("amtool", configured, AmtoolMissing)
    return Amtool(found, version(found))

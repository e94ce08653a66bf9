"""promtool: Prometheus's own opinion of a configuration, of rules, and of what rules do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from frontierkit.dataclass import dataclass
from frontierkit.programs.find import Version, binary, version
from frontierkit.programs.run import ProgramMissing, Verdict, run


class PromtoolMissing(ProgramMissing):
    """promtool is not installed, or not where the settings say."""

    hint = (
        "install Prometheus (Debian, Ubuntu: `apt-get install prometheus`; macOS: `brew install "
        "prometheus`; others: the archive of the Prometheus project holds `promtool`); "
        "`build --no-promtool` does without what only promtool can verify"
    )


@dataclass(frozen=True, slots=True)
class Promtool:
    """An installed promtool. Every question is answered with its verdict.

    `features` are the feature flags that Prometheus will run with.
    """

    binary: Path
    version: Version
    timeout_s: float = 60
    features: tuple[str, ...] = ()

    def check_config(self, config: Path) -> Verdict:
        """Ask whether Prometheus would start with `config` and the rule files that it names."""
        return self._ask("check", "config", config, cwd=config.parent)

    def check_rules(self, files: Iterable[Path], folder: Path) -> Verdict:
        """Ask whether Prometheus would load the rule files, named relative to `folder`."""
        return self._ask("check", "rules", *files, cwd=folder)

    def test_rules(self, files: Iterable[Path], folder: Path) -> Verdict:
        """Run the rule tests in `files`, named relative to `folder`."""
        return self._ask("test", "rules", *files, cwd=folder)

    def _ask(self, *words: str | Path, cwd: Path) -> Verdict:
        flags = [f"--enable-feature={','.join(self.features)}"] if self.features else []
        return run((self.binary, *flags, *words), timeout_s=self.timeout_s, cwd=cwd)


def find_promtool(
    configured: str | None = None, timeout_s: float = 60, features: tuple[str, ...] = ()
) -> Promtool:
    """Return the promtool that the settings name, or the one on PATH."""
    found = binary("promtool", configured, PromtoolMissing)
    return Promtool(found, version(found, timeout_s), timeout_s, features)

"""Lints with the findings of a baseline held back, or writes the baseline."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from frontierkit.checks import load_check
from frontierkit.checks.selection import Selection, select_checks
from frontierkit.dataclass import replace
from frontierkit.diagnostics import Diagnostic, Finding, Report
from frontierkit.diagnostics.baseline import Known, baseline_text, hold_back, read_baseline
from frontierkit.diagnostics.suppression import Suppressed
from frontierkit.errors import UsageError
from frontierkit.loading.files import Loaded
from frontierkit.loading.source_text import SourceText
from frontierkit.model.location import Location, Origin
from frontierkit.output.disk import explained, rewrite_file, write_new
from frontierkit.pipeline.fix import Subject
from frontierkit.pipeline.lint import judge

CHECK = "suppression/stale_baseline"


def lint_against(path: str, subject: Subject) -> Report:
    """Return what is not in the baseline at `path`, and what of it is there no more."""
    text, baseline = _read(path)
    loaded = subject.load()
    report = judge(loaded, subject.project, subject.catalogs).report
    held = hold_back(report.diagnostics, baseline)
    selection = select_checks(subject.project.settings, subject.project.root)
    stale = (name for name in held.stale if _should_be_there(name, loaded, selection, subject.root))
    told = sorted((*held.new, *_stale(stale, path, text, selection)), key=lambda d: d.sort_key)
    old = (Suppressed(diagnostic, f"it is in {path}") for diagnostic in held.old)
    return replace(report, diagnostics=tuple(told), suppressed=(*report.suppressed, *old))


def write_baseline(path: str, subject: Subject) -> Report:
    """Write all that is found now to a baseline, and return it."""
    report = judge(subject.load(), subject.project, subject.catalogs).report
    content = baseline_text(report.diagnostics).encode("utf-8")
    with explained(f"write `{path}`", "the file is as it was"):
        (rewrite_file if os.path.exists(path) else write_new)(Path(path), content)
    return report


def _read(path: str) -> tuple[str, Counter[Known]]:
    try:
        text = Path(path).read_text(encoding="utf-8")
        return text, read_baseline(text)
    except FileNotFoundError:
        raise UsageError(
            f"there is no baseline `{path}`", "`lint --write-baseline FILE` writes one"
        ) from None
    except (ValueError, RecursionError) as error:
        raise UsageError(
            f"`{path}` is no baseline: {error}", "`lint --write-baseline FILE` writes it anew"
        ) from None


def _should_be_there(name: Known, loaded: Loaded, selection: Selection, root: Path) -> bool:
    """Return whether this run would have found it, were it still there."""
    ran = name.check in selection.checks and selection.wants(name.check, name.path)
    return ran and (name.path in loaded.sources or not (root / name.path).exists())


def _stale(
    names: Iterator[Known], path: str, text: str, selection: Selection
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each entry that holds nothing back, at its line."""
    if CHECK not in selection.checks:
        return
    source = SourceText(path, text)
    severity = selection.severity_of(CHECK, path, load_check(CHECK).severity)
    for name in names:
        line = source.position(max(text.find(_spelled(name)), 0)).line
        trail = " › ".join(name.trail)
        finding = Finding(
            f"`{name.check}` no longer finds `{name.text}` in {trail or name.path}",
            Location(Origin(path, line)),
            "take the entry out: `lint --write-baseline` writes what is left",
        )
        yield Diagnostic(CHECK, severity, finding)


def _spelled(name: Known) -> str:
    """Return how a baseline that was written here begins the entry."""
    import json

    return json.dumps(name._asdict(), ensure_ascii=False).removesuffix("}")

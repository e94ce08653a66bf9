"""Copies of what no build can make again: metrics, silences, Grafana's database, logs.

Configuration is not among it: that is sources and `build/`. What is copied is listed with its
hashes, so that a copy can be proved to be whole before anybody needs it.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path

from frontierkit.dataclass import dataclass
from frontierkit.errors import CannotRun, UsageError
from frontierkit.output import as_json
from frontierkit.output.disk import explained, make_directory, replace_file
from frontierkit.programs.docker import Compose
from frontierkit.programs.promtool import Promtool
from frontierkit.programs.run import ProgramFailed, run
from frontierkit.stack.released import released
from frontierkit.stack.running import Running

LISTING = "backup.json"
MARK = Path("textfile/backup.prom")
"""Its age is exported by the node exporter, as `node_textfile_mtime_seconds`."""
_MARK_TEXT = b"# Written by each backup that succeeded: its age is that of the last one.\n"
_UNTOUCHED = "the backup is not complete; what runs is as it was"
IN_CONTAINERS = {
    "prometheus": "/prometheus",
    "grafana": "/var/lib/grafana/grafana.db",
    "loki": "/loki",
}
"""What is copied of each service, while that service is stopped."""


class BackupBroken(CannotRun):
    """A backup is not what was copied."""

    hint = "do not rely on it: make another, and find out what has changed this one"


@dataclass(frozen=True, slots=True)
class Backup:
    """A folder with copies, and how much is in it."""

    folder: Path
    files: int
    size: int


def back_up(running: Running, to: Path, source: Path | Compose) -> Backup:
    """Copy everything into a new folder of `to`, named by the time.

    `source` is the data directory of Prometheus, or the Compose whose services are copied.
    """
    folder = to / datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    with explained(f"write to `{folder}`", _UNTOUCHED):
        make_directory(folder)
        if isinstance(source, Path):
            _copy_native(running, source, folder / "prometheus")
        else:
            _copy_containers(source, folder)
        if running.alertmanager is not None:
            silences = as_json(running.alertmanager.silences())
            replace_file(folder / "silences.json", silences.encode("utf-8"))
        made = _list(folder, released(running.build).name)
        make_directory((running.build / MARK).parent)
        replace_file(running.build / MARK, _MARK_TEXT)
    return made


def verify(folder: Path, promtool: Promtool | None) -> Backup:
    """Prove that a backup is whole and can be read: every hash, the blocks, the database."""
    listing = _listing(folder)
    for path, wanted in listing.items():
        file = folder / path
        if Path(path).is_absolute() or ".." in Path(path).parts or not file.is_file():
            raise BackupBroken(f"`{path}` is missing from the backup `{folder}`")
        if _hash(file) != wanted:
            raise BackupBroken(f"`{file}` is not what was copied")
    if promtool is not None and (folder / "prometheus").is_dir():
        verdict = run((promtool.binary, "tsdb", "list", folder / "prometheus"), timeout_s=300)
        if not verdict.accepted:
            words = " ".join(verdict.output.split())[-300:]
            raise BackupBroken(f"promtool cannot read the metrics in `{folder}`: {words}")
    for database in folder.rglob("grafana.db"):
        _check_database(database)
    return Backup(folder, len(listing), sum((folder / path).stat().st_size for path in listing))


def restore(folder: Path, data: Path) -> None:
    """Put the metrics of a verified backup where a stopped Prometheus will look for them."""
    if data.exists() and any(data.iterdir()):
        raise UsageError(
            f"`{data}` holds metrics already, which a restore would mix with others",
            "move it away first, or name another with `--data`",
        )
    with explained(f"write to `{data}`", "the backup is as it was"):
        make_directory(data.parent)
        shutil.copytree(folder / "prometheus", data, dirs_exist_ok=True)


def last_backup(build: Path) -> float | None:
    """Return when the last backup succeeded, in seconds since the epoch."""
    try:
        return (build / MARK).stat().st_mtime
    except FileNotFoundError:
        return None


def _copy_native(running: Running, data: Path, to: Path) -> None:
    name = running.prometheus.snapshot()
    snapshot = data / "snapshots" / name
    shutil.copytree(snapshot, to)
    shutil.rmtree(snapshot)


def _copy_containers(compose: Compose, folder: Path) -> None:
    """Copy what services keep while they are stopped: a copy of open files is torn."""
    there = compose.services()
    for service, path in IN_CONTAINERS.items():
        if there.get(service, {}).get("State") != "running":
            continue
        compose.stop(service)
        try:
            to = folder / service
            if path.endswith(".db"):
                make_directory(to)
            verdict = compose.copy(service, path, to)
        finally:
            compose.start(service)
        if not verdict.accepted:
            words = " ".join(verdict.output.split())[-300:]
            raise ProgramFailed(f"`{service}` could not be copied: {words}", _UNTOUCHED)


def _list(folder: Path, release: str) -> Backup:
    files = {path: _hash(folder / path) for path in sorted(_files(folder))}
    text = as_json({"release": release, "files": files})
    replace_file(folder / LISTING, text.encode("utf-8"))
    return Backup(folder, len(files), sum((folder / path).stat().st_size for path in files))


def _files(folder: Path) -> Iterator[str]:
    for parent, _, names in os.walk(folder):
        yield from (Path(parent, name).relative_to(folder).as_posix() for name in names)


def _listing(folder: Path) -> dict[str, str]:
    path = folder / LISTING
    try:
        return dict(json.loads(path.read_text(encoding="utf-8"))["files"])
    except FileNotFoundError:
        raise UsageError(
            f"`{folder}` is no backup: there is no `{LISTING}` in it",
            "name the folder that `frontierkit stack backup` has made, with its date",
        ) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BackupBroken(f"`{path}` cannot be read: {error}") from None


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _check_database(path: Path) -> None:
    import sqlite3

    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as database:
            said = database.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.Error as error:
        said = str(error)
    if said != "ok":
        raise BackupBroken(f"`{path}` is damaged: {said}")

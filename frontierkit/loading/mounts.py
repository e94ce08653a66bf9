"""Which files that compose files mount are not there, where one can tell."""

from __future__ import annotations

import os
from collections.abc import Sequence

from frontierkit.dataclass import replace
from frontierkit.model.compose import ComposeFile, Mount
from frontierkit.model.project import Project

MADE_LATER = ("secret", ".env", ".sock", ".pem", ".key", ".crt", ".cert", ".db", ".sqlite", ".log")
"""Parts of the names of files that are often made where the containers run."""
TEMPLATES = (".example", ".sample", ".template", ".tmpl", ".dist", ".j2")


def with_absent_mounts(project: Project, paths: Sequence[str]) -> Project:
    """Return a project whose mounts know whether they are absent from the directories of `paths`.

    Of a file that was named alone, nobody knows what stands beside it.
    """
    folders = [os.path.normpath(path) for path in paths if os.path.isdir(path)]
    if not folders:
        return project
    bases = {os.path.dirname(file.place.path) for file in project.compose_files} | set(folders)
    return replace(
        project,
        compose_files=tuple(_judged(file, folders, bases) for file in project.compose_files),
    )


def _judged(file: ComposeFile, folders: list[str], bases: set[str]) -> ComposeFile:
    own = os.path.dirname(file.place.path)
    services = []
    for service in file.services:
        mounts = tuple(
            replace(mount, absent=True) if _absent(mount, own, folders, bases) else mount
            for mount in service.mounts
        )
        services.append(replace(service, mounts=mounts))
    return replace(file, services=tuple(services))


def _absent(mount: Mount, own: str, folders: list[str], bases: set[str]) -> bool:
    """Return whether a mount is a file that is nowhere, wherever Compose is called from."""
    source = mount.source or ""
    if not source.startswith(("./", "../")) or "$" in source or not os.path.splitext(source)[1]:
        return False
    path = os.path.normpath(os.path.join(own, source))
    if any(word in path.lower() for word in MADE_LATER) or not _below(path, folders):
        return False
    if not os.path.isdir(os.path.dirname(path) or "."):
        return False
    names = (source, *(source + ending for ending in TEMPLATES))
    return not any(os.path.lexists(os.path.join(base, name)) for base in bases for name in names)


def _below(path: str, folders: list[str]) -> bool:
    if path.startswith(".."):
        return False
    return any(folder == "." or path.startswith(folder + os.sep) for folder in folders)

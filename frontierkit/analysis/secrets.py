"""Secrets that stand in configuration files themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from frontierkit.analysis.compose_values import filled
from frontierkit.model.compose import Service
from frontierkit.model.location import Location, Passage
from frontierkit.model.project import Project

FIELDS = frozenset(
    ("bearer_token", "client_secret", "credentials", "password", "secret_key", "token")
)
"""Fields of a scrape job that hold a secret; the same with `_file` names a file instead."""

SECRET_NAME = re.compile(r"(?:^|_)(?:PASSWORD|PASSWD|SECRET|SECRET_KEY|API_KEY|APIKEY|TOKEN)$")
"""Names of variables that hold a secret; `…_FILE` does not."""

WELL_KNOWN = frozenset(
    ("123456", "admin", "changeit", "changeme", "change-me", "change_me", "default", "example",
     "grafana", "guest", "pass", "password", "postgres", "prometheus", "root", "secret", "test")
)  # fmt: skip
"""Passwords that are tried first."""


class Secret(NamedTuple):
    """A secret: whose it is, its field, and where it stands. Its value is not told."""

    owner: str
    field: str
    at: Location


class Password(NamedTuple):
    """A password of a service as it is where nobody sets another one."""

    name: str
    text: str
    passage: Passage


def inline_secrets(project: Project) -> Iterator[Secret]:
    """Yield each secret of Alertmanager, of scrape jobs and of services."""
    for config in project.alertmanagers:
        for secret in config.secrets:
            yield Secret("Alertmanager", _field(secret), secret.at())
        for receiver in config.receivers:
            for integration in receiver.integrations:
                for secret in integration.secrets:
                    yield Secret(f"receiver `{receiver.name}`", _field(secret), secret.at())
    for job in project.jobs:
        for field in _fields(job.options):
            yield Secret(f"job `{job.name}`", field, job.name.at())
    for file in project.compose_files:
        for service in file.services:
            for password in passwords(service):
                if password.text.lower() not in WELL_KNOWN:  # compose/default_password tells
                    at = password.passage.at()
                    yield Secret(f"service `{service.name}`", password.name, at)


def passwords(service: Service) -> Iterator[Password]:
    """Yield the passwords and other secrets that a service is given in the file itself."""
    for name, passage in service.environment.items():
        text = filled(passage.text).text
        if text and SECRET_NAME.search(name.upper()) and not text.startswith("/"):
            yield Password(name, text, passage)


def _field(secret: Passage) -> str:
    return secret.trail[-1] if secret.trail else "secret"


def _fields(options: object) -> Iterator[str]:
    if isinstance(options, Mapping):
        for name, value in options.items():
            if name in FIELDS and isinstance(value, str) and value:
                yield name
            else:
                yield from _fields(value)
    elif isinstance(options, list | tuple):
        for value in options:
            yield from _fields(value)

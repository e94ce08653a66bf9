"""Every setting, its type, its default and what it is for.

These dataclasses are all there is: pydantic validates them (`settings.validate`), the JSON Schema
is made from them, and a run that meets unchanged settings needs nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from frontierkit.dataclass import dataclass, field

SeverityWord = Literal["error", "warning", "info"]
Profile = Literal["default", "strict"]

STRICT = {"extra": "forbid", "use_attribute_docstrings": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """The versions that run: parser, checks, emitted files and verification keep to them."""

    __pydantic_config__ = STRICT

    prometheus: str | None = None
    """Prometheus, as `"3.5"`. Without it the newest one that frontierkit knows is meant."""

    alertmanager: str | None = None
    """Alertmanager, as `"0.28"`."""

    grafana: str | None = None
    """Grafana, as `"12.1"`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeouts:
    """How long to wait, in seconds, before giving up."""

    __pydantic_config__ = STRICT

    source: float = 30.0
    """For one source to be imported."""

    promtool: float = 60.0
    """For one run of promtool or amtool."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PathRule:
    """What is different for the files that a pattern matches."""

    __pydantic_config__ = STRICT

    select: tuple[str, ...] = ()
    """What runs there instead: checks, families, or a whole profile by its name."""

    ignore: tuple[str, ...] = ()
    """Checks or families that are left out there."""

    severity: Mapping[str, SeverityWord] = field(default_factory=dict)
    """By check or family: how serious its findings are there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`[tool.frontierkit]` in `pyproject.toml`, or the top level of `frontierkit.toml`."""

    __pydantic_config__ = STRICT

    sources: str = "sources"
    """The folder of the Python sources, relative to the file of the settings."""

    build: str = "build"
    """The folder that `frontierkit build` writes to."""

    keep: int = 5
    """How many releases `build` keeps, the current one included."""

    engines: tuple[str, ...] = ()
    """The engines that dashboards and rules are compiled for; `--engine` narrows them."""

    versions: Versions = Versions()
    """The versions of what runs the build."""

    features: tuple[str, ...] = ()
    """Feature flags that Prometheus runs with, as `"promql-experimental-functions"`."""

    exporters: Mapping[str, str] = field(default_factory=dict)
    """The versions of exporters, by the name of their catalog: `vllm = "0.10.2"`."""

    catalogs: tuple[str, ...] = ()
    """Catalogs to judge by: files, or names of bundled ones (`frontierkit catalog list`)."""

    datasource: str = "prometheus"
    """The uid of the Prometheus datasource that dashboards default to and that is provisioned."""

    profile: Profile = "default"
    """`default`: what is provably wrong. `strict`: opinions and hygiene too."""

    select: tuple[str, ...] = ()
    """What runs instead of the profile: checks, families, or a whole profile by its name."""

    ignore: tuple[str, ...] = ()
    """Checks or families that do not run."""

    paths: Mapping[str, PathRule] = field(default_factory=dict)
    """By pattern of a path, relative to the settings: what is different there."""

    severity: Mapping[str, SeverityWord] = field(default_factory=dict)
    """By check or family: how serious its findings are."""

    fail_on: SeverityWord = "error"
    """The lowest severity that makes the exit code 1."""

    promtool: str | None = None
    """Where promtool is, if not on the `PATH`."""

    amtool: str | None = None
    """Where amtool is, if not on the `PATH`."""

    timeouts: Timeouts = Timeouts()
    """How long to wait before giving up."""

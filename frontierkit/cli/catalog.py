"""`frontierkit catalog`: what exporters expose, and how a page becomes a catalog."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from frontierkit.cli.say import say, style
from frontierkit.text import one_line, plural

if TYPE_CHECKING:
    from frontierkit.catalog.exporter import ExporterCatalog
    from frontierkit.catalog.family import Family


@click.group()
def command() -> None:
    """Say what exporters expose; turn a real /metrics page into a catalog."""


@command.command("list")
def list_catalogs() -> None:
    """List the bundled catalogs."""
    from frontierkit.catalog.bundled import bundled_names, load_bundled

    catalogs = [load_bundled(name) for name in bundled_names()]
    wide, broad = (max(len(str(getattr(c, key))) for c in catalogs) for key in ("name", "as_of"))
    dress = style()
    for catalog in catalogs:
        name = dress("bold", catalog.name) + " " * (wide - len(catalog.name))
        count = plural(len(catalog.families), "family")
        say(f"{name}  {catalog.as_of:<{broad}}  {count:>13}  {one_line(catalog.exporter)}\n")


@command.command("show")
@click.argument("name")
@click.option("--version", help="As of this release of the exporter.")
@click.option("--metric", help="Only names that contain this.")
def show(name: str, version: str | None, metric: str | None) -> None:
    """Show what the catalog NAME, a bundled one or a file, says of each metric."""
    from frontierkit.pipeline.catalogs import load_catalog

    catalog = load_catalog(name)
    if version is not None:
        catalog = catalog.at_version(version)
    families = [family for family in catalog.families if (metric or "") in family.name]
    say("\n".join([*_head(catalog), "", *(line for f in families for line in _lines(f)), ""]))


@command.command("import")
@click.argument("place", metavar="FILE-OR-URL")
@click.option("--name", required=True, help="What the catalog is to be called.")
@click.option("--exporter", help="The project that exposes the page, as owner/name.")
@click.option("--version", help="Its release, if the page does not say.")
@click.option("--exhaustive", multiple=True, help="A prefix of which the page shows every metric.")
@click.option("--complete", is_flag=True, help="The page shows every metric there is.")
@click.option("--values", is_flag=True, help="Close labels over the values that the page shows.")
def import_page(
    place: str,
    name: str,
    exporter: str | None,
    version: str | None,
    exhaustive: tuple[str, ...],
    complete: bool,
    values: bool,
) -> None:
    """Turn a /metrics page (Prometheus text or OpenMetrics) into a catalog, printed as YAML."""
    from frontierkit.catalog.exposition import Claims, import_exposition
    from frontierkit.catalog.fetch import fetch
    from frontierkit.catalog.plain import in_words_of_the_format
    from frontierkit.catalog.yaml_text import render

    claims = Claims(name, exporter, version, exhaustive, complete, values)
    imported = import_exposition(fetch(place), place, claims)
    say(render(in_words_of_the_format(imported)))


def _head(catalog: ExporterCatalog) -> Iterator[str]:
    yield f"{style()('bold', catalog.name)} · {one_line(catalog.exporter)} {catalog.as_of}"
    yield f"read from: {one_line(catalog.source)}"
    if catalog.versions:
        yield f"releases compared: {', '.join(catalog.versions)}"
    if catalog.complete:
        yield "complete: what is not listed here, or included, is not exposed"
    elif catalog.exhaustive:
        yield f"lists everything that begins with {', '.join(catalog.exhaustive)}"
    if catalog.includes:
        yield f"includes: {', '.join(catalog.includes)}"
    if catalog.endpoint or catalog.port:
        words = (catalog.port, catalog.endpoint)
        yield "endpoint: " + one_line(" ".join(word for word in words if word))
    if catalog.enable:
        yield f"how to enable it: {one_line(catalog.enable)}"


def _lines(family: Family) -> Iterator[str]:
    unit = f", {family.unit}" if family.unit else ""
    yield f"{style()('bold', family.name)} ({family.type}{unit})"
    if family.labels:
        yield f"    labels: {', '.join(_label(name, family) for name in family.labels)}"
    if family.buckets:
        yield f"    buckets: {' '.join(f'{bound:g}' for bound in family.buckets)}"
    if family.meaning:
        yield f"    {one_line(family.meaning)}"


def _label(name: str, family: Family) -> str:
    spec = (family.labels or {})[name]
    if spec.values is not None:
        return f"{name}=({'|'.join(map(one_line, spec.values))})"
    return f"{name}=~{one_line(spec.regex)}" if spec.regex else name

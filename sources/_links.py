"""Ways from one dashboard to the others: by what they are about, keeping time and variables."""

from grafana_foundation_sdk.builders.dashboard import DashboardLink
from grafana_foundation_sdk.models.dashboard import DashboardLinkType


def links(*tags: str) -> list[DashboardLink]:
    """Return a menu for each tag: all dashboards that have it."""
    return [
        DashboardLink(tag)
        .type(DashboardLinkType.DASHBOARDS)
        .tags([tag])
        .as_dropdown(True)
        .keep_time(True)
        .include_vars(True)
        for tag in tags
    ]


def to_all() -> list[DashboardLink]:
    """Return the menus that every dashboard has, from symptom to cause."""
    return links("overview", "engine", "slo", "resources", "meta")

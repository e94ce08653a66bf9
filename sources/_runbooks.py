"""Where the runbook of each alert is: one page for each, named after it."""

BASE = "https://github.com/frontierkit/frontierkit/blob/main/docs/runbooks"
"""A fork, or a server of your own that shows `docs/runbooks/`, changes this line alone."""

OF_OBJECTIVES = f"{BASE}/{{alert}}.md"
"""An objective makes several alerts: `{alert}` stands for the name of each."""


def runbook(alert: str) -> str:
    """Return the address of the page about an alert."""
    return f"{BASE}/{alert}.md"

"""What the health check of a container needs, and what its image lacks."""

from __future__ import annotations

import re

from frontierkit.analysis.images import Image, image_of, program_of
from frontierkit.dataclass import dataclass
from frontierkit.model.compose import Service
from frontierkit.model.location import Passage

SHELL = "sh"
SHELLS = frozenset((SHELL, "ash", "bash"))
CURL, WGET, BASH = "curl", "wget", "bash"
NOTHING = frozenset((*SHELLS, CURL, WGET))
BUSYBOX = frozenset((CURL, BASH))
NO_CLIENT = frozenset((CURL, WGET))
"""Tools that an image has not: none at all, those that busybox lacks, those that fetch pages."""

LACKING = {
    "alertmanager": BUSYBOX,
    "blackbox-exporter": BUSYBOX,
    "node-exporter": BUSYBOX,
    "ollama": NO_CLIENT,
    "process-exporter": NOTHING,
    "prometheus": BUSYBOX,
    "pushgateway": BUSYBOX,
    "redis_exporter": NOTHING,
}
SHELL_LESS_SINCE = {"loki": (3, 6, 0)}
"""From which release on an image has no shell any more."""

COMMANDS = re.compile(r"\|\||&&|[;|\n]")
ENDINGS = frozenset(("exit", "false", "true", ":"))


@dataclass(frozen=True, slots=True)
class Impossible:
    """A health check calls `tool`, which the image has not."""

    tool: str
    image: Image
    at: Passage


def impossible_check(service: Service) -> Impossible | None:
    """Return why the health check of a service can never succeed, if that is sure."""
    image, program = image_of(service), program_of(service)
    words = service.healthcheck
    if image is None or program is None or not words:
        return None
    lacking = _lacking(image, program)
    if len(words) == 1 or words[0].text == "CMD-SHELL":
        return _in_shell(words[-1], lacking, image)
    if words[0].text != "CMD":
        return None
    tool = words[1].text.rpartition("/")[2]
    if tool in lacking:
        return Impossible(tool, image, words[1])
    if tool in SHELLS and len(words) > 3 and words[2].text == "-c":
        return _in_shell(words[3], lacking, image)
    return None


def _lacking(image: Image, program: str) -> frozenset[str]:
    variant = image.tag or ""
    if "distroless" in variant:
        return NOTHING
    if any(word in variant for word in ("alpine", "ubuntu", "debian", "busybox", "debug", "rocm")):
        return frozenset()
    since = SHELL_LESS_SINCE.get(program)
    if since is not None:
        return NOTHING if image.version is not None and image.version >= since else frozenset()
    return LACKING.get(program, frozenset())


def _in_shell(text: Passage, lacking: frozenset[str], image: Image) -> Impossible | None:
    """Return what is missing of a command line, if none of its commands can run."""
    if text.text in ("NONE", "CMD"):
        return None
    if SHELL in lacking:
        return Impossible(SHELL, image, text)
    tools = [
        words[0].rpartition("/")[2] for part in COMMANDS.split(text.text) if (words := part.split())
    ]
    called = [tool for tool in tools if tool not in ENDINGS]
    if called and all(tool in lacking for tool in called):
        return Impossible(called[0], image, text)
    return None

"""Objectives that fit a use, for one box: looser than those of a fleet."""

from __future__ import annotations

from collections.abc import Mapping

from frontierkit.authoring import signals
from frontierkit.authoring.slos.kinds import latency_slo
from frontierkit.authoring.slos.objective import Slo

Bound = str | Mapping[str, str]


def chat(*, ttft: Bound = "1s", inter_token: Bound = "100ms", target: float = 0.95) -> list[Slo]:
    """Promise a conversation: the first token within a second, and the others fluently.

    Bounds are durations, and buckets of the engines. Raises: SourceError, as `latency_slo`.

    Example:
        >>> [slo.name for slo in chat()]
        ['chat_ttft', 'chat_inter_token']
    """
    return [
        latency_slo("chat_ttft", signals.ttft, within=ttft, target=target),
        latency_slo("chat_inter_token", signals.inter_token, within=inter_token, target=target),
    ]


def rag(*, ttft: Bound = "2500ms", target: float = 0.95) -> list[Slo]:
    """Promise answers over long prompts: the first token within two and a half seconds.

    Example:
        >>> [slo.target for slo in rag()]
        ['95 % within 2500ms']
    """
    return [latency_slo("rag_ttft", signals.ttft, within=ttft, target=target)]


def agents(*, latency: Bound = "10s", target: float = 0.95) -> list[Slo]:
    """Promise whole answers, which tools wait for, within ten seconds.

    Example:
        >>> [slo.name for slo in agents()]
        ['agents_latency']
    """
    return [latency_slo("agents_latency", signals.latency, within=latency, target=target)]


def code_completion(*, latency: Bound = "2500ms", target: float = 0.95) -> list[Slo]:
    """Promise completions while somebody types: whole answers within two and a half seconds.

    Example:
        >>> [slo.name for slo in code_completion()]
        ['completion_latency']
    """
    return [latency_slo("completion_latency", signals.latency, within=latency, target=target)]

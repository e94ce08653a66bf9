"""The engines of the stack: where each is scraped, how often, and what its targets are called.

All of them are compiled; which are *active* is a matter of running: only then is there a file with
their targets, so an engine that is off has no `up`, no alert and no empty panel. (The seeds set
`__param_optional` for that, which adds `?optional=true` to the URL and nothing else.)

`honor_labels` is off, unlike in the seeds: it would let an engine overwrite `job`, `instance` and
`engine`, and vLLM does expose a label `engine` of its own, the number of a replica. What collides
becomes `exported_engine`. The seeds' timeout of 10 s is that of all jobs (scrape.py).
"""

from frontierkit.authoring import engines, target

_INFERENCE = {"engine_type": "inference"}
# An engine that exposes ever more must not take Prometheus with it: `ScrapeTooLarge` tells of it.
_LIMITS = {"sample_limit": 50_000, "label_limit": 64, "body_size_limit": "20MB"}

# Ollama itself exposes nothing: `/api/metrics`, which the seeds scrape, does not exist. A sidecar
# stands before it, counts, and exposes what it has counted.
ollama = engines.ollama.at(target("ollama-metrics:8080", labels=_INFERENCE), options=_LIMITS)

# Its own metrics, on its own port; the seed scraped localhost:9090, which is Prometheus.
mistralrs = engines.mistralrs.at(
    target("mistralrs:1234", labels=_INFERENCE), interval="10s", timeout="5s", options=_LIMITS
)

# The Ollama-compatible proxy before mistral.rs, which counts what passes through.
mistral_proxy = engines.mistral_proxy.at(
    target("mistral-ollama-proxy:11434", labels=_INFERENCE), options=_LIMITS
)

vllm = engines.vllm.at(target("vllm:8000", labels=_INFERENCE), options=_LIMITS)

llamacpp = engines.llamacpp.at(target("llamacpp:8080", labels=_INFERENCE), options=_LIMITS)

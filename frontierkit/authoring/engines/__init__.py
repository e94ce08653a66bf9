"""Engines that frontierkit knows: what each exports, read from its own source.

ollama = engines.ollama.at("ollama-metrics:8080")
"""

from frontierkit.authoring.engines.llamacpp import llamacpp
from frontierkit.authoring.engines.mistralrs import mistral_proxy, mistralrs
from frontierkit.authoring.engines.ollama import ollama, ollama_frcooper
from frontierkit.authoring.engines.sglang import sglang
from frontierkit.authoring.engines.tgi import tgi
from frontierkit.authoring.engines.vllm import vllm

__all__ = [
    "llamacpp",
    "mistral_proxy",
    "mistralrs",
    "ollama",
    "ollama_frcooper",
    "sglang",
    "tgi",
    "vllm",
]

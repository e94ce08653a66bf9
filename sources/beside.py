"""What runs beside Prometheus and Grafana, where its profile is on: probes, processes, logs.

The seeds sent one file to five programs, and logs to Promtail, which is no longer maintained, with
settings that Loki has removed. Here each program has its own file, and Alloy reads the logs.
"""

from frontierkit.authoring import blackbox, logs_to_elastic, logs_to_loki, processes

probes = blackbox(timeout="5s")
engine_processes = processes(
    {
        "ollama": ["ollama"],
        "mistralrs": ["mistralrs", "mistralrs-serve", "mistralrs-server"],
        "vllm": ["vllm"],
        "llamacpp": ["llama-server"],
    }
)
# Prompts and answers are not shipped; of debug and trace lines one in ten is.
loki = logs_to_loki(retention="15d", debug_sample=0.1)
elastic = logs_to_elastic(debug_sample=0.1)

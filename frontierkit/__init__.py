"""Compile Python-described observability into Grafana and Prometheus files, and prove it."""

__version__ = "0.1.0"

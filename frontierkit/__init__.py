"""Compile Python-described observability into Grafana and Prometheus config, and prove it offline."""

__version__ = "0.1.0"

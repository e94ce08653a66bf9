"""Which series exist: what exporters expose, by exporter and version."""

"""Metrics: whether somebody exposes them."""

"""Gauges and what is done with them."""

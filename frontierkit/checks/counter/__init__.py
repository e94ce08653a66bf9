"""Counters and what is done with them."""

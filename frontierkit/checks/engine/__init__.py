"""Engines and what they bind to signals."""

"""Checks of metric types that are used as if they were others."""

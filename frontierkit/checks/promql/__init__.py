"""Expressions as such."""

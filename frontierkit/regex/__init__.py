"""RE2 as Prometheus reads it."""

from frontierkit.regex.reference import RegexError, matches_empty

__all__ = ["RegexError", "matches_empty"]

"""RE2 as Prometheus reads it in label matchers: anchored at both ends, and never slow."""

from frontierkit.regex.classes import RegexError
from frontierkit.regex.pattern import (
    Pattern,
    accepts_none,
    branches_without_match,
    can_intersect,
    compile_re2,
    fully_matches,
    literal_alternatives,
    matches_empty,
)

__all__ = [
    "Pattern",
    "RegexError",
    "accepts_none",
    "branches_without_match",
    "can_intersect",
    "compile_re2",
    "fully_matches",
    "literal_alternatives",
    "matches_empty",
]

"""What a regex captures, and templates that are filled with it, as in Go."""

from __future__ import annotations

import re
import warnings
from functools import lru_cache

from frontierkit.regex import RegexError, compile_re2


class UnreadableStep(ValueError):
    """A step that Prometheus refuses (an unknown action, a broken regex, no modulus) or whose
    groups cannot be told.
    """


def captured(regex: str, value: str) -> re.Match[str] | None:
    """Return what the groups of a regex capture of a value that it matches fully.

    `UnreadableStep` if RE2 refuses the regex, or if Python would not read it alike.
    """
    try:
        if not compile_re2(regex).fullmatch(value):
            return None
    except RegexError as error:
        raise UnreadableStep(str(error)) from error
    match = _in_python(regex).fullmatch(value)
    if match is None:
        raise UnreadableStep(f"the groups of `{regex}` cannot be told")
    return match


# A reference in a template, as Go's regexp.Expand reads it: names are as long as they can be.
REFERENCE = re.compile(r"\$(?:(\$)|(\w+)|\{(\w+)\})")


def expand(template: str, match: re.Match[str]) -> str:
    """Return a template with `$1`, `${1}` and `${name}` replaced; unknown groups are empty.

    Example:
        >>> expand("${1}-$2-$$", re.fullmatch("(a)(b)", "ab"))
        'a-b-$'
    """
    if "$" not in template:
        return template
    return REFERENCE.sub(lambda found: _group(found, match), template)


def _group(found: re.Match[str], match: re.Match[str]) -> str:
    if found[1]:
        return "$"
    name = found[2] or found[3]
    if name.isascii() and name.isdigit() and (name == "0" or name[0] != "0"):
        return (match[int(name)] or "") if int(name) <= match.re.groups else ""
    return (match[name] or "") if name in match.re.groupindex else ""


POSIX = {
    "[:alnum:]": "0-9A-Za-z",
    "[:alpha:]": "A-Za-z",
    "[:digit:]": "0-9",
    "[:lower:]": "a-z",
    "[:space:]": r"\t\n\v\f\r ",
    "[:upper:]": "A-Z",
    "[:word:]": "0-9A-Za-z_",
    "[:xdigit:]": "0-9A-Fa-f",
}


@lru_cache(maxsize=1024)
def _in_python(regex: str) -> re.Pattern[str]:
    """Return the regex for Python, which captures as Go does: what comes first, wins."""
    text = re.sub(r"\(\?<(?=\w)", "(?P<", regex)
    for name, characters in POSIX.items():
        text = text.replace(name, characters)
    try:
        with warnings.catch_warnings(action="ignore", category=FutureWarning):
            return re.compile(text, re.ASCII | re.DOTALL)
    except (re.error, OverflowError) as error:
        raise UnreadableStep(f"the groups of `{regex}` cannot be told") from error

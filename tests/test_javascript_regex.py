"""The patterns of Grafana's variables are judged as a browser does."""

from __future__ import annotations

import pytest

from frontierkit.regex.javascript import refused_by_grafana

TAKEN = (
    "", "a|b", ".*", "/.*/", "/a/b/", "/^(?<text>[^,]+),(?<value>.+)$/g", "/[]/", "/[^]/",
    "/a{/", "/]/", "/(?=a)*b/", "/(?!a)b/", "/(?<=a)b/", r"/\(/", "/a{,3}/", "/[(]/", "/()*/",
    r"/[\]]/", "/a/ig", r"/\//", "/}/", "/(a|)/", "(?i:a)", "/a{2,3}?b+?c*?/",
)  # fmt: skip
REFUSED = {
    "*": "could repeat",
    "/*/": "could repeat",
    "/a**/": "could repeat",
    "/a++/": "could repeat",
    "/(?i)a/": "no such group",
    "/(?P<a>b)/": "no such group",
    "/(a/": "nothing closes this `(`",
    "/a)/": "closes nothing",
    "/[a/": "nothing closes this `[`",
    "/a": "does not end",
    "/a/x": "no flags",
    "a\\": "ends with",
    "/a{3,1}/": "greater",
    "/{1}/": "could repeat",
    "/$*/": "could repeat",
    "/a(|*)/": "could repeat",
}


@pytest.mark.parametrize("pattern", TAKEN)
def test_what_a_browser_takes(pattern: str) -> None:
    assert refused_by_grafana(pattern) is None


@pytest.mark.parametrize("pattern", REFUSED)
def test_what_a_browser_refuses(pattern: str) -> None:
    problem = refused_by_grafana(pattern)

    assert problem is not None
    assert REFUSED[pattern] in problem.message
    assert 0 <= problem.start < problem.end <= len(pattern)

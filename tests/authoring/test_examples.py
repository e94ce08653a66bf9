"""The public API: all of it is documented, and every example in it runs."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil

import pytest

from frontierkit import authoring

MODULES = [
    found.name
    for found in pkgutil.walk_packages(authoring.__path__, "frontierkit.authoring.")
    if not found.ispkg
]
FUNCTIONS = [name for name in authoring.__all__ if inspect.isfunction(getattr(authoring, name))]


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name: str) -> None:
    results = doctest.testmod(importlib.import_module(name))

    assert results.failed == 0


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_public_function_has_an_example_and_says_what_it_raises(name: str) -> None:
    function = getattr(authoring, name)
    doc = inspect.getdoc(function) or ""

    assert ">>> " in doc
    if inspect.signature(function).parameters:
        assert "Raises: SourceError" in doc


def test_all_of_the_api_is_listed() -> None:
    listed = (authoring.__doc__ or "").split()

    assert {name for name in FUNCTIONS if name not in listed} == set()


def test_every_public_name_is_exported() -> None:
    public = {
        name
        for name, value in vars(authoring).items()
        if not name.startswith("_") and not inspect.ismodule(value)
    }

    assert public | {"engines", "signals", "slos"} == set(authoring.__all__)

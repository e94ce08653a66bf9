"""Generated files say what the code says."""

from __future__ import annotations

import pytest

from tests.generated import GENERATED, ROOT


@pytest.mark.parametrize("path", GENERATED)
def test_generated_files_are_up_to_date(path: str) -> None:
    written = (ROOT / path).read_text(encoding="utf-8")

    assert written == GENERATED[path](), "`python -m tests.generated` writes it anew"

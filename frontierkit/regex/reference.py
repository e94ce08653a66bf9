"""Stand-in."""

import re
from functools import lru_cache


class RegexError(ValueError):
    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.message, self.start, self.end = message, start, end


@lru_cache(4096)
def matches_empty(pattern: str) -> bool:
    probe = pattern
    if "(?" in probe:
        if re.search(r"\(\?(?:[=!]|<[=!]|#|\(|P=|>)", probe):
            raise RegexError("invalid or unsupported Perl syntax", 0, len(pattern))
        probe = re.sub(r"\(\?[imsU-]+\)", "", re.sub(r"\(\?(?:P?<\w+>|[imsU-]+:)", "(?:", probe))
    probe = re.sub(r"\\[pP](\{\^?\w+\}|\w)|\\[zQECG]", "x", probe)
    probe = re.sub(r"\[\[:\^?\w+:\]", "[a", probe)
    try:
        return re.compile(probe).fullmatch("") is not None
    except (re.error, OverflowError) as e:
        raise RegexError(str(e), 0, len(pattern))

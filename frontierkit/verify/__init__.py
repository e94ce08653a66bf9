"""Second opinions on what was emitted."""

from frontierkit.verify.verification import Verification
from frontierkit.verify.verify import verify

__all__ = ["Verification", "verify"]

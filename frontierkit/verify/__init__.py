"""Second opinions on what was emitted."""

from frontierkit.verify.verification import Verification
from frontierkit.verify.verify import verify, verify_rule_tests

__all__ = ["Verification", "verify", "verify_rule_tests"]

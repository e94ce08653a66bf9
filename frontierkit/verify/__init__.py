"""Second opinions on what was emitted."""

from frontierkit.verify.by_amtool import by_amtool
from frontierkit.verify.verification import Verification
from frontierkit.verify.verify import verify, verify_rule_tests

__all__ = ["Verification", "by_amtool", "verify", "verify_rule_tests"]

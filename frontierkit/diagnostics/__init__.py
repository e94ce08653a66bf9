"""What the user is told."""

from frontierkit.diagnostics.diagnostic import Diagnostic, Finding, Fix, Related, Severity

__all__ = ["Diagnostic", "Finding", "Fix", "Related", "Severity"]

"""What the user is told."""

from frontierkit.diagnostics.diagnostic import Diagnostic, Finding, Fix, Related, Severity
from frontierkit.diagnostics.report import Count, Report

__all__ = ["Count", "Diagnostic", "Finding", "Fix", "Related", "Report", "Severity"]

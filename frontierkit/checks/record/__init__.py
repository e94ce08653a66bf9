"""Recording rules."""

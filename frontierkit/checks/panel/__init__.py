"""Panels: what they show of their queries, and how."""

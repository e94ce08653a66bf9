"""Secrets that stand where everybody reads them."""

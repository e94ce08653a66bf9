"""Checks of comparisons, which filter what is compared."""

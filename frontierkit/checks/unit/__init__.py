"""Checks of units: of what is added and compared, and of how it is shown."""

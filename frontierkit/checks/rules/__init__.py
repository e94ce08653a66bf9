"""Rule files as such."""

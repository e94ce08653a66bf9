"""Model → output tree, without touching the disk."""

"""Files and sources → model."""

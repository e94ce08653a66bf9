"""What runs from a build: starting it, stopping it, what is active, and whether it is what was
built."""

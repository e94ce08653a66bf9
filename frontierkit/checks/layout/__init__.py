"""Where panels lie on the grid of a dashboard, and in its rows."""

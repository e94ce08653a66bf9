"""Links of dashboards, panels and fields."""

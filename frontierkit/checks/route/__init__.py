"""How Alertmanager routes alerts."""

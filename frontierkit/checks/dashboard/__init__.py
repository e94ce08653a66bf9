"""Dashboards: their variables, datasources, ids."""

"""Provisioned datasources."""

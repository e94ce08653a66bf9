"""Scrape jobs."""

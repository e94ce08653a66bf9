"""Histograms and their buckets."""

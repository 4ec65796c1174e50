"""Counting who is shown: persons, indicators, and what is missing."""

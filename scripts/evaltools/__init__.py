"""Measuring the search: a judged set through the real index and the real reader."""

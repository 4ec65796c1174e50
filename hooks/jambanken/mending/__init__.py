"""Mends what can be mended in a file of content without changing what it says."""

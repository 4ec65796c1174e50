"""Jämbanken: compiles a folder of YAML entries into a website, and knows nothing of its generator."""

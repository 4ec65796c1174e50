"""Catalogue to pages: what every page shows, as finished HTML."""

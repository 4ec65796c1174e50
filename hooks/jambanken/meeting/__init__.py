"""Meetings of 15, 30 or 60 minutes: what a written pack holds, and what is suggested by rule."""

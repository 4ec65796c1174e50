"""What ``scripts/dev.py`` does: set up the environment, find a browser, run the checks.

Standard library only, as it runs before anything is installed.
"""

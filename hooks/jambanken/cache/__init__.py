"""What may be kept from one build to the next, and what it must be named by."""

"""Finding what the bank holds."""

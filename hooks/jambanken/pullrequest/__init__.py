"""Changes that are sent in: what they do, what is wrong with them, and answers in Swedish."""

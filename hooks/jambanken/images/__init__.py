"""Picture files: what is in them, what is made from them, and nothing of who may see them."""

"""Open data: every entry as JSON with its schema, tables, and what a data portal reads of them."""

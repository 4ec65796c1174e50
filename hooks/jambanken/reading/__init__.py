"""The steps of the reader: bytes to text, text to nodes, and what to say when a step fails."""

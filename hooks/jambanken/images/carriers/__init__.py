"""File formats as carriers of a picture: its pixels are kept, and what rides along is left behind."""

"""Print: cards, sheets, decks and the bank's own printed series, as PDF files."""

"""What other programs follow the bank by: Atom feeds, a calendar, the tip of the week."""

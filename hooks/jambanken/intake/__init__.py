"""Pictures into the bank and out of it again: the work behind two commands for editors."""

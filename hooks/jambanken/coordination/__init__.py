"""What the bank needs looking after: the coordinators' report, as values, a page, tables and a command."""

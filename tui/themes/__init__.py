"""How things look on the terminal, and what never reaches it."""

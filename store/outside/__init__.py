"""Ways out of a vault: mail, paper and other programs, named by the user's own settings and never by a vault."""

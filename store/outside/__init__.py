"""Ways out of the program: mail and what else leaves it; the one room that starts other people's programs for that."""

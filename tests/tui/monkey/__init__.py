"""A seeded monkey at the program: any key, any text, any click, any size, while files change underneath."""

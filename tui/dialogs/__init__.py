"""Small windows that ask one thing and give back one value."""

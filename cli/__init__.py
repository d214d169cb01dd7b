"""The commands: what Afterword says and does on a plain command line."""

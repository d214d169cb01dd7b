"""Foreign formats, values <-> bytes: one module (or package) for each format and its row in `formats`; pure."""

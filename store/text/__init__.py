"""How things are written: bytes to values and back, pure, with every untouched byte kept."""

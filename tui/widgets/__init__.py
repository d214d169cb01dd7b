"""Parts of screens: given rows, they post messages; they fetch nothing themselves."""

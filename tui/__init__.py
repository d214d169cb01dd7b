"""The terminal program: screens, keys and pictures over the workspace."""

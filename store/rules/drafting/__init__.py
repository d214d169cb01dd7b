"""Checks of a draft: one per module, each a function `check(context)` that yields findings."""

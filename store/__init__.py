"""Everything that is true without a screen: the vault, the advice, the letters."""

VERSION = "0.1.0"

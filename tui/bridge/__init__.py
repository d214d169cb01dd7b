"""Between the screen and the vault: the only threads, the editor, the last words of a crash."""

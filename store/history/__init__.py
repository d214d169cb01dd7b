"""Git: commits, log, undo. The only room that speaks to git."""

"""The lines at the end of a commit's message by which commits of ours are known again."""

WORK = "Afterword"
"""`change`, `undo`, `redo`, or `outside` for what another program had changed."""
UNDOES = "Afterword-Undoes"
REDOES = "Afterword-Redoes"

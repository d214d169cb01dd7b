"""The lines at the end of a commit's message by which commits of ours are known again."""

WORK = "Afterword"
"""`change`, `undo`, `redo`, `start`, `sync`, or `outside` for what another program had changed."""
UNDOES = "Afterword-Undoes"
REDOES = "Afterword-Redoes"
MACHINE = "Afterword-Machine"
"""The name of the machine on which the commit was made."""

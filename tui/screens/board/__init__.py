"""The board: the pipeline by stage."""

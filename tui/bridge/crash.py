"""The last words of a crash: what kind and where, never what was in the files."""

import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def report(error: BaseException) -> str:
    """Return type and frames of an error, without its message, its locals or any data."""
    return "\n".join(
        (
            "Afterword met a fault of its own and had to stop. Your files are as they were last saved.",
            places(error),
            "Please report these lines; they hold nothing out of your vault.",
        )
    )


def places(error: BaseException) -> str:
    """Return type and frames of an error, the innermost last."""
    error = getattr(error, "error", None) or error  # a worker wraps what it met
    frames = [f"  {_place(f.filename)}:{f.lineno} in {f.name}" for f in traceback.extract_tb(error.__traceback__)]
    return "\n".join((f"{type(error).__name__} at", *frames[-12:]))


def _place(filename: str) -> str:
    path = Path(filename)
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name

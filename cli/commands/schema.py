"""`afterword schema SCHEMA`: the JSON Schema of a kind of file, or of what a command prints with `--json`."""

import json
from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from store.errors import BadRequest
from store.workspace.schemas import SCHEMAS, schema_named


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    listing = "; ".join(f"{name}: {about}" for name, (about, _) in SCHEMAS.items())
    parser.add_argument("schema", metavar="SCHEMA", help=listing)


def run(args: Namespace, context: Context) -> ExitCode:
    """Write the schema."""
    found = schema_named(args.schema)
    if found is None:
        raise BadRequest(f"There is no schema “{args.schema}”. There are: {', '.join(SCHEMAS)}.")
    context.out.data(json.dumps(found, ensure_ascii=True, indent=2) + "\n")
    return ExitCode.FINE

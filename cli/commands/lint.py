"""`afterword lint DRAFT`: check a draft before it is sent."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.output import Styled
from cli.parsing import add_json
from cli.shapes import finding_shape
from store.workspace.compose import lint_text
from store.workspace.spelling import spelling_findings


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("draft", metavar="DRAFT", help="the draft: any part of its file, person or subject")
    add_json(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Write the findings; those that are more than advice make it fail."""
    snapshot = context.snapshot()
    draft = snapshot.draft(args.draft)
    found = (*lint_text(snapshot, draft), *spelling_findings(snapshot, context.workspace.own, draft))
    findings = sorted(found, key=lambda finding: finding.line)
    if args.json:
        context.out.document({"findings": [finding_shape(f) for f in findings]})
    else:
        for finding in findings:
            line = draft.body_line + finding.line - 1
            rule = f" [{finding.rule}]" if finding.rule else ""
            style = "red" if finding.severity == "error" else ""
            context.out.line(
                Styled(f"{draft.path}:{line}: ", "dim"), Styled(finding.severity, style), f": {finding.message}{rule}"
            )
        if not findings:
            context.talk.say("Nothing to remark: read it once more aloud, and send it.")
    wrong = any(f.severity in ("error", "warning") for f in findings)
    return ExitCode.FAILED if wrong else ExitCode.FINE

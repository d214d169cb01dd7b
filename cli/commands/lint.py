"""`afterword lint DRAFT`: check a draft before it is sent."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.output import Output, Styled
from cli.parsing import add_json
from cli.shapes import finding_shape, panel_shape
from store.rules.panel import Panel, Sheet
from store.workspace.compose import lint_text
from store.workspace.panel import panel_around
from store.workspace.spelling import spelling_findings


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("draft", metavar="DRAFT", help="the draft: any part of its file, person or subject")
    parser.add_argument("--panel", action="store_true", help="beside the letters to the others of the same interview")
    add_json(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Write the findings; those that are more than advice make it fail."""
    snapshot = context.snapshot()
    draft = snapshot.draft(args.draft)
    found = (*lint_text(snapshot, draft), *spelling_findings(snapshot, context.workspace.own, draft))
    findings = sorted(found, key=lambda finding: finding.line)
    panel = panel_around(snapshot, draft) if args.panel else None
    if args.json:
        shapes = [finding_shape(finding) for finding in findings]
        context.out.document({"findings": shapes, "panel": panel_shape(panel) if panel else None})
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
        if panel:
            write_panel(panel, context.out)
    wrong = any(f.severity in ("error", "warning") for f in findings)
    return ExitCode.FAILED if wrong else ExitCode.FINE


def write_panel(panel: Panel, out: Output) -> None:
    """Write who gets what, how alike the messages are, and the phrases that several people would read."""
    out.line()
    out.line(Styled(panel.entry.heading, "bold"))
    for number, sheet in enumerate(panel.sheets, 1):
        out.line(f"{number:>2}  {sheet.person.name}: ", Styled(told(sheet), "dim"))
        for mark in sheet.cited:
            out.beside(["      cites "], f"{mark.text} (line {mark.line})", indent=12)
        if sheet.text and not sheet.cited:
            out.line("      ", Styled("cites nothing that they said", "yellow"))
    written = [number for number, sheet in enumerate(panel.sheets) if sheet.text]
    if len(written) > 1:
        out.line()
        out.line("How much of each stands in the others too, in percent:")
        out.line("    ", *(f"{number + 1:>5}" for number in written))
        for row in written:
            out.line(f"{row + 1:>4}", *(f"{percent(panel, row, column):>5}" for column in written))
    if panel.shared:
        out.line()
        out.line("In the messages to several people:")
    for shared in panel.shared:
        places = ((sheet + 1, panel.sheets[sheet].text.count("\n", 0, start) + 1) for sheet, start, _ in shared.places)
        out.beside(["  "], f"“{shared.text}” ({', '.join(f'{n} on line {line}' for n, line in places)})", indent=2)


def told(sheet: Sheet) -> str:
    """Say what became of the message to somebody."""
    if sheet.draft:
        count = len(sheet.findings)
        remarks = f", {count} {'remark' if count == 1 else 'remarks'}" if count else ""
        return f"{sheet.draft.path}{remarks}"
    return f"{sheet.sent.kind.value.lower()} of {sheet.sent.day}" if sheet.sent else "nothing yet"


def percent(panel: Panel, row: int, column: int) -> str:
    """Return a field of the table."""
    return "-" if row == column else str(round(panel.pairs[row, column] * 100))

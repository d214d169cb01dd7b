"""`afterword why ID`: the plan of each interview ahead, then every step, its state, its reason and its event."""

from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.output import Styled
from cli.parsing import add_json
from cli.plans import plan_shape, write_plan
from cli.shapes import step_shape
from cli.wording import counted, event_words, heading, title_of, write_item
from store.model.agenda import Item, State
from store.workspace.foresight import plans_of

UNDER_THE_DAY = 12
"""Columns before the day of a step."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("id", metavar="ID", help="the opportunity: any part of its id, company or position")
    add_json(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Write the schedule."""
    snapshot = context.snapshot()
    opportunity = snapshot.opportunity(args.id)
    steps = snapshot.schedule(opportunity.id)
    plans = plans_of(snapshot, opportunity.id)
    if args.json:
        context.out.document(
            {
                "today": snapshot.today.isoformat(),
                "opportunity": opportunity.id,
                "steps": [step_shape(s) for s in steps],
                "plans": [plan_shape(p) for p in plans],
            }
        )
        return ExitCode.FINE
    heading(context.out, title_of(opportunity))
    stands = sum(1 for s in steps if s.state is State.OPEN)
    context.out.paragraph(
        f"{opportunity.stage_text or opportunity.stage}, {counted(stands, 'open step')} of {len(steps)}", indent=2
    )
    for plan in plans:
        write_plan(context.out, plan)
    if plans:
        context.out.line()
        heading(context.out, "Every step")
    for step in steps:
        context.out.line()
        write_item(context.out, step, (step.state, f"{step.due}  {step.key}"), reason(step), indent=UNDER_THE_DAY)
        context.out.line(" " * 4, Styled(f"{step.because.path}:{step.because.line}", "dim"))
    return ExitCode.FINE


def reason(step: Item) -> str:
    """Return where a step comes from, what it counts from, and what became of it."""
    parts = (
        " ".join(step.rules),
        f"playbook {step.playbook}" if step.playbook else "",
        f"counted from {event_words(step)}",
        f"{step.state} by line {step.settled_by}" if step.settled_by else "",
        f"not before {step.allowed}" if step.allowed and str(step.allowed) not in step.note else "",
        step.note,
    )
    return " · ".join(part for part in parts if part)

"""`afterword send DRAFT --via WAY`: send a draft, or hand it to the program that will."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.parsing import add_dry_run
from store.errors import BadRequest, NoClipboard, NotPrinted
from store.model.draft import Draft
from store.model.mail import Outgoing, Unsettled, Way
from store.workspace.compose import lint_text
from store.workspace.paper import show as show_page
from store.workspace.sending.errand import hand_over
from store.workspace.sending.outgoing import outgoing
from store.workspace.sending.settling import in_words, settle, unsettled
from store.workspace.sending.ways import ANY, EMAIL, ways
from store.workspace.sent_letter import steps_of


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("draft", metavar="DRAFT", help="the draft: any part of its file, person or subject")
    parser.add_argument(
        "--via", metavar="WAY", help="smtp, sendmail, mailto, eml, pdf, clipboard; else your own settings' way"
    )
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument(
        "--to", metavar="FILE", help="with eml: a new file, or a folder for it; with pdf: a folder for the pages"
    )
    parser.add_argument("--open", action="store_true", dest="shows", help="with pdf: show the letter once it is made")
    parser.add_argument(
        "--also", metavar="KEY", action="append", default=[], help="another step that the message does; repeatable"
    )
    parser.add_argument("--again", action="store_true", help="send it although an earlier try may have gone out")
    add_dry_run(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Show whom it goes to, ask, and send."""
    snapshot = context.snapshot()
    draft = snapshot.draft(args.draft)
    earlier = next((one for one in unsettled(context.workspace) if one.gone.path == draft.path), None)
    if earlier and earlier.certain and not (earlier.underway or args.dry_run):
        return log_earlier(context, earlier, yes=args.yes)
    way = way_meant(context, draft, args.via)
    if args.shows and way.name != "pdf":
        raise BadRequest(f"--open shows the pages that --via pdf makes; {way.name} makes none. Nothing was sent.")
    try:
        going = outgoing(snapshot, context.workspace.own, draft.path, needs_address=way.channels != ANY)
    except BadRequest as refusal:
        context.talk.failure(refusal)
        unready = any(f.severity == "error" for f in lint_text(snapshot, draft))
        return ExitCode.FAILED if unready else ExitCode.USAGE
    if args.dry_run:
        show(context, going)
        context.talk.say(f"Only shown, nothing was sent; with {way.name} it would {way.title}.")
        return ExitCode.FINE
    named = [snapshot.item(draft.opportunity, key).key for key in args.also]
    also = (*(item.key for item in steps_of(snapshot, draft).kept), *named)
    if not (args.yes or agreed(context, going, way)):
        context.talk.say("Nothing was sent.")
        return ExitCode.FINE
    return sent(context, going, way, also, args)


def way_meant(context: Context, draft: Draft, name: str | None) -> Way:
    """Return the way that was named, or that the user's own settings name.

    Raises:
        BadRequest: there is none of that name for this draft, or it is not set up.
    """
    own = context.workspace.own
    known = {way.name: way for way in ways(context.snapshot(), own, draft)}
    wanted = name or own.mail.way
    if wanted not in known:
        begun = f"“{wanted}” is no way for this draft." if wanted else "By which way?"
        listing = "".join(
            f"\n  --via {w.name}: {w.title}{f' ({w.reason})' if w.reason else ''}" for w in known.values()
        )
        raise BadRequest(f"{begun} There are:{listing}")
    if known[wanted].reason:
        raise BadRequest(f"{wanted} cannot be used: {known[wanted].reason}. Nothing was sent.")
    return known[wanted]


def agreed(context: Context, going: Outgoing, way: Way) -> bool:
    """Ask before something leaves; what a mail program opens is asked about there, but only where somebody sits."""
    if not way.delivers and context.around.interactive:
        return True
    sender, whom = (going.sender, going.to) if going.channel in EMAIL else (going.sender.name, going.to.name)
    context.talk.say(f"From:    {sender}\nTo:      {whom}\nSubject: {going.subject}")
    question = f"{way.title[:1].upper()}{way.title[1:]}"
    return context.agrees(f"{question}? [y/N]")


def sent(context: Context, going: Outgoing, way: Way, also: tuple[str, ...], args: Namespace) -> ExitCode:
    """Send it and say what became of it."""
    file = context.around.here / Path(args.to).expanduser() if args.to else None
    usual = context.workspace.own.paper.folder if way.name == "pdf" else ""
    if file is None and way.name in ("eml", "pdf") and not usual:
        file = context.around.here
    try:
        handed = hand_over(context.workspace, going.path, way.name, file=file, also=also, again=args.again)
    except NoClipboard:
        if not context.out.clipboard(going.text):
            raise
        context.talk.say(
            f"The text is handed to the terminal for its clipboard. Once it is out: afterword sent {going.path}"
        )
        return ExitCode.FINE
    context.talk.say(handed.note)
    if args.shows and handed.files:
        try:
            show_page(handed.files[0], context.workspace.own)
        except NotPrinted as why:  # the pages are made all the same
            context.talk.say(str(why))
    return ExitCode.FAILED if handed.delivered and not handed.logged else ExitCode.FINE


def log_earlier(context: Context, earlier: Unsettled, *, yes: bool) -> ExitCode:
    """Offer to log what an earlier try sent; it is not sent again."""
    context.talk.say(in_words(earlier))
    if not (yes or context.agrees("Put it into the log now? [y/N]")):
        return ExitCode.DECIDE
    applied = settle(context.workspace, earlier.gone, went=True)
    if applied:
        context.report(applied)
    return ExitCode.FINE


def show(context: Context, going: Outgoing) -> None:
    """Write what would go, headers and text."""
    headers = {
        "From": str(going.sender),
        "To": str(going.to),
        "Subject": going.subject,
        "Date": f"{going.date:%a, %d %b %Y %H:%M:%S %z}",
        "Message-ID": going.message_id,
        "In-Reply-To": going.in_reply_to,
        "References": " ".join(going.references),
    }
    for name, value in headers.items():
        if value and (name in ("To", "Subject") or going.message_id):
            context.out.line(f"{name}: {value}")
    context.out.line()
    context.out.text(going.text)

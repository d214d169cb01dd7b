"""`afterword stats`: how the search goes, in numbers that name what they count."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable

from cli.context import Context
from cli.diagnostics import ExitCode
from cli.output import HANGING, Output, Styled
from cli.parsing import add_json
from cli.safe import cells, column
from cli.stats_shapes import insights_shape
from cli.wording import counted, day_words, heading
from store.model.opportunity import Stage
from store.rules.insights import words
from store.rules.insights.amounts import Cases
from store.rules.insights.whole import Insights

NAME, NUMBER, DAY = 14, 4, 10
"""Columns for what is counted, for a number and for a day."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--trace", action="store_true", help="name each case behind a number: its day, file and line")
    add_json(parser)


def run(args: Namespace, context: Context) -> ExitCode:
    """Write the numbers."""
    snapshot = context.snapshot()
    found = snapshot.insights
    if args.json:
        context.out.document(insights_shape(found))
    elif found.funnel[0].ever:
        Page(context.out, found, trace=args.trace).write()
    else:
        context.talk.say("There are no opportunities to count yet: afterword new")
    context.mention_problems(snapshot.problem_count)
    return ExitCode.FINE


class Page:
    """The numbers as lines, one chart after another."""

    def __init__(self, out: Output, found: Insights, *, trace: bool) -> None:
        self._out = out
        self._found = found
        self._trace = trace

    def write(self) -> None:
        """Write every chart, each with the sentence that says how to read it."""
        self._funnel()
        self._stays()
        self._replies()
        self._weeks()
        self._keeping()
        self._sources()
        if self._found.unread:
            self._out.line()
            self._out.paragraph(f"{counted(self._found.unread, 'file')} cannot be read and are not counted.")

    def _chart(self, title: str, sentence: str) -> None:
        heading(self._out, title)
        self._out.paragraph(sentence, style="dim")

    def _row(self, name: str, parts: Iterable[str], cases: Cases, *, room: int = NAME) -> None:
        """Write one amount: its name, what there is to say, and with `--trace` what it counts."""
        told = "; ".join(part for part in parts if part)
        if cells(name) > room:
            self._out.paragraph(name, indent=2)
            self._out.paragraph(told, indent=HANGING)
        else:
            self._out.beside((f"  {column(name, room)} ",), told, indent=room + 3)
        self._name(cases)

    def _name(self, cases: Cases) -> None:
        """Write what was counted, a line for each case, where that was asked for."""
        for case in cases if self._trace else ():
            day = case.day.isoformat() if case.day else ""
            self._out.line(Styled(f"    {column(day, DAY)}  {case.path}:{case.line}", "dim"))

    def _funnel(self) -> None:
        found = self._found
        self._chart("Funnel", words.FUNNEL)
        for level in found.funnel:
            share = level.of_before
            of = words.share_words(share) if share and share.cases else ""
            now = f"{len(level.now)} there now" if level.now else ""
            number = str(len(level.ever)).rjust(NUMBER)
            self._row(level.stage, (number, of, words.likely_words(share) if share else "", now), level.ever)
        rejected, withdrawn = (found.ended[stage] for stage in (Stage.REJECTED, Stage.WITHDRAWN))
        self._row("ended", (f"{len(rejected)} by a no", f"{len(withdrawn)} by you"), (*rejected, *withdrawn))

    def _stays(self) -> None:
        self._out.line()
        self._chart("Time in each stage", words.STAYS)
        for stay in self._found.stays:
            self._row(stay.stage, (words.spread_words(stay.over) or words.NOTHING,), stay.over.cases)
            if stay.so_far.cases:
                self._row("  so far", (words.spread_words(stay.so_far),), stay.so_far.cases)

    def _replies(self) -> None:
        self._out.line()
        self._chart("Replies", words.REPLIES)
        if not self._found.replies:
            self._out.line(f"  {words.NOTHING}")
        for one in self._found.replies:
            waiting = f"{len(one.waiting)} may still be answered" if one.waiting else ""
            parts = (words.share_words(one.answered), words.likely_words(one.answered), words.spread_words(one.took))
            self._row(one.channel, (*parts, waiting), one.answered.cases)

    def _weeks(self) -> None:
        self._out.line()
        self._chart("Touches and interviews, week by week", words.WEEKS)
        self._out.line(Styled(f"  {column('week from', NAME)} {'out':>{NUMBER}}{'in':>{NUMBER}}  interviews", "dim"))
        for week in self._found.weeks:
            numbers = f"{len(week.out):>{NUMBER}}{len(week.into):>{NUMBER}}  {len(week.interviews):>10}"
            cases = (*week.out, *week.into, *week.interviews)
            self._out.line(f"  {column(day_words(week.monday, self._found.today), NAME)} {numbers}")
            self._name(cases)

    def _keeping(self) -> None:
        promises, thanks = self._found.promises, self._found.thanks
        self._out.line()
        self._chart("Promises and thanks", words.KEEPING)
        beside = (
            f"{len(promises.open)} still open" if promises.open else "",
            f"{len(promises.untold)} ticked, no message tells when" if promises.untold else "",
            f"{len(promises.dropped)} dropped" if promises.dropped else "",
        )
        kept = promises.in_time
        self._row("promises", (_in_time(words.share_words(kept)), words.likely_words(kept), *beside), kept.cases)
        waiting = f"{len(thanks.waiting)} still to be thanked" if thanks.waiting else ""
        done = thanks.in_time
        self._row("thank-yous", (_in_time(words.share_words(done)), words.likely_words(done), waiting), done.cases)

    def _sources(self) -> None:
        self._out.line()
        self._chart("Sources", words.SOURCES)
        names = [source.name or "none written" for source in self._found.sources]
        room = min(max((cells(name) for name in names), default=NAME), self._out.width // 2)
        for name, source in zip(names, self._found.sources, strict=True):
            share = source.interviewed
            self._row(name, (words.share_words(share), words.likely_words(share)), share.cases, room=room)


def _in_time(told: str) -> str:
    return told if told == words.NOTHING else f"{told} in time"

"""The repair of an answer that went wrong: a real correction, and never after a no (R15)."""

from collections.abc import Iterable

from store.model.draft import Finding
from store.model.entry import Word
from store.model.opportunity import Stage
from store.rules.drafting.context import GAP, Context, error, flat, warning
from store.rules.drafting.echo import is_echoed

FEWEST = 3
"""Words of a note below which standing in a text says nothing."""


def check(context: Context) -> Iterable[Finding]:
    """Find a repair that comes after a no, and one that only tells the wrong answer again."""
    here = context.opportunity
    if here is None:
        return
    after_no = here.stage is Stage.REJECTED
    if after_no and context.draft.template == "letter-repair":
        yield error("repair-after-no", 1, "They have said no: an answer is not put right any more. Thank them.", "R15")
    text = GAP.sub(" ", context.draft.body)
    for mark in (m for e in here.entries for m in e.marks if m.word is Word.FUMBLED):
        words = flat(mark.text)
        told = len(words.split()) >= FEWEST and words in flat(text)
        if after_no and (told or is_echoed(mark, text)):
            message = f"After a no, leave out the answer that went wrong: {mark.text}."
            yield (error if told else warning)("repair-after-no", context.line_of(words), message, "R15")
        elif told:
            message = f"This tells the answer that went wrong once more: {mark.text}. What is the better answer?"
            yield warning("unmended", context.line_of(words), message, "R15")

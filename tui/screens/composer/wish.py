"""What a letter begins with where no step says so: whom it is for, which template, which story answers which need."""

from dataclasses import dataclass

from store.model.letter import Choice
from store.model.value import replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What whoever asked for the letter chose already."""

    to: str = ""
    template: str = ""
    story: str = ""
    """Path of a story that goes in."""
    need: int = 0
    """Line of the need that it answers."""

    def granted(self, usual: Choice) -> Choice:
        """Return what usually goes in, and what is wished for."""
        if not self.story:
            return usual
        answers = {**usual.answers, self.need: self.story} if self.need else usual.answers
        marks = usual.marks | {self.need} if self.need else usual.marks
        return replace(usual, marks=marks, stories=usual.stories | {self.story}, answers=answers)


NO_WISH = Wish()

"""A terminal that is gone takes what is drawn nowhere, and nothing waits for it."""

import io
import threading

from textual.drivers._writer_thread import WriterThread

from tui.bridge.output import Lasting


class Gone(io.StringIO):
    """A terminal that is closed after some writes."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self.after = after

    def write(self, text: str) -> int:
        self.after -= 1
        if self.after < 0:
            raise OSError(5, "Input/output error")
        return super().write(text)

    def flush(self) -> None:
        if self.after < 0:
            raise OSError(5, "Input/output error")


def test_what_was_written_before_the_terminal_went_is_there_and_the_rest_is_dropped() -> None:
    under = Gone(2)
    file = Lasting(under)
    for text in ("a", "b", "c", "d"):
        assert file.write(text) == 1
        file.flush()
    assert under.getvalue() == "ab"


def test_the_thread_that_draws_goes_on_and_the_program_can_end() -> None:
    writer = WriterThread(Lasting(Gone(1)))  # type: ignore[arg-type]
    writer.start()

    def draw() -> None:
        for _ in range(200):  # far more than its queue holds
            writer.write("x")
        writer.stop()

    drawing = threading.Thread(target=draw, daemon=True)
    drawing.start()
    drawing.join(10)
    assert not drawing.is_alive()


def test_other_things_of_the_file_are_its_own() -> None:
    assert Lasting(Gone(1)).readable()

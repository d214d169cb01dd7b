"""Many histories of one note: whatever is merged in whatever order, all end with the same bytes and nothing is lost."""

import os

import pytest

from store.model.settings import Settings
from store.text.merging.markers import has_markers
from store.text.opportunity import read_opportunity
from tests.histories.deeds import EDITS
from tests.histories.model import PATH, Model

COUNT = int(os.environ.get("AFTERWORD_MODELS", "600"))
SHARES = 6
STEPS = 16


@pytest.mark.parametrize("share", range(SHARES))
def test_all_end_with_the_same_bytes_and_nothing_is_lost(share: int) -> None:
    for seed in range(share, COUNT, SHARES):
        model = Model(seed, machines=3)
        for _ in range(STEPS):
            play(model)
        data = model.come_together()
        lost = model.written - model.let_go - {word for word in model.written if word.encode() in data}
        assert not lost, f"seed {seed}: lost {lost}"
        assert not has_markers(data), f"seed {seed}"
        assert read_opportunity(data, PATH, Settings(), ())[0].readable, f"seed {seed}"


def play(model: Model) -> None:
    machine, dice = dice_of(model)
    if dice < 0.6:
        edit = model.dice.choice(EDITS)
        text = model.versions[model.heads[machine]].data.decode()
        model.changed(machine, edit(model, text).encode())
    elif dice < 0.9:
        model.synced(machine)
    else:
        model.crossed(machine, (machine + 1) % len(model.heads))


def dice_of(model: Model) -> tuple[int, float]:
    return model.dice.randrange(len(model.heads)), model.dice.random()

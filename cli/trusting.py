"""The question whether a vault is trusted: what could start programs is shown first, then a yes is asked for."""

from cli.context import Context
from store.workspace.asking_trust import Asked, Doubt, ask, give


def trust(context: Context, *, yes: bool) -> None:
    """Show what could start programs, ask, and keep the word.

    Args:
        context: the run.
        yes: whether the user said so already, with `--yes`.

    Raises:
        BadRequest: nobody sits at a terminal to answer, or the word cannot be kept.
        GitTrouble: there is no repository, or no git.
    """
    asked = ask(context.workspace)
    if not asked.doubts:
        context.talk.say("Nothing in this vault's git could start a program, so there is nothing to trust.")
    elif not asked.is_news:
        context.talk.say("You trust this vault already, with all that its git holds now.")
    else:
        show(context, asked)
        if yes or context.agrees("Do you know all of these, and may git start them here? [y/N]"):
            context.talk.say(give(context.workspace, asked))
        else:
            context.talk.say("Nothing was changed.")


def show(context: Context, asked: Asked) -> None:
    """Say each setting with its whole value, and each hook; what is new is told as such where not all is."""
    mixed = not all(doubt.is_new for doubt in asked.doubts)
    for title, is_hook in (("Settings of this vault's git that could start programs:", False), ("Hooks:", True)):
        lines = [line(doubt, mixed=mixed) for doubt in asked.doubts if doubt.is_hook is is_hook]
        if lines:
            context.talk.say("\n".join((title, *lines)))


def line(doubt: Doubt, *, mixed: bool) -> str:
    """Return one setting or hook, as it is shown."""
    news = "  (new, or changed)" if mixed and doubt.is_new else ""
    return f"  {doubt.name}{news}" if doubt.is_hook else f"  {doubt.name} = {doubt.value}{news}"

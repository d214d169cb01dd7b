r"""`afterword completion SHELL`: the script that lets a shell complete commands, options, ids and names."""

import argparse
from argparse import ArgumentParser, Namespace

from cli.context import Context
from cli.diagnostics import ExitCode
from store.errors import BadRequest, StoreError

CANDIDATES = "candidates"
"""What the scripts ask for, in place of a shell: the words typed so far follow behind `--`."""

BASH = r"""# afterword: completion for bash. Put this into ~/.bashrc:  eval "$(afterword completion bash)"
_afterword() {
    local n line part word kept behind=${COMP_LINE#*"${COMP_WORDS[0]}"} words=()
    for ((n = 1; n <= COMP_CWORD; n++)); do  # bash parts words at colons: what stands together is joined again
        part=${COMP_WORDS[n]}
        if [[ -n $part && $n -gt 1 && $behind == "$part"* ]]; then
            words[${#words[@]}-1]+=$part
        else
            words+=("$part")
        fi
        behind=${behind#*"$part"}
    done
    word=${words[${#words[@]}-1]//\\/}
    words[${#words[@]}-1]=$word
    kept=${word%"${word##*[:=<>@]}"}  # bash completes what stands behind such a sign only
    COMPREPLY=()
    while IFS= read -r line; do
        line=${line%%$'\t'*}
        COMPREPLY+=("$(printf '%q' "${line#"$kept"}")")
    done < <("${COMP_WORDS[0]}" completion candidates -- "${words[@]}" 2>/dev/null)
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *: ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
complete -o default -o nosort -F _afterword afterword
"""
ZSH = r"""#compdef afterword
# afterword: completion for zsh. Put this into ~/.zshrc, behind compinit:  eval "$(afterword completion zsh)"
_afterword() {
    local line
    local -a found shown behind
    while IFS= read -r line; do
        found+=("${line%%$'\t'*}")
        shown+=("${line/$'\t'/  -- }")
    done < <("${words[1]}" completion candidates -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)
    if (( $#found )); then
        [[ $found[1] == *: ]] && behind=(-S '')
        compadd "${behind[@]}" -l -d shown -a found
    else
        _files
    fi
}
compdef _afterword afterword
"""
FISH = r"""# afterword: completion for fish. Put it into ~/.config/fish/completions/afterword.fish
function __afterword_candidates
    set -l typed (commandline -opc) (commandline -ct)
    command $typed[1] completion candidates -- $typed[2..-1] 2>/dev/null
end
complete -c afterword -e
complete -c afterword -n 'test (count (__afterword_candidates)) -gt 0' -f
complete -c afterword -a '(__afterword_candidates)'
"""
SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("shell", metavar="SHELL", help="bash, zsh or fish")
    parser.add_argument("words", nargs="*", help=argparse.SUPPRESS)


def run(args: Namespace, context: Context) -> ExitCode:
    """Write the script, or what can stand next; that never fails, since nobody could read why."""
    if args.shell == CANDIDATES:
        write_candidates(args.words, context)
        return ExitCode.FINE
    if args.shell not in SCRIPTS:
        raise BadRequest(f"There is no script for “{args.shell}”. There are: {', '.join(SCRIPTS)}.")
    context.out.data(SCRIPTS[args.shell])
    return ExitCode.FINE


def write_candidates(words: list[str], context: Context) -> None:
    """Write what can stand in place of the last word, one a line."""
    from cli.completing import candidates, shown
    from cli.parsing import split

    leading = split(words[:-1])[0]
    if "--vault" in leading[:-1]:
        context = Context(context.around, context.out, context.talk, vault=leading[leading.index("--vault") + 1])
    try:
        for line in shown(candidates(words, context.snapshot), words[-1] if words else ""):
            context.out.data(f"{line}\n")
    except (StoreError, OSError):
        return

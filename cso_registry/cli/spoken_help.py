"""What `--help` says: one language at a time, commands under the page of the manual they are on.

The library's own help shows both languages of a text beside each other, under English headings.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from typing import Any, Final

from rich.cells import cell_len

from cso_registry.cli.context import Context
from cso_registry.cli.telling import REFUSED
from cso_registry.kernel.canonical import canonical_bytes
from cso_registry.workspace.manual import Page, read_pages

HELP: Final = "--help"
CATALOGUE: Final = "commands"
"""The page of the manual with the table of commands; the last column names their page."""
ROW: Final = re.compile(r"^\| `([a-z-]+)` \|[^|]+\| (\w+) \|$", re.MULTILINE)
GAP: Final = 2


def command_asked_about(root: Any, arguments: Sequence[str]) -> list[Any] | None:
    """Return the commands on the way to the one whose help is wanted, the first one being `root`.

    Help is wanted where it is asked for, and where a command that has further commands
    under it is given none. None when it is not, or when a word is no command.

    Args:
        root: The whole program, as its library holds it.
        arguments: The words that were typed.
    """
    path, rest = [root], list(arguments)
    while rest:
        word = rest.pop(0)
        if word == HELP:
            return path
        if word.startswith("-"):
            rest = rest[_words_after(path[-1], word) :]
        elif word in getattr(path[-1], "commands", {}):
            path.append(path[-1].commands[word])
        elif hasattr(path[-1], "commands"):
            return None
    return path if hasattr(path[-1], "commands") else None


def tell_help(context: Context, path: Sequence[Any], program: str, *, asked: bool) -> int:
    """Print what the last command of a path is for; return the exit code.

    Args:
        context: The run.
        path: The commands on the way to it.
        program: What the program is called.
        asked: Whether help was asked for; else a command is missing.
    """
    if asked or not context.as_json:
        for line in help_lines(context, path, program):
            context.out.print(line)
    else:
        sentence = context.say("cli.usage_no_command")
        reasons = [{"key": "cli.usage_no_command", "sentence": sentence}]
        sys.stdout.write(canonical_bytes({"refused": True, "reasons": reasons}).decode() + "\n")
    return 0 if asked else REFUSED


def help_lines(context: Context, path: Sequence[Any], program: str) -> Iterator[str]:
    """Yield the lines that explain the last command of a path."""
    command = path[-1]
    arguments = [one for one in command.params if not _is_option(one)]
    options = [one for one in command.params if _is_option(one)]
    typed = [program, *(one.name for one in path[1:])]
    yield context.say("help.usage", line=_usage(context, typed, command, arguments, options))
    yield ""
    yield _half(context, command.help)
    yield from _section(context, "help.arguments", [_argument(context, one) for one in arguments])
    heading = "help.shared_options" if len(path) == 1 else "help.options"
    yield from _section(context, heading, [_option(context, one) for one in options])
    if len(path) == 1:
        yield from _catalogue(context, command.commands)
    elif hasattr(command, "commands"):
        yield from _section(context, "help.commands", _lines_of(context, command.commands))
    topic = dict(ROW.findall(_pages(context)[CATALOGUE].text)).get(typed[1] if path[1:] else "")
    yield ""
    yield context.say(
        "help.read_on", line=f"{program} help {topic}" if topic else f"{program} help"
    )


def _words_after(command: Any, option: str) -> int:
    """Return how many words of its own follow an option."""
    name, has_value, _ = option.partition("=")
    known = next((one for one in command.params if name in one.opts), None)
    return 0 if has_value or known is None or getattr(known, "is_flag", False) else 1


def _is_option(param: Any) -> bool:
    return bool(param.opts[0].startswith("-"))


def _half(context: Context, text: str | None) -> str:
    thai, _, english = (text or "").partition(" / ")
    return english or thai if context.language == "en" else thai


def _usage(
    context: Context, typed: list[str], command: Any, arguments: list[Any], options: list[Any]
) -> str:
    said = [*typed, *([context.say("help.any_option")] if options else [])]
    said += [_name(one) if one.required else f"[{_name(one)}]" for one in arguments]
    if hasattr(command, "commands"):
        said.append(context.say("help.a_command"))
    return " ".join(said)


def _name(argument: Any) -> str:
    return str(argument.name).upper().replace("_", "-")


def _argument(context: Context, one: Any) -> tuple[str, str]:
    return _name(one), _explained(context, one)


def _option(context: Context, one: Any) -> tuple[str, str]:
    name = ", ".join(one.opts)
    if not one.is_flag:
        name += f" {context.say('help.value')}"
    return name, _explained(context, one)


def _explained(context: Context, one: Any) -> str:
    said = [_half(context, one.help)]
    if one.required:
        said.append(context.say("help.required"))
    if one.multiple if _is_option(one) else False:
        said.append(context.say("help.several_times"))
    default = getattr(one.default, "value", one.default)
    if not one.required and default not in {None, "", False}:
        said.append(context.say("help.default", value=str(default)))
    return " ".join(part for part in said if part)


def _section(context: Context, heading: str, rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    if not rows:
        return
    yield ""
    yield context.say(heading)
    yield from _columns(rows)


def _columns(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    width = max(cell_len(name) for name, _ in rows) + GAP
    for name, words in rows:
        yield f"  {name}{' ' * (width - cell_len(name))}{words}".rstrip()


def _lines_of(context: Context, commands: dict[str, Any]) -> list[tuple[str, str]]:
    return [(name, _half(context, one.help)) for name, one in commands.items()]


def _catalogue(context: Context, commands: dict[str, Any]) -> Iterator[str]:
    """Yield every command, in groups by the page of the manual that explains it."""
    pages = _pages(context)
    topics = dict(ROW.findall(pages[CATALOGUE].text))
    for topic, page in pages.items():
        here = {name: one for name, one in commands.items() if topics.get(name) == topic}
        if here:
            yield ""
            yield page.title
            yield from _columns(_lines_of(context, here))


def _pages(context: Context) -> dict[str, Page]:
    return read_pages(context.program.resources, context.language)

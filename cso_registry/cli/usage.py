"""Says what is wrong with the words of a command itself, in Thai or English, exit code 2."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from cso_registry.kernel.canonical import canonical_bytes

if TYPE_CHECKING:
    from typer.exceptions import TyperException

    from cso_registry.cli.context import Context
    from cso_registry.kernel.errors import Param

REFUSED = 2
NO_COMMAND = re.compile(r"No such command '(.*?)'")
ONE_WORD_TOO_MANY = re.compile(r"unexpected extra arguments?(?:\(s\))? \((.*)\)")
LANGUAGE, AS_JSON = "--lang", "--json"


def language_asked(arguments: Sequence[str]) -> str:
    """Return the language that the words of a command ask for, where they could not be read."""
    for word, following in pairwise((*arguments, "")):
        if word == LANGUAGE:
            return following
        if word.startswith(f"{LANGUAGE}="):
            return word.removeprefix(f"{LANGUAGE}=")
    return ""


def tell_usage(context: Context, error: TyperException) -> int:
    """Print what is wrong with the words of the command itself."""
    whole = error.format_message()
    if not context.as_json and (not whole or whole.lstrip().startswith("Usage:")):
        # Called with nothing at all: the list of commands is the answer.
        sys.stdout.write(f"{whole}\n" if whole else "")
        return REFUSED
    key, params = _reason(context, error, whole)
    sentence = context.say(key, **params)
    if context.as_json:
        said = {"refused": True, "reasons": [{"key": key, "sentence": sentence}]}
        sys.stdout.write(canonical_bytes(said).decode() + "\n")
    else:
        context.err.print(f"• {sentence}")
    return REFUSED


def _reason(context: Context, error: Any, whole: str) -> tuple[str, dict[str, Param]]:
    """Return the key of the sentence and its values; the errors are the library's own."""
    ctx = getattr(error, "ctx", None)
    path = "cso-registry" if ctx is None else str(ctx.command_path)
    option = getattr(error, "option_name", None)
    if option is not None:
        known = ctx is not None
        return ("cli.usage_option" if known else "cli.usage_no_value"), {
            "name": str(option),
            "command": path,
        }
    if (param := getattr(error, "param", None)) is not None:
        missing = hasattr(error, "param_type")
        name = _called(context, param)
        return ("cli.usage_missing" if missing else "cli.usage_value"), {
            "name": name,
            "command": path,
        }
    if (found := NO_COMMAND.search(whole)) is not None:
        near = get_close_matches(found[1], _commands(ctx), n=3)
        return "cli.usage_command", {"name": found[1], "near": ", ".join(near) or "–"}
    if (found := ONE_WORD_TOO_MANY.search(whole)) is not None:
        return "cli.usage_too_many", {"name": found[1], "command": path}
    return "cli.usage_other", {}


def _commands(ctx: Any) -> list[str]:
    return [] if ctx is None else list(getattr(ctx.command, "commands", ()))


def _called(context: Context, param: Any) -> str:
    """Return what a person calls a parameter: its words in their language, and its option."""
    option = next((one for one in param.opts if one.startswith("--")), None)
    thai, _, english = str(getattr(param, "help", None) or "").partition(" / ")
    words = (english or thai) if context.language == "en" else thai
    if option is None:
        return f"{words} ({param.name})" if words else str(param.name)
    return f"{option} ({words})" if words else option

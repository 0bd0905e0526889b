"""Says what is wrong with the words of a command itself, in Thai or English, exit code 2."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from cso_registry.host.field_faults import fault_sentence
from cso_registry.kernel.canonical import canonical_bytes

if TYPE_CHECKING:
    from typer.exceptions import TyperException

    from cso_registry.cli.context import Context
    from cso_registry.kernel.errors import Param

REFUSED = 2
NO_COMMAND = re.compile(r"No such command '(.*?)'")
CHOICES = re.compile(r"is not one of (.*)\.?$")
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
    key, params = _reason(context, error, error.format_message())
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
        if missing:
            return "cli.usage_missing", {"name": name, "command": path}
        return "cli.usage_value", {"name": name, "command": path, "why": _why(context, error)}
    if (found := NO_COMMAND.search(whole)) is not None:
        near = get_close_matches(found[1], _commands(ctx), n=3)
        return "cli.usage_command", {"name": found[1], "near": ", ".join(near) or "–"}
    if (found := ONE_WORD_TOO_MANY.search(whole)) is not None:
        return "cli.usage_too_many", {"name": found[1], "command": path}
    return "cli.usage_other", {}


def _why(context: Context, error: Exception) -> str:
    """Return in words why a value was not taken; the error behind it says so."""
    behind = error.__cause__
    if not isinstance(behind, ValidationError):
        return context.say("field.not_accepted")
    fault = behind.errors(include_url=False, include_input=False)[0]
    if (choices := CHOICES.search(fault["msg"])) is not None:
        return fault_sentence(context.texts, context.language, "enum", {"expected": choices[1]})
    return fault_sentence(context.texts, context.language, fault["type"], fault.get("ctx", {}))


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

"""The words that invented subjects are made of, read from `resources/samples`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cso_registry.kernel.errors import InputError

Pair = tuple[str, str]
"""The same word in Thai and English."""
Pairs = tuple[Pair, ...]
Opening = tuple[str, str, str, int, str, str]
"""Thai, English, form (V-05), weight, sub-form, sets of themes parted by blanks."""


class _Words(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)


class Phrases(_Words):
    """Words that make names vary, and those of addresses and appointments."""

    groups: Pairs
    spirits: Pairs
    village_heads: Pairs
    village_tails: Pairs
    roads: tuple[str, ...]
    departments: tuple[str, ...]


class OrganizationWords(_Words):
    """Words of names of subjects.

    Attributes:
        marker: Says that everything is invented; stands on every sample.
        openings: How names begin, by kind of subject.
        themes: By set; a set is named by its purpose (V-04) and, for some, a word more.
    """

    marker: str
    openings: Mapping[str, tuple[Opening, ...]]
    themes: Mapping[str, Pairs]
    phrases: Phrases


class PeopleWords(_Words):
    """Words of names of persons."""

    men: Pairs
    women: Pairs
    men_titles: tuple[str, ...]
    women_titles: tuple[str, ...]
    family_heads: Pairs
    family_tails: Pairs


class SpreadsheetWords(_Words):
    """Headings and oddities of the spreadsheets that offices keep."""

    titles: tuple[str, ...] = Field(min_length=1)
    footers: tuple[str, ...]
    remarks: tuple[str, ...]
    blanks: tuple[str, ...]
    unknown_provinces: tuple[str, ...]
    impossible_dates: tuple[str, ...]
    emoji: tuple[str, ...]
    headings: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, tuple[str, ...]]
    purposes: Mapping[str, tuple[str, ...]]


class SampleWords(_Words):
    """All words for samples."""

    organizations: OrganizationWords
    people: PeopleWords
    spreadsheet: SpreadsheetWords


def read_sample_words(raw: Mapping[str, Any]) -> SampleWords:
    """Return the words of the parsed files, which stand under the names of the files.

    Args:
        raw: `organizations`, `people` and `spreadsheet`, each a parsed file.

    Raises:
        InputError: `sample.malformed`, naming the item.
    """
    try:
        return SampleWords.model_validate(_frozen(raw))
    except ValidationError as fault:
        first = fault.errors(include_url=False)[0]
        item = ".".join(map(str, first["loc"]))
        raise InputError("sample.malformed", item=item, fault=first["msg"]) from None


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    if isinstance(value, Mapping):
        return {key: _frozen(inner) for key, inner in value.items()}
    return value

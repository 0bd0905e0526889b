"""Whom a letter goes to, who signs it, and what the office says of itself on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.offices.records import Officer
from cso_registry.domain.roles import Role, covers
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.paper_facts import POSTS, address_line, current_posts

if TYPE_CHECKING:
    from cso_registry.domain.organizations.records import Organization
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing

ADDRESS, PHONE, EMAIL = "letters.office_address", "letters.office_phone", "letters.office_email"


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a letter goes to: as it stands after "To", and where the envelope goes."""

    name: str
    address: str


def addressee(organization: Organization, showing: Showing) -> Addressee:
    """Return whom a letter to a subject goes to.

    A person by name; any other subject through the one who holds its mandate.
    """
    name, address = organization.display_name, address_line(organization, showing)
    if organization.person is not None:
        return Addressee(name, address)
    posts = current_posts(organization.posts.values(), showing)
    holder = next((post for post in posts if post.has_mandate), posts[0] if posts else None)
    post = showing.label(POSTS, holder.post) if holder is not None else ""
    key = "letter.to_post" if post else "letter.to_subject"
    return Addressee(
        showing.program.texts.text(key, showing.language, **_said(post, name)), address
    )


def _said(post: str, name: str) -> dict[str, str]:
    return {"post": post, "name": name} if post else {"name": name}


def signer_of(reading: Reading, showing: Showing, scope: str) -> Officer | None:
    """Return who signs for the office: the acting officer as its head, or its only head.

    None when there are several heads and none of them is at work: the name is written
    by hand.
    """
    home = None if showing.office is None else showing.office.scope
    known = (
        one
        for one in reading.records("officer")
        if isinstance(one, Officer) and home in (None, one.scope)
    )
    heads = [one for one in known if _is_head(one, showing, scope)]
    me = showing.officer
    if me is not None and any(one.id == me.id for one in heads):
        return me
    return heads[0] if len(heads) == 1 else None


def _is_head(officer: Officer, showing: Showing, scope: str) -> bool:
    rights = officer.rights_on(showing.today)
    return any(right.role is Role.HEAD and covers(right.jurisdiction, scope) for right in rights)


def letterhead(showing: Showing) -> str:
    """Return name and address of the office, as they stand above a letter."""
    return "\n".join(line for line in (showing.office_name(), _setting(showing, ADDRESS)) if line)


def letter_contact(showing: Showing) -> str:
    """Return the office that keeps the matter and how to reach it, below a letter."""
    texts, language = showing.program.texts, showing.language
    lines = [showing.office_name()]
    lines += [
        texts.text(key, language, value=value)
        for key, setting in (("letter.phone", PHONE), ("letter.email", EMAIL))
        if (value := _setting(showing, setting))
    ]
    return "\n".join(line for line in lines if line)


def _setting(showing: Showing, key: str) -> str:
    try:
        return str(showing.program.policies.get(key, showing.today).value).strip()
    except InputError:
        return ""

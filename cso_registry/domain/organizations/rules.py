"""Rules about registering subjects and changing what is kept of them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from cso_registry.domain.offices.records import Officer
from cso_registry.domain.organizations.checklist import checklist_for
from cso_registry.domain.organizations.records import Kind, Organization
from cso_registry.domain.organizations.standing import ALLOWED, Step
from cso_registry.domain.record import Items
from cso_registry.domain.rule import Fault, Rule, Verdict, fault, rule
from cso_registry.thai.identifiers import is_valid_13
from cso_registry.thai.searching import search_key

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cso_registry.domain.facts import Facts

PURPOSES, FORMS, POSTS, CHECKLIST = "V-04", "V-05", "V-S5", "V-S3"
TWO_PERSONS = "registration.two_persons_for_removal"
CHECKLIST_BLOCKS = "registration.checklist_blocks"
"""The setting by which missing documents refuse a registration; else they are only shown."""
SCHEMES, LEGAL_BASES = "V-S6", "V-S7"
THIRTEEN_DIGITS = frozenset({"TH-TIN", "TH-CID"})
LAST_GOAL = 17
WRITABLE = frozenset("LMNPZ")
SIGNS_IN_NAMES = frozenset("+&$฿°")
LETTER = re.compile("[\u0e01-\u0e2eA-Za-z0-9]")
PLAIN = re.compile(r"[\u0e01-\u0e5bA-Za-z0-9 .,()/\-]*")


@rule("R-04", cite="002 1E-cso")
def main_purpose_is_named_once(act: Any, _facts: Facts) -> Verdict:
    """One purpose is the main one and does not stand among the others."""
    purposes = act.purposes
    if purposes is None:
        return None
    doubled = purposes.main in purposes.others or len(set(purposes.others)) < len(purposes.others)
    return fault("purposes") if doubled else None


@rule("R-04", cite="002 1E-cso(1)")
def purposes_are_known(act: Any, facts: Facts) -> Iterable[Fault]:
    """Every purpose is a code of V-04 in force today."""
    if act.purposes is not None:
        for code in (act.purposes.main, *act.purposes.others):
            if not facts.setting.vocabulary.known(PURPOSES, code, facts.today):
                yield fault("purposes", code=code)
        for goal in act.purposes.goals:
            if not 1 <= goal <= LAST_GOAL:
                yield fault("purposes", code=str(goal))


@rule("R-04", cite="002 1E-cso(2)")
def form_is_known(act: Any, facts: Facts) -> Verdict:
    """The form of organisation is a code of V-05 in force today."""
    code = act.identity.form
    if code is None or facts.setting.vocabulary.known(FORMS, code, facts.today):
        return None
    return fault("form", code=code)


@rule("R-02", cite="002 3.3.2(4), 3.3.5(2)")
def person_has_a_personal_name(act: Any, _facts: Facts) -> Verdict:
    """A person is entered with given and family name, all others with a Thai name."""
    if act.identity.kind is Kind.PERSON:
        return fault("person") if act.person is None or act.names is not None else None
    return fault("names") if act.names is None or act.person is not None else None


@rule("R-02", cite="domain §4.3")
def unincorporated_names_a_representative(act: Any, _facts: Facts) -> Verdict:
    """A subject without legal personality names a representative with a mandate."""
    if act.identity.kind not in (Kind.GROUP, Kind.COMMUNITY) or act.from_paper_book:
        return None
    return None if any(post.has_mandate for post in act.posts) else fault("posts")


@rule("F:A10", cite="features A10, X26")
def area_is_known(act: Any, facts: Facts) -> Iterable[Fault]:
    """Every area is a code of the administrative areas."""
    for at, code in _areas_of(act):
        if facts.setting.areas.get(code) is None:
            yield fault(at, code=code)


def _areas_of(act: Any) -> Iterable[tuple[str, str]]:
    given = vars(act).get
    place = given("address") or given("residence")
    if place is not None:
        yield "address", place.area
    for served in given("areas") or ():
        yield "areas", served.area
    served = given("area")
    if served is not None:
        yield "area", served.area


@rule("R-04", cite="002 1E-cso")
def place_fits_the_kind(act: Any, _facts: Facts) -> Verdict:
    """A person has a residence, every other subject an address."""
    if act.identity.kind is Kind.PERSON:
        return fault("residence") if act.residence is None or act.address is not None else None
    return fault("address") if act.address is None or act.residence is not None else None


@rule("F:O5", cite="features O5")
def identifiers_are_valid(act: Any, facts: Facts) -> Iterable[Fault]:
    """Thirteen-digit numbers have their check digit; schemes are known."""
    for at, scheme, value in identifiers_of(act):
        if scheme in THIRTEEN_DIGITS:
            if not is_valid_13(value):
                yield fault(at, value=_masked(value))
        elif not facts.setting.vocabulary.known(SCHEMES, scheme, facts.today):
            yield fault(at, value=scheme)


def identifiers_of(act: Any) -> Iterable[tuple[str, str, str]]:
    """Return field, scheme and value of every number that an act brings."""
    # A model answers for a field that it lacks ten times slower than its dictionary does.
    given = vars(act).get
    for outside in given("identifiers") or ():
        yield "identifiers", outside.scheme, outside.value
    single = given("identifier")
    if single is not None:
        yield "identifier", single.scheme, single.value
    person = given("person")
    if person is not None and person.citizen_id is not None:
        yield "person", "TH-CID", person.citizen_id
    for post in (*(given("posts") or ()), given("post")):
        if post is not None and post.citizen_id is not None:
            yield "posts", "TH-CID", post.citizen_id


def _masked(value: str) -> str:
    return f"{'•' * (len(value) - 4)}{value[-4:]}"


@rule("F:A7", cite="features A7")
def nobody_else_has_its_identifier(act: Any, facts: Facts) -> Verdict:
    """No other subject of this register carries the same number."""
    own = getattr(act, "organization", None)
    others = [holder for holder in facts.answer("same_identifier", tuple) if holder != own]
    return fault("identifiers", other=others[0]) if others else None


@rule("F:A3", cite="features A3, X22")
def paper_number_is_free(act: Any, facts: Facts) -> Verdict:
    """A number from a paper book belongs to nobody else."""
    if act.paper_number is None or not facts.answer("holders", tuple):
        return None
    return fault("paper_number", number=act.paper_number)


@rule("F:A3", cite="features A3, A4")
def number_is_chosen_only_from_a_paper_book(act: Any, _facts: Facts) -> Verdict:
    """Whoever registers today gets the next number; only a book's number is given."""
    return fault("paper_number") if act.paper_number and not act.from_paper_book else None


@rule("F:A5", cite="features A5; R-74")
def order_is_named(act: Any, _facts: Facts) -> Verdict:
    """A legal act rests on an order, unless it is carried over from a paper book."""
    if getattr(act, "from_paper_book", False):
        return None
    if act.order_number is None or act.order_date is None:
        return fault("order_number")
    return None


@rule("R-74", cite="002 1B(4)")
def order_precedes_effect(act: Any, facts: Facts) -> Verdict:
    """An order is given, and given before what it orders takes effect."""
    order: date | None = act.order_date
    if order is None:
        return None
    return fault("order_date") if order > facts.today or order > act.effective else None


@rule("F:A5", cite="features A5")
def carried_over_is_not_of_the_future(act: Any, facts: Facts) -> Verdict:
    """What a paper book says has happened."""
    if act.from_paper_book and act.effective > facts.today:
        return fault("effective")
    return None


def may_follow(step: Step) -> Rule:
    """Return the rule that `step` is possible where the registration stands."""

    def standing_allows_it(act: Any, facts: Facts) -> Verdict:
        organization = facts.record("organization", Organization)
        standing = organization.standing
        if standing.status not in ALLOWED[step]:
            return fault(None, status=standing.status.value, step=step.value)
        if standing.since is not None and act.effective < standing.since:
            return fault("effective", status=standing.status.value, step=step.value)
        return None

    return Rule("F:A5", standing_allows_it.__name__, "features A5", standing_allows_it)


@rule("F:B2", cite="R-01; design §3")
def another_officer_proposed_it(_act: Any, facts: Facts) -> Verdict:
    """Removal is proposed by one officer and decided by another, each time anew.

    An office may decide that one person does both (`registration.two_persons_for_removal`).
    """
    if not facts.setting.policies.switch(TWO_PERSONS, facts.today):
        return None
    organization = facts.record("organization", Organization)
    removals = (key for key, event in organization.life.items() if event.step is Step.REMOVED)
    last = max(removals, default="")
    # Keys are act ids, which rise with time: what was proposed before counted once.
    open_proposals = (one for key, one in organization.removal_proposals.items() if key > last)
    return None if any(one.by != facts.actor.officer for one in open_proposals) else fault()


@rule("F:A9", cite="features A9")
def term_runs_forward(act: Any, _facts: Facts) -> Iterable[Fault]:
    """A term, a name or an area ends after it starts."""
    given = vars(act).get
    for single, several in (("post", "posts"), ("area", "areas"), ("name", "other_names")):
        for at, held in (
            (single, given(single)),
            *((several, one) for one in given(several) or ()),
        ):
            if held is not None and held.starts and held.ends and held.ends < held.starts:
                yield fault(at)


@rule("F:A9", cite="features A9")
def post_is_known(act: Any, facts: Facts) -> Iterable[Fault]:
    """A post is a code of the list of posts."""
    posts = vars(act).get("posts") or (vars(act).get("post"),)
    for held in posts:
        if held is not None and not facts.setting.vocabulary.known(POSTS, held.post, facts.today):
            yield fault("posts", code=held.post)


@rule("F:A12", cite="features A12")
def checklist_item_is_known(act: Any, facts: Facts) -> Iterable[Fault]:
    """A document is an item of the checklist."""
    given = vars(act).get
    single = given("document")
    for at, held in (
        ("document", single),
        *(("documents", one) for one in given("documents") or ()),
    ):
        if held is not None and not facts.setting.vocabulary.known(
            CHECKLIST, held.item, facts.today
        ):
            yield fault(at, code=held.item)


@rule("F:A12", cite="features A12")
def checklist_is_complete(act: Any, facts: Facts) -> Iterable[Fault]:
    """Every required document is in force, where the office decided to ask for it."""
    if act.from_paper_book or not facts.setting.policies.switch(CHECKLIST_BLOCKS, facts.today):
        return
    vocabulary, today = facts.setting.vocabulary, facts.today
    for line in checklist_for(act.identity.kind, act.documents, vocabulary, today):
        if line.is_lacking:
            yield fault("documents", item=line.term.th, item_en=line.term.en)


@rule("R-04", cite="002 1E-cso")
def founding_is_not_of_the_future(act: Any, facts: Facts) -> Verdict:
    """A subject was founded before it is registered."""
    founded = act.identity.founded
    return fault("identity") if founded is not None and founded > facts.today else None


def item_exists(collection: str, at: str) -> Rule:
    """Return the rule that the item which `at` names, if it names one, is there."""

    def item_is_there(act: Any, facts: Facts) -> Verdict:
        organization = facts.record("organization", Organization)
        named = getattr(act, at)
        return None if named is None or named in getattr(organization, collection) else fault(at)

    return Rule("F:A14", item_is_there.__name__, "features A14", item_is_there)


@rule("F:O1", cite="design §3")
def names_can_be_written(act: Any, _facts: Facts) -> Iterable[Fault]:
    """A name holds letters, marks, digits and punctuation, so that every paper can show it."""
    names, name = vars(act).get("names"), vars(act).get("name")
    texts: tuple[str, ...] = (names.th, names.en or "") if names is not None else ()
    texts += (name.name,) if name is not None else ()
    for text in texts:
        if text and not LETTER.search(text) and not search_key(text):
            yield fault("names", sign=text[0])
        if PLAIN.fullmatch(text):
            continue
        strange = [sign for sign in text if not _is_writable(sign)]
        if strange:
            yield fault("names", sign=strange[0])


def _is_writable(sign: str) -> bool:
    return unicodedata.category(sign)[0] in WRITABLE or sign in SIGNS_IN_NAMES


@rule("R-76", cite="002 3.3.5, 3.3.6")
def legal_basis_is_in_force(act: Any, facts: Facts) -> Verdict:
    """The legal basis is in the dated list and in force on the day of effect."""
    if facts.setting.vocabulary.known(LEGAL_BASES, act.legal_basis, act.effective):
        return None
    return fault("legal_basis", code=act.legal_basis)


@rule("R-02", cite="002 3.3.2(4)")
def has_no_personal_name(act: Any, facts: Facts) -> Verdict:
    """A person is renamed by the act for persons."""
    person = facts.record("organization", Organization).person
    return None if person is None or act.names is None else fault("names")


@rule("R-02", cite="002 3.3.2(4)")
def is_no_person(_act: Any, facts: Facts) -> Verdict:
    """A person has a residence and a personal name, no address and name of an organisation."""
    return fault("organization") if _is_person(facts) else None


@rule("R-02", cite="002 3.3.2(4)")
def person_keeps_a_residence(act: Any, facts: Facts) -> Verdict:
    """A sheet gives a person no address and no name of an organisation."""
    if not _is_person(facts):
        return None
    return fault("address") if act.address is not None or act.names is not None else None


@rule("R-02", cite="002 3.3.2(4)")
def is_a_person(_act: Any, facts: Facts) -> Verdict:
    """Only a registered person has a personal name and a residence."""
    return None if _is_person(facts) else fault("organization")


@rule("R-02", cite="002 3.3.2(4)")
def kind_of_a_person_stays(act: Any, facts: Facts) -> Verdict:
    """A person does not become an organisation, nor the other way round."""
    return None if (act.identity.kind is Kind.PERSON) == _is_person(facts) else fault("kind")


def _is_person(facts: Facts) -> bool:
    identity = facts.record("organization", Organization).identity
    return identity is not None and identity.kind is Kind.PERSON


@rule("F:A10", cite="design §4")
def address_stays_in_its_province(act: Any, facts: Facts) -> Verdict:
    """A record has one home; moving it to another province is an act of its own."""
    place = getattr(act, "address", None) or getattr(act, "residence", None)
    home = facts.record("organization", Organization).scope
    if place is None or place.area.startswith(home):
        return None
    return fault("address", code=place.area[:2], home=home)


@rule("F:A14", cite="features A14")
def item_may_be_taken_away(act: Any, facts: Facts) -> Verdict:
    """Only an item that is there, and no legal act, can be taken away."""
    slot = Organization.slots.get(act.collection)
    if not isinstance(slot, Items) or slot.legal:
        return fault("collection", collection=act.collection)
    there = getattr(facts.record("organization", Organization), act.collection)
    return None if act.item in there else fault("item")


@rule("F:B2", cite="R-01; design §3")
def may_be_removed(_act: Any, facts: Facts) -> Verdict:
    """Only what is registered or suspended can be proposed for removal."""
    status = facts.record("organization", Organization).standing.status
    return None if status in ALLOWED[Step.REMOVED] else fault(None, status=status.value)


@rule("F:F4", cite="features F4, X45")
def receiver_works_here(act: Any, facts: Facts) -> Verdict:
    """Cases go to another officer, who has rights today."""
    if vars(act).get("officer") == act.to:
        return fault("to")
    return None if facts.record("to", Officer).rights_on(facts.today) else fault("to")


@rule("F:F4", cite="features F4, X45")
def there_are_cases(_act: Any, facts: Facts) -> Verdict:
    """There is something to hand over."""
    return None if facts.answer("cases", tuple) else fault("officer")

"""What the owner of a database can do to a ledger. Each alteration says by which words its place must be named."""

from collections.abc import Callable, Sequence
from hashlib import sha256

from tools import verify_audit
from tools.owner import DROPPED, OFF_AND_ON, REPLICA, Owner

Places = Sequence[str]


def edit_an_entry(owner: Owner, how: str = "") -> Places:
    number = owner.entry()
    owner.change(
        "audit_entry", f"id = {number}", among=("kind", "table", "record", "case", "reason", "purpose"), how=how
    )
    return [f"entry {number} "]


def edit_a_version(owner: Owner, how: str = "") -> Places:
    number, _table, history, record, version = owner.version()
    owner.change(history, f"id = '{record}' AND version = {version}", how=how)
    return [f"entry {number} "]


def edit_a_row(owner: Owner, how: str = "") -> Places:
    _number, table, _history, record, _version = owner.version("e.\"table\" IN ('intake_child', 'intake_case')")
    among = {"intake_child": ("sex", "nationality", "given_names", "family_name"), "intake_case": ("created_by",)}
    owner.change(table, f"id = '{record}'", among=among[table], how=how)
    return [f"{table} {record} "]


def edit_a_seal(owner: Owner) -> Places:
    number = owner.some("SELECT number FROM audit_seal")[0]
    owner.change("audit_seal", f"number = {number}", among=("at", "root", "previous", "count", "chain"))
    return [f"seal {number}:", f"seal {number},", f"seal {number + 1}:"]


def edit_the_place_of_an_entry(owner: Owner) -> Places:
    number, seal = owner.some("SELECT entry, seal_id FROM audit_leaf")
    owner.change("audit_leaf", f"entry = {number}", among=("digest", "content", "position"))
    return [f"entry {number} ", f"seal {seal},", f"seal {seal}:"]


def edit_and_match_its_place(owner: Owner) -> Places:
    """An entry or a version is edited, and the digests in its place are made to match: the root does not."""
    edit = owner.chance.choice([edit_an_entry, edit_a_version])
    number = int(edit(owner)[0].split()[1])
    return [f"seal {_match(owner, number)}:"]


def _match(owner: Owner, number: int) -> int:
    seal, layout = owner.all(
        "SELECT number, layout_id FROM audit_seal JOIN audit_leaf ON seal_id = number WHERE entry = %s", number
    )[0]  # fmt: skip
    check = verify_audit.Check(verify_audit.Database(owner.url))
    entries, versions = check.rows([number], check.layout(layout, ""))
    check.database.connection.close()
    content = "".join(sha256(version).hexdigest() for version in versions.get(number, []))
    digest = verify_audit.leaf_of(entries[number], content).hex()
    with owner.past_the_guards("audit_leaf"):
        owner.all("UPDATE audit_leaf SET digest = %s, content = %s WHERE entry = %s", digest, content, number)
    return int(seal)


def delete_an_entry(owner: Owner) -> Places:
    number = owner.entry()
    with owner.past_the_guards("audit_entry"):
        owner.all(f"DELETE FROM audit_entry WHERE id = {number}")
    return [f"entry {number} "]


def delete_an_entry_with_its_place(owner: Owner) -> Places:
    number = owner.entry()
    seal, position = owner.all("SELECT seal_id, position FROM audit_leaf WHERE entry = %s", number)[0]
    with owner.past_the_guards("audit_entry", "audit_leaf"):
        owner.all(f"DELETE FROM audit_entry WHERE id = {number}")
        owner.all(f"DELETE FROM audit_leaf WHERE entry = {number}")
    return [f"seal {seal},", f"seal {seal}:"]


def delete_a_version(owner: Owner) -> Places:
    number, _table, history, record, version = owner.version()
    with owner.past_the_guards(history):
        owner.all(f"DELETE FROM {history} WHERE id = '{record}' AND version = {version}")
    return [f"entry {number} "]


def delete_a_row(owner: Owner) -> Places:
    _number, table, _history, record, _version = owner.version()
    with owner.past_the_guards(table, how=REPLICA):
        owner.all(f"DELETE FROM {table} WHERE id = '{record}'")
    return [record]


def insert_an_entry_among_the_others(owner: Owner, *, hidden: bool = False) -> Places:
    """Somebody read it, it says, in a transaction of then."""
    copied = owner.columns("audit_entry", "id")
    like = owner.entry("e.kind NOT IN ('CREATE', 'CHANGE')")
    with owner.past_the_guards("audit_entry", "audit_leaf"):
        number = owner.all(f"INSERT INTO audit_entry ({copied}) SELECT {copied} FROM audit_entry "
                           f"WHERE id = {like} RETURNING id")[0][0]  # fmt: skip
        if hidden:
            last = owner.all("SELECT max(number) FROM audit_seal")[0][0]
            owner.all(
                "INSERT INTO audit_leaf (entry, seal_id, position, digest, content) "
                f"SELECT {number}, {last}, count, repeat('0', 64), '' FROM audit_seal WHERE number = {last}"
            )
            return [f"seal {last},", f"seal {last}:"]
    return [f"entry {number}:", f"entry {number} "]


def insert_an_entry_with_its_place(owner: Owner) -> Places:
    return insert_an_entry_among_the_others(owner, hidden=True)


def insert_an_entry_with_a_place_in_no_seal(owner: Owner) -> Places:
    """It is no more among those that have no place, and no seal is read that has it."""
    (place, _other) = insert_an_entry_among_the_others(owner)
    number = int(place.removeprefix("entry ").rstrip(":"))
    with owner.past_the_guards("audit_leaf"):
        owner.all("INSERT INTO audit_leaf (entry, seal_id, position, digest, content) "
                  f"VALUES ({number}, -5, 0, repeat('0', 64), '')")  # fmt: skip
    return [f"seal -5: it is not there, but an entry has its place in it, entry {number}"]


def insert_a_second_entry_of_a_number(owner: Owner) -> Places:
    number = owner.entry()
    copied = owner.columns("audit_entry", "role")
    owner.all("ALTER TABLE audit_entry DROP CONSTRAINT audit_entry_pkey")
    with owner.past_the_guards("audit_entry"):
        owner.all(
            f"INSERT INTO audit_entry (role, {copied}) SELECT 'x', {copied} FROM audit_entry WHERE id = {number}"
        )
    return [f"entry {number}:", f"entry {number} "]


def insert_an_entry_that_says_it_is_older(owner: Owner) -> Places:
    """In a transaction of now, with the time of then: the next seal takes it."""
    copied = owner.columns("audit_entry", "id", "tx", "at")
    like = owner.entry("e.kind NOT IN ('CREATE', 'CHANGE')")
    with owner.past_the_guards("audit_entry"):
        number = owner.all(f"INSERT INTO audit_entry (at, {copied}) SELECT at - interval '2 days', {copied} "
                           f"FROM audit_entry WHERE id = {like} RETURNING id")[0][0]  # fmt: skip
    return [f"entry {number} "]


def insert_a_version(owner: Owner) -> Places:
    _number, table, history, record, version = owner.version()
    named = owner.columns(history, "history_id", "version")
    again = version + owner.chance.choice([0, 1, 5])
    with owner.past_the_guards(history):
        owner.all(f"INSERT INTO {history} (version, {named}) SELECT {again}, {named} FROM {history} "
                  f"WHERE id = '{record}' AND version = {version}")  # fmt: skip
    return [record]


def _two_children(owner: Owner) -> list[str]:
    found = owner.all("SELECT e.record::text FROM audit_entry e JOIN audit_leaf l ON l.entry = e.id "
                      "WHERE e.\"table\" = 'intake_child' AND e.kind = 'CREATE'")  # fmt: skip
    return owner.chance.sample(sorted({row[0] for row in found}), 2)


def swap_two_children_in_the_ledger(owner: Owner) -> Places:
    one, other = _two_children(owner)
    with owner.past_the_guards("audit_entry"):
        owner.all(f"UPDATE audit_entry SET record = CASE record WHEN '{one}' THEN '{other}' ELSE '{one}' END::uuid "
                  f"WHERE record IN ('{one}', '{other}')")  # fmt: skip
    return [one, other]


def swap_two_children_everywhere(owner: Owner) -> Places:
    """Each gets the case of the other, in the row and in all of history."""
    one, other = _two_children(owner)
    cases = dict(owner.all("SELECT id::text, case_id::text FROM intake_child WHERE id IN (%s, %s)", one, other))
    with owner.past_the_guards("intake_child", "intake_historicalchild", how=REPLICA):
        owner.all("ALTER TABLE intake_child DISABLE TRIGGER ALL")
        owner.all("UPDATE intake_child SET case_id = gen_random_uuid() WHERE id = %s", one)
        for child, case in ((other, cases[one]), (one, cases[other])):
            owner.all("UPDATE intake_child SET case_id = %s WHERE id = %s", case, child)
            owner.all("UPDATE intake_historicalchild SET case_id = %s WHERE id = %s", case, child)
        owner.all("ALTER TABLE intake_child ENABLE TRIGGER ALL")
    return [one, other]


def change_the_time(owner: Owner) -> Places:
    number, _table, history, record, version = owner.version()
    if owner.chance.random() < 0.5:
        owner.change(history, f"id = '{record}' AND version = {version}", among=("history_date",))
    else:
        with owner.past_the_guards("audit_entry"):
            column, moved = owner.chance.choice([("at", "at - interval '1 hour'"), ("tx", "'7'::xid8")])
            owner.all(f"UPDATE audit_entry SET {column} = {moved} WHERE id = {number}")
    return [f"entry {number} "]


def change_the_actor(owner: Owner) -> Places:
    number, _table, history, record, version = owner.version()
    if owner.chance.random() < 0.5:
        signed = ("created_by", "created_by_role", "history_user_id", "created_by_organisation")
        owner.change(history, f"id = '{record}' AND version = {version}", among=signed)
    else:
        named = ("person", "organisation", "role", "user_id", "client", "in_place_of")
        owner.change("audit_entry", f"id = {number}", among=named)
    return [f"entry {number} "]


def cut_the_tail(owner: Owner) -> Places:
    """The last seals and all that they closed."""
    last = owner.all("SELECT max(number) FROM audit_seal")[0][0]
    cut = last - owner.chance.randrange(min(3, last))
    with owner.past_the_guards("audit_entry", "audit_leaf", "audit_seal"):
        owner.all(f"DELETE FROM audit_entry WHERE id IN (SELECT entry FROM audit_leaf WHERE seal_id >= {cut})")
        owner.all(f"DELETE FROM audit_leaf WHERE seal_id >= {cut}")
        owner.all(f"DELETE FROM audit_seal WHERE number >= {cut}")
    # What they did not cut, history, tells of it as well.
    return [f"seal {cut}:", "each version has one entry"]


def rewrite_all(owner: Owner) -> Places:
    """Another ledger, sealed anew by the sealer itself: nothing in the database contradicts it."""
    owner.change("audit_entry", f"id = {owner.entry()}", among=("person", "organisation", "role"))
    with owner.past_the_guards("audit_leaf", "audit_seal"):
        owner.all("DELETE FROM audit_leaf")
        owner.all("DELETE FROM audit_seal")
    owner.reseal()
    return ["seal 1:"]


def rewrite_from_one_entry_on(owner: Owner) -> Places:
    """The least that hides an edit from the database: its place, the root of its seal, and every chain from there."""
    number = int(edit_an_entry(owner)[0].split()[1])
    first = _match(owner, number)
    names = ", ".join(f"{name}_id" if name == "layout" else name for name in verify_audit.SAID)
    chain = ""
    for values in owner.all(f"SELECT {names} FROM audit_seal WHERE number >= {first} ORDER BY number"):
        seal = dict(zip(verify_audit.SAID, values, strict=True))
        leaves = owner.all("SELECT digest FROM audit_leaf WHERE seal_id = %s ORDER BY position", seal["number"])
        seal["root"] = verify_audit.root([bytes.fromhex(leaf) for (leaf,) in leaves]).hex()
        seal["at"], seal["previous"] = verify_audit.moment(seal["at"]), chain or seal["previous"]
        chain = verify_audit.chained(seal)
        with owner.past_the_guards("audit_seal"):
            owner.all("UPDATE audit_seal SET root = %s, previous = %s, chain = %s WHERE number = %s", seal["root"],
                      seal["previous"], chain, seal["number"])  # fmt: skip
    return [f"seal {first}:"]


def restore_an_older_dump(owner: Owner) -> Places:
    ours = dict(owner.all("SELECT number, chain FROM audit_seal"))
    owner.restore(owner.older)
    older = dict(owner.all("SELECT number, chain FROM audit_seal"))
    lost = min(number for number, chain in ours.items() if older.get(number) != chain)
    return [f"seal {lost}:"]


def switch_the_guards_off_and_on(owner: Owner) -> Places:
    how = owner.chance.choice([OFF_AND_ON, DROPPED])
    return owner.chance.choice([edit_an_entry, edit_a_version, edit_a_row])(owner, how)


def be_a_replica(owner: Owner) -> Places:
    return owner.chance.choice([edit_an_entry, edit_a_version, edit_a_row])(owner, REPLICA)


KINDS: dict[str, Sequence[Callable[[Owner], Places]]] = {
    "edit": (edit_an_entry, edit_a_version, edit_a_row, edit_a_seal, edit_the_place_of_an_entry,
             edit_and_match_its_place),
    "delete": (delete_an_entry, delete_an_entry_with_its_place, delete_a_version, delete_a_row),
    "insert": (insert_an_entry_among_the_others, insert_an_entry_with_its_place,
               insert_an_entry_with_a_place_in_no_seal, insert_a_second_entry_of_a_number,
               insert_an_entry_that_says_it_is_older, insert_a_version),
    "swap two children": (swap_two_children_in_the_ledger, swap_two_children_everywhere),
    "change the time": (change_the_time,),
    "change the actor": (change_the_actor,),
    "cut the tail": (cut_the_tail,),
    "rewrite all, seals too": (rewrite_all, rewrite_from_one_entry_on),
    "guards off and on": (switch_the_guards_off_and_on,),
    "replica role": (be_a_replica,),
    "restore an older dump": (restore_an_older_dump,),
}  # fmt: skip

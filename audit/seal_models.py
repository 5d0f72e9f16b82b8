"""What seals leave behind: batches of entries under one root, each bound to the seal before (docs/audit-seals.md)."""

from hashlib import sha256

from django.db import models
from django.utils.translation import gettext_lazy as _

from audit import canonical


class Layout(models.Model):
    """Which columns are sealed, how each is written, and which guards must be on; a new one when one of these changes.

    A column that is added later is therefore no part of older seals, and changes nothing about them.
    """

    digest = models.CharField(max_length=64, primary_key=True, help_text=_("SHA-256 of the text."))
    text = models.TextField()

    def __str__(self) -> str:
        return self.digest


class Seal(models.Model):
    """One closed batch of the ledger. `chain` is the digest of all that stands here and of the seal before."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(help_text=_("When, by the clock of the database (UTC)."))
    previous = models.CharField(max_length=64, help_text=_("The chain of the seal before."))
    layout = models.ForeignKey(Layout, on_delete=models.PROTECT, related_name="+")
    root = models.CharField(max_length=64, help_text=_("The Merkle root of the entries."))
    count = models.PositiveIntegerField()
    until_tx = models.BigIntegerField(help_text=_("All before this transaction is sealed."))
    until_entry = models.BigIntegerField(help_text=_("Of that transaction, all up to this entry is sealed."))
    newest_entry = models.BigIntegerField(help_text=_("The highest entry that was there, sealed or not."))
    next_tx = models.BigIntegerField(help_text=_("Transactions from here on began after the seal."))
    chain = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return str(self.number)

    def said(self) -> dict[str, str | int]:
        """All that the seal says, save its own chain."""
        return {
            "at": canonical.moment(self.at), "count": self.count, "layout": self.layout_id, "number": self.number,
            "newest_entry": self.newest_entry, "next_tx": self.next_tx, "previous": self.previous, "root": self.root,
            "until_entry": self.until_entry, "until_tx": self.until_tx,
        }  # fmt: skip

    def chained(self) -> str:
        """What `chain` must be."""
        return sha256(canonical.written(self.said())).hexdigest()

    def line(self) -> bytes:
        """The seal as it is anchored outside the database."""
        return canonical.written(self.said() | {"chain": self.chain}) + b"\n"


class Leaf(models.Model):
    """The place of one entry in its seal. It says which entry is wrong, where a root only says that one is."""

    entry = models.BigIntegerField(primary_key=True)
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="leaves", db_index=False)
    position = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    content = models.CharField(
        max_length=64, blank=True, help_text=_("The digest of the version that the entry tells of.")
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seal", "position"], name="leaf_position")]

    def __str__(self) -> str:
        return f"{self.seal_id}/{self.position}"


class Place(models.TextChoices):
    """Where seals are anchored."""

    FILE = "FILE", _("a file")
    URL = "URL", _("a web address")


class AnchorFault(models.TextChoices):
    """Why seals could not be anchored."""

    UNREACHABLE = "UNREACHABLE", _("the place could not be reached or written to")
    OTHER_SEALS = "OTHER_SEALS", _("the place holds other seals than the database; perhaps an older copy was restored")


class Anchoring(models.Model):
    """How far the seals are anchored in one place, and whether the last try failed."""

    place = models.CharField(max_length=10, choices=Place, primary_key=True)
    number = models.PositiveBigIntegerField(default=0, help_text=_("The last seal that is anchored there."))
    anchored_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True, help_text=_("Since when it fails; empty when it does not."))
    fault = models.CharField(max_length=20, choices=AnchorFault, blank=True)

    def __str__(self) -> str:
        return self.place

"""The words of the names of children, as a search looks for them."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.models.case import Case
from partners.data_classes import DataClass, fields


class NameWord(models.Model):
    """A word of a child's name in plain letters, and how it sounds: what a part of the name is looked for in.

    Like a NameKey it is made from the name, shown to nobody, without history, and goes when its case is destroyed.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="name_words")
    word = models.CharField(max_length=200, help_text=_("Plain letters; of two words that belong together, both."))
    root = models.CharField(max_length=200, help_text=_("The consonants that are heard in it."))

    data = {DataClass.CONFIGURATION: fields(rest="case word root")}

    class Meta:
        verbose_name, verbose_name_plural = _("word of a name"), _("words of names")
        indexes = [
            GinIndex(fields=["word"], name="name_word_letters", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["root"], name="name_word_root", opclasses=["varchar_pattern_ops"]),
        ]

    def __str__(self) -> str:
        return str(self.pk)


from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0003_cover"),
    ]

    operations = [
        migrations.AlterField(
            model_name="historicalnotice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("SIGNAL", "A signal was raised"),
                    ("SIGNAL_UNMATCHED", "A signal from outside fits no case yet"),
                    ("INDICATION", "An indication was decided"),
                    ("PLACEMENT", "The child was placed"),
                    ("MOVE", "The child was moved"),
                    ("REST_REQUESTED", "An extension of the rest period was asked for"),
                    ("REST_EXTENDED", "The rest period was extended"),
                    ("HEARING_PLANNED", "The first hearing was planned"),
                    ("HEARING_CONFLICT", "The planned hearing now falls inside the rest period"),
                    ("GUARDIANSHIP", "Guardianship was requested"),
                    ("BIRTH_DATE", "The birth date changed: the clocks were computed again"),
                    ("CONVERSATION_PLANNED", "A conversation was planned"),
                    ("SIGNAL_ASSESSED", "A signal was assessed"),
                    ("SIGNAL_REOPENED", "A signal was opened again"),
                    ("SIGNAL_MERGED", "Two signals turned out to be one"),
                    ("SIGNAL_WRONG_CHILD", "A signal was about another child: what was told of it is withdrawn"),
                    ("SIBLING_SIGNALLED", "A signal was raised about a brother or sister"),
                    ("DUPLICATE", "This child may be in another case already"),
                    ("MERGE_REQUESTED", "It was asked to join two cases of one child"),
                    ("MERGED", "Two cases of one child were joined"),
                    ("MERGE_UNDONE", "Two joined cases were separated again"),
                    ("AGE_ASSESSMENT", "The age of the child is being assessed"),
                    ("AGE_CONTESTED", "The age is contested: the child counts as a minor until it is final"),
                    ("AGE_DECIDED", "The assessment of the child's age has an outcome"),
                    ("AGE_FINAL", "The age of the child is final"),
                    ("ALERT", "An alert asks for attention"),
                ],
                max_length=20,
                verbose_name="about",
            ),
        ),
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("SIGNAL", "A signal was raised"),
                    ("SIGNAL_UNMATCHED", "A signal from outside fits no case yet"),
                    ("INDICATION", "An indication was decided"),
                    ("PLACEMENT", "The child was placed"),
                    ("MOVE", "The child was moved"),
                    ("REST_REQUESTED", "An extension of the rest period was asked for"),
                    ("REST_EXTENDED", "The rest period was extended"),
                    ("HEARING_PLANNED", "The first hearing was planned"),
                    ("HEARING_CONFLICT", "The planned hearing now falls inside the rest period"),
                    ("GUARDIANSHIP", "Guardianship was requested"),
                    ("BIRTH_DATE", "The birth date changed: the clocks were computed again"),
                    ("CONVERSATION_PLANNED", "A conversation was planned"),
                    ("SIGNAL_ASSESSED", "A signal was assessed"),
                    ("SIGNAL_REOPENED", "A signal was opened again"),
                    ("SIGNAL_MERGED", "Two signals turned out to be one"),
                    ("SIGNAL_WRONG_CHILD", "A signal was about another child: what was told of it is withdrawn"),
                    ("SIBLING_SIGNALLED", "A signal was raised about a brother or sister"),
                    ("DUPLICATE", "This child may be in another case already"),
                    ("MERGE_REQUESTED", "It was asked to join two cases of one child"),
                    ("MERGED", "Two cases of one child were joined"),
                    ("MERGE_UNDONE", "Two joined cases were separated again"),
                    ("AGE_ASSESSMENT", "The age of the child is being assessed"),
                    ("AGE_CONTESTED", "The age is contested: the child counts as a minor until it is final"),
                    ("AGE_DECIDED", "The assessment of the child's age has an outcome"),
                    ("AGE_FINAL", "The age of the child is final"),
                    ("ALERT", "An alert asks for attention"),
                ],
                max_length=20,
                verbose_name="about",
            ),
        ),
    ]

"""What we ask: each question takes a reader and answers with plain frozen values.

Questions are written in plain SQL that both databases understand, so that the screens a person waits for
need neither an object per row nor a heavy import.
"""

from app.catalogue import Catalogue

questions = Catalogue(__name__, __path__)
question = questions.register

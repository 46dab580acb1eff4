"""What we do: each verb takes a writing session, changes records by the rules of the trade, returns what came of it."""

from app.catalogue import Catalogue

verbs = Catalogue(__name__, __path__)
verb = verbs.register

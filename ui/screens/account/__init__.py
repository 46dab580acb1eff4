"""The parts of the account page: header, what is known, the composer, the timeline; and the list beside it."""

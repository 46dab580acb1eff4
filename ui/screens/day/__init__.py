"""The parts of the Today page: the agenda, what is due, who needs attention."""

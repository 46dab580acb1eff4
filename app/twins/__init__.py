"""Telling twins: whether two records mean the same organisation or person, from names, numbers and addresses."""

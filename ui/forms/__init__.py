"""Forms: what is typed is never lost, what is refused is said beside its field."""

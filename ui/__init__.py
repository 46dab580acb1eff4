"""The desktop window: draws what queries return and calls verbs on action."""

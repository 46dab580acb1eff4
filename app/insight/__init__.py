"""How we reckon: pure functions over plain values, without a database, a screen or a clock of their own."""

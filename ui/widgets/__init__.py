"""The parts every screen is made of; import them from their own modules, so that a start loads only what it shows."""

"""Working days that must go well, performed from end to end."""

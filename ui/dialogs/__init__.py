"""Windows above the window: only for choosing files and for acts that leave the house."""

"""What holds: the tests mirror app and ui, one file a module."""

"""What Rapport carries with it: fonts, icons, translations, help, example data."""

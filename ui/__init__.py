"""The desktop of Rapport: windows, screens and forms over the rooms of app."""

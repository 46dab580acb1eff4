"""How data enters and leaves: vCard, tables, mail drafts, calendars; no database and no window here."""

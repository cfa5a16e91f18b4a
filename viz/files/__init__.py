"""What a collection is written to for other programs: tables, workbooks, databases, networks, calendars."""

"""What an inspector hands in about a document, and the files it is handed in as."""

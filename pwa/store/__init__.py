"""Tables, the database and its migrations. Queries take a session first and never commit."""

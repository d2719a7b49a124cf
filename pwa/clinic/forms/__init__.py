"""One file for each screen's form."""

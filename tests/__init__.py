"""A package, so that no library's folder of the same name is taken for it."""

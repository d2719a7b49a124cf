"""What is a clinic's own: who it is, how it looks, and the words it uses."""

"""Staff: how they prove who they are, how they are invited, and what roles they are given."""

"""Programs of other houses that a clinic has let in: who they are, and what they may do."""

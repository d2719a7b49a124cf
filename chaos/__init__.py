"""Long programmes that try to lose an answer, and what they find: see docs/reliability.md."""

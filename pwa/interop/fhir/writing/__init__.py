"""What record systems send: read strictly, then taken in as if a phone or staff had sent it."""

"""The record systems' door: what a clinic's other systems read, in the field's own formats."""

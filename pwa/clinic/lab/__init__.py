"""How the lab's figures are shown: as tables, and as charts that the server draws."""

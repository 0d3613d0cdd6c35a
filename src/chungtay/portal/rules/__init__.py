"""How the portal writes days, addresses and what is searched for; plain Python."""

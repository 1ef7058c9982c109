"""The spaCy components, in the order in which a Doc meets them; they know no files and no JSON."""

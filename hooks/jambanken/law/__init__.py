"""What a region has to tell by law: how accessible the site is, what it knows of its visitors."""

"""From compiled pages to a site in its place: shells, files, the swap, the plain folder."""

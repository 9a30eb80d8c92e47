"""What may stand in a text: letters, addresses, markup, Markdown and HTML."""

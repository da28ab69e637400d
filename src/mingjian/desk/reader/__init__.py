"""An uploaded paper read into its text, for the pages that take facts from a text. The file is not kept."""

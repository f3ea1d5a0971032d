"""Doc and network marks -> items, one file a kind, and the reader that joins them."""

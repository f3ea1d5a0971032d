"""The workshop: corpora -> arrays -> weights. Imports parley, is never imported by it."""

"""Quality: predictions in the corpora's form, floors, and the gate that holds them."""

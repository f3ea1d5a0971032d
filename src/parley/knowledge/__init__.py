"""Facts that reading leans on: states, actors and their names, the gazetteer.

Every table names the source of its rows.
"""

"""Reads scripts with sievelib's parser; prints for each what it understands as a line of JSON.

Standard input: a JSON list of scripts."""
import io
import json
import sys

from sievelib.factory import FiltersSet
from sievelib.parser import Parser

for text in json.load(sys.stdin):
    parser = Parser()
    if not parser.parse(text):
        print(json.dumps({"error": parser.error}))
        continue
    filters = FiltersSet("ours")
    filters.from_parser_result(parser)
    found = []
    for entry in filters.filters:
        name = entry["name"]
        found.append({
            "name": name,
            "enabled": not filters.is_filter_disabled(name),
            "join": filters.get_filter_matchtype(name),
            "conditions": filters.get_filter_conditions(name),
            "actions": filters.get_filter_actions(name),
        })
    print(json.dumps({"filters": found}, default=str))

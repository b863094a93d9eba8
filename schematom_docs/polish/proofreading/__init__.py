"""The proofreader: rules of Polish office papers over passages of text."""

from schematom_docs.polish.proofreading.passage import Finding, Passage, Rule
from schematom_docs.polish.proofreading.proofreader import proofread
from schematom_docs.polish.proofreading.rules import RULES, silent_rules
from schematom_docs.polish.proofreading.text_file import text_passages

__all__ = ["RULES", "Finding", "Passage", "Rule", "proofread", "silent_rules", "text_passages"]

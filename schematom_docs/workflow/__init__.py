"""The only place where the stages meet: one paper, many papers, packs."""

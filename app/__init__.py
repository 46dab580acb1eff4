"""Everything of Rapport that is true without a screen: records, rules, figures, papers, exchange."""

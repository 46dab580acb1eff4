"""Everything of Rapport that is true without a screen: records, rules, figures, papers, exchange."""

VERSION = "0.1.0"

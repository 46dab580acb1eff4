"""Where a record stands in the word index: rank of its kind, number of its kind, its own row number.

Apart from the index itself, so that a search needs neither the declarations nor their import.
"""

SEQ_BITS = 44
NUMBER_BITS = 12

"""What units and their heads are called: the nouns that open a name, and the names that hold commas or "và"."""

from itertools import pairwise

from reading.directives.lexicon import phrases

TITLES = phrases("titles")
BODIES = phrases("bodies")
NOUNS = phrases("nouns")
COMMON = phrases("common")
COLLECTIVE = phrases("collective")
WHOLE_FIELDS = phrases("fields")  # behind one of these a comma may open another body: "Phòng Nội vụ, Tư pháp"
FIELDS = WHOLE_FIELDS.union(
    phrases("fields_of_ministries"),
    phrases("fields_of_localities"),
    phrases("fields_of_schools_and_hospitals"),
    phrases("fields_of_unions_and_companies"),
)
WORDS_OF_FIELDS = frozenset(
    pair for field in WHOLE_FIELDS for pair in pairwise(field) if pair[0].isalpha() and pair[1].isalpha()
)
LOCALITY = phrases("localities")
STOPS = frozenset(word for phrase in phrases("stops") for word in phrase)
ENDS_WITH_STOPS = phrases("names_ending_in_stops")
ALL_OF = frozenset({"các", "những", "mỗi", "từng", "quý", "mọi"})
WHOLE = phrases("names_of_one_word")
HONORIFICS = phrases("honorifics")

"""How people write an e-mail address so that no machine may find it: parts of patterns, for small letters."""

SURE_AT_WORDS = "arobase|arrobase|arobas|klammeraffe|kuyruklu a|at sign"
"""Words that nothing else is called by."""
AT_WORDS = rf"{SURE_AT_WORDS}|at|ät|собака|собачка|равлик|ет|آت|ات|أت"
DOT_WORDS = "dot|point|punkt|nokta|крапка|точка|نقطة|نقطه|دوت"
ENDINGS = "fr|com|org|net|eu|de|info|alsace|io|tr|ua|uk|ch|lu|bzh|dz|ma|tn|sy|укр|юа|ком|орг|نت|كوم|فر"
"""The last part of the addresses that one meets here. `at`, `be` and `me` are left out: they are words."""

NAME = r"[\w.+%'\-]*\w"
LABEL = r"\w(?:[\w\-]*\w)?"
SURE_AT = rf" ?[(\[{{<] ?(?:@|{AT_WORDS}) ?[)\]}}>] ?| (?:{SURE_AT_WORDS}) "
AT = rf" ?@ ?| ?[(\[{{<] ?(?:a|@|{AT_WORDS}) ?[)\]}}>] ?| (?:{AT_WORDS}) "
DOT = rf"\.| \. | ?[(\[{{<] ?(?:\.|{DOT_WORDS}) ?[)\]}}>] ?| (?:{DOT_WORDS}) "
# Apart from the others: where a dash is a part of names too, one pattern could be read in very many ways.
DASHED = rf"[^\W_]+ ?[\-_*]+(?:{AT_WORDS})[\-_*]+ ?[^\W_]+ ?[\-_*]+(?:{DOT_WORDS})[\-_*]+ ?(?:{ENDINGS})\b"
SHORT_ADDRESS = r"(?:t|m|wa|fb)\.me/|bit\.ly/|youtu\.be/|g\.page/"

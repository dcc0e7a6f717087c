"""How people write an e-mail address so that no machine may find it: parts of patterns, for small letters."""

AT_WORDS = "at|ät|arobase|arrobase|arobas|klammeraffe|собака|собачка|равлик|ет|آت|ات|أت"
DOT_WORDS = "dot|point|punkt|nokta|крапка|точка|نقطة|نقطه|دوت"
ENDINGS = "fr|com|org|net|eu|de|info|alsace|io|tr|ua|uk|ch|lu|bzh|dz|ma|tn|sy|укр|юа|ком|орг|نت|كوم|فر"
"""The last part of the addresses that one meets here. `at`, `be` and `me` are left out: they are words."""

NAME = r"[\w.+%'\-]*\w"
LABEL = r"\w(?:[\w\-]*\w)?"
AT = rf" ?@ ?| ?[(\[{{<] ?(?:a|@|{AT_WORDS}) ?[)\]}}>] ?| (?:{AT_WORDS}) "
DOT = rf"\.| \. | ?[(\[{{<] ?(?:\.|{DOT_WORDS}) ?[)\]}}>] ?| (?:{DOT_WORDS}) "

"""How people write addresses and numbers so that no machine may find them: parts of patterns, for small letters."""

SURE_AT_WORDS = "arobase|arrobase|arobas|klammeraffe|kuyruklu a|at sign"
"""Words that nothing else is called by."""
AT_WORDS = rf"{SURE_AT_WORDS}|at|ät|собака|собачка|равлик|ет|آت|ات|أت"
DOT_WORDS = "dot|point|punkt|nokta|крапка|точка|نقطة|نقطه|دوت"
ENDINGS = (
    "fr|com|org|net|eu|de|info|alsace|io|tr|ua|uk|ch|lu|bzh|dz|ma|tn|sy|nl|pl|pt|ro|ru|cz|gr|dk|gg|gl|tv|xyz|biz|"
    "укр|юа|ком|орг|نت|كوم|فر"
)
"""The last part of the addresses that one meets here."""
WORD_ENDINGS = "at|be|me"
"""Others, which are words too: only where nothing stands around their dot, or where it is surely an address."""
LONG_ENDINGS = (
    "app|blog|chat|club|coop|email|family|link|live|media|mobi|online|page|shop|site|social|space|store|team|world"
)
NO_ENDINGS = (
    "and|au|aux|das|de|der|des|die|du|en|es|et|for|ile|la|le|les|mit|ne|nes|of|or|ou|par|res|ses|sur|tes|the|to|"
    "un|und|une|ve|ves|von|wc"
)
"""What stands between a dot and a slash in ordinary words: `habitant.es/agents`, `merci.Et/ou`."""

PROVIDERS = "gmail|gmx|hotmail|icloud|laposte|outlook|protonmail|skynet|telenet|wanadoo|yahoo"
NAME = r"[\w.+%'\-]*\w"
LOCAL = r"[\w.+%'\-]+"
LABEL = r"\w(?:[\w\-]*\w)?"
SHORT_ENDING = rf"(?:{ENDINGS}|[a-z]{{2,3}})\b"
SURE_AT = rf" ?[(\[{{<] ?(?:@|{AT_WORDS}) ?[)\]}}>] ?| (?:{SURE_AT_WORDS}) "
AT = rf" ?@ ?| ?[(\[{{<] ?(?:a|@|{AT_WORDS}) ?[)\]}}>] ?| (?:{AT_WORDS}) "
DOT = rf"\.| \. | ?[(\[{{<] ?(?:\.|{DOT_WORDS}) ?[)\]}}>] ?| (?:{DOT_WORDS}) "
# Apart from the others: where a dash is a part of names too, one pattern could be read in very many ways.
DASHED = (
    rf"[^\W_]+ ?[\-_*]+(?:{AT_WORDS})[\-_*]+ ?[^\W_]+ ?[\-_*]+(?:{DOT_WORDS})[\-_*]+ ?(?:{ENDINGS}|{WORD_ENDINGS})\b"
)
WITH_PATH = rf"(?<![\w.\-])(?:{LABEL}\.)+(?!(?:{NO_ENDINGS})/)(?:[a-z]{{2,3}}|{ENDINGS}|{LONG_ENDINGS})(?::\d+)?/"
MAILS = (
    rf"{NAME}(?:{AT}){LABEL}(?:(?:{DOT}){LABEL})*(?:{DOT})(?:{ENDINGS})\b",
    rf"{NAME}(?:{AT}){LABEL}(?:\.{LABEL})*\.(?:{WORD_ENDINGS})\b",
    rf"{NAME}(?:{AT})(?:{PROVIDERS})(?:{DOT}){SHORT_ENDING}",
    DASHED,
    rf"{NAME}(?:{SURE_AT}){LABEL}(?:(?:(?:{DOT}){LABEL})*(?:{DOT}){SHORT_ENDING}| (?:{ENDINGS})\b)?",
    rf"{LOCAL} ?@ ?{LABEL}(?:(?:{DOT}){LABEL})*(?:{DOT}){SHORT_ENDING}",
    rf"{LOCAL} ?@ ?{LABEL}(?:\.{LABEL})+|{LOCAL}@{LABEL}",
)
# Times (10:30, 11:30), prices (12,50; 13,50) and days (10, 11, 12, 13) stay readable: a telephone begins with 0 or +.
LISTED_NUMBERS = (
    r"(?<!\d)(?=\+?(?:[ ,;]{0,3}\d){9})(?:\+\d{1,3}(?:[ ,;]{1,3}\d)?|0\d{1,3})(?:[ ,;]{1,3}\d{2,4}){2,}",
    r"(?<!\d)(?:\+\d{1,3}(?: ?[: ] ?\d{1,4})?|0\d{1,3})(?: ?: ?\d{2,4}){3,}",
    r"\d\d([,;:])\d\d(?:\1\d\d){2,}",
)

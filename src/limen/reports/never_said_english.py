"""What is never said in English.

A word with an everyday sense is met where it means the other one alone.
"""

from limen.reports.word_classes import Place, WordClass

CLASSES = (
    WordClass(
        "amount",
        (
            r"\d+([.,]\d+)?\s*(g|mg|\u03bcg|ug|mcg|microgram|milligram|gram|ml|drop|capsule)s?\b",
            r"\bstart with\b",
            r"\btry(ing)? (it|some|a|an|the|more|less|half|twice|\d)",
            r"\bdoses? of\b",
            r"\b(recommended|target|sweet spot|optimal|ideal|right dose|suggested amount)",
            r"\b(start low|half a dose|doubl(e|es|ed|ing)\b|calibrat)",
        ),
        "Start with 0.1 g.",
    ),
    WordClass(
        "direction of amounts",
        (
            r"\b((in|de)creas|titrat|go(es|ing)? up\b|step(s|ped|ping)? up\b|ramp(s|ed|ing)?\b)",
            r"\b(next (dose|amount)\b(?! day)|more effective at\b)",
            r"\b(rais|lower)\w*\b[^.]*\b(dose|amount)|\b(dose|amount)\w* [^.]*\b(rais|lower)\w*",
        ),
        "Lower your dose a little.",
    ),
    WordClass(
        "timing",
        (
            r"\btake your\b",
            r"\btime for your dose\b",
            r"\bdose now\b",
            r"\bdon.?t forget to take\b",
            r"\bdue for a dose\b",
        ),
        "It is time for your dose.",
    ),
    WordClass(
        "source and making",
        (
            r"\b(buy|bought|order(s|ed|ing)?\b|vendor|seller|dealer|shop(s|ping)?\b|price)",
            r"\b(source it|where to get)\b",
            r"\b(grow(s|n|ing)?\b|cultivat|spore|substrate|harvest|forag|identify a mushroom)",
            r"\b(extract(s|ed|ing)?\b|test kit)",
        ),
        "Where to get spores.",
    ),
    WordClass(
        "healing",
        (
            r"\b(treat(s|ed|ing|ments?)?|cur(e|es|ed|ing)|heal(s|ed|ing)?|remed(y|ies))\b",
            r"\b(antidepressant|effective\b|proven\b|breakthrough|miracle|remission)",
            r"\bworks\b(?! on (this|your) computer)",
            r"\btherap(y|ies)\b",
            r"\b(mushroom|plant|psychedelic|sacred) medicine\b",
        ),
        "It heals and treats low mood.",
    ),
    WordClass(
        "medicines",
        (
            r"\bstop taking\b",
            r"\bcom(e|es|ing) off\b",
            r"\b(wean|skip your\b|instead of your medicine|medicine free)",
        ),
        "Come off it first.",
    ),
    WordClass(
        "law",
        (
            r"\b(legal|allowed\b|permitted\b|decriminali[sz]ed|won.?t be prosecuted)",
            r"\bsafe to possess\b",
        ),
        "It is legal there.",
    ),
    WordClass(
        "safety",
        (r"\b(safe|harmless|no risk|risk free|non ?addictive|natural(ly)?)\b",),
        "It is harmless and natural.",
    ),
    WordClass(
        "praise",
        (
            r"\b(streaks?|badges?|points|well done|keep it up|great job|level up|on track)\b",
            r"\b(congratulat|in a row\b)",
        ),
        "Well done: seven days in a row.",
    ),
    WordClass(
        "blame",
        (
            r"\b(failed|should have)\b",
            r"\b(non ?compliant|addict|abus(e|ed|ing)\b|relaps|unfortunately)",
            r"\b(all in your head|(placebo )?responders?\b)",
        ),
        "Unfortunately you failed.",
    ),
    WordClass(
        "certainty",
        (
            r"\b(significant|confirms\b|certainly\b|because of the capsule|all placebo\b|coin\b)",
            r"\b(proofs?|proves?)\b",
            r"(%|\bper ?cent) (is |are |was |were )?due to\b",
            r"\bprobability that it works\b",
        ),
        "60 % is due to the capsule, which is significant.",
    ),
    WordClass(
        "severity on the page for help",
        (r"\b(mild|moderate|severe|scores?|only|just)\b", r"\bcheer up\b"),
        "It is only mild. Cheer up.",
        frozenset({Place.HELP}),
    ),
    WordClass(
        "comparison",
        (r"\b(other users|most people|average person|ranking)", r"\bbetter than [^.]* of people\b"),
        "You did better than 60 % of people.",
    ),
    WordClass(
        "cause in open use",
        (r"\b(effects?|works|because|helps|thanks to)\b",),
        "Calm rose thanks to the capsule.",
        frozenset({Place.REPORT}),
    ),
    WordClass(
        "reminders",
        (r"\b(take|dos(e|es|ing)|capsules?)\b", r"(psilocyb|lsd|mushroom|truffle|microdos|limen)"),
        "Your capsule is waiting.",
        frozenset({Place.REMINDER}),
    ),
    WordClass(
        "confusion of seals",
        (r"\b(anonymous|impossible to open|zero knowledge)",),
        "Your file is anonymous.",
    ),
    WordClass(
        "begging",
        (r"\b(please|sorry|apolog|invalid|oops|forbidden)\b",),
        "Sorry, this is invalid.",
    ),
)

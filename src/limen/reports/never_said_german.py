"""What is never said in German.

A word with an everyday sense is met where it means the other one alone.
"""

from limen.reports.word_classes import Place, WordClass

CLASSES = (
    WordClass(
        "amount",
        (
            r"\d+([.,]\d+)?\s*(g|mg|\u03bcg|ug|mcg|mikrogramm|milligramm|gramm|ml)\b",
            r"\d+([.,]\d+)?\s*(tropfen|kapseln?)\b",
            r"\b(beginne?|fange?) mit\b",
            r"\bprobier",
            r"\b(dosis|dosen|menge) von\b",
            r"\b(empf(iehl|ehl|ohlen)|ideal|optimal|zielmenge|zieldosis)",
            r"\b(richtige|halbe|doppelte|passende) (dosis|menge|kapsel)",
            r"\b(verdoppel|kalibrier|niedrig (anfang|beginn))",
        ),
        "Beginne mit 0,1 g.",
    ),
    WordClass(
        "direction of amounts",
        (
            r"\b(steiger|erhöh|verringer|reduzier|titrier|hochdosier|herabsetz|heraufsetz)",
            r"\bsenk(e|en|st|t)?\b",
            r"\b(nächste|größere|kleinere) (dosis|menge|einnahme)\b",
            r"\bwirksamer (bei|ab)\b",
        ),
        "Erhöhe die Menge.",
    ),
    WordClass(
        "timing",
        (
            r"\bnimm (jetzt|deine|die)\b",
            r"\bzeit für deine (dosis|einnahme|kapsel)\b",
            r"\bjetzt (einnehmen|nehmen)\b",
            r"\bvergiss nicht\b",
            r"\b(dosis|einnahme) (ist )?fällig\b",
        ),
        "Es ist Zeit für deine Dosis.",
    ),
    WordClass(
        "source and making",
        (
            r"\b(kauf|verkauf|bestell|händler|dealer|shop|laden\b|preis|bezugsquelle|besorg)",
            r"\b(zücht|zucht|anbau|anbauen|spore|substrat|ernt|pilze? (bestimm|sammel))",
            r"\b(extra(kt|hier)|testkit|schnelltest)",
            r"\bwo (du|man) (es|sie|das) (bekomm|herbekomm)",
        ),
        "Hier kannst du Sporen kaufen.",
    ),
    WordClass(
        "healing",
        (
            r"\b(behand(el|l)|heil(t|en|ung|end|sam|mittel|kraft)|geheilt|kurier)",
            r"\b(antidepressiv|wirkt\b|wirksam|durchbruch|wunder(mittel|bar)?\b|remission)",
            r"\b(therapi|(pilz|pflanzen|heil)medizin)",
        ),
        "Es heilt und wirkt gegen trübe Stimmung.",
    ),
    WordClass(
        "medicines",
        (
            r"\b(absetz|abgesetzt|ausschleich|medikamentenfrei|ohne medikamente)",
            r"\bsetz(e|t|en)?\b[^.]*\bab\b",
            r"\blass\b[^.]*\bmedika\w*[^.]*\bweg\b",
            r"\bstatt deine[rsnm]? medi",
        ),
        "Setz dein Medikament erst ab.",
    ),
    WordClass(
        "law",
        (r"\b(legal|erlaubt|zulässig|gestattet|entkriminalisier|straffrei|nicht strafbar)",),
        "Dort ist es legal.",
    ),
    WordClass(
        "safety",
        (
            r"\b(ungefährlich|harmlos|unbedenklich|risikolos|risikofrei|nicht süchtig)",
            r"\b(kein|ohne) risiko\b",
            r"\b(ist|sind|völlig|ganz|gilt als) sicher\b",
            r"\bnatürlich",
        ),
        "Es ist harmlos und natürlich.",
    ),
    WordClass(
        "praise",
        (
            r"\b(serie\b|abzeichen|punkte\b|gut gemacht|glückwunsch|gratul|weiter so\b|auf kurs\b)",
            r"\b(super|toll|klasse|prima)\b",
            r"\b(hintereinander|in folge)\b",
        ),
        "Gut gemacht: sieben Tage hintereinander.",
    ),
    WordClass(
        "blame",
        (
            r"\b(versagt|gescheitert|sucht\b|süchtig|abhängig|missbrauch|rückfall)",
            r"\b(eingebildet|einbildung|alles nur im kopf|(placebo ?)?responder)",
            r"\bhättest\b[^.]*\bsollen\b",
        ),
        "Du hast versagt.",
    ),
    WordClass(
        "certainty",
        (
            r"\b(signifikant|sicherlich|zweifellos|bewiesen|beweis|münze)",
            r"\bbestätigt, dass\b",
            r"\bwegen der kapsel\b",
            r"(%|\bprozent)[^.]* (durch|wegen|dank)\b",
        ),
        "60 % kommen wegen der Kapsel, das ist bewiesen.",
    ),
    WordClass(
        "severity on the page for help",
        (
            r"\b(leichte?[nrs]?|mäßig\w*|mittelschwer\w*|schwere?[nrs]?|punktwerte?|punkte)\b",
            r"\b(nur|bloß|einfach|kopf hoch)\b",
        ),
        "Das ist nur leicht. Kopf hoch.",
        frozenset({Place.HELP}),
    ),
    WordClass(
        "comparison",
        (
            r"\b(andere nutzer|die meisten (menschen|leute)|durchschnittsmensch|rangliste)",
            r"\bbesser als [^.]* der (menschen|leute)\b",
        ),
        "Du bist besser als 60 % der Menschen.",
    ),
    WordClass(
        "cause in open use",
        (r"\b(wirkung(en)?|wirkt|effekte?|weil|hilft|dank|deswegen|dadurch)\b",),
        "Die Ruhe stieg dank der Kapsel.",
        frozenset({Place.REPORT}),
    ),
    WordClass(
        "reminders",
        (
            r"\b(nimm|nehmen|einnahmen?|dosis|dosen|kapseln?)\b",
            r"(psilocyb|lsd|pilz|trüffel|mikrodos|limen)",
        ),
        "Deine Kapsel wartet.",
        frozenset({Place.REMINDER}),
    ),
    WordClass(
        "confusion of seals",
        (r"\b(anonym|unmöglich zu öffnen|zero knowledge)",),
        "Deine Datei ist anonym.",
    ),
    WordClass(
        "begging",
        (
            r"\b(bitte|leider|hoppla|verboten\w*)\b",
            r"\b(entschuldig|ungültig|tut (mir|uns) leid)",
        ),
        "Bitte versuch es noch einmal.",
    ),
)

"""What workshops are about and for whom, as codes.

The thirty topics are those of the Coop de la médiation numérique (its `Thematique` and its administrative topics),
so that attendance totals can be handed to it; the French wording is the Coop's own.
"""

DIGITAL_TOPICS = {
    "assessment": "Diagnostic numérique",
    "devices": "Prendre en main du matériel",
    "maintenance": "Maintenance de matériel",
    "files": "Gérer ses contenus numériques",
    "internet": "Navigation sur internet",
    "email": "E-mail",
    "office": "Bureautique",
    "networks": "Réseaux sociaux communication",
    "health": "Santé",
    "banking": "Banque et achats en ligne",
    "professionals": "Accompagner un professionnel",
    "employment": "Insertion professionnelle",
    "safety": "Prévention en sécurité numérique",
    "parenting": "Parentalité",
    "school": "Scolarité et numérique",
    "creation": "Créer avec le numérique",
    "culture": "Culture numérique",
    "ai": "Intelligence artificielle (IA)",
    "procedures": "Aide aux démarches administratives",
}
PROCEDURE_TOPICS = {
    "papers": "Papiers - Élections Citoyenneté",
    "family": "Famille - Scolarité",
    "benefits": "Social - Santé",
    "work": "Travail - Formation - Entreprise",
    "housing": "Logement",
    "transport": "Transports - Mobilité",
    "taxes": "Argent - Impôts",
    "justice": "Justice",
    "foreigners": "Étrangers - Europe",
    "leisure": "Loisirs - Sports Culture",
    "associations": "Associations",
}
TOPICS = DIGITAL_TOPICS | PROCEDURE_TOPICS
AGE_BANDS = {
    "under_12": "Moins de 12 ans",
    "from_12": "12 - 17 ans",
    "from_18": "18 - 24 ans",
    "from_25": "25 - 39 ans",
    "from_40": "40 - 59 ans",
    "from_60": "60 - 69 ans",
    "from_70": "70 ans et plus",
    "unknown": "Non communiqué",
}
"""The age bands of the Coop (its `TrancheAge`), from the youngest, in its own wording."""
LEVELS = {"beginner": "Débutant", "intermediate": "Intermédiaire", "advanced": "Avancé"}

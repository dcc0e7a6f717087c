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
LEVELS = {"beginner": "Débutant", "intermediate": "Intermédiaire", "advanced": "Avancé"}

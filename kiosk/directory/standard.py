"""The national standard of digital mediation places, version 1.0.2: its columns and its closed lists.

Source: LaMednum/standard-mediation-num `schema.json`, Licence Ouverte 2.0. The database holds our codes,
every export the official French wording, to the letter (`Étapes numériques(La Poste)` has no space there).
"""

from collections.abc import Mapping
from typing import NamedTuple

SERVICES = {
    "procedures": "Aide aux démarches administratives",
    "everyday": "Maîtrise des outils numériques du quotidien",
    "employment": "Insertion professionnelle via le numérique",
    "safety": "Utilisation sécurisée du numérique",
    "parenting": "Parentalité et éducation avec le numérique",
    "creation": "Loisirs et créations numériques",
    "understanding": "Compréhension du monde numérique",
    "access": "Accès internet et matériel informatique",
    "purchase": "Acquisition de matériel informatique à prix solidaire",
}
AUDIENCES = {
    "young": "Jeunes",
    "students": "Étudiants",
    "families": "Familles et/ou enfants",
    "seniors": "Seniors",
    "women": "Femmes",
}
SPECIAL_CARE = {
    "deafness": "Surdité",
    "motor": "Handicaps moteurs",
    "mental": "Handicaps mentaux",
    "illiteracy": "Illettrisme",
    "english": "Langues étrangères (anglais)",
    "other_languages": "Langues étrangères (autres)",
    "visual": "Déficience visuelle",
}
FEES = {"free": "Gratuit", "conditional": "Gratuit sous condition", "paying": "Payant"}
PROGRAMMES = {
    "aidants_connect": "Aidants Connect",
    "reference_library": "Bibliothèques numérique de référence",
    "pix": "Certification PIX",
    "digital_advisers": "Conseillers numériques",
    "emmaus_connect": "Emmaüs Connect",
    "france_services": "France Services",
    "digital_school": "Grande école du numérique",
    "red_cross": "La Croix Rouge",
    "caf": "Point d'accès numérique CAF",
    "promeneurs_du_net": "Promeneurs du net",
    "emmaus_relay": "Relais numérique (Emmaüs Connect)",
}
LABELS = {
    "mon_espace_sante": "Formé à « Mon Espace Santé »",
    "duplex": "Formé à « DUPLEX » (illettrisme)",
    "arnia": "Arnia/MedNum BFC (Bourgogne-Franche-Comté)",
    "reuse_normandy": "Collectif ressources et acteurs réemploi (Normandie)",
    "la_poste": "Étapes numériques(La Poste)",
    "fabriques": "Fabriques de Territoire",
    "eclaireurs": "Les Éclaireurs du numérique (Drôme)",
    "mes_papiers": "Mes Papiers (Métropole de Lyon)",
    "ordi3": "ORDI 3.0",
    "sud_labs": "SUD LABS (PACA)",
}
ACCESS_MODES = {
    "walk_in": "Se présenter",
    "phone": "Téléphoner",
    "email": "Contacter par mail",
    "online_booking": "Prendre un RDV en ligne",
    "not_public": "Ce lieu n'accueille pas de public",
    "referral": "Envoyer un mail avec une fiche de prescription",
}
SUPPORT_MODES = {
    "alone": "En autonomie",
    "individual": "Accompagnement individuel",
    "workshop": "Dans un atelier collectif",
    "remote": "À distance",
}
MOBILITY = {"travelling": "Itinérant", "fixed": "Fixe"}


class Column(NamedTuple):
    """One official column: its name, the attribute of `Place`, whether it holds several values, its closed list."""

    name: str
    attribute: str
    is_multiple: bool = False
    codes: Mapping[str, str] | None = None


COLUMNS = (
    Column("id", "external_id"),
    Column("pivot", "pivot"),
    Column("nom", "name"),
    Column("commune", "commune"),
    Column("code_postal", "postal_code"),
    Column("code_insee", "insee_code"),
    Column("adresse", "address"),
    Column("complement_adresse", "address_complement"),
    Column("latitude", "latitude"),
    Column("longitude", "longitude"),
    Column("typologie", "kinds", True),
    Column("telephone", "phone"),
    Column("courriels", "emails", True),
    Column("site_web", "websites", True),
    Column("horaires", "opening_hours"),
    Column("presentation_resume", "summary"),
    Column("presentation_detail", "description"),
    Column("source", "source"),
    Column("itinerance", "mobility", True, MOBILITY),
    Column("structure_parente", "parent_structure"),
    Column("date_maj", "updated_on"),
    Column("services", "services", True, SERVICES),
    Column("publics_specifiquement_adresses", "audiences", True, AUDIENCES),
    Column("prise_en_charge_specifique", "special_care", True, SPECIAL_CARE),
    Column("frais_a_charge", "fees", True, FEES),
    Column("dispositif_programmes_nationaux", "programmes", True, PROGRAMMES),
    Column("formations_labels", "labels", True, LABELS),
    Column("autres_formations_labels", "other_labels", True),
    Column("modalites_acces", "access_modes", True, ACCESS_MODES),
    Column("modalites_accompagnement", "support_modes", True, SUPPORT_MODES),
    Column("fiche_acces_libre", "accessibility_url"),
    Column("prise_rdv", "appointment_url"),
)

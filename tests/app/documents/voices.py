"""Invented words for the sample papers, in the seven languages of the papers."""
# ruff: noqa: E501

from __future__ import annotations

from typing import NamedTuple


class Voice(NamedTuple):
    """What the people of one sample say."""

    company: str
    street: str
    city: str
    client: str
    place: str
    people: tuple[str, ...]
    jobs: tuple[str, ...]
    need: str
    solution: str
    result: str
    promise: str
    warning: str
    product: str
    detail: str
    section: str
    unit: str
    terms: str
    question: str
    currency: str


VOICES = {
    "en": Voice(
        "Alder & Finch Supplies Ltd", "14 Harbour Lane", "Bristol BS1 4QA", "Thornbury Pump & Valve Works",
        "Unit 7, Old Foundry Road, Leeds", ("Margaret Ashdown-Whitfield", "Tom Okafor", "Priya Raman"),
        ("Head of purchasing", "Plant manager", "Quality lead"),
        "We lose two days a month because seals arrive in the wrong sizes.",
        "We keep your twelve seal sizes in our Leeds depot and deliver them every Tuesday in boxes marked per machine, "
        "so that nobody sorts parts by hand any more.",
        "No line stands still for a missing seal; you order once a year instead of every week.",
        "Send the drawing of the new flange", "Delivery of March came nine days late; the plant manager is still annoyed.",
        "Shaft seal, nitrile, 40 mm", "Up to 120 °C, food grade, ten to a box", "Seals and gaskets", "box",
        "30 days net, 2% within 10 days", "Who decides about the second production line?", "GBP",
    ),
    "it": Voice(
        "Officine Belvedere S.r.l.", "Via dei Mille 18", "20129 Milano MI", "Caseificio Sant'Antonio & Figli S.p.A.",
        "Strada Provinciale 12, Lodi", ("Giovanna Bellini-Castelfranco", "Niccolò D'Angelo", "Ilaria Però"),
        ("Responsabile acquisti", "Direttore di stabilimento", "Qualità"),
        "Ogni mese perdiamo due giorni perché le guarnizioni arrivano nelle misure sbagliate.",
        "Teniamo le vostre dodici misure nel deposito di Lodi e le consegniamo ogni martedì in scatole contrassegnate "
        "per macchina: più nessuno deve cercare i pezzi a mano.",
        "Nessuna linea si ferma per una guarnizione mancante; si ordina una volta all'anno anziché ogni settimana.",
        "Inviare il disegno della nuova flangia", "La consegna di marzo è arrivata con nove giorni di ritardo.",
        "Guarnizione per albero, nitrile, 40 mm", "Fino a 120 °C, per alimenti, dieci per scatola", "Guarnizioni", "conf.",
        "30 giorni netti, 2% entro 10 giorni", "Chi decide sulla seconda linea di produzione?", "EUR",
    ),
    "el": Voice(
        "Θαλασσινός & Υιοί Α.Ε.", "Λεωφόρος Κηφισίας 112", "115 26 Αθήνα", "Γαλακτοκομική Πελοποννήσου Α.Ε.Β.Ε.",
        "Βιομηχανική Περιοχή, Τρίπολη", ("Ευγενία Παπαδημητρακοπούλου", "Σπύρος Μαυρίδης", "Άννα Κουρή"),
        ("Υπεύθυνη προμηθειών", "Διευθυντής εργοστασίου", "Ποιότητα"),
        "Χάνουμε δύο ημέρες τον μήνα επειδή οι τσιμούχες έρχονται σε λάθος μεγέθη.",
        "Κρατάμε τα δώδεκα μεγέθη σας στην αποθήκη της Τρίπολης και τα παραδίδουμε κάθε Τρίτη σε κουτιά με ετικέτα ανά "
        "μηχανή, ώστε κανείς να μην ψάχνει πια ανταλλακτικά με το χέρι.",
        "Καμία γραμμή δεν σταματά για μια τσιμούχα που λείπει· παραγγέλνετε μία φορά τον χρόνο.",
        "Να στείλουμε το σχέδιο της νέας φλάντζας", "Η παράδοση του Μαρτίου καθυστέρησε εννέα ημέρες.",
        "Τσιμούχα άξονα, νιτρίλιο, 40 mm", "Έως 120 °C, κατάλληλη για τρόφιμα, δέκα ανά κουτί", "Τσιμούχες", "κουτί",
        "30 ημέρες, 2% εντός 10 ημερών", "Ποιος αποφασίζει για τη δεύτερη γραμμή παραγωγής;", "EUR",
    ),
    "bg": Voice(
        "Явор и Синове ООД", "бул. „Цар Борис III“ 136", "1618 София", "Мелница „Златна нива“ АД",
        "ул. „Индустриална“ 9, Пловдив", ("Цветелина Хаджиниколова", "Георги Щерев", "Юлия Жекова"),
        ("Ръководител доставки", "Директор на завода", "Качество"),
        "Губим по два дни в месеца, защото уплътненията идват в грешни размери.",
        "Държим вашите дванадесет размера в склада в Пловдив и ги доставяме всеки вторник в кутии, надписани за всяка "
        "машина, така че никой да не търси части на ръка.",
        "Нито една линия не спира заради липсващо уплътнение; поръчвате веднъж годишно.",
        "Да изпратим чертежа на новия фланец", "Доставката през март закъсня с девет дни.",
        "Уплътнение за вал, нитрил, 40 mm", "До 120 °C, за храни, десет в кутия", "Уплътнения", "кутия",
        "30 дни, 2 % при плащане до 10 дни", "Кой решава за втората производствена линия?", "BGN",
    ),
    "bn": Voice(
        "মেঘনা যন্ত্রাংশ লিমিটেড", "৪২ মতিঝিল বাণিজ্যিক এলাকা", "ঢাকা ১০০০", "পদ্মা টেক্সটাইল ও স্পিনিং মিলস লিমিটেড",
        "শিল্প এলাকা, গাজীপুর", ("মোঃ শফিকুল ইসলাম চৌধুরী", "রাষ্ট্রপ্রসাদ ভট্টাচার্য", "ফারজানা আক্তার"),
        ("ক্রয় ব্যবস্থাপক", "কারখানা পরিচালক", "মান নিয়ন্ত্রণ"),
        "ভুল মাপের সিল আসায় প্রতি মাসে আমাদের দুই দিন নষ্ট হয়।",
        "আমরা আপনার বারোটি মাপের সিল গাজীপুরের গুদামে রাখি এবং প্রতি মঙ্গলবার যন্ত্র অনুযায়ী চিহ্নিত বাক্সে পৌঁছে দিই, "
        "যাতে কাউকে আর হাতে যন্ত্রাংশ বাছাই করতে না হয়।",
        "একটি সিলের অভাবে কোনো উৎপাদন লাইন থামে না; সপ্তাহে নয়, বছরে একবার অর্ডার দিলেই চলে।",
        "নতুন ফ্ল্যাঞ্জের নকশা পাঠানো", "মার্চের সরবরাহ নয় দিন দেরিতে পৌঁছেছে; পরিচালক এখনও অসন্তুষ্ট।",
        "শ্যাফট সিল, নাইট্রাইল, ৪০ মিমি", "১২০ °C পর্যন্ত, খাদ্যমান, বাক্সে দশটি", "সিল ও গ্যাসকেট", "বাক্স",
        "৩০ দিন, ১০ দিনের মধ্যে ২% ছাড়", "দ্বিতীয় উৎপাদন লাইনের সিদ্ধান্ত কে নেন?", "BDT",
    ),
    "de": Voice(
        "Birkenfeld Industriebedarf GmbH & Co. KG", "Königsallee 55", "40212 Düsseldorf",
        "Süßwarenfabrik Großenbröder Möwe Aktiengesellschaft", "Gewerbepark Nord 3, 24106 Kiel",
        ("Dr. Hannelore Müller-Lüdenscheidt", "Jörg Weiß", "Änne Krüger"),
        ("Einkaufsleiterin", "Werksleiter", "Qualitätssicherung"),
        "Wir verlieren jeden Monat zwei Tage, weil Dichtungen in falschen Größen ankommen.",
        "Wir halten Ihre zwölf Größen im Lager Kiel vor und liefern sie jeden Dienstag in Kartons, die je Maschine "
        "beschriftet sind, sodass niemand mehr Teile von Hand sortiert.",
        "Keine Linie steht wegen einer fehlenden Dichtung; Sie bestellen einmal im Jahr statt jede Woche.",
        "Zeichnung des neuen Flansches senden", "Die Märzlieferung kam neun Tage zu spät; der Werksleiter ist verärgert.",
        "Wellendichtring, Nitrilkautschuk, 40 mm", "Bis 120 °C, lebensmittelecht, zehn je Karton", "Dichtungen",
        "Karton", "30 Tage netto, 2 % Skonto binnen 10 Tagen",
        "Wer entscheidet über die Instandhaltungsvertragsverlängerung der zweiten Linie?", "EUR",
    ),
    "fr": Voice(
        "Établissements Rougeval S.A.S.", "27, rue de l'Écluse", "69002 Lyon", "Fromagerie des Vallées d'Auvergne",
        "Zone industrielle Sud, Clermont-Ferrand", ("Anne-Françoise de Lestrange", "Loïc Hérault", "Zoé Ménard"),
        ("Responsable des achats", "Directeur d'usine", "Qualité"),
        "Nous perdons deux jours par mois parce que les joints arrivent dans les mauvaises tailles.",
        "Nous gardons vos douze tailles dans notre dépôt de Clermont et les livrons chaque mardi dans des boîtes marquées "
        "par machine : plus personne ne trie les pièces à la main.",
        "Aucune ligne ne s'arrête faute d'un joint ; vous commandez une fois par an au lieu de chaque semaine.",
        "Envoyer le plan de la nouvelle bride", "La livraison de mars a eu neuf jours de retard.",
        "Joint d'arbre, nitrile, 40 mm", "Jusqu'à 120 °C, qualité alimentaire, dix par boîte", "Joints", "boîte",
        "30 jours net, 2 % sous 10 jours", "Qui décide de la deuxième ligne de production ?", "EUR",
    ),
}  # fmt: skip

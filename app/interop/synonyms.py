"""What columns are called in exports: one concept a line, in en, it, el, bg, bn, de, fr and in common programs.

Titles are compared folded (no capitals, accents or punctuation; CompanyName is "company name"), so each
needs to stand here once. Words such as "work" or "privat" in front or behind are taken off first.
"""

TITLES: dict[str, str] = {
    "name": "name|nome|nominativo|denominazione|όνομα|ονομασία|име|наименование|название|নাম|bezeichnung|nom|"
    "display name|anzeigename|label|full name|nome completo|ονοματεπώνυμο|пълно име|vollständiger name|"
    "nom complet|পুরো নাম|nome visualizzato|contact|person name|formatted name|file as|nominativo contatto",
    "given_name": "given name|first name|firstname|forename|prenome|vorname|prénom|собствено име|first|fname|"
    "μικρό όνομα|নামের প্রথম অংশ|person first name",
    "family_name": "family name|last name|lastname|surname|cognome|επώνυμο|επίθετο|фамилия|nachname|"
    "familienname|zuname|nom de famille|lname|পদবি|person last name",
    "middle_name": "middle name|additional name|secondo nome|weitere vornamen|deuxième prénom|бащино име|"
    "презиме|πατρώνυμο",
    "salutation": "salutation|anrede|name prefix|title of courtesy|civilité|appellativo|προσφώνηση|обръщение|"
    "সম্বোধন|courtesy title|honorific",
    "title": "title|titel|titolo|titre|τίτλος|титла",
    "suffix": "suffix|name suffix|suffixe|suffisso|titolo straniero|namenszusatz",
    "nickname": "nickname|nick name|spitzname|surnom|soprannome|παρατσούκλι|прякор",
    "company": "company|company name|organisation|organization|organization 1 name|organization name|firma|"
    "azienda|ragione sociale|società|ditta|impresa|εταιρεία|εταιρία|επωνυμία|επωνυμία εταιρείας|фирма|дружество|"
    "компания|организация|প্রতিষ্ঠান|প্রতিষ্ঠানের নাম|কোম্পানি|unternehmen|firmenname|société|entreprise|"
    "raison sociale|account|account name|azienda cliente|εταιρεία πελάτης|клиент фирма|গ্রাহক প্রতিষ্ঠান|"
    "kundenfirma|compte client|compte|conto|kunde|kundenname|cliente|nome cliente|client|nom du client|πελάτης|"
    "όνομα πελάτη|клиент|име на клиент|গ্রাহক|গ্রাহকের নাম|customer|customer name|associated company|exhibitor|"
    "exhibitor name|espositore|εκθέτης|изложител|প্রদর্শক|aussteller|exposant|institution|organisation name|"
    "nome azienda|nom de l'entreprise|име на фирмата|όνομα εταιρείας|firm|employer|business name|trade name",
    "legal_name": "legal name|registered name|denominazione legale|νομική επωνυμία|официално наименование|"
    "আইনি নাম|rechtlicher name|firmierung|dénomination sociale|nom légal|юридическо име",
    "alias": "aliases|alias|also known as|labels|acronyms|acronym|short name|abbreviation|brand|trading as|"
    "διακριτικός τίτλος|търговско име|noto come|sigle|kurzname|সংক্ষিপ্ত নাম|enseigne|nom commercial",
    "job": "job|job title|position|role|occupation|profession|organization 1 title|organization title|"
    "contact title|posizione|mansione|qualifica|ruolo|θέση|ιδιότητα|длъжност|позиция|পদ|পদের নাম|beruf|funktion|"
    "arbeitstitel|stellung|fonction|poste|emploi|intitulé du poste|cargo|person job title|designation",
    "department": "department|abteilung|reparto|ufficio di appartenenza|τμήμα|отдел|বিভাগ|service|département|"
    "organization 1 department|organization department|division",
    "email": "email|e mail|mail|email address|e mail address|e mail adresse|primary email|"
    "primäre e mail adresse|e mail 1 value|indirizzo e mail|indirizzo posta elettronica|posta elettronica|"
    "ηλεκτρονική διεύθυνση|ηλεκτρονικό ταχυδρομείο|имейл|електронна поща|ел поща|e пост|ইমেইল|ই মেইল|ইমেল|"
    "adresse de messagerie|adresse e mail|courriel|mél|adresse électronique|person email|email principale|"
    "διεύθυνση email|имейл адрес|ই মেইল ঠিকানা|contact email|e mail address 1|indirizzo email|email 1 value|"
    "основен имейл",
    "second_email": "second email|second e mail|secondary email|sekundäre e mail adresse|e mail 2 address|"
    "e mail 2 adresse|e mail 3 address|e mail 3 adresse|e mail 2 value|e mail 3 value|email 2|e mail 2|email 3|"
    "e mail 3|adresse de messagerie 2|adresse de messagerie 3|ind posta elettronica 2|ind posta elettronica 3|"
    "altra e mail|zweite e mail|deuxième e mail|δεύτερο email|втори имейл|alternate email|additional email",
    "phone": "phone|telephone|tel|phone number|telephone number|telefon|telefonnummer|rufnummer|festnetz|"
    "telefono|numero di telefono|τηλέφωνο|τηλ|σταθερό|телефон|тел|ফোন|টেলিফোন|ফোন নম্বর|téléphone|tél|"
    "numéro de téléphone|primary phone|phone 1 value|person phone|contact phone|main phone|switchboard|"
    "centralino|τηλέφωνο επικοινωνίας|телефонен номер|ufficio|phone 1|landline|tel dienstlich",
    "second_phone": "phone 2|second phone|telefon 2|téléphone 2|ufficio 2|telefono 2|other phone|"
    "weiteres telefon|autre téléphone|altro telefono|phone 3|alternate phone",
    "private_phone": "private phone|home telephone|abitazione|telefono casa|telefono privato|domicile|"
    "σταθερό οικίας|домашен телефон|telefon zu hause|privatnummer|téléphone personnel",
    "company_phone": "company main phone|telefon firma|téléphone société|telefono società|centralino azienda|"
    "company phone",
    "mobile": "mobile|mobile phone|mobile number|cell|cell phone|cellphone|mobiltelefon|handy|mobil tel nr|"
    "mobilnummer|mobil|cellulare|telefono cellulare|tel cellulare|κινητό|κινητό τηλέφωνο|мобилен|мобилен телефон|"
    "gsm|মোবাইল|মোবাইল নম্বর|portable|tél mobile|téléphone mobile|téléphone portable|mobile phone number|"
    "gsm number",
    "fax": "fax|fax number|fax nummer|telefax|numero fax|φαξ|факс|ফ্যাক্স|télécopie|télécopieur|numéro de fax|"
    "company fax",
    "web": "web|website|web page|web site|homepage|home page|url|webseite|internetseite|internet|sito|sito web|"
    "pagina web|ιστοσελίδα|ιστότοπος|уебсайт|интернет страница|уеб страница|сайт|ওয়েবসাইট|site|site web|"
    "site internet|page web|webseite 1|web page 1|website 1 value|company domain name|domain|web address|"
    "website url|website home page",
    "chat": "chat|im|im 1 value|screen name|messenger name|skype|whatsapp|telegram|viber",
    "street": "street|address|street address|address 1|address line 1|street 1|address 1 street|straße|adresse|"
    "anschrift|strasse|straße und hausnummer|via|indirizzo|διεύθυνση|οδός|οδός και αριθμός|улица|адрес|ঠিকানা|"
    "রাস্তা|সড়ক|rue|adresse ligne 1|voie|mailing street|billing street|visit address|street name|sede",
    "street_2": "street 2|street 3|address 2|address 3|address line 2|address line 3|adresse 2|adresszusatz|"
    "indirizzo 2|διεύθυνση 2|адрес 2|address 1 extended address|complément d'adresse|adresse ligne 2|presso|suite",
    "street_number": "street number|house number|hausnummer|numero civico|civico|αριθμός|номер на улица|numéro|"
    "n civique",
    "full_address": "address 1 formatted|full address|complete address|formatted address|business address|"
    "home address|vollständige adresse|indirizzo completo|πλήρης διεύθυνση|пълен адрес|adresse complète|"
    "পূর্ণ ঠিকানা",
    "post_box": "po box|address 1 po box|postfach|casella postale|ταχυδρομική θυρίδα|пощенска кутия|"
    "boîte postale|address po box",
    "postal_code": "postal code|post code|postcode|zip|zip code|zipcode|zip postal code|plz|postleitzahl|cap|"
    "codice postale|τκ|τ κ|ταχ κώδικας|ταχυδρομικός κώδικας|пк|п к|пощенски код|পোস্টাল কোড|পোস্ট কোড|code postal|cp|"
    "address 1 postal code|mailing zip|mailing postal code|billing postal code|billing zip",
    "city": "city|town|city town|ort|stadt|città|comune|località|πόλη|δήμος|град|населено място|শহর|ville|"
    "commune|address 1 city|mailing city|billing city|suburb|locality|wohnort",
    "region": "region|state|province|county|state province|bundesland|provincia|regione|prov|νομός|περιφέρεια|"
    "област|регион|অঞ্চল|জেলা|région|département région|dép région|address 1 region|mailing state|billing state|"
    "kanton|state region",
    "country": "country|country region|nation|land|land region|paese|nazione|stato|χώρα|държава|страна|দেশ|"
    "pays|pays région|address 1 country|mailing country|billing country|land firma|country code|staat",
    "birthday": "birthday|birth date|date of birth|geburtstag|geburtsdatum|compleanno|data di nascita|"
    "ημερομηνία γέννησης|γενέθλια|дата на раждане|рожден ден|জন্মদিন|জন্ম তারিখ|anniversaire|date de naissance",
    "birth_year": "birth year|geburtsjahr|anno di nascita|année de naissance",
    "birth_month": "birth month|geburtsmonat|mese di nascita|mois de naissance",
    "birth_day": "birth day|jour de naissance|giorno di nascita",
    "notes": "notes|note|comment|comments|remarks|bemerkung|bemerkungen|notiz|notizen|annotazioni|osservazioni|"
    "σημειώσεις|παρατηρήσεις|бележки|забележка|মন্তব্য|টীকা|remarques|commentaire|commentaires|description notes|"
    "observations",
    "tags": "tags|categories|category list|group membership|keywords|labels list|kategorien|categorie|"
    "catégories|κατηγορίες|категории|ট্যাগ|types|etichette|ετικέτες|етикети|schlagwörter|étiquettes|mots clés",
    "status": "status",
    "language": "language|sprache|lingua|γλώσσα|език|ভাষা|langue|preferred language",
    "currency": "currency|währung|valuta|divisa|νόμισμα|валута|মুদ্রা|devise|monnaie|currency code",
    "tax_number": "tax number|tax id|vat|vat number|vat id|vat no|vat reg no|partita iva|p iva|codice fiscale|"
    "αφμ|ддс номер|данъчен номер|ин по ддс|ভ্যাট নিবন্ধন নম্বর|বিন|bin|ust idnr|ust id|ustid|umsatzsteuer id|"
    "steuernummer|umsatzsteuer identifikationsnummer|numéro de tva|n tva|tva|tva intracommunautaire|no tva|iva|"
    "gstin|piva",
    "registration_number": "registration number|company number|company registration number|αριθμός γεμη|γεμη|"
    "еик|булстат|নিবন্ধন নম্বর|numero rea|rea|handelsregisternummer|hrb|numéro siren|siren|siret|registernummer",
    "industry": "industry|sector|branche|settore|κλάδος|бранш|отрасъл|শিল্প খাত|secteur|secteur d'activité",
    "segment": "segment|market segment|marktsegment|segmento|segmento di mercato|τμήμα αγοράς|сегмент|"
    "пазарен сегмент|বাজার বিভাগ",
    "employees": "employees|number of employees|mitarbeiter|mitarbeiterzahl|dipendenti|numero dipendenti|"
    "εργαζόμενοι|αριθμός εργαζομένων|служители|брой служители|কর্মী সংখ্যা|effectif|nombre d'employés|headcount",
    "founded": "founded|established|year founded|gründungsjahr|anno di fondazione|έτος ίδρυσης|"
    "година на основаване|প্রতিষ্ঠার বছর|année de création",
    "type": "type|account type|kind|typ|art|tipo|είδος|τύπος|тип|ধরন|kundentyp|type de compte|lifecycle stage|"
    "customer type",
    "stage": "stage|lifecycle|sales stage|phase|fase|στάδιο|фаза|етап|ধাপ|étape",
    "tier": "tier|abc|rating|klasse|classe|κατηγορία πελάτη|клас|classification|kundenklasse",
    "source": "source|lead source|herkunft|quelle|origine|fonte|πηγή|източник|উৎস|provenance",
    "owner": "owner|account owner|contact owner|company owner|lead owner|account manager|sales representative|"
    "sales person|salesperson|kundenbetreuer|außendienstmitarbeiter|betreuer|responsabile clienti|agente|"
    "rappresentante commerciale|υπεύθυνος πελατών|πωλητής|мениджър връзки с клиенти|търговски представител|"
    "গ্রাহক ব্যবস্থাপক|বিক্রয় প্রতিনিধি|chargé de clientèle|commercial|zuständig|responsable",
    "contact_name": "contact name|contact person|ansprechpartner|kontakt|kontaktperson|referente|"
    "persona di riferimento|contatto|υπεύθυνος επικοινωνίας|επαφή|лице за контакт|контакт|যোগাযোগ ব্যক্তি|"
    "personne à contacter|interlocuteur",
    "external_id": "id|external id|record id|row id|rec id|ror id|reference|nr|no|number|nummer|numero|codice|"
    "code|αριθμός|κωδικός|номер|код|নম্বর|কোড|attributes reference id|reference id|key|uid|kennung|identifiant|"
    "number elsewhere|api id|guid",
    "customer_ref": "customer id|customer no|customer number|customer code|account id|account number|"
    "account no|company id|client id|kundennummer|kundennr|kunden nr|codice cliente|numero cliente|"
    "κωδικός πελάτη|αριθμός πελάτη|клиентски номер|код на клиент|গ্রাহক নম্বর|গ্রাহক আইডি|numéro client|n client|"
    "code client|debitor|debitorennummer",
    "supplier_ref": "supplier id|supplier no|supplier number|vendor id|vendor no|lieferantennummer|"
    "lieferanten nr|codice fornitore|κωδικός προμηθευτή|код на доставчик|সরবরাহকারী নম্বর|code fournisseur|"
    "numéro fournisseur|kreditor",
    "supplier": "supplier|supplier name|vendor|lieferant|fornitore|προμηθευτής|доставчик|সরবরাহকারী|fournisseur",
    "employee_ref": "employee id|employee no|employee number|mitarbeiternummer|personalnummer|matricola|"
    "user id|αριθμός μητρώου|служебен номер|কর্মী নম্বর|matricule",
    "reports_to": "reports to|manager id|vorgesetzter|supervisor id",
    "product_ref": "product id|item id|article id|produkt id|id prodotto|sku id",
    "product_number": "product number|product no|product code|item number|item no|article number|sku|"
    "stock code|part number|artikelnummer|artikelnr|artikel nr|codice articolo|codice prodotto|κωδικός προϊόντος|"
    "κωδικός είδους|артикулен номер|код на продукта|код на артикул|পণ্য কোড|পণ্যের কোড|référence article|"
    "code article|référence produit",
    "product_name": "product name|product|item|item name|article|produkt|produktname|artikel|"
    "artikelbezeichnung|prodotto|nome prodotto|articolo|προϊόν|όνομα προϊόντος|είδος προϊόντος|продукт|артикул|"
    "име на продукт|পণ্য|পণ্যের নাম|produit|nom du produit|libellé",
    "description": "description|beschreibung|descrizione|περιγραφή|описание|বিবরণ|désignation|long description",
    "unit": "unit|unit of measure|uom|einheit|mengeneinheit|unità|unità di misura|μονάδα|μονάδα μέτρησης|мярка|"
    "мерна единица|একক|unité|quantity per unit",
    "price": "price|unit price|list price|preis|einzelpreis|listenpreis|stückpreis|prezzo|prezzo unitario|"
    "prezzo di listino|τιμή|τιμή μονάδας|цена|единична цена|দাম|মূল্য|একক মূল্য|prix|prix unitaire|tarif|msrp|"
    "retail price|net price",
    "cost": "cost|unit cost|einkaufspreis|kosten|costo|κόστος|себестойност|খরচ|coût|prix d'achat|purchase price",
    "stock": "stock|in stock|units in stock|quantity in stock|lagerbestand|bestand|giacenza|απόθεμα|наличност|"
    "মজুদ|stock disponible",
    "on_order": "on order|units on order|bestellt|in ordine|σε παραγγελία|поръчано|en commande",
    "reorder_level": "reorder level|minimum stock|meldebestand|mindestbestand|scorta minima|"
    "όριο αναπαραγγελίας|stock minimum",
    "discontinued": "discontinued|inactive|ausgelaufen|fuori produzione|arrêté",
    "barcode": "barcode|bar code|ean|gtin|codice a barre|баркод|বারকোড|code barres",
    "family_ref": "category id|family id|group id|warengruppen nr|id categoria",
    "family": "category|category name|product family|product line|product group|family|family name product|"
    "warengruppe|produktgruppe|produktpalette|produktfamilie|categoria|famiglia|gamma di prodotti|"
    "σειρά προϊόντων|κατηγορία|категория|продуктова гама|продуктова група|পণ্যসম্ভার|বিভাগ পণ্য|catégorie|"
    "famille|gamme de produits|kategorie",
    "order_ref": "order id|order number|order no|bestellnummer|auftragsnummer|auftragsnr|numero ordine|"
    "codice ordine|αριθμός παραγγελίας|κωδικός παραγγελίας|номер на поръчка|অর্ডার নম্বর|numéro de commande|"
    "n commande|invoice no|invoice number|order",
    "ordered": "order date|date ordered|ordered on|auftragsdatum|bestelldatum|data dell'ordine|data ordine|"
    "ημερομηνία παραγγελίας|дата на поръчката|дата на поръчка|অর্ডারের তারিখ|date de commande|invoice date",
    "requested": "required date|requested date|requested for|requested on|wunschtermin|liefertermin|"
    "data richiesta|data di consegna richiesta|ζητούμενη ημερομηνία|ημερομηνία παράδοσης|желана дата|"
    "срок за доставка|সরবরাহের তারিখ|date souhaitée|date demandée|due date|delivery date|data di consegna|"
    "дата на доставка|date de livraison",
    "confirmed": "confirmed date|confirmed for|bestätigter termin|data confermata|date confirmée",
    "shipped": "shipped date|ship date|date shipped|shipped on|versanddatum|data di spedizione|data spedizione|"
    "ημερομηνία αποστολής|дата на изпращане|প্রেরণের তারিখ|date d'expédition",
    "delivered": "delivered date|delivered on|date delivered|geliefert am|data consegna effettiva|livré le",
    "shipper": "ship via|carrier|shipper|shipping method|spediteur|versandart|vettore|corriere|μεταφορέας|"
    "превозвач|পরিবহনকারী|transporteur|shipper id",
    "freight": "freight|shipping cost|fracht|frachtkosten|trasporto|spese di spedizione|μεταφορικά|"
    "транспортни разходи|পরিবহন খরচ|frais de port|port",
    "ship_name": "ship name|ship to|shipping name|lieferadresse name",
    "ship_street": "ship address|shipping address|shipping street|lieferadresse|indirizzo di consegna|"
    "διεύθυνση παράδοσης|адрес за доставка|সরবরাহের ঠিকানা|adresse de livraison",
    "ship_city": "ship city|shipping city",
    "ship_region": "ship region|shipping state|ship state",
    "ship_postal_code": "ship postal code|shipping postal code|ship zip",
    "ship_country": "ship country|shipping country",
    "starts": "start|starts|starts on|start date|begin|begins|from date|beginn|von|inizio|data inizio|data di inizio|"
    "έναρξη|από|начало|от дата|শুরু|début|date de début",
    "ends": "end|ends|ends on|end date|until|to date|ende|bis|fine|data fine|data di fine|λήξη|έως|край|до дата|শেষ|"
    "fin|date de fin",
    "venue": "venue|place|location|ort der veranstaltung|veranstaltungsort|luogo|sede della fiera|τόπος|χώρος|"
    "място|স্থান|lieu",
    "hall": "hall|halle|padiglione|αίθουσα|зала|pavillon",
    "stand": "stand|booth|stand no|booth number|messestand|περίπτερο|щанд|স্টল",
    "quantity": "quantity|qty|amount ordered|menge|anzahl|stückzahl|quantità|qta|ποσότητα|количество|পরিমাণ|"
    "quantité|qté|units",
    "discount": "discount|discount percent|rabatt|sconto|έκπτωση|отстъпка|ছাড়|remise|rabais",
    "position": "line|line no|position no|pos|riga|ligne|γραμμή|ред|লাইন",
}

# Words in front of or behind a title that say which of several addresses or numbers is meant.
PLACES: dict[str, str] = {
    "work": "business|work|office|company|billing|mailing|primary|main|geschäftlich|dienstlich|firma|bureau|"
    "uff|ufficio|lavoro|εργασίας|εργασία|γραφείου|служебен|служебна|служебно|работен|офис|কর্মস্থল|অফিস|"
    "professionnel|pro|travail|person|organization",
    "home": "home|private|personal|privat|domicile|ab|abitazione|casa|οικίας|σπίτι|σπιτιού|домашен|домашна|"
    "вкъщи|বাড়ি|personnel|maison",
    "other": "other|weitere|weiteres|weiterer|autre|altro|altra|άλλο|друг|друга|অন্য|shipping|assistant s|"
    "assistent|car|radio|pager|isdn|telex|tty tdd|callback|spouse|manager s|billing information|directory|custom",
}

# File names and Salesforce types that tell the kind when the titles leave it open.
NAMED_KINDS: dict[str, str] = {
    "accounts": "account|accounts|company|companies|customer|customers|client|clients|clienti|aziende|kunden|"
    "firmen|πελάτες|εταιρείες|клиенти|фирми|গ্রাহক|sociétés|entreprises|organisations|organizations|exhibitors|"
    "prospects|leads companies",
    "contacts": "contact|contacts|person|persons|people|contatti|persone|kontakte|personen|επαφές|контакти|"
    "যোগাযোগ|personnes|lead|leads",
    "suppliers": "supplier|suppliers|vendor|vendors|fornitori|lieferanten|προμηθευτές|доставчици|সরবরাহকারী|"
    "fournisseurs",
    "products": "product|products|item|items|article|articles|prodotti|articoli|produkte|artikel|προϊόντα|είδη|"
    "продукти|артикули|পণ্য|produits|product c",
    "product_families": "product family|product family c|category|categories|product families|families|"
    "warengruppen|categorie|κατηγορίες|категории|familles",
    "orders": "order|orders|ordini|aufträge|bestellungen|παραγγελίες|поръчки|অর্ডার|commandes",
    "order_lines": "order details|order lines|order items|righe ordine|auftragspositionen|γραμμές παραγγελίας|"
    "редове|lignes de commande",
    "events": "event|events|fair|fairs|trade fairs|messen|veranstaltungen|fiere|eventi|εκθέσεις|изложения|মেলা|salons",
    "users": "employee|employees|users|user|mitarbeiter|dipendenti|υπάλληλοι|служители|কর্মী|employés",
    "shippers": "shipper|shippers|carriers",
    "territories": "territories|territory",
    "regions": "regions",
}
